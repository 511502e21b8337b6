"""The stories about the events held in a year: which came first after the event (O04)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.held import HeldEvents, held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import placement_spans, published
from gdnn_analysis.indicators.policy_cover import TO_THE_DAY
from gdnn_analysis.language import say
from gdnn_analysis.records.media import MediaRecords


@dataclass(frozen=True)
class EventNews:
    """Events held and the placements about them.

    Attributes
    ----------
    held
        Events of the year.
    stories
        Placements that name one of them: ``placement_id``, ``channel_id``, ``object_id``,
        ``event_type``, ``days`` since the last day of the event, and ``reason``: why it is no
        news of the event, empty when it is.
    """

    held: HeldEvents
    stories: pd.DataFrame

    @cached_property
    def news(self) -> pd.DataFrame:
        """The placements that tell of an event after it ended, earliest first."""
        told: pd.DataFrame = self.stories[self.stories["reason"].eq("").to_numpy()]
        # stories are in the order of their placements, which decides last
        return told.take(np.lexsort((told["published_at"].to_numpy(), told["days"].to_numpy())))

    @cached_property
    def first(self) -> pd.DataFrame:
        """The first of them for each event."""
        return self.news.drop_duplicates("object_id")

    def event_roles(self) -> pd.DataFrame:
        """Return role and reason of every event row of the year, by record."""
        rows = self.held.inside
        told = rows["object_id"].isin(self.first["object_id"])
        silent = say("chưa có tin, bài sau sự kiện", "no story after the event")
        reason = rows["reason"].mask(rows["reason"].eq("") & ~told, silent)
        role = pd.Series("tinh", index=rows.index).mask(reason.ne(""), "loai")
        return pd.DataFrame({"role": role, "reason": reason})


def event_news(inputs: Inputs) -> EventNews:
    """Return the stories about the events of the year.

    A placement is about the event its row names, or else the event its work names. An event that
    several units reported ends on the last day any of them gives.
    """
    held = inputs.once(held_events)
    reports = held.reports
    last_day = reports["end_on"].fillna(reports["start_on"])
    types = held.events[["object_id", "event_type"]].set_index("object_id")["event_type"]
    events = pd.DataFrame(
        {
            "event_id": reports["event_id"],
            "object_id": reports["object_id"],
            "event_type": reports["object_id"].map(types),
            "over": last_day.groupby(reports["object_id"]).transform("max"),
        }
    )
    about = placements_about_events(inputs.records.media)
    rows = about.merge(events, on="event_id")
    days = (rows["start"] - rows["over"]).dt.days.astype("float64")
    fields = ["placement_id", "published_at", "channel_id", "object_id", "event_type"]
    return EventNews(held, rows[fields].assign(days=days, reason=_reasons(rows, days)))


@lru_cache(maxsize=2)
def placements_about_events(media: MediaRecords) -> pd.DataFrame:
    """Return the placements about any event, by placement; shared by all years of a run."""
    fields = ["placement_id", "work_id", "published_at", "channel_id", "event_id"]
    rows = media.placements[fields]
    named = rows["work_id"].map(
        media.works[["work_id", "event_id"]].set_index("work_id")["event_id"]
    )
    rows = rows.assign(
        event_id=rows["event_id"].fillna(named),
        start=placement_spans(media)[0],
        published=published(media.placements),
        vague=~media.placements["date_precision"].fillna("ngay").isin(TO_THE_DAY),
    )
    return rows[rows["event_id"].notna().to_numpy()]


def _reasons(rows: pd.DataFrame, days: pd.Series[float]) -> pd.Series[Any]:
    """Return why a placement is no news of its event; the first that fits is given."""
    choices = [
        (
            ~rows["published"],
            "chưa kiểm chứng, bị bác hoặc chỉ là chia sẻ",
            "not accepted, or shared",
        ),
        (rows["vague"], "ngày không chính xác tới ngày", "date not known to the day"),
        (
            days.lt(0),
            "đăng trước khi sự kiện kết thúc (tin báo trước)",
            "before the event was over (announcement)",
        ),
    ]
    masks = [mask.to_numpy(dtype=bool) for mask, _, _ in choices]
    texts = [say(vi, en) for _, vi, en in choices]
    return pd.Series(np.select(masks, texts, ""), index=rows.index, dtype="str")
