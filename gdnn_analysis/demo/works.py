"""Works, their placements and the reports units send about them: what the media log is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from gdnn_analysis.demo.channel_list import Channel
from gdnn_analysis.demo.unit_list import Unit

GAP_DAYS = 4
"""Two works never stand closer than this on one channel, so nothing matches by accident."""


@dataclass
class Report:
    """One row of the media log.

    Attributes
    ----------
    unit
        Who reports.
    title, url, at
        As this unit wrote them.
    verification
        ``da_doi_chieu`` or ``tu_khai`` (``chua``, ``bac`` for claims that do not count).
    written
        The time as written, when not in local time.
    cancelled
        Whether the row was withdrawn (``record_status`` huy).
    """

    unit: Unit
    title: str
    url: str
    at: datetime
    verification: str
    written: str = ""
    cancelled: bool = False
    report_id: str = ""


@dataclass
class Placement:
    """One appearance of a work on a channel.

    Attributes
    ----------
    channel, at, kind
        Where, when, how (code list PLACEMENT).
    precision
        ``thang`` or ``nam`` when the day is not known.
    reports
        Rows about it, the first one from the unit that placed it.
    """

    channel: Channel
    at: datetime
    kind: str
    url: str = ""
    precision: str = ""
    minutes: str = ""
    paid: bool = False
    reports: list[Report] = field(default_factory=list)

    @property
    def day(self) -> date:
        """Return the day."""
        return self.at.date()


@dataclass
class Work:
    """One piece, whatever the number of places and reports.

    Attributes
    ----------
    title, item_type, author
        What it is and who made it.
    digital
        ``is_digital``.
    themes, audiences
        Codes, the primary one first.
    placements
        Appearances in order of time.
    item_id
        Written on all rows when the units know that they mean one work.
    """

    title: str
    item_type: str
    author: Unit
    digital: bool
    themes: tuple[str, ...]
    audiences: tuple[str, ...]
    placements: list[Placement] = field(default_factory=list)
    item_id: str = ""
    event_id: str = ""
    messages: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    depth: str = ""
    language: str = ""
    exemplar: bool = False
    external: bool = False
    correction: str = ""
    tone: str = ""

    @property
    def first(self) -> Placement:
        """Return the placement it was made for."""
        return self.placements[0]

    @property
    def rows(self) -> list[Report]:
        """Return all reports."""
        return [report for placement in self.placements for report in placement.reports]

    @property
    def claimed(self) -> bool:
        """Say whether at least one row in force is self-declared or checked."""
        return any(
            not row.cancelled and row.verification in ("tu_khai", "da_doi_chieu")
            for row in self.rows
        )

    @property
    def verified(self) -> bool:
        """Say whether at least one row in force was checked against evidence."""
        return any(not row.cancelled and row.verification == "da_doi_chieu" for row in self.rows)


@dataclass
class Diary:
    """Days on which a channel is taken, and how many pieces were placed so far."""

    days: dict[str, set[int]] = field(default_factory=dict)
    placed: int = 0

    def free(self, channel: Channel, day: date) -> bool:
        """Say whether nothing else stands within the gap on this channel."""
        taken = self.days.get(channel.channel_id, set())
        number = day.toordinal()
        return not any(number + step in taken for step in range(1 - GAP_DAYS, GAP_DAYS))

    def take(self, channel: Channel, day: date) -> None:
        """Mark a day."""
        self.placed += 1
        self.days.setdefault(channel.channel_id, set()).add(day.toordinal())


def at_hour(day: date, minute_of_day: int) -> datetime:
    """Return a time of a day."""
    return datetime.combine(day, time()) + timedelta(minutes=minute_of_day)


def active(channels: Sequence[Channel], day: date) -> list[Channel]:
    """Return the channels that existed on a day."""
    return [channel for channel in channels if channel.active(day)]
