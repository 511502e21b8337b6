"""How soon policies and events reach the public (O04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np
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


def days_until(days: pd.Series[Any], censored: pd.Series[Any], share: float) -> float | None:
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
    if days.empty:
        return None
    from scipy.stats import CensoredData, ecdf  # slow to import, and only this figure needs it

    sample = CensoredData.right_censored(
        np.concatenate([days, censored]), [False] * len(days) + [True] * len(censored)
    )
    still = ecdf(sample).sf
    # a product such as 2/3 × 3/4 misses one half by the last digit
    reached = still.probabilities <= 1 - share + 1e-9
    return float(still.quantiles[reached][0]) if reached.any() else None


def _policy_times(inputs: Inputs, cover: PolicyCover) -> pd.DataFrame:
    """Return per listed policy ``days`` to its first explanation, or days ``watched`` in vain."""
    told = cover.explaining
    first = told[told["to_the_day"]].groupby("policy_id")["start"].min()
    listed = cover.listed
    today = pd.Timestamp(inputs.today)
    last = listed["limit"].mask(listed["limit"].gt(today), today)
    explained = first.reindex(listed["policy_id"]).set_axis(listed.index)
    days = (explained - listed["issued_on"]).dt.days.astype("float64")
    watched = (last - listed["issued_on"]).dt.days.astype("float64").clip(lower=0)
    return listed[["policy_id", "doc_type"]].assign(days=days, watched=watched)


def _policy_rows(inputs: Inputs, cover: PolicyCover) -> Iterator[Row]:
    coverage = coverage_of(inputs, "media")
    times = _policy_times(inputs, cover)
    head = count_row(
        inputs,
        "O04",
        _quantile(times, HALF),
        unit=DAYS,
        coverage=coverage,
        flags=frozenset() if cover.approved else {"F-MAUSO"},
    )
    whole = _policy_row(head, times, HALF, coverage)
    yield whole
    part = replace(head, verdict="")
    yield replace(_policy_row(part, times, NINE_TENTHS, coverage), variant="chinh_sach_p90")
    for doc_type, some in times.groupby("doc_type"):
        row = _policy_row(part, some, HALF, coverage)
        yield replace(row, breakdown="doc_type", category=str(doc_type))
    told = cover.explaining
    told = told[told["to_the_day"]]
    first = told.groupby(["channel_id", "policy_id"], as_index=False)[["start", "issued_on"]].min()
    days = (first["start"] - first["issued_on"]).dt.days
    yield from _by_group(part, "channel", days, first["channel_id"])


def _policy_row(head: Row, times: pd.DataFrame, share: float, coverage: Coverage) -> Row:
    """Return the day by which a share of the policies was explained, with its parts."""
    explained = times["days"].notna()
    value = _quantile(times, share)
    top = coverage.count(float(explained.sum()), known=bool(explained.any()) or times.empty)
    return replace(
        head,
        value=value,
        numerator=top,
        denominator=float(len(times)),
        n=float(len(times)),
        flags=head.flags | ({LOWER_BOUND} if value is None and len(times) else frozenset()),
    )


def _quantile(times: pd.DataFrame, share: float) -> float | None:
    explained = times["days"].notna()
    return days_until(times.loc[explained, "days"], times.loc[~explained, "watched"], share)


def _event_rows(inputs: Inputs, news: EventNews) -> Iterator[Row]:
    """Yield median, nine tenths and shares of the days to the first story."""
    coverage = coverage_of(inputs, "events", "media")
    days = news.first["days"]
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
    yield replace(with_parts, value=float(days.median()) if len(days) else None)
    yield replace(with_parts, variant="su_kien_p90", value=late)
    for limit in _LIMITS:
        soon, row = float(days.le(limit).sum()), replace(head, variant=f"su_kien_{limit}", unit="%")
        yield as_ratio(row, soon if len(days) else None, found)
    yield from _by_group(head, "event_type", days, news.first["event_type"])
    by_channel = news.news.drop_duplicates(["object_id", "channel_id"])
    yield from _by_group(head, "channel", by_channel["days"], by_channel["channel_id"])


def _looked_for(inputs: Inputs, news: EventNews) -> bool:
    """Say whether no story means that there was none: both logs were filed (rule R01)."""
    filed = inputs.records.filing.any_submission
    return filed("media", inputs.year) and (news.held.known or filed("events", inputs.year))


def _by_group(
    head: Row, breakdown: str, days: pd.Series[Any], groups: pd.Series[Any]
) -> Iterator[Row]:
    """Yield the plain median of each group with its number of cases."""
    found = days.groupby(groups).agg(["median", "size"])
    for category, median, size in found.itertuples():
        yield replace(
            head,
            breakdown=breakdown,
            category=str(category),
            value=float(median),
            numerator=None,
            denominator=None,
            n=float(size),
            flags=head.flags - {"F-TUKHAI"},
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
