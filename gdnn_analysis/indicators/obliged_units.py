"""Units of each actor group that owed something in a year, and who carries on whose work (R08).

A unit is obliged in every calendar year it existed in: to the end of the year, or to its closing
date. A unit that began by taking over from one of its own group shares that unit's place; so does
a successor of another group (golden case G16: the department that took over vocational education
in 3/2025 stands beside its predecessor, in one place). A school merged into one that was there
before keeps its own place for the year it closed in: both were obliged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.records.units import PUBLIC_SOURCES


@dataclass(frozen=True)
class ObligedUnits:
    """Places of a year: one per unit that owes something, predecessor and successor together.

    Attributes
    ----------
    places
        One row per unit row of the registry in the year: ``group`` (actor group), ``place`` (id of
        the unit it is named after), ``since`` and ``until`` (days of the year it existed).
    owners
        Whose records count for which place: group and unit → place. A successor of another group
        is there where it can mean one place only.
    """

    places: pd.DataFrame
    owners: Mapping[tuple[str, str], str]

    def of(self, *groups: str) -> frozenset[str]:
        """Return the places of the groups."""
        return frozenset(self.places.loc[self.places["group"].isin(groups), "place"])


def obliged_units(inputs: Inputs) -> ObligedUnits:
    """Return the places of the year; call it through ``inputs.once(obliged_units)``."""
    first, last = pd.Timestamp(inputs.year, 1, 1), pd.Timestamp(inputs.year, 12, 31)
    owes = inputs.records.units.owes
    stays = [
        stay
        for stay in _stays(inputs.data["units"], last)
        if stay.unit != PUBLIC_SOURCES and owes(stay.unit)
    ]
    edges = _edges(inputs.data["unit_succession"], last)
    heirs = {unit: _reachable(unit, edges) for unit in edges}
    present = [stay for stay in stays if stay.until >= first]
    present += _carried_on(stays, present, heirs, last)
    into = _taken_over(stays, present, edges, last)
    places = [
        (stay.group, _end_of(stay.unit, into), max(stay.since, first), min(stay.until, last))
        for stay in present
    ]
    return ObligedUnits(
        pd.DataFrame(places, columns=["group", "place", "since", "until"]).astype(
            {"since": "datetime64[s]", "until": "datetime64[s]"}
        ),
        _owners(present, into, heirs),
    )


@dataclass(frozen=True)
class _Stay:
    """A row of the unit registry: how long a unit was in a group."""

    unit: str
    group: str
    since: pd.Timestamp
    until: pd.Timestamp


def _stays(units: pd.DataFrame, last: pd.Timestamp) -> Iterator[_Stay]:
    """Yield the rows that begin by the end of the year; one without end lasts beyond it."""
    begun = units[units["valid_from"].le(last)].sort_values(["unit_id", "valid_from"])
    until = begun["valid_to"].fillna(last + pd.Timedelta(days=1))
    return map(_Stay, begun["unit_id"], begun["actor_group"], begun["valid_from"], until)


def _edges(successions: pd.DataFrame, last: pd.Timestamp) -> dict[str, dict[str, pd.Timestamp]]:
    """Return for each unit who took over from it by the end of the year, and when."""
    rows = successions[successions["effective_on"].le(last)]
    rows = rows.sort_values(["from_unit_id", "to_unit_id", "effective_on"])
    edges: dict[str, dict[str, pd.Timestamp]] = {}
    for source, heir, day in zip(
        rows["from_unit_id"], rows["to_unit_id"], rows["effective_on"], strict=True
    ):
        edges.setdefault(source, {}).setdefault(heir, day)
    return edges


def _reachable(source: str, edges: Mapping[str, Collection[str]]) -> list[str]:
    """Return all later carriers of any work of a unit; circles end themselves."""
    seen, queue = [source], [source]
    while queue:
        new = [heir for heir in edges.get(queue.pop(0), ()) if heir not in seen]
        seen += new
        queue += new
    return seen[1:]


def _carried_on(
    stays: list[_Stay],
    present: list[_Stay],
    heirs: Mapping[str, list[str]],
    last: pd.Timestamp,
) -> list[_Stay]:
    """Return the last units of groups that are gone altogether, while an heir is still there."""
    groups, living = {stay.group for stay in present}, {stay.unit for stay in present}
    gone = {
        stay.unit: replace(stay, until=last)
        for stay in stays
        if stay.group not in groups and living.intersection(heirs.get(stay.unit, ()))
    }
    return list(gone.values())


def _taken_over(
    stays: list[_Stay],
    present: list[_Stay],
    edges: Mapping[str, Mapping[str, pd.Timestamp]],
    last: pd.Timestamp,
) -> dict[str, str]:
    """Return the new unit of the same group that took over from each unit closed in the year.

    A unit that was divided among several new ones keeps a place of its own, and so do they.
    """
    group = {stay.unit: stay.group for stay in present}
    ended = {stay.unit: stay.until for stay in present}
    begun: dict[str, pd.Timestamp] = {}
    for stay in stays:
        begun.setdefault(stay.unit, stay.since)
    into = {}
    for source, takers in edges.items():
        new = [
            heir
            for heir, day in takers.items()
            if source in group and group[source] == group.get(heir) and begun[heir] >= day
        ]
        if len(new) == 1 and ended[source] <= last:
            into[source] = new[0]
    return into


def _end_of(unit: str, into: Mapping[str, str]) -> str:
    seen = {unit}
    while unit in into and into[unit] not in seen:
        unit = into[unit]
        seen.add(unit)
    return unit


def _owners(
    present: list[_Stay], into: Mapping[str, str], heirs: Mapping[str, list[str]]
) -> dict[tuple[str, str], str]:
    own = {(stay.group, stay.unit): _end_of(stay.unit, into) for stay in present}
    later: dict[tuple[str, str], set[str]] = {}
    for (group, unit), place in own.items():
        for heir in heirs.get(unit, ()):
            later.setdefault((group, heir), set()).add(place)
    inherited = {key: min(places) for key, places in later.items() if len(places) == 1}
    return {**inherited, **own}
