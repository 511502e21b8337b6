"""People who communicate: courses, collaborators, press briefings, career guidance in schools."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo import names
from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.schools import School
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import YEARS

COURSES: Final = (
    ("SLDTBXH", date(2022, 5, 10), "Kỹ năng viết tin, bài và làm video ngắn về GDNN"),
    ("SLDTBXH", date(2022, 10, 4), "Quản trị trang mạng xã hội của cơ quan, đơn vị"),
    ("SLDTBXH", date(2023, 4, 12), "Truyền thông chính sách GDNN cho cán bộ đầu mối"),
    ("CDN-01", date(2023, 6, 20), "Sản xuất video giới thiệu nghề tại xưởng thực hành"),
    ("SLDTBXH", date(2023, 9, 26), "Tư vấn hướng nghiệp qua mạng xã hội"),
    ("SLDTBXH", date(2024, 3, 19), "Xử lý khủng hoảng truyền thông trong GDNN"),
    ("CDN-02", date(2024, 8, 7), "Kể chuyện nghề bằng hình ảnh"),
)
"""Courses: none in 2021 (all confirmed), only the department's in 2022, none known in 2025."""
BRIEFINGS: Final[Mapping[int, tuple[tuple[int, int, str], ...]]] = {
    2021: ((10, 14, "hop_bao"),),
    2022: (
        (2, 24, "tt_dinh_ky"),
        (5, 12, "chuyen_de"),
        (8, 18, "thong_cao"),
        (11, 3, "tt_dinh_ky"),
    ),
    2023: (
        (1, 19, "tt_dinh_ky"),
        (3, 9, "chuyen_de"),
        (4, 20, "thuc_te"),
        (6, 15, "hop_bao"),
        (8, 24, "thong_cao"),
        (10, 12, "tt_dinh_ky"),
    ),
    2024: ((2, 27, "tt_dinh_ky"), (6, 6, "thuc_te"), (9, 17, "thong_cao")),
}
"""Month, day and kind of each provision: one occasion in 2021, none known in 2025."""
GUIDANCE_PER_YEAR: Final = {2021: 18, 2022: 34, 2023: 46, 2024: 44, 2025: 30}


def make_people(world: World) -> None:
    """Write the tables about people who communicate."""
    chance = world.province.chance("people")
    _write_courses(world, chance)
    _write_collaborators(world, chance)
    _write_briefings(world, chance)
    _write_guidance(world, chance)


def _write_courses(world: World, chance: Chance) -> None:
    for number, (lead, day, title) in enumerate(COURSES, start=1):
        unit = world.units[lead].unit_id
        course_id = world.province.id(f"TH-{number:02d}")
        world.book.add(
            "trainings",
            "logs/trainings.csv",
            {
                "course_id": course_id,
                "title_vi": title,
                "start_on": day,
                "end_on": day + timedelta(days=chance.between(1, 2)),
                "hours": chance.between(11, 23),
                "lead_unit_id": unit,
                "evidence_id": world.shelf.put("TH", "danh_sach", day, unit),
            },
        )
        senders = ["SLDTBXH", "CQCQ-01", "CQCQ-02", "CQCQ-03"][: 2 + number % 3]
        senders += [code for code, _ in chance.sample(world.vets("guidance", day), 7)]
        for sender in senders:
            _write_trainees(world, chance, course_id, world.units[sender].unit_id)


def _write_trainees(world: World, chance: Chance, course_id: str, unit_id: str) -> None:
    for sex in ("nam", "nu"):
        enrolled = chance.between(1, 6)
        completed = max(1, enrolled - chance.below(2))
        asked = max(1, completed - chance.below(2))
        before, gain = chance.between(45, 62), chance.between(9, 23)
        world.book.add(
            "training_groups",
            "logs/training_groups.csv",
            {
                "course_id": course_id,
                "unit_id": unit_id,
                "sex": sex,
                "n_enrolled": enrolled,
                "n_completed": completed,
                "n_paired": completed,
                "pre_mean": _tenths(before),
                "post_mean": _tenths(before + gain),
                "sd_diff": _tenths(chance.between(8, 17)),
                "n_asked_3m": asked,
                "n_applied_3m": min(asked, chance.below(asked + 1) + chance.below(2)),
            },
        )


