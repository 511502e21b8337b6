"""Further placements of works: reposts, rebroadcasts, shares, translations (R05, RL-22)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo.channel_list import Channel
from gdnn_analysis.demo.press_room import PressRoom
from gdnn_analysis.demo.works import Work
from gdnn_analysis.demo.years import report_year, touches

YEARLY: Final[Mapping[int, dict[str, int]]] = {
    2021: {"repost": 18, "again": 4, "share": 4, "next": 6, "edit": 2},
    2022: {"repost": 24, "again": 5, "share": 5, "next": 8, "edit": 3},
    2023: {"repost": 34, "again": 8, "share": 6, "next": 8, "edit": 4},
    2024: {"repost": 16, "again": 4, "share": 4, "next": 6, "edit": 2},
    2025: {"repost": 18, "again": 4, "share": 4, "next": 0, "edit": 2},
}
REGULAR: Final[Mapping[int, tuple[str, ...]]] = {
    2021: ("FB-TRANGTIN",),
    2022: ("FB-TRANGTIN", "FB-CDN-01"),
    2023: ("FB-TRANGTIN", "FB-CDN-01", "WEB-CDN-02"),
    2024: ("FB-TRANGTIN", "FB-CDN-01"),
    2025: ("FB-TRANGTIN", "FB-CDN-03"),
}
"""Channels that repeat a piece every month, so that O14 finds active channels."""
_RANK: Final = {"A": 0, "B": 1, "C": 2, "X": 3}


def add_reposts(room: PressRoom, year: int) -> None:
    """Add the further placements of a year's works."""
    wanted = YEARLY[year]
    works = [work for work in room.works if _may_spread(work, year)]
    order = iter(room.chance.shuffled(works))
    for _ in range(wanted["repost"]):
        _repost(room, next(order), 1, 20)
    for _ in range(wanted["next"]):
        _repost_next_year(room, next(order), year)
    for _ in range(wanted["edit"]):
        _edit(room, next(order))
    _broadcast_again(room, works, wanted["again"])
    _share(room, works, wanted["share"])
    _regular(room, works, year)


def _may_spread(work: Work, year: int) -> bool:
    day = work.first.day
    return (
        report_year(day) == year
        and day < date(year, 11, 10)
        and work.claimed
        and work.item_type != "khac"
        and work.first.channel.klass != "X"
        and not work.item_id
        and len(work.placements) == 1
    )


def _wider(room: PressRoom, work: Work, day: date) -> list[Channel]:
    """Return channels that count for no further reading, so the work's year stays what it is."""
    rank = _RANK[work.first.channel.klass]
    return [
        channel
        for klass in ("B", "C")
        if _RANK[klass] >= rank
        for channel in room.channels(klass, day)
        if channel is not work.first.channel and room.diary.free(channel, day)
    ]


def _verification(work: Work) -> str:
    return work.first.reports[0].verification


def _repost(room: PressRoom, work: Work, least: int, most: int) -> None:
    day = work.first.day + timedelta(days=room.chance.between(least, most))
    channel = room.chance.pick(_wider(room, work, day))
    room.place(work, channel, day, kind="dang_lai", verification=_verification(work))


def _repost_next_year(room: PressRoom, work: Work, year: int) -> None:
    day = room.chance.day(date(year + 1, 1, 20), date(year + 1, 6, 30))
    channel = room.chance.pick(_wider(room, work, day))
    room.place(work, channel, day, kind="dang_lai", verification=_verification(work))


def _edit(room: PressRoom, work: Work) -> None:
    """Add a re-edited version under another title; the units know it is the same work."""
    day = work.first.day + timedelta(days=room.chance.between(5, 25))
    channel = room.chance.pick(_wider(room, work, day))
    title = room.titles.fixed(f"Bản rút gọn: {work.title}")
    work.item_id = room.world.province.id(f"SP-{room.diary.placed:04d}")
    room.place(
        work, channel, day, kind="bien_tap_lai", verification=_verification(work), title=title
    )


def _broadcast_again(room: PressRoom, works: list[Work], count: int) -> None:
    on_air = [work for work in works if work.first.channel.channel_type == "truyen_hinh"]
    for work in room.chance.sample(on_air, len(on_air)):
        day = work.first.day + timedelta(days=6)
        if count and room.diary.free(work.first.channel, day):
            kind, state = "phat_lai", _verification(work)
            room.place(work, work.first.channel, day, kind=kind, verification=state)
            count -= 1


def _share(room: PressRoom, works: list[Work], count: int) -> None:
    """Add shares, which are no placements (O02), on pages that did not carry the work."""
    for work in room.chance.sample(works, count):
        day = work.first.day + timedelta(days=room.chance.between(1, 5))
        pages = [
            channel
            for channel in room.channels("C", day)
            if channel.channel_type == "facebook"
            and channel not in [placement.channel for placement in work.placements]
            and room.diary.free(channel, day)
        ]
        channel = room.chance.pick(pages)
        room.place(work, channel, day, kind="chia_se", verification=_verification(work))


def _regular(room: PressRoom, works: list[Work], year: int) -> None:
    """Let some channels repeat one recent piece every month."""
    for code in REGULAR[year]:
        channel = room.world.channels[code]
        for month in range(1, 13):
            _repeat_in_month(room, works, channel, year, month)


def _repeat_in_month(
    room: PressRoom, works: list[Work], channel: Channel, year: int, month: int
) -> None:
    days = [date(year, month, number) for number in room.chance.sample(range(2, 15), 13)]
    free = [day for day in days if room.diary.free(channel, day)]
    for day in free:
        recent = [
            work
            for work in works
            if 0 < (day - work.first.day).days <= 60
            and touches(day, year)
            and all(placement.channel is not channel for placement in work.placements)
            and (work.first.channel.klass != "C" or channel.klass == "C")
        ]
        if recent and room.reporter(channel, day):
            work = room.chance.pick(recent)
            room.place(work, channel, day, kind="dang_lai", verification=_verification(work))
            return
