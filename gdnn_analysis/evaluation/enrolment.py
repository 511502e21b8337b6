"""Enrolment and streaming over the years: the context no report may credit to communication."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.earlier import results_of
from gdnn_analysis.evaluation.result import Evaluation

FIRST_YEAR: Final = 2018
"""First year of the series: three years before the plan (section 3.6)."""
CODES: Final = ("P01", "P02", "P03", "P04", "P05")
SHORT_COURSES: Final = "d3t"


def series_of_enrolment(ev: Evaluation) -> pd.DataFrame:
    """Return P01–P05 of the whole province by year, up to the end of the period.

    Returns
    -------
    DataFrame
        Result rows with the column ``year``: headlines and variants, and of P03 the level of
        short courses, which no total holds.
    """
    return ev.once(_series)


def _series(ev: Evaluation) -> pd.DataFrame:
    years = range(FIRST_YEAR, ev.period.last + 1)
    found = [results_of(ev, year, CODES).assign(year=year) for year in years]
    rows = pd.concat(found, ignore_index=True)
    short = rows["code"].eq("P03") & rows["variant"].eq("") & rows["breakdown"].eq("level")
    short &= rows["category"].eq(SHORT_COURSES)
    return rows[(rows["breakdown"].eq("") & rows["area_id"].eq("")) | short]


def series_row(
    series: pd.DataFrame, year: int, code: str, variant: str = "", category: str = ""
) -> pd.Series | None:
    """Return one row of the series, or nothing when the year has none."""
    found = series[
        series["year"].eq(year)
        & series["code"].eq(code)
        & series["variant"].eq(variant)
        & series["category"].eq(category)
    ]
    return found.iloc[0] if len(found) else None


def references(ev: Evaluation, code: str) -> pd.DataFrame:
    """Return the national reference points of an indicator (table ``targets``), none of the plan's.

    Those of the period's last year, else those of the first year after it.
    """
    targets = ev.data["targets"]
    own = targets[targets["code"].eq(code) & targets["is_reference_only"].eq(True)]
    own = own[own["period"].str.fullmatch(r"\d{4}").eq(True)]
    years = own["period"].astype("int64")
    later = own[years.ge(ev.period.last)]
    chosen = later if len(later) else own
    return chosen[chosen["period"].eq(chosen["period"].min())]
