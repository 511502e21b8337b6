"""Report years of the demo, kept apart from ``period`` so that the truths are independent of it."""

from __future__ import annotations

from datetime import date
from typing import Final

YEARS: Final = (2021, 2022, 2023, 2024, 2025)
WINDOWS: Final = ("nd09", "calendar")
PLAN_START: Final = date(2021, 9, 13)
LAST_DAY: Final = date(2025, 12, 31)
"""Nothing in the demo happens later, so a check run on this day finds no future date."""

LABOUR_ENDS: Final = date(2025, 2, 28)
"""Last day of Sở LĐTBXH; the education department manages vocational education from the next."""
PROVINCE_ENDS: Final = date(2025, 6, 30)
"""Last day of the fictional province and its districts."""
CITY_STARTS: Final = date(2025, 7, 1)
REGISTRY_STARTS: Final = date(2018, 1, 1)
_CHANGES: Final = (
    date(2021, 9, 1),
    date(2023, 7, 1),
    date(2024, 1, 1),
    date(2025, 1, 1),
    date(2025, 3, 1),
    CITY_STARTS,
)
"""Days on which a unit or channel begins, or the day after one ends."""


def epoch(day: date) -> int:
    """Return a number that is the same for all days with the same units and channels."""
    return sum(day >= change for change in _CHANGES)


def report_year(day: date, window: str = "nd09") -> int:
    """Return the report year of a day (rule R03): ``nd09`` runs from 15/12 to 14/12."""
    late = window == "nd09" and (day.month, day.day) >= (12, 15)
    return day.year + int(late)


def log_year(day: date) -> int:
    """Return the year in whose files a unit puts a row: its report year, 2021–2025."""
    return min(max(report_year(day), YEARS[0]), YEARS[-1])


def touches(day: date, year: int) -> bool:
    """Say whether a day belongs to a year under at least one of the windows."""
    return any(report_year(day, window) == year for window in WINDOWS)


def first_day(year: int) -> date:
    """Return the first day of a ``nd09`` year."""
    return date(year - 1, 12, 15)


def last_day(year: int) -> date:
    """Return the last day of a ``nd09`` year."""
    return date(year, 12, 14)


def near_boundary(day: date, days: int = 3) -> bool:
    """Say whether `day` lies within `days` of a day where a count may change its year or basis."""
    edges = [PLAN_START]
    for year in (day.year - 1, day.year):
        edges += [date(year, 12, 15), date(year + 1, 1, 1)]
    return any(abs((day - edge).days) <= days for edge in edges)
