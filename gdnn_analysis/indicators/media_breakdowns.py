"""Counted works by type, unit, channel, month, former district and theme (O01, ``C/S1/tat_ca``).

Every breakdown adds up to the whole: what is not known is a category of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.records.media_keys import Ints

UNKNOWN: Final = "khong_xac_dinh"
UNCODED: Final = "khong_ma_hoa"
_PER_UNIT: Final = 1 << 40
"""More seconds than lie between any two days."""


def breakdown_rows(inputs: Inputs, works: pd.DataFrame, total: Row) -> list[Row]:
    """Return the breakdowns of a count of works.

    Parameters
    ----------
    inputs
        Units, areas and the reporting window.
    works
        The counted works with their first publication.
    total
        Row of the whole; variant, unit, completeness and flags are taken over.

    Returns
    -------
    list of Row
        Codes of a list, months begun and former districts without works are shown as 0; units and
        channels only when they have some. ``area`` is the former district of the seat of the
        producing unit on the day: the log holds no venue.
    """
    items = contract().codes("ITEM")
    categories: list[tuple[str, Iterable[Any], Iterable[str]]] = [
        ("item_type", works["item_type"], [code for code in items if code != "khac"]),
        ("author_unit", works["author_unit_id"].fillna(UNKNOWN), []),
        ("channel", works["channel_id"], []),
        ("month", _months(works), _months_begun(inputs)),
        ("area", _districts(inputs, works), inputs.records.areas.districts()["area_id"]),
        ("theme", map(_primary, works["theme_codes"]), contract().codes("THEME")),
    ]
    return [
        replace(total, breakdown=name, category=category, value=value, numerator=value)
        for name, values, known in categories
        for category, value in counts(values, known).items()
    ]


def counts(values: Iterable[Any], known: Iterable[str]) -> dict[str, float]:
    """Return how often each category occurs, the known ones first and with their zeros."""
    found = Counter(values.tolist() if isinstance(values, pd.Series) else values)
    order = dict.fromkeys([*known, *sorted(value for value in found if isinstance(value, str))])
    return {category: float(found[category]) for category in order}


def _primary(codes: tuple[str, ...]) -> str:
    """Return the first code, which is the primary one (rule R18)."""
    return codes[0] if codes else UNCODED


def _months(works: pd.DataFrame) -> Iterable[str]:
    """Return the month of first publication (``2023-05``), unknown for a date known to the year."""
    first = works["start"].to_numpy().astype("datetime64[M]")
    last = (works["end"].to_numpy() - np.timedelta64(1, "D")).astype("datetime64[M]")
    months = np.datetime_as_string(first)
    known: list[str] = np.where(first == last, months, UNKNOWN).tolist()
    return known


def _months_begun(inputs: Inputs) -> list[str]:
    """Return the months of the window that have begun: a month to come has no count yet."""
    first, last = inputs.interval.start, min(inputs.interval.last_day, inputs.today)
    return [
        f"{month // 12:04d}-{month % 12 + 1:02d}"
        for month in range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    ]


def _districts(inputs: Inputs, works: pd.DataFrame) -> pd.Series[Any]:
    """Return the former district of the seat of each work's producing unit (RL-32)."""
    seats = inputs.once_per_run(_seats)
    found = seats.on(works["author_unit_id"], works["start"])
    return inputs.records.areas.former_district(found, works["start"])


@dataclass(frozen=True, eq=False)
class _Seats:
    """The areas of the seats of units, by unit and then by the first day of each.

    Attributes
    ----------
    units
        Ids of all units, sorted.
    keys
        Per seat the place of its unit in `units` and its first day as one sortable number.
    areas
        Area of each seat.
    """

    units: pd.Index
    keys: Ints
    areas: npt.NDArray[np.object_]

    def on(self, unit_ids: pd.Series[Any], days: pd.Series[Any]) -> pd.Series[Any]:
        """Return the area of each unit's seat on its day; before its first row, the first seat."""
        unit = self.units.get_indexer(pd.Index(unit_ids))
        first = np.searchsorted(self.keys, _sortable(unit, None), side="left")
        last = np.searchsorted(self.keys, _sortable(unit, days), side="right") - 1
        known = unit >= 0
        found = np.full(len(unit), np.nan, dtype=object)
        found[known] = self.areas[np.maximum(first, last)[known]]
        unknown = known & pd.isna(found)
        found[unknown] = self.areas[first[unknown]]
        return pd.Series(found, unit_ids.index, dtype="str")


def _seats(data: Dataset) -> _Seats:
    rows = data["units"][["unit_id", "valid_from", "area_id"]]
    rows = rows.sort_values(["unit_id", "valid_from"])
    units = pd.Index(rows["unit_id"].unique())
    keys = _sortable(units.get_indexer(pd.Index(rows["unit_id"])), rows["valid_from"])
    return _Seats(units, keys, rows["area_id"].to_numpy(dtype=object))


def _sortable(unit: Ints, days: pd.Series[Any] | None) -> Ints:
    """Return unit and day as one number; without days one before the first of the unit."""
    start: Ints = unit.astype(np.int64) * _PER_UNIT
    if days is None:
        return start
    moments = days.to_numpy(dtype="datetime64[s]").astype(np.int64)
    return np.asarray(start + moments + _PER_UNIT // 2, dtype=np.int64)
