"""Who came to the events: groups, schools, feedback; and the rows of table ``events``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from gdnn_analysis.demo.book import Book, Row
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.event_maker import Event
from gdnn_analysis.demo.schools import School, school_year_of
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import log_year

MEASURED: Final = ("ds_ky", "dem_ve", "nen_tang")
ESTIMATED: Final = ("uoc_dem",)
"""Methods that give a figure (T03); invitations and "not counted" never do."""
_OTHERS: Final = {
    "A6b": 30,
    "A2": 22,
    "A3": 14,
    "A4b": 8,
    "A1c": 8,
    "A1e": 6,
    "A4d": 5,
    "A1f": 4,
    "A1g": 3,
    "A4c": 3,
    "A1d": 2,
    "A4a": 2,
    "A4e": 1,
    "A5": 1,
}


@dataclass
class Attendance:
    """Attendances by (event, measured or estimated)."""

    counted: dict[str, int] = field(default_factory=dict)

    def of(self, event: Event) -> int:
        """Return the attendances of an event, 0 when nobody was counted."""
        return self.counted.get(event.event_id, 0)


def write_events(world: World, events: list[Event]) -> Attendance:
    """Write ``events``, ``event_groups``, ``event_schools`` and ``event_feedback``."""
    chance = world.province.chance("attendance")
    attendance = Attendance()
    for event in events:
        world.book.add("events", _file(world, event), _with_submission(world, event))
        if not event.counts:
            continue
        groups = _school_groups(world.book, chance, event)
        if not groups or chance.happens(250):
            code = chance.weighted(_OTHERS)
            groups.setdefault(code, chance.between(23, 187))
        total = _write_groups(world.book, chance, event, groups)
        attendance.counted[event.event_id] = total
        if event.cells["count_method"] in MEASURED and chance.happens(400):
            audience = max(groups, key=lambda code: groups[code])
            _write_feedback(world.book, chance, event, audience=audience, people=groups[audience])
    return attendance


def _file(world: World, event: Event) -> str:
    year = log_year(event.day)
    if event.lead_code == "CDN-02" and year == 2023:
        return "bieu-mau/CDN-02_2023.xlsx"
    return f"logs/events/events__{year}.csv"


def _with_submission(world: World, event: Event) -> Row:
    year = log_year(event.day)
    owed = world.filing.outcomes["events", year]
    if event.lead_code not in owed:
        return event.cells
    number = f"NOP-{event.lead_code}-events-{year}"
    return event.cells | {"submission_id": world.province.id(number)}


def _school_groups(book: Book, chance: Chance, event: Event) -> dict[str, int]:
    """Write the schools of an event and return its pupils and parents by audience."""
    groups: dict[str, int] = {}
    for school in event.schools:
        for grade in school.grades:
            pupils = _came(chance, school, event, grade)
            parents = chance.between(4, 31) if chance.happens(300) else None
            audience = "A1a" if grade == 9 else "A1b"
            groups[audience] = groups.get(audience, 0) + pupils
            if parents:
                groups["A6a"] = groups.get("A6a", 0) + parents
            book.add(
                "event_schools",
                "logs/events/event_schools.csv",
                {
                    "event_id": event.event_id,
                    "school_id": school.school_id,
                    "grade": grade,
                    "pupils": pupils,
                    "parents": parents,
                },
            )
    return groups


def _came(chance: Chance, school: School, event: Event, grade: int) -> int:
    """Return the pupils that came: never more than the school has in that grade (DQ-13)."""
    enrolled = school.enrolled(school_year_of(event.day.year, event.day.month), grade)
    return enrolled * chance.between(310, 930) // 1000


def _write_groups(book: Book, chance: Chance, event: Event, groups: dict[str, int]) -> int:
    """Write the groups of an event and return its attendances; nothing when nobody counted."""
    method = event.cells["count_method"]
    if method == "khong":
        return 0
    # Either both sexes or, where nobody told them apart, a total; never both (DQ-19).
    sexes = ("nam", "nu") if chance.happens(740) else ("tong",)
    listed = method == "ds_ky" and chance.happens(600)
    for audience, people in groups.items():
        girls = people * chance.between(420, 560) // 1000
        parts = {"nam": people - girls, "nu": girls, "tong": people}
        for sex in sexes:
            count = parts[sex]
            book.add(
                "event_groups",
                "logs/events/event_groups.csv",
                {
                    "event_id": event.event_id,
                    "audience_code": audience,
                    "sex": sex,
                    "attendances": count,
                    "uniques": count if listed else None,
                },
            )
    return sum(groups.values())


def _write_feedback(
    book: Book, chance: Chance, event: Event, *, audience: str, people: int
) -> None:
    given = people * chance.between(550, 980) // 1000
    valid = given * chance.between(600, 960) // 1000
    for question in ("huu_ich", "hai_long", "y_dinh_sau"):
        if question != "huu_ich" and not chance.happens(500):
            continue
        share = chance.between(330, 560) if question == "y_dinh_sau" else chance.between(680, 930)
        book.add(
            "event_feedback",
            "logs/events/event_feedback.csv",
            {
                "event_id": event.event_id,
                "question_id": question,
                "audience_code": audience,
                "n_given": given,
                "n_valid": valid,
                "n_positive": valid * share // 1000,
            },
        )
