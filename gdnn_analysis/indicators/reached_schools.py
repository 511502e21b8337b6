"""Which schools the records of a year reached, and why other records do not count (A04)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.held import held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.school_register import guidance_of_year, school_register
from gdnn_analysis.language import say
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT
from gdnn_analysis.records.events import HELD
from gdnn_analysis.records.status import in_force

OTHER_LEVELS: Final = ("GDTX", "GDNN_GDTX")
"""Kinds of school the plan's exchange with THCS and THPT does not mean."""


@dataclass(frozen=True)
class ReachedSchools:
    """Records of the year that name a school.

    Attributes
    ----------
    visits
        Rows of ``event_schools`` whose event began in the year, with ``role``, ``reason`` and
        ``pending`` (claimed, not checked yet).
    guidance
        Guidance records of the school year, likewise; without evidence they are pending.
    schools
        The schools reached, each once: index ``school_id``, column ``district``.
    events_known, guidance_known
        Whether the logs of events, and those of guidance, say what there was (R01).
    """

    visits: pd.DataFrame
    guidance: pd.DataFrame
    schools: pd.DataFrame
    events_known: bool
    guidance_known: bool

    @property
    def answered(self) -> bool:
        """Whether the logs of events and those of guidance both say what there was (R01)."""
        return self.events_known and self.guidance_known


def reached_schools(inputs: Inputs) -> ReachedSchools:
    """Return what the year's records say about schools."""
    register = inputs.once(school_register)
    visits = _visits(inputs, register)
    guidance = inputs.once(guidance_of_year)
    guidance = guidance.assign(pending=~guidance["verified"])
    unproven = ("thiếu minh chứng", "no evidence")
    guidance = _with_roles(guidance, register, unproven=unproven)
    named = pd.concat(
        [rows.loc[rows["role"].eq("tinh"), "school_id"] for rows in (visits, guidance)]
    )
    ids = pd.Index(sorted(named.unique()), name="school_id")
    district = register["district"].reindex(ids).fillna(UNKNOWN_DISTRICT)
    return ReachedSchools(
        visits,
        guidance,
        district.to_frame(),
        events_known=_known(visits, _no_visits_filed(inputs)),
        guidance_known=_known(
            guidance, inputs.records.filing.any_submission("guidance", inputs.year)
        ),
    )


def _known(rows: pd.DataFrame, filed: bool) -> bool:
    """Say whether rows tell how many schools there were; claims nobody checked do not."""
    if rows["role"].eq("tinh").any():
        return True
    return not rows["pending"].any() and (filed or len(rows) > 0)


def _no_visits_filed(inputs: Inputs) -> bool:
    """Say whether no visit means that there was none: filed so, or no event was held at all."""
    filing = inputs.records.filing
    nothing_held = inputs.once(held_events).events.empty
    return filing.any_submission("event_schools", inputs.year) or (
        nothing_held and filing.any_submission("events", inputs.year)
    )


def _visits(inputs: Inputs, register: pd.DataFrame) -> pd.DataFrame:
    held = inputs.once(held_events).inside.set_index("event_id")
    rows = inputs.data["event_schools"]
    rows = in_force(rows[rows["event_id"].isin(held.index)])
    own = held[["reason", "verified", "status", "verification"]].reindex(rows["event_id"])
    waiting = own["status"].eq(HELD) & own["verification"].isin(["chua", "tu_khai"])
    rows = rows[["event_id", "school_id", "grade", "pupils"]].assign(
        reason=own["reason"].array, verified=own["verified"].array, pending=waiting.array
    )
    declared = ("sự kiện mới tự khai, chưa đối chiếu", "the event is only declared")
    return _with_roles(rows, register, unproven=declared)


def _with_roles(
    rows: pd.DataFrame, register: pd.DataFrame, *, unproven: tuple[str, str]
) -> pd.DataFrame:
    """Return the rows with their role: a school is named, is meant, and evidence was checked."""
    before = rows["reason"] if "reason" in rows.columns else ""
    reason = pd.Series(before, index=rows.index, dtype="str")
    level = rows["school_id"].map(register["school_level"])
    for chosen, vi, en in (
        (~rows["verified"].astype(bool), *unproven),
        (level.isin(OTHER_LEVELS), "không phải trường THCS, THPT", "not a THCS or THPT school"),
        (rows["school_id"].isna(), "không ghi trường", "no school named"),
    ):
        reason = reason.mask(reason.eq("") & chosen, say(vi, en))
    role = pd.Series("tinh", index=rows.index).where(reason.eq(""), "loai")
    return rows.assign(role=role, reason=reason)
