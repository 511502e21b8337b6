"""Figures of single posts, airtime of stations, enquiries of learners."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import numpy as np

from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.media import MediaLog
from gdnn_analysis.demo.metrics import MONTHS, NEW_FACEBOOK, never_repeating
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.works import Placement
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import LAST_DAY, PROVINCE_ENDS

POST_METRICS: Final[Mapping[str, tuple[tuple[str, int], ...]]] = {
    "facebook": (("tiep_can", 3100), ("tuong_tac", 190)),
    "zalo": (("tiep_can", 900), ("tuong_tac", 61)),
    "youtube": (("luot_xem", 1500), ("xem_het", 420), ("phut_xem", 3300)),
    "tiktok": (("tiep_can", 4200), ("tuong_tac", 410)),
}
"""Figures of a post after 28 days, with their usual size."""
_VERSIONS: Final = {"facebook": "fb1", "zalo": "zl1", "youtube": "yt1", "tiktok": "tk1"}
BUSY_MONTHS: Final = (3, 4, 5, 6, 7, 8)
"""Season of enquiries (T06)."""
LEADS_BY_MONTH: Final = ("CDN",)
"""Units that log enquiries every month; the others write down callers once a quarter."""


def make_reach(world: World, media: MediaLog) -> None:
    """Write ``placement_metrics``, ``broadcasts`` and ``leads``."""
    chance = world.province.chance("reach")
    for work in media.works:
        for placement in work.placements:
            if work.claimed and placement.kind != "chia_se" and not placement.precision:
                _write_post(world, chance, placement)
    _write_broadcasts(world, chance)
    _write_leads(world, chance)


def _write_post(world: World, chance: Chance, placement: Placement) -> None:
    kind = placement.channel.channel_type
    day = placement.day + timedelta(days=28)
    if kind not in POST_METRICS or day > LAST_DAY:
        return
    version = "fb2" if kind == "facebook" and day >= MONTHS[NEW_FACEBOOK + 2] else _VERSIONS[kind]
    thousandths = chance.between(300, 2100)
    for metric, level in POST_METRICS[kind]:
        value = level * thousandths * chance.between(850, 1150) // 1_000_000
        world.book.add(
            "placement_metrics",
            "logs/placement_metrics.csv",
            {
                "report_id": placement.reports[0].report_id,
                "as_of": day,
                "metric": metric,
                "value": value,
                "is_paid": placement.paid,
                "def_version": version,
                "source": "xuat_nen_tang",
            },
        )


def _write_broadcasts(world: World, chance: Chance) -> None:
    """Write airtime: the provincial station, district stations, a commune's loudspeakers."""
    lines: list[tuple[Unit, str, str, int]] = []
    geography = world.geography
    for code, unit in world.units.by_code.items():
        if unit.unit_type == "dai":
            whole = geography.province if code == "DPTTH" else geography.city
            lines.append((unit, "ptth_tinh", whole, 61))
        elif code.startswith("DTT"):
            lines.append((unit, "tt_huyen", unit.area, 42))
            district = int(code[-2:]) - 1
            for commune in geography.old[district * 5 : district * 5 + 2]:
                lines.append((unit, "tt_xa", commune.area_id, 14))
        elif code.startswith("DTX"):
            lines.append((unit, "tt_xa", unit.area, 16))
    levels = np.array([level for *_, level in lines], dtype=np.int64)
    spots = never_repeating(chance, levels, len(MONTHS)).tolist()
    number = 0
    for place, (unit, system, area, _) in enumerate(lines):
        reported = _reported_months(unit, system)
        for turn, first in enumerate(reported):
            number += 1
            count = spots[place][turn]
            tenths = count * chance.between(31, 78)
            tenths += (tenths + turn) % 2
            world.book.add(
                "broadcasts",
                "logs/broadcasts.csv",
                {
                    "broadcast_id": world.province.id(f"PT-{number:04d}"),
                    "station_unit_id": unit.unit_id,
                    "system": system,
                    "area_id": area,
                    "month": f"{first:%Y-%m}",
                    "spots": count,
                    "minutes": f"{tenths // 10}.{tenths % 10}",
                },
            )


def _reported_months(unit: Unit, system: str) -> list[date]:
    """Return the months a station reports: loudspeakers of old communes every other one only."""
    return [
        first
        for place, first in enumerate(MONTHS)
        if unit.active(first.replace(day=15))
        and not (system == "tt_xa" and first <= PROVINCE_ENDS and place % 2)
    ]


def _write_leads(world: World, chance: Chance) -> None:
    vets = [code for code, unit in world.units.by_code.items() if unit.group == "CSGDNN"]
    noise = never_repeating(chance, np.full(len(vets) * 2, 40, dtype=np.int64), len(MONTHS))
    number = 0
    for place, code in enumerate(vets):
        monthly = code.startswith(LEADS_BY_MONTH)
        kinds = ("dk_tu_van", "dk_xet_tuyen") if monthly else ("den_truc_tiep",)
        page = world.channels.get(f"FB-{code}")
        for turn, first in enumerate(_logged_months(world, code, monthly)):
            season = 2 if first.month in BUSY_MONTHS else 1
            for row, kind in enumerate(kinds):
                number += 1
                count = int(noise[place * 2 + row, turn]) * season
                # odd and even in turn, so no figure repeats from one month to the next
                count += (count + turn) % 2
                cells: Row = {
                    "lead_id": world.province.id(f"LH-{number:04d}"),
                    "month": f"{first:%Y-%m}",
                    "unit_id": world.units[code].unit_id,
                    "kind": kind,
                    "channel_id": page.channel_id if page and kind == "dk_tu_van" else None,
                    "count": count,
                    "uniques": count * chance.between(720, 980) // 1000,
                }
                world.book.add("leads", "logs/leads.csv", cells)


def _logged_months(world: World, code: str, monthly: bool) -> list[date]:
    """Return the months in which a unit logs enquiries, in years in which it files them."""
    return [
        first
        for first in MONTHS
        if (monthly or first.month % 3 == 0)
        and code in {known for known, _ in world.vets("leads", first.replace(day=15))}
    ]
