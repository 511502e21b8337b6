"""Who filed which table: by unit, or by group of actors where the units are too many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.result import Evaluation

MOST_UNITS: Final = 36
"""More rows than this do not fit a page: then groups of actors are shown."""
OTHER_GROUP: Final = ""
"""Group of units the register does not know at the end of the period."""


class Filed(NamedTuple):
    """Obligations of one cell: due, accepted, and of these confirmed as nothing to report."""

    due: int
    accepted: int
    nil: int


@dataclass(frozen=True)
class FilingMatrix:
    """Obligations of the year in a grid.

    Attributes
    ----------
    by_unit
        Whether a row is a unit; else it is a group of actors.
    cells
        By row name and table; pairs without an obligation are absent.
    rows, tables
        Names in order: as in the register and the contract.
    """

    by_unit: bool
    cells: Mapping[tuple[str, str], Filed]
    rows: tuple[str, ...]
    tables: tuple[str, ...]


def filing_matrix(ev: Evaluation, *, most: int = MOST_UNITS) -> FilingMatrix | None:
    """Return who filed which table in the period; nothing without obligations."""
    owed = ev.records.filing.cells
    owed = owed[owed["year"].isin(list(ev.period.years))]
    if owed.empty:
        return None
    by_unit = bool(owed["unit_id"].nunique() <= most)
    names = owed["unit_id"] if by_unit else _groups(ev, owed["unit_id"])
    marks = pd.DataFrame(
        {
            "row": names,
            "table": owed["table_name"],
            "due": 1,
            "accepted": owed["accepted"].astype("int64"),
            "nil": owed["nil"].astype("int64"),
        }
    )
    sums = marks.groupby(["row", "table"], as_index=False).sum()
    columns = (sums[name].tolist() for name in ("row", "table", "due", "accepted", "nil"))
    cells = {(row, table): Filed(*counts) for row, table, *counts in zip(*columns, strict=True)}
    tables = tuple(name for name in contract().tables if name in set(marks["table"]))
    return FilingMatrix(by_unit, cells, _ordered(ev, set(names), by_unit=by_unit), tables)


def _groups(ev: Evaluation, units: pd.Series) -> pd.Series:
    days = pd.Series(pd.Timestamp(ev.interval.last_day), index=units.index)
    known = ev.records.units.group(units, days)
    return known.fillna(_any_group(ev, units)).fillna(OTHER_GROUP).astype("str")


def _any_group(ev: Evaluation, units: pd.Series) -> pd.Series:
    """Return the last group of units that ended before the period did."""
    register = ev.data["units"].sort_values(["unit_id", "valid_from"])
    last = register.drop_duplicates("unit_id", keep="last").set_index("unit_id")["actor_group"]
    return units.map(last)


def _ordered(ev: Evaluation, names: set[str], *, by_unit: bool) -> tuple[str, ...]:
    known = ev.data["units"]["unit_id"] if by_unit else contract().code_lists["ACTOR"].labels
    first = [name for name in dict.fromkeys(known) if name in names]
    return (*first, *sorted(names - set(first)))
