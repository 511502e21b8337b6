"""Adds up the truths while provinces are made, from the planted objects, never from indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from gdnn_analysis.demo.attendance import ESTIMATED, MEASURED, Attendance
from gdnn_analysis.demo.event_maker import Event
from gdnn_analysis.demo.filing import ACCEPTED, LATE, NIL, Filing, Outcome
from gdnn_analysis.demo.media import MediaLog, counted_years, first_day, passes
from gdnn_analysis.demo.money import Money
from gdnn_analysis.demo.truth import DemoTruth, ItemKey, MoneyTruth, Problem
from gdnn_analysis.demo.units import Units
from gdnn_analysis.demo.works import Work
from gdnn_analysis.demo.years import PLAN_START, WINDOWS, YEARS, report_year

ANNEX: Final[Mapping[int, str]] = {
    2021: "ttt mmmm mtkm",
    2022: "ttt tttt ttmt",
    2023: "ttt tttt tttt",
    2024: "ttt ttmt tttt",
    2025: "ttt ttmm ttdd",
}
"""Status of PL-I.1, I.2, II, III, III.x, IV, V.x, VI, VII, VIII.x1, VIII.x2 by year: t thuc_hien,
m mot_phan, k khong, d khong_du_lieu. Planted row by row in ``events``, ``media_years``,
``products``, ``people`` and ``duties``."""
ROWS: Final = (
    "PL-I.1",
    "PL-I.2",
    "PL-II",
    "PL-III",
    "PL-III.x",
    "PL-IV",
    "PL-V.x",
    "PL-VI",
    "PL-VII",
    "PL-VIII.x1",
    "PL-VIII.x2",
)
_STATUS: Final = {"t": "thuc_hien", "m": "mot_phan", "k": "khong", "d": "khong_du_lieu"}
VERDICTS: Final[Mapping[int, str]] = {
    2021: "phu_thuoc_cach_hieu",
    2022: "phu_thuoc_cach_hieu",
    2023: "dat",
    2024: "chua_dat",
    2025: "chua_ket_luan",
}


@dataclass
class Tally:
    """Running sums over provinces."""

    items: Counter[ItemKey] = field(default_factory=Counter)
    since_plan: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    placements: Counter[tuple[int, str]] = field(default_factory=Counter)
    by_url: int = 0
    by_title: int = 0
    probable: int = 0
    over_years: int = 0
    decided: int = 0
    filed: Counter[tuple[str, int]] = field(default_factory=Counter)
    due: Counter[tuple[str, int]] = field(default_factory=Counter)
    units: dict[str, dict[tuple[str, int], list[str]]] = field(
        default_factory=lambda: {name: {} for name in ("late", "silent", "unfinished", "nil")}
    )
    events: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    measured: Counter[tuple[int, str]] = field(default_factory=Counter)
    estimated: Counter[tuple[int, str]] = field(default_factory=Counter)
    money: dict[int, Money] = field(default_factory=lambda: {year: Money() for year in YEARS})

    def add_media(self, media: MediaLog) -> None:
        """Count works and placements."""
        for work in media.works:
            self._add_work(work)
        self.by_url += media.duplicates.by_url
        self.by_title += media.duplicates.by_title
        self.probable += media.duplicates.probable
        self.decided += media.decided

    def _add_work(self, work: Work) -> None:
        states = ("tat_ca", "da_doi_chieu") if work.verified else ("tat_ca",)
        for window in WINDOWS:
            for reading in "ABC":
                year = counted_years(work, reading, window)
                if year is None:
                    continue
                for digital in ("S1", "S2"):
                    if not passes(work, digital):
                        continue
                    for state in states:
                        self.items[year, window, reading, digital, state] += 1
                        if year == 2021 and first_day(work, reading) >= PLAN_START:
                            self.since_plan[window, reading, digital, state] += 1
            self._add_placements(work, window)
        years = {
            report_year(placement.day)
            for placement in work.placements
            if placement.kind != "chia_se"
        }
        self.over_years += len(years) > 1 and work.claimed

    def _add_placements(self, work: Work, window: str) -> None:
        if not work.claimed:
            return
        for placement in work.placements:
            shared = placement.kind == "chia_se"
            vague = placement.precision != "" and window == "nd09"
            if (
                not shared
                and not vague
                and (placement.channel.registered or placement.channel.mass)
            ):
                self.placements[report_year(placement.day, window), window] += 1

    def add_filing(self, filing: Filing, units: Units) -> None:
        """Count obligations by what became of them."""
        for cell, outcomes in filing.outcomes.items():
            self.due[cell] += len(outcomes)
            self.filed[cell] += sum(outcome in ACCEPTED for outcome in outcomes.values())
            for name, states in _GROUPS.items():
                found = [units[code].unit_id for code, one in outcomes.items() if one in states]
                self.units[name].setdefault(cell, []).extend(found)

    def add_events(self, events: list[Event], attendance: Attendance) -> None:
        """Count events and attendances."""
        for event in events:
            status = str(event.cells["status"])
            method = event.cells["count_method"]
            for window in WINDOWS:
                key = (report_year(event.day, window), window)
                if status != "da_to_chuc" or event.counts:
                    self.events[*key, status] += 1
                if method in MEASURED:
                    self.measured[key] += attendance.of(event)
                elif method in ESTIMATED:
                    self.estimated[key] += attendance.of(event)

    def add_money(self, sums: dict[int, Money]) -> None:
        """Add the sums of a province."""
        for year, money in sums.items():
            for name in vars(money):
                setattr(
                    self.money[year], name, getattr(self.money[year], name) + getattr(money, name)
                )

    def truth(
        self, *, seed: int, scale: int, problems: tuple[Problem, ...], rows: Mapping[str, int]
    ) -> DemoTruth:
        """Return what is known."""
        return DemoTruth(
            seed=seed,
            scale=scale,
            items=dict(sorted(self.items.items())),
            items_since_plan=dict(sorted(self.since_plan.items())),
            placements=dict(sorted(self.placements.items())),
            duplicates_by_url=self.by_url,
            duplicates_by_title=self.by_title,
            duplicates_probable=self.probable,
            works_over_years=self.over_years,
            decided_by_hand=self.decided,
            completeness={cell: (self.filed[cell], due) for cell, due in self.due.items()},
            late=_frozen(self.units["late"]),
            silent=_frozen(self.units["silent"]),
            unfinished=_frozen(self.units["unfinished"]),
            nil=_frozen(self.units["nil"]),
            events=dict(sorted(self.events.items())),
            attendances={
                key: (self.measured[key], self.estimated[key])
                for key in sorted({*self.measured, *self.estimated})
            },
            money={year: _money_truth(money) for year, money in self.money.items()},
            annex={
                (year, row): _STATUS[letter]
                for year, letters in ANNEX.items()
                for row, letter in zip(ROWS, letters.replace(" ", ""), strict=True)
            },
            # the target is one province's; sums of several say nothing about it
            verdicts=VERDICTS if scale == 1 else {},
            problems=problems,
            rows=dict(sorted(rows.items())),
        )


_GROUPS: Final[Mapping[str, tuple[Outcome, ...]]] = {
    "late": LATE,
    "silent": ("im",),
    "unfinished": ("nhap", "tra_lai"),
    "nil": NIL,
}


def _frozen(units: dict[tuple[str, int], list[str]]) -> dict[tuple[str, int], tuple[str, ...]]:
    return {cell: tuple(sorted(codes)) for cell, codes in units.items() if codes}


def _money_truth(money: Money) -> MoneyTruth:
    return MoneyTruth(money.given, money.passed_on, money.allocated, money.spent, money.in_kind)
