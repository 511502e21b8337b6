"""Second reports of one placement, and further placements of one work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.press_room import PressRoom
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.works import Report, Work
from gdnn_analysis.demo.years import near_boundary, report_year

YEARLY: Final[Mapping[int, dict[str, int]]] = {
    2021: {"url": 22, "title": 7, "probable": 3},
    2022: {"url": 26, "title": 10, "probable": 5},
    2023: {"url": 38, "title": 14, "probable": 6},
    2024: {"url": 18, "title": 8, "probable": 4},
    2025: {"url": 18, "title": 8, "probable": 4},
}
"""Rows per year that repeat a placement which another row reports already."""
_SPELLINGS: Final = (
    ("kỹ", "kĩ"),
    ("Kỹ", "Kĩ"),
    ("hóa", "hoá"),
    ("thủy", "thuỷ"),
    ("lý", "lí"),
)
"""Ways of writing that the match key makes equal: i/y and the place of the tone mark."""
_REWORDINGS: Final = ((" ở ", " tại "), (" của ", " từ "), (" và ", " cùng "))
_Retitle = Callable[[Chance, str], str]


@dataclass
class Duplicates:
    """How many rows repeat a placement that another row reports already.

    Attributes
    ----------
    by_url, by_title
        Certain matches: same address; same title and channel within a day (RL-21).
    probable
        Similar titles: counted once and listed for review (RL-21).
    """

    by_url: int = 0
    by_title: int = 0
    probable: int = 0

    def __add__(self, other: Duplicates) -> Duplicates:
        return Duplicates(
            self.by_url + other.by_url,
            self.by_title + other.by_title,
            self.probable + other.probable,
        )


def add_duplicates(room: PressRoom, year: int) -> Duplicates:
    """Let other units report placements of a year once more; each placement at most once more."""
    wanted = YEARLY[year]
    order = room.chance.shuffled([work for work in room.works if _may_be_repeated(work, year)])
    with_page = [work for work in order if work.first.url][: wanted["url"]]
    for number, work in enumerate(with_page):
        _report_address(room, work, number)
    rest = [work for work in order if len(work.first.reports) == 1]
    by_title, similar = rest[: wanted["title"]], rest[wanted["title"] :]
    _report_title(room, by_title, _spell_otherwise)
    # One other word leaves a long title more than 92 % alike.
    long = [work for work in similar if len(work.title) >= 70][: wanted["probable"]]
    _report_title(room, long, _word_otherwise)
    return Duplicates(len(with_page), len(by_title), len(long))


def _may_be_repeated(work: Work, year: int) -> bool:
    # Away from the edges: the second report may be dated a day earlier or later.
    return (
        report_year(work.first.day) == year
        and work.claimed
        and work.item_type != "khac"
        and work.first.channel.klass != "X"
        and not near_boundary(work.first.day)
    )


def _report_address(room: PressRoom, work: Work, number: int) -> None:
    """Add a report with the same page, its address written differently."""
    first = work.first.reports[0]
    title = work.title if number % 3 else f"Đưa lại: {work.title[0].lower()}{work.title[1:]}"
    report = Report(
        _other_unit(room, work),
        title,
        _address(first.url, number),
        first.at,
        _second_opinion(room.chance, first.verification),
    )
    work.first.reports.append(report)


def _address(url: str, number: int) -> str:
    """Return the same page as people copy it (RL-20)."""
    bare = url.removeprefix("https://")
    variants = (
        f"http://{bare}",
        f"https://www.{bare}",
        f"{url}/",
        f"{url}?utm_source=zalo&utm_medium=social",
        f"https://m.{bare}",
        f"{url}#binh-luan",
        f"{url}?fbclid=IwAR{number}xYz",
        f"https://{bare.replace('.example', '.example:443', 1)}",
        f"HTTPS://{bare.replace('.example', '.EXAMPLE', 1)}",
        f"{url}?gclid=Cj{number}&zarsrc=30",
    )
    return variants[number % len(variants)]


def _report_title(room: PressRoom, works: Iterable[Work], retitle: _Retitle) -> None:
    """Add reports without address, with a title of their own, dated up to a day off."""
    for number, work in enumerate(works):
        first = work.first.reports[0]
        work.first.reports.append(
            Report(
                _other_unit(room, work),
                retitle(room.chance, work.title),
                "",
                _nearby(first.at, number),
                _second_opinion(room.chance, first.verification),
            )
        )


def _nearby(at: datetime, number: int) -> datetime:
    """Return the same day, the next or the one before; the hour is often unknown."""
    day: date = at.date() + timedelta(days=(0, 1, -1)[number % 3])
    return datetime(day.year, day.month, day.day, 8, number % 60)


def _spell_otherwise(chance: Chance, title: str) -> str:
    """Return the title in another spelling with the same match key."""
    changed = title
    for old, new in _SPELLINGS:
        changed = changed.replace(old, new)
    if changed == title or chance.happens(300):
        return changed.upper()
    return changed.replace(" ", "  ", 1)


def _word_otherwise(_chance: Chance, title: str) -> str:
    """Return a title that is probably, but not certainly, the same."""
    for old, new in _REWORDINGS:
        if old in title:
            return title.replace(old, new, 1)
    return f"{title} (tin ảnh)"


def _second_opinion(chance: Chance, verification: str) -> str:
    return "tu_khai" if chance.happens(500) else verification


def _other_unit(room: PressRoom, work: Work) -> Unit:
    """Return another unit that files: the department, a press office or a school."""
    day = work.first.day
    first = work.first.reports[0].unit
    press = room.world.present("BAODAI", day)
    schools = [unit for _, unit in room.chance.sample(room.world.vets("media", day), 2)]
    choices = [room.world.units.lead(day), *press, *schools]
    return room.chance.pick(
        [unit for unit in choices if unit is not first and room.files(unit, day)]
    )
