"""What became of graduates, school by school and district by district, over the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.period import PLAN_START

VOCATIONAL: Final[Mapping[str, tuple[str, ...]]] = {
    "THCS": ("TC_CD", "SC", "GDTX_NGHE"),
    "THPT": ("TC_CD", "SC"),
}
"""Destinations that are vocational education, by level of the school left (P01 narrow, P02 broad:
entrants to colleges alone are not known by school)."""
ONLY_TOTAL: Final = "TONG"

_USED: Final = ["school_year", "area_id", "school_id", "sex", "graduates", "destination", "count"]


@dataclass(frozen=True)
class Streams:
    """Graduates of one level and where they went, up to the report year.

    Attributes
    ----------
    graduates, destinations
        Rows of the tables with ``year``, the report year of the school year (RL-31). Total rows
        beside their parts were left out when the tables were read (RL-15).
    """

    graduates: pd.DataFrame
    destinations: pd.DataFrame

    @property
    def years(self) -> tuple[int, ...]:
        """Report years since the plan with graduates and destinations both."""
        both = set(self.graduates["year"]) & set(self.destinations["year"])
        return tuple(sorted(int(year) for year in both if year >= PLAN_START.year))


def lower_streams(inputs: Inputs) -> Streams:
    """Return the streams after lower secondary school; call it through ``inputs.once``."""
    return _streams(inputs, "THCS")


def upper_streams(inputs: Inputs) -> Streams:
    """Return the streams after upper secondary school; call it through ``inputs.once``."""
    return _streams(inputs, "THPT")


def used_rows(rows: pd.DataFrame) -> pd.Index:
    """Return the records something is made of: all since the plan, and earlier ones by school."""
    since = rows["year"] >= PLAN_START.year
    return rows.index[since | rows["school_id"].ne(ONLY_TOTAL)]


def lower_schools(inputs: Inputs) -> pd.DataFrame:
    """Return the shares of lower secondary schools; call it through ``inputs.once``."""
    return school_shares(inputs.once(lower_streams), "THCS")


def school_shares(streams: Streams, level: str) -> pd.DataFrame:
    """Return the vocational share of each school and year.

    Returns
    -------
    DataFrame
        Columns ``year``, ``school_id``, ``area_id``, ``graduates`` and ``share`` (0-100). A school
        without any destination, or without graduates, is missing, not 0.
    """
    own_g = streams.graduates[streams.graduates["school_id"].ne(ONLY_TOTAL)]
    own_d = streams.destinations[streams.destinations["school_id"].ne(ONLY_TOTAL)]
    codes, names = pd.factorize(own_g["area_id"], sort=True)  # numbers are quicker to compare
    areas = own_g.assign(area=codes).groupby(["year", "school_id"], as_index=False)["area"].min()
    shares = _shares(own_g, own_d, ["year", "school_id"], level)
    shares = shares.merge(areas, on=["year", "school_id"])
    named = names.take(shares["area"].to_numpy(), allow_fill=False)
    return shares.drop(columns="area").assign(area_id=named)


def district_shares(inputs: Inputs, streams: Streams, level: str) -> pd.DataFrame:
    """Return the vocational share of each former district and year, as :func:`school_shares`."""
    place = ["year", "area_id"]  # summed first: an area stands in thousands of rows
    graduates = streams.graduates.groupby(place)["graduates"].sum().reset_index()
    destinations = streams.destinations.groupby([*place, "destination"])["count"].sum()
    shares = _shares(
        _in_districts(inputs, graduates),
        _in_districts(inputs, destinations.reset_index()),
        ["year", "district"],
        level,
    )
    return shares[shares["district"].isin(inputs.records.areas.districts()["area_id"])]


def _streams(inputs: Inputs, level: str) -> Streams:
    graduates, destinations = (
        _up_to(inputs.data[table], level, inputs.year) for table in ("graduates", "destinations")
    )
    return Streams(graduates, destinations)


def _up_to(rows: pd.DataFrame, level: str, year: int) -> pd.DataFrame:
    used = [name for name in _USED if name in rows.columns]
    own = rows.loc[rows["level"].eq(level), used]
    own = own.assign(year=end_years(own["school_year"]))
    return own[own["year"] <= year]


def end_years(school_years: pd.Series[str]) -> pd.Series[int]:
    """Return the year each school year ends in, which is its report year (RL-31)."""
    distinct = {text: int(text[-4:]) for text in school_years.unique()}
    return school_years.map(distinct).astype("int64")


def _shares(
    graduates: pd.DataFrame, destinations: pd.DataFrame, key: list[str], level: str
) -> pd.DataFrame:
    base = graduates.groupby(key)["graduates"].sum().astype("float64")
    known = destinations.groupby(key)["count"].sum().index
    vocational = destinations[destinations["destination"].isin(VOCATIONAL[level])]
    entrants = vocational.groupby(key)["count"].sum().astype("float64").reindex(known).fillna(0)
    table = base[base > 0].to_frame("graduates").join(entrants.rename("entrants"), how="inner")
    return table.assign(share=100 * table["entrants"] / table["graduates"]).reset_index()


def _in_districts(inputs: Inputs, rows: pd.DataFrame) -> pd.DataFrame:
    on = pd.to_datetime(rows["year"].astype("str") + "-05-31")
    return rows.assign(district=inputs.records.areas.former_district(rows["area_id"], on))
