"""What weighting costs, and what an adjustment did."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.survey.calibration import Adjustment, relative_errors
from gdnn_analysis.survey.margins import Problem
from gdnn_analysis.survey.variables import Numbers


def weight_effect(weights: npt.ArrayLike) -> float:
    """Return how much unequal weights multiply the variance of a mean: ``1 + CV²``.

    ``n Σ w² / (Σ w)²``, with n the rows of the sample (weight not 0).

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.
    """
    values = np.asarray(weights, dtype="float64")
    return float(np.count_nonzero(values) / effective_size(values))


def effective_size(weights: npt.ArrayLike) -> float:
    """Return the rows with equal weights that would tell as much: ``(Σ w)² / Σ w²``.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.
    """
    values = np.asarray(weights, dtype="float64")
    return float(values.sum() ** 2 / (values**2).sum())


def diagnostics(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    problem: Problem | None = None,
    adjustment: Adjustment | None = None,
) -> pd.DataFrame:
    """Return what weighting did, one figure per row.

    Parameters
    ----------
    before, after
        Weights (n).
    problem
        The totals that were to be met.
    adjustment
        How it went.

    Returns
    -------
    pandas.DataFrame
        Columns ``part, name, wanted, before, after, relative_error``; missing where a column does
        not apply. Parts: ``total`` (one row per category or column of `problem`),
        ``weight`` (``sum``, ``min``, ``median``, ``max``, ``effect``, ``effective_size``, over the
        rows of weight not 0), ``factor`` (``min``, ``max`` of after by before) and ``adjustment``
        (``iterations``, ``largest_error``).
    """
    old, new = np.asarray(before, dtype="float64"), np.asarray(after, dtype="float64")
    rows = _total_rows(old, new, problem) if problem is not None else []
    rows += [
        ("weight", name, np.nan, one, other, np.nan)
        for (name, one), other in zip(_summary(old).items(), _summary(new).values(), strict=True)
    ]
    factors = new[old != 0] / old[old != 0]
    figures = [("factor", "min", factors.min()), ("factor", "max", factors.max())]
    if adjustment is not None:
        figures.append(("adjustment", "iterations", adjustment.iterations))
        figures.append(("adjustment", "largest_error", adjustment.largest_error))
    rows += [(part, name, np.nan, np.nan, float(value), np.nan) for part, name, value in figures]
    return pd.DataFrame(
        rows, columns=["part", "name", "wanted", "before", "after", "relative_error"]
    )


_Row: TypeAlias = tuple[str, str, float, float, float, float]


def _total_rows(old: Numbers, new: Numbers, problem: Problem) -> list[_Row]:
    sums, errors = (old @ problem.x, new @ problem.x), relative_errors(problem, new)
    return [
        ("total", name, problem.totals[at], sums[0][at], sums[1][at], errors[at])
        for at, name in enumerate(problem.names)
    ]


def _summary(weights: Numbers) -> dict[str, float]:
    sample = weights[weights != 0]
    return {
        "sum": float(sample.sum()),
        "min": float(sample.min()),
        "median": float(np.median(sample)),
        "max": float(sample.max()),
        "effect": weight_effect(sample),
        "effective_size": effective_size(sample),
    }
