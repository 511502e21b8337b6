"""Means, totals and ratios as smooth functions of weighted totals.

A statistic is computed from the totals of its variables and of the weights; its scores are those
totals by sampling unit, weighed with the derivatives (Särndal, Swensson & Wretman 1992, section
5.5). Replicates need the value alone.
"""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np

from gdnn_analysis.survey.taylor import Table


class Statistic(Protocol):
    """How a figure follows from totals. The last column of all tables is the total of weights.

    Attributes
    ----------
    free_of_origin
        Whether :meth:`spread` stays the same when a constant is taken from the variables.
    """

    @property
    def free_of_origin(self) -> bool: ...

    def value(self, totals: Table) -> Table:
        """Return the figures (…, L) of totals (…, K)."""
        ...

    def scores(self, parts: Table, totals: Table) -> Table:
        """Return scores (m, L) of parts of the totals (m, K) of which `totals` (m, K) are wholes."""
        ...

    def spread(self, totals: Table, products: Table) -> Table:
        """Return the variance of one respondent's contribution to the figure (D, L).

        `products` (D, K, K) are weighted totals of the variables' products.
        """
        ...


def _divided(top: Table, below: Table) -> Table:
    """Return quotients; missing where there is nothing to divide by."""
    blank = np.full(np.broadcast(top, below).shape, np.nan)
    found: Table = np.divide(top, below, out=blank, where=below != 0)
    return found


def _diagonal(products: Table) -> Table:
    found: Table = np.diagonal(products, axis1=1, axis2=2)
    return found


class Mean:
    """Σ w·y / Σ w of every variable."""

    free_of_origin: Final = True

    def value(self, totals: Table) -> Table:
        return _divided(totals[..., :-1], totals[..., -1:])

    def scores(self, parts: Table, totals: Table) -> Table:
        middle = self.value(totals)
        return _divided(parts[:, :-1] - middle * parts[:, -1:], totals[:, -1:])

    def spread(self, totals: Table, products: Table) -> Table:
        squares = _divided(_diagonal(products)[:, :-1], totals[:, -1:])
        found: Table = np.maximum(squares - self.value(totals) ** 2, 0.0)
        return found


class Total:
    """Σ w·y of every variable."""

    free_of_origin: Final = True

    def value(self, totals: Table) -> Table:
        return totals[..., :-1]

    def scores(self, parts: Table, totals: Table) -> Table:
        return parts[:, :-1]

    def spread(self, totals: Table, products: Table) -> Table:
        return Mean().spread(totals, products) * totals[:, -1:] ** 2


class Ratio:
    """Σ w·y of every variable but the last / Σ w·x of the last one."""

    free_of_origin: Final = False

    def value(self, totals: Table) -> Table:
        return _divided(totals[..., :-2], totals[..., -2:-1])

    def scores(self, parts: Table, totals: Table) -> Table:
        rate = self.value(totals)
        return _divided(parts[:, :-2] - rate * parts[:, -2:-1], totals[:, -2:-1])

    def spread(self, totals: Table, products: Table) -> Table:
        rate = self.value(totals)
        own = _diagonal(products)[:, :-2]
        crossed = products[:, :-2, -2]
        below = products[:, -2, -2][:, None]
        squares = own - 2 * rate * crossed + rate**2 * below
        scale = _divided(totals[:, -1:], totals[:, -2:-1] ** 2)
        return np.maximum(squares, 0.0) * scale


MEAN: Final = Mean()
TOTAL: Final = Total()
RATIO: Final = Ratio()
