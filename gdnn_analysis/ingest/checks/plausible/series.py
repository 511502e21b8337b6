"""Figures that come back every period, declared once for DQ-08 and DQ-09, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]

MONTHS: Final = 12
_PER_YEAR: Final = {"thang": 12, "28_ngay": 12, "quy": 4, "nam": 1}
_DAYS: Final = {"tuan": 7, "ngay": 1}
"""Period types of a fixed number of days. 28-day figures are taken once a month."""


@dataclass(frozen=True)
class Series:
    """A column whose figures make up the history of a unit.

    Attributes
    ----------
    table, value
        Where the figure stands.
    key
        Columns that tell one series from another: like is compared with like.
    period
        Column of the period: a month ``2023-05``, a day, or a year.
    type_
        Column of the period type; empty when `period` is of one kind.
    without
        Column that must be blank: figures of one occasion are no series.
    """

    table: str
    value: str
    key: tuple[str, ...]
    period: str
    type_: str = ""
    without: str = ""


SERIES: Final = (
    Series("leads", "count", ("unit_id", "kind", "channel_id"), "month", without="event_id"),
    Series("broadcasts", "spots", ("station_unit_id", "system", "area_id"), "month"),
    Series("broadcasts", "minutes", ("station_unit_id", "system", "area_id"), "month"),
    Series(
        "channel_metrics",
        "value",
        ("channel_id", "metric", "def_version", "is_paid", "period_type"),
        "period_start",
        type_="period_type",
    ),
    Series("enrolments", "count", ("vet_unit_id", "level", "sex", "entry", "origin"), "year"),
)
"""Not here: budgets (planned, not counted) and events (no two are alike)."""


@dataclass(frozen=True)
class History:
    """All figures of a declared series, ordered by series and period.

    Attributes
    ----------
    record
        Record of each figure.
    code
        Number of its series.
    at
        Number of its period within the series: the next one is one more.
    per_year
        How many periods a year has (12 for months); 1 where no season can be told.
    value
        The figure.
    """

    record: Whole
    code: Whole
    at: Whole
    per_year: Whole
    value: Real


def history(tables: Accepted, series: Series) -> History:
    """Return the figures of a series; rows without a figure or a period are no part of it."""
    extra = [name for name in (series.without, series.type_) if name]
    names = dict.fromkeys((*series.key, series.period, series.value, *extra))
    rows = tables.rows(series.table, *names)
    value = rows[series.value].to_numpy(dtype="float64", na_value=np.nan)
    at, per_year = _places(rows, series)
    kept = np.isfinite(value) & (per_year > 0)
    if series.without:
        kept &= rows[series.without].isna().to_numpy()
    code = _codes(rows, series.key)[kept]
    order = np.lexsort((at[kept], code))
    record = rows.index.to_numpy(dtype="int64")[kept][order]
    return History(record, code[order], at[kept][order], per_year[kept][order], value[kept][order])


def _codes(rows: pd.DataFrame, key: tuple[str, ...]) -> Whole:
    """Return a number per distinct key, blanks being a value of their own."""
    code = np.zeros(len(rows), dtype="int64")
    for name in key:
        part, uniques = pd.factorize(rows[name], use_na_sentinel=True)
        code = code * (len(uniques) + 1) + part + 1
        code = pd.factorize(code)[0].astype("int64")
    return code


def _places(rows: pd.DataFrame, series: Series) -> tuple[Whole, Whole]:
    """Return the number of each period and how many a year has (0: no period)."""
    period = rows[series.period]
    if series.type_:
        return _dated(period, rows[series.type_])
    known = period.notna().to_numpy()
    if period.dtype == "Int64":
        return period.to_numpy(dtype="int64", na_value=0), known.astype("int64")
    part, months = pd.factorize(period)
    numbers = np.array([_month_number(text) for text in months] + [0], dtype="int64")
    return numbers[part], np.where(known, MONTHS, 0).astype("int64")


def _month_number(month: Any) -> int:
    year, _, rest = str(month).partition("-")
    return int(year) * MONTHS + int(rest) - 1


def _dated(starts: pd.Series[Any], types: pd.Series[Any]) -> tuple[Whole, Whole]:
    at, per_year = (np.zeros(len(starts), dtype="int64") for _ in range(2))
    days = starts.to_numpy(dtype="datetime64[D]")
    known = ~np.isnat(days)
    months = days.astype("datetime64[M]").astype("int64")
    for code, number in _PER_YEAR.items():
        chosen = types.eq(code).fillna(False).to_numpy(dtype=bool) & known
        at[chosen] = months[chosen] // (MONTHS // number)
        per_year[chosen] = number
    for code, length in _DAYS.items():
        chosen = types.eq(code).fillna(False).to_numpy(dtype=bool) & known
        at[chosen] = days[chosen].astype("int64") // length
        per_year[chosen] = 1
    return at, per_year
