"""The tests registered for each outcome, run on the data up to the end of the report year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.contribution.dose import dose_response
from gdnn_analysis.indicators.contribution.exposure import (
    FINAL_GRADE,
    district_of_schools,
    school_visits,
    visits_by_school,
    visits_per_100_pupils,
)
from gdnn_analysis.indicators.contribution.finding import Finding
from gdnn_analysis.indicators.contribution.measured import enquiry_log
from gdnn_analysis.indicators.contribution.outcomes import (
    Streams,
    district_shares,
    lower_streams,
    school_shares,
    upper_streams,
)
from gdnn_analysis.indicators.contribution.ranks import rank_correlation
from gdnn_analysis.indicators.contribution.registered import MIN_SCHOOLS
from gdnn_analysis.indicators.contribution.series import interrupted_time_series
from gdnn_analysis.indicators.contribution.staggered import difference_in_differences
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import PLAN_START

COVARIATES = ("baseline", "graduates", "urban_rural")
"""What schools are compared at equal values of: baseline share, size, urban or rural."""


def contribution_tests(inputs: Inputs) -> tuple[Finding, ...]:
    """Run every registered test; call it through ``inputs.once(contribution_tests)``.

    P01: ranks of former districts, regression over schools, and schools by their first visit.
    P02: regression over schools. T06: monthly enquiries before and after the plan. The others
    have no test within the province and stay at level 2 at most.

    Parameters
    ----------
    inputs
        Needs ``graduates``, ``destinations``, ``events``, ``event_schools``, ``schools``,
        ``school_pupils``, ``areas`` and ``leads``; a table without rows only means that the
        test says why it did not run.
    """
    lower, upper = lower_streams(inputs), upper_streams(inputs)
    schools = school_shares(lower, "THCS")
    return (
        replace(_over_districts(inputs, lower), outcome="P01"),
        replace(_over_schools(inputs, schools, "THCS"), outcome="P01"),
        replace(_by_first_visit(inputs, schools), outcome="P01"),
        replace(_over_schools(inputs, school_shares(upper, "THPT"), "THPT"), outcome="P02"),
        replace(_enquiries(inputs), outcome="T06"),
    )


def _over_districts(inputs: Inputs, streams: Streams) -> Finding:
    if len(streams.years) < 2:
        return rank_correlation(pd.Series(dtype="float64"), pd.Series(dtype="float64"))
    first, last = streams.years[0], streams.years[-1]
    shares = district_shares(inputs, streams, "THCS")
    at_first, at_last = (_in_year(shares, year, "district")["share"] for year in (first, last))
    exposure = visits_per_100_pupils(inputs, "THCS", first, last)
    return rank_correlation(exposure, at_last - at_first)


def _in_year(shares: pd.DataFrame, year: int, place: str) -> pd.DataFrame:
    found: pd.DataFrame = shares[shares["year"].to_numpy() == year].set_index(place)
    return found


def _over_schools(inputs: Inputs, shares: pd.DataFrame, level: str) -> Finding:
    return dose_response(
        _school_changes(inputs, shares[shares["year"].to_numpy() >= PLAN_START.year], level),
        outcome="change",
        exposure="visits",
        covariates=COVARIATES,
        cluster="district",
    )


def _school_changes(inputs: Inputs, shares: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return one row per school: change of its share, visits in between, covariates, district."""
    first, last = _ends(shares)
    start, end = (_in_year(shares, year, "school_id") for year in (first, last))
    start = start[start.index.isin(end.index) & (first < last)]
    visits, kind = visits_by_school(inputs, level, first, last), inputs.once_per_run(_urban_rural)
    return pd.DataFrame(
        {
            "change": end["share"].reindex(start.index) - start["share"],
            "visits": visits.reindex(start.index).fillna(0),
            "baseline": start["share"],
            "graduates": start["graduates"],
            "urban_rural": kind.reindex(start.index),
            "district": district_of_schools(inputs).reindex(start.index),
        }
    )


def _urban_rural(data: Dataset) -> pd.Series[str]:
    """Return whether each school lies in town."""
    urban = data["areas"].set_index("area_id")["urban_rural"]
    schools = data["schools"].set_index("school_id")["area_id"]
    return schools.map(urban).astype("str")


def _ends(shares: pd.DataFrame) -> tuple[int, int]:
    """Return the first and last year with enough schools, else with any."""
    years, counts = np.unique(shares["year"].to_numpy(), return_counts=True)
    enough = counts >= MIN_SCHOOLS
    used = years[enough] if enough.any() else years
    return (int(used[0]), int(used[-1])) if len(used) else (0, 0)


def _by_first_visit(inputs: Inputs, panel: pd.DataFrame) -> Finding:
    visits = inputs.once(school_visits)
    own = visits[["school_id", "year"]][visits["grade"].to_numpy() == FINAL_GRADE["THCS"]]
    first = own.groupby("school_id")["year"].min().astype("float64")
    return difference_in_differences(
        panel.assign(first_visit=panel["school_id"].map(first).astype("float64")),
        unit="school_id",
        time="year",
        first_treated="first_visit",
        outcome="share",
    )


def _enquiries(inputs: Inputs) -> Finding:
    """Return the series of enquiries at the units that logged before the plan and after it.

    A unit that began to log after the start would make the series jump by logging alone.
    """
    rows = inputs.once_per_run(enquiry_log)
    rows = rows[rows[inputs.settings.window].to_numpy() <= inputs.year]
    start = f"{PLAN_START:%Y-%m}"  # 15 September lies after 13 September (RL-37)
    before = (rows["month"] < start).to_numpy()
    steady = set(rows["unit_id"][before]) & set(rows["unit_id"][~before])
    used = rows[rows["unit_id"].isin(steady)]
    return interrupted_time_series(used.groupby("month")["count"].sum(), start)
