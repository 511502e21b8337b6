"""Cells of section VII of the plan: duty × unit × year, and what reports say about each (A02)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.obliged_units import ObligedUnits, obliged_units
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force

DONE: Final = "thuc_hien"
NOT_APPLICABLE: Final = "khong_ap_dung"
KNOWN: Final = (DONE, "mot_phan", "khong")
"""Statuses that say something, best first: of two owners of a cell the better one speaks."""

_RANKS: Final = {status: rank for rank, status in enumerate((*KNOWN, NOT_APPLICABLE))}

CellKey = tuple[str, str]
"""Duty and place: the unit, predecessor and successor together."""


@dataclass(frozen=True)
class DutyCells:
    """Cells of one year.

    Attributes
    ----------
    duties
        Duties due, with their actor group, in the order of the plan.
    cells
        Cells with their actor group.
    verified, declared
        The best ``verified_status`` and ``self_status`` the owners of a cell reported; a cell is
        missing when nobody did.
    sources
        Makes the trace: reports of the year in force with ``role`` and ``reason``.
    """

    duties: Mapping[str, str]
    cells: Mapping[CellKey, str]
    verified: Mapping[CellKey, str]
    declared: Mapping[CellKey, str]
    sources: Callable[[], pd.DataFrame]


def duty_cells(inputs: Inputs) -> DutyCells:
    """Return the cells of the year; a year that is not over has none."""
    units = inputs.once(obliged_units)
    every = inputs.once_per_run(_duties)
    duties = [duty for duty in every.values() if inputs.finished and duty.applies_in(inputs.year)]
    cells = _cells(duties, units)
    reports = inputs.once_per_run(_reports).get(inputs.year, [])
    placed = []
    for report in reports:
        duty = every.get(report.duty_id)
        place = units.owners.get((duty.group, report.unit_id)) if duty else None
        if place is not None and (report.duty_id, place) in cells:
            placed.append(((report.duty_id, place), report))
    verified = _best((cell, report.verified, report) for cell, report in placed)
    declared = _best((cell, report.declared, report) for cell, report in placed)
    due = {duty.duty_id: duty.group for duty in duties}
    return DutyCells(
        due,
        cells,
        {cell: report.verified for cell, report in verified.items()},
        {cell: report.declared for cell, report in declared.items()},
        lambda: _roles(
            reports,
            due,
            {report.record for _, report in placed},
            {report.record for report in verified.values()},
        ),
    )


@dataclass(frozen=True)
class _Duty:
    """A duty; days as numbers, NaN where there is none: compared, it is neither later nor earlier.

    Nothing is known of a duty without a first day: it applies in no year.
    """

    duty_id: str
    group: str
    applies_from: float
    applies_to: float

    def applies_in(self, year: int) -> bool:
        """Say whether the duty applies on at least one day of the year."""
        begun = self.applies_from <= _number(date(year, 12, 31))
        return begun and not self.applies_to < _number(date(year, 1, 1))


class _Report(NamedTuple):
    record: int
    duty_id: str
    unit_id: str
    verified: str
    declared: str


def _duties(data: Dataset) -> Mapping[str, _Duty]:
    rows = data["duties"]
    duties = map(
        _Duty,
        rows["duty_id"],
        rows["actor_group"],
        _numbers(rows["applies_from"]),
        _numbers(rows["applies_to"]),
    )
    return {duty.duty_id: duty for duty in duties}


def _reports(data: Dataset) -> Mapping[int, list[_Report]]:
    """Return the reports in force by year."""
    columns = ["duty_id", "unit_id", "verified_status", "self_status"]
    rows = in_force(data["duty_reports"])[["year", *columns]].dropna(subset=["year"])
    years = rows["year"].to_numpy(dtype="int64").tolist()
    reports: dict[int, list[_Report]] = {}
    for year, report in zip(
        years, map(_Report, rows.index, *(rows[name] for name in columns)), strict=True
    ):
        reports.setdefault(year, []).append(report)
    return reports


def _cells(duties: Iterable[_Duty], units: ObligedUnits) -> dict[CellKey, str]:
    """Return duty × unit where both existed on the same day."""
    places = units.places
    by_group: dict[str, list[tuple[str, float, float]]] = {}
    for group, *stay in zip(
        places["group"],
        places["place"],
        _numbers(places["since"]),
        _numbers(places["until"]),
        strict=True,
    ):
        by_group.setdefault(group, []).append((stay[0], stay[1], stay[2]))
    return {
        (duty.duty_id, place): duty.group
        for duty in duties
        for place, since, until in by_group.get(duty.group, ())
        if not since > duty.applies_to and not until < duty.applies_from
    }


def _best(claims: Iterable[tuple[CellKey, str, _Report]]) -> dict[CellKey, _Report]:
    """Return the report with the best status for each cell; a blank says nothing."""
    best: dict[CellKey, tuple[tuple[int, str], _Report]] = {}
    for cell, status, report in claims:
        if status in _RANKS:
            rank = (_RANKS[status], report.unit_id)
            if cell not in best or rank < best[cell][0]:
                best[cell] = rank, report
    return {cell: report for cell, (_, report) in best.items()}


def _roles(
    reports: Sequence[_Report],
    due: Collection[str],
    placed: Collection[int],
    used: Collection[int],
) -> pd.DataFrame:
    """Return role and reason of every report of the year."""
    early = say("nhiệm vụ chưa đến kỳ hoặc không áp dụng trong năm", "duty not due in the year")
    foreign = say(
        "đơn vị không thuộc nhóm chủ thể của nhiệm vụ hoặc không hoạt động trong năm",
        "the unit is not of the duty's group, or did not exist in the year",
    )
    silent = say("chưa có kết quả kiểm chứng: ô không có dữ liệu", "not verified: no data")
    merged = say("cùng ô với đơn vị tiền nhiệm hoặc kế thừa", "same cell as another carrier")
    counted = {
        DONE: "",
        "mot_phan": say("thực hiện một phần: chỉ nằm ở mẫu số", "done in part"),
        "khong": say("không thực hiện: chỉ nằm ở mẫu số", "not done"),
        NOT_APPLICABLE: say("không áp dụng: bỏ khỏi mẫu số", "does not apply"),
    }

    def role(report: _Report) -> tuple[str, str]:
        if report.duty_id not in due:
            return "loai", early
        if report.record not in placed:
            return "loai", foreign
        if report.verified not in _RANKS:
            return "loai", silent
        return ("tinh", counted[report.verified]) if report.record in used else ("gop", merged)

    records = pd.Index([report.record for report in reports], dtype="int64")
    return pd.DataFrame(map(role, reports), index=records, columns=["role", "reason"])


def _numbers(days: pd.Series) -> list[float]:
    """Return days since 1970 as numbers; missing is NaN."""
    values = days.to_numpy(dtype="datetime64[D]")
    numbers: list[float] = np.where(np.isnat(values), np.nan, values.astype("float64")).tolist()
    return numbers


def _number(day: date) -> float:
    return float((day - date(1970, 1, 1)).days)
