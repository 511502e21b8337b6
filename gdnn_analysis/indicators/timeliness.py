"""How soon policies and events reach the public (O04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, coverage_of
from gdnn_analysis.indicators.event_news import EventNews, event_news
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.placement_roles import rows_of_placements
from gdnn_analysis.indicators.policy_cover import PolicyCover, policy_cover
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.records.media_keys import Bools

Days = npt.NDArray[np.float64]

DAYS: Final = "ngày"
HALF: Final = 0.5
NINE_TENTHS: Final = 0.9
_LIMITS: Final = (1, 3, 7)

TIME_LABELS: Final = {
    "chinh_sach_p90": ("văn bản: 90% được giải thích trong", "policies: 90% explained within"),
    "su_kien": ("sự kiện: trung vị đến tin, bài đầu tiên", "events: median to the first story"),
    "su_kien_p90": ("sự kiện: 90% có tin, bài trong", "events: 90% reported within"),
    "su_kien_1": ("sự kiện có tin, bài trong 1 ngày", "events reported within 1 day"),
    "su_kien_3": ("sự kiện có tin, bài trong 3 ngày", "events reported within 3 days"),
    "su_kien_7": ("sự kiện có tin, bài trong 7 ngày", "events reported within 7 days"),
}


def compute_o04(inputs: Inputs) -> Output:
    """Return the days from a policy to its first explanation, and from an event to its first story.

    Parameters
    ----------
    inputs
        ``policies`` (the list of O03), media placements, events held in the year.

    Returns
    -------
    Output
        Headline: Kaplan-Meier median of the days from issue to the first explanatory placement;
        numerator policies explained, denominator policies listed. One not explained is censored
        after 12 months, or today. ``chinh_sach_p90``: the same for nine in ten. Where fewer than
        that were explained there is no such day: the value is empty, with its parts.
        ``su_kien`` (median) and ``su_kien_p90`` of the days from the end of an event to the first
        placement about it, among events held with at least one; ``su_kien_1``, ``_3``, ``_7``:
        their share within so many days. A story before the event is over announces it and is no
        news of it. Placements dated to the month or year are left out (R03) and listed in the
        trace. Breakdowns: ``doc_type`` and ``channel`` of the headline (of a channel: the plain
        median over the policies explained there), ``event_type`` and ``channel`` of ``su_kien``.
    """
    cover, news = inputs.once(policy_cover), event_news(inputs)
    rows = [*_policy_rows(inputs, cover), *_event_rows(inputs, news)]
    return Output(rows, lambda: _trace(inputs, cover, news))


def days_until(days: Days, censored: Days, share: float) -> float | None:
    """Return the day by which a share has happened, by Kaplan and Meier.

    Parameters
    ----------
    days, censored
        Days until it happened, and days others were watched in vain.
    share
        0.5 for the median.

    Returns
    -------
    float or None
        The first day on which at least `share` has happened; nothing when that never comes.
    """
    if not len(days):
        return None
    happened, times = np.unique(days, return_counts=True)
    watched = np.sort(np.concatenate([days, censored]))
    at_risk = len(watched) - np.searchsorted(watched, happened, side="left")
    still = np.cumprod((at_risk - times) / at_risk)
    # a product such as 2/3 × 3/4 misses one half by the last digit
    reached = still <= 1 - share + 1e-9
    return float(happened[reached][0]) if reached.any() else None


@dataclass(frozen=True)
class _Times:
    """Per listed policy the days to its first explanation, and days watched where there is none."""

    days: Days
    watched: Days

    def some(self, chosen: Bools) -> _Times:
        """Return the times of some of the policies."""
        return _Times(self.days[chosen], self.watched[chosen])

    @property
    def explained(self) -> Bools:
        """Which policies were explained."""
        return np.logical_not(np.isnan(self.days))

    def quantile(self, share: float) -> float | None:
        """Return the day by which a share of the policies was explained."""
        done = self.explained
        return days_until(self.days[done], self.watched[~done], share)


def _policy_times(inputs: Inputs, listed: pd.DataFrame, told: pd.DataFrame) -> _Times:
    """Return the times of `listed`, given the placements that explain one of them in time."""
    order = told[["policy_id", "start"]].sort_values("start", kind="stable")
    first = order.drop_duplicates("policy_id").set_index("policy_id")["start"]
    explained = first.reindex(listed["policy_id"]).to_numpy(dtype="datetime64[s]")
    issued = listed["issued_on"].to_numpy(dtype="datetime64[s]")
    limit = listed["limit"].to_numpy(dtype="datetime64[s]")
    last = np.minimum(limit, np.datetime64(inputs.today, "s"))
    return _Times(_days(explained - issued), np.maximum(_days(last - issued), 0))


def _days(spans: npt.NDArray[np.timedelta64]) -> Days:
    """Return whole days; missing ones stay missing."""
    return np.floor(spans / np.timedelta64(1, "D"))


def _policy_rows(inputs: Inputs, cover: PolicyCover) -> Iterator[Row]:
    coverage = coverage_of(inputs, "media")
    listed = cover.listed
    told = cover.explaining[["channel_id", "policy_id", "start", "issued_on", "to_the_day"]]
    told = told[told["to_the_day"].to_numpy(dtype=bool)]
    times = _policy_times(inputs, listed, told)
    head = count_row(
        inputs,
        "O04",
        times.quantile(HALF),
        unit=DAYS,
        coverage=coverage,
        flags=frozenset() if cover.approved else {"F-MAUSO"},
    )
    yield _policy_row(head, times, HALF, coverage)
    part = replace(head, verdict="")
    yield replace(_policy_row(part, times, NINE_TENTHS, coverage), variant="chinh_sach_p90")
    types = listed["doc_type"].to_numpy(dtype=object)
    for doc_type in sorted(listed["doc_type"].dropna().unique()):
        row = _policy_row(part, times.some(types == doc_type), HALF, coverage)
        yield replace(row, breakdown="doc_type", category=str(doc_type))
    first = told.sort_values("start", kind="stable").drop_duplicates(["channel_id", "policy_id"])
    days = _days(first["start"].to_numpy() - first["issued_on"].to_numpy())
    yield from _by_group(part, "channel", days, first["channel_id"])


def _policy_row(head: Row, times: _Times, share: float, coverage: Coverage) -> Row:
    """Return the day by which a share of the policies was explained, with its parts."""
    number, explained = len(times.days), int(times.explained.sum())
    value = times.quantile(share)
    top = coverage.count(float(explained), known=explained > 0 or number == 0)
    return replace(
        head,
        value=value,
        numerator=top,
        denominator=float(number),
        n=float(number),
        flags=head.flags | ({LOWER_BOUND} if value is None and number else frozenset()),
    )


def _event_rows(inputs: Inputs, news: EventNews) -> Iterator[Row]:
    """Yield median, nine tenths and shares of the days to the first story."""
    coverage = coverage_of(inputs, "events", "media")
    first, told = news.first, news.news
    days = first["days"].to_numpy()
    found = float(len(days)) if len(days) or _looked_for(inputs, news) else None
    head = replace(
        count_row(inputs, "O04", None, unit=DAYS, coverage=coverage, flags=news.held.flags),
        variant="su_kien",
        verdict="",
        n=found,
    )
    held = coverage.count(len(news.held.events), known=news.held.known)
    with_parts = replace(head, numerator=found, denominator=held)
    late = float(np.quantile(days, NINE_TENTHS, method="inverted_cdf")) if len(days) else None
    yield replace(with_parts, value=float(np.median(days)) if len(days) else None)
    yield replace(with_parts, variant="su_kien_p90", value=late)
    for limit in _LIMITS:
        soon, row = (
            float((days <= limit).sum()),
            replace(head, variant=f"su_kien_{limit}", unit="%"),
        )
        yield as_ratio(row, soon if len(days) else None, found)
    yield from _by_group(head, "event_type", days, first["event_type"])
    told = told[~told.duplicated(["object_id", "channel_id"]).to_numpy()]
    yield from _by_group(head, "channel", told["days"].to_numpy(), told["channel_id"])


def _looked_for(inputs: Inputs, news: EventNews) -> bool:
    """Say whether no story means that there was none: both logs were filed (rule R01)."""
    filed = inputs.records.filing.any_submission
    return filed("media", inputs.year) and (news.held.known or filed("events", inputs.year))


def _by_group(head: Row, breakdown: str, days: Days, groups: pd.Series[Any]) -> Iterator[Row]:
    """Yield the plain median of each group with its number of cases."""
    codes, names = pd.factorize(groups, sort=True)
    days, codes = days[codes >= 0], codes[codes >= 0]
    found = np.split(days[np.argsort(codes, kind="stable")], np.cumsum(np.bincount(codes))[:-1])
    flags = head.flags - {"F-TUKHAI"}
    for category, some in zip(names, found if len(names) else (), strict=True):
        yield replace(
            head,
            breakdown=breakdown,
            category=str(category),
            value=float(np.median(some)),
            numerator=None,
            denominator=None,
            n=float(len(some)),
            flags=flags,
        )


def _trace(inputs: Inputs, cover: PolicyCover, news: EventNews) -> pd.DataFrame:
    """Return what became of every policy, event and placement; the first one counts."""
    later = say("không phải lần đầu", "not the first one")
    named = cover.named.sort_values(["start", "published_at", "placement_id"])
    vague = say("ngày không chính xác tới ngày", "date not known to the day")
    reason = named["reason"].mask(named["reason"].eq("") & ~named["to_the_day"], vague)
    again = named[reason.eq("")].duplicated("policy_id")
    reason = reason.mask(again.reindex(reason.index, fill_value=False), later)
    stories = news.stories
    first = stories["placement_id"].isin(news.first["placement_id"])
    told = stories["reason"].mask(stories["reason"].eq("") & ~first, later)
    placements = pd.concat(
        [
            named[["placement_id"]].assign(reason=reason),
            stories[["placement_id"]].assign(reason=told),
        ],
        ignore_index=True,
    )
    return join_traces(
        [
            trace_each("O04", "policies", cover.policy_roles()),
            trace_each("O04", "events", news.event_roles()),
            trace_each("O04", "media", rows_of_placements(inputs, placements)),
        ]
    )
