"""Planted media cases: edges of the year, manual decisions, look-alikes, events, time zones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo.channel_list import Channel
from gdnn_analysis.demo.event_maker import Event
from gdnn_analysis.demo.events import LINKED_YEARS
from gdnn_analysis.demo.press_room import PressRoom
from gdnn_analysis.demo.works import Report, Work
from gdnn_analysis.demo.years import YEARS, last_day, report_year

_LATE: Final = 23 * 60 + 40
_EARLY: Final = 10


@dataclass
class Decisions:
    """Manual decisions for table ``media_matches``: two reports and what was decided."""

    pairs: list[tuple[Report, Report, str, str]] = field(default_factory=list)


def add_edges(room: PressRoom) -> None:
    """Put works on both sides of every day on which a count changes its year or basis."""
    edges = [date(year, 12, 15) for year in range(2020, 2026)]
    edges += [date(year, 1, 1) for year in range(2021, 2026)] + [date(2021, 9, 13)]
    for number, edge in enumerate(edges):
        klass = "ABC"[number % 3]
        before, after = edge - timedelta(days=1), edge
        _on(room, _free(room, klass, before), before, minute=_LATE)
        _on(room, _free(room, klass, after), after, minute=_EARLY)
    for klass in "AC":
        day = date(2025, 12, 31)
        _on(room, _free(room, klass, day), day, minute=18 * 60)


def add_unsure_days(room: PressRoom) -> None:
    """Add works of which only the month (December) or the year is known (rule R03)."""
    for year, klass in ((2021, "A"), (2022, "B"), (2022, "A"), (2023, "C"), (2024, "A")):
        day = date(year, 12, 1)
        work = _on(room, _free(room, klass, day), day, minute=0)
        work.first.precision = "thang"
    day = date(2023, 1, 1)
    _on(room, _free(room, "B", day), day, minute=0).first.precision = "nam"


def add_time_zones(room: PressRoom) -> None:
    """Add works whose time is written in UTC; local time decides the year (RL-03)."""
    for day, klass in (
        (date(2022, 12, 15), "B"),
        (date(2024, 1, 1), "A"),
        (date(2024, 12, 15), "C"),
    ):
        # 00:30 in Việt Nam is 17:30 UTC of the day before.
        work = _on(room, _free(room, klass, day), day, minute=30)
        work.first.reports[0].written = f"{day - timedelta(days=1):%Y-%m-%d}T17:30:00Z"


def add_late_press(room: PressRoom) -> None:
    """Add clips first on a school page, printed by the press later (golden case G04).

    Each reading counts them once, but reading A in a later year than reading C.
    """
    cases = (
        (date(2022, 12, 30), date(2023, 1, 6)),
        (date(2021, 12, 9), date(2021, 12, 20)),
        (date(2022, 12, 8), date(2022, 12, 22)),
        (date(2023, 11, 20), date(2024, 2, 14)),
        (date(2024, 12, 6), date(2025, 1, 9)),
    )
    for first, second in cases:
        work = _on(room, _free(room, "C", first), first)
        channel = _free(room, "A", second)
        room.place(work, channel, second, kind="dang_lai")
    # On a page nobody registered first, on a registered one the year after: counts then.
    for year in (2022, 2023):
        day = date(year, 6, 7)
        work = _on(room, room.world.channels["FB-CUUSV"], day)
        later = date(year + 1, 3, 20)
        room.place(work, _free(room, "C", later), later, kind="dang_lai")


def add_look_alikes(room: PressRoom) -> None:
    """Add pairs that look like duplicates but are not (RL-21, RL-22)."""
    station, paper = room.world.channels["THDL"], room.world.channels["BDL-DT"]
    for day, number in ((date(2022, 9, 8), 14), (date(2023, 9, 14), 36)):
        # Digits differ: never the same, however similar.
        for step in (0, 1):
            title = room.titles.fixed(
                f"Bản tin hướng nghiệp trên sóng truyền hình tỉnh, số {number + step}"
            )
            _on(room, station, day + timedelta(days=step), title=title)
    for day, gap, channel in ((date(2022, 4, 5), 9, station), (date(2023, 8, 2), 12, paper)):
        # Same title, both first published, more than a day apart: two works, to be reviewed.
        title = room.titles.fixed(f"Lịch tuyển sinh các trường nghề trong tỉnh đợt {gap}")
        _on(room, channel, day, title=title)
        later = day + timedelta(days=gap)
        _on(room, channel, later, title=title)
    # Same title and day, but two addresses: never matched by title.
    day = date(2023, 5, 17)
    title = room.titles.fixed("Điểm báo về giáo dục nghề nghiệp trong tuần")
    for _ in range(2):
        _on(room, paper, day, title=title)


def add_decisions(room: PressRoom) -> Decisions:
    """Add cases that people decided by hand, against what the rules would say."""
    decisions = Decisions()
    station = room.world.channels["PTDL"]
    day = date(2023, 4, 11)
    title = room.titles.fixed("Tọa đàm phát thanh: học nghề sau lớp 9")
    pair = [_on(room, station, day + timedelta(days=step), title=title) for step in (0, 1)]
    first, second = (work.first.reports[0] for work in pair)
    decisions.pairs.append((first, second, "khac", "Hai buổi tọa đàm khác nhau, trùng tên"))

    day = date(2022, 10, 18)
    work = _on(room, station, day)
    other = room.titles.fixed("Câu chuyện cuối tuần về một xưởng thực hành ven sông")
    again = Report(room.world.units["CDN-02"], other, "", work.first.at, "da_doi_chieu")
    work.first.reports.append(again)
    # ids in the other order: the decision holds all the same
    decisions.pairs.append((again, work.first.reports[0], "cung_luot_dang", "Cùng buổi phát sóng"))

    day = date(2024, 5, 21)
    work = _on(room, room.world.channels["YT-CDN-03"], day)
    title = room.titles.fixed("Clip giới thiệu khu thực hành bếp của trường (bản đăng Facebook)")
    later = day + timedelta(days=7)
    placement = room.place(work, room.world.channels["FB-CDN-03"], later, title=title)
    decisions.pairs.append(
        (work.first.reports[0], placement.reports[0], "cung_san_pham", "Một clip, hai kênh")
    )

    day = date(2024, 9, 12)
    similar = []
    for ending in ("khóa sáng", "khóa tối"):
        title = room.titles.fixed(
            "Phát thanh trực tiếp lễ khai giảng năm học mới của các trường nghề trong tỉnh, "
            + ending
        )
        similar.append(_on(room, station, day, title=title).first.reports[0])
    decisions.pairs.append((similar[0], similar[1], "khac", "Hai trường khai giảng cùng ngày"))
    return decisions


def add_event_reports(room: PressRoom, events: list[Event]) -> None:
    """Let the media report on events; integrated ones only in years in which row V.x is done."""
    for year in YEARS:
        chosen = _events_to_report(room, events, year)
        for event in chosen:
            day = event.day + timedelta(days=room.chance.between(0, 5))
            klass = room.chance.weighted({"B": 4, "C": 6})
            free = [one for one in room.channels(klass, day) if room.diary.free(one, day)]
            if not free:
                continue
            work = room.make(room.chance.pick(free), day)
            room.rename(work, room.titles.about_event(str(event.cells["name_vi"])))
            work.event_id = event.event_id
            work.themes, work.audiences = ("2d", "2a"), ("A1a", "A6b")


def _events_to_report(room: PressRoom, events: list[Event], year: int) -> list[Event]:
    """Return events of a year to report on: first those that decide annex row V.x."""
    inside = [
        event
        for event in events
        if event.verified and date(year, 1, 20) <= event.day <= date(year, 11, 20)
    ]
    integrated = [event for event in inside if event.cells["is_integrated"]]
    others = [event for event in inside if not event.cells["is_integrated"]]
    chosen = room.chance.sample(others, 6)
    if year in LINKED_YEARS:
        for group in ("lead", "CSGDNN"):
            chosen += [event for event in integrated if event.kind.group == group][:3]
    return chosen


def add_foreign(room: PressRoom) -> None:
    """Add works in English and one translation (O17)."""
    page = room.world.channels["WEB-EN"]
    for year in YEARS:
        for month in (4, 10):
            day = date(year, month, 9)
            work = _on(room, page, day, title=room.titles.foreign())
            work.language, work.external, work.audiences = "en", True, ("A5",)
    source = next(
        work
        for work in room.works
        if report_year(work.first.day) == 2024
        and work.first.channel.klass == "A"
        and len(work.placements) == 1
        and work.first.day < last_day(2024) - timedelta(days=60)
        and work.claimed
    )
    day = source.first.day + timedelta(days=30)
    while not room.diary.free(page, day):
        day += timedelta(days=1)
    source.item_id = room.world.province.id("SP-DICH-01")
    source.external = True
    room.place(source, page, day, kind="dich", title=room.titles.foreign())


def _on(
    room: PressRoom, channel: Channel, day: date, *, minute: int | None = None, title: str = ""
) -> Work:
    return room.make(channel, day, minute=minute, title=title)


def _free(room: PressRoom, klass: str, day: date) -> Channel:
    free = [channel for channel in room.channels(klass, day) if room.diary.free(channel, day)]
    return room.chance.pick(free)
