"""What became of graduates, school by school and district by district, over the years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.records.areas import AreaHistory

VOCATIONAL: Final[Mapping[str, tuple[str, ...]]] = {
    "THCS": ("TC_CD", "SC", "GDTX_NGHE"),
    "THPT": ("TC_CD", "SC"),
}
"""Destinations that are vocational education, by level of the school left (P01 narrow, P02 broad:
entrants to colleges alone are not known by school)."""
ONLY_TOTAL: Final = "TONG"

_USED: Final = ["school_year", "area_id", "school_id", "sex", "graduates", "destination", "count"]


@dataclass(frozen=True, eq=False)
class History:
    """Graduates of one level and where they went in all years: prepared once per run.

    Attributes
    ----------
    graduates, destinations
        Rows of the tables with ``year``, the report year of the school year (RL-31). Total rows
        beside their parts were left out when the tables were read (RL-15).
    """

    graduates: pd.DataFrame
    destinations: pd.DataFrame
    _found: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict, init=False)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Report years since the plan with graduates and destinations both."""
        both = set(self.graduates["year"].unique()) & set(self.destinations["year"].unique())
        return tuple(sorted(int(year) for year in both if year >= PLAN_START.year))

    def schools(self, level: str) -> pd.DataFrame:
        """Return the share of each school and year that went where `level` says."""
        if ("schools", level) not in self._found:
            came, went = (rows[rows["school_id"].ne(ONLY_TOTAL)] for rows in self._rows(level))
            self._found["schools", level] = _shares(came, went, ["year", "school_id"])
        return self._found["schools", level]

    def districts(self, level: str, areas: AreaHistory) -> pd.DataFrame:
        """Return the share of each former district and year, as :meth:`schools`."""
        if ("districts", level) not in self._found:
            # Summed first: an area stands in thousands of rows.
            sums = [
                rows.groupby(["year", "area_id"]).sum(numeric_only=True)
                for rows in self._rows(level)
            ]
            came, went = (_in_districts(areas, rows.reset_index()) for rows in sums)
            shares = _shares(came, went, ["year", "district"])
            known = shares["district"].isin(areas.districts()["area_id"])
            self._found["districts", level] = shares[known]
        return self._found["districts", level]

    def _rows(self, level: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the graduates, and the destinations with 0 ``entrants`` where not vocational."""
        place, rows = ["year", "area_id", "school_id"], self.destinations
        vocational = rows["destination"].isin(VOCATIONAL[level])
        entrants = rows["count"].astype("float64").where(vocational, 0.0)
        return self.graduates[[*place, "graduates"]], rows[place].assign(entrants=entrants)


@dataclass(frozen=True)
class Streams:
    """Graduates of one level and where they went, up to the report year."""

    history: History
    last: int

    @property
    def graduates(self) -> pd.DataFrame:
        """Rows of ``graduates`` up to the report year."""
        return _up_to(self.history.graduates, self.last)

    @property
    def destinations(self) -> pd.DataFrame:
        """Rows of ``destinations`` up to the report year."""
        return _up_to(self.history.destinations, self.last)

    @property
    def years(self) -> tuple[int, ...]:
        """Report years since the plan with graduates and destinations both."""
        return tuple(year for year in self.history.years if year <= self.last)


def lower_streams(inputs: Inputs) -> Streams:
    """Return the streams after lower secondary school."""
    return Streams(inputs.once_per_run(_lower_history), inputs.year)


def upper_streams(inputs: Inputs) -> Streams:
    """Return the streams after upper secondary school."""
    return Streams(inputs.once_per_run(_upper_history), inputs.year)


def used_rows(rows: pd.DataFrame) -> pd.Index:
    """Return the records something is made of: all since the plan, and earlier ones by school."""
    since = rows["year"] >= PLAN_START.year
    return rows.index[since | rows["school_id"].ne(ONLY_TOTAL)]


def school_shares(streams: Streams, level: str) -> pd.DataFrame:
    """Return the vocational share of each school and year.

    Returns
    -------
    DataFrame
        Columns ``year``, ``school_id``, ``graduates`` and ``share`` (0-100). A school without any
        destination, or without graduates, is missing, not 0.
    """
    return _up_to(streams.history.schools(level), streams.last)


def district_shares(inputs: Inputs, streams: Streams, level: str) -> pd.DataFrame:
    """Return the vocational share of each former district and year, as :func:`school_shares`."""
    return _up_to(streams.history.districts(level, inputs.records.areas), streams.last)


def end_years(school_years: pd.Series[str]) -> pd.Series[int]:
    """Return the year each school year ends in, which is its report year (RL-31)."""
    distinct = {text: int(text[-4:]) for text in school_years.unique()}
    return school_years.map(distinct).astype("int64")


def _lower_history(data: Dataset) -> History:
    return _history(data, "THCS")


def _upper_history(data: Dataset) -> History:
    return _history(data, "THPT")


def _history(data: Dataset, level: str) -> History:
    return History(*(_of_level(data[table], level) for table in ("graduates", "destinations")))


def _of_level(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    used = [name for name in _USED if name in rows.columns]
    own = rows[used][rows["level"].eq(level).to_numpy(dtype=bool, na_value=False)]
    return own.assign(year=end_years(own["school_year"]))


def _up_to(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    return rows[rows["year"].to_numpy() <= year]


def _shares(graduates: pd.DataFrame, destinations: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    base = graduates.groupby(key)["graduates"].sum().astype("float64")
    entrants = destinations.groupby(key)["entrants"].sum()
    table = base[base > 0].to_frame("graduates").join(entrants, how="inner")
    return table.assign(share=100 * table["entrants"] / table["graduates"]).reset_index()


def _in_districts(areas: AreaHistory, rows: pd.DataFrame) -> pd.DataFrame:
    on = pd.to_datetime(rows["year"].astype("str") + "-05-31")
    return rows.assign(district=areas.former_district(rows["area_id"], on))
