"""Standard errors of changes: of independent samples, and of clusters visited again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.structure import Stage, Structure
from gdnn_analysis.survey.taylor import Table, collect
from gdnn_analysis.survey.variables import Mask, Numbers, Places
from gdnn_analysis.survey.wave_clusters import Pooled
from gdnn_analysis.survey.wave_figures import Wave


def independent(columns: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Return standard errors of differences of independent samples.

    Degrees of freedom add: each wave estimates its own variance.
    """
    return {
        "se": np.hypot(columns["se_from"], columns["se_to"]),
        "df": columns["df_from"] + columns["df_to"],
        "covariance": np.zeros_like(columns["estimate"]),
    }


def overlapping(
    first: Wave,
    second: Wave,
    places: tuple[Places, Places],
    pooled: Pooled,
) -> dict[str, Numbers]:
    """Return standard errors of differences when clusters are shared."""
    stage, units = pooled
    count = len(stage.stratum)
    (z1, seen1), (z2, seen2) = first.scores.by_cluster(), second.scores.by_cluster()
    both = (places[0] >= 0) & (places[1] >= 0)
    if not both.any():
        blank = np.full(len(both), np.nan)
        return {"se": blank, "df": blank, "covariance": blank}
    columns = tuple(rows[both] for rows in places)
    parts = [
        _spread_out(z[:, own], at, count)
        for z, own, at in zip((z1, z2), columns, units, strict=True)
    ]
    width = z1.shape[1] // max(seen1.shape[1], 1)
    seen = _spread_out(seen1[:, columns[0] // width], units[0], count) + _spread_out(
        seen2[:, columns[1] // width], units[1], count
    )
    gap, one, two = (
        _variances(first.sample, stage, scores, seen > 0)
        for scores in (parts[1] - parts[0], parts[0], parts[1])
    )
    df = np.array([_freedom(stage, seen[:, place] > 0) for place in range(seen.shape[1])])
    found = {"se": np.sqrt(gap), "df": df, "covariance": (one + two - gap) / 2}
    return {name: _placed(values, both) for name, values in found.items()}


def _spread_out(values: Table | Mask, units: Places, count: int) -> Table:
    found = np.zeros((count, values.shape[1]))
    found[units] = values
    return found


def _variances(sample: Sample, stage: Stage, scores: Table, seen: Mask) -> Table:
    """Return the variance of each column of cluster scores (U, P), each its own domain."""
    units, count = scores.shape
    structure = Structure((stage,), pd.DataFrame())
    single = Domains(pd.DataFrame(index=range(count)), np.zeros(units, dtype=np.intp))
    cells = single.whole(structure)
    values, present = scores.reshape(-1, 1), seen.reshape(-1)
    return collect(structure, sample.rule, cells, values, present, count).variances()[:, 0]


def _freedom(stage: Stage, seen: Mask) -> float:
    return float(seen.sum() - len(np.unique(stage.stratum[seen])))


def _placed(values: Table, rows: Mask) -> Table:
    found = np.full(len(rows), np.nan)
    found[rows] = values
    return found
