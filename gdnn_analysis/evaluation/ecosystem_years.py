"""Scores of the space (K) and ecosystem (H) criteria over the years of the plan (O15)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation.earlier import results_of
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.period import PLAN_START


def ecosystem_scores(ev: Evaluation) -> pd.DataFrame:
    """Return the score of each criterion (index, in the plan's order) by year up to the reported.

    A criterion nobody scored is missing, never 0.
    """
    years = range(PLAN_START.year, ev.period.last + 1)
    criteria = ev.data["ecosystem_criteria"]["criterion_id"].astype(str).tolist()
    return pd.DataFrame({year: _scores(ev, year) for year in years}).reindex(criteria)


def _scores(ev: Evaluation, year: int) -> pd.Series:
    rows = results_of(ev, year, ["O15"])
    rows = rows[rows["breakdown"].eq("criterion") & rows["variant"].eq("")]
    return rows.set_index("category")["value"]
