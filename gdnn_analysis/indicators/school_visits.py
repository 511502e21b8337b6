"""Schools reached by exchange, counselling and career guidance (A04)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.disclosure import Persons
from gdnn_analysis.indicators.frame import Cell, Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.reached_schools import ReachedSchools, reached_schools
from gdnn_analysis.indicators.school_register import LEVELS, pupils_by_school, school_register
from gdnn_analysis.indicators.traces import trace_each

GRADES: Final = {"hs_lop9": 9, "hs_lop12": 12}
"""Variants of pupil coverage and their grade."""


def compute_a04(inputs: Inputs) -> Output:
    """Count the different schools reached in the year (rules R01, R04, R08, R09; RL-31, RL-32).

    A school is reached by an event that began in the reporting window, was held and checked, or by
    a guidance record with evidence of the school year that ends in the report year. Both labels
    belong beside the figure. A school that closed is counted under the id in the log.

    Parameters
    ----------
    inputs
        Needs ``events``, ``event_schools``, ``guidance``, ``schools`` and ``school_pupils``.

    Returns
    -------
    Output
        Headline and breakdown ``area`` (former district, which add up to it) in schools. Variants
        ``THCS`` and ``THPT``: percentage of the schools of the level that existed on 31 May, a
        joint school in both. ``hs_lop9`` and ``hs_lop12``: pupils at events, per school the largest
        event and not the sum, over the pupils of the grade in schools whose number is known. A
        denominator nobody registered leaves the value empty with F-MAUSO.
    """
    reached = reached_schools(inputs)
    coverage = coverage_of(inputs, "events", "event_schools", "guidance")
    found = len(reached.schools)
    value = float(found) if found or reached.answered else None
    head = count_row(
        inputs,
        "A04",
        value,
        unit="trường",
        coverage=coverage,
        flags=frozenset() if reached.answered else {LOWER_BOUND},
    )
    rows = [
        head,
        *_level_shares(inputs, head, reached.schools),
        *_pupil_shares(inputs, head, reached),
        *count_cells(head, "area", _every_district(inputs, head, reached.schools)),
    ]
    return Output(
        rows,
        lambda: join_traces(
            [
                trace_each("A04", "event_schools", reached.visits),
                trace_each("A04", "guidance", reached.guidance),
            ]
        ),
        _members(head, reached, rows),
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A04": compute_a04}
PERSONS: Persons = {"A04": dict.fromkeys(GRADES, "numerator")}
AGGREGATIONS: Final = {"A04": dict.fromkeys(LEVELS, "khong_gop")}
"""The same schools are there every year: five yearly shares are no share of them."""
LABELS: Labels = {
    "A04": {
        "THCS": ("tỷ lệ trường THCS được tiếp cận", "share of lower secondary schools reached"),
        "THPT": ("tỷ lệ trường THPT được tiếp cận", "share of upper secondary schools reached"),
        "hs_lop9": (
            "tỷ lệ học sinh lớp 9 dự giao lưu, tư vấn",
            "share of grade 9 pupils at exchange or counselling events",
        ),
        "hs_lop12": (
            "tỷ lệ học sinh lớp 12 dự giao lưu, tư vấn",
            "share of grade 12 pupils at exchange or counselling events",
        ),
    }
}


def _level_shares(inputs: Inputs, head: Row, reached: pd.DataFrame) -> Iterator[Row]:
    """Yield the share of each level's schools; one that was not there on 31 May is in no part."""
    register = inputs.once(school_register)
    for level, kinds in LEVELS.items():
        there = register.index[register["valid"] & register["school_level"].isin(kinds)]
        yield _share(head, level, there.isin(reached.index).sum(), len(there))


def _pupil_shares(inputs: Inputs, head: Row, reached: ReachedSchools) -> Iterator[Row]:
    """Yield the share of each grade's pupils; a school whose number is unknown is in no part."""
    pupils = pupils_by_school(inputs)
    counted = reached.visits[reached.visits["role"].eq("tinh")]
    largest = counted.groupby(["grade", "school_id"])["pupils"].max().astype("float64")
    seen = largest[largest.index.isin(pupils.index)]
    for variant, grade in GRADES.items():
        every = pupils[pupils.index.get_level_values("grade") == grade]
        own = seen[seen.index.get_level_values("grade") == grade]
        known = own.notna().any() or (own.empty and reached.events_known)
        row = _share(head, variant, own.sum() if known else None, every.sum())
        yield replace(row, flags=row.flags | {LOWER_BOUND}) if own.isna().any() else row


def _share(head: Row, variant: str, top: float | None, bottom: float) -> Row:
    """Return a share; 0 only where the headline is known, nothing without a denominator."""
    row = replace(head, variant=variant, unit="%", verdict="")
    top = None if top is None or head.value is None else float(top)
    if not bottom:
        row = replace(row, flags=row.flags | {"F-MAUSO"})
    return as_ratio(row, top, float(bottom) or None)


def _every_district(inputs: Inputs, head: Row, reached: pd.DataFrame) -> pd.Series:
    """Return counts with every former district: one without is 0 only when everybody filed."""
    counts = reached["district"].value_counts()
    districts = pd.Index(inputs.records.areas.districts()["area_id"]).union(counts.index)
    every = counts.astype("float64").reindex(districts)
    complete = head.value is not None and LOWER_BOUND not in head.flags
    return every.fillna(0.0) if complete else every


def _members(head: Row, reached: ReachedSchools, rows: list[Row]) -> dict[Cell, frozenset[str]]:
    """Return which schools each figure counted, so that five years count a school once."""
    if head.value is None:
        return {}
    by_district = reached.schools.groupby("district").groups
    areas = [row.category for row in rows if row.breakdown == "area" and row.value is not None]
    members = {("", "area", area): frozenset(by_district.get(area, ())) for area in areas}
    return {("", "", ""): frozenset(reached.schools.index), **members}
