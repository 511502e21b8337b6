"""Where new entrants learnt of vocational education, and what decided (C07)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_share, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import counted, with_roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

PLAN_SOURCES: Final = (
    "bao_chi",
    "mxh_cs",
    "mxh_nn",
    "web",
    "su_kien",
    "an_pham",
    "loa_xa",
    "pa_no",
)
"""Channels the plan works through (code list INFOSRC, catalogue C07)."""
_FIELDS: Final = [
    "year",
    "vet_unit_id",
    "source_code",
    "n_named",
    "n_main",
    "n_asked",
    "record_status",
]
DECISIVE: Final = "quyet_dinh"


def compute_c07(inputs: Inputs) -> Output:
    """Return the share of new entrants whose decisive source is a channel of the plan (R01, R11).

    The base is everybody asked at the institutions that took part, each institution once: its
    ``n_asked`` stands on every row of its sources. An institution that did not ask for the
    decisive source is in no share of decisive sources. A source without a row at an institution
    was not asked there; it is no 0.

    Parameters
    ----------
    inputs
        Needs ``entry_survey``; its ``year`` is the report year.

    Returns
    -------
    Output
        Headline with both parts and the Wilson interval; ``unit`` holds the same share by
        institution. ``source``: share naming each source (several may be named, so the shares
        exceed 100 % together). Variant ``quyet_dinh`` by ``source``: share naming it as decisive.
        F-THIEU also where rows of an institution disagree on how many were asked, or where a
        channel of the plan has no figure.
    """
    answers = _answers(inputs)
    coverage = coverage_of(inputs, "entry_survey")
    gaps = {LOWER_BOUND} if answers.has_gaps else set()
    base = Row(
        "C07",
        unit="%",
        completeness=coverage.share,
        flags=coverage.flags | year_flags(inputs) | gaps,
    )
    by_unit = _by_unit(answers)
    totals = by_unit.sum(min_count=1)
    head = _share(inputs, base, totals)
    verdict = verdict_of(inputs, "C07", head.value, share=coverage.share, checked=head.value)
    named, decisive = _by_source(answers, "n_named"), _by_source(answers, "n_main")
    rows = [
        replace(head, verdict=verdict),
        *_cells(inputs, replace(base, breakdown="source"), named),
        *_cells(inputs, replace(base, breakdown="unit"), by_unit),
        *_cells(inputs, replace(base, variant=DECISIVE, breakdown="source"), decisive),
    ]
    return Output(rows, lambda: trace_each("C07", "entry_survey", answers.rows))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"C07": compute_c07}
PERSONS: Persons = {"C07": {ANY_VARIANT: "n"}}
LABELS: Labels = {
    "C07": {DECISIVE: ("chọn là nguồn quyết định", "named as the decisive source")},
}


@dataclass(frozen=True)
class _Answers:
    """Rows of the year with ``asked`` (of the institution), ``role`` and ``reason``."""

    rows: pd.DataFrame
    has_gaps: bool


def _answers(inputs: Inputs) -> _Answers:
    table = inputs.data["entry_survey"]
    rows = table[[name for name in _FIELDS if name in table]]
    rows = rows[rows["year"].eq(inputs.year).fillna(value=False)]
    rows = rows.astype(dict.fromkeys(("n_named", "n_main", "n_asked"), "float64"))
    units = rows.groupby("vet_unit_id")
    asked = units["n_asked"].transform("max")
    # Everybody names one decisive source at most: more of them than people is a mistake in all.
    too_many = units["n_main"].transform("sum").gt(asked)
    rows = with_roles(
        rows.assign(asked=asked),
        [
            (
                too_many,
                say(
                    "cơ sở ghi tổng số chọn nguồn quyết định lớn hơn số phiếu hợp lệ",
                    "the institution reports more decisive sources than valid answers",
                ),
            )
        ],
    )
    used = counted(rows)
    plan = used[used["source_code"].isin(PLAN_SOURCES) & used["n_main"].notna()]
    disagree = bool(used["n_asked"].ne(used["asked"]).any())
    incomplete = len(plan) < len(PLAN_SOURCES) * used["vet_unit_id"].nunique()
    return _Answers(rows, bool(disagree or incomplete or too_many.any()))


def _by_unit(answers: _Answers) -> pd.DataFrame:
    """Return ``top`` and ``asked`` by institution that asked for the decisive source."""
    used = counted(answers.rows)
    known = used[used["n_main"].notna()]
    plan = known[known["source_code"].isin(PLAN_SOURCES)]
    asked = known.groupby("vet_unit_id")["asked"].first()
    top = plan.groupby("vet_unit_id")["n_main"].sum().reindex(asked.index)
    return pd.DataFrame({"top": top, "asked": asked})


def _by_source(answers: _Answers, column: str) -> pd.DataFrame:
    """Return ``top`` and ``asked`` by source, over the institutions with a figure for it."""
    used = counted(answers.rows)
    known = used[used[column].notna()]
    sums = known.groupby("source_code")[[column, "asked"]].sum()
    return sums.rename(columns={column: "top"})


def _cells(inputs: Inputs, row: Row, parts: pd.DataFrame) -> Iterator[Row]:
    for category, part in parts.sort_index().iterrows():
        yield replace(_share(inputs, row, part), category=str(category))


def _share(inputs: Inputs, row: Row, part: pd.Series[Any]) -> Row:
    top, asked = (None if pd.isna(part[name]) else float(part[name]) for name in ("top", "asked"))
    return as_share(inputs, row, top, asked)
