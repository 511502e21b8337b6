"""Who owed which table, who filed it, and who confirmed that nothing happened (RL-28, R01).

An obligation names a unit, a table and a year; submissions name a year, a quarter or a month. A
year counts as filed only when accepted submissions cover every month in which the unit existed:
a quarter that never came is missing data, not a quarter without activity.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset

ACCEPTED: Final = ("da_nop", "duyet", "khoa")
"""Submission states that count as filed (RL-28); drafts and returned files do not."""

_CELL: Final = ["unit_id", "table_name", "year"]
_PERIOD: Final = r"^(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?$"
_MONTHS: Final = list(range(1, 13))
_STILL_OPEN: Final = pd.Timestamp(2262, 1, 1)


@dataclass(frozen=True)
class Filing:
    """Filing status of every obligation.

    Attributes
    ----------
    cells
        One row per obligation, indexed by its record number: ``unit_id``, ``table_name``,
        ``year`` (``Int64``), ``period_type``, ``due_on``, ``accepted`` (bool), ``on_time``
        (``boolean``, missing when nothing was accepted), ``nil`` (bool: accepted, and every
        accepted submission confirms that nothing happened), ``submission_id`` (the last accepted).
    sent
        Accepted submissions with the ``year`` they are for, obligation or not.
    """

    cells: pd.DataFrame
    sent: pd.DataFrame

    def due(self, table: str, year: int, *, today: date | None = None) -> pd.DataFrame:
        """Return the obligations of `table` in `year`, those with a deadline up to `today`."""
        due = self.cells.take(self._places.get((table, year), []))
        return due if today is None else due[due["due_on"].le(pd.Timestamp(today))]

    def completeness(self, table: str, year: int, *, today: date | None = None) -> float | None:
        """Return accepted over due obligations, 0–1; ``None`` when nothing was due (RL-28)."""
        due = self.due(table, year, today=today)
        return float(due["accepted"].mean()) if len(due) else None

    def filing_units(self, table: str, year: int) -> tuple[str, ...]:
        """Return the units that filed all they owed, with data or nil."""
        return self._units(table, year, "accepted")

    def nil_units(self, table: str, year: int) -> tuple[str, ...]:
        """Return the units that filed all they owed and confirmed that nothing happened."""
        return self._units(table, year, "nil")

    def silent_units(self, table: str, year: int) -> tuple[str, ...]:
        """Return the units that still owe a submission."""
        due = self.due(table, year)
        return tuple(sorted(due.loc[~due["accepted"], "unit_id"].unique()))

    def account(self, table: str, year: int, *, today: date) -> tuple[int, int, int]:
        """Return how many obligations are due up to `today`, accepted, and confirmed as nil."""
        places = self._places.get((table, year))
        if places is None:
            return 0, 0, 0
        due = self._due_on[places] <= np.datetime64(today, "s")
        accepted, nil = self._accepted[places] & due, self._nil[places] & due
        return int(due.sum()), int(accepted.sum()), int(nil.sum())

    @cached_property
    def _due_on(self) -> npt.NDArray[np.datetime64]:
        return self.cells["due_on"].to_numpy(dtype="datetime64[s]")

    @cached_property
    def _accepted(self) -> npt.NDArray[np.bool_]:
        return self.cells["accepted"].to_numpy(dtype=bool)

    @cached_property
    def _nil(self) -> npt.NDArray[np.bool_]:
        return self.cells["nil"].to_numpy(dtype=bool)

    def any_submission(self, table: str, year: int) -> bool:
        """Say whether anybody filed the table for any part of `year`, obliged or not."""
        return (table, year) in self._filed

    def nothing_but_nil(self, table: str, year: int) -> bool:
        """Say whether the table was filed for `year`, and always as "không phát sinh"."""
        return (table, year) in self._filed and (table, year) not in self._filed_with_rows

    @cached_property
    def _places(self) -> Mapping[Any, Any]:
        """Places of the obligations by table and year."""
        return self.cells.groupby(["table_name", "year"]).indices

    @cached_property
    def _filed(self) -> frozenset[tuple[str, int]]:
        """Tables and years that anybody filed for."""
        return frozenset(zip(self.sent["table_name"], self.sent["year"], strict=True))

    @cached_property
    def _filed_with_rows(self) -> frozenset[tuple[str, int]]:
        """Tables and years that somebody filed rows for."""
        sent = self.sent[~self.sent["nil_confirmed"].astype(bool)]
        return frozenset(zip(sent["table_name"], sent["year"], strict=True))

    def _units(self, table: str, year: int, column: str) -> tuple[str, ...]:
        every = self.due(table, year).groupby("unit_id")[column].all()
        return tuple(sorted(every.index[every]))


def resolve_filing(data: Dataset) -> Filing:
    """Match submissions to obligations.

    Parameters
    ----------
    data
        Dataset with ``obligations``, ``submissions`` and ``units``.

    Returns
    -------
    Filing
        Cells ordered by table, year, unit and period type.
    """
    sent = _accepted(data["submissions"])
    owed = data["obligations"][[*_CELL, "period_type", "due_on"]]
    owed = owed.sort_values(["table_name", "year", "unit_id", "period_type"])
    pairs = owed.rename_axis("obligation").reset_index().merge(sent, on=_CELL)
    punctual = pairs["submitted_on"].lt(pairs["due_on"] + pd.Timedelta(days=1))
    wanted = _months_wanted(owed, data["units"])
    filed = _covers(pairs, wanted)
    by_obligation = pairs.groupby("obligation")
    nil = by_obligation["nil_confirmed"].all().reindex(owed.index, fill_value=False)
    last = by_obligation["submission_id"].last().reindex(owed.index)
    cells = owed.assign(
        accepted=filed,
        on_time=_covers(pairs[punctual], wanted).astype("boolean").where(filed),
        nil=filed & nil.astype(bool),
        submission_id=last.where(filed).astype("str"),
    )
    return Filing(cells, sent)


def _accepted(submissions: pd.DataFrame) -> pd.DataFrame:
    """Return accepted submissions in order of time with their ``year`` and months covered."""
    parts = submissions["period"].str.extract(_PERIOD)
    chosen = submissions["status"].isin(ACCEPTED) & parts["year"].notna()
    sent, numbers = submissions[chosen], parts[chosen].astype("Float64").astype("Int64")
    quarter, month = numbers["quarter"], numbers["month"]
    return sent.assign(
        year=numbers["year"],
        first_month=month.fillna(quarter * 3 - 2).fillna(1),
        last_month=month.fillna(quarter * 3).fillna(12),
        nil_confirmed=sent["nil_confirmed"].fillna(value=False),
    ).sort_values(["submitted_on", "submission_id"])[
        [
            "unit_id",
            "table_name",
            "year",
            "submission_id",
            "submitted_on",
            "nil_confirmed",
            "first_month",
            "last_month",
        ]
    ]


def _covers(pairs: pd.DataFrame, wanted: pd.DataFrame) -> pd.Series:
    """Say for each obligation whether the submissions in `pairs` cover its wanted months."""
    months = _month_table(pairs["first_month"], pairs["last_month"])
    covered = months.groupby(pairs["obligation"]).any().reindex(wanted.index, fill_value=False)
    return (covered | ~wanted).all(axis=1) & covered.any(axis=1)


def _months_wanted(owed: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return the months of the year in which each obliged unit existed (R08), else all twelve."""
    spans = pd.DataFrame(
        {
            "start": units.groupby("unit_id")["valid_from"].min(),
            "end": units["valid_to"].fillna(_STILL_OPEN).groupby(units["unit_id"]).max(),
        }
    ).reindex(owed["unit_id"])
    spans.index = owed.index
    first = spans["start"].dt.month.where(spans["start"].dt.year.eq(owed["year"]), 1)
    last = spans["end"].dt.month.where(spans["end"].dt.year.eq(owed["year"]), 12)
    return _month_table(first, last)


def _month_table(first: pd.Series, last: pd.Series) -> pd.DataFrame:
    """Return twelve columns saying which months lie from `first` to `last`."""
    return pd.DataFrame(
        {month: (first.le(month) & last.ge(month)).astype(bool) for month in _MONTHS},
        index=first.index,
    )
