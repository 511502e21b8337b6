"""The annex schedule over the years of the plan: what is known up to the year reported (A01)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.earlier import results_of
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.period import PLAN_START

NOT_YET: Final = "chua_den_ky"
UNKNOWN: Final = "khong_du_lieu"
UNPLANNED: Final = ""
"""A year the annex has no "x" for."""


def planned_years(ev: Evaluation) -> tuple[int, ...]:
    """Return the years of the annex, in order."""
    planned = {int(year) for years in ev.data["activities"]["planned_years"] for year in years}
    return tuple(sorted(planned))


def annex_statuses(ev: Evaluation) -> pd.DataFrame:
    """Return the status of each annex row (index ``act_id``) in each planned year (columns).

    Years after the one reported are ``chua_den_ky``, whatever the data say of them.
    """
    activities = ev.data["activities"]
    activities = activities[~activities["is_heading"].astype(bool)]
    found = {
        year: _verdicts(ev, year) if year <= ev.period.last else pd.Series(dtype="str")
        for year in planned_years(ev)
    }
    return pd.DataFrame(
        {
            year: [
                _status(act, years, year, verdicts, last=ev.period.last)
                for act, years in zip(
                    activities["act_id"], activities["planned_years"], strict=True
                )
            ]
            for year, verdicts in found.items()
        },
        index=pd.Index(activities["act_id"].astype(str), name="act_id"),
    )


def _verdicts(ev: Evaluation, year: int) -> pd.Series:
    if year < PLAN_START.year:
        return pd.Series(dtype="str")
    rows = results_of(ev, year, ["A01"])
    rows = rows[rows["breakdown"].eq("activity")]
    return rows.set_index("category")["verdict"]


def _status(
    act: object, planned: tuple[object, ...], year: int, verdicts: pd.Series, *, last: int
) -> str:
    if str(year) not in {str(each) for each in planned}:
        return UNPLANNED
    if year > last:
        return NOT_YET
    return str(verdicts.get(act, UNKNOWN))
