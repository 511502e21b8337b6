"""One common factor: against solutions known in closed form, and those of R's ``factanal``."""

from __future__ import annotations

import numpy as np
import pytest

from gdnn_analysis.survey.one_factor import one_factor


def symmetric(*upper: float) -> np.ndarray:
    size = int((1 + np.sqrt(1 + 8 * len(upper))) / 2)
    matrix = np.eye(size)
    matrix[np.triu_indices(size, 1)] = upper
    return np.maximum(matrix, matrix.T) + np.minimum(matrix, matrix.T) - np.eye(size)


def discrepancy(loadings: np.ndarray, own: np.ndarray, correlation: np.ndarray) -> float:
    """Return -2 log likelihood per person, up to a constant: log|Σ| + tr(R Σ⁻¹)."""
    model = np.outer(loadings, loadings) + np.diag(own)
    return np.linalg.slogdet(model)[1] + np.trace(correlation @ np.linalg.inv(model))


def test_three_items_have_the_loadings_of_the_triad():
    """λ1² = r12·r13/r23 (Spearman): with three items the model fits exactly."""
    fitted = one_factor(symmetric(0.42, 0.35, 0.30))
    assert fitted.converged
    assert not fitted.improper
    assert fitted.loadings == pytest.approx([0.7, 0.6, 0.5], abs=1e-6)
    assert fitted.uniquenesses == pytest.approx([0.51, 0.64, 0.75], abs=1e-6)
    assert fitted.omega_total == pytest.approx(1.8**2 / (1.8**2 + 1.9), abs=1e-6)


@pytest.mark.parametrize(
    "loadings",
    [
        [0.9, 0.8, 0.3, 0.6, 0.5, 0.7, 0.2],
        [0.3, 0.8, 0.8],
        [0.2, 0.3, 0.8],
        [0.9, 0.9, -0.4, 0.8],
    ],
)
def test_items_that_follow_a_factor_give_its_loadings_back(loadings):
    """The factor points the way most items do."""
    correlation = np.outer(loadings, loadings)
    np.fill_diagonal(correlation, 1.0)
    assert one_factor(correlation).loadings == pytest.approx(loadings, abs=1e-5)


def test_the_best_of_several_optima_is_taken():
    """R's ``factanal`` stops at the lower of two tops of this likelihood, at these values."""
    correlation = symmetric(0, 0.04, 0.22, 0.15, 0.2, 0.07, -0.16, 0.01, -0.04, 0.01)
    lower = (
        np.array([0, 0.997496868, 0.200506926, 0.0701538025, -0.160402208]),
        np.array([1, 0.005, 0.959796973, 0.995078443, 0.974271132]),
    )
    fitted = one_factor(correlation)
    assert discrepancy(fitted.loadings, fitted.uniquenesses, correlation) == pytest.approx(
        discrepancy(*lower, correlation) - 0.00229, abs=1e-4
    )


def test_an_item_without_variance_of_its_own_is_said_to_be_improper():
    """r12·r13 > r23: the triad asks for a loading above 1 (Heywood)."""
    fitted = one_factor(symmetric(0.8, 0.8, 0.3))
    assert fitted.improper
    assert fitted.converged
    assert fitted.uniquenesses.min() == pytest.approx(0.005)
