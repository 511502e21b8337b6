"""Makes ordinary works: who wrote what, for which channel, and who reports it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.channel_list import Channel
from gdnn_analysis.demo.titles import Titles
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.works import Diary, Placement, Report, Work, active, at_hour
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import epoch, report_year

ITEM_TYPES: Final = {
    "bao_in": {"tin": 5, "bai": 5, "anh": 1, "chuyen_de": 1},
    "bao_dt": {"tin": 6, "bai": 5, "anh": 1, "infographic": 1},
    "truyen_hinh": {"tin": 3, "phong_su": 6, "toa_dam": 2},
    "phat_thanh": {"tin": 4, "phong_su": 3, "toa_dam": 2, "podcast": 1},
    "truyen_thanh_cs": {"tin": 6, "bai": 3},
    "cong_ttdt": {"tin": 5, "bai": 4, "infographic": 2, "an_pham_so": 2},
    "web_csgdnn": {"tin": 4, "bai": 4, "an_pham_so": 2, "anh": 1},
    "web_khac": {"bai": 1},
    "facebook": {"bai_mxh": 6, "clip": 3, "infographic": 2, "livestream": 1, "anh": 1},
    "zalo": {"bai_mxh": 4, "infographic": 2, "an_pham_so": 1},
    "youtube": {"clip": 7, "livestream": 1, "phong_su": 1},
    "tiktok": {"clip": 1},
    "ung_dung": {"tin": 2, "infographic": 1},
    "sms_email": {"tin": 1},
    "khong_gian_cc": {"clip": 1},
    "an_pham_in": {"an_pham_so": 1},
}
ON_AIR: Final = ("truyen_hinh", "phat_thanh", "truyen_thanh_cs")
NOT_DIGITAL: Final = ("bao_in", "truyen_hinh", "phat_thanh", "truyen_thanh_cs")
"""Channels whose works need not have a digital copy (filter S2)."""
TRIES: Final = 500
_TONES: Final = {"tich_cuc": 60, "trung_tinh": 28, "tieu_cuc": 6, "khong_ma_hoa": 6}


@dataclass
class PressRoom:
    """Makes works for free days of channels.

    Attributes
    ----------
    world, chance, titles, diary
        What it needs.
    works
        Works made so far.
    """

    world: World
    chance: Chance
    titles: Titles
    diary: Diary = field(default_factory=Diary)
    works: list[Work] = field(default_factory=list)
    pools: dict[tuple[str, int, int], list[Channel]] = field(default_factory=dict)

    def channels(self, klass: str, day: date) -> list[Channel]:
        """Return the channels of a reading's class that are open and whose reporter files."""
        key = (klass, report_year(day), epoch(day))
        if key not in self.pools:
            known = [one for one in self.world.channels.values() if one.klass == klass]
            self.pools[key] = [one for one in active(known, day) if self.reporter(one, day)]
        return self.pools[key]

    def owner(self, channel: Channel, day: date) -> Unit:
        """Return the unit that runs a channel on a day."""
        code = channel.channel_id.removeprefix(self.world.province.prefix)
        if channel.named:
            return self.world.units.press_office(day)
        unit = self.world.units[self.world.channels[code].owner]
        return unit if unit.active(day) else self.world.units.lead(day)

    def reporter(self, channel: Channel, day: date) -> Unit | None:
        """Return who reports what stands on a channel; None when that unit files nothing."""
        unit = self.owner(channel, day)
        if unit.unit_type == "truyen_thanh":
            unit = self.world.units[self._code(unit.parent)]
        if unit.group in ("BAOCHI", "UBNDT", "DOANTN"):
            unit = self.world.units.lead(day)
        return unit if self.files(unit, day) else None

    def files(self, unit: Unit, day: date) -> bool:
        """Say whether a unit exists on a day and has rows in the media log of its year."""
        code = self._code(unit.unit_id)
        return unit.active(day) and self.world.filing.sends("media", report_year(day), code)

    def _code(self, unit_id: str) -> str:
        return unit_id.removeprefix(self.world.province.prefix)

    def find_day(self, klass: str, first: date, last: date) -> tuple[Channel, date]:
        """Return a channel of a class and a free day on it."""
        for _ in range(TRIES):
            day = self.chance.day(first, last)
            channel = self.chance.pick(self.channels(klass, day))
            if self.diary.free(channel, day):
                return channel, day
        raise ValueError(f"no free day on channels of class {klass}, {first} – {last}")

    def find_day_on(
        self, channels: Sequence[Channel], first: date, last: date
    ) -> tuple[Channel, date]:
        """Return one of some channels and a free day on it."""
        for _ in range(TRIES):
            day = self.chance.day(first, last)
            for channel in active(channels, day):
                if self.diary.free(channel, day) and self.reporter(channel, day):
                    return channel, day
        raise ValueError(f"no free day on {[one.channel_id for one in channels]}")

    def rename(self, work: Work, title: str) -> None:
        """Give a work another title, on all rows so far."""
        for report in work.rows:
            report.title = title
        work.title = title

    def author(self, channel: Channel, day: date) -> Unit:
        """Return who made a piece: for the press the department, a school or the press itself."""
        if channel.klass != "A":
            return self.owner(channel, day)
        who = self.chance.weighted({"lead": 30, "vet": 30, "press": 40})
        if who == "lead":
            return self.world.units.lead(day)
        if who == "vet":
            return self.chance.pick(self.world.vets("media", day))[1]
        return self.owner(channel, day)

    def make(
        self,
        channel: Channel,
        day: date,
        *,
        verification: str = "da_doi_chieu",
        digital: bool = True,
        title: str = "",
        author: Unit | None = None,
        minute: int | None = None,
    ) -> Work:
        """Make a work with its first placement and first report."""
        writer = author or self.author(channel, day)
        school = writer
        if writer.group != "CSGDNN":
            school = self.chance.pick(self.world.vets("media", day))[1]
        new_title, model = self.titles.ordinary(school.name)
        types = ITEM_TYPES[channel.channel_type]
        work = Work(
            title or new_title,
            self.chance.weighted(types),
            writer,
            digital,
            model.themes,
            self._audiences(model.audiences),
        )
        self._decorate(work, channel)
        self.place(work, channel, day, minute=minute, verification=verification)
        self.works.append(work)
        return work

    def place(
        self,
        work: Work,
        channel: Channel,
        day: date,
        *,
        kind: str = "goc",
        verification: str = "da_doi_chieu",
        title: str = "",
        minute: int | None = None,
    ) -> Placement:
        """Add a placement with its first report and mark the day."""
        at = at_hour(day, minute if minute is not None else self.chance.between(390, 1290))
        url = self._url(channel, at) if channel.has_pages else ""
        minutes = ""
        if channel.channel_type in ON_AIR:
            tenths = self.chance.between(12, 290)
            minutes = f"{tenths // 10}.{tenths % 10}"
        paid = channel.channel_type == "facebook" and self.chance.happens(60)
        placement = Placement(channel, at, kind, url, minutes=minutes, paid=paid)
        unit = self._first_reporter(work, channel, day)
        placement.reports.append(Report(unit, title or work.title, url, at, verification))
        work.placements.append(placement)
        self.diary.take(channel, day)
        return placement

    def _first_reporter(self, work: Work, channel: Channel, day: date) -> Unit:
        """Return the author if it files, else whoever reports the channel, else the department."""
        lead = self.world.units.lead(day)
        obliged = work.author.group in ("CSGDNN", "BAODAI") or work.author is lead
        if channel.klass == "A" and obliged and self.files(work.author, day):
            return work.author
        return self.reporter(channel, day) or self.world.units.lead(day)

    def _url(self, channel: Channel, at: datetime) -> str:
        # numbered, so that no two pages share an address by chance
        return f"{channel.url}/gdnn/{at:%Y/%m}/tin-{self.diary.placed}"

    def _audiences(self, primary: tuple[str, ...]) -> tuple[str, ...]:
        if len(primary) > 1 and self.chance.happens(500):
            return primary[:1]
        return primary

    def _decorate(self, work: Work, channel: Channel) -> None:
        """Add what only some works have: messages, exemplars, tone."""
        chance = self.chance
        if chance.happens(360):
            ids = chance.sample(("M1", "M2", "M3"), 2 if chance.happens(150) else 1)
            work.messages = tuple(sorted(ids))
        work.exemplar = work.themes[0] in ("3a", "3b")
        if channel.klass == "A":
            work.tone = chance.weighted(_TONES)
