"""Who owes which table in which year, and what became of it.

Made before the logs, so that silent units and units with nothing to report have no rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from gdnn_analysis.demo.province import Province
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.units import Units
from gdnn_analysis.demo.years import LABOUR_ENDS, PROVINCE_ENDS, YEARS, first_day, last_day

Outcome = Literal[
    "nop", "muon", "nop_lai", "hai_lan", "quy", "khong", "khong_muon", "im", "nhap", "tra_lai"
]
"""Filed, late, returned and filed again in time, filed twice, by quarter; nil confirmed, nil
confirmed late; silent, draft only, returned only."""

ACCEPTED: Final = ("nop", "muon", "nop_lai", "hai_lan", "quy", "khong", "khong_muon")
LATE: Final = ("muon", "khong_muon")
NIL: Final = ("khong", "khong_muon")
EMPTY: Final = (*NIL, "im")
"""Outcomes without any row in the logs."""

TABLES: Final = (
    "media",
    "events",
    "products",
    "deployments",
    "guidance",
    "trainings",
    "press_briefings",
    "broadcasts",
    "unit_plans",
    "duty_reports",
    "budget_lines",
    "leads",
    "enrolments",
)
_CLOSED_DISTRICTS: Final = tuple(f"UBNDH-{number:02d}" for number in (3, 5, 7, 8, 10, 12))
"""District committees that were dissolved on 30/6/2025 without a last report."""
_SILENT: Final[Mapping[int, tuple[str, ...]]] = {
    2021: ("TTN-06", "TTN-07"),
    2022: (),
    2023: ("CSK-04",),
    2024: (),
    2025: (*_CLOSED_DISTRICTS, "TTN-04", "TTN-06", "CSK-03"),
}
_UNFINISHED: Final[Mapping[tuple[str, int], dict[str, Outcome]]] = {
    ("media", 2023): {"DNG-02": "nhap"},
    ("media", 2025): {"DNG-02": "nhap", "CSK-02": "tra_lai"},
    ("events", 2025): {"CSK-02": "tra_lai"},
}
_SPECIAL: Final[Mapping[tuple[str, int], dict[str, Outcome]]] = {
    ("media", 2022): {"TCN-02": "nop_lai", "CDN-05": "hai_lan", "TTG-02": "quy"},
    ("media", 2023): {"TCN-01": "nop_lai", "TTG-02": "quy"},
    ("media", 2024): {"CDN-06": "hai_lan", "TTG-02": "quy", "TTG-07": "nop_lai"},
}
_NOTHING: Final[Mapping[str, dict[int, tuple[str, ...]]]] = {
    "media": {
        2021: ("TTN-04", "CSK-02", "CSK-03"),
        2022: ("TTN-06", "TTN-07", "CSK-03", "CSK-04"),
        2023: ("TTN-06", "CSK-03", "TTN-04"),
        2024: ("TTN-06", "TTN-04", "CSK-03", "CSK-02", "DNG-02"),
        2025: ("TTN-05",),
    },
    "events": dict.fromkeys(YEARS, ("TTN-03", "CSK-03", "DNG-01")),
    "leads": dict.fromkeys(YEARS, ("DNG-01", "DNG-02")),
}
"""Units that confirm that nothing happened."""
_ACTIVE: Final[Mapping[str, tuple[str, ...]]] = {
    "products": ("SVHTTDL", "CDN-01", "CDN-02", "CDN-03", "CDN-04", "CDN-05", "TCN-01", "TTG-0"),
    "deployments": ("SVHTTDL", "CDN-01", "CDN-02", "CDN-03", "CDN-04", "CDN-05", "TCN-01", "TTG-0"),
    "guidance": ("CDN", "TCN", "TTG-0"),
}
"""Beginnings of the codes that have rows; everybody else who owes the table confirms nil."""


def owes(table: str, unit: Unit, code: str) -> bool:
    """Say whether a unit owes a table at all."""
    if code in ("SLDTBXH", "SGDDT-VH") or (code == "SGDDT" and table in _LEAD_TABLES):
        return table not in ("broadcasts", "guidance", "leads", "enrolments")
    groups: Mapping[str, tuple[str, ...]] = {
        "media": ("BAODAI", "STTTT", "UBNDH", "CSGDNN"),
        "events": ("DOANTN", "UBNDH", "CSGDNN"),
        "products": ("SVHTTDL", "CSGDNN"),
        "deployments": ("SVHTTDL", "CSGDNN"),
        "guidance": ("CSGDNN",),
        "trainings": ("CSGDNN",),
        "press_briefings": (),
        "unit_plans": ("UBNDH", "CQCQ", "CSGDNN", "DN"),
        "duty_reports": (
            "SGDDT",
            "SVHTTDL",
            "STC",
            "STTTT",
            "BAODAI",
            "UBNDH",
            "CQCQ",
            "CSGDNN",
        ),
        "budget_lines": ("STC", "UBNDH", "CQCQ", "CSGDNN"),
        "leads": ("CSGDNN",),
        "enrolments": ("CSGDNN",),
    }
    if table == "broadcasts":
        return unit.unit_type == "dai" or code.startswith("DTT")
    if table == "unit_plans" and unit.group == "DN":
        return code <= "DN-08"
    return unit.group in groups[table]


_LEAD_TABLES: Final = ("media", "events", "trainings", "press_briefings")
"""Tables that the education department owes only after it took over on 1/3/2025."""


@dataclass(frozen=True)
class Filing:
    """Outcome of every obligation.

    Attributes
    ----------
    outcomes
        (table, year) → {unit code: outcome}.
    """

    outcomes: dict[tuple[str, int], dict[str, Outcome]]

    def sends(self, table: str, year: int, code: str) -> bool:
        """Say whether a unit may have rows in a table's log of a year."""
        owed = self.outcomes.get((table, min(max(year, YEARS[0]), YEARS[-1])), {})
        return owed.get(code, "nop") not in EMPTY


