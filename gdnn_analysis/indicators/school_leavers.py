"""Graduates of a school year and where they went, no pupil counted twice (R01, R08; RL-31, RL-36).

The tables hold rows of schools, of districts and of the whole province side by side. A total row
is not added to its parts (as RL-15 says of sexes). Parts that add up to less than their total are
incomplete: then the total stands, and the parts serve the breakdown by district only.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gdnn_analysis.indicators.frame import join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.roles import roles_for
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.period import school_year_for
from gdnn_analysis.records.areas import AreaHistory

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
_Columns = dict[str, NDArray[Any]]

ALL_SCHOOLS: Final = "TONG"
NOT_SPLIT: Final = "tong"
NOBODY_KNOWS: Final = "KHONG_RO"
_PROVINCE, _DISTRICT, _FINEST = range(3)
_COLUMNS: Final = (
    "school_year",
    "level",
    "sex",
    "destination",
    "data_status",
)


@dataclass(frozen=True)
class Group:
    """Graduates of one area or sex.

    Attributes
    ----------
    graduates
        How many they are.
    went
        Destination → pupils; empty when nobody recorded any.
    """

    graduates: float
    went: Mapping[str, float]

    @property
    def unrecorded(self) -> float | None:
        """Graduates without any destination; negative where the two tables do not agree."""
        return self.graduates - math.fsum(self.went.values()) if self.went else None

    @property
    def unknown(self) -> float | None:
        """Graduates of unknown destination, recorded as such or not recorded at all."""
        gap = self.unrecorded
        return None if gap is None or gap < 0 else gap + self.went.get(NOBODY_KNOWS, 0.0)

    def gone(self, destinations: Collection[str]) -> float | None:
        """Return how many went there; nothing without destinations that fit the graduates."""
        if self.unknown is None:
            return None
        return math.fsum(self.went.get(code, 0.0) for code in destinations)


Groups = Mapping[str, Group]


@dataclass(frozen=True)
class _AllYears:
    """Rows of all years, and the places of those of each school year and level."""

    rows: pd.DataFrame
    places: Mapping[Any, Any]


@dataclass(frozen=True)
class Leavers:
    """Graduates of one level in one school year.

    Attributes
    ----------
    graduates, destinations
        Rows by record with ``figure``, ``district``, ``sex``, ``role`` and ``reason``; the rows
        with role ``tinh`` make the figure of the province.
    whole
        The graduates of the province; ``None`` when nobody says how many they are.
    by_district, by_sex
        The same by former district and by sex (empty where no source splits them by sex).
    unmatched
        Whether destinations of districts without graduates were left out.
    """

    graduates: pd.DataFrame
    destinations: pd.DataFrame
    whole: Group | None
    by_district: Groups
    by_sex: Groups
    unmatched: bool

    def trace(self, code: str) -> pd.DataFrame:
        """Return what became of every row of the school year."""
        return join_traces(
            [
                trace_each(code, "graduates", self.graduates),
                trace_each(code, "destinations", self.destinations),
            ]
        )


def leavers_of(inputs: Inputs, level: str) -> Leavers:
    """Return the graduates of `level` (THCS, THPT) of the school year of the report year."""
    graduates = _of_the_year(inputs, _graduates, level)
    destinations = _of_the_year(inputs, _destinations, level)
    destinations, unmatched = _only_of_graduates(graduates, destinations)
    counted = [
        _chosen(rows, rows["role"].to_numpy() == "tinh") for rows in (graduates, destinations)
    ]
    local = [_chosen(rows, rows["local"].to_numpy()) for rows in (graduates, destinations)]
    by_sex = _groups(counted[0], counted[1], "sex")
    return Leavers(
        graduates=graduates,
        destinations=destinations,
        whole=_together(by_sex, counted[1]) if by_sex else None,
        by_district=_groups(local[0], local[1], "district"),
        by_sex=by_sex if set(by_sex) - {NOT_SPLIT} else {},
        unmatched=unmatched,
    )


def _of_the_year(inputs: Inputs, table: Callable[[Dataset], _AllYears], level: str) -> pd.DataFrame:
    """Return the rows of the school year."""
    every = inputs.once_per_run(table)
    places = every.places.get((school_year_for(inputs.year), level), [])
    return every.rows.take(places)


def _graduates(data: Dataset) -> _AllYears:
    return _all_years(data, "graduates", "graduates")


def _destinations(data: Dataset) -> _AllYears:
    return _all_years(data, "destinations", "count")


def _all_years(data: Dataset, table: str, figure: str) -> _AllYears:
    """Return the rows of every year and level with what becomes of them."""
    rows = data[table]
    areas = data["areas"].drop_duplicates("area_id").set_index("area_id")["area_level"]
    detail = rows["area_id"].map(areas).map({"tinh": _PROVINCE, "huyen": _DISTRICT})
    total = rows["school_id"].eq(ALL_SCHOOLS)
    ends = pd.to_datetime(rows["school_year"].str[-4:] + "-06-30", errors="coerce")
    kept = [name for name in _COLUMNS if name in rows.columns]
    rows = rows[kept].assign(
        figure=rows[figure].astype("float64"),
        rank=detail.where(total, _FINEST).fillna(_FINEST).astype("int64"),
        district=AreaHistory(data).former_district(rows["area_id"], ends),
    )
    places = rows.groupby(["school_year", "level"]).indices
    return _AllYears(_without_totals(rows), places)


def _without_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with ``role`` and ``reason``; ``local``: rows for the breakdown by district."""
    figure, rank = rows["figure"].to_numpy(), rows["rank"].to_numpy()
    year, district = (
        rows.groupby(key).ngroup().to_numpy().astype(np.intp)
        for key in (["school_year", "level"], ["school_year", "level", "district"])
    )
    whole, of_district = rank == _PROVINCE, rank == _DISTRICT
    local = ~whole & ~_losers(np.where(whole, np.nan, figure), of_district, district)
    kept = whole | local
    left_out = ~kept | (kept & _losers(np.where(kept, figure, np.nan), whole, year))
    total = whole | (~local & of_district)
    added = say("dòng tổng, đã tính theo các dòng chi tiết", "total row, its parts are counted")
    short = say(
        "các dòng chi tiết không đủ, đã dùng dòng tổng", "parts incomplete, the total is used"
    )
    reason = np.where(left_out, np.where(total, added, short), "")
    status = roles_for(pd.Series(reason, index=rows.index, dtype="str"))
    return rows.drop(columns=["school_year", "level"]).assign(local=local, **status)


