"""Tables ``media``, ``media_matches``, ``columns`` and the truths about indicator O01."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.columns import column_of, write_columns
from gdnn_analysis.demo.copies import Duplicates, add_duplicates
from gdnn_analysis.demo.event_maker import Event
from gdnn_analysis.demo.media_years import make_year
from gdnn_analysis.demo.press_room import PressRoom
from gdnn_analysis.demo.reposts import add_reposts
from gdnn_analysis.demo.special import (
    Decisions,
    add_decisions,
    add_edges,
    add_event_reports,
    add_foreign,
    add_late_press,
    add_look_alikes,
    add_time_zones,
    add_unsure_days,
)
from gdnn_analysis.demo.titles import Titles
from gdnn_analysis.demo.works import Placement, Report, Work
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import LAST_DAY, YEARS, log_year, report_year

UNIT_WORKBOOK: Final = "bieu-mau/CDN-02_2023.xlsx"
"""A college that fills in a workbook instead of CSV files."""


@dataclass(frozen=True)
class MediaLog:
    """The works of a province and how often their placements were reported again.

    Attributes
    ----------
    works
        All works, counted or not.
    duplicates
        Planted repeated reports.
    decided
        Pairs decided by hand.
    """

    works: list[Work]
    duplicates: Duplicates
    decided: int


def make_media(world: World, events: list[Event]) -> MediaLog:
    """Make and write the media log."""
    chance = world.province.chance("media")
    room = PressRoom(world, chance, Titles(world.province, world.province.chance("titles")))
    add_edges(room)
    add_unsure_days(room)
    add_time_zones(room)
    add_look_alikes(room)
    decisions = add_decisions(room)
    add_late_press(room)
    add_event_reports(room, events)
    planted = len(room.works)
    duplicates = Duplicates()
    for year in YEARS:
        make_year(room, year)
    free = PressRoom(
        world, chance, room.titles, room.diary, works=room.works[planted:], pools=room.pools
    )
    for year in YEARS:
        duplicates += add_duplicates(free, year)
        add_reposts(free, year)
    add_foreign(room)
    write_columns(world)
    _write(world, room.works)
    _write_decisions(world, decisions)
    return MediaLog(room.works, duplicates, len(decisions.pairs))


def _write(world: World, works: list[Work]) -> None:
    """Number the rows by the day of the placement and write them."""
    rows = [
        (placement.at, number, work, placement, report)
        for number, work in enumerate(works)
        for placement in work.placements
        for report in placement.reports
    ]
    rows.sort(key=lambda row: (row[0], row[1]))
    for number, (_, _, work, placement, report) in enumerate(rows, start=1):
        report.report_id = world.province.id(f"TT-{number:04d}")
        cells = _cells(world, work, placement, report)
        world.book.add("media", _file(world, report), cells)


def _file(world: World, report: Report) -> str:
    """Return the file of a row: one per unit and year for some units, shared by the others."""
    year = log_year(report.at.date())
    code = report.unit.unit_id.removeprefix(world.province.prefix)
    lead = report.unit is world.units.lead(report.at.date())
    if code == "CDN-02" and year == 2023:
        return UNIT_WORKBOOK
    if code.startswith("TTG") and year == 2022:
        return f"logs/media/media__{world.province.id('TTG')}__{year}.csv"
    if lead or code == "CDN-01":
        return f"logs/media/media__{report.unit.unit_id}__{year}.csv"
    shared = {"CSGDNN": "CSGDNN", "BAODAI": "BAODAI"}.get(report.unit.group, "DIAPHUONG")
    return f"logs/media/media__{world.province.id(shared)}__{year}.csv"


CODED_SINCE: Final = 2022
"""From this year on units say of a work they coded that it has no message, no exemplar …"""


def _no_or_blank(*, coded: bool) -> bool | None:
    return False if coded else None


def _cells(world: World, work: Work, placement: Placement, report: Report) -> Row:
    year = log_year(report.at.date())
    code = report.unit.unit_id.removeprefix(world.province.prefix)
    owed = world.filing.outcomes["media", year]
    day_only = placement.precision != ""
    coded = bool(work.themes) and year >= CODED_SINCE
    return {
        "report_id": report.report_id,
        "reporting_unit_id": report.unit.unit_id,
        "title_vi": report.title,
        "item_type": work.item_type,
        "author_unit_id": work.author.unit_id,
        "channel_id": placement.channel.channel_id,
        "published_at": report.written or (report.at.date() if day_only else report.at),
        "date_precision": placement.precision,
        "kind": placement.kind,
        "url": report.url,
        "is_digital": work.digital,
        "is_paid": True if placement.paid else None,
        "air_minutes": placement.minutes,
        "theme_codes": work.themes,
        "audience_codes": work.audiences,
        "message_ids": work.messages or ("KAD" if coded else ""),
        "policy_ids": work.policies,
        "policy_depth": work.depth,
        "event_id": work.event_id,
        "column_id": column_of(world, placement),
        "language": work.language,
        "is_exemplar": True if work.exemplar else _no_or_blank(coded=coded),
        "is_external": True if work.external else _no_or_blank(coded=coded),
        "correction": work.correction,
        "tone": work.tone,
        "verification": report.verification,
        "evidence_id": _evidence(world, placement, report),
        "item_id": work.item_id,
        "submission_id": (world.province.id(f"NOP-{code}-media-{year}") if code in owed else ""),
        "record_status": "huy" if report.cancelled else "",
    }


def _evidence(world: World, placement: Placement, report: Report) -> str:
    """Return evidence for rows without a page, and for one checked row in six with one."""
    number = int(report.report_id[-4:])
    if report.url and (report.verification != "da_doi_chieu" or number % 6):
        return ""
    on_air = placement.minutes != ""
    kind = "clip" if on_air else ("anh_mh" if report.url else "ban_scan")
    return world.shelf.put("TT", kind, min(report.at.date(), LAST_DAY), report.unit.unit_id)


def _write_decisions(world: World, decisions: Decisions) -> None:
    for first, second, decision, note in decisions.pairs:
        world.book.add(
            "media_matches",
            "logs/media/media_matches.csv",
            {
                "report_id_a": first.report_id,
                "report_id_b": second.report_id,
                "decision": decision,
                "decided_on": date(2025, 12, 18),
                "decided_by_role": "Cán bộ tổng hợp",
                "note": note,
            },
        )


def counted_years(work: Work, reading: str, window: str) -> int | None:
    """Return the year in which a reading counts a work: that of its first eligible placement.

    None when it never counts: no placement is eligible, the claim does not stand, the type is
    ``khac``, or the day is not known well enough (rules R03, R05; RL-22, RL-25).
    """
    if not work.claimed or work.item_type == "khac":
        return None
    eligible = [
        placement
        for placement in work.placements
        if placement.kind != "chia_se" and placement.channel.klass in _COUNTED[reading]
    ]
    if not eligible:
        return None
    first = min(eligible, key=lambda placement: placement.at)
    if first.precision and window == "nd09":
        return None
    return report_year(first.day, window)


_COUNTED: Final[Mapping[str, tuple[str, ...]]] = {
    "A": ("A",),
    "B": ("A", "B"),
    "C": ("A", "B", "C"),
}


def passes(work: Work, digital: str) -> bool:
    """Say whether a work passes filter S1 (only leaflets must be digital) or S2 (all must)."""
    return work.digital or (digital == "S1" and work.item_type != "an_pham_so")


def first_day(work: Work, reading: str) -> date:
    """Return the day of the first eligible placement of a work that counts."""
    days: Iterable[date] = (
        placement.day
        for placement in work.placements
        if placement.kind != "chia_se" and placement.channel.klass in _COUNTED[reading]
    )
    return min(days)
