"""Graduates and where they went, new entrants of VET, jobs after training, a published rate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.schools import School
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.world import World

BY_SCHOOL: Final = ("2020-2021", "2024-2025")
"""School years whose graduates are known school by school; the others by district (TONG)."""
SCHOOL_YEARS: Final = tuple(f"{year}-{year + 1}" for year in range(2017, 2025))
_LOWER: Final[Mapping[str, int]] = {
    "TC_CD": 118,
    "SC": 9,
    "GDTX_NGHE": 92,
    "GDTX": 61,
    "THPT": 668,
    "LD": 20,
}
_UPPER: Final[Mapping[str, int]] = {
    "DH": 452,
    "TC_CD": 128,
    "SC": 12,
    "LD": 296,
    "NUOC_NGOAI": 33,
    "KHAC": 41,
}
"""Shares of destinations in thousandths in the first year; the rest is unknown."""
_GROWING: Final = {"TC_CD": 9, "GDTX_NGHE": 3}
"""Thousandths a year by which some destinations grow, taken from the largest."""


def make_enrolment(world: World) -> None:
    """Write the six enrolment tables."""
    chance = world.province.chance("enrolment")
    for place, school_year in enumerate(SCHOOL_YEARS):
        if school_year in BY_SCHOOL:
            for school in world.schools:
                _write_school(world, chance, school, place, school_year)
        else:
            for district in world.geography.districts:
                _write_district(world, chance, district, place, school_year)
    _write_entrants(world, chance)
    _write_jobs(world, chance)
    world.book.add(
        "reported_rates",
        "enrolment/reported_rates.csv",
        {
            "code": "P01",
            "period": "2020",
            "area_id": world.geography.province,
            "value": "21.4",
            "definition_vi": "Tỷ lệ học sinh tốt nghiệp THCS vào học nghề, không nêu cách tính",
            "source": "Báo cáo tổng kết năm học (hư cấu)",
            "published_on": date(2020, 12, 28),
        },
    )


def _write_school(
    world: World, chance: Chance, school: School, place: int, school_year: str
) -> None:
    if school.level == "GDNN_GDTX":
        return
    district = world.geography.districts[school.district]
    for grade in school.grades:
        level = "THCS" if grade == 9 else "THPT"
        # Sex was not recorded with the destinations of 2020-2021.
        sexes = ("tong",) if school_year == "2020-2021" else ("nam", "nu")
        for sex in sexes:
            boys_and_girls = ("nam", "nu") if sex == "tong" else (sex,)
            pupils = sum(school.pupils[school_year, grade, one] for one in boys_and_girls)
            graduates = pupils - pupils * chance.between(5, 25) // 1000
            key = (school_year, level, district, school.school_id, sex)
            _write_group(world, chance, key, graduates, place)


def _write_district(
    world: World, chance: Chance, district: str, place: int, school_year: str
) -> None:
    for level, (low, high) in (("THCS", (1850, 2250)), ("THPT", (860, 1090))):
        total = chance.between(low, high)
        girls = total * chance.between(470, 515) // 1000
        for sex, graduates in (("nam", total - girls), ("nu", girls)):
            _write_group(
                world, chance, (school_year, level, district, "TONG", sex), graduates, place
            )


def _write_group(
    world: World, chance: Chance, key: tuple[str, str, str, str, str], graduates: int, place: int
) -> None:
    """Write graduates and destinations of one group; what is left over is unknown."""
    names = ("school_year", "level", "area_id", "school_id", "sex")
    cells: Row = dict(zip(names, key, strict=True))
    level = key[1]
    world.book.add(
        "graduates",
        "enrolment/graduates.csv",
        cells
        | {
            "graduates": graduates,
            "source": "Sở GDĐT",
            "data_status": "so_bo" if key[0] == SCHOOL_YEARS[-1] else "chinh_thuc",
        },
    )
    shares = dict(_LOWER if level == "THCS" else _UPPER)
    largest = "THPT" if level == "THCS" else "DH"
    for name, step in _GROWING.items():
        if name in shares:
            shares[name] += step * place
            shares[largest] -= step * place
    # 2021: many pupils could not be traced, so P01 needs bounds.
    if key[0] == "2020-2021":
        shares[largest] -= 48
    left = graduates
    for name, share in shares.items():
        wobble = 1000 if name == largest else chance.between(850, 1150)
        # rounded by chance, so that rare destinations of small schools do not all vanish
        count = min(left, (graduates * share * wobble + chance.below(1_000_000)) // 1_000_000)
        left -= count
        _write_destination(world, cells, name, count)
    _write_destination(world, cells, "KHONG_RO", left)


def _write_destination(world: World, cells: Row, name: str, count: int) -> None:
    if count:
        world.book.add(
            "destinations",
            "enrolment/destinations.csv",
            cells | {"destination": name, "count": count},
        )


_LEVELS: Final[Mapping[str, tuple[tuple[str, str, int], ...]]] = {
    "cd": (("cd", "thpt", 130), ("tc", "thcs", 190), ("sc", "khac", 140), ("cd", "lt", 24)),
    "tc": (("tc", "thcs", 120), ("sc", "khac", 70)),
    "tt_gdnn_gdtx": (("tc", "thcs", 66), ("sc", "khac", 52), ("d3t", "khac", 210)),
    "tt_gdnn": (("sc", "khac", 88), ("d3t", "khac", 260)),
    "khac": (("d3t", "khac", 190),),
    "dn": (("sc", "khac", 45), ("d3t", "khac", 120)),
}
"""Level, entry and usual number of entrants by type of institution."""


def _write_entrants(world: World, chance: Chance) -> None:
    """Write ``enrolments`` and the plans of units and province, which agree."""
    for year in range(2020, 2026):
        total: dict[str, int] = {}
        owed = world.filing.outcomes.get(("enrolments", max(year, 2021)), {})
        for code in owed:
            unit = world.units[code]
            if not world.filing.sends("enrolments", max(year, 2021), code):
                continue
            for level, planned in _write_unit(world, chance, year, unit).items():
                total[level] = total.get(level, 0) + planned
        if world.province.prefix == "":
            for level, planned in total.items():
                _write_plan(world, year, "TINH", level, planned)


def _write_unit(world: World, chance: Chance, year: int, unit: Unit) -> dict[str, int]:
    """Write entrants and plan of a unit and return the plan by level."""
    planned: dict[str, int] = {}
    for level, entry, usual in _LEVELS[unit.vet_type]:
        entrants = usual * chance.between(720, 1130) * (100 + 3 * (year - 2020)) // 100_000
        women = entrants * chance.between(290, 430) // 1000
        outside = level == "cd" and entry == "thpt"
        for sex, count in (("nam", entrants - women), ("nu", women)):
            away = count * chance.between(60, 140) // 1000 if outside else 0
            for origin, part in (("trong_tinh", count - away), ("ngoai_tinh", away)):
                if part:
                    _write_entry(world, year, unit, (level, sex, entry, origin), part)
        planned[level] = planned.get(level, 0) + usual * 1100 // 1000 + 10
    for level, plan in planned.items():
        _write_plan(world, year, unit.unit_id, level, plan)
    return planned


def _write_entry(
    world: World, year: int, unit: Unit, key: tuple[str, str, str, str], count: int
) -> None:
    level, sex, entry, origin = key
    world.book.add(
        "enrolments",
        "enrolment/enrolments.csv",
        {
            "year": year,
            "vet_unit_id": unit.unit_id,
            "level": level,
            "sex": sex,
            "entry": entry,
            "origin": origin,
            # odd and even years differ, so no figure repeats from one year to the next (DQ-09)
            "count": count + (count + year) % 2,
            "data_status": "so_bo" if year == 2025 else None,
        },
    )


def _write_plan(world: World, year: int, unit_id: str, level: str, planned: int) -> None:
    world.book.add(
        "enrolment_plans",
        "enrolment/enrolment_plans.csv",
        {
            "year": year,
            "vet_unit_id": unit_id,
            "level": level,
            "plan_count": planned,
            "decision": f"QĐ chỉ tiêu {year} (hư cấu)",
        },
    )


def _write_jobs(world: World, chance: Chance) -> None:
    for year in range(2020, 2026):
        for _, unit in world.vets("enrolments", date(max(year, 2021), 6, 1)):
            if unit.vet_type not in ("cd", "tc"):
                continue
            for level in ("cd", "tc") if unit.vet_type == "cd" else ("tc",):
                for sex in ("nam", "nu"):
                    graduates = chance.between(26, 118)
                    surveyed = graduates * chance.between(520, 910) // 1000
                    world.book.add(
                        "outcomes",
                        "enrolment/outcomes.tsv",
                        {
                            "grad_year": year,
                            "vet_unit_id": unit.unit_id,
                            "level": level,
                            "sex": sex,
                            "graduates": graduates,
                            "surveyed": surveyed,
                            "employed": surveyed * chance.between(710, 940) // 1000,
                            "months_after": 6,
                        },
                    )
