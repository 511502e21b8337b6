"""Reach by channel (T01); engagement by channel (T02) is in :mod:`.engagement`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.cells import count_row
from gdnn_analysis.indicators.coverage import coverage_of
from gdnn_analysis.indicators.engagement import ENGAGEMENT_LABELS, compute_t02
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

REACH: Final = "tiep_can"
VIEWS: Final = ("hien_thi", "luot_xem")
REDEFINED: Final = "F-DINHNGHIA"
PERIODS: Final = ("thang", "28_ngay")
"""Spans over which a platform counts unique accounts; days and weeks cannot be made into them."""

_FIELDS: Final = [
    "channel_id",
    "period_type",
    "period_start",
    "metric",
    "value",
    "is_paid",
    "def_version",
    "record_status",
]
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"

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
    organic = [cell.median for cell in sums if cell.metric == REACH and not cell.paid]
    best = max(organic) if organic else None
    flags = {REDEFINED} if any(cell.changed for cell in sums) else set()
    head = count_row(inputs, "T01", best, unit="tài khoản", coverage=coverage, flags=flags)
    plain = replace(head, verdict="", flags=head.flags - {REDEFINED})
    result = [head]
    for (paid, statistic), variant in _UNIQUE.items():
        part = [cell for cell in sums if cell.metric == REACH and cell.paid == paid]
        if part or not paid:
            result += _with_largest(replace(plain, variant=variant), part, statistic)
    for metric in VIEWS:
        part = [cell for cell in sums if cell.metric == metric]
        result += _channels(replace(plain, variant=metric, unit="lượt"), part, "sum")
    return Output(result, lambda: trace_each("T01", "channel_metrics", rows.with_roles()))


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


@dataclass(frozen=True)
class _Cell:
    """The used figures of one channel, metric and way of payment."""

    channel: str
    metric: str
    paid: bool
    median: float
    max: float
    sum: float
    count: int
    changed: bool


@dataclass(frozen=True)
class _Measurements:
    """The figures of the year in the order of the table.

    Attributes
    ----------
    rows
        Fields of ``channel_metrics``, by record.
    cells, cell
        Channel, metric and payment in order, and which of them each figure is of.
    changed
        Whether the platform changed its definition of what the cell holds.
    why
        0 where the figure is used, else the place of the reason.
    """

    rows: pd.DataFrame
    cells: list[tuple[str, str, bool]]
    cell: Numbers
    changed: Mask
    why: Numbers

    def with_roles(self) -> pd.DataFrame:
        """Return role and reason of every figure."""
        index = self.rows.index
        role = np.where(self.why > 0, "loai", "tinh")
        return pd.DataFrame(
            {
                "role": pd.Series(role, index=index, dtype="str"),
                "reason": pd.Series(_reasons()[self.why], index=index, dtype="str"),
            }
        )


def _reasons() -> np.ndarray[Any, np.dtype[np.object_]]:
    """Return why figures are left out, the first reason first."""
    texts = [
        "",
        say("bản ghi đã huỷ", "cancelled record"),
        say("kỳ đo không phải tháng hay 28 ngày", "neither a month nor 28 days"),
        say("để trống giá trị", "value left blank"),
        say("lượng trả phí", "paid"),
        say(
            "nền tảng đổi cách đo trong năm: dùng số theo định nghĩa sau",
            "the platform changed its definition: figures by the later one are used",
        ),
        say("kênh đã có số theo tháng", "the channel has monthly figures"),
        say("đã có số của cùng kỳ", "another figure of the same period is used"),
    ]
    return np.array(texts, dtype=object)


_REDEFINED, _MONTHLY, _AGAIN = 5, 6, 7
"""Places of the reasons that depend on other figures of the channel."""


def _measurements(inputs: Inputs) -> _Measurements:
    """Return the figures of the year and which of them are used."""
    rows = _of_the_year(inputs)
    channel, channels = pd.factorize(rows["channel_id"].to_numpy(dtype=object), sort=True)
    metric, metrics = pd.factorize(rows["metric"].to_numpy(dtype=object), sort=True)
    paid = rows["is_paid"].fillna(value=False).to_numpy(dtype=bool)
    cell = ((channel + 1) * max(len(metrics), 1) + metric) * 2 + paid
    keys, cell = np.unique(cell, return_inverse=True)
    cells = [
        (
            str(channels[key // 2 // len(metrics) - 1]) if key // 2 >= len(metrics) else "",
            str(metrics[key // 2 % len(metrics)]),
            bool(key % 2),
        )
        for key in keys.tolist()
    ]
    span = rows["period_type"].to_numpy(dtype=object)
    monthly, moving = span == PERIODS[0], span == PERIODS[1]
    cancelled = rows["record_status"].eq("huy").to_numpy(dtype=bool)
    views = rows["metric"].ne(REACH).to_numpy(dtype=bool)
    left_out = [cancelled, ~(monthly | moving), rows["value"].isna().to_numpy(), paid & views]
    why = np.select(left_out, range(1, len(left_out) + 1), 0)
    starts = rows["period_start"].to_numpy().astype("int64")
    changed, old = _redefined(rows["def_version"], starts, cell, why == 0)
    why[old & (why == 0)] = _REDEFINED
    with_months = np.bincount(cell[monthly & (why == 0)], minlength=len(cells)) > 0
    why[moving & with_months[cell] & (why == 0)] = _MONTHLY
    used = np.flatnonzero(why == 0)
    unmarked = rows["is_paid"].isna().to_numpy()
    why[used[_again(cell[used], starts[used], unmarked[used])]] = _AGAIN
    return _Measurements(rows, cells, cell, changed, why)


def _of_the_year(inputs: Inputs) -> pd.DataFrame:
    """Return the rows of reach and views whose period belongs to the year (RL-37).

    Dates are compared first and texts last: the table may hold millions of rows.
    """
    table = inputs.data["channel_metrics"]
    start, end = (np.datetime64(day) for day in (inputs.interval.start, inputs.interval.end))
    days = table["period_start"].to_numpy()
    near = np.flatnonzero((days >= start - np.timedelta64(31, "D")) & (days < end))
    near = near[table["metric"].take(near).isin([REACH, *VIEWS]).to_numpy(dtype=bool)]
    rows = table[_FIELDS].take(near)
    days = days[near]
    first = np.where(
        rows["period_type"].eq("thang"), days.astype("datetime64[M]").astype(days.dtype), days
    )
    anchor = first + np.timedelta64(14 if inputs.settings.window == "nd09" else 0, "D")
    return rows.take(np.flatnonzero((anchor >= start) & (anchor < end)))


def _redefined(
    versions: pd.Series[Any], starts: Numbers, cell: Numbers, used: Mask
) -> tuple[Mask, Mask]:
    """Return which figures are of a cell whose definition changed, and which by an earlier one.

    The latest definition is the one that came up last in the year; of two in use from the same
    day on, the one in use longer.
    """
    version, names = pd.factorize(versions.to_numpy(dtype=object), sort=True)
    known = np.flatnonzero(used & (version >= 0))
    pair = cell[known] * max(len(names), 1) + version[known]
    pair, days = (part[np.lexsort((starts[known], pair))] for part in (pair, starts[known]))
    begins = np.flatnonzero(np.diff(pair, prepend=-1))
    ends = np.append(begins[1:], len(pair)) - 1
    own, number = np.divmod(pair[begins], max(len(names), 1))
    cells = int(cell.max(initial=-1)) + 1
    several = np.bincount(own, minlength=cells) > 1
    latest = np.full(cells, -1)
    order = np.lexsort((number, days[ends], days[begins]) if len(begins) else (number,))
    latest[own[order]] = number[order]  # of one cell the last one written stays
    changed = several[cell]
    return changed, changed & (version != latest[cell])


def _again(cell: Numbers, starts: Numbers, unmarked: Mask) -> Mask:
    """Return figures not marked paid or unpaid beside one marked unpaid of the same days."""
    order = np.lexsort((unmarked, starts, cell))
    same = np.zeros(len(order), dtype=bool)
    same[1:] = (np.diff(cell[order]) == 0) & (np.diff(starts[order]) == 0)
    again = np.zeros(len(order), dtype=bool)
    again[order] = same
    return again


def _by_channel(rows: _Measurements) -> list[_Cell]:
    """Return median, max, sum and count of the used figures by channel, metric and payment."""
    used = np.flatnonzero(rows.why == 0)
    cell, value = rows.cell[used], rows.rows["value"].to_numpy()[used]
    order = np.lexsort((value, cell))
    cell, value, changed = cell[order], value[order], rows.changed[used][order]
    begins = np.flatnonzero(np.diff(cell, prepend=-1))
    ends = np.append(begins[1:], len(cell))[: len(begins)]
    found = []
    for first, end in zip(begins.tolist(), ends.tolist(), strict=True):
        channel, metric, paid = rows.cells[cell[first]]
        if channel:
            found.append(
                _Cell(
                    channel,
                    metric,
                    paid,
                    median=float(value[(first + end - 1) // 2] + value[(first + end) // 2]) / 2,
                    max=float(value[end - 1]),
                    sum=float(value[first:end].sum()),
                    count=end - first,
                    changed=bool(changed[first]),
                )
            )
    return found


def _with_largest(row: Row, part: list[_Cell], statistic: str) -> Iterator[Row]:
    """Yield the largest of the channels, then every channel."""
    flags = row.flags | ({REDEFINED} if any(cell.changed for cell in part) else frozenset())
    values = [getattr(cell, statistic) for cell in part]
    yield replace(row, value=max(values) if values else None, flags=flags)
    yield from _channels(row, part, statistic)


def _channels(row: Row, part: list[_Cell], statistic: str) -> Iterator[Row]:
    redefined = row.flags | {REDEFINED}
    for cell in part:
        yield Row(
            row.code,
            value=getattr(cell, statistic),
            variant=row.variant,
            breakdown="channel",
            category=cell.channel,
            n=float(cell.count),
            completeness=row.completeness,
            unit=row.unit,
            flags=redefined if cell.changed else row.flags,
        )
