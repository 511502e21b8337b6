"""Variance by Taylor linearisation, at every stage of the design.

A statistic is a smooth function of estimated totals; its variance is that of the total of its
scores (Binder 1983, International Statistical Review 51; Särndal, Swensson & Wretman 1992,
sections 4.3 and 5.5). Scores are added up by sampling unit; within strata the units' totals vary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from gdnn_analysis.language import say
from gdnn_analysis.survey.domains import Cells
from gdnn_analysis.survey.faults import LonelyClusterError
from gdnn_analysis.survey.structure import CERTAIN, Stage, Structure
from gdnn_analysis.survey.variables import Mask, Numbers

Lonely: TypeAlias = Literal["error", "certainty", "average", "adjust"]
LONELY: Final = ("error", "certainty", "average", "adjust")
Table: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True)
class LonelyRule:
    """What a stratum with one cluster adds to the variance.

    Attributes
    ----------
    kind
        ``error`` refuses; ``certainty`` adds nothing; ``average`` gives it the mean of the other
        strata; ``adjust`` takes its deviation from the mean of all clusters' totals.
    in_domain
        Whether ``average`` and ``adjust`` also meet strata with one cluster in the domain.
    """

    kind: Lonely = "error"
    in_domain: bool = False


@dataclass(frozen=True)
class Scores:
    """Scores of L statistics in D domains, added up by sampling unit.

    Attributes
    ----------
    structure, rule
        Of the sample.
    cells
        Pairs of unit and domain per stage.
    values
        Totals of the scores per stage: (m, L).
    present
        Which pairs have respondents, per stage (m).
    domains
        Number of domains D.
    """

    structure: Structure
    rule: LonelyRule
    cells: tuple[Cells, ...]
    values: tuple[Table, ...]
    present: tuple[Mask, ...]
    domains: int

    def variances(self) -> Table:
        """Return the variance of every statistic in every domain, (D, L).

        Raises
        ------
        LonelyClusterError
            When a stratum with rows of a domain has a single cluster and the rule is ``error``.
        """
        total = np.zeros((self.domains, self.values[0].shape[1]))
        for stage, cells, values, present in self._stages():
            total += _Stratified(stage, cells, values, present, self.domains).variances(self.rule)
        return total

    def covariance(self, columns: npt.NDArray[np.intp] | None = None) -> Table:
        """Return the covariances of all pairs of statistics and domains.

        Parameters
        ----------
        columns
            Which of the D · L statistics (number ``domain · L + statistic``); all by default.
        """
        width = self.values[0].shape[1]
        chosen = np.arange(self.domains * width) if columns is None else columns
        total = np.zeros((len(chosen), len(chosen)))
        for stage, cells, values, present in self._stages():
            part = _Stratified(stage, cells, values, present, self.domains)
            total += part.covariance(self.rule, chosen)
        return total

    def by_cluster(self) -> tuple[Table, Mask]:
        """Return scores of every primary unit (U, D · L), and which have respondents (U, D)."""
        cells, values = self.cells[0], self.values[0]
        units, width = len(self.structure.first.stratum), values.shape[1]
        table = np.zeros((units, self.domains, width))
        table[cells.unit, cells.domain] = values
        seen = np.zeros((units, self.domains), dtype=bool)
        seen[cells.unit, cells.domain] = self.present[0]
        return table.reshape(units, self.domains * width), seen

    def _stages(self) -> list[tuple[Stage, Cells, Table, Mask]]:
        return list(zip(self.structure.stages, self.cells, self.values, self.present, strict=True))


def collect(
    structure: Structure,
    rule: LonelyRule,
    cells: tuple[Cells, ...],
    values: Table,
    present: Mask,
    domains: int,
) -> Scores:
    """Return scores known for the last stage's pairs, added up for the stages above.

    Parameters
    ----------
    values
        Totals of the scores by pair of last-stage unit and domain (m, L).
    present
        Which of these pairs have respondents (m).
    """
    tables, marks = [values], [present]
    for below in reversed(cells[:-1]):
        tables.insert(0, add_up(tables[0], below.of, len(below)))
        marks.insert(0, np.bincount(below.of[marks[0]], minlength=len(below)) > 0)
    return Scores(structure, rule, cells, tuple(tables), tuple(marks), domains)


def add_up(values: Table, groups: npt.NDArray[np.intp], count: int) -> Table:
    """Return sums of the columns of `values` (m, L) by group, (count, L)."""
    sums = np.empty((count, values.shape[1]))
    for column in range(values.shape[1]):
        sums[:, column] = np.bincount(groups, values[:, column], minlength=count)[:count]
    return sums


@dataclass(frozen=True)
class _Stratified:
    """The units of one stage within their strata."""

    stage: Stage
    cells: Cells
    values: Table
    present: Mask
    domains: int

    @property
    def _strata(self) -> int:
        return len(self.stage.names)

    def variances(self, rule: LonelyRule) -> Table:
        stratum = self.stage.stratum[self.cells.unit]
        key = stratum * self.domains + self.cells.domain
        count = self._strata * self.domains
        shape = (self._strata, self.domains, -1)
        sums = add_up(self.values, key, count).reshape(shape)
        centre = sums / self.stage.drawn[:, None, None]
        seen = self._seen(key)
        alone = self._alone(seen, rule)
        if rule.kind == "adjust" and alone.any():
            middle = sums.sum(axis=0) / len(self.stage.stratum)
            centre = np.where(alone[:, :, None], middle, centre)
        # Centred before squared: beside a large mean the difference of squares is a rounding.
        squares = add_up((self.values - centre.reshape(count, -1)[key]) ** 2, key, count)
        absent = self.stage.drawn[:, None] - np.bincount(key, minlength=count).reshape(shape[:2])
        parts = squares.reshape(shape) + absent[:, :, None] * centre**2
        parts *= self.stage.factor[:, None, None]
        if rule.kind == "average":
            parts = np.where(alone[:, :, None], 0.0, parts) * _share(seen, alone)[:, None]
        total: Table = parts.sum(axis=0)
        return total

    def covariance(self, rule: LonelyRule, columns: npt.NDArray[np.intp]) -> Table:
        width = self.values.shape[1]
        domain, statistic = np.divmod(columns, width)
        table = np.zeros((len(self.stage.stratum), self.domains))
        dense = np.zeros((len(self.stage.stratum), len(columns)))
        for number in range(width):
            table[:] = 0.0
            table[self.cells.unit, self.cells.domain] = self.values[:, number]
            own = statistic == number
            dense[:, own] = table[:, domain[own]]
        sums = add_up(dense, self.stage.stratum, self._strata)
        seen = self._seen(self.stage.stratum[self.cells.unit] * self.domains + self.cells.domain)
        alone = self._alone(seen, rule)
        share = np.ones(self.domains)
        if rule.kind == "average":
            share = _share(seen, alone)
        apart = alone[:, domain]
        middle = dense.mean(axis=0)
        by_unit = (
            dense
            - np.where(
                apart, middle if rule.kind == "adjust" else 0.0, sums / self.stage.drawn[:, None]
            )[self.stage.stratum]
        )
        if rule.kind != "adjust":
            by_unit = np.where(apart[self.stage.stratum], 0.0, by_unit)
        absent = (seen == 0)[:, domain][self.stage.stratum]
        by_unit = np.where(absent, 0.0, by_unit)
        weighted = by_unit * self.stage.factor[self.stage.stratum][:, None]
        scale = np.sqrt(share[domain])
        product: Table = (by_unit.T @ weighted) * np.outer(scale, scale)
        return product

    def _seen(self, key: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Return how many units of each stratum have respondents of each domain, (H, D)."""
        counts = np.bincount(key[self.present], minlength=self._strata * self.domains)
        return counts.reshape(self._strata, self.domains)

    def _alone(self, seen: npt.NDArray[np.intp], rule: LonelyRule) -> Mask:
        """Return which strata have no variance of their own, by domain (H, D).

        Raises
        ------
        LonelyClusterError
            Under rule ``error``.
        """
        lonely: Mask = self.stage.lonely[:, None] & (seen > 0)
        if rule.kind == "error" and lonely.any():
            raise LonelyClusterError(_lonely_text(self.stage, np.any(lonely, axis=1)))
        if rule.in_domain and rule.kind in ("average", "adjust"):
            lonely = lonely | ((seen == 1) & (self.stage.left >= CERTAIN)[:, None])
        return lonely


def _share(seen: npt.NDArray[np.intp], alone: Mask) -> Numbers:
    """Return strata over strata with a variance of their own, by domain (D)."""
    strata = (seen > 0).sum(axis=0).astype("float64")
    known = ((seen > 0) & ~alone).sum(axis=0).astype("float64")
    found: Numbers = np.divide(strata, known, out=np.full(len(known), np.nan), where=known > 0)
    return found


def _lonely_text(stage: Stage, lonely: Any) -> list[str]:
    names = [name for name, alone in zip(stage.names, lonely, strict=True) if alone]
    return [
        say(
            "Tầng “{name}” chỉ có một cụm nên không tính được phương sai của tầng. "
            "Hãy gộp với tầng gần nhất, hoặc chọn cách xử lý: lonely=certainty (cụm lấy chắc chắn), "
            "average (lấy trung bình các tầng khác) hay adjust (lệch so với trung bình chung).",
            "Stratum “{name}” has a single cluster, so its variance cannot be computed. Merge it "
            "with a neighbour or choose lonely=certainty (taken with certainty), average (mean of "
            "the other strata) or adjust (deviation from the overall mean).",
            name=name,
        )
        for name in names
    ]
