"""Airtime of radio, television and grass-roots radio (O10)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.airings import (
    LOG,
    aired_placements,
    airings,
    logged_months,
    no_minutes,
    no_owner,
)
from gdnn_analysis.indicators.cancelled import trace_cancelled
from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_rows import trace_rows, vague_text
from gdnn_analysis.indicators.territory import (
    break_flags,
    communes_of,
    every_district,
    zero_if_complete,
)
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.period import month_year
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT

CODE: Final = "O10"


def compute_o10(inputs: Inputs) -> Output:
    """Add up the minutes broadcast in the year (rules R04, R05, R08; RL-37).

    Minutes come from the monthly log of a station; of a station without any row in the year, from
    the air minutes of its placements, never both. A blank is missing, not 0: the sum is then a
    lower bound (F-THIEU).

    Parameters
    ----------
    inputs
        Needs ``broadcasts``, media records, ``channels``, ``areas``, ``area_succession``.

    Returns
    -------
    Output
        Headline in minutes. ``luot``: times broadcast. ``tang_cuong``: change in percent against
        the year before, over the ``n`` stations with minutes in both years from the same source
        (numerator: minutes gained; denominator: minutes of the year before). ``phu_xa``: share of
        the communes in force on 31 December that a broadcast for that very commune reached;
        coverage of a whole district or province says nothing about a commune. Breakdowns
        ``system``, ``area``, ``commune``, ``month`` add up to the headline.
    """
    rows = inputs.once(airings)
    coverage = coverage_of(inputs, LOG)
    head = count_row(
        inputs,
        CODE,
        _sum(rows["minutes"], coverage),
        unit="phút",
        coverage=coverage,
        checked=float(rows.loc[rows["verified"], "minutes"].sum()),
        flags=_flags(inputs, rows, "minutes"),
    )
    times = replace(
        head,
        variant="luot",
        value=_sum(rows["spots"], coverage),
        unit="lượt",
        verdict="",
        flags=coverage.flags | _year_flags(head) | _flags(inputs, rows, "spots"),
    )
    variants = [times, _change(inputs, head), _communes_reached(inputs, head, coverage)]
    return Output([head, *variants, *_parts(inputs, head, rows, coverage)], lambda: _traces(inputs))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O10": compute_o10}
LABELS: Labels = {
    "O10": {
        "luot": ("số lượt phát", "times broadcast"),
        "tang_cuong": (
            "thay đổi so với năm trước, trên cùng các đài có báo cáo",
            "change against the year before, same reporting stations",
        ),
        "phu_xa": ("tỷ lệ xã có ít nhất một lượt phát", "communes with at least one broadcast"),
    }
}


def _sum(values: pd.Series[Any], coverage: Coverage) -> float | None:
    """Return the sum; rows whose figures are all blank have none, no rows are 0 if filed (R01)."""
    if values.notna().any():
        return float(values.sum())
    return coverage.count(0, known=False) if values.empty else None


def _flags(inputs: Inputs, rows: pd.DataFrame, figure: str) -> frozenset[str]:
    reasons = inputs.once(aired_placements)["reason"]
    used = rows[rows[figure].notna()]
    signs = {
        LOWER_BOUND: len(used) < len(rows) or reasons.eq(no_owner()).any(),
        "F-TUKHAI": (~used["verified"].astype(bool)).any(),
        "F-NGOAIKY": reasons.eq(vague_text()).any(),
    }
    return frozenset(flag for flag, shown in signs.items() if shown)


def _year_flags(head: Row) -> frozenset[str]:
    return head.flags & {"F-2021"}


def _change(inputs: Inputs, head: Row) -> Row:
    """Compare stations with themselves: minutes gained over minutes before, ``n`` stations."""
    blank = replace(head, variant="tang_cuong", value=None, unit="%", verdict="")
    now = _stations(inputs.once(airings))
    earlier = replace(inputs, year=inputs.year - 1)
    placed = "media" in now.index.get_level_values("table")
    before = _stations(airings(earlier) if placed else logged_months(earlier))
    both = now.merge(before, left_index=True, right_index=True, suffixes=("_now", "_before"))
    both = both[both["minutes_before"].gt(0) & both["minutes_now"].notna()]
    if both.empty:
        return blank
    uneven = both["months_now"].ne(both["months_before"]).any()
    before_sum = float(both["minutes_before"].sum())
    gained = float(both["minutes_now"].sum()) - before_sum
    flags = blank.flags | ({LOWER_BOUND} if uneven else frozenset())
    return as_ratio(replace(blank, n=float(len(both)), flags=flags), gained, before_sum)


def _stations(rows: pd.DataFrame) -> pd.DataFrame:
    """Return minutes per source and station, and of how many months; blanks stay blank."""
    known = rows[rows["minutes"].notna()]
    by_station = known.groupby(["table", "station"])
    months = by_station["month"].nunique().where(lambda n: n.index.get_level_values(0) == LOG, 0)
    return pd.DataFrame({"minutes": by_station["minutes"].sum(), "months": months})


def _communes_reached(inputs: Inputs, head: Row, coverage: Coverage) -> Row:
    """Return the share of communes with a broadcast of their own (log rows only)."""
    communes, rows = inputs.once(communes_of), inputs.once(logged_months)
    aired = rows[rows["spots"].gt(0) | rows["minutes"].gt(0)]
    unsure = rows["spots"].isna() & rows["minutes"].isna()
    placed = communes.locate(aired["area_id"])
    divided = placed.isna() & communes.level(aired["area_id"]).eq("xa")
    reached = placed.dropna().nunique()
    top = coverage.count(reached, known=reached > 0)
    flags = coverage.flags | _year_flags(head) | break_flags(inputs)
    flags |= {LOWER_BOUND} if unsure.any() or divided.any() else frozenset()
    flags |= frozenset() if communes.valid else {"F-MAUSO"}
    base = replace(head, variant="phu_xa", unit="%", verdict="", flags=flags)
    return as_ratio(base, top, float(len(communes.valid)))


def _parts(inputs: Inputs, head: Row, rows: pd.DataFrame, coverage: Coverage) -> Iterator[Row]:
    """Yield the minutes by system, former district, commune and month."""
    by_area = replace(head, flags=head.flags | break_flags(inputs))
    middle = pd.to_datetime(
        rows["month"].where(rows["month"].ne(UNKNOWN_DISTRICT)) + "-15", format="%Y-%m-%d"
    )
    district = inputs.records.areas.former_district(rows["area_id"], middle)
    level = inputs.once(communes_of).level(rows["area_id"])
    commune = rows["area_id"].where(level.eq("xa")).fillna(UNKNOWN_DISTRICT)
    yield from count_cells(head, "system", _minutes(rows, rows["system"]))
    districts = every_district(inputs, _minutes(rows, district), coverage)
    yield from count_cells(by_area, "area", districts)
    yield from count_cells(by_area, "commune", _minutes(rows, commune))
    months = _minutes(rows, rows["month"])
    begun = _months_begun(inputs).union(months.index)
    yield from count_cells(head, "month", zero_if_complete(months, begun, coverage))


def _minutes(rows: pd.DataFrame, by: pd.Series[Any]) -> pd.Series[Any]:
    """Return minutes per category; one whose rows are all blank has none."""
    return rows["minutes"].groupby(by).sum(min_count=1)


def _months_begun(inputs: Inputs) -> pd.Index:
    """Return the twelve months of the year (RL-37), without those to come."""
    end = min(pd.Timestamp(inputs.interval.last_day), pd.Timestamp(inputs.today))
    first = pd.Timestamp(inputs.interval.start).to_period("M")
    months = pd.period_range(first, periods=12, freq="M")
    return pd.Index([str(month) for month in months if month.start_time <= end], dtype="str")


def _traces(inputs: Inputs) -> pd.DataFrame:
    rows = inputs.once(logged_months)
    blank = rows["minutes"].isna()
    log = pd.DataFrame(
        {
            "role": pd.Series("tinh", index=rows.index).mask(blank, "loai"),
            "reason": pd.Series("", index=rows.index).mask(blank, no_minutes()),
        }
    )
    return join_traces(
        [
            trace_each(CODE, LOG, log),
            trace_cancelled(CODE, LOG, _of_the_year(inputs)),
            trace_rows(inputs, CODE, inputs.once(aired_placements)),
        ]
    )


def _of_the_year(inputs: Inputs) -> pd.DataFrame:
    rows = inputs.data[LOG]
    rows = rows[rows["record_status"].notna()]
    return rows[month_year(rows["month"], inputs.settings.window).eq(inputs.year)]
