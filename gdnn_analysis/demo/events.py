"""Events 2021–2025: held, postponed, cancelled, planned and refused, year by year."""

from __future__ import annotations

from datetime import date
from typing import Final

from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.event_maker import Event, EventMaker
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import CITY_STARTS, YEARS, first_day, last_day, report_year

HELD: Final = {2021: 84, 2022: 190, 2023: 240, 2024: 256, 2025: 180}
POSTPONED: Final = {2021: 14, 2022: 6, 2023: 4, 2024: 3, 2025: 4}
CANCELLED: Final = {2021: 9, 2022: 3, 2023: 2, 2024: 2, 2025: 3}
REFUSED: Final = 3
"""Events per year whose claim was refused or never looked at: they do not count (RL-32)."""
SURE: Final = 3
"""Events per year and group that make a cell of the annex certain."""
LINKED_YEARS: Final = (2022, 2023, 2024)
"""Years in which integrated events were reported by the media (annex row V.x done)."""


def make_events(world: World) -> list[Event]:
    """Make all events of a province, in order of their days."""
    maker = EventMaker(world, world.province.chance("events"))
    for year in YEARS:
        _make_sure(maker, year)
        made = len([event for event in maker.events if report_year(event.day) == year])
        for _ in range(HELD[year] - made):
            maker.make(_busy_day(maker.chance, year))
        for count, status in ((POSTPONED[year], "hoan"), (CANCELLED[year], "huy")):
            for _ in range(count):
                maker.make(_quiet_day(maker.chance, year), status=status, verification="tu_khai")
        for number in range(REFUSED):
            state = "bac" if number % 2 == 0 else "chua"
            maker.make(_quiet_day(maker.chance, year), verification=state)
    for number in range(6):
        day = date(2025, 12, 16 + 2 * number)
        maker.make(day, status="du_kien", verification="tu_khai")
    return sorted(maker.events, key=lambda event: event.event_id)


def _make_sure(maker: EventMaker, year: int) -> None:
    """Make the verified events that decide cells of the annex (rows III, V.x, VI)."""
    for _ in range(SURE):
        for group in ("lead", "CSGDNN"):
            if year > 2021:
                day = _quiet_day(maker.chance, year)
                maker.make(day, group=group, streaming=True, verification="da_doi_chieu")
            day = _quiet_day(maker.chance, year)
            maker.make(day, group=group, integrated=True, verification="da_doi_chieu")
    if year > 2021:
        for _ in range(SURE):
            day = _quiet_day(maker.chance, year)
            maker.make(day, group="CSGDNN", event_type="giao_luu", verification="da_doi_chieu")
    else:
        for _ in range(SURE):
            # Advice for everybody: verified and for streaming, but without named schools.
            maker.make(
                _quiet_day(maker.chance, year),
                group="CSGDNN",
                event_type="tu_van_ts",
                verification="da_doi_chieu",
                schools=False,
            )


def _quiet_day(chance: Chance, year: int) -> date:
    """Return a day far from the edges of the year."""
    if year == 2025 and chance.happens(300):
        return chance.day(CITY_STARTS, date(2025, 11, 30))
    return chance.day(date(year, 2, 10), date(year, 11, 30))


def _busy_day(chance: Chance, year: int) -> date:
    """Return a day of the year; four in ten fall into the season before enrolment."""
    if chance.happens(400):
        return chance.day(date(year, 3, 1), date(year, 6, 20))
    return chance.day(first_day(year), last_day(year))
