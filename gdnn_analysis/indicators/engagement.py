"""Engagement by channel (T02): how many of the accounts reached by the same posts reacted.

Exported by :mod:`.reach`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import Reasons, with_roles
from gdnn_analysis.indicators.media_eligibility import placed
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.period import span_of
from gdnn_analysis.records.events import unproven
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.status import in_force

AGE: Final = pd.Timedelta(days=28)
"""Posts are compared when they have been out for this long (catalogue T02)."""
METRICS: Final = ("tuong_tac", "tiep_can", "luot_xem", "xem_het", "phut_xem")
_NUMBER_OF: Final = {metric: number for number, metric in enumerate(METRICS)}
_FIELDS: Final = [
    "report_id",
    "as_of",
    "metric",
    "value",
    "is_paid",
    "def_version",
    "record_status",
]
_DAY: Final = pd.Timedelta(days=1)
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"
FOLLOWERS: Final = "nguoi_theo_doi"
PER_FOLLOWERS: Final = "tren_1000_tdoi"


@dataclass(frozen=True)
class _Ratio:
    variant: str
    top: str
    bottom: str
    factor: float
    unit: str


_RATE: Final = _Ratio("", "tuong_tac", "tiep_can", 100, "%")
_VIDEO: Final = (
    _Ratio("xem_het", "xem_het", "luot_xem", 100, "%"),
    _Ratio("phut_xem", "phut_xem", "luot_xem", 1, "phút/lượt xem"),
)
ENGAGEMENT_LABELS: Final = {
    "xem_het": ("tỷ lệ xem hết video", "share of video views completed"),
    "phut_xem": ("số phút xem bình quân một lượt xem", "minutes per video view"),
    PER_FOLLOWERS: (
        "tương tác trên 1.000 người theo dõi (bài không có số tiếp cận; chỉ số khác)",
        "engagements per 1,000 followers (posts without reach; a different metric)",
    ),
}


def compute_t02(inputs: Inputs) -> Output:
    """Return engagements per 100 accounts reached, by the same posts after 28 days (R09, R10).

    Of each post the first day of measurement counts that lies 28 days or more after publication
    and has both figures. A post belongs to the year of its own date. Several reports of one post
    are one post. Paid posts are left out, as are posts rejected or not verified.

    Parameters
    ----------
    inputs
        Needs ``placement_metrics``, the media records and, for ``tren_1000_tdoi``, followers in
        ``channel_metrics``.

    Returns
    -------
    Output
        Headline: both sums over all posts; a mixture of platforms or definitions, which then
        carries F-DINHNGHIA: comparisons belong to the rows of breakdown ``channel``. ``n`` is the
        number of posts. Variants ``xem_het``, ``phut_xem`` (video) likewise; ``tren_1000_tdoi``
        only by channel, for channels where no post has its reach: engagements of the year's posts
        per 1,000 followers at the end of the year. A base under 30 gives the parts alone.
    """
    rows = _measurements(inputs)
    coverage = coverage_of(inputs, "placement_metrics")
    usable = _usable(rows)
    declared = {"F-TUKHAI"} if usable.is_declared else set()
    base = Row(
        "T02",
        unit="%",
        completeness=coverage.share,
        flags=coverage.flags | year_flags(inputs) | declared,
    )
    posts = _pairs(usable, _RATE)
    head = _pooled(inputs, base, posts, _RATE)
    verdict = verdict_of(inputs, "T02", head.value, share=coverage.share, checked=head.value)
    result = [replace(head, verdict=verdict), *_channels(inputs, base, posts, _RATE)]
    used = [posts.tops, posts.bottoms]
    for ratio in _VIDEO:
        found = _pairs(usable, ratio)
        row = replace(base, variant=ratio.variant, unit=ratio.unit)
        result += [_pooled(inputs, row, found, ratio), *_channels(inputs, row, found, ratio)]
        used += [found.tops, found.bottoms]
    lone = _without_reach(usable, posts)
    result += _per_followers(inputs, base, usable, lone)
    records = usable.record[np.concatenate([*used, lone])]
    return Output(result, lambda: trace_each("T02", "placement_metrics", _roles(rows, records)))


@lru_cache(maxsize=2)
def _all_posts(media: MediaRecords) -> pd.DataFrame:
    """Return the media reports with the days each may be of, the same for all years of a run."""
    reports = media.reports
    start, end = span_of(reports["published_at"], reports["date_precision"])
    fields = ["report_id", "placement_id", "channel_id", "channel_type", "verification"]
    return reports[fields].assign(
        boosted=reports["is_paid"].fillna(value=False).astype(bool), start=start, end=end
    )


def _figures(data: Dataset) -> pd.DataFrame:
    """Return the figures that a ratio may use, of all years, with ``record``."""
    rows = data["placement_metrics"]
    return rows.loc[rows["metric"].isin(METRICS), _FIELDS].rename_axis("record").reset_index()


@dataclass(frozen=True)
class _Measurements:
    """The figures of the posts of the year, and which of them are left out for which reason."""

    rows: pd.DataFrame
    left_out: Reasons

    def with_roles(self) -> pd.DataFrame:
        """Return the figures by record, with role and reason."""
        return with_roles(self.rows, self.left_out).set_index("record")


def _measurements(inputs: Inputs) -> _Measurements:
    """Return the figures of the posts of the year."""
    posts = _all_posts(inputs.records.media)
    inside, touching = placed(posts["start"], posts["end"], inputs.interval)
    posts = posts.assign(is_inside=inside)[touching]
    rows = inputs.once_per_run(_figures).merge(posts, on="report_id")
    paid = rows["is_paid"].fillna(value=False).astype(bool) | rows["boosted"]
    vague = say("ngày đăng không đủ chính xác để xếp kỳ", "date too vague for the window")
    early = say("số đo trước 28 ngày kể từ khi đăng", "measured before 28 days had passed")
    return _Measurements(
        rows,
        [
            *((rows["verification"].eq(state), why) for state, why in unproven().items()),
            (~rows["is_inside"], vague),
            (paid, say("bài trả phí", "paid post")),
            (rows["value"].isna(), say("để trống giá trị", "value left blank")),
            (rows["as_of"].lt(rows["end"] + (AGE - _DAY)), early),
        ],
    )


@dataclass(frozen=True)
class _Usable:
    """One figure per post, report, day and metric, in this order; texts are numbers in order.

    Attributes
    ----------
    record
        Row of ``placement_metrics``.
    post, day, channel, platform, version
        Numbers of the post, of report and day of measurement, channel, type of channel and
        definition; -1 is a blank.
    metric, value
        What was measured.
    channels
        The channels that `channel` numbers.
    is_declared
        Whether a post is only self-declared.
    """

    record: Numbers
    post: Numbers
    day: Numbers
    channel: Numbers
    platform: Numbers
    version: Numbers
    metric: Numbers
    value: Numbers
    channels: list[str]
    is_declared: bool


def _usable(found: _Measurements) -> _Usable:
    """Return the figures that count, by the last version where a day has several."""
    left_out = found.rows["record_status"].eq("huy").to_numpy(dtype=bool)
    for mask, _ in found.left_out:
        left_out = left_out | mask.to_numpy(dtype=bool)
    rows = found.rows.take(np.flatnonzero(~left_out))
    post, report, version, channel, platform = (
        pd.factorize(rows[name].to_numpy(dtype=object), sort=True)
        for name in ("placement_id", "report_id", "def_version", "channel_id", "channel_type")
    )
    as_of = rows["as_of"].to_numpy().astype("int64")
    metric = rows["metric"].map(_NUMBER_OF).to_numpy(dtype="int64")
    blank_last = np.where(version[0] < 0, len(version[1]), version[0])
    order = np.lexsort((blank_last, metric, as_of, report[0], post[0]))
    days = _new(post[0][order], report[0][order], as_of[order])
    last = np.ones(len(order), dtype=bool)
    last[:-1] = _new(np.cumsum(days), metric[order])[1:]
    order, day = order[last], np.cumsum(days)[last] - 1
    return _Usable(
        record=rows["record"].to_numpy()[order],
        post=post[0][order],
        day=day,
        channel=channel[0][order],
        platform=platform[0][order],
        version=version[0][order],
        metric=metric[order],
        value=rows["value"].to_numpy()[order],
        channels=[str(name) for name in channel[1]],
        is_declared=bool(rows["verification"].eq("tu_khai").any()),
    )


def _new(*keys: Numbers) -> Mask:
    """Say where in sorted rows a new combination of keys begins."""
    begins = np.zeros(len(keys[0]), dtype=bool)
    begins[:1] = True
    for key in keys:
        begins[1:] |= key[1:] != key[:-1]
    return begins


@dataclass(frozen=True)
class _Pairs:
    """One row per post with both figures of its first day that has them.

    Attributes
    ----------
    tops, bottoms
        Places of the two figures.
    top, bottom, channel
        Their values, and the channel.
    kind
        Number of the platform with the definitions of both figures, -1 where one is blank.
    channels
        The channels that `channel` numbers.
    """

    tops: Numbers
    bottoms: Numbers
    top: Numbers
    bottom: Numbers
    channel: Numbers
    kind: Numbers
    channels: list[str]


def _pairs(usable: _Usable, ratio: _Ratio) -> _Pairs:
    """Return one row per post with both figures of its first day that has them."""
    places = []
    for metric in (ratio.top, ratio.bottom):
        own = np.flatnonzero(usable.metric == _NUMBER_OF[metric])
        at = np.full(int(usable.day.max(initial=-1)) + 1, -1)
        at[usable.day[own]] = own
        places.append(at)
    both = np.flatnonzero((places[0] >= 0) & (places[1] >= 0))
    tops, bottoms = places[0][both], places[1][both]
    first = _new(usable.post[tops])
    tops, bottoms = tops[first], bottoms[first]
    parts = (usable.platform[tops], usable.version[tops], usable.version[bottoms])
    size = len(usable.record) + 1
    kind = (parts[0] * size + parts[1]) * size + parts[2]
    return _Pairs(
        tops=tops,
        bottoms=bottoms,
        top=usable.value[tops],
        bottom=usable.value[bottoms],
        channel=usable.channel[tops],
        kind=np.where(np.minimum.reduce(parts) < 0, -1, kind),
        channels=usable.channels,
    )


def _pooled(inputs: Inputs, row: Row, posts: _Pairs, ratio: _Ratio) -> Row:
    """Return the ratio of the sums over all posts."""
    if not len(posts.top):
        return row
    kinds = len(np.unique(posts.kind[posts.kind >= 0]))
    sums = (float(posts.top.sum()), float(posts.bottom.sum()), len(posts.top), kinds)
    return _with_ratio(inputs, row, sums, ratio)


def _with_ratio(
    inputs: Inputs, row: Row, sums: tuple[float, float, int, int], ratio: _Ratio
) -> Row:
    """Return a ratio of sums; several definitions or platforms in it are flagged (R10)."""
    top, bottom, posts, kinds = sums
    flags = row.flags | ({"F-DINHNGHIA"} if kinds > 1 else frozenset())
    row = replace(row, n=float(posts), flags=flags)
    return _unless_small(inputs, as_ratio(row, float(top), float(bottom), factor=ratio.factor))


def _unless_small(inputs: Inputs, row: Row) -> Row:
    """Empty a ratio whose base is too small to speak of a rate (rule R11)."""
    if row.denominator is None or row.denominator >= inputs.settings.smallest_sample:
        return row
    return replace(row, value=None, flags=row.flags | {"F-MAUNHO"})


def _channels(inputs: Inputs, row: Row, posts: _Pairs, ratio: _Ratio) -> Iterator[Row]:
    known = posts.channel >= 0
    channel, size = posts.channel[known], len(posts.channels)
    tops, bottoms = (
        np.bincount(channel, values[known], size) for values in (posts.top, posts.bottom)
    )
    counts = np.bincount(channel, minlength=size)
    kinds = dict.fromkeys(zip(channel.tolist(), posts.kind[known].tolist(), strict=True))
    several = Counter(number for number, kind in kinds if kind >= 0)
    for number in np.flatnonzero(counts).tolist():
        cell = replace(row, breakdown="channel", category=posts.channels[number])
        sums = (float(tops[number]), float(bottoms[number]), int(counts[number]), several[number])
        yield _with_ratio(inputs, cell, sums, ratio)


def _without_reach(usable: _Usable, posts: _Pairs) -> Numbers:
    """Return the place of one figure per post of the channels where no post has its reach."""
    reacted = np.flatnonzero(usable.metric == _NUMBER_OF["tuong_tac"])
    lone = reacted[~np.isin(usable.channel[reacted], posts.channel)]
    return lone[_new(usable.post[lone])]


def _per_followers(inputs: Inputs, base: Row, usable: _Usable, lone: Numbers) -> Iterator[Row]:
    """Yield engagements per 1,000 followers by channel; without followers the sum alone."""
    lone = lone[usable.channel[lone] >= 0]
    if not len(lone):
        return
    channel, size = usable.channel[lone], len(usable.channels)
    sums = np.bincount(channel, usable.value[lone], size)
    counts = np.bincount(channel, minlength=size)
    shown = np.flatnonzero(counts).tolist()
    followers = _followers(inputs, [usable.channels[number] for number in shown])
    unit = "tương tác/1.000 người theo dõi"
    for number in shown:
        name = usable.channels[number]
        row = replace(
            base,
            variant=PER_FOLLOWERS,
            unit=unit,
            breakdown="channel",
            category=name,
            n=float(counts[number]),
        )
        ratio = as_ratio(row, float(sums[number]), followers.get(name), factor=1000)
        yield _unless_small(inputs, ratio)


def _counted_followers(data: Dataset) -> pd.DataFrame:
    """Return all numbers of followers in force."""
    rows = data["channel_metrics"]
    fields = ["channel_id", "period_start", "def_version", "value", "record_status"]
    rows = rows.loc[rows["metric"].eq(FOLLOWERS), fields]
    return in_force(rows[rows["value"].notna()])


def _followers(inputs: Inputs, channels: list[str]) -> dict[str, float]:
    """Return the last number of followers of each channel that the year knows."""
    rows = inputs.once_per_run(_counted_followers)
    rows = rows[rows["channel_id"].isin(channels)]
    rows = rows[inputs.in_window(rows["period_start"])]
    rows = rows.sort_values(["channel_id", "period_start", "def_version"])
    # Of one channel the last number written stays.
    return dict(zip(rows["channel_id"], rows["value"].astype("float64"), strict=True))


def _roles(found: _Measurements, records: Numbers) -> pd.DataFrame:
    """Return role and reason of every figure: what is in no ratio says why."""
    rows = found.with_roles()
    spare = rows["role"].eq("tinh") & ~rows.index.isin(records)
    note = say(
        "đã dùng số đo khác của bài, hoặc thiếu số đo đi kèm",
        "another figure of the post is used, or its counterpart is missing",
    )
    return rows.assign(
        role=rows["role"].mask(spare, "loai"), reason=rows["reason"].mask(spare, note)
    )
