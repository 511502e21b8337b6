"""How often works carry one of the plan's three key messages (O08)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio
from gdnn_analysis.indicators.coded_works import (
    OF_THE_WHOLE,
    Coding,
    code_pairs,
    counts_by_code,
    percent_row,
    share_cells,
    trace_coded,
)
from gdnn_analysis.indicators.coverage import Coverage, coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_breakdowns import UNKNOWN
from gdnn_analysis.indicators.media_eligibility import CHECKED
from gdnn_analysis.indicators.widest import widest_works
from gdnn_analysis.language import say
from gdnn_analysis.records.media_keys import ACCEPTED

KEY_MESSAGES: Final = ("M1", "M2", "M3")
"""The messages of section IV of the plan; spelling variants are aliases in table ``messages``."""
NONE_APPLIES: Final = "KAD"
"""Reason code ("không áp dụng") that says somebody looked and found no message."""
UNDEFINED: Final = "F-MAUSO"


def compute_o08(inputs: Inputs) -> Output:
    """Return the share of coded works that carry one of the messages M1-M3 (rules R01, R18).

    A work is coded when its row names a message of table ``messages``, or says ``KAD`` ("không áp
    dụng") in that cell: somebody looked and found none. A blank cell says nothing.

    Parameters
    ----------
    inputs
        Works of the year (O01 ``C/S1/tat_ca``), table ``messages``.

    Returns
    -------
    Output
        Headline in percent of coded works; breakdowns ``message`` (each message; together they may
        exceed the headline), ``channel`` and ``author_unit``. When not one work of the year is
        coded as carrying none, blanks cannot be told from "none": every coded work has a message
        only because nobody wrote down the others. The share is then empty with F-MAUSO and only
        its numerator is given. Variant ``toi_thieu``: works with a message in percent of all works
        of the year, which is the least it can be (F-THIEU while works are not coded).
    """
    coding, carries = inputs.once(_coding)
    coverage = coverage_of(inputs, "media")
    top = coding.count(float(carries.sum()), coverage)
    base, flags = _denominator(coding.coded, carries)
    head = percent_row(
        inputs,
        "O08",
        (top, None if top is None else base),
        coverage=coverage,
        checked=float((carries & coding.works["verification"].eq(CHECKED)).sum()),
        flags=coding.flags | flags,
    )
    part = replace(head, verdict="")
    messages = counts_by_code(coding.pairs, sorted(inputs.data["messages"]["message_id"]))
    rows = [
        head,
        _at_least(part, coding, carries, coverage),
        *share_cells(part, "message", messages, base=head.denominator, known=top is not None),
        *_groups(part, coding, carries),
    ]
    reason = say("chưa mã hoá thông điệp", "message not coded")
    return Output(rows, lambda: trace_coded(inputs, "O08", coding.coded, reason))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O08": compute_o08}
LABELS: Labels = {
    "O08": {
        "toi_thieu": (
            "ít nhất, trên toàn bộ sản phẩm của kỳ (kể cả chưa mã hoá)",
            "at least, of all works of the year (coded or not)",
        )
    }
}


def _coding(inputs: Inputs) -> tuple[Coding, pd.Series[bool]]:
    """Return the works with their messages, and which carry a key message."""
    works = inputs.once(widest_works)
    pairs = code_pairs(works["message_ids"])
    coded = works.index.isin(pairs["item"]) | works.index.isin(_looked_at(inputs))
    carrying = pairs.loc[pairs["code"].isin(KEY_MESSAGES), "item"]
    return (
        Coding(works, pd.Series(coded, index=works.index), pairs),
        pd.Series(works.index.isin(carrying), index=works.index),
    )


def _looked_at(inputs: Inputs) -> pd.Series[Any]:
    """Return the works with an accepted row that says no message applies."""
    cells = inputs.data.missing["media"]
    cells = cells[cells["column"].eq("message_ids") & cells["reason"].eq(NONE_APPLIES)]
    reports = inputs.records.media.reports
    told = reports["record"].isin(cells["record"]) & reports["verification"].isin(ACCEPTED)
    return reports.loc[told, "work_id"]


def _denominator(
    coded: pd.Series[bool], carries: pd.Series[bool]
) -> tuple[float | None, frozenset[str]]:
    """Return how many works are coded, or nothing when none of them is coded as carrying none."""
    undefined = bool(coded.any()) and not (coded & ~carries).any()
    return (None, frozenset({UNDEFINED})) if undefined else (float(coded.sum()), frozenset())


def _at_least(part: Row, coding: Coding, carries: pd.Series[bool], coverage: Coverage) -> Row:
    """Return works with a message in percent of all works: the least the share can be."""
    works = len(coding.works)
    base = coverage.count(works, known=works > 0)
    row = replace(part, variant="toi_thieu", flags=part.flags - {UNDEFINED})
    return as_ratio(row, coding.count(float(carries.sum()), coverage), base)


def _groups(part: Row, coding: Coding, carries: pd.Series[bool]) -> Iterator[Row]:
    """Yield the share by channel of the first publication and by producing unit."""
    coded, carrying = coding.coded.to_numpy(), carries[coding.coded].to_numpy()
    for breakdown, column in (("channel", "channel_id"), ("author_unit", "author_unit_id")):
        names = coding.works[column].fillna(UNKNOWN).to_numpy(dtype=object)[coded]
        sizes, tops = Counter(names.tolist()), Counter(names[carrying].tolist())
        for category, base in sorted(sizes.items()):
            top = tops[category]
            told = top < base
            flags = part.flags - {UNDEFINED, *OF_THE_WHOLE} | (set() if told else {UNDEFINED})
            cell = replace(part, breakdown=breakdown, category=str(category), flags=flags)
            yield as_ratio(cell, float(top), float(base) if told else None)
