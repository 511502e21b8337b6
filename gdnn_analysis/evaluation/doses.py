"""Exposure and change side by side: what the dose–response figure shows (Hình 11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.earlier import inputs_of
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.indicators.contribution.exposure import visits_by_school, visits_per_100_pupils
from gdnn_analysis.indicators.contribution.outcomes import (
    district_shares,
    lower_streams,
    school_shares,
)

SMALLEST_GROUP: Final = 5
"""Schools a group of equal dose needs to be shown: single schools are nobody's business (R11)."""
LEVEL: Final = "THCS"


@dataclass(frozen=True)
class Doses:
    """Exposure and change of the narrow share after lower secondary school (P01).

    Attributes
    ----------
    districts
        One row per former district: ``district``, ``visits`` per 100 pupils of grade 9, ``change``
        in percentage points between ``first`` and ``last``.
    schools
        One row per number of ``visits``: ``schools`` and their mean ``change``; groups of fewer
        than :data:`SMALLEST_GROUP` schools are left out.
    first, last
        Report years compared.
    """

    districts: pd.DataFrame
    schools: pd.DataFrame
    first: int
    last: int


def doses_of(ev: Evaluation) -> Doses | None:
    """Return exposure and change since the plan, or nothing when no registered test of P01 ran."""
    ran = {found.method for found in ev.contribution if found.outcome == "P01" and found.ran}
    if not ran & {"tuong_quan_hang", "lieu_dap_ung"}:
        return None
    inputs = inputs_of(ev, ev.period.last)
    streams = lower_streams(inputs)
    first, last = streams.years[0], streams.years[-1]
    shares = district_shares(inputs, streams, LEVEL)
    change = _change(shares, "district", first, last)
    visits = visits_per_100_pupils(inputs, LEVEL, first, last).rename("visits")
    districts = change.to_frame().join(visits, how="inner").dropna()
    schools = _change(school_shares(streams, LEVEL), "school_id", first, last).to_frame()
    dose = visits_by_school(inputs, LEVEL, first, last)
    schools = schools.assign(visits=dose.reindex(schools.index).fillna(0).astype("int64"))
    groups = schools.groupby("visits")["change"].agg(["size", "mean"]).reset_index()
    groups = groups.set_axis(["visits", "schools", "change"], axis="columns")
    shown = groups[groups["schools"].ge(SMALLEST_GROUP)]
    return Doses(
        districts.rename_axis("district").reset_index(), shown.reset_index(drop=True), first, last
    )


def _change(shares: pd.DataFrame, place: str, first: int, last: int) -> pd.Series:
    start, end = (shares[shares["year"].eq(year)].set_index(place) for year in (first, last))
    return (end["share"] - start["share"]).dropna().rename("change")
