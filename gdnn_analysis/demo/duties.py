"""Plans of units, duties under section VII, the ecosystem checklist, links made by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.event_maker import Event
from gdnn_analysis.demo.filing import ACCEPTED, NIL
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import YEARS, last_day

DUTIES: Final[Mapping[str, tuple[str, ...]]] = {
    "SLDTBXH": ("VII.1.a", "VII.1.b", "VII.1.c", "VII.1.d"),
    "SGDDT": ("VII.2.1",),
    "SVHTTDL": ("VII.2.2",),
    "STC": ("VII.2.3-1", "VII.2.3-2"),
    "STTTT": ("VII.2.4-1", "VII.2.4-2", "VII.2.4-3"),
    "BAODAI": ("VII.2.5",),
    "SNKHAC": ("VII.2.6.a", "VII.2.6.b"),
    "UBNDH": ("VII.2.7.a", "VII.2.7.b", "VII.2.4-3.UBNDH"),
    "UBNDX": ("VII.2.7.a.UBNDX", "VII.2.4-3.UBNDX"),
    "CQCQ": ("VII.2.8.a", "VII.2.8.b", "VII.2.8.c"),
    "CSGDNN": ("VII.3.a", "VII.3.b", "VII.3.c", "VII.3.d", "VII.3.đ", "VII.3.e"),
    "DN": ("VII.4.a", "VII.4.b", "VII.4.c"),
}
"""Duty ids of the plan by actor group (table ``duties``)."""
SCORES: Final[Mapping[int, str]] = {
    2021: "1221000 0000000",
    2022: "2221110 0000000",
    2023: "2222211 1010000",
    2024: "2222221 1121010",
    2025: "2222221 2122111",
}
"""Ecosystem scores in halves: K1–K7, then H1–H7, as the first assessor gave them."""
_STATES: Final = {
    2021: {"thuc_hien": 30, "mot_phan": 40, "khong": 10, "khong_du_lieu": 20},
    2022: {"thuc_hien": 50, "mot_phan": 32, "khong": 8, "khong_du_lieu": 10},
    2023: {"thuc_hien": 60, "mot_phan": 28, "khong": 6, "khong_du_lieu": 6},
    2024: {"thuc_hien": 55, "mot_phan": 32, "khong": 8, "khong_du_lieu": 5},
    2025: {"thuc_hien": 40, "mot_phan": 34, "khong": 10, "khong_du_lieu": 16},
}


def make_duties(world: World, events: list[Event]) -> None:
    """Write ``unit_plans``, ``duty_reports``, ``ecosystem_scores`` and ``activity_links``."""
    chance = world.province.chance("duties")
    for year in YEARS:
        _write_plans(world, chance, year)
        for code, unit in world.units.by_code.items():
            _write_duties(world, chance, year, code, unit)
        _write_scores(world, year)
    _write_links(world, events)


def _write_plans(world: World, chance: Chance, year: int) -> None:
    for number, (code, outcome) in enumerate(world.filing.outcomes["unit_plans", year].items()):
        if outcome not in ACCEPTED or outcome in NIL:
            continue
        unit = world.units[code]
        answered = not chance.happens(70)
        has_plan = chance.happens(640 + 30 * (year - 2021)) if answered else None
        signed = date(year, 1, 6) if year > 2021 else date(2021, 10, 1)
        signed = max(chance.day(signed, signed.replace(day=28)), unit.first)
        world.book.add(
            "unit_plans",
            "logs/unit_plans.csv",
            {
                "unit_id": unit.unit_id,
                "year": year,
                "has_plan": has_plan,
                "plan_no": f"{number + 11}/KH-TTGDNN" if has_plan else None,
                "signed_on": signed if has_plan else None,
                "has_budget_line": chance.happens(520) if answered else None,
                "evidence_id": (
                    world.shelf.put("KH", "ban_scan", signed, unit.unit_id) if has_plan else None
                ),
            },
        )


def _write_duties(world: World, chance: Chance, year: int, code: str, unit: Unit) -> None:
    """Write the self-assessment of a unit that existed at the end of the year or ended in it."""
    exists = unit.first <= last_day(year) and (unit.last is None or unit.last >= date(year, 1, 1))
    owed = world.filing.outcomes["duty_reports", year].get(code)
    if not exists or (owed is not None and (owed not in ACCEPTED or owed in NIL)):
        return
    # Not everybody answers; enterprises and other departments hardly do.
    answers = {"DN": 220, "SNKHAC": 500}.get(unit.group, 930)
    if unit.unit_type == "truyen_thanh" or not chance.happens(answers):
        return
    for duty in DUTIES.get(unit.group, ()):
        _write_duty(world, chance, year, unit, duty)
    took_over = code == "SGDDT-VH" or (code == "SGDDT" and year == 2025)
    if took_over:
        for duty in DUTIES["SLDTBXH"]:
            _write_duty(world, chance, year, unit, duty)


def _write_duty(world: World, chance: Chance, year: int, unit: Unit, duty: str) -> None:
    state = chance.weighted(_STATES[year])
    claimed = "thuc_hien" if state == "mot_phan" and chance.happens(400) else state
    checked = chance.happens(820)
    day = min(last_day(year), unit.last or last_day(year))
    proven = checked and state == "thuc_hien"
    world.book.add(
        "duty_reports",
        f"logs/duty_reports__{year}.csv",
        {
            "duty_id": duty,
            "unit_id": unit.unit_id,
            "year": year,
            "self_status": claimed,
            "verified_status": state if checked else None,
            "evidence_id": (
                world.shelf.put("NV", "ban_scan", day, unit.unit_id) if proven else None
            ),
        },
    )


def _write_scores(world: World, year: int) -> None:
    """Write the scores of two assessors; the second disagrees on one criterion a year."""
    digits = SCORES[year].replace(" ", "")
    day = date(year, 11, 25)
    lead = world.units.lead(day).unit_id
    for role in ("Cán bộ Sở quản lý GDNN", "Chuyên gia độc lập"):
        for place, digit in enumerate(digits):
            criterion = f"{'K' if place < 7 else 'H'}{place % 7 + 1}"
            halves = int(digit)
            if role == "Chuyên gia độc lập" and place == year % 7:
                halves = max(halves - 1, 0)
            unanswered = criterion == "H6" and year == 2022
            world.book.add(
                "ecosystem_scores",
                "logs/ecosystem_scores.csv",
                {
                    "criterion_id": criterion,
                    "year": year,
                    "assessor_role": world.province.prefix + role,
                    "score": None if unanswered else ("0", "0.5", "1")[halves],
                    "evidence_id": (
                        world.shelf.put("HS", "ban_scan", day, lead)
                        if halves and not unanswered
                        else None
                    ),
                },
            )


def _write_links(world: World, events: list[Event]) -> None:
    """Link every fortieth event that stands to an annex row and a duty."""
    standing = [event for event in events if event.verified and event.kind.streaming]
    for event in standing[::40]:
        lead = event.kind.group == "lead"
        world.book.add(
            "activity_links",
            "logs/activity_links.csv",
            {
                "src_table": "events",
                "src_id": event.event_id,
                "act_id": "PL-III",
                "duty_id": "VII.1.d" if lead else "VII.3.c",
                "note": "Gắn khi rà soát minh chứng cuối năm",
            },
        )
