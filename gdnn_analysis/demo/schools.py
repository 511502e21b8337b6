"""Lower and upper secondary schools with their pupils of grades 9 and 12."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gdnn_analysis.demo import names
from gdnn_analysis.demo.areas import Geography
from gdnn_analysis.demo.book import Book
from gdnn_analysis.demo.province import Province
from gdnn_analysis.demo.years import REGISTRY_STARTS

SCHOOL_YEARS: Final = tuple(f"{year}-{year + 1}" for year in range(2020, 2026))
LOWER_PER_COMMUNE: Final = (4, 4, 4, 3, 3)
"""Lower secondary schools in the five communes of a district: 18 × 12 = 216."""


@dataclass(frozen=True)
class School:
    """One school.

    Attributes
    ----------
    school_id, name, level
        As in table ``schools``.
    district
        Place (0–11) of the former district.
    area
        Id of the commune it lies in.
    pupils
        (school year, grade, sex) → pupils.
    """

    school_id: str
    name: str
    level: str
    district: int
    area: str
    pupils: dict[tuple[str, int, str], int]

    @property
    def grades(self) -> tuple[int, ...]:
        """Return the final grades the school has."""
        return {"THCS": (9,), "THPT": (12,), "GDNN_GDTX": (12,)}.get(self.level, (9, 12))

    def enrolled(self, school_year: str, grade: int) -> int:
        """Return all pupils of a grade."""
        return sum(self.pupils[school_year, grade, sex] for sex in ("nam", "nu"))


def school_year_of(year: int, month: int) -> str:
    """Return the school year of a month: it starts in August."""
    start = year if month >= 8 else year - 1
    return f"{start}-{start + 1}"


def make_schools(province: Province, book: Book, geography: Geography) -> list[School]:
    """Write ``schools`` and ``school_pupils`` and return the schools."""
    chance = province.chance("schools")
    schools = []
    for code, title, level, district, commune in _plan():
        area = geography.old[district * 5 + commune].area_id
        size = {"THCS": (70, 160), "LIEN_CAP": (40, 90), "GDNN_GDTX": (45, 95)}.get(
            level, (190, 330)
        )
        school = School(province.id(code), title + province.mark, level, district, area, pupils={})
        for grade in school.grades:
            base = chance.between(*size)
            for number, school_year in enumerate(SCHOOL_YEARS):
                total = base + base * 2 * number // 100 + chance.between(-6, 6)
                girls = total * chance.between(460, 520) // 1000
                school.pupils[school_year, grade, "nam"] = total - girls
                school.pupils[school_year, grade, "nu"] = girls
        schools.append(school)
        _write_school(book, school)
    return schools


def _plan() -> list[tuple[str, str, str, int, int]]:
    """Return code, name, level, district and commune (0–4) of every school."""
    rows = []
    number = 0
    for district in range(12):
        for commune, count in enumerate(LOWER_PER_COMMUNE):
            place = names.COMMUNES[district * 5 + commune]
            for part in range(count):
                number += 1
                suffix = ("", " A", " B", " C")[part]
                title = f"Trường THCS {place}{suffix}"
                rows.append((f"THCS-{number:03d}", title, "THCS", district, commune))
    uppers = ("", " II", " III", " Dân lập")
    for number in range(42):
        district, part = number % 12, number // 12
        town = names.town(names.DISTRICTS[district])
        title = f"Trường THPT {town}{uppers[part]}"
        rows.append((f"THPT-{number + 1:02d}", title, "THPT", district, part))
    for district in range(0, 12, 3):
        town = names.town(names.DISTRICTS[district])
        title = f"Trường THCS và THPT {town}"
        rows.append((f"LC-{district // 3 + 1:02d}", title, "LIEN_CAP", district, 0))
    for district in range(0, 12, 2):
        title = f"Trung tâm GDNN – GDTX {names.place(names.DISTRICTS[district])}"
        rows.append((f"GDTX-{district // 2 + 1:02d}", title, "GDNN_GDTX", district, 0))
    return rows


def _write_school(book: Book, school: School) -> None:
    book.add(
        "schools",
        "registry/schools.csv",
        {
            "school_id": school.school_id,
            "name_vi": school.name,
            "school_level": school.level,
            "ownership": "tu_thuc" if "Dân lập" in school.name else "cong_lap",
            "area_id": school.area,
            "valid_from": REGISTRY_STARTS,
        },
    )
    for (school_year, grade, sex), pupils in school.pupils.items():
        book.add(
            "school_pupils",
            "registry/school_pupils.csv",
            {
                "school_id": school.school_id,
                "school_year": school_year,
                "grade": grade,
                "sex": sex,
                "pupils": pupils,
                "data_status": "so_bo" if school_year == SCHOOL_YEARS[-1] else None,
            },
        )