def _tenths(number: int) -> str:
    return f"{number // 10}.{number % 10}"


def _write_collaborators(world: World, chance: Chance) -> None:
    units = ["SLDTBXH", *(code for code, _ in world.vets("guidance", date(2022, 3, 1)))]
    for number in range(64):
        code = units[number % len(units)]
        unit = world.units[code]
        start = chance.day(date(2020, 9, 1), date(2024, 6, 30))
        stop = start + timedelta(days=chance.between(500, 2500))
        for year in YEARS:
            if start.year > year or stop.year < year or not unit.active(date(year, 1, 15)):
                continue
            closes = min(day for day in (stop, unit.last, date.max) if day)
            world.book.add(
                "collaborators",
                "logs/collaborators.csv",
                {
                    "collaborator_id": world.province.id(f"CTV-{number + 1:03d}"),
                    "year": year,
                    "unit_id": unit.unit_id,
                    "sex": "nu" if number % 5 < 3 else "nam",
                    "from_on": start,
                    "to_on": closes if closes <= date(2025, 12, 31) else None,
                    "items_in_year": chance.below(19),
                },
            )


def _write_briefings(world: World, chance: Chance) -> None:
    number = 0
    for year, occasions in BRIEFINGS.items():
        for month, day_number, kind in occasions:
            number += 1
            day = date(year, month, day_number)
            lead = world.units.lead(day).unit_id
            world.book.add(
                "press_briefings",
                "logs/press_briefings.csv",
                {
                    "briefing_id": world.province.id(f"BC-{number:02d}"),
                    "held_on": day,
                    "kind": kind,
                    "lead_unit_id": lead,
                    "n_press_orgs": chance.between(3, 9),
                    "n_journalists": chance.between(11, 27),
                    "theme_codes": chance.pick((("1a",), ("2a", "1dd"), ("2b",), ("2d",))),
                    "evidence_id": world.shelf.put("BC", "ban_scan", day, lead),
                },
            )


def _write_guidance(world: World, chance: Chance) -> None:
    """Write career guidance by VET institutions in schools; every record has evidence."""
    number = 0
    for year in YEARS:
        for _ in range(GUIDANCE_PER_YEAR[year]):
            number += 1
            # A school year S–(S+1) belongs to report year S+1 (RL-31).
            day = chance.day(date(year - 1, 9, 10), date(year, 5, 20))
            unit = chance.pick(world.vets("guidance", date(year, 2, 1)))[1]
            kind = chance.weighted(
                {"giang_day": 50, "trai_nghiem": 24, "chuong_trinh": 14, "tai_lieu": 12}
            )
            cells: Row = {
                "guidance_id": world.province.id(f"HN-{number:03d}"),
                "vet_unit_id": unit.unit_id,
                "school_year": f"{year - 1}-{year}",
                "kind": kind,
                "evidence_id": world.shelf.put("HN", "ban_scan", day, unit.unit_id),
            }
            extent = _extent(chance, kind, chance.pick(world.schools), f"{year - 1}-{year}")
            world.book.add("guidance", "logs/guidance.csv", cells | extent)


def _extent(chance: Chance, kind: str, school: School, school_year: str) -> Row:
    """Return what a piece of guidance amounted to: lessons and pupils, or a document."""
    if kind in ("chuong_trinh", "tai_lieu"):
        job = chance.pick(names.JOBS)
        label = "Chương trình" if kind == "chuong_trinh" else "Tài liệu"
        return {
            "school_id": school.school_id,
            "teachers": chance.between(1, 4),
            "document_title": f"{label} giáo dục hướng nghiệp nghề {job}",
        }
    grade = chance.pick(school.grades)
    return {
        "school_id": school.school_id,
        "grade": grade,
        "teachers": chance.between(1, 5),
        "periods": chance.between(2, 24),
        "pupils": school.enrolled(school_year, grade) * chance.between(200, 900) // 1000,
    }