def make_filing(province: Province, units: Units) -> Filing:
    """Return what became of every obligation."""
    chance = province.chance("filing")
    outcomes: dict[tuple[str, int], dict[str, Outcome]] = {}
    for table in TABLES:
        for year in YEARS:
            owed = [code for code, unit in units.by_code.items() if _owed(table, year, unit, code)]
            cell = {code: _outcome(table, year, code) for code in owed}
            punctual = [code for code in owed if cell[code] in ("nop", "khong")]
            for code in chance.sample(punctual, max(1, len(punctual) // 12)):
                cell[code] = "muon" if cell[code] == "nop" else "khong_muon"
            outcomes[table, year] = cell
    return Filing(outcomes)


def _owed(table: str, year: int, unit: Unit, code: str) -> bool:
    """Say whether the unit existed at the end of the year or closed within it (rule R08)."""
    if not owes(table, unit, code):
        return False
    if code == "SGDDT" and table in _LEAD_TABLES and year < 2025:
        return False
    gone = unit.last is not None and unit.last < first_day(year)
    closed_early = unit.last is not None and (unit.last - first_day(year)).days < 30
    handed_over = unit.last == LABOUR_ENDS and year == 2025
    return unit.first <= last_day(year) and not (gone or closed_early or handed_over)


def _outcome(table: str, year: int, code: str) -> Outcome:
    special = _UNFINISHED.get((table, year), {}) | _SPECIAL.get((table, year), {})
    if code in special:
        return special[code]
    if table == "trainings":
        return _training_outcome(year, code)
    if table == "press_briefings":
        return "im" if year == 2025 else "nop"
    if code in _SILENT[year]:
        return "im"
    # In 2024 the department made no products of its own; in 2025 nobody knew who should.
    if table in ("products", "deployments"):
        if code == "SLDTBXH":
            return "khong" if year == 2024 or (year == 2021 and table == "deployments") else "nop"
        if year == 2021 and table == "deployments":
            return "khong"
        active = _ACTIVE[table] if year < 2025 else (*_ACTIVE[table], "SGDDT-VH", "SVHTTDL-VH")
        return "nop" if code.startswith(active) else "khong"
    if table == "guidance":
        return "nop" if code.startswith(_ACTIVE[table]) else "khong"
    return "khong" if code in _NOTHING.get(table, {}).get(year, ()) else "nop"


def _training_outcome(year: int, code: str) -> Outcome:
    """2021: nobody trained, all confirm; 2022–2024: some did; 2025: nearly nobody answers."""
    if year == 2021:
        return "khong"
    if year == 2025:
        return "khong" if code in ("CDN-04", "CDN-05") else "im"
    courses = {2022: ("SLDTBXH",), 2023: ("SLDTBXH", "CDN-01"), 2024: ("SLDTBXH", "CDN-02")}
    return "nop" if code in courses[year] else "khong"


def due_on(year: int, last: date | None) -> date:
    """Return the deadline: 20 December, or 15 July 2025 for bodies dissolved on 30/6/2025."""
    return date(2025, 7, 15) if year == 2025 and last == PROVINCE_ENDS else date(year, 12, 20)
