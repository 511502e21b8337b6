"""Reach by channel (T01); engagement by channel (T02) is in :mod:`.engagement`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.cells import count_row
from gdnn_analysis.indicators.coverage import coverage_of
from gdnn_analysis.indicators.engagement import ENGAGEMENT_LABELS, compute_t02
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import counted, with_roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

REACH: Final = "tiep_can"
VIEWS: Final = ("hien_thi", "luot_xem")
REDEFINED: Final = "F-DINHNGHIA"
PERIODS: Final = ("thang", "28_ngay")
"""Spans over which a platform counts unique accounts; days and weeks cannot be made into them."""

_CELL: Final = ["channel_id", "metric", "paid"]
_UNIQUE: Final = {
    (False, "median"): "trung_vi",
    (False, "max"): "cao_nhat",
    (True, "median"): "tra_phi_trung_vi",
    (True, "max"): "tra_phi_cao_nhat",
}


def compute_t01(inputs: Inputs) -> Output:
    """Return the unique accounts each channel reached in a month, median and maximum (G11).

    Accounts are never added, neither over months nor over channels (rule R09): one person follows
    several channels. What may be said of all channels together is that at least as many accounts
    were reached as by the largest one; that lower bound is the headline.

    Where a platform changed its definition within the year, only the figures by the later one
    count (R10, RL-37). Figures of a month count before those of 28 days of the same channel. Paid
    reach stands apart.

    Parameters
    ----------
    inputs
        Needs ``channel_metrics``. A month belongs to the year of its 15th day (window ``nd09``)
        or of its first day; 28 days likewise.

    Returns
    -------
    Output
        Headline: largest of the channels' medians. ``trung_vi`` and ``cao_nhat`` by ``channel``
        with ``n`` months measured; their rows without breakdown are the largest of the channels.
        ``tra_phi_trung_vi`` and ``tra_phi_cao_nhat``: the same of paid reach, where there is any.
        ``hien_thi``, ``luot_xem`` by ``channel``: impressions and views of the year, which may be
        added over months; platforms count them differently, so they have no total. Channels whose
        definition changed carry F-DINHNGHIA, and so does the headline.
    """
    rows = _measurements(inputs)
    coverage = coverage_of(inputs, "channel_metrics")
    sums = _by_channel(rows)
    best = _headline_value(sums)
    flags = {REDEFINED} if sums["changed"].any() else set()
    head = count_row(inputs, "T01", best, unit="tài khoản", coverage=coverage, flags=flags)
    plain = replace(head, verdict="", flags=head.flags - {REDEFINED})
    result = [head]
    for (paid, statistic), variant in _UNIQUE.items():
        part = sums[sums["metric"].eq(REACH) & sums["paid"].eq(paid)]
        if len(part) or not paid:
            result += _with_largest(replace(plain, variant=variant), part, statistic)
    for metric in VIEWS:
        part = sums[sums["metric"].eq(metric)]
        result += _channels(replace(plain, variant=metric, unit="lượt"), part, "sum")
    return Output(result, lambda: trace_each("T01", "channel_metrics", rows))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"T01": compute_t01, "T02": compute_t02}
LABELS: Labels = {
    "T01": {
        "trung_vi": ("trung vị các tháng", "median of the months"),
        "cao_nhat": ("tháng cao nhất", "highest month"),
        "tra_phi_trung_vi": ("trả phí – trung vị các tháng", "paid – median of the months"),
        "tra_phi_cao_nhat": ("trả phí – tháng cao nhất", "paid – highest month"),
        "hien_thi": ("lượt hiển thị trong năm", "impressions in the year"),
        "luot_xem": ("lượt xem trong năm", "views in the year"),
    },
    "T02": ENGAGEMENT_LABELS,
}


def _measurements(inputs: Inputs) -> pd.DataFrame:
    """Return the figures of the year by record, with ``paid``, ``changed``, role and reason."""
    rows = _of_the_year(inputs)
    rows = rows.assign(paid=rows["is_paid"].fillna(value=False).astype(bool), changed=False)
    rows = with_roles(
        rows,
        [
            (
                ~rows["period_type"].isin(PERIODS),
                say("kỳ đo không phải tháng hay 28 ngày", "neither a month nor 28 days"),
            ),
            (rows["value"].isna(), say("để trống giá trị", "value left blank")),
            (
                rows["paid"] & rows["metric"].ne(REACH),
                say("lượng trả phí", "paid"),
            ),
        ],
    )
    rows = _latest_definition(rows)
    rows = _months_first(rows)
    return _one_per_period(rows)


def _of_the_year(inputs: Inputs) -> pd.DataFrame:
    """Return the rows of reach and views whose period belongs to the year (RL-37).

    Dates are compared first and texts last: the table may hold millions of rows.
    """
    rows = inputs.data["channel_metrics"]
    start, end = pd.Timestamp(inputs.interval.start), pd.Timestamp(inputs.interval.end)
    near = rows["period_start"].ge(start - pd.Timedelta(days=31)) & rows["period_start"].lt(end)
    rows = rows[near]
    rows = rows[rows["metric"].isin([REACH, *VIEWS])]
    days = rows["period_start"].to_numpy()
    first = np.where(
        rows["period_type"].eq("thang"), days.astype("datetime64[M]").astype(days.dtype), days
    )
    offset = 14 if inputs.settings.window == "nd09" else 0
    anchor = pd.Series(first + np.timedelta64(offset, "D"), index=rows.index)
    return rows[inputs.in_window(anchor)]


def _latest_definition(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out figures by an earlier definition than the latest of their channel and metric.

    The latest definition is the one that came up last in the year; of two in use from the same
    day on, the one in use longer.
    """
    used = counted(rows)
    versions = used.groupby([*_CELL, "def_version"])["period_start"].agg(["min", "max"])
    versions = versions.reset_index().sort_values(["min", "max", "def_version"])
    several = versions.loc[versions.duplicated(_CELL), _CELL].drop_duplicates()
    if several.empty:
        return rows
    latest = versions.drop_duplicates(_CELL, keep="last").set_index(_CELL)["def_version"]
    keys = pd.MultiIndex.from_frame(rows[_CELL])
    changed = pd.Series(keys.isin(pd.MultiIndex.from_frame(several)), index=rows.index)
    wanted = latest.reindex(keys[changed]).to_numpy()
    old = changed.copy()
    old[changed] = rows.loc[changed, "def_version"].to_numpy() != wanted
    return _leave_out(
        rows.assign(changed=changed),
        old,
        say(
            "nền tảng đổi cách đo trong năm: dùng số theo định nghĩa sau",
            "the platform changed its definition: figures by the later one are used",
        ),
    )


