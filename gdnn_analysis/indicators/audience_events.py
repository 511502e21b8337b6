"""Whom the events of the year were for: the attendance rows of events held, by audience (O07)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from gdnn_analysis.indicators.held import HeldEvents, attendances_held, held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.language import say


@dataclass(frozen=True)
class EventAudiences:
    """Audiences of the events held in the year.

    Attributes
    ----------
    held
        The events.
    groups
        Rows of ``event_groups`` of these events, as ``attendance_rows`` gives them.
    pairs
        One row per event (``object_id``) and ``audience_code`` somebody came from, with
        ``verified``: whether a checked report of the event says so.
    """

    held: HeldEvents
    groups: pd.DataFrame
    pairs: pd.DataFrame

    @cached_property
    def measured(self) -> pd.DataFrame:
        """Attendance rows that were measured and are used, one report per event (rule R09)."""
        return self.groups[self.groups["role"].eq("tinh") & self.groups["variant"].eq("do_duoc")]

    @property
    def all_told(self) -> bool:
        """Whether every event held says whom it was for."""
        return bool(self.held.events["object_id"].isin(self.pairs["object_id"]).all())

    def events_by_audience(self, filed: bool) -> float | None:
        """Return how many events say whom they were for; events that all stay silent say nothing.

        Parameters
        ----------
        filed
            Whether somebody filed events for the year: only then is no event a 0 (rule R01).
        """
        if len(self.pairs):
            return float(self.pairs["object_id"].nunique())
        silent = len(self.held.events) > 0
        return None if silent or not (filed or self.held.known) else 0.0

    def attendances(self, *, events_filed: bool, groups_filed: bool) -> float | None:
        """Return the measured attendances; without any figure 0 only where that was filed."""
        if len(self.measured):
            return float(self.measured["attendances"].sum())
        filed = groups_filed if len(self.held.events) else events_filed or self.held.known
        return 0.0 if filed else None

    def event_roles(self) -> pd.DataFrame:
        """Return role and reason of every event row of the year, by record."""
        rows = self.held.inside
        told = rows["event_id"].isin(self.groups["event_id"])
        silent = say("không ghi đối tượng dự", "does not say who came")
        reason = rows["reason"].mask(rows["reason"].eq("") & ~told, silent)
        role = pd.Series("tinh", index=rows.index).mask(reason.ne(""), "loai")
        return pd.DataFrame({"role": role, "reason": reason})

    def group_roles(self) -> pd.DataFrame:
        """Return role and reason of every attendance row of these events, by record."""
        nobody = self.groups["attendances"].eq(0).fillna(value=False).astype(bool)
        note = say("ghi 0 lượt người", "nobody came")
        role = pd.Series("tinh", index=self.groups.index).mask(nobody, "loai")
        reason = pd.Series("", index=self.groups.index, dtype="str").mask(nobody, note)
        return pd.DataFrame({"role": role, "reason": reason})


def event_audiences(inputs: Inputs) -> EventAudiences:
    """Return the audiences of the events held in the year; call it through ``inputs.once``."""
    held = inputs.once(held_events)
    groups = inputs.once(attendances_held)
    came = groups[groups["attendances"].ne(0).fillna(value=True).astype(bool)]
    pairs = came.sort_values("verified", ascending=False, kind="stable")
    pairs = pairs.drop_duplicates(["object_id", "audience_code"])
    return EventAudiences(held, groups, pairs[["object_id", "audience_code", "verified"]])
