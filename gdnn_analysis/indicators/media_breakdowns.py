"""Counted works by type, unit, channel, month, former district and theme (O01, ``C/S1/tat_ca``).

Every breakdown adds up to the whole: what is not known is a category of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.inputs import Inputs

UNKNOWN: Final = "khong_xac_dinh"
UNCODED: Final = "khong_ma_hoa"


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
    categories: list[tuple[str, pd.Series[Any], Iterable[str]]] = [
        ("item_type", works["item_type"], [code for code in items if code != "khac"]),
        ("author_unit", works["author_unit_id"].fillna(UNKNOWN), []),
        ("channel", works["channel_id"], []),
        ("month", _months(works), _months_begun(inputs)),
        ("area", _districts(inputs, works), inputs.records.areas.districts()["area_id"]),
        ("theme", works["theme_codes"].map(_primary), contract().codes("THEME")),
    ]
    return [
        replace(total, breakdown=name, category=str(category), value=value, numerator=value)
        for name, values, known in categories
        for category, value in counts(values, known).items()
    ]


def counts(values: pd.Series[Any], known: Iterable[str]) -> dict[str, float]:
    """Return how often each category occurs, the known ones first and with their zeros."""
    found = values.value_counts()
    order = dict.fromkeys([*known, *sorted(map(str, found.index))])
    return {category: float(found.get(category, 0)) for category in order}


def _primary(codes: tuple[str, ...]) -> str:
    """Return the first code, which is the primary one (rule R18)."""
    return codes[0] if codes else UNCODED


def _months(works: pd.DataFrame) -> pd.Series[Any]:
    """Return the month of first publication (``2023-05``), unknown for a date known to the year."""
    last = works["end"] - timedelta(days=1)
    month = works["start"].dt.strftime("%Y-%m")
    known: pd.Series[Any] = month.where(month == last.dt.strftime("%Y-%m"), UNKNOWN)
    return known


def _months_begun(inputs: Inputs) -> list[str]:
    """Return the months of the window that have begun: a month to come has no count yet."""
    end = min(inputs.interval.last_day, inputs.today)
    return [str(month) for month in pd.period_range(inputs.interval.start, end, freq="M")]


def _districts(inputs: Inputs, works: pd.DataFrame) -> pd.Series[Any]:
    """Return the former district of the seat of each work's producing unit (RL-32)."""
    days = works["start"]
    seats = _seats(inputs.data["units"], works["author_unit_id"], days)
    return inputs.records.areas.former_district(seats, days)


def _seats(units: pd.DataFrame, unit_ids: pd.Series[Any], days: pd.Series[Any]) -> pd.Series[Any]:
    """Return the area of each unit's seat on its day; before its first row, the first seat."""
    rows = units[["unit_id", "valid_from", "area_id"]].sort_values(["valid_from", "unit_id"])
    asked = pd.DataFrame(
        {
            "unit_id": unit_ids.array,
            "day": days.astype("datetime64[s]").array,
            "place": range(len(unit_ids)),
        }
    ).sort_values("day", kind="stable")
    found = pd.merge_asof(asked, rows, left_on="day", right_on="valid_from", by="unit_id")
    seats = found.sort_values("place")["area_id"].set_axis(unit_ids.index)
    first = rows.drop_duplicates("unit_id").set_index("unit_id")["area_id"]
    return seats.where(seats.notna(), unit_ids.map(first)).astype("str")