def _months_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out figures of 28 days where the channel has figures of months."""
    used = counted(rows)
    monthly = used.loc[used["period_type"].eq("thang"), _CELL].drop_duplicates()
    spans = rows["period_type"].eq("28_ngay")
    keys = pd.MultiIndex.from_frame(rows.loc[spans, _CELL])
    spans[spans] = keys.isin(pd.MultiIndex.from_frame(monthly))
    note = say("kênh đã có số theo tháng", "the channel has monthly figures")
    return _leave_out(rows, spans, note)


def _one_per_period(rows: pd.DataFrame) -> pd.DataFrame:
    """Leave out a figure not marked paid or unpaid beside one marked unpaid of the same days."""
    used = counted(rows).assign(unmarked=lambda frame: frame["is_paid"].isna())
    used = used.sort_values("unmarked", kind="stable")
    again = used.index[used.duplicated([*_CELL, "period_start"])]
    note = say("đã có số của cùng kỳ", "another figure of the same period is used")
    return _leave_out(rows, pd.Series(rows.index.isin(again), index=rows.index), note)


def _leave_out(rows: pd.DataFrame, chosen: pd.Series[Any], reason: str) -> pd.DataFrame:
    """Mark further rows as left out; a reason given before stays."""
    chosen = chosen & rows["role"].eq("tinh")
    if not chosen.any():
        return rows
    return rows.assign(
        role=rows["role"].mask(chosen, "loai"), reason=rows["reason"].mask(chosen, reason)
    )


def _by_channel(rows: pd.DataFrame) -> pd.DataFrame:
    """Return median, max, sum and count of the used figures by channel, metric and payment."""
    groups = counted(rows).groupby(_CELL)
    sums = groups["value"].agg(["median", "max", "sum", "count"])
    return sums.assign(changed=groups["changed"].any()).reset_index()


def _headline_value(sums: pd.DataFrame) -> float | None:
    organic = sums.loc[sums["metric"].eq(REACH) & ~sums["paid"], "median"]
    return float(organic.max()) if len(organic) else None


def _with_largest(row: Row, part: pd.DataFrame, statistic: str) -> Iterator[Row]:
    """Yield the largest of the channels, then every channel."""
    flags = row.flags | ({REDEFINED} if part["changed"].any() else frozenset())
    yield replace(row, value=float(part[statistic].max()) if len(part) else None, flags=flags)
    yield from _channels(row, part, statistic)


def _channels(row: Row, part: pd.DataFrame, statistic: str) -> Iterator[Row]:
    for channel, value, months, changed in zip(
        part["channel_id"], part[statistic], part["count"], part["changed"], strict=True
    ):
        yield replace(
            row,
            breakdown="channel",
            category=str(channel),
            value=float(value),
            n=float(months),
            flags=row.flags | ({REDEFINED} if changed else frozenset()),
        )
