"""Makes single events: who holds them, where, with which schools and partners."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo import names
from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.event_kinds import HOST_EVENTS, KINDS, EventKind
from gdnn_analysis.demo.schools import School
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import CITY_STARTS, LAST_DAY, touches

_COUNTING: Final = {
    "ds_ky": 44,
    "dem_ve": 18,
    "nen_tang": 5,
    "uoc_dem": 23,
    "giay_moi": 5,
    "khong": 5,
}


@dataclass
class Event:
    """One event.

    Attributes
    ----------
    cells
        Its row of table ``events``.
    kind
        What it is.
    lead_code
        Code of the unit that leads it.
    day
        First day.
    district
        Place (0–11) of the former district, None for online events.
    schools
        Schools whose pupils came.
    """

    cells: Row
    kind: EventKind
    lead_code: str
    day: date
    district: int
    schools: list[School] = field(default_factory=list)

    @property
    def event_id(self) -> str:
        """Return the id."""
        return str(self.cells["event_id"])

    @property
    def counts(self) -> bool:
        """Say whether it was held and its claim stands (A03)."""
        verified = self.cells["verification"] in ("tu_khai", "da_doi_chieu")
        return self.cells["status"] == "da_to_chuc" and verified

    @property
    def verified(self) -> bool:
        """Say whether it was held and checked against evidence."""
        return self.counts and self.cells["verification"] == "da_doi_chieu"


@dataclass
class EventMaker:
    """Makes events one by one, never two of the same name, day and place."""

    world: World
    chance: Chance
    taken: set[tuple[str, date]] = field(default_factory=set)
    events: list[Event] = field(default_factory=list)

    def make(
        self,
        day: date,
        *,
        group: str = "",
        integrated: bool | None = None,
        streaming: bool | None = None,
        status: str = "da_to_chuc",
        verification: str = "",
        event_type: str = "",
        schools: bool = True,
    ) -> Event:
        """Make one event on a day, of a wanted group, kind and state."""
        fitting = {
            kind: kind.weight
            for kind in KINDS
            if (not group or kind.group == group)
            and (not event_type or kind.event_type == event_type)
            and (integrated is None or kind.integrated == integrated)
            and (streaming is None or kind.streaming == streaming)
            and self._allowed(kind, day)
            and self._hosts(kind, day)
        }
        kind = self.chance.weighted(fitting)
        code, host = self.chance.pick(self._hosts(kind, day))
        district = self._district(host)
        event = Event({}, kind, code, day, district)
        if schools and kind.schools and status == "da_to_chuc":
            event.schools = self._schools(kind, district)
        self._fill(event, host, status, verification or self._verification(event))
        self.events.append(event)
        return event

    def _allowed(self, kind: EventKind, day: date) -> bool:
        """In 2021 the department held nothing with a message for streaming (annex row III)."""
        return not (kind.group == "lead" and kind.streaming and touches(day, 2021))

    def _hosts(self, kind: EventKind, day: date) -> list[tuple[str, Unit]]:
        if kind.group == "lead":
            lead = self.world.units.lead(day)
            return [(lead.unit_id.removeprefix(self.world.province.prefix), lead)]
        groups = {"UBNDH": ("UBNDH", "UBNDX")}.get(kind.group, (kind.group,))
        lead = self.world.units.lead(day)
        found = self.world.senders("events", day, *groups)
        return [(code, unit) for code, unit in found if unit is not lead]

    def _district(self, host: Unit) -> int:
        if host.district is None or self.chance.happens(250):
            return self.chance.below(12)
        return host.district

    def _schools(self, kind: EventKind, district: int) -> list[School]:
        level = ("THCS", "LIEN_CAP") if self.chance.happens(700) else ("THPT", "GDNN_GDTX")
        near = [
            school
            for school in self.world.schools
            if school.district == district and school.level in level
        ]
        single = kind.event_type in ("giao_luu", "trai_nghiem")
        return self.chance.sample(near, 1 if single else self.chance.between(2, 4))

    def _verification(self, event: Event) -> str:
        """Return how the claim was checked: exchanges of 2021 are self-declared only (row VI)."""
        first_year = touches(event.day, 2021)
        if first_year and event.schools:
            return "tu_khai"
        return "da_doi_chieu" if self.chance.happens(600 if first_year else 860) else "tu_khai"

    def _fill(self, event: Event, host: Unit, status: str, verification: str) -> None:
        world, kind = self.world, event.kind
        day = event.day
        area = self._area(event)
        name = self._name(event, host)
        held = status == "da_to_chuc"
        method = self.chance.weighted(_COUNTING) if held else None
        mode = "truc_tuyen" if method == "nen_tang" else "truc_tiep"
        end = day + timedelta(days=self.chance.between(1, 2) if self.chance.happens(80) else 0)
        event.cells = {
            "event_id": world.province.id(f"SK-{len(self.events) + 1:04d}"),
            "name_vi": name,
            "event_type": kind.event_type,
            "start_on": day,
            "end_on": min(end, LAST_DAY),
            "area_id": area,
            "venue_type": "truc_tuyen" if mode == "truc_tuyen" else self.chance.pick(kind.venues),
            "lead_unit_id": host.unit_id,
            "partner_unit_ids": self._partners(host, day),
            "is_integrated": kind.integrated,
            "host_event": HOST_EVENTS.get(kind.event_type) if kind.integrated else None,
            "has_message": kind.streaming or (self.chance.happens(200) and kind.group != "lead"),
            "streaming_purpose": kind.streaming,
            "mode": mode,
            "status": status,
            "count_method": method,
            "entries": self.chance.between(31, 189) if kind.event_type == "cuoc_thi" else None,
            "verification": verification,
            "evidence_id": world.shelf.put("SK", "anh_ht", day, host.unit_id) if held else "",
        }

    def _area(self, event: Event) -> str:
        """Return the venue: a commune, sometimes only the district while there were districts."""
        geography = self.world.geography
        if event.day < CITY_STARTS and self.chance.happens(150):
            return geography.districts[event.district]
        if event.schools and event.day < CITY_STARTS and self.chance.happens(600):
            return event.schools[0].area
        return self.chance.pick(geography.communes(event.district, event.day)).area_id

    def _name(self, event: Event, host: Unit) -> str:
        place = names.place(names.DISTRICTS[event.district])
        for _ in range(40):
            name = event.kind.name.format(
                host=host.name,
                school=event.schools[0].name if event.schools else f"các trường ở {place}",
                place=place + self.world.province.mark,
                job=self.chance.pick(names.JOBS),
                firm=self.chance.pick(names.ENTERPRISES),
            )
            if (name, event.day) not in self.taken:
                self.taken.add((name, event.day))
                return name
        raise ValueError("no free event name; add occupations")

    def _partners(self, host: Unit, day: date) -> tuple[str, ...]:
        """Return up to three other bodies that took part."""
        weights = {"CSGDNN": 5, "DN": 4, "DOANTN": 2, "BAODAI": 2, "CTXH": 2, "SNKHAC": 2}
        weights |= {"TUVAN": 1, "QT": 1, "TCGDNN": 1, "CQCQ": 1, "BAOCHI": 1}
        partners: list[str] = []
        for _ in range(self.chance.below(4)):
            group = self.chance.weighted(weights)
            others = [
                unit.unit_id
                for unit in self.world.present(group, day)
                if unit.unit_id not in (host.unit_id, *partners)
                and unit.unit_type != "truyen_thanh"
            ]
            partners += [self.chance.pick(others)] if others else []
        return tuple(partners)
