"""Obligations, submissions, revisions after closing, data-quality scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final

from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.filing import LATE, NIL, Outcome, due_on
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import LAST_DAY, YEARS, log_year

QUARTER_DUE: Final = ((4, 12), (7, 12), (10, 12), (12, 18))
DQA_CODES: Final = (
    "I01",
    "A01",
    "A03",
    "A04",
    "O01",
    "O03",
    "T01",
    "T03",
    "C01",
    "P01",
    "P03",
    "Q01",
)
_DIMENSIONS: Final = ("gia_tri", "toan_ven", "chinh_xac", "tin_cay", "kip_thoi", "day_du")
REVISIONS: Final = """
BC-2022|media|O01|6|khu_trung|2023-03-06T09:10:00
BC-2022|events|A03|-3|nop_muon|2023-03-20T15:30:00
BC-2023|media|O01|3|khu_trung|2024-02-21T10:05:00
BC-2023|enrolments|P03|-74|nguon_chinh_thuc|2024-04-02T08:45:00
BC-2024|events|A03|-2|nop_muon|2025-05-12T14:00:00
"""
"""Report, table, indicator, by how much the figure sent was higher than today's, reason, when."""


def make_operations(world: World, figures: Mapping[str, int]) -> None:
    """Write ``obligations``, ``submissions``, ``revisions`` and ``dqa_scores``.

    Parameters
    ----------
    world
        Who owes what.
    figures
        Present figures by indicator and year, e.g. ``O01-2022``: what was sent differs from them.
    """
    chance = world.province.chance("operations")
    rows = _rows_sent(world)
    for (table, year), outcomes in world.filing.outcomes.items():
        for code, outcome in outcomes.items():
            _write_obligation(world, table, year, code)
            _Submission(world, chance, table, year, code).write(outcome, rows)
    if world.province.is_first:
        _write_revisions(world, figures)
        _write_dqa(world, chance)


def _rows_sent(world: World) -> Counter[tuple[str, int, str]]:
    """Return how many rows each unit sent by table, year and unit id."""
    counted: Counter[tuple[str, int, str]] = Counter()
    owners = {"media": "reporting_unit_id", "events": "lead_unit_id"}
    for table, column in owners.items():
        day_of = "published_at" if table == "media" else "start_on"
        for cells in world.book.rows(table):
            day = date.fromisoformat(str(cells[day_of])[:10])
            year = log_year(day)
            counted[table, year, str(cells[column])] += 1
    return counted


def _write_obligation(world: World, table: str, year: int, code: str) -> None:
    unit = world.units[code]
    world.book.add(
        "obligations",
        "operations/obligations.csv",
        {
            "unit_id": unit.unit_id,
            "table_name": table,
            "year": year,
            "period_type": "nam",
            "due_on": due_on(year, unit.last),
            "basis": f"CV 15/{year}",
        },
    )


class _Submission:
    """Writes what a unit sent for a table and year."""

    def __init__(self, world: World, chance: Chance, table: str, year: int, code: str) -> None:
        self.world, self.chance = world, chance
        self.table, self.year, self.code = table, year, code
        self.unit = world.units[code]
        self.due = due_on(year, self.unit.last)
        self.parts = 0

    def write(self, outcome: Outcome, rows: Counter[tuple[str, int, str]]) -> None:
        """Write the submissions of an outcome; a silent unit sends none."""
        count = rows.get((self.table, self.year, self.unit.unit_id))
        early = self.due - timedelta(days=self.chance.between(0, 9))
        late = min(self.due + timedelta(days=self.chance.between(2, 11)), LAST_DAY)
        nil = outcome in NIL
        if outcome == "im":
            return
        if outcome == "quy":
            for quarter, (month, day) in enumerate(QUARTER_DUE, start=1):
                self._one(date(self.year, month, day), period=f"{self.year}-Q{quarter}")
        elif outcome == "nop_lai":
            self._one(self.due - timedelta(days=6), state="tra_lai", count=count)
            self._one(self.due - timedelta(days=1), count=count)
        elif outcome == "hai_lan":
            self._one(self.due - timedelta(days=4), count=count, state="duyet")
            self._one(self.due - timedelta(days=2), count=count, state="khoa")
        elif outcome in ("nhap", "tra_lai"):
            self._one(early, state=outcome, count=count)
        else:
            self._one(late if outcome in LATE else early, nil=nil, count=None if nil else count)

    def _one(
        self,
        day: date,
        *,
        period: str = "",
        state: str = "",
        nil: bool = False,
        count: int | None = None,
    ) -> None:
        self.parts += 1
        suffix = f"-{self.parts}" if self.parts > 1 else ""
        known = self.year < 2025
        cells: Row = {
            "submission_id": self.world.province.id(
                f"NOP-{self.code}-{self.table}-{self.year}{suffix}"
            ),
            "unit_id": self.unit.unit_id,
            "table_name": self.table,
            "period": period or str(self.year),
            # the last minute of the last day is still in time
            "submitted_on": datetime(
                day.year, day.month, day.day, 23 if day == self.due else 9, 50
            ),
            "n_rows": 0 if nil else count,
            "nil_confirmed": nil,
            "status": state or ("khoa" if known else "da_nop"),
        }
        self.world.book.add("submissions", "operations/submissions.csv", cells)


def _write_revisions(world: World, figures: Mapping[str, int]) -> None:
    for number, line in enumerate(REVISIONS.strip().splitlines(), start=1):
        report, table, code, higher, reason, changed_on = line.split("|")
        today = figures[f"{code}-{report.removeprefix('BC-')}"]
        world.book.add(
            "revisions",
            "operations/revisions.csv",
            {
                "rev_id": world.province.id(f"HC-{number:02d}"),
                "report_id": report,
                "table_name": table,
                "row_key": code,
                "field": "value",
                "old_value": str(today + int(higher)),
                "new_value": str(today),
                "reason": reason,
                "changed_on": changed_on,
                "changed_by_role": "Cán bộ tổng hợp",
                "approved_by_role": "Trưởng phòng quản lý GDNN",
            },
        )


def _write_dqa(world: World, chance: Chance) -> None:
    for year in YEARS:
        for code in DQA_CODES:
            for dimension in _DIMENSIONS:
                score = chance.weighted({1: 2, 2: 5, 3: 4})
                if dimension == "day_du" and year == 2025:
                    score = 1
                world.book.add(
                    "dqa_scores",
                    "operations/dqa_scores.csv",
                    {
                        "code": code,
                        "year": year,
                        "dimension": dimension,
                        "score": score,
                        "assessor_role": "Cán bộ kiểm tra số liệu",
                    },
                )
