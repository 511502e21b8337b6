"""Communication training (A06) and what it left behind (C09)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.disclosure import Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.learning import (
    FEW,
    applied_row,
    asked_or_tested,
    gain_row,
    paired,
)
from gdnn_analysis.indicators.obliged_units import obliged_units
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.indicators.training_records import Trainings, trainings_of

MEANT: Final = ("CQCQ", "SLDTBXH")
"""Groups row VIII of the annex wants trained; vocational schools are shown apart."""
UNKNOWN: Final = "khong_xac_dinh"


def compute_a06(inputs: Inputs) -> Output:
    """Count the courses that began in the year, and who completed them (R01, R04, R08, R09).

    One course that two units reported (same title and first day) counts once, with F-TRUNG. A
    course without evidence counts with F-TUKHAI.

    Parameters
    ----------
    inputs
        Needs ``trainings``, ``training_groups``, ``units`` and ``unit_succession``.

    Returns
    -------
    Output
        Headline in courses. Variants: ``hoan_thanh`` (attendances completed, by ``actor_group``
        and ``sex``; persons are not derived from them), ``gio_nguoi`` (hours × completed),
        ``bao_phu`` (percentage of the owner bodies and the department, its successor included,
        that sent anybody) and ``bao_phu_csgdnn`` (of the vocational schools). A course without
        figures makes a sum a lower bound, nothing but such courses makes it missing.
    """
    trainings = inputs.once(trainings_of)
    courses, coverage = trainings.courses, coverage_of(inputs, "trainings")
    value = coverage.count(len(courses), known=len(courses) > 0)
    head = count_row(
        inputs,
        "A06",
        value,
        unit="lớp",
        coverage=coverage,
        checked=None if value is None else float(courses["verified"].sum()),
        flags=_flags(trainings),
    )
    completed = _completed(head, trainings)
    rows = [
        head,
        completed,
        *_completed_by(completed, trainings),
        _hours(head, trainings),
        _sent(inputs, replace(head, variant="bao_phu"), trainings, MEANT),
        _sent(inputs, replace(head, variant="bao_phu_csgdnn"), trainings, ("CSGDNN",)),
    ]
    return Output(rows, lambda: _traces("A06", trainings, trainings.groups))


def compute_c09(inputs: Inputs) -> Output:
    """Return how much participants learned, and how many applied it after three months (R11).

    Parameters
    ----------
    inputs
        As for A06.

    Returns
    -------
    Output
        Headline: mean gain in points of those with a test before and after, over all courses of
        the year, weighted by their number (``n``, also the denominator; numerator: the gains added
        up), with its 95 % interval; fewer than 30 carry F-MAUNHO. Breakdowns ``actor_group`` and
        ``course``. Variant ``ap_dung``: percentage that applied it, of those asked. No control
        group: the gain is not shown to be due to the course.
    """
    trainings = inputs.once(trainings_of)
    coverage = coverage_of(inputs, "trainings")
    used = trainings.used
    tested = paired(used)
    held = len(trainings.courses) > 0
    base = Row("C09", unit="điểm", completeness=coverage.share, flags=coverage.flags)
    known = len(tested) > 0 or (not held and coverage.filed)
    head = gain_row(inputs, base, tested, known=known)
    verdict = count_row(
        inputs, "C09", head.value, unit="điểm", coverage=coverage, flags=_flags(trainings)
    )
    head = replace(head, verdict=verdict.verdict, flags=head.flags | verdict.flags)
    part = replace(head, verdict="", flags=head.flags - {FEW})
    rows = [head, applied_row(inputs, part, used, nothing_held=not held and coverage.filed)]
    for breakdown, column in {"actor_group": "actor_group", "course": "object_id"}.items():
        for category, cell in tested.groupby(tested[column].fillna(UNKNOWN)):
            row = replace(part, breakdown=breakdown, category=str(category))
            rows.append(gain_row(inputs, row, cell, known=True))
    return Output(
        rows, lambda: _traces("C09", trainings, asked_or_tested(trainings.groups, tested))
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A06": compute_a06, "C09": compute_c09}
PERSONS: Persons = {
    "A06": {"hoan_thanh": "value", "gio_nguoi": "n"},
    "C09": {"": "denominator", "ap_dung": "numerator"},
}
LABELS: Labels = {
    "A06": {
        "hoan_thanh": ("lượt người hoàn thành", "attendances completed"),
        "gio_nguoi": ("giờ-người", "person-hours"),
        "bao_phu": (
            "tỷ lệ cơ quan chủ quản, Sở có cử người",
            "share of owner bodies and the department that sent anybody",
        ),
        "bao_phu_csgdnn": (
            "tỷ lệ cơ sở GDNN có cử người",
            "share of vocational schools that sent anybody",
        ),
    },
    "C09": {
        "ap_dung": (
            "tỷ lệ học viên áp dụng được sau 3 tháng",
            "share of participants who applied it after three months",
        )
    },
}


def _completed(head: Row, trainings: Trainings) -> Row:
    """Return the attendances completed; a course or a unit without a figure leaves it open."""
    used = trainings.used
    filled = used.dropna(subset=["n_completed"])
    complete = (
        len(filled) == len(used) and trainings.courses["object_id"].isin(filled["object_id"]).all()
    )
    missing = head.value is None or (len(trainings.courses) > 0 and filled.empty)
    return replace(
        head,
        variant="hoan_thanh",
        unit="lượt",
        value=None if missing else float(filled["n_completed"].sum()),
        verdict="",
        flags=head.flags if complete else head.flags | {LOWER_BOUND},
    )


def _completed_by(head: Row, trainings: Trainings) -> Iterator[Row]:
    """Yield the attendances by group and by sex; a total nobody divided is of unknown sex."""
    filled = trainings.used.dropna(subset=["n_completed"])
    filled = filled.assign(
        n_completed=filled["n_completed"].astype("float64"),
        group=filled["actor_group"].fillna(UNKNOWN),
        sex=filled["sex"].replace({"tong": "khong_ro"}),
    )
    yield from count_cells(head, "actor_group", filled.groupby("group")["n_completed"].sum())
    yield from count_cells(head, "sex", filled.groupby("sex")["n_completed"].sum())


def _hours(head: Row, trainings: Trainings) -> Row:
    """Return hours × completed; a course whose hours are blank leaves it open."""
    completed = _completed(head, trainings)
    filled = trainings.used.dropna(subset=["n_completed"])
    timed = filled.dropna(subset=["hours"])
    hours = (timed["hours"] * timed["n_completed"].astype("float64")).sum()
    missing = completed.value is None or (timed.empty and not filled.empty)
    return replace(
        completed,
        variant="gio_nguoi",
        unit="giờ-người",
        value=None if missing else float(hours),
        n=None if missing else float(timed["n_completed"].sum()),
        flags=completed.flags | ({LOWER_BOUND} if len(timed) < len(filled) else frozenset()),
    )


def _sent(inputs: Inputs, row: Row, trainings: Trainings, groups: tuple[str, ...]) -> Row:
    """Return the share of the groups' units that sent at least one person (R08: G16)."""
    units = inputs.once(obliged_units)
    used = trainings.used
    there = used[used["n_enrolled"].gt(0).fillna(value=False) & used["actor_group"].isin(groups)]
    places = {
        units.owners.get(key) for key in zip(there["actor_group"], there["unit_id"], strict=True)
    }
    wanted = units.of(*groups)
    unknown = row.value is None or (len(trainings.courses) > 0 and used.empty)
    flags = row.flags if wanted else row.flags | {"F-MAUSO"}
    row = replace(row, unit="%", verdict="", flags=flags)
    top = None if unknown else float(len(places & wanted))
    return as_ratio(row, top, float(len(wanted)) or None)


def _flags(trainings: Trainings) -> set[str]:
    """Return F-TUKHAI for a course without evidence, F-TRUNG where two reports became one."""
    flags = set() if trainings.courses["verified"].all() else {"F-TUKHAI"}
    return flags | ({"F-TRUNG"} if trainings.reports["role"].eq("gop").any() else set())


def _traces(code: str, trainings: Trainings, groups: pd.DataFrame) -> pd.DataFrame:
    return join_traces(
        [
            trace_each(code, "trainings", trainings.reports),
            trace_each(code, "training_groups", groups),
        ]
    )
