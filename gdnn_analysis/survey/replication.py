"""Variance by replicate weights: every replicate is a sample of its own.

``V = scale · Σ rscale_r · (θ_r - centre)²`` (Wolter 2007, chapters 3 to 5); the centre is the mean
of the replicates, or with ``mse`` the estimate of the full sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.variables import Numbers, Places

RANK_TOLERANCE = 1e-5
"""Columns of weights nearer to each other than this count as one, as in R's ``degf``."""


@dataclass(frozen=True)
class Replicates:
    """Replicate weights.

    Attributes
    ----------
    kind
        ``BRR``, ``Fay``, ``JK1``, ``JKn``, ``bootstrap`` or ``other``.
    weights
        Analysis weights (n, R).
    scale, rscales
        What squared deviations are multiplied with: one number, and one per replicate (R).
    mse
        Whether deviations are taken from the estimate of the full sample.
    drawn
        The weights before any calibration (n, R): degrees of freedom are those of the sample drawn.
    """

    kind: str
    weights: Table
    scale: float
    rscales: Numbers
    mse: bool
    drawn: Table

    def degrees_of_freedom(self, domains: Domains) -> Places:
        """Return the rank of the replicate weights of each domain, less one (D)."""
        found = [self._rank(domains.code == number) - 1 for number in range(len(domains))]
        return np.array(found, dtype=np.intp)

    def _rank(self, rows: npt.NDArray[np.bool_]) -> int:
        own = np.unique(self.drawn[rows], axis=0)
        if not len(own):
            return 0
        sizes = np.linalg.svd(own, compute_uv=False)
        return int((sizes > sizes[0] * RANK_TOLERANCE).sum())


@dataclass(frozen=True)
class Deviations:
    """Deviations of replicates of L statistics in D domains.

    Attributes
    ----------
    values
        (R, D, L).
    factors
        ``scale · rscales`` (R).
    """

    values: npt.NDArray[np.float64]
    factors: Numbers

    def variances(self) -> Table:
        """Return the variance of every statistic in every domain, (D, L)."""
        found: Table = np.einsum("r,rdl->dl", self.factors, self.values**2)
        return found

    def covariance(self, columns: Places | None = None) -> Table:
        """Return the covariances of all, or the chosen, statistics and domains."""
        flat = self.values.reshape(len(self.values), -1)
        chosen = flat if columns is None else flat[:, columns]
        found: Table = chosen.T @ (chosen * self.factors[:, None])
        return found


def deviations(
    replicates: Replicates, thetas: npt.NDArray[np.float64], full: npt.NDArray[np.float64]
) -> Deviations:
    """Return how far replicates of a figure (R, …) lie from their centre.

    Replicates that count nothing are no part of the mean; where none counts, in a full count, any
    centre will do.
    """
    used = replicates.rscales > 0
    centre = full if replicates.mse or not used.any() else thetas[used].mean(axis=0)
    return Deviations(thetas - centre, replicates.scale * replicates.rscales)
