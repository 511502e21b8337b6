"""Graduates of a school year and where they went, no pupil counted twice (R01, R08; RL-31, RL-36).

The tables hold rows of schools, of districts and of the whole province side by side. A total row
is not added to its parts (as RL-15 says of sexes). Parts that add up to less than their total are
incomplete: then the total stands, and the parts serve the breakdown by district only.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.frame import join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.period import school_year_for

ALL_SCHOOLS: Final = "TONG"
NOT_SPLIT: Final = "tong"
NOBODY_KNOWS: Final = "KHONG_RO"
_PROVINCE, _DISTRICT, _FINEST = range(3)
_COLUMNS: Final = (
    "level",
    "area_id",
    "school_id",
    "sex",
    "destination",
    "graduates",
    "count",
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
    graduates = _without_totals(_of_the_year(inputs, "graduates", level, "graduates"))
    destinations = _without_totals(_of_the_year(inputs, "destinations", level, "count"))
    destinations, unmatched = _only_of_graduates(graduates, destinations)
    counted = [rows[rows["role"].eq("tinh")] for rows in (graduates, destinations)]
    local = [rows[rows["local"]] for rows in (graduates, destinations)]
    by_sex = _groups(counted[0], counted[1], "sex")
    return Leavers(
        graduates=graduates,
        destinations=destinations,
        whole=_together(by_sex, counted[1]) if by_sex else None,
        by_district=_groups(local[0], local[1], "district"),
        by_sex=by_sex if set(by_sex) - {NOT_SPLIT} else {},
        unmatched=unmatched,
    )


def _of_the_year(inputs: Inputs, table: str, level: str, figure: str) -> pd.DataFrame:
    """Return the rows of the school year with ``figure``, ``district`` and ``rank`` of detail."""
    rows = inputs.data[table]
    chosen = rows["school_year"].eq(school_year_for(inputs.year)) & rows["level"].eq(level)
    rows = rows.loc[chosen, [name for name in _COLUMNS if name in rows.columns]]
    areas = inputs.data["areas"].drop_duplicates("area_id").set_index("area_id")["area_level"]
    detail = rows["area_id"].map(areas).map({"tinh": _PROVINCE, "huyen": _DISTRICT})
    total = rows["school_id"].eq(ALL_SCHOOLS)
    ends = pd.Series(pd.Timestamp(inputs.year, 6, 30), index=rows.index)
    return rows.assign(
        figure=rows[figure].astype("float64"),
        rank=detail.where(total, _FINEST).fillna(_FINEST).astype("int64"),
        district=inputs.records.areas.former_district(rows["area_id"], ends),
    )


def _without_totals(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with ``role`` and ``reason``; ``local``: rows for the breakdown by district."""
    whole = rows["rank"].eq(_PROVINCE)
    in_districts = rows[~whole]
    lost = _losers(in_districts, in_districts["rank"].eq(_DISTRICT), in_districts["district"])
    local = ~whole & ~lost.reindex(rows.index, fill_value=False)
    kept = rows[whole | local]
    beaten = _losers(kept, kept["rank"].eq(_PROVINCE), kept["level"])
    left_out = ~(whole | local) | beaten.reindex(rows.index, fill_value=False)
    total = whole | (~local & rows["rank"].eq(_DISTRICT))
    added = say("dòng tổng, đã tính theo các dòng chi tiết", "total row, its parts are counted")
    short = say(
        "các dòng chi tiết không đủ, đã dùng dòng tổng", "parts incomplete, the total is used"
    )
    status = roles(rows.index, (left_out & total, added), (left_out & ~total, short))
    return rows.assign(local=local, **status)


def _losers(rows: pd.DataFrame, total: pd.Series[bool], group: pd.Series[str]) -> pd.Series[bool]:
    """Return the rows not to add: totals beside parts, or parts that add up to less than them."""
    if total.all() or not total.any():
        return pd.Series(False, index=rows.index)
    whole = rows["figure"].where(total).groupby(group).transform("sum", min_count=1)
    parts = rows["figure"].where(~total).groupby(group).transform("sum", min_count=1)
    return whole.notna() & parts.notna() & total.eq(parts.ge(whole))


def _only_of_graduates(
    graduates: pd.DataFrame, destinations: pd.DataFrame
) -> tuple[pd.DataFrame, bool]:
    """Leave out destinations of districts whose graduates are not known: no denominator (R01)."""
    counted = graduates[graduates["role"].eq("tinh")]
    if counted["rank"].eq(_PROVINCE).any():
        return destinations, False
    alien = destinations["local"] & ~destinations["district"].isin(counted["district"])
    note = say("địa bàn không có số tốt nghiệp", "no figure of graduates for this area")
    refused = alien & destinations["role"].eq("tinh")
    return destinations.assign(
        role=destinations["role"].mask(refused, "loai"),
        reason=destinations["reason"].mask(refused, note),
    ), bool(alien.any())


def _groups(graduates: pd.DataFrame, destinations: pd.DataFrame, by: str) -> Groups:
    """Return the groups of graduates by `by`, in the order of the codes."""
    went: dict[str, dict[str, float]] = {}
    sums = destinations.groupby([by, "destination"], as_index=False)["figure"].sum()
    for name, code, pupils in zip(sums[by], sums["destination"], sums["figure"], strict=True):
        went.setdefault(name, {})[code] = float(pupils)
    return {
        str(name): Group(float(pupils), went.get(str(name), {}))
        for name, pupils in graduates.groupby(by)["figure"].sum().items()
    }


def _together(by_sex: Groups, destinations: pd.DataFrame) -> Group:
    """Return the graduates of both sexes as one group, with all destinations counted."""
    sums = destinations.groupby("destination")["figure"].sum()
    return Group(
        math.fsum(group.graduates for group in by_sex.values()),
        {str(code): float(pupils) for code, pupils in sums.items()},
    )
