"""Engagement by channel (T02): how many of the accounts reached by the same posts reacted.

Exported by :mod:`.reach`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import counted, with_roles
from gdnn_analysis.indicators.media_eligibility import placed
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.period import span_of
from gdnn_analysis.records.events import unproven
from gdnn_analysis.records.status import in_force

AGE: Final = pd.Timedelta(days=28)
"""Posts are compared when they have been out for this long (catalogue T02)."""
METRICS: Final = ("tuong_tac", "tiep_can", "luot_xem", "xem_het", "phut_xem")
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
    usable = _one_definition(counted(rows))
    declared = {"F-TUKHAI"} if usable["verification"].eq("tu_khai").any() else set()
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
    used = [posts]
    for ratio in _VIDEO:
        found = _pairs(usable, ratio)
        row = replace(base, variant=ratio.variant, unit=ratio.unit)
        result += [_pooled(inputs, row, found, ratio), *_channels(inputs, row, found, ratio)]
        used.append(found)
    lone = _without_reach(usable, posts)
    result += _per_followers(inputs, base, lone)
    return Output(
        result, lambda: trace_each("T02", "placement_metrics", _roles(rows, [*used, lone]))
    )


def _posts(inputs: Inputs) -> pd.DataFrame:
    """Return the media reports that may be of the year, with the last day each may be of."""
    reports = inputs.records.media.reports
    start, end = span_of(reports["published_at"], reports["date_precision"])
    inside, touching = placed(start, end, inputs.interval)
    fields = ["report_id", "placement_id", "channel_id", "channel_type", "verification"]
    posts = reports[fields].assign(
        boosted=reports["is_paid"].fillna(value=False).astype(bool),
        last_day=end - pd.Timedelta(days=1),
        is_inside=inside,
    )
    return posts[touching]


def _measurements(inputs: Inputs) -> pd.DataFrame:
    """Return the figures of the posts of the year by record, with role and reason."""
    posts = _posts(inputs)
    rows = inputs.data["placement_metrics"].rename_axis("record")
    rows = rows[rows["report_id"].isin(posts["report_id"])]
    rows = rows[rows["metric"].isin(METRICS)].reset_index()
    rows = rows.merge(posts, on="report_id").set_index("record")
    paid = rows["is_paid"].fillna(value=False).astype(bool) | rows["boosted"]
    vague = say("ngày đăng không đủ chính xác để xếp kỳ", "date too vague for the window")
    early = say("số đo trước 28 ngày kể từ khi đăng", "measured before 28 days had passed")
    return with_roles(
        rows,
        [
            *((rows["verification"].eq(state), why) for state, why in unproven().items()),
            (~rows["is_inside"], vague),
            (paid, say("bài trả phí", "paid post")),
            (rows["value"].isna(), say("để trống giá trị", "value left blank")),
            (rows["as_of"].lt(rows["last_day"] + AGE), early),
        ],
    )


def _one_definition(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one figure per post, day and metric: by the last version where there are several."""
    key = ["placement_id", "report_id", "as_of", "metric"]
    ordered = rows.rename_axis("record").reset_index().sort_values([*key, "def_version"])
    return ordered.drop_duplicates(key, keep="last")


def _pairs(usable: pd.DataFrame, ratio: _Ratio) -> pd.DataFrame:
    """Return one row per post with both figures of its first day that has them.

    ``kind`` is the platform with the definitions of both figures.
    """
    key = ["report_id", "as_of"]
    tops = usable[usable["metric"].eq(ratio.top)]
    bottoms = usable.loc[
        usable["metric"].eq(ratio.bottom), [*key, "value", "def_version", "record"]
    ]
    both = tops.merge(bottoms, on=key, suffixes=("", "_base"))
    both = both.sort_values(["placement_id", *key]).drop_duplicates("placement_id")
    kind = both["channel_type"] + "|" + both["def_version"] + "|" + both["def_version_base"]
    return both.assign(kind=kind)


def _pooled(inputs: Inputs, row: Row, posts: pd.DataFrame, ratio: _Ratio) -> Row:
    """Return the ratio of the sums over all posts."""
    if posts.empty:
        return row
    sums = (posts["value"].sum(), posts["value_base"].sum(), len(posts), posts["kind"].nunique())
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


def _channels(inputs: Inputs, row: Row, posts: pd.DataFrame, ratio: _Ratio) -> Iterator[Row]:
    groups = posts.groupby("channel_id")
    table = groups[["value", "value_base"]].sum().assign(n=groups.size())
    table = table.assign(kinds=groups["kind"].nunique())
    for channel, *sums in table.itertuples(name=None):
        cell = replace(row, breakdown="channel", category=str(channel))
        yield _with_ratio(inputs, cell, (sums[0], sums[1], sums[2], sums[3]), ratio)


def _without_reach(usable: pd.DataFrame, posts: pd.DataFrame) -> pd.DataFrame:
    """Return one row per post of the channels where no post has its reach."""
    lone = usable[
        usable["metric"].eq("tuong_tac") & ~usable["channel_id"].isin(posts["channel_id"])
    ]
    return lone.drop_duplicates("placement_id")


def _per_followers(inputs: Inputs, base: Row, lone: pd.DataFrame) -> Iterator[Row]:
    """Yield engagements per 1,000 followers by channel; without followers the sum alone."""
    if lone.empty:
        return
    followers = _followers(inputs, lone["channel_id"])
    unit = "tương tác/1.000 người theo dõi"
    for channel, part in lone.groupby("channel_id"):
        row = replace(base, variant=PER_FOLLOWERS, unit=unit, breakdown="channel")
        row = replace(row, category=str(channel), n=float(len(part)))
        known = float(followers[channel]) if channel in followers.index else None
        ratio = as_ratio(row, float(part["value"].sum()), known, factor=1000)
        yield _unless_small(inputs, ratio)


def _followers(inputs: Inputs, channels: pd.Series) -> pd.Series:
    """Return the last number of followers of each channel that the year knows."""
    rows = inputs.data["channel_metrics"]
    rows = rows[inputs.in_window(rows["period_start"])]
    rows = rows[rows["metric"].eq(FOLLOWERS) & rows["channel_id"].isin(channels)]
    rows = in_force(rows[rows["value"].notna()])
    ordered = rows.sort_values(["channel_id", "period_start", "def_version"])
    return ordered.drop_duplicates("channel_id", keep="last").set_index("channel_id")["value"]


def _roles(rows: pd.DataFrame, used: list[pd.DataFrame]) -> pd.DataFrame:
    """Return role and reason of every figure: what is in no ratio says why."""
    records = [found[name] for found in used for name in ("record", "record_base") if name in found]
    spare = rows["role"].eq("tinh") & ~rows.index.isin(pd.concat(records))
    note = say(
        "đã dùng số đo khác của bài, hoặc thiếu số đo đi kèm",
        "another figure of the post is used, or its counterpart is missing",
    )
    return rows.assign(
        role=rows["role"].mask(spare, "loai"), reason=rows["reason"].mask(spare, note)
    )
