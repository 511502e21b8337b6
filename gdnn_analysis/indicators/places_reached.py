"""Districts and communes reached by an event, a broadcast or a promotion site (O18)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.airings import LOG, logged_months
from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.held import held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.sites import TABLE as SITES
from gdnn_analysis.indicators.sites import live_deployments, one_per_site
from gdnn_analysis.indicators.territory import (
    break_flags,
    communes_of,
    zero_if_complete,
)
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT

CODE: Final = "O18"
SCHOOL_GROUP: Final = "CSGDNN"
ONLINE: Final = "truc_tuyen"
_ACTS_UNIT: Final = "hoạt động/năm"
_FIELDS: Final = ["table", "object_id", "area_id", "district", "verified"]


def compute_o18(inputs: Inputs) -> Output:
    """Return the share of the former districts with an event, a broadcast or a promotion site.

    An act is an event held, a month in which a station broadcast for the area, or a site where
    something stood in the year (R08). The former districts stay fixed statistical areas; an
    act for the whole province is an act in no district.

    Parameters
    ----------
    inputs
        Needs ``events``, ``broadcasts``, ``deployments``, ``areas``, ``area_succession``,
        ``units``.

    Returns
    -------
    Output
        Headline in percent of the districts; ``xa``: of the communes in force on 31 December,
        ``xa_co_csgdnn``: of those that are the seat of a vocational school. Acts whose place is
        not known well enough make a share below 100 % a lower bound (F-THIEU). Breakdowns:
        acts per year (denominator: one year) by ``area`` (district), ``commune`` (those with any)
        and ``commune_with_vet``.
    """
    acts = inputs.once(_acts)
    coverage = coverage_of(inputs, "events", LOG, SITES)
    districts = pd.Index(inputs.records.areas.districts()["area_id"])
    located = acts.assign(commune=inputs.once(communes_of).locate(acts["area_id"]))
    communes = pd.Index(inputs.once(communes_of).valid)
    seats = _seats(inputs)
    blank = Row(
        CODE,
        unit="%",
        completeness=coverage.share,
        flags=coverage.flags | year_flags(inputs) | break_flags(inputs),
    )
    vague = _vague_commune(inputs, located)
    rows = [
        _judged(inputs, _share(blank, acts, "district", districts, coverage, _vague(inputs, acts))),
        _share(replace(blank, variant="xa"), located, "commune", communes, coverage, vague),
        _share(replace(blank, variant="xa_co_csgdnn"), located, "commune", seats, coverage, vague),
        *_acts_by(blank, "area", acts["district"], districts, coverage),
        *_acts_by(blank, "commune", located["commune"], _found(located, communes), coverage),
        *_acts_by(blank, "commune_with_vet", located["commune"], seats, coverage),
    ]
    return Output(rows, lambda: _traces(inputs, acts))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O18": compute_o18}
LABELS: Labels = {
    "O18": {
        "xa": ("tỷ lệ xã, phường, thị trấn", "share of communes"),
        "xa_co_csgdnn": (
            "tỷ lệ xã, phường, thị trấn có trụ sở cơ sở GDNN",
            "share of communes with a vocational school",
        ),
    }
}


def _acts(inputs: Inputs) -> pd.DataFrame:
    """Return one row per act, with ``located`` (it happened in one place of its area)."""
    events = inputs.once(held_events).events.assign(table="events")
    months = inputs.once(logged_months)
    months = months[months["spots"].gt(0) | months["minutes"].gt(0)]
    district = inputs.records.areas.former_district(months["area_id"], months["day"])
    months = months.assign(district=district, object_id=months.index.astype("str"))
    sites = inputs.once(live_deployments)
    sites = sites[sites["reason"].eq("") & sites["place_type"].ne(ONLINE)]
    sites = one_per_site(sites).assign(table=SITES).rename(columns={"site_id": "object_id"})
    every = pd.concat([part[_FIELDS] for part in (events, months, sites)])
    every = every.rename_axis("record").reset_index()
    return every.assign(located=every["table"].ne(LOG))


def _seats(inputs: Inputs) -> pd.Index:
    """Return the communes with the seat of a school in force at the end of the year."""
    units = inputs.records.units.valid_on(date(inputs.year, 12, 31))
    schools = units[units["actor_group"].eq(SCHOOL_GROUP)]
    seats = inputs.once(communes_of).locate(schools["area_id"]).dropna()
    found: pd.Index = pd.Index(seats.drop_duplicates())
    return found


def _vague(inputs: Inputs, acts: pd.DataFrame) -> bool:
    """Say whether an act lies in a district nobody can name; a provincial broadcast does not."""
    level = inputs.once(communes_of).level(acts["area_id"])
    unknown = acts["district"].eq(UNKNOWN_DISTRICT)
    return bool((unknown & (acts["located"] | level.ne("tinh"))).any())


def _vague_commune(inputs: Inputs, located: pd.DataFrame) -> bool:
    """Say whether an act lies in a commune nobody can name; a wider broadcast does not."""
    level = inputs.once(communes_of).level(located["area_id"])
    return bool((located["commune"].isna() & (located["located"] | level.eq("xa"))).any())


def _share(
    base: Row,
    acts: pd.DataFrame,
    column: str,
    places: pd.Index,
    coverage: Coverage,
    vague: bool,
) -> Row:
    reached = int(places.isin(acts[column]).sum())
    top = coverage.count(reached, known=reached > 0)
    flags = base.flags
    if not len(places):
        flags |= {"F-MAUSO"}
    elif vague and reached < len(places):
        flags |= {LOWER_BOUND}
    checked = acts.loc[acts["verified"], column]
    if top is not None and places.isin(checked).sum() < reached:
        flags |= {"F-TUKHAI"}
    return as_ratio(replace(base, flags=flags), top, float(len(places)))


def _judged(inputs: Inputs, row: Row) -> Row:
    checked = None if "F-TUKHAI" not in row.flags else 0.0
    verdict = verdict_of(
        inputs,
        CODE,
        row.value,
        share=row.completeness,
        checked=row.value if checked is None else checked,
    )
    return replace(row, verdict=verdict)


def _found(located: pd.DataFrame, communes: pd.Index) -> pd.Index:
    return communes[communes.isin(located["commune"])]


def _acts_by(
    base: Row, breakdown: str, places: pd.Series[Any], categories: pd.Index, coverage: Coverage
) -> Iterator[Row]:
    """Yield acts per place; a quiet place is 0 only when everybody filed."""
    counts = places.value_counts()
    counts = counts[counts.index.isin(categories)]
    for category, value in zero_if_complete(counts, categories, coverage).sort_index().items():
        row = replace(base, breakdown=breakdown, category=str(category), unit=_ACTS_UNIT)
        yield row if pd.isna(value) else as_ratio(row, float(value), 1.0, factor=1)


def _traces(inputs: Inputs, acts: pd.DataFrame) -> pd.DataFrame:
    """Return every row of the three logs that may have been an act."""
    held = inputs.once(held_events).inside
    months = inputs.once(logged_months)
    sites = inputs.once(live_deployments)
    silent = say("không có lượt phát, phút phát", "no broadcast")
    online = say("phát hành trực tuyến, không có địa bàn", "handed out online, no place")
    logged = pd.Series("", index=months.index, dtype="str")
    logged = logged.mask(~(months["spots"].gt(0) | months["minutes"].gt(0)), silent)
    placed = sites["reason"]
    placed = placed.mask(placed.eq("") & sites["place_type"].eq(ONLINE), online)
    parts = (("events", held["reason"]), (LOG, logged), (SITES, placed))
    return join_traces(
        [trace_each(CODE, table, _roles(acts, table, reason)) for table, reason in parts]
    )


def _roles(acts: pd.DataFrame, table: str, reason: pd.Series[Any]) -> pd.DataFrame:
    own = acts[acts["table"].eq(table)].set_index("record")
    counted = reason.index.isin(own.index)
    merged = reason.eq("") & ~counted
    nowhere = pd.Series(own["district"].eq(UNKNOWN_DISTRICT)).reindex(reason.index).eq(True)
    note = say("không xác định được địa bàn cấp huyện cũ", "former district not known")
    again = say("cùng một sự kiện, một điểm với dòng khác", "same event or site as another row")
    role = pd.Series("loai", index=reason.index).mask(counted, "tinh").mask(merged, "gop")
    return pd.DataFrame(
        {
            "role": role.mask(counted & nowhere, "loai"),
            "reason": reason.mask(merged, again).mask(counted & nowhere, note),
        }
    )
