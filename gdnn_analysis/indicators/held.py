"""The events held in a year, as every indicator about events uses them (R03, R04, R06; RL-32)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.records.attendance import attendance_rows
from gdnn_analysis.records.events import HELD, event_reports, one_per_event


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


def held_events(inputs: Inputs) -> HeldEvents:
    """Return the events of the year; call it through ``inputs.once(held_events)``."""
    rows = inputs.once_per_run(event_reports)
    inside = rows[inputs.in_window(rows["start_on"])]
    district = inputs.records.areas.former_district(inside["area_id"], inside["start_on"])
    inside = inside.assign(district=district)
    reports = inside[inside["reason"].eq("")]
    return HeldEvents(inside, reports, one_per_event(reports))


def attendances_held(inputs: Inputs) -> pd.DataFrame:
    """Return the attendance rows of these events; call it through ``inputs.once``."""
    return attendance_rows(inputs.data, inputs.once(held_events).reports)
