"""Events held (A03) and attendances (T03).

An event belongs to the year of its first day; several days are one event. Planned, postponed and
cancelled events stay in the log with the reason and are not counted (rule R06). Attendances are
*lượt*: they may be added, persons may not (rule R09).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import count_cells
from gdnn_analysis.indicators.coverage import (
    LOWER_BOUND,
    Coverage,
    coverage_of,
    verdict_of,
    was_filed,
)
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.held import HeldEvents, attendances_held, held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

VARIANTS: Final = ("do_duoc", "uoc")
"""Variants of T03: measured attendances and estimated ones."""

_T03_BREAKDOWNS: Final[Mapping[str, str]] = {
    "audience": "audience_code",
    "event_type": "event_type",
    "area": "district",
}


def compute_a03(inputs: Inputs) -> Output:
    """Count the events held in the year (rules R03, R04, R06; RL-32).

    Parameters
    ----------
    inputs
        Needs ``events``; ``area`` is one of the twelve former districts or ``khong_xac_dinh``.

    Returns
    -------
    Output
        Headline; breakdowns ``event_type`` and ``area`` add up to it. ``lead_unit`` need not: an
        event that two units reported counts for both (credit, rule R04).
    """
    held = inputs.once(held_events)
    coverage = coverage_of(inputs, "events")
    value = coverage.count(len(held.events), known=held.known)
    checked = None if value is None else float(held.events["verified"].sum())
    head = Row(
        "A03",
        value=value,
        unit="sự kiện",
        completeness=coverage.share,
        verdict=verdict_of(inputs, "A03", value, share=coverage.share, checked=checked),
        flags=coverage.flags | _flags(inputs, held.events),
    )
    rows = [
        head,
        *count_cells(head, "event_type", held.events["event_type"].value_counts()),
        *count_cells(head, "area", _every_district(inputs, held.events, coverage)),
        *count_cells(
            head, "lead_unit", held.reports.groupby("lead_unit_id")["object_id"].nunique()
        ),
    ]
    return Output(rows, lambda: trace_each("A03", "events", _event_roles(held)))


def compute_t03(inputs: Inputs) -> Output:
    """Add up attendances at the events of A03, measured and estimated apart (rules R09, R16).

    The headline is what was measured; estimates stand beside it and are never added to it. Figures
    from invitations, and events where nobody counted, are left out. Of an event that several
    units reported, one report's figures are used per variant.

    Parameters
    ----------
    inputs
        Needs ``events`` and ``event_groups``.

    Returns
    -------
    Output
        Headline (measured); variants ``do_duoc`` and ``uoc``, each by ``audience``,
        ``event_type`` and ``area``. A variant without any figure is empty, not 0, when events
        were held and nobody filed ``event_groups``. An event without any figure makes the sum a
        lower bound (F-THIEU). Persons are not derived from attendances.
    """
    held = inputs.once(held_events)
    coverage = coverage_of(inputs, "events", "event_groups")
    groups = inputs.once(attendances_held)
    used = groups[groups["role"].eq("tinh")]
    complete = held.events["object_id"].isin(used["object_id"]).all()
    flags = coverage.flags if complete else coverage.flags | {LOWER_BOUND}
    rows: list[Row] = []
    for variant in VARIANTS:
        part = used[used["variant"].eq(variant)]
        value = _attendances(inputs, part, held, coverage)
        head = Row(
            "T03",
            variant=variant,
            value=value,
            unit="lượt",
            completeness=coverage.share,
            verdict=verdict_of(inputs, "T03", value, share=coverage.share, checked=value),
            flags=flags | _flags(inputs, part) | _estimated(part),
        )
        rows += [head, *_by_breakdown(head, part)]
    headline = replace(rows[0], variant="", flags=rows[0].flags | _estimated(used))
    return Output([headline, *rows], lambda: _attendance_trace(held, used, groups))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A03": compute_a03, "T03": compute_t03}
PERSONS: Persons = {"T03": {ANY_VARIANT: "value"}}
LABELS: Labels = {
    "T03": {
        "do_duoc": ("đo được (danh sách, đếm vé, nền tảng)", "measured (list, tickets, platform)"),
        "uoc": ("ước đếm", "estimated"),
    }
}


def _attendances(
    inputs: Inputs, part: pd.DataFrame, held: HeldEvents, coverage: Coverage
) -> float | None:
    """Return the sum; without any figure it is 0 only where that was filed (rule R01)."""
    if len(part):
        return float(part["attendances"].sum())
    if len(held.events):
        return 0.0 if was_filed(inputs, "event_groups") else None
    return coverage.count(0, known=held.known)


def _flags(inputs: Inputs, counted: pd.DataFrame) -> frozenset[str]:
    flags = {"F-2021"} if inputs.year == 2021 else set()
    if (~counted["verified"]).any():
        flags.add("F-TUKHAI")
    return frozenset(flags)


def _estimated(part: pd.DataFrame) -> frozenset[str]:
    return frozenset({"F-UOC"} if part["variant"].eq("uoc").any() else ())


def _by_breakdown(head: Row, part: pd.DataFrame) -> Iterator[Row]:
    for breakdown, column in _T03_BREAKDOWNS.items():
        yield from count_cells(head, breakdown, part.groupby(column)["attendances"].sum())


def _every_district(inputs: Inputs, events: pd.DataFrame, coverage: Coverage) -> pd.Series:
    """Return counts with every former district: a quiet one is 0 only when everybody filed."""
    counts = events["district"].value_counts()
    districts = pd.Index(inputs.records.areas.districts()["area_id"]).union(counts.index)
    every = counts.astype("float64").reindex(districts)
    return every.fillna(0.0) if coverage.share == 1 else every


def _event_roles(held: HeldEvents) -> pd.DataFrame:
    """Return role and reason of every event row of the year."""
    rows = held.inside
    counted = rows.index.isin(held.events.index)
    merged = rows["reason"].eq("") & ~counted
    note = say("cùng tên, ngày, địa bàn với sự kiện ", "same name, day and area as event ")
    owner = held.events.set_index("object_id")["event_id"].reindex(rows["object_id"]).to_numpy()
    return pd.DataFrame(
        {
            "role": pd.Series("loai", index=rows.index).mask(counted, "tinh").mask(merged, "gop"),
            "reason": rows["reason"].mask(merged, note + pd.Series(owner, index=rows.index)),
        }
    )


def _attendance_trace(held: HeldEvents, used: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    return join_traces(
        [
            trace_each("T03", "events", _attendance_roles(held, used)),
            trace_each("T03", "event_groups", groups),
        ]
    )


def _attendance_roles(held: HeldEvents, used: pd.DataFrame) -> pd.DataFrame:
    """Return role and reason of every event row: counted when a figure of its own is used."""
    roles = _event_roles(held)
    counted = held.inside["event_id"].isin(used["event_id"])
    blank = roles["role"].eq("tinh") & ~counted
    note = say("không có số đếm được hay ước đếm", "no figure measured or estimated")
    return pd.DataFrame(
        {
            "role": roles["role"].mask(blank, "loai").mask(counted, "tinh"),
            "reason": roles["reason"].mask(blank, note).mask(counted, ""),
        }
    )
