"""Units over time: which group a unit belonged to on a day, and who carries on its work (R08).

A renamed unit keeps its id and gets a new row; a closed one hands its functions on through
``unit_succession``. The plan's duties follow the function (RL-30, G16): what the department that
manages vocational education does after 3/2025 counts for the group that issued the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset

PLAN_ISSUER_GROUP: Final = "SLDTBXH"
"""Actor group of the department that issued the plan and leads it."""
PLAN_FUNCTION: Final = "ql_gdnn"
"""State management of vocational education: the function the plan's lead follows."""
WHOLE: Final = "toan_bo"
PUBLIC_SOURCES: Final = "TD-CONGKHAI"
"""Stands for the team that reads public sources (AMB-03): it reports, but is no actor or author,
owes nothing, and is no unit of a breakdown."""
_NOW: Final = pd.Timestamp(2262, 1, 1)


class UnitHistory:
    """Units, their groups and their successors.

    Parameters
    ----------
    data
        Dataset with ``units`` and ``unit_succession``.
    within
        The units of the part of the province that is evaluated; all by default. Others keep their
        names and groups, but are not among those obliged.
    """

    def __init__(self, data: Dataset, within: frozenset[str] | None = None) -> None:
        self._within = within
        self._rows = data["units"].sort_values(["unit_id", "valid_from"])
        self._successions = data["unit_succession"].sort_values(
            ["effective_on", "to_unit_id", "from_unit_id"]
        )

    def valid_on(self, day: date) -> pd.DataFrame:
        """Return the rows of ``units`` in force on `day`, ordered by id (both ends included).

        Only those of the part of the province that is evaluated.
        """
        moment = pd.Timestamp(day)
        rows = self._rows
        started = rows["valid_from"].le(moment)
        rows = rows[started & (rows["valid_to"].isna() | rows["valid_to"].ge(moment))]
        return rows if self._within is None else rows[rows["unit_id"].isin(self._within)]

    def owes(self, unit_id: str) -> bool:
        """Say whether a unit is in the part of the province that is evaluated."""
        return self._within is None or unit_id in self._within

    def group(self, unit_ids: pd.Series, on: pd.Series | None = None) -> pd.Series:
        """Return the actor group of each unit on its day.

        Parameters
        ----------
        unit_ids
            Unit ids.
        on
            Days, aligned with `unit_ids`; missing days, and no days at all, mean "now": the
            unit's last row. A day before the first row takes the first row.

        Returns
        -------
        Series
            Codes of list ACTOR; missing for an id the registry does not hold.
        """
        if not unit_ids.isin(self._regrouped).any():
            return unit_ids.astype("str").map(self._first_group).astype("str")
        days = pd.Series(pd.NaT, index=unit_ids.index) if on is None else on
        asked = pd.DataFrame(
            {
                "place": range(len(unit_ids)),
                "unit_id": unit_ids.astype("str").array,
                "day": days.astype("datetime64[s]").fillna(_NOW).to_numpy(),
            }
        ).sort_values("day", kind="stable")
        rows = self._rows[["unit_id", "valid_from", "actor_group"]].sort_values("valid_from")
        found = pd.merge_asof(
            asked, rows, left_on="day", right_on="valid_from", by="unit_id"
        ).sort_values("place")
        groups = found["actor_group"].where(
            found["actor_group"].notna(), found["unit_id"].map(self._first_group)
        )
        return groups.set_axis(unit_ids.index).astype("str")

    def lead_group(self, unit_ids: pd.Series, on: pd.Series | None = None) -> pd.Series:
        """Return the group each record counts for, successors included (RL-30, G16).

        From the day a unit takes over from one of another group, its records count for the
        predecessor's group: by the function ``ql_gdnn``, or by the whole unit where that function
        was not handed on separately. The group that issued the plan goes first.

        Parameters
        ----------
        unit_ids, on
            As for :meth:`group`.
        """
        own = self.group(unit_ids, on)
        groups = own.to_numpy(dtype=object, copy=True)
        places = pd.Series(unit_ids.to_numpy(dtype=object)).groupby(unit_ids.array).indices
        days = None if on is None else on.to_numpy(dtype="datetime64[s]")
        for heir, since, group in self._inherited:
            own_places = places.get(heir)
            if own_places is None:
                continue
            if days is not None:
                when = days[own_places]
                own_places = own_places[np.isnat(when) | (when >= since.to_datetime64())]
            groups[own_places] = group
        return pd.Series(groups, index=unit_ids.index, dtype="str")

    def successors(self, unit_id: str, function: str | None = None) -> tuple[str, ...]:
        """Return all later carriers of a unit's work, nearest first.

        Parameters
        ----------
        unit_id
            The unit to start from.
        function
            Code of list FUNCTION: at each step the row for this function, or, where there is
            none, the row for the whole unit. Without it every kind of succession is followed.
        """
        return tuple(dict.fromkeys(heir for heir, _ in self._heirs(unit_id, function)))

    def competent_body(self, day: date) -> pd.Series | None:
        """Return the body that manages vocational education in the province on `day`.

        Returns
        -------
        Series or None
            The row of ``units`` in force on the day, with ``parent_name_vi`` (missing when the
            parent is unknown); ``None`` when the registry holds no unit of the issuing group.
        """
        issuers = self._rows[
            self._rows["actor_group"].eq(PLAN_ISSUER_GROUP) & self._rows["unit_type"].eq("so_nganh")
        ].sort_values(["valid_from", "unit_id"])
        if issuers.empty:
            return None
        holder = str(issuers["unit_id"].iloc[0])
        for heir, since in self._heirs(holder, PLAN_FUNCTION):
            if since <= pd.Timestamp(day):
                holder = heir
        row = self._row_on(holder, day)
        parent = row["parent_unit_id"]
        known = self._rows["unit_id"].eq(parent).any()
        row["parent_name_vi"] = self.name(str(parent), day) if known else pd.NA
        return row

    def name(self, unit_id: str, on: date | None = None) -> str:
        """Return a unit's full name on a day (its last one without a day), or the id itself."""
        if not self._rows["unit_id"].eq(unit_id).any():
            return unit_id
        return str(self._row_on(unit_id, on or date.max)["name_vi"])

    def _row_on(self, unit_id: str, day: date) -> pd.Series:
        rows = self._rows[self._rows["unit_id"] == unit_id]
        begun = int(rows["valid_from"].le(pd.Timestamp(day)).sum())
        return pd.Series(rows.astype(object).iloc[max(begun - 1, 0)])

    def _heirs(self, unit_id: str, function: str | None) -> Iterator[tuple[str, pd.Timestamp]]:
        """Yield successors breadth first with the day they took over; circles end themselves."""
        seen, queue = {unit_id}, [(unit_id, pd.Timestamp(0))]
        while queue:
            current, since = queue.pop(0)
            steps = self._steps.get(current, [])
            if function is not None:
                exact = [step for step in steps if step[0] == function]
                steps = exact or [step for step in steps if step[0] == WHOLE]
            for _, heir, day in steps:
                if heir not in seen:
                    seen.add(heir)
                    queue.append((heir, max(since, day)))
                    yield heir, max(since, day)

    @cached_property
    def _steps(self) -> Mapping[str, list[tuple[str, str, pd.Timestamp]]]:
        """Function, heir and day of every succession, by the unit that handed on."""
        steps: dict[str, list[tuple[str, str, pd.Timestamp]]] = {}
        columns = ["from_unit_id", "function_code", "to_unit_id", "effective_on"]
        for giver, *step in self._successions[columns].itertuples(index=False, name=None):
            steps.setdefault(giver, []).append((step[0], step[1], step[2]))
        return steps

    @cached_property
    def _first_group(self) -> pd.Series:
        """Group of each unit's first row."""
        return self._rows.groupby("unit_id")["actor_group"].first()

    @cached_property
    def _regrouped(self) -> frozenset[str]:
        """Units whose group changed: only of these does the group depend on the day."""
        several = self._rows.groupby("unit_id")["actor_group"].nunique()
        return frozenset(several.index[several > 1])

    @cached_property
    def _inherited(self) -> list[tuple[str, pd.Timestamp, str]]:
        """Heir, day and predecessor's group where it differs from the heir's own; issuer last."""
        sources = pd.Series(sorted(set(self._successions["from_unit_id"])), dtype="str")
        groups = self._rows.groupby("unit_id")["actor_group"].last()
        found = [
            (heir, since, str(groups[source]))
            for source in sources
            if source in groups.index
            for heir, since in self._heirs(source, PLAN_FUNCTION)
            if heir in groups.index and groups[heir] != groups[source]
        ]
        return sorted(found, key=lambda row: (row[2] == PLAN_ISSUER_GROUP, row[1], row[0], row[2]))
