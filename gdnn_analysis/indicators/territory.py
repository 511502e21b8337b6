"""Communes as they stand at the end of a year, and cells for every former district (R08, F-2025).

The lists of communes changed on 1/12/2024 and 1/7/2025. A year's commune figures stand on the list
in force on 31 December; what happened earlier in a commune that was wholly taken over counts for
its heir. Where a commune was divided, nobody can say which part a record lies in: it counts for
none, and the figure is a lower bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.coverage import Coverage
from gdnn_analysis.indicators.inputs import Inputs

BROKEN_YEAR: Final = 2025
"""The year in which districts ended and communes were merged."""


@dataclass(frozen=True)
class Communes:
    """Communes in force on the last day of the calendar year.

    Attributes
    ----------
    valid
        Their ids, sorted.
    heirs
        Commune of any time → the commune in force that holds all of it.
    levels
        Area id → code of list AREA_LEVEL.
    """

    valid: tuple[str, ...]
    heirs: Mapping[str, str]
    levels: Mapping[str, str]

    def locate(self, area_ids: pd.Series[Any]) -> pd.Series[Any]:
        """Return the commune in force each area lies in; missing for larger or divided ones."""
        return area_ids.map(self.heirs).astype("str")

    def level(self, area_ids: pd.Series[Any]) -> pd.Series[Any]:
        """Return the level of each area, missing for one the registry does not hold."""
        return area_ids.map(self.levels).astype("str")


def communes_of(inputs: Inputs) -> Communes:
    """Return the communes of the year; call it through ``inputs.once(communes_of)``."""
    areas = inputs.data["areas"]
    year_end = pd.Timestamp(inputs.year, 12, 31)
    in_force = areas["valid_from"].le(year_end)
    in_force &= areas["valid_to"].isna() | areas["valid_to"].ge(year_end)
    own = areas["area_level"].eq("xa") & ~_of_other_districts(inputs)
    valid = frozenset(areas.loc[own & in_force, "area_id"])
    whole = _whole_successions(inputs.data["area_succession"], year_end)
    asked = areas.loc[areas["area_level"].eq("xa"), "area_id"]
    found = {area: _heir(area, valid, whole) for area in asked}
    return Communes(
        valid=tuple(sorted(valid)),
        heirs={area: heir for area, heir in found.items() if heir},
        levels=dict(zip(areas["area_id"], areas["area_level"], strict=True)),
    )


def break_flags(inputs: Inputs) -> frozenset[str]:
    """Return F-2025 in the year the areas changed."""
    return frozenset({"F-2025"} if inputs.year == BROKEN_YEAR else ())


def every_district(inputs: Inputs, counts: pd.Series[Any], coverage: Coverage) -> pd.Series[Any]:
    """Return counts with every former district: a quiet one is 0 only when everybody filed."""
    districts = pd.Index(inputs.records.areas.districts()["area_id"]).union(counts.index)
    return zero_if_complete(counts, districts, coverage)


def zero_if_complete(
    counts: pd.Series[Any], categories: pd.Index, coverage: Coverage
) -> pd.Series[Any]:
    """Return counts of all `categories`; one without rows is missing until everybody filed."""
    every = counts.astype("float64").reindex(categories)
    absent = ~every.index.isin(counts.index)
    return every.mask(absent, 0.0) if coverage.share == 1 else every


def _of_other_districts(inputs: Inputs) -> pd.Series[bool]:
    """Say which areas lie in a district of another province."""
    areas = inputs.data["areas"]
    own = inputs.records.areas.districts()["area_id"]
    other = areas.loc[areas["area_level"].eq("huyen") & ~areas["area_id"].isin(own), "area_id"]
    return areas["parent_area_id"].isin(other)


def _whole_successions(successions: pd.DataFrame, until: pd.Timestamp) -> dict[str, str]:
    """Return the single heir of each area that was not divided."""
    rows = successions[successions["effective_on"].le(until)]
    rows = rows[rows["from_area_id"].ne(rows["to_area_id"])]
    by_area = rows.groupby("from_area_id")
    alone = by_area["to_area_id"].nunique().eq(1) & by_area["share"].min().fillna(1).ge(1)
    heirs = by_area["to_area_id"].first()[alone]
    return {str(old): str(new) for old, new in heirs.items()}


def _heir(area: str, valid: frozenset[str], whole: Mapping[str, str]) -> str:
    """Follow whole successions to a commune in force; empty when there is none."""
    seen: set[str] = set()
    while area not in valid and area in whole and area not in seen:
        seen.add(area)
        area = whole[area]
    return area if area in valid else ""