def _losers(figure: Numbers, total: Mask, group: NDArray[np.intp]) -> Mask:
    """Return the rows not to add: totals beside parts, or parts that add up to less than them."""
    whole, parts = (_sum_in_group(figure, rows, group) for rows in (total, ~total))
    both = ~np.isnan(whole) & ~np.isnan(parts)
    lost: Mask = both & (total == (parts >= whole))
    return lost


def _sum_in_group(figure: Numbers, rows: Mask, group: NDArray[np.intp]) -> Numbers:
    """Return for every row the sum over `rows` of its group; missing where none has a figure."""
    used = rows & ~np.isnan(figure) & (group >= 0)
    size = int(group.max(initial=-1)) + 2  # the last place is of rows in no group
    known = np.bincount(group[used], minlength=size)
    sums = np.bincount(group[used], weights=figure[used], minlength=size)
    found: Numbers = np.where(known > 0, sums, np.nan)[group]
    return found


def _only_of_graduates(
    graduates: pd.DataFrame, destinations: pd.DataFrame
) -> tuple[pd.DataFrame, bool]:
    """Leave out destinations of districts whose graduates are not known: no denominator (R01)."""
    counted = graduates["role"].to_numpy() == "tinh"
    if (graduates["rank"].to_numpy()[counted] == _PROVINCE).any():
        return destinations, False
    known = set(graduates["district"].to_numpy()[counted])
    alien = destinations["local"].to_numpy() & ~destinations["district"].isin(known).to_numpy()
    if not alien.any():
        return destinations, False
    note = say("địa bàn không có số tốt nghiệp", "no figure of graduates for this area")
    refused = alien & (destinations["role"].to_numpy() == "tinh")
    return destinations.assign(
        role=destinations["role"].mask(refused, "loai"),
        reason=destinations["reason"].mask(refused, note),
    ), True


def _chosen(rows: pd.DataFrame, chosen: Mask) -> _Columns:
    """Return the columns that groups are made of, of the rows `chosen`."""
    names = [name for name in ("sex", "district", "destination", "figure") if name in rows]
    return {name: rows[name].to_numpy()[chosen] for name in names}


def _groups(graduates: _Columns, destinations: _Columns, by: str) -> Groups:
    """Return the groups of graduates by `by`, in the order of the codes."""
    went: dict[str, dict[str, float]] = {}
    for (name, code), pupils in _sums(destinations, by, "destination").items():
        went.setdefault(name, {})[code] = pupils
    return {
        name: Group(pupils, went.get(name, {})) for (name,), pupils in _sums(graduates, by).items()
    }


def _together(by_sex: Groups, destinations: _Columns) -> Group:
    """Return the graduates of both sexes as one group, with all destinations counted."""
    return Group(
        math.fsum(group.graduates for group in by_sex.values()),
        {code: pupils for (code,), pupils in _sums(destinations, "destination").items()},
    )


def _sums(columns: _Columns, *keys: str) -> dict[tuple[str, ...], float]:
    """Return the sum of ``figure`` by `keys`, in their order; rows without a key are in none."""
    figure, names = columns["figure"], []
    place, known = np.zeros(len(figure), dtype="int64"), np.ones(len(figure), dtype=bool)
    for key in keys:
        codes, values = pd.factorize(columns[key], sort=True)
        place, known = place * len(values) + codes, known & (codes >= 0)
        names.append([str(value) for value in values])
    sums = np.bincount(place[known], weights=np.nan_to_num(figure[known]))
    present = np.bincount(place[known]) > 0
    groups = product(*names)
    return {
        group: float(pupils)
        for group, pupils, one in zip(groups, sums, present, strict=False)
        if one
    }
