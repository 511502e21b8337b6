"""Digital channels that published about vocational education all year round (O14)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import ONLINE_CHANNELS
from gdnn_analysis.indicators.media_rows import placements_in, trace_rows, vague_text
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.period import Interval
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT

CODE: Final = "O14"
DIGITAL_CHANNELS: Final = (*ONLINE_CHANNELS, "cong_ttdt")
"""The online channels of reading C, and state portals: the department's site is one the plan names
among its digital places. Newspapers online are mass media and belong to O02 and O04."""
_FIELDS: Final = [
    "placement_id",
    "record",
    "channel_id",
    "kind",
    "verification",
    "published_at",
    "date_precision",
]
_CHANNEL_FIELDS: Final = [
    "channel_id",
    "channel_type",
    "owner_unit_id",
    "is_registered",
    "named_in_plan",
    "valid_from",
    "valid_to",
]
MONTHS: Final = 12
ENOUGH_MONTHS: Final = 9
"""Threshold of this system; the plan sets none."""


@dataclass(frozen=True)
class _Activity:
    """Listed channels with ``placements``, ``months`` and ``firm_months`` (checked rows only)."""

    channels: pd.DataFrame
    placements: pd.DataFrame

    @property
    def active(self) -> pd.DataFrame:
        """The registered channels with placements in enough months."""
        rows = self.channels
        return rows[rows["eligible"] & rows["months"].ge(ENOUGH_MONTHS)]


def compute_o14(inputs: Inputs) -> Output:
    """Count the registered digital channels with placements in at least 9 of the 12 months.

    The year is that of its twelve calendar months as RL-37 assigns them: December of the year
    before to November (nd09), or January to December. Placements are accepted ones of any kind
    except shares; a date known to the month is good enough.

    Parameters
    ----------
    inputs
        Needs ``channels`` and media records.

    Returns
    -------
    Output
        Headline; breakdowns ``channel_type`` and ``owner_unit`` add up to it. ``channel``:
        placements of every registered digital channel, and of every channel the plan names even
        if it is not registered, with the number of months in ``n``. ``bai_thang``: placements per
        month and active channel. A year still running is a lower bound (F-THIEU).
    """
    activity = _activity(inputs)
    active = activity.active
    coverage = coverage_of(inputs, "media")
    firm = int(active["firm_months"].ge(ENOUGH_MONTHS).sum())
    signs = {
        LOWER_BOUND: not inputs.finished,
        "F-TUKHAI": firm < len(active),
        "F-NGOAIKY": activity.placements["reason"].eq(vague_text()).any(),
    }
    head = count_row(
        inputs,
        CODE,
        coverage.count(len(active), known=len(active) > 0),
        unit="kênh",
        coverage=coverage,
        checked=float(firm),
        flags=[flag for flag, shown in signs.items() if shown],
    )
    rows = [head, _pace(inputs, head, active), *_cells(head, activity, coverage)]
    return Output(rows, lambda: _traces(inputs, activity))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O14": compute_o14}
LABELS: Labels = {
    "O14": {
        "bai_thang": (
            "số lượt đăng bình quân mỗi tháng của một kênh hoạt động",
            "placements per month and active channel",
        )
    }
}


def _activity(inputs: Inputs) -> _Activity:
    listed = _listed(inputs)
    placements = inputs.records.media.placements[_FIELDS]
    placements = placements[placements["channel_id"].isin(listed["channel_id"])]
    rows = placements_in(placements, _months_of(inputs))
    counted = rows[rows["reason"].eq("")]
    firm = counted[counted["verification"].eq("da_doi_chieu")]
    figures = {
        "placements": counted["channel_id"].value_counts(),
        "months": _active_months(counted),
        "firm_months": _active_months(firm),
    }
    found = {name: listed["channel_id"].map(values) for name, values in figures.items()}
    numbers = {name: values.fillna(0).astype("float64") for name, values in found.items()}
    return _Activity(listed.assign(**numbers), rows)


def _listed(inputs: Inputs) -> pd.DataFrame:
    """Return registered digital channels open in the year, and all that the plan names."""
    channels = inputs.data["channels"][_CHANNEL_FIELDS]
    channels = channels[channels["owner_unit_id"].map(inputs.records.units.owes).astype(bool)]
    window = inputs.interval
    started = channels["valid_from"].fillna(pd.Timestamp(window.start))
    ended = channels["valid_to"].fillna(pd.Timestamp(window.start))
    is_open = started.lt(pd.Timestamp(window.end)) & ended.ge(pd.Timestamp(window.start))
    registered = channels["is_registered"].fillna(value=False).astype(bool)
    eligible = is_open & registered & channels["channel_type"].isin(DIGITAL_CHANNELS)
    named = channels["named_in_plan"].fillna(value=False).astype(bool)
    return channels.assign(eligible=eligible)[eligible | named]


def _months_of(inputs: Inputs) -> Interval:
    """Return the twelve calendar months that belong to the year (RL-37)."""
    start, end = inputs.interval.start, inputs.interval.end
    return Interval(start.replace(day=1), end.replace(day=1))


def _active_months(placements: pd.DataFrame) -> pd.Series[Any]:
    """Return in how many months each channel published.

    A date known to the year only may lie in one of several months, and is of none.
    """
    day = placements["start"].dt
    month = day.year * MONTHS + day.month
    last = (placements["end"] - pd.Timedelta(days=1)).dt
    sure = placements[(last.year * MONTHS + last.month).eq(month)]
    found: pd.Series[Any] = month[sure.index].groupby(sure["channel_id"]).nunique()
    return found


def _months_elapsed(inputs: Inputs) -> int:
    months = _months_of(inputs)
    end = min(months.last_day, inputs.today)
    return max(0, (end.year - months.start.year) * MONTHS + end.month - months.start.month + 1)


def _pace(inputs: Inputs, head: Row, active: pd.DataFrame) -> Row:
    """Return placements per month and active channel; without one there is nothing to divide."""
    base = replace(head, variant="bai_thang", unit="lượt/tháng", verdict="")
    if head.value is None:
        return replace(base, value=None)
    channel_months = float(len(active) * _months_elapsed(inputs))
    return as_ratio(base, float(active["placements"].sum()), channel_months, factor=1)


def _cells(head: Row, activity: _Activity, coverage: Coverage) -> Iterator[Row]:
    active = activity.active
    owner = active["owner_unit_id"].fillna(UNKNOWN_DISTRICT)
    yield from count_cells(head, "channel_type", active["channel_type"].value_counts())
    yield from count_cells(head, "owner_unit", owner.value_counts())
    rows = activity.channels.set_index("channel_id")
    shown = rows["placements"].where(rows["placements"].gt(0) | (coverage.share == 1))
    for cell in count_cells(replace(head, unit="lượt"), "channel", shown):
        months = None if cell.value is None else float(rows["months"][cell.category])
        yield replace(cell, n=months)


def _traces(inputs: Inputs, activity: _Activity) -> pd.DataFrame:
    rows = activity.channels
    counted = rows.index.isin(activity.active.index)
    months = rows["months"].astype("int64").astype("str")
    few = say("chỉ có nội dung ở ", "published in only ") + months + say(" tháng", " months")
    other = say("không phải kênh số đã đăng ký", "not a registered digital channel")
    reason = few.where(rows["eligible"], other).mask(counted, "")
    role = pd.Series("loai", index=rows.index).mask(counted, "tinh")
    return join_traces(
        [
            trace_each(CODE, "channels", pd.DataFrame({"role": role, "reason": reason})),
            trace_rows(inputs, CODE, activity.placements),
        ]
    )
