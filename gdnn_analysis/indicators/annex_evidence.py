"""Evidence for an annex row: records of one log, whatever log it is, as plain arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Mask = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
Days = npt.NDArray[np.datetime64]

ONE_DAY: Final = np.timedelta64(1, "D")

_NO_MARKS: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True, eq=False)
class AnnexLog:
    """Records of one log in all years, one entry per record (and unit).

    Attributes
    ----------
    table
        Source table.
    record
        Record number in it.
    key
        The record's own id.
    unit_id, group
        Whose record it is, and the actor group it counts for (RL-30).
    on
        Its day.
    start, end
        Days it may stand for, half-open: it belongs to a window that holds them all.
    verified
        Checked, not only declared.
    marks
        What rules ask about each record, by name.
    """

    table: str
    record: npt.NDArray[np.int64]
    key: Texts
    unit_id: Texts
    group: Texts
    on: Days
    start: Days
    end: Days
    verified: Mask
    marks: Mapping[str, npt.NDArray[Any]] = field(default_factory=lambda: _NO_MARKS)

    def named(self, ids: frozenset[str]) -> Mask:
        """Return which records have one of the ids."""
        if not ids:
            return np.zeros(len(self.key), dtype=bool)
        return one_of(self.key, ids)


@dataclass(frozen=True, eq=False)
class Evidence:
    """Records of one log that are evidence for one annex row.

    Attributes
    ----------
    table, record, unit_id, group, on
        As in the log.
    done
        Whether each record meets the row's condition.
    partly
        Whether each record shows that something was done.
    verified
        Whether everything the row asks of the record was checked.
    marks
        What else the log knows about each record.
    aspect
        What the condition tells apart: the side, the quarter.
    """

    table: str
    record: npt.NDArray[np.int64]
    unit_id: Texts
    group: Texts
    on: Days
    done: Mask
    partly: Mask
    verified: Mask
    marks: Mapping[str, npt.NDArray[Any]]
    aspect: npt.NDArray[Any] | None = None

    @property
    def checked(self) -> Mask:
        """Which records meet the condition and were checked."""
        return self.done & self.verified


def evidence_of(
    log: AnnexLog,
    chosen: Mask,
    *,
    done: Mask | bool = True,
    partly: Mask | bool = True,
    verified: Mask | None = None,
    aspect: npt.NDArray[Any] | None = None,
) -> Evidence:
    """Return the chosen records of a log as evidence; conditions are given for the whole log."""
    at = np.flatnonzero(chosen)
    return Evidence(
        table=log.table,
        record=log.record[at],
        unit_id=log.unit_id[at],
        group=log.group[at],
        on=log.on[at],
        done=_taken(done, at),
        partly=_taken(partly, at),
        verified=_taken(log.verified if verified is None else verified, at),
        marks={name: values[at] for name, values in log.marks.items()},
        aspect=None if aspect is None else aspect[at],
    )


def day_inside(years: npt.NDArray[np.int64]) -> Days:
    """Return 31 May of each year: the end of the school year, inside the year in every window."""
    may = (12 * (years - 1970) + 4).astype("datetime64[M]")
    return (may.astype("datetime64[D]") + 30 * ONE_DAY).astype("datetime64[s]")


def texts(values: pd.Series) -> Texts:
    """Return a text column as an array; missing is NaN."""
    return values.to_numpy(dtype=object)


def truths(values: pd.Series) -> Mask:
    """Return a column of truth values as an array; missing is no."""
    return values.to_numpy(dtype=bool, na_value=False)


def one_of(values: Texts, wanted: Collection[str]) -> Mask:
    """Return which values are one of a few."""
    return np.fromiter((value in wanted for value in values), dtype=bool, count=len(values))


def _taken(values: Mask | bool, at: npt.NDArray[np.intp]) -> Mask:
    if isinstance(values, bool):
        return np.full(len(at), values)
    return values[at]
