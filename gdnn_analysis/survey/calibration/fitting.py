"""Margins and cells met in proportion: raking and post-stratification."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration.adjustment import (
    ITERATIONS,
    TOLERANCE,
    Adjustment,
    adjustment_of,
    unmet,
    usable_weights,
)
from gdnn_analysis.survey.calibration.faults import refuse
from gdnn_analysis.survey.faults import ConvergenceError
from gdnn_analysis.survey.margins import Margin, Problem, shown
from gdnn_analysis.survey.variables import Numbers


def rake_factors(
    problem: Problem,
    weights: npt.ArrayLike,
    *,
    tol: float = TOLERANCE,
    max_iter: int = ITERATIONS,
) -> Adjustment:
    """Return factors that bring all margins to their counts by iterative proportional fitting.

    Parameters
    ----------
    problem
        Margins only (:func:`~gdnn_analysis.survey.margins.margins_problem`).
    weights
        Weights before (n), 0 outside the sample.
    tol
        Relative error up to which a margin is met.
    max_iter
        How often all margins are gone through.

    Raises
    ------
    CalibrationError
        Bad weights, numeric totals, a category whose rows all weigh 0.
    ConvergenceError
        Margins not met within `max_iter` rounds.

    References
    ----------
    Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
    """
    refuse(_numeric_totals(problem))
    before = usable_weights(weights, problem)
    factors = np.ones(len(before))
    for iteration in range(max_iter + 1):
        reached = [_sums(margin, before * factors) for margin in problem.margins]
        if _margin_error(problem, reached) <= tol:
            return adjustment_of(problem, before, factors, iteration)
        if iteration == max_iter:
            break
        for margin in problem.margins:
            factors = factors * _ratios(margin, _sums(margin, before * factors))
    raise ConvergenceError(unmet(problem, before * factors, (tol, max_iter)))


def poststratify_factors(problem: Problem, weights: npt.ArrayLike) -> Adjustment:
    """Return ``N_c / Σ_c w`` for every row of cell c.

    Parameters
    ----------
    problem
        One margin (:func:`~gdnn_analysis.survey.margins.joint_problem`).
    weights
        Weights before (n), 0 outside the sample.

    Raises
    ------
    CalibrationError
        Bad weights, not exactly one margin, a cell whose rows all weigh 0.

    References
    ----------
    Holt & Smith (1979), Journal of the Royal Statistical Society A 142, 33-46.
    """
    refuse(_numeric_totals(problem), _several_margins(problem))
    before = usable_weights(weights, problem)
    (margin,) = problem.margins
    factors = _ratios(margin, _sums(margin, before))
    return adjustment_of(problem, before, factors, 1)


def _sums(margin: Margin, weights: Numbers) -> Numbers:
    """Return the weights of every category (k)."""
    sums: Numbers = np.bincount(margin.codes + 1, weights, len(margin.names) + 1).astype("float64")
    return sums[1:]


def _margin_error(problem: Problem, reached: list[Numbers]) -> float:
    sums = np.concatenate(reached)
    wanted = np.concatenate([margin.counts for margin in problem.margins])
    return float((np.abs(sums - wanted) / np.maximum(sums, wanted)).max())


def _ratios(margin: Margin, sums: Numbers) -> Numbers:
    """Return wanted by reached count for every row (n); 1 outside the sample."""
    refuse(_weightless(margin, sums))
    return np.append(margin.counts / sums, 1.0)[margin.codes]


def _numeric_totals(problem: Problem) -> Iterator[str]:
    categories = {name for margin in problem.margins for name in margin.names}
    numeric = [name for name in problem.names if name not in categories]
    if numeric:
        yield say(
            "Tổng của cột số không dùng được ở đây: {names}. Hãy dùng calibrate.",
            "Totals of numbers cannot be used here: {names}. Use calibrate.",
            names=", ".join(numeric),
        )


def _several_margins(problem: Problem) -> Iterator[str]:
    if len(problem.margins) != 1:
        yield say(
            "Hậu phân tầng cần đúng một biên, đang có: {labels}. Nhiều biên thì dùng rake.",
            "Post-stratification takes one margin, got: {labels}. For several use rake.",
            labels=", ".join(margin.label for margin in problem.margins),
        )


def _weightless(margin: Margin, sums: Numbers) -> Iterator[str]:
    for number in np.flatnonzero(sums <= 0):
        yield say(
            "Nhóm “{name}” cần {wanted} nhưng mọi dòng của nhóm có quyền số 0. "
            "Hãy gộp với nhóm gần nhất.",
            "“{name}” is to reach {wanted} but all its rows weigh 0. Join it with the nearest "
            "category.",
            name=margin.names[number],
            wanted=shown(margin.counts[number]),
        )
