"""Agreements between VET institutions and enterprises (C08)."""

from __future__ import annotations

from datetime import date, timedelta

from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import YEARS

PER_YEAR = {2021: 7, 2022: 14, 2023: 19, 2024: 17, 2025: 12}
_STEPS = ("tuyen_sinh", "dao_tao", "danh_gia", "tuyen_dung", "viec_lam")


def make_agreements(world: World) -> None:
    """Write ``agreements``; each pair of partners and day stands once."""
    chance = world.province.chance("agreements")
    taken: set[tuple[str, str, date]] = set()
    number = 0
    for year in YEARS:
        for _ in range(PER_YEAR[year]):
            day = chance.day(date(year, 1, 8), date(year, 12, 8))
            vets = [
                unit for code, unit in world.vets("enrolments", day) if code[:3] in ("CDN", "TCN")
            ]
            vet, firm = chance.pick(vets), chance.pick(world.present("DN", day))
            if (vet.unit_id, firm.unit_id, day) in taken:
                continue
            taken.add((vet.unit_id, firm.unit_id, day))
            number += 1
            world.book.add(
                "agreements",
                "logs/agreements.csv",
                {
                    "agreement_id": world.province.id(f"TT-HT-{number:03d}"),
                    "vet_unit_id": vet.unit_id,
                    "enterprise_unit_id": firm.unit_id,
                    "signed_on": day,
                    "valid_to": day + timedelta(days=365 * chance.between(1, 4)),
                    "scope_codes": tuple(
                        step for step in _STEPS if step == "dao_tao" or chance.happens(480)
                    ),
                    "reported_by": (vet.unit_id, firm.unit_id)
                    if chance.happens(350)
                    else (vet.unit_id,),
                },
            )
