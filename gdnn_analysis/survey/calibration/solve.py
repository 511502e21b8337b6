"""Factors under which weights meet totals of categories and of numbers, by Newton's method."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gdnn_analysis.survey.calibration.adjustment import (
    ITERATIONS,
    TOLERANCE,
    Adjustment,
    adjustment_of,
    errors_of,
    unmet,
    usable_weights,
)
from gdnn_analysis.survey.calibration.distances import Bounds, Method, distance_of
from gdnn_analysis.survey.calibration.newton import newton
from gdnn_analysis.survey.calibration.system import system_of
from gdnn_analysis.survey.faults import ConvergenceError
from gdnn_analysis.survey.margins import Problem
from gdnn_analysis.survey.variables import Numbers


def calibrate_factors(
    problem: Problem,
    weights: npt.ArrayLike,
    *,
    method: Method = "linear",
    bounds: Bounds | None = None,
    tol: float = TOLERANCE,
    max_iter: int = ITERATIONS,
) -> Adjustment:
    """Return factors ``g = F(x λ)`` under which the weights meet all totals, by Newton's method.

    Parameters
    ----------
    problem
        Auxiliary variables and their totals. Columns that follow from others are allowed.
    weights
        Weights before (n), 0 outside the sample.
    method
        ``linear``: F(u) = 1 + u, the generalised regression estimator; factors may be negative
        unless bounded. ``raking``: F = exp; always above 0. ``logit``: always between the bounds.
    bounds
        Smallest and largest factor, L < 1 < U: needed by ``logit``, allowed by ``linear``.
    tol
        Relative error up to which a total is met.
    max_iter
        Largest number of Newton steps.

    Raises
    ------
    CalibrationError
        Bad weights, method or bounds; totals that contradict each other.
    ConvergenceError
        Totals not met within `max_iter` steps, mostly because no factors within the bounds can.

    References
    ----------
    Deville & Särndal (1992), the distances of table 1; Deville, Särndal & Sautory (1993). The
    equations say that a concave function of λ has its maximum; steps are halved until it rises
    (Nocedal & Wright 2006, Numerical Optimization, section 3.1), so that Newton's method gets there
    from λ = 0.
    """
    distance = distance_of(method, bounds)
    before = usable_weights(weights, problem)
    system, reachable = system_of(problem, before)
    size = np.abs(reachable.x)

    def met(factors: Numbers) -> bool:
        errors = errors_of(reachable.x, size, reachable.totals, before * factors)
        return bool((np.abs(errors) <= tol).all())

    with np.errstate(over="ignore", invalid="ignore"):
        factors, iterations = newton(system, distance, met, max_iter)
    if not met(factors):
        raise ConvergenceError(unmet(reachable, before * factors, (tol, iterations)))
    return adjustment_of(problem, before, factors, iterations)
