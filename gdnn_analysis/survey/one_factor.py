"""One common factor behind several items: maximum likelihood on a correlation matrix."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

import numpy as np

from gdnn_analysis.survey.variables import Numbers

SMALLEST: Final = 0.005
"""Smallest share of an item's variance left to itself; at the bound the solution is improper."""
FEWEST_ITEMS: Final = 3
"""With two items one correlation has to give two loadings: the model is not identified."""
SINGULAR: Final = 1e-10
"""Below this smallest eigenvalue a correlation matrix has no inverse."""
FLAT: Final = 1e-4
"""Largest slope at which the search is taken to have ended."""


class OneFactor(NamedTuple):
    """A fitted one-factor model.

    Attributes
    ----------
    loadings
        Correlation of each item with the factor (K); their sum is not negative.
    uniquenesses
        Share of each item's variance that is its own (K).
    converged
        Whether the search came to an end.
    """

    loadings: Numbers
    uniquenesses: Numbers
    converged: bool

    @property
    def improper(self) -> bool:
        """Whether an item is left with no variance of its own (a Heywood case)."""
        return bool((self.uniquenesses <= SMALLEST * (1 + 1e-6)).any())

    @property
    def omega_total(self) -> float:
        """Share of the variance of the items' sum that the factor explains, 0-1.

        ``(Σλ)² / ((Σλ)² + Σψ)`` on standardised items (McDonald 1999, Test Theory, chapter 6).
        """
        common = float(self.loadings.sum()) ** 2
        return common / (common + float(self.uniquenesses.sum()))


def one_factor(correlation: Numbers) -> OneFactor:
    """Return the one-factor model that maximises the likelihood of a correlation matrix.

    The likelihood is maximised over the uniquenesses; the loadings that go with them are known
    in closed form (Jöreskog 1967, Psychometrika 32(4), 443-482; Lawley & Maxwell
    1971, Factor Analysis as a Statistical Method, chapter 4). Uniquenesses lie within 0.005-1.

    Parameters
    ----------
    correlation
        Symmetric, positive definite (K × K) with K of at least 3; the caller sees to that.
    """
    found = min((_searched(start, correlation) for start in _starts(correlation)), key=_height)
    loadings = _loadings(found.x, *_roots(found.x, correlation))
    sign = -1.0 if loadings.sum() < 0 else 1.0
    return OneFactor(sign * loadings, found.x, _settled(found.x, correlation))


def _starts(correlation: Numbers) -> Numbers:
    """Return where the search starts: the likelihood may have several tops.

    Jöreskog's start, one in the middle, and one per item that the factor explains nearly whole.
    """
    count = len(correlation)
    usual = (1 - 0.5 / count) / np.diag(np.linalg.inv(correlation))
    nearly_whole = np.full((count, count), 0.8) - 0.75 * np.eye(count)
    starts: Numbers = np.vstack([usual, np.full(count, 0.5), nearly_whole])
    return starts.clip(SMALLEST, 1.0)


def _searched(start: Numbers, correlation: Numbers) -> Any:
    from scipy import optimize  # half a second that most runs do not need

    return optimize.minimize(
        _misfit,
        start,
        args=(correlation,),
        jac=True,
        method="L-BFGS-B",
        bounds=[(SMALLEST, 1.0)] * len(correlation),
        options={"ftol": 1e-13, "gtol": 1e-8, "maxiter": 2000},
    )


def _height(found: Any) -> float:
    return float(found.fun)


def _settled(uniquenesses: Numbers, correlation: Numbers) -> bool:
    """Return whether no step within the bounds leads further down."""
    slope = _misfit(uniquenesses, correlation)[1]
    step = np.clip(uniquenesses - slope, SMALLEST, 1.0) - uniquenesses
    return bool(np.abs(step).max() < FLAT)


def _misfit(uniquenesses: Numbers, correlation: Numbers) -> tuple[float, Numbers]:
    """Return what maximum likelihood minimises, and its gradient (Jöreskog 1967)."""
    roots, directions = _roots(uniquenesses, correlation)
    rest = roots[:-1]
    loadings = _loadings(uniquenesses, roots, directions)
    residual = loadings**2 + uniquenesses - 1
    return float((rest - np.log(rest) - 1).sum()), residual / uniquenesses**2


def _loadings(uniquenesses: Numbers, roots: Numbers, directions: Numbers) -> Numbers:
    """Return the best loadings for given uniquenesses (Lawley & Maxwell 1971, chapter 4)."""
    strength = np.sqrt(max(float(roots[-1]) - 1, 0.0))
    loadings: Numbers = np.sqrt(uniquenesses) * directions[:, -1] * strength
    return loadings


def _roots(uniquenesses: Numbers, correlation: Numbers) -> tuple[Numbers, Numbers]:
    """Return roots, ascending, and directions of the correlations rescaled by uniquenesses."""
    root = np.sqrt(uniquenesses)
    roots, directions = np.linalg.eigh(correlation / np.outer(root, root))
    return roots, directions
