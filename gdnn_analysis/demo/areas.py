"""Areas: a province of 12 districts and 60 communes; a city with 20 communes from 1/7/2025."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gdnn_analysis.demo import names
from gdnn_analysis.demo.book import Book, Row
from gdnn_analysis.demo.province import CITY_NAME, PROVINCE_NAME, Province
from gdnn_analysis.demo.years import CITY_STARTS, PROVINCE_ENDS, REGISTRY_STARTS

PER_DISTRICT = 5
AREAS_FILE = "registry/areas.csv"
SOURCE = "Nghị quyết sắp xếp đơn vị hành chính (hư cấu)"


@dataclass(frozen=True)
class Commune:
    """A commune before or after 1/7/2025.

    Attributes
    ----------
    area_id, name
        Id and full name.
    districts
        Places (0–11) of the former districts it lies in: one, or two for two of the new ones.
    """

    area_id: str
    name: str
    districts: tuple[int, ...]


@dataclass(frozen=True)
class Geography:
    """Where things happen.

    Attributes
    ----------
    province, city
        Ids of the province (until 30/6/2025) and the city (from 1/7/2025).
    districts
        Ids of the 12 districts.
    old, new
        Communes before and after.
    """

    province: str
    city: str
    districts: tuple[str, ...]
    old: tuple[Commune, ...]
    new: tuple[Commune, ...]

    def whole(self, day: date) -> str:
        """Return the id of the province or of the city on a day."""
        return self.province if day <= PROVINCE_ENDS else self.city

    def communes(self, district: int, day: date) -> list[Commune]:
        """Return the communes that lie, at least partly, in a former district on a day."""
        known = self.old if day <= PROVINCE_ENDS else self.new
        return [commune for commune in known if district in commune.districts]


def make_areas(province: Province, book: Book) -> Geography:
    """Write ``areas`` and ``area_succession`` and return the geography."""
    districts = tuple(province.id(f"H{number:02d}") for number in range(1, 13))
    old = tuple(_old_commune(province, number) for number in range(60))
    new = tuple(_new_commune(province, number) for number in range(20))
    geography = Geography(province.id("TINH-DL"), province.id("TP-VH"), districts, old, new)
    _write_areas(province, book, geography)
    _write_succession(book, geography)
    return geography


def _old_commune(province: Province, number: int) -> Commune:
    district, place = divmod(number, PER_DISTRICT)
    kind = ("Phường" if district < 2 else "Thị trấn") if place == 0 else "Xã"
    name = f"{kind} {names.COMMUNES[number]}{province.mark}"
    return Commune(province.id(f"X{number + 1:02d}"), name, (district,))


def _new_commune(province: Province, number: int) -> Commune:
    parts = _parts(number)
    districts = tuple(sorted({part // PER_DISTRICT for part in parts}))
    kind = "Phường" if districts[0] < 2 else "Xã"
    # As in reality, many new communes take the name of one of their parts with other borders.
    name = f"{kind} {names.COMMUNES[parts[0]]}{province.mark}"
    return Commune(province.id(f"M{number + 1:02d}"), name, districts)


def _parts(number: int) -> list[int]:
    """Return the old communes that new commune `number` was made from.

    Districts 1–8 become two communes each; districts 9–12 pairwise one that crosses the border
    and one that does not.
    """
    if number < 16:
        district, half = divmod(number, 2)
        start = district * PER_DISTRICT
        return [start, start + 1, start + 2] if half == 0 else [start + 3, start + 4]
    pair, half = divmod(number - 16, 2)
    start = (8 + 2 * pair) * PER_DISTRICT
    return list(range(start, start + 6)) if half == 0 else list(range(start + 6, start + 10))


def _write_areas(province: Province, book: Book, geography: Geography) -> None:
    ends: Row = {"valid_from": REGISTRY_STARTS, "valid_to": PROVINCE_ENDS}
    name = f"Tỉnh {PROVINCE_NAME} (hư cấu)" if province.is_first else f"Tỉnh{province.mark}"
    code = f"9{province.number:02d}"
    whole: Row = {
        "area_id": geography.province,
        "name_vi": name,
        "area_level": "tinh",
        "official_code": code,
    }
    book.add("areas", AREAS_FILE, whole | ends)
    book.add(
        "areas",
        AREAS_FILE,
        {
            "area_id": geography.city,
            "name_vi": f"Thành phố {CITY_NAME} (hư cấu){province.mark}",
            "area_level": "tinh",
            "official_code": f"{code}V",
            "valid_from": CITY_STARTS,
        },
    )
    for number, area_id in enumerate(geography.districts):
        cells: Row = {
            "area_id": area_id,
            "name_vi": names.DISTRICTS[number] + province.mark,
            "area_level": "huyen",
            "official_code": f"{code}.{number + 1:02d}",
            "parent_area_id": geography.province,
            "urban_rural": "tt" if number < 2 else "nt",
        }
        book.add("areas", AREAS_FILE, cells | ends)
    for commune in (*geography.old, *geography.new):
        _write_commune(book, geography, commune, code)


def _write_commune(book: Book, geography: Geography, commune: Commune, code: str) -> None:
    before = commune in geography.old
    cells: Row = {
        "area_id": commune.area_id,
        "name_vi": commune.name,
        "area_level": "xa",
        "official_code": f"{code}.{commune.area_id[-3:]}",
        "parent_area_id": (geography.districts[commune.districts[0]] if before else geography.city),
        "urban_rural": "nt" if commune.name.startswith("Xã") else "tt",
        "valid_from": REGISTRY_STARTS if before else CITY_STARTS,
        "valid_to": PROVINCE_ENDS if before else None,
    }
    book.add("areas", AREAS_FILE, cells)


def _write_succession(book: Book, geography: Geography) -> None:
    _succeed(book, geography.province, geography.city, Decimal(1))
    for number, commune in enumerate(geography.new):
        for part in _parts(number):
            # The fourth commune of district 1 was divided, that of district 2 in unknown shares.
            split = {3: Decimal("0.6"), 8: None}.get(part, Decimal(1))
            _succeed(book, geography.old[part].area_id, commune.area_id, split)
    _succeed(book, geography.old[3].area_id, geography.new[0].area_id, Decimal("0.4"))
    _succeed(book, geography.old[8].area_id, geography.new[2].area_id, None)


def _succeed(book: Book, old: str, new: str, share: Decimal | None) -> None:
    method = None if share is None else ("toan_bo" if share == 1 else "hoc_sinh")
    book.add(
        "area_succession",
        "registry/area_succession.csv",
        {
            "from_area_id": old,
            "to_area_id": new,
            "effective_on": CITY_STARTS,
            "share": share,
            "method": method,
            "source": SOURCE,
        },
    )
