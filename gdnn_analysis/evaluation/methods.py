"""The methods of section 3.6 and whether the data meet their conditions, run or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from gdnn_analysis.evaluation.enrolment import SHORT_COURSES, series_of_enrolment
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.indicators.contribution import Finding
from gdnn_analysis.period import PLAN_START

PRE_YEARS: Final = 3
"""Years before the plan a before–after comparison needs."""
RESPONSE: Final = 0.7
INSTITUTIONS: Final = 5
"""Share of entrants asked, and institutions that reach it, which source tracing needs."""

Kind = Literal["truoc_sau", "truy_nguon", "phep_kiem"]


@dataclass(frozen=True)
class Method:
    """One method of contribution analysis.

    Attributes
    ----------
    kind
        ``truoc_sau``: before and after; ``truy_nguon``: source tracing (C07); ``phep_kiem``: a
        registered test, with its ``finding``.
    met
        Whether the data meet its minimum condition.
    have
        Years, or institutions, the data have.
    finding
        The registered test.
    """

    kind: Kind
    met: bool
    have: int = 0
    finding: Finding | None = None


def methods_of(ev: Evaluation) -> tuple[Method, ...]:
    """Return every method the data can be asked for, in the order of section 3.6."""
    before, asked = years_before_plan(ev), institutions_that_asked(ev)
    tests = [Method("phep_kiem", found.ran, finding=found) for found in ev.contribution]
    return (
        Method("truoc_sau", before >= PRE_YEARS, have=before),
        *tests,
        Method("truy_nguon", asked >= INSTITUTIONS, have=asked),
    )


def years_before_plan(ev: Evaluation) -> int:
    """Return how many school years that ended before the plan have streaming figures (P01)."""
    series = series_of_enrolment(ev)
    own = series[series["code"].eq("P01") & series["variant"].eq("hep")]
    early = own["year"].lt(PLAN_START.year) & own["value"].notna()
    return int(own.loc[early, "year"].nunique())


def institutions_that_asked(ev: Evaluation) -> int:
    """Return how many institutions asked enough of their entrants how they knew (C07).

    In the year of the period with the most of them; entrants of short courses apart.
    """
    asked, entrants = ev.data["entry_survey"], ev.data["enrolments"]
    entrants = entrants[entrants["level"].ne(SHORT_COURSES)]
    key = ["year", "vet_unit_id"]
    came = entrants.groupby(key)["count"].sum().astype("float64")
    answers = asked.groupby(key)["n_asked"].max().astype("float64")
    share = (answers / came[came > 0]).dropna().reset_index(name="share")
    used = share[share["share"].ge(RESPONSE) & share["year"].isin(list(ev.period.years))]
    counts: pd.Series[int] = used.groupby("year")["vet_unit_id"].nunique()
    return int(counts.max()) if len(counts) else 0
