"""DQ-08: a figure far from the usual size of its own series.

Outside the median ± 3 scaled MAD, and at least three times or at most a third of the median: the
MAD alone would flag every high season and every steady series that moves a little. A figure that
is usual for its month or quarter in other years is a season, no outlier.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, shown
from gdnn_analysis.ingest.checks.plausible.series import History, Real, Series, Whole
from gdnn_analysis.ingest.problems import cell_problems
from gdnn_analysis.language import say

FEWEST: Final = 6
"""Figures a series needs before anything can be called usual."""
DEVIATIONS: Final = 3.0
SCALE: Final = 1.4826
"""Makes the MAD of normal data its standard deviation."""
TIMES: Final = 3.0
LEAST: Final = 10.0
"""Smaller steps are chance: two instead of six posts a month."""

Mask = npt.NDArray[np.bool_]


def outliers(tables: Accepted, series: Series, found: History) -> pd.DataFrame:
    """Return the figures far from the usual size of their series."""
    usual = _group_medians(found.code, found.value)
    far = is_far(found, usual)
    records = pd.Index(found.record[far])
    pairs = pd.DataFrame({"value": found.value[far], "usual": usual[far]}, index=records)
    values = shown(pairs["value"]) + " / " + shown(pairs["usual"].round(1))
    title = tables.title(series.table, series.value)
    return cell_problems(
        records.sort_values(),
        column=series.value,
        rule="DQ-08",
        severity="canh_bao",
        values=values,
        message=lambda value: say(
            "“{title}” khác xa mức thường thấy của chính đơn vị (số ghi / trung vị: {value}).",
            "“{title}” is far from what the unit usually reports (figure / median: {value}).",
            title=title,
            value=value,
        ),
        remedy=say(
            "Đối chiếu lại với nguồn (thừa, thiếu chữ số, nhầm kỳ); nếu đúng thì ghi chú lý do.",
            "Compare with the source (a digit too many, another period); if right, note why.",
        ),
    )


def is_far(found: History, usual: Real) -> Mask:
    """Say which figures are far from the median of their series and of their season."""
    size = np.bincount(found.code)[found.code]
    off = np.abs(found.value - usual)
    far = (size >= FEWEST) & (usual > 0) & (off >= LEAST) & _manifold(found.value, usual)
    if not far.any():
        return far
    concerned = np.isin(found.code, np.unique(found.code[far]))
    spread = np.zeros_like(usual)
    spread[concerned] = _group_medians(found.code[concerned], off[concerned])
    far &= off > DEVIATIONS * SCALE * spread
    return far & ~_is_season(found, far)


def _manifold(value: Real, usual: Real) -> Mask:
    return (value >= TIMES * usual) | (value * TIMES <= usual)


def _is_season(found: History, far: Mask) -> Mask:
    """Say which far figures are near those of the same month or quarter of other years."""
    chosen = np.flatnonzero(np.isin(found.code, np.unique(found.code[far])))
    seasonal = chosen[found.per_year[chosen] > 1]
    year_part = found.at[seasonal] % found.per_year[seasonal]
    group = found.code[seasonal] * np.int64(16) + year_part
    others = _medians_of_others(group, found.value[seasonal])
    near = ~np.isnan(others) & ~_manifold(found.value[seasonal], others)
    season = np.zeros(len(far), dtype=bool)
    season[seasonal] = near
    return season


def _group_medians(code: Whole, value: Real) -> Real:
    medians = pd.Series(value).groupby(code).transform("median")
    return medians.to_numpy(dtype="float64")


def _medians_of_others(group: Whole, value: Real) -> Real:
    """Return, for each figure, the median of the rest of its group; missing when it is alone."""
    order = np.lexsort((value, group))
    ordered = value[order]
    _, first, inverse, size = np.unique(
        group[order], return_index=True, return_inverse=True, return_counts=True
    )
    start, rest = first[inverse], size[inverse] - 1
    rank = np.arange(len(order)) - start
    sides = []
    for place in ((rest - 1) // 2, rest // 2):
        without_itself = np.where(place < rank, place, place + 1)
        sides.append(ordered[np.minimum(start + without_itself, len(order) - 1)])
    result = np.full(len(order), np.nan)
    result[order] = np.where(rest > 0, (sides[0] + sides[1]) / 2, np.nan)
    return result
