"""Graduates of vocational education with a job (P05): what a follow-up survey says, context only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, as_share, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.official_figures import filing_flags
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

_BREAKDOWNS: Final = {"level": "level", "unit": "vet_unit_id", "sex": "sex"}
_COUNTS: Final = ("graduates", "surveyed", "employed")


def compute_p05(inputs: Inputs) -> Output:
    """Return the share of surveyed graduates of the year who had a job (R01, R11).

    Only surveys the same number of months after graduation are pooled: the number most rows have,
    of two the larger. Rows without it, or without both counts, are left out (F-THIEU).

    Parameters
    ----------
    inputs
        Needs ``outcomes``.

    Returns
    -------
    Output
        Headline in percent with Wilson 95 % interval, ``n`` = surveyed. Variants
        ``ty_le_tra_loi`` (surveyed over graduates of the same rows) and ``so_thang`` (months after
        graduation). Breakdowns ``level``, ``unit`` and ``sex``; under 30 surveyed no percentage.
    """
    rows = _outcomes(inputs)
    used = rows[rows["role"].eq("tinh")]
    coverage = coverage_of(inputs, "outcomes")
    head = Row(
        "P05",
        unit="%",
        completeness=coverage.share,
        flags=year_flags(inputs)
        | filing_flags(coverage)
        | ({LOWER_BOUND} if len(used) < len(rows) else frozenset()),
    )
    main = _employed(inputs, head, used)
    verdict = verdict_of(inputs, "P05", main.value, share=coverage.share, checked=main.value)
    months = float(used["months_after"].iloc[0]) if len(used) else None
    found = [
        replace(main, verdict=verdict),
        _answered(replace(head, variant="ty_le_tra_loi"), used),
        replace(head, variant="so_thang", unit="tháng", value=months),
    ]
    for breakdown, column in _BREAKDOWNS.items():
        sums = used.groupby(column)[list(_COUNTS)].sum()
        for category, surveyed, employed in zip(
            sums.index, sums["surveyed"], sums["employed"], strict=True
        ):
            row = as_share(inputs, head, float(employed), float(surveyed))
            found.append(replace(row, breakdown=breakdown, category=str(category)))
    return Output(found, lambda: trace_each("P05", "outcomes", rows))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"P05": compute_p05}
PERSONS: Persons = {"P05": {ANY_VARIANT: "numerator"}}
LABELS: Labels = {
    "P05": {
        "ty_le_tra_loi": (
            "tỷ lệ người được khảo sát trên số tốt nghiệp",
            "surveyed over graduates",
        ),
        "so_thang": ("số tháng sau tốt nghiệp", "months after graduation"),
    }
}


def _outcomes(inputs: Inputs) -> pd.DataFrame:
    """Return the rows of the year with role and reason, counts as numbers."""
    rows = inputs.data["outcomes"]
    rows = rows[rows["grad_year"].eq(inputs.year)]
    rows = rows.astype({**dict.fromkeys(_COUNTS, "float64"), "months_after": "float64"})
    rows = rows.assign(employed=rows["employed"].mask(rows["surveyed"].eq(0), 0.0))
    blank = rows["surveyed"].isna() | rows["employed"].isna()
    months = rows.loc[~blank, "months_after"].mode()  # ascending; blanks are no answer
    status = roles(
        rows.index,
        (
            rows["months_after"].ne(months.max()),
            say("khảo sát ở mốc số tháng khác", "surveyed another number of months after"),
        ),
        (
            rows["months_after"].isna(),
            say("không ghi mốc số tháng sau tốt nghiệp", "months after graduation not given"),
        ),
        (
            blank,
            say("để trống số được khảo sát hoặc số có việc làm", "surveyed or employed left blank"),
        ),
    )
    return rows.assign(**status)


def _employed(inputs: Inputs, head: Row, used: pd.DataFrame) -> Row:
    if used.empty:
        return head
    return as_share(inputs, head, float(used["employed"].sum()), float(used["surveyed"].sum()))


def _answered(head: Row, used: pd.DataFrame) -> Row:
    if used.empty:
        return head
    return as_ratio(head, float(used["surveyed"].sum()), float(used["graduates"].sum()))
