"""Information given to the press (A07): how often, to whom, and how regularly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from gdnn_analysis.indicators.cells import count_cells, count_row, sum_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.disclosure import Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.records.status import in_force


def compute_a07(inputs: Inputs) -> Output:
    """Count the occasions on which the press was informed in the year (rules R01, R03, R09).

    An occasion without evidence counts with F-TUKHAI (RL-30).

    Parameters
    ----------
    inputs
        Needs ``press_briefings``.

    Returns
    -------
    Output
        Headline; breakdowns ``kind`` and ``quarter`` (``2023-Q1``, of the calendar) add up to it.
        Variants: ``co_quan`` and ``phong_vien`` (attendances of press bodies and journalists, not
        different ones; a blank makes a lower bound) and ``thang``: how many of the twelve months
        had at least one. The window from 15 December on has two parts of one December, which is
        one month. The plan does not say what "thường xuyên" is, so there is no verdict on it.
    """
    rows = in_force(inputs.data["press_briefings"])
    rows = rows[inputs.in_window(rows["held_on"])]
    rows = rows.assign(role="tinh", reason="")
    verified = rows["evidence_id"].notna()
    coverage = coverage_of(inputs, "press_briefings")
    value = coverage.count(len(rows), known=len(rows) > 0)
    head = count_row(
        inputs,
        "A07",
        value,
        unit="đợt",
        coverage=coverage,
        checked=None if value is None else float(verified.sum()),
        flags=frozenset() if verified.all() else {"F-TUKHAI"},
    )
    months = None if value is None else float(rows["held_on"].dt.month.nunique())
    figures = [
        head,
        sum_row(head, "co_quan", "lượt cơ quan báo chí", rows["n_press_orgs"]),
        sum_row(head, "phong_vien", "lượt phóng viên", rows["n_journalists"]),
        replace(head, variant="thang", unit="tháng", value=months, verdict=""),
        *count_cells(head, "kind", rows["kind"].value_counts()),
        *count_cells(head, "quarter", _every_quarter(inputs, head, rows["held_on"])),
    ]
    return Output(figures, lambda: trace_each("A07", "press_briefings", rows))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A07": compute_a07}
PERSONS: Persons = {"A07": {"phong_vien": "value"}}
LABELS: Labels = {
    "A07": {
        "co_quan": ("lượt cơ quan báo chí được cung cấp", "attendances of press bodies"),
        "phong_vien": ("lượt phóng viên", "attendances of journalists"),
        "thang": (
            "số tháng có cung cấp thông tin, trên 12 tháng của năm",
            "months with information given, of twelve in a year",
        ),
    }
}


def _every_quarter(inputs: Inputs, head: Row, days: pd.Series) -> pd.Series:
    """Return counts with every quarter of the year: a quiet one is 0 only when everybody filed."""
    names = days.dt.year.astype("str") + "-Q" + days.dt.quarter.astype("str")
    counts = names.value_counts()
    quarters = [f"{inputs.year}-Q{number}" for number in range(1, 5)]
    every: pd.Series = counts.astype("float64").reindex(counts.index.union(quarters))
    complete = head.value is not None and LOWER_BOUND not in head.flags and inputs.finished
    return every.fillna(0.0) if complete else every
