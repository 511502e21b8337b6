"""The tests registered for each outcome, run on the data up to the end of the report year."""

from __future__ import annotations

from dataclasses import replace

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
from gdnn_analysis.indicators.contribution.outcomes import (
    Streams,
    district_shares,
    lower_schools,
    lower_streams,
    school_shares,
    upper_streams,
)
from gdnn_analysis.indicators.contribution.ranks import rank_correlation
from gdnn_analysis.indicators.contribution.registered import MIN_SCHOOLS
from gdnn_analysis.indicators.contribution.series import interrupted_time_series
from gdnn_analysis.indicators.contribution.staggered import difference_in_differences
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.period import PLAN_START, month_year
from gdnn_analysis.records.status import in_force

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
    lower, upper = inputs.once(lower_streams), inputs.once(upper_streams)
    schools = inputs.once(lower_schools)
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
    wide = district_shares(inputs, streams, "THCS").pivot_table(
        index="district", columns="year", values="share"
    )
    wide = wide.reindex(columns=[first, last])
    exposure = visits_per_100_pupils(inputs, "THCS", first, last)
    return rank_correlation(exposure, wide[last] - wide[first])


def _over_schools(inputs: Inputs, shares: pd.DataFrame, level: str) -> Finding:
    return dose_response(
        _school_changes(inputs, shares[shares["year"] >= PLAN_START.year], level),
        outcome="change",
        exposure="visits",
        covariates=COVARIATES,
        cluster="district",
    )


def _school_changes(inputs: Inputs, shares: pd.DataFrame, level: str) -> pd.DataFrame:
    """Return one row per school: change of its share, visits in between, covariates, district."""
    first, last = _ends(shares)
    start = shares[shares["year"].eq(first)].set_index("school_id")
    end = shares[shares["year"].eq(last)].set_index("school_id")["share"]
    schools = inputs.data["schools"].set_index("school_id")
    urban = inputs.data["areas"].set_index("area_id")["urban_rural"]
    kind = schools["area_id"].map(urban).reindex(start.index).astype("str")
    changed = start.index.isin(end.index) & (first < last)
    return pd.DataFrame(
        {
            "change": end.reindex(start.index) - start["share"],
            "visits": visits_by_school(inputs, level, first, last).reindex(start.index).fillna(0),
            "baseline": start["share"],
            "graduates": start["graduates"],
            "urban_rural": kind,
            "district": inputs.once(district_of_schools).reindex(start.index),
        }
    )[changed]


def _ends(shares: pd.DataFrame) -> tuple[int, int]:
    """Return the first and last year with enough schools, else with any."""
    counts = shares.groupby("year").size()
    enough = counts[counts >= MIN_SCHOOLS] if (counts >= MIN_SCHOOLS).any() else counts
    years = enough.index
    return (int(years.min()), int(years.max())) if len(years) else (0, 0)


def _by_first_visit(inputs: Inputs, panel: pd.DataFrame) -> Finding:
    visits = inputs.once(school_visits)
    own = visits[visits["grade"].eq(FINAL_GRADE["THCS"])]
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
    rows = in_force(inputs.data["leads"])
    rows = rows[month_year(rows["month"], inputs.settings.window).le(inputs.year).fillna(False)]
    start = f"{PLAN_START:%Y-%m}"  # 15 September lies after 13 September (RL-37)
    early = set(rows.loc[rows["month"] < start, "unit_id"])
    late = set(rows.loc[rows["month"] >= start, "unit_id"])
    steady = rows[rows["unit_id"].isin(early & late)]
    return interrupted_time_series(steady.groupby("month")["count"].sum(), start)
