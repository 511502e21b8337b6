"""The events held in a year, as every indicator about events uses them (R03, R04, R06; RL-32)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.records.areas import AreaHistory
from gdnn_analysis.records.attendance import attendance_rows
from gdnn_analysis.records.events import HELD, event_reports, one_per_event

Days: TypeAlias = "np.ndarray[Any, np.dtype[np.datetime64]]"
Places: TypeAlias = "np.ndarray[Any, np.dtype[np.intp]]"
Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"


@dataclass(frozen=True)
class HeldEvents:
    """Event rows of the year.

    Attributes
    ----------
    inside
        All rows in force that begin in the reporting window, with ``reason`` (why a row does not
        count, empty when it does), ``verified``, ``object_id`` and ``district`` (former district
        of the venue, or ``khong_xac_dinh``).
    reports
        Those of them that count; two units that report one event are two rows.
    events
        One row per event, the best verified report.
    """

    inside: pd.DataFrame
    reports: pd.DataFrame
    events: pd.DataFrame

    @property
    def known(self) -> bool:
        """Whether the log says how many were held; claims nobody has looked at do not."""
        pending = self.inside["status"].eq(HELD) & self.inside["verification"].eq("chua")
        return bool((~pending).any())

    @property
    def flags(self) -> frozenset[str]:
        """F-TUKHAI when an event that counts was only declared."""
        return frozenset({"F-TUKHAI"} if (~self.events["verified"]).any() else ())


@dataclass(frozen=True, eq=False)
class EventLog:
    """The event rows in force of all years: what one year needs is picked from it.

    Reports of one event begin on the same day, so that no event is in two years.

    Attributes
    ----------
    data
        Dataset.
    rows
        What :func:`event_reports` returns, with ``district``.
    """

    data: Dataset
    rows: pd.DataFrame

    @cached_property
    def start(self) -> Days:
        """The first day of each row."""
        return self.rows["start_on"].to_numpy()

    @cached_property
    def counts(self) -> Mask:
        """Which rows count."""
        return self.rows["reason"].eq("").to_numpy(dtype=bool)

    @cached_property
    def best(self) -> Places:
        """Where the rows stand that speak for an event, in the order of the events."""
        fields = self.rows[["event_id", "object_id", "verified"]]
        own = fields.set_axis(range(len(fields)), axis=0)[self.counts]
        return one_per_event(own).index.to_numpy(dtype=np.intp)

    @cached_property
    def attendances(self) -> pd.DataFrame:
        """The attendance rows of all events that count."""
        return attendance_rows(self.data, self.rows.take(np.flatnonzero(self.counts)))

    @cached_property
    def attendance_start(self) -> Days:
        """The first day of the event of each attendance row."""
        return self.start_of(self.attendances["event_id"])

    def start_of(self, event_ids: pd.Series[Any]) -> Days:
        """Return the first day of each event, missing for one that is not in the log."""
        events = self.rows.drop_duplicates("event_id").set_index("event_id")["start_on"]
        return events.reindex(event_ids).to_numpy()


@dataclass(frozen=True)
class _LogOf:
    """Makes the log of a run; the areas stand for the run, the rows come from elsewhere."""

    areas: AreaHistory
    rows: pd.DataFrame = field(compare=False)

    def __call__(self, data: Dataset) -> EventLog:
        district = self.areas.former_district(self.rows["area_id"], self.rows["start_on"])
        return EventLog(data, self.rows.assign(district=district))


def event_log(inputs: Inputs) -> EventLog:
    """Return the events of all years, the same for all years of a run."""
    make = _LogOf(inputs.records.areas, inputs.once_per_run(event_reports))
    return inputs.once_per_run(make)


def within(inputs: Inputs, days: Days) -> Mask:
    """Say which days lie in the reporting window; a missing one does not."""
    start, end = (np.datetime64(day) for day in (inputs.interval.start, inputs.interval.end))
    inside: Mask = (days >= start) & (days < end)
    return inside


def held_events(inputs: Inputs) -> HeldEvents:
    """Return the events of the year; call it through ``inputs.once(held_events)``."""
    log = event_log(inputs)
    inside = within(inputs, log.start)
    return HeldEvents(
        inside=log.rows.take(np.flatnonzero(inside)),
        reports=log.rows.take(np.flatnonzero(inside & log.counts)),
        events=log.rows.take(log.best[inside[log.best]]),
    )


def attendances_held(inputs: Inputs) -> pd.DataFrame:
    """Return the attendance rows of these events; call it through ``inputs.once``."""
    log = event_log(inputs)
    return log.attendances.take(np.flatnonzero(within(inputs, log.attendance_start)))
