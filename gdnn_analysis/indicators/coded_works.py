"""Works of the year by the codes people gave them: themes, audiences, messages (rule R18).

The base is what O01 counts under ``C/S1/tat_ca`` (RL-33). A work without a code is not coded: it is
missing from the base, it is never "nothing".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import CHECKED, placed
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.indicators.widest import widest_works
from gdnn_analysis.language import say
from gdnn_analysis.period import span_of
from gdnn_analysis.records.media_keys import ACCEPTED

OF_THE_WHOLE: Final = frozenset({"F-TUKHAI", "F-TRUNG"})
"""Flags of a figure that say nothing about its parts."""
VIEWS: Final = {"chinh": True, "bat_ky": False}
"""Variants by how many codes of a work they look at: the primary one only, or any (rule R18)."""


@dataclass(frozen=True)
class Coding:
    """The counted works and one list of codes they carry.

    Attributes
    ----------
    works
        Works of the year, indexed by ``work_id``.
    coded
        Which of them are coded.
    pairs
        One row per work and code, see :func:`code_pairs`.
    """

    works: pd.DataFrame
    coded: pd.Series[bool]
    pairs: pd.DataFrame

    @cached_property
    def base(self) -> int:
        """How many works are coded."""
        return int(self.coded.sum())

    @cached_property
    def flags(self) -> frozenset[str]:
        """Flags of the works; F-THIEU when some are not coded."""
        partly = {LOWER_BOUND} if self.base < len(self.works) else set()
        marks = self.works[["verification", "suspected"]]
        return work_flags(marks[self.coded.to_numpy()]) | partly

    @property
    def checked_pairs(self) -> pd.DataFrame:
        """The codes of works whose evidence was checked."""
        checked = self.works.index[self.works["verification"].eq(CHECKED)]
        return self.pairs[self.pairs["item"].isin(checked)]

    def count(self, number: float, coverage: Coverage) -> float | None:
        """Return a number found among coded works, or nothing when none was coded (rule R01)."""
        if self.base == 0 and len(self.works):
            return None
        return coverage.count(number, known=self.base > 0)


def coding_of(inputs: Inputs, column: str) -> Coding:
    """Return the works of the year with the codes of a list column."""
    works = inputs.once(widest_works)
    pairs = code_pairs(works[column])
    return Coding(works, pd.Series(works.index.isin(pairs["item"]), index=works.index), pairs)


def code_pairs(lists: pd.Series[Any]) -> pd.DataFrame:
    """Return one row per item and code, in order.

    Parameters
    ----------
    lists
        Tuples of codes, the primary one first.

    Returns
    -------
    DataFrame
        ``item`` (label in `lists`), ``code``, ``primary``; a code given twice counts once.
    """
    sizes = np.fromiter(map(len, lists), dtype="int64", count=len(lists))
    first = np.zeros(int(sizes.sum()), dtype=bool)
    first[(np.cumsum(sizes) - sizes)[sizes > 0]] = True
    pairs = pd.DataFrame(
        {
            "item": lists.index.repeat(sizes),
            "code": pd.Series(list(chain.from_iterable(lists)), dtype="str"),
            "primary": first,
        }
    )
    return pairs.drop_duplicates(["item", "code"], ignore_index=True)


def counts_by_code(
    pairs: pd.DataFrame, codes: Sequence[str], *, primary: bool = False
) -> pd.Series[Any]:
    """Return how many items carry each code, as their primary code or at all."""
    found = pairs["code"]
    counts = Counter((found[pairs["primary"].to_numpy()] if primary else found).tolist())
    return pd.Series({code: counts[code] for code in codes}, dtype="int64")


def share_cells(
    head: Row, breakdown: str, counts: pd.Series[Any], *, base: float | None, known: bool
) -> Iterator[Row]:
    """Yield one row per category: its share of the base in percent, with both parts.

    Parameters
    ----------
    head
        Row of the whole: variant, completeness and flags are taken over.
    breakdown, counts
        Name of the breakdown; category → count.
    base
        The denominator of every share, if there is one.
    known
        Whether the counts are known at all.
    """
    for category, number in counts.items():
        cell = replace(
            head,
            breakdown=breakdown,
            category=str(category),
            unit="%",
            n=None,
            verdict="",
            flags=head.flags - OF_THE_WHOLE,
        )
        yield as_ratio(cell, float(number) if known else None, base)


def percent_row(
    inputs: Inputs,
    code: str,
    parts: tuple[float | None, float | None],
    *,
    coverage: Coverage,
    checked: float | None = None,
    flags: frozenset[str] = frozenset(),
) -> Row:
    """Return a headline in percent with its parts.

    Parameters
    ----------
    inputs, code
        Run and indicator.
    parts
        Numerator and denominator.
    coverage
        Filing of the tables behind it.
    checked
        The numerator from checked records only; the numerator itself where nothing is declared.
    flags
        Flags beside those of the coverage and the year.
    """
    top, bottom = parts
    row = as_ratio(Row(code), top, bottom)
    known = as_ratio(row, top if checked is None else checked, bottom).value
    whole = count_row(
        inputs,
        code,
        row.value,
        unit="%",
        coverage=coverage,
        checked=None if row.value is None else known,
        flags=flags,
    )
    return replace(whole, numerator=top, denominator=bottom)


def work_flags(works: pd.DataFrame) -> frozenset[str]:
    """Return F-TUKHAI and F-TRUNG where a work is only declared, or probable duplicates joined."""
    signs = {
        "F-TUKHAI": works["verification"].ne(CHECKED).any(),
        "F-TRUNG": works["suspected"].any(),
    }
    return frozenset(flag for flag, shown in signs.items() if shown)


def trace_coded(
    inputs: Inputs, code: str, coded: pd.Series[bool], reason: str = ""
) -> pd.DataFrame:
    """Return the trace of a figure on the works of the year.

    Parameters
    ----------
    inputs, code
        Run and indicator.
    coded
        Which works count, by ``work_id``.
    reason
        Why the others do not.
    """
    roles = inputs.once(base_roles)
    without = roles["role"].eq("tinh") & roles["work_id"].isin(coded.index[~coded])
    rows = roles.assign(
        role=roles["role"].mask(without, "loai"), reason=roles["reason"].mask(without, reason)
    )
    return trace_each(code, "media", rows)


def base_roles(inputs: Inputs) -> pd.DataFrame:
    """Return ``role``, ``reason`` and ``work_id`` of every media row of the year, by record.

    The row of a work's first publication counts, its other rows are merged into it. Why a row is
    no work of the year is told by the trace of O01.
    """
    reports = inputs.records.media.reports
    head = reports["work_id"].map(inputs.once(widest_works)["first_record"])
    rows = reports[["record", "work_id", "verification"]].assign(head=head)
    rows = rows[head.notna() | _of_the_year(inputs, reports)]
    own, accepted = rows["head"].notna(), rows["verification"].isin(ACCEPTED)
    choices = [own & rows["head"].eq(rows["record"]), own & accepted, own]
    reasons = [
        "",
        say("dòng khác của cùng sản phẩm", "another row of the same work"),
        say("chưa kiểm chứng hoặc bị bác", "unchecked or rejected"),
    ]
    outside = say(
        "không phải sản phẩm tính vào O01 (C/S1) của kỳ", "no work counted by O01 (C/S1) this year"
    )
    found = pd.DataFrame(
        {
            "role": np.select(choices, ["tinh", "gop", "loai"], "loai"),
            "reason": np.select(choices, reasons, outside),
            "work_id": rows["work_id"].to_numpy(),
        },
        index=rows["record"].to_numpy(),
    )
    return pd.concat([found, _cancelled(inputs)])


def _of_the_year(inputs: Inputs, rows: pd.DataFrame) -> pd.Series[bool]:
    spans = span_of(rows["published_at"], rows["date_precision"])
    return placed(*spans, inputs.interval)[1]


def _cancelled(inputs: Inputs) -> pd.DataFrame:
    media = inputs.data["media"]
    rows = media[media["record_status"].eq("huy")]
    rows = rows[_of_the_year(inputs, rows)]
    reason = say("bản ghi đã huỷ", "cancelled record")
    return pd.DataFrame({"role": "loai", "reason": reason, "work_id": ""}, index=rows.index)
