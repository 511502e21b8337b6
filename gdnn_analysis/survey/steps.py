"""Adjustments of the weights, and what they leave of a figure's variance.

A calibrated figure varies like the residuals of its scores, regressed on what was calibrated
(Deville & Särndal 1992, Journal of the American Statistical Association 87, section 3: all
calibration estimators share the variance of the regression estimator). The regression needs sums of
scores only, never the scores of single rows: a national file has rows by the hundred thousand, but
few different combinations of calibrated characteristics.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np

from gdnn_analysis.survey.domains import occurring
from gdnn_analysis.survey.taylor import Table, add_up
from gdnn_analysis.survey.variables import Numbers, Places

RANK: Final = 1e-11
"""Auxiliaries whose part of their own is below this share of the largest follow from the others."""

Sums: TypeAlias = Callable[[Places, Places, Numbers], Table]
"""Sums of scores (m, L) by group: group of every row (n), domain of every group (m), weights (n)."""


@dataclass(frozen=True)
class Step:
    """One adjustment of the weights.

    Attributes
    ----------
    before
        Weights before it (n).
    factor
        What they were multiplied with (n).
    auxiliaries
        Variables whose totals it meets (n, p); ``None`` when the factors are taken as given.
    """

    before: Numbers
    factor: Numbers
    auxiliaries: Table | None = None

    def scores(self, rows: Table) -> Table:
        """Return scores (n, P) before the step from those after it: with auxiliaries, residuals."""
        left = rows
        if self.auxiliaries is not None:
            crossed = self.auxiliaries.T @ (self.before[:, None] * rows)
            left = rows - self.auxiliaries @ self.solved(crossed)
        return left * self.factor[:, None]

    def solved(self, crossed: Table) -> Table:
        """Return coefficients (p, P) of the regression from ``X' W u`` (p, P)."""
        found: Table = self._inverse @ crossed
        return found

    @cached_property
    def _inverse(self) -> Table:
        """Inverse of ``X' W X`` in units in which all its columns are equally long."""
        assert self.auxiliaries is not None
        own = self.auxiliaries
        squares = own.T @ (self.before[:, None] * own)
        length = np.sqrt(np.diagonal(squares))
        length = np.where(length > 0, length, 1.0)
        scale = length[:, None] * length
        found: Any = np.linalg.pinv(squares / scale, rcond=RANK, hermitian=True)
        return np.asarray(found / scale, dtype="float64")

    @cached_property
    def patterns(self) -> tuple[Places, Table]:
        """Pattern of every row (n), and the different rows of the auxiliaries (G, p)."""
        assert self.auxiliaries is not None
        own = self.auxiliaries
        blend = np.cos(np.arange(1.0, own.shape[1] + 1))  # unequal rows have unequal blends, or …
        _, heads, pattern = np.unique(own @ blend, return_index=True, return_inverse=True)
        if not np.array_equal(own[heads[pattern]], own):  # … by chance not: each stays alone
            return np.arange(len(own)), own
        return pattern, own[heads]


@dataclass(frozen=True)
class Steps:
    """All adjustments of a sample's weights, in the order they were made.

    Attributes
    ----------
    base
        Weights before the first (n).
    steps
        At least one.
    """

    base: Numbers
    steps: Sequence[Step]

    def unit_scores(
        self, sums: Sums, domain: Places, domains: int, unit: Places, units: int
    ) -> Table:
        """Return scores as they enter the variance, added up by sampling unit, (units, D, L).

        Parameters
        ----------
        sums
            Sums of the figures' scores.
        domain
            Domain of every row (n); -1 is outside all.
        domains
            Number of domains D.
        unit, units
            Sampling unit of every row (n), and their number.
        """
        drawn = occurring(unit, domain, domains)
        own = sums(drawn.of, drawn.domain, self._weights(0, len(self.steps)))
        found = np.zeros((units, domains, own.shape[1]))
        found[drawn.unit, drawn.domain] = own
        slopes = self._slopes(sums, domain, domains)
        for number, slope in slopes.items():
            carried = self._totals(number, unit, units)
            found -= np.tensordot(carried, slope, axes=1)
        return found

    def _slopes(self, sums: Sums, domain: Places, domains: int) -> dict[int, Table]:
        """Return coefficients (p, D, L) of the steps that have auxiliaries, last step first."""
        found: dict[int, Table] = {}
        for number in reversed(range(len(self.steps))):
            step = self.steps[number]
            if step.auxiliaries is None:
                continue
            pattern, rows = step.patterns
            cells = occurring(pattern, domain, domains)
            after = step.before * self._factors(number + 1, len(self.steps))
            parts = sums(cells.of, cells.domain, after)
            crossed = np.stack(
                [
                    add_up(column[cells.unit, None] * parts, cells.domain, domains)
                    for column in rows.T
                ]
            )
            for later, slope in found.items():
                tie = self._tie(number, later)
                crossed = crossed - np.tensordot(tie, slope, axes=1)
            width = crossed.shape[0]
            found[number] = step.solved(crossed.reshape(width, -1)).reshape(crossed.shape)
        return found

    def _factors(self, start: int, stop: int) -> Numbers:
        """Return what the weights are multiplied with from step `start` up to `stop` (n)."""
        found = np.ones(len(self.base))
        for step in self.steps[start:stop]:
            found = found * step.factor
        return found

    def _weights(self, start: int, stop: int) -> Numbers:
        return self.base * self._factors(start, stop)

    def _totals(self, number: int, unit: Places, units: int) -> Table:
        """Return totals of a step's auxiliaries by sampling unit, (units, p)."""
        pattern, rows = self.steps[number].patterns
        cells = occurring(unit, pattern, len(rows))
        weights = np.bincount(cells.of, self._weights(0, number + 1), len(cells))
        return add_up(weights[:, None] * rows[cells.domain], cells.unit, units)

    def _tie(self, number: int, later: int) -> Table:
        """Return ``X' W Z`` of the auxiliaries of a step and of a later one, (p, q)."""
        own, other = self.steps[number].auxiliaries, self.steps[later].auxiliaries
        assert own is not None
        assert other is not None
        weights = self.steps[number].before * self._factors(number + 1, later + 1)
        found: Table = own.T @ (weights[:, None] * other)
        return found
