"""What comes next: rows of the annex planned for next year, and what this year left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.annex_years import planned_years
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.period import window_of
from gdnn_analysis.records.units import PLAN_FUNCTION

CLOSED: Final = ("xong", "khong_chap_nhan")
"""States of a recommendation that nobody has to act on any more (list REC)."""


@dataclass(frozen=True)
class AnnexTask:
    """A row of the plan's annex that is due next year.

    Attributes
    ----------
    act_id, name
        Row of table ``activities``.
    leads, partners
        Actor groups.
    indicators
        What the plan's statements follow it by.
    left_as
        Its status when this year left it without verified evidence from all leads (A01); else
        empty.
    """

    act_id: str
    name: str
    leads: tuple[str, ...]
    partners: tuple[str, ...]
    indicators: tuple[str, ...]
    left_as: str


def annex_tasks(ev: Evaluation) -> tuple[AnnexTask, ...]:
    """Return the annex rows planned for the year after the period; none after the plan's end."""
    return tuple(_annex_tasks(ev))


def _annex_tasks(ev: Evaluation) -> Iterator[AnnexTask]:
    rows, following = ev.data["activities"], str(ev.period.last + 1)
    indicators = _indicators(ev)
    for _, row in rows[rows["is_heading"].ne(True)].iterrows():
        act = str(row["act_id"])
        if following in [str(year) for year in row["planned_years"]]:
            yield AnnexTask(
                act_id=act,
                name=str(row["name_vi"]),
                leads=tuple(row["lead_groups"]),
                partners=tuple(row["coord_groups"]),
                indicators=indicators.get(act, ("A01",)),
                left_as=ev.account.annex_open.get(act, ""),
            )


def _indicators(ev: Evaluation) -> dict[str, tuple[str, ...]]:
    """Return the indicators of each annex row, from the plan's statements."""
    rows = ev.data["statements"]
    scheduled = rows[rows["kind"].eq("schedule")]
    return {
        str(ref).split(" (")[0]: tuple(codes)
        for ref, codes in zip(scheduled["ref"], scheduled["indicators"], strict=True)
    }


def last_planned_year(ev: Evaluation) -> int | None:
    """Return the last year the plan's annex has a row for; nothing without the annex."""
    return max(planned_years(ev), default=None)


def annex_cells_open(ev: Evaluation) -> int | None:
    """Return the due cells of the annex without verified evidence; nothing when none was due."""
    row = ev.row("A01")
    if row is None or pd.isna(row["denominator"]):
        return None
    return int(row["denominator"] - (0 if pd.isna(row["numerator"]) else row["numerator"]))


def next_deadline(ev: Evaluation) -> date:
    """Return the last day of the next year's reporting window."""
    return window_of(ev.period.last + 1, ev.settings.window).last_day


def recommendations_of(ev: Evaluation) -> pd.DataFrame:
    """Return the recommendations made in the period's own report, with unit name and group."""
    rows = _with_units(ev)
    return rows[rows["made"].eq(str(ev.period))]


def earlier_recommendations(ev: Evaluation) -> pd.DataFrame:
    """Return the recommendations made before the period; for several years, in them.

    An end-of-period report follows up what its yearly reports recommended.
    """
    rows = _with_units(ev)
    last = ev.period.last if ev.period.is_year else ev.period.last + 1
    return rows[rows["made"].str[:4].astype("int64").lt(last) & rows["made"].ne(str(ev.period))]


def open_recommendations(ev: Evaluation) -> pd.DataFrame:
    """Return the recommendations up to the end of the period that somebody still has to act on."""
    rows = _with_units(ev)
    made = rows["made"].str[-4:].astype("int64").le(ev.period.last)
    return rows[made & ~rows["status"].isin(CLOSED)]


def heir_of(ev: Evaluation, unit_id: str) -> str | None:
    """Return the name of the unit that has a closed one's tasks next year; nothing if it is open.

    The body that took over vocational education goes before the others.
    """
    units, day = ev.records.units, next_deadline(ev)
    open_then = set(units.valid_on(day)["unit_id"])
    heirs = (*units.successors(unit_id, PLAN_FUNCTION), *units.successors(unit_id))
    found = None if unit_id in open_then else next((h for h in heirs if h in open_then), None)
    return None if found is None else units.name(found, day)


def _with_units(ev: Evaluation) -> pd.DataFrame:
    rows = ev.data["recommendations"]
    names = rows["unit_id"].map(ev.names.unit, na_action="ignore")
    return rows.assign(
        made=rows["from_period"].astype("str"),
        unit_name=names,
        actor_group=ev.records.units.group(rows["unit_id"].fillna("")),
    ).sort_values(["made", "rec_id"])
