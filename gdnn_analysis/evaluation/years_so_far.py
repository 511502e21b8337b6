"""Result rows of the plan's years up to the one reported, computed only where nobody has them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from gdnn_analysis.evaluation.earlier import results_of
from gdnn_analysis.evaluation.result import Evaluation


def rows_of_year(ev: Evaluation, year: int, codes: Collection[str]) -> pd.DataFrame:
    """Return the result rows of some indicators for a year, of the year before from its evaluation.

    Reports compare with the year before anyway, so its evaluation is there already.
    """
    if ev.period.is_year and year == ev.period.first - 1 and ev.previous is not None:
        return ev.previous.results[ev.previous.results["code"].isin(list(codes))]
    return results_of(ev, year, codes)
