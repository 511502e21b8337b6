"""What an adjustment makes of weights, and how far their sums are from the totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration.faults import bad_weights, refuse, weights_outside
from gdnn_analysis.survey.margins import Problem, shown
from gdnn_analysis.survey.variables import Numbers

TOLERANCE: Final = 1e-9
"""Relative error up to which a total counts as met."""
ITERATIONS: Final = 200


@dataclass(frozen=True, eq=False)
class Adjustment:
    """What the weights are multiplied with.

    Attributes
    ----------
    factors
        One factor g per row (n); 1 outside the sample.
    iterations
        How often the factors were improved.
    largest_error
        Largest relative error that is left (:func:`relative_errors`).
    """

    factors: Numbers
    iterations: int
    largest_error: float


def relative_errors(problem: Problem, weights: Numbers) -> Numbers:
    """Return how far weighted sums are from their totals (p).

    ``(Σ w x - t) / max(|t|, Σ |w x|)``: for a category the difference as a share of the larger of
    the two counts; for a total near 0 of numbers that cancel out, of what cancels out.
    """
    return errors_of(problem.x, np.abs(problem.x), problem.totals, weights)


def usable_weights(weights: npt.ArrayLike, problem: Problem | None = None) -> Numbers:
    """Return weights as an array (n) after checking them.

    Raises
    ------
    CalibrationError
        Weights that are missing, infinite, negative or all 0; one above 0 outside the sample of
        the problem.
    """
    values = np.asarray(weights, dtype="float64")
    refuse(bad_weights(values))
    if problem is not None:
        refuse(weights_outside(values, problem))
    return values


def errors_of(x: Numbers, size: Numbers, totals: Numbers, weights: Numbers) -> Numbers:
    r"""Return relative errors; `size` is \|x\|, which a solver needs time and again."""
    scale = np.maximum(np.abs(totals), np.abs(weights) @ size)
    return (weights @ x - totals) / np.where(scale > 0, scale, 1.0)


def adjustment_of(
    problem: Problem, before: Numbers, factors: Numbers, iterations: int
) -> Adjustment:
    """Return what factors make of weights, with the error that is left."""
    errors = relative_errors(problem, before * factors)
    return Adjustment(factors, iterations, float(np.abs(errors).max()))


def unmet(problem: Problem, weights: Numbers, limits: tuple[float, int]) -> list[str]:
    """Return which totals weights do not meet; `limits` are the tolerance and the rounds made."""
    tol, iterations = limits
    with np.errstate(over="ignore", invalid="ignore"):
        errors, reached = relative_errors(problem, weights), weights @ problem.x
    first = say(
        "Quyền số chưa đạt các tổng sau {n} vòng lặp. Hãy gộp nhóm nhỏ, bớt biên, nới giới hạn "
        "của hệ số, hoặc tăng max_iter.",
        "The weights do not meet the totals after {n} iterations. Join small categories, use fewer "
        "margins, widen the bounds of the factors, or raise max_iter.",
        n=iterations,
    )
    return [first] + [
        say(
            "{name}: cần {wanted}, mới đạt {reached}.",
            "{name}: wanted {wanted}, reached {reached}.",
            name=problem.names[at],
            wanted=shown(problem.totals[at]),
            reached=shown(reached[at]),
        )
        for at in np.flatnonzero(~(np.abs(errors) <= tol))
    ]
