"""DQ-09, first half: one and the same figure period after period looks copied, not counted."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, shown
from gdnn_analysis.ingest.checks.plausible.series import History, Series
from gdnn_analysis.ingest.problems import cell_problems
from gdnn_analysis.language import say

SHORTEST: Final = 3
"""Consecutive periods with the same figure."""
LEAST: Final = 10
"""Smaller figures repeat by chance."""
STEADY: Final = ("nguoi_theo_doi", "so_ban")
"""Metrics that may well stand still: followers of a quiet page, the print run of a paper."""


def standing_still(tables: Accepted, series: Series, found: History) -> pd.DataFrame:
    """Return a warning per run of equal figures, at its last row."""
    same = np.zeros(len(found.record), dtype=bool)
    same[1:] = (
        (np.diff(found.code) == 0)
        & (np.diff(found.at) == 1)
        & (np.diff(found.value) == 0)
        & (found.value[1:] >= LEAST)
    )
    run = np.cumsum(~same) - 1
    length = np.bincount(run)
    ends = np.cumsum(length) - 1
    long = length >= SHORTEST
    last = ends[long]
    runs = pd.DataFrame(
        {"value": found.value[last], "length": length[long]}, index=pd.Index(found.record[last])
    )
    runs = _not_steady(tables, series, runs)
    title = tables.title(series.table, series.value)
    return cell_problems(
        runs.index.sort_values(),
        column=series.value,
        rule="DQ-09",
        severity="canh_bao",
        values=shown(runs["value"]) + " × " + shown(runs["length"]),
        message=lambda value: say(
            "“{title}” giống hệt nhau ở nhiều kỳ liền nhau (số × số kỳ: {value}).",
            "“{title}” is exactly the same in consecutive periods (figure × periods: {value}).",
            title=title,
            value=value,
        ),
        remedy=say(
            "Kiểm tra xem có chép lại số kỳ trước không; nhập số đếm của từng kỳ.",
            "Check whether the last period was copied; enter what was counted each period.",
        ),
    )


def _not_steady(tables: Accepted, series: Series, runs: pd.DataFrame) -> pd.DataFrame:
    if "metric" not in series.key or not len(runs):
        return runs
    metrics = tables.rows(series.table, "metric")["metric"]
    steady = metrics.loc[runs.index].isin(STEADY).to_numpy(dtype=bool)
    return runs.loc[~steady]
