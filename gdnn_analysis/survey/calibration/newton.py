"""Newton's method for calibration equations, which say that a concave function has its maximum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from gdnn_analysis.survey.calibration.distances import Distance
from gdnn_analysis.survey.calibration.system import System
from gdnn_analysis.survey.variables import Numbers

RIDGE: Final = 1e-10
"""Keeps a step finite where every weight that could move has reached its bound."""
HALVINGS: Final = 60


def newton(
    system: System, distance: Distance, met: Callable[[Numbers], bool], max_iter: int
) -> tuple[Numbers, int]:
    """Return the factors (n) after as many steps as it takes, and how many that were.

    Parameters
    ----------
    system
        The equations.
    distance
        How factors follow from multipliers.
    met
        Whether factors are good enough.
    max_iter
        Largest number of steps; then the last factors are returned as they are.
    """
    multipliers = np.zeros(len(system.target))
    for iteration in range(max_iter + 1):
        factors = distance.factor(system.z @ multipliers)
        if iteration == max_iter or met(factors):
            break
        multipliers = _improved(system, distance, multipliers)
    return factors, iteration


def _improved(system: System, distance: Distance, multipliers: Numbers) -> Numbers:
    """Return the multipliers after one Newton step, shortened until it is an improvement."""
    z, weights, _ = system
    gap = _gap(system, distance, multipliers)
    curvature = (z * (weights * distance.slope(z @ multipliers))[:, None]).T @ z
    direction = np.linalg.solve(curvature + RIDGE * np.eye(len(gap)), gap)
    height = _height(system, distance, multipliers)
    for halving in range(HALVINGS):
        step = 0.5**halving
        trial = multipliers + step * direction
        rise = _height(system, distance, trial) - height
        nearer = np.linalg.norm(_gap(system, distance, trial)) < np.linalg.norm(gap) / 2
        if nearer or rise >= 1e-4 * step * float(gap @ direction):
            return trial
    return multipliers


def _gap(system: System, distance: Distance, multipliers: Numbers) -> Numbers:
    """Return what the totals lack: the gradient of the dual."""
    z, weights, target = system
    return target - (weights * distance.factor(z @ multipliers)) @ z


def _height(system: System, distance: Distance, multipliers: Numbers) -> float:
    """Return the concave dual that is largest at the solution."""
    z, weights, target = system
    return float(target @ multipliers - weights @ distance.integral(z @ multipliers))
