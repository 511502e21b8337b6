"""A sample with its weights: where figures and their scores come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.survey.domains import Domains, build_domains
from gdnn_analysis.survey.replication import Replicates, deviations
from gdnn_analysis.survey.statistics import Statistic
from gdnn_analysis.survey.steps import Step, Steps
from gdnn_analysis.survey.structure import Structure
from gdnn_analysis.survey.taylor import LonelyRule, Scores, Table, add_up, collect
from gdnn_analysis.survey.terms import Terms
from gdnn_analysis.survey.variables import Mask, Name, Numbers, Places, several


class Spread(Protocol):
    """Variances and covariances of L statistics in D domains."""

    def variances(self) -> Table:
        """Return (D, L)."""
        ...

    def covariance(self, columns: Places | None = None) -> Table:
        """Return covariances of the statistics number ``domain · L + statistic``."""
        ...


@dataclass(frozen=True)
class Sample:
    """Respondents, how they were drawn, and what they weigh.

    Attributes
    ----------
    frame
        One row per respondent.
    weights
        Final weights (n).
    base
        Weights before the `steps` (n).
    structure
        Strata and clusters; ``None`` when only replicate weights are known.
    rule
        What strata with one cluster add.
    steps
        Adjustments, in the order they were made.
    replicates
        Replicate weights; they decide about variance where they are given.
    """

    frame: pd.DataFrame
    weights: Numbers
    base: Numbers
    structure: Structure | None = None
    rule: LonelyRule = field(default_factory=LonelyRule)
    steps: tuple[Step, ...] = ()
    replicates: Replicates | None = None
    _known: dict[object, Domains] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def domains(
        self, by: Name | Sequence[Name] | None = None, where: Name | None = None
    ) -> Domains:
        """Return the domains of a question; those named by texts are made once.

        Rows of weight 0 are outside. Linear calibration may make a weight negative; such a row
        counts, else the totals would not be met.
        """
        parts = [*(several(by) if by is not None else ()), *([where] if where is not None else ())]
        if any(isinstance(part, pd.Series) for part in parts):
            return build_domains(self.frame, by=by, where=where, counted=self.weights != 0)
        key = (None if by is None else tuple(map(str, several(by))), where)
        if key not in self._known:
            made = build_domains(self.frame, by=by, where=where, counted=self.weights != 0)
            self._known[key] = made
        return self._known[key]

    def degrees_of_freedom(self, domains: Domains) -> Places:
        """Return the degrees of freedom of every domain (D)."""
        if self.replicates is not None:
            return self.replicates.degrees_of_freedom(domains)
        return domains.degrees_of_freedom(self._drawn)

    @cached_property
    def degf(self) -> int:
        """Degrees of freedom of the whole sample."""
        return int(self.degrees_of_freedom(self.domains())[0])

    @property
    def _drawn(self) -> Structure:
        assert self.structure is not None
        return self.structure

    def totals(self, terms: Terms, domains: Domains, weights: Numbers | None = None) -> Table:
        """Return weighted totals of the variables by domain, (D, K)."""
        own = self.weights if weights is None else weights
        groups = np.where(domains.inside, domains.code, len(domains))
        return terms.totals(groups, len(domains), own)

    def spread(self, terms: Terms, domains: Domains, statistic: Statistic) -> Spread:
        """Return the variances of a statistic of the variables in every domain."""
        if self.replicates is not None:
            return self._replicated(terms, domains, statistic)
        if self.steps:
            return self._calibrated(terms, domains, statistic)
        cells = domains.cells(self._drawn)
        last = cells[-1]
        parts = terms.totals(last.of, len(last), self.weights)
        whole = add_up(parts, last.domain, len(domains))
        scores = np.nan_to_num(statistic.scores(parts, whole[last.domain]))
        present = self._present(terms, last.of, len(last))
        return collect(self._drawn, self.rule, cells, scores, present, len(domains))

    def _present(self, terms: Terms, groups: Places, count: int) -> Mask:
        """Return which cells have respondents; asked only where a lonely stratum could matter."""
        matters = self.rule.in_domain or any(s.lonely.any() for s in self._drawn.stages)
        return terms.counts(groups, count) > 0 if matters else np.ones(count, dtype=bool)

    def _replicated(self, terms: Terms, domains: Domains, statistic: Statistic) -> Spread:
        assert self.replicates is not None
        own = self.replicates.weights
        thetas = np.stack(
            [
                statistic.value(self.totals(terms, domains, own[:, number]))
                for number in range(own.shape[1])
            ]
        )
        return deviations(self.replicates, thetas, statistic.value(self.totals(terms, domains)))

    def _calibrated(self, terms: Terms, domains: Domains, statistic: Statistic) -> Scores:
        """Return scores of adjusted weights: nowhere zero, for calibration ties all rows."""
        whole = self.totals(terms, domains)

        def sums(groups: Places, domain: Places, weights: Numbers) -> Table:
            parts = terms.totals(groups, len(domain), weights)
            return np.nan_to_num(statistic.scores(parts, whole[domain]))

        structure, count = self._drawn, len(domains)
        last = structure.last
        table = Steps(self.base, self.steps).unit_scores(
            sums, domains.code, count, last.unit, len(last.stratum)
        )
        cells = domains.whole(structure)
        present = np.ones(len(cells[-1]), dtype=bool)
        return collect(structure, self.rule, cells, table.reshape(len(present), -1), present, count)

    def _weighed(self, rows: Table) -> Table:
        """Return scores (n, P) as they enter the variance: through all steps back to the draw."""
        for step in reversed(self.steps):
            rows = step.scores(rows)
        return rows * self.base[:, None]

    def spread_of_rows(self, rows: Table, used: Mask) -> Scores:
        """Return the variances of Σ w·u for scores `rows` (n, P), 0 outside the rows `used` (n).

        Only for samples whose strata and clusters are known.
        """
        cells = self.domains().whole(self._drawn)
        values = add_up(self._weighed(rows), cells[-1].of, len(cells[-1]))
        own = np.ones(len(used), dtype=bool) if self.steps else used
        seen = np.bincount(cells[-1].of[own], minlength=len(cells[-1])) > 0
        return collect(self._drawn, self.rule, cells, values, seen, 1)

    def counts(self, terms: Terms, domains: Domains) -> Numbers:
        """Return respondents with all values by domain (D)."""
        groups = np.where(domains.inside, domains.code, len(domains))
        return terms.counts(groups, len(domains))

    def products(self, terms: Terms, domains: Domains) -> npt.NDArray[np.float64]:
        """Return weighted totals of products of the variables by domain, (D, K, K)."""
        groups = np.where(domains.inside, domains.code, len(domains))
        return terms.products(groups, len(domains), self.weights)
