"""The design of a survey: the one object an analyst works with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration import (
    calibrate_factors,
    poststratify_factors,
    rake_factors,
)
from gdnn_analysis.survey.choices import Choices, read_choices
from gdnn_analysis.survey.contrasts import estimate_contrast
from gdnn_analysis.survey.crosstabs import CrossTab, Test, cross_tabulate
from gdnn_analysis.survey.declaration import (
    Columns,
    column_list,
    declared_sample,
    replicated_sample,
)
from gdnn_analysis.survey.differences import Pairs, differences
from gdnn_analysis.survey.estimates import Estimates, estimate, estimate_shares
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.margins import (
    Counts,
    Population,
    joint_problem,
    margins_problem,
    totals_problem,
)
from gdnn_analysis.survey.models import Family, Model, fit
from gdnn_analysis.survey.quantiles import Rule, estimate_quantiles
from gdnn_analysis.survey.replicate_weights import Kind
from gdnn_analysis.survey.reweighting import calibrated, multiplied, with_replicates
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.share_intervals import Method
from gdnn_analysis.survey.statistics import MEAN, RATIO, TOTAL, Statistic
from gdnn_analysis.survey.taylor import Lonely, LonelyRule
from gdnn_analysis.survey.terms import Terms, build_terms, joined
from gdnn_analysis.survey.ttests import TTest, t_test
from gdnn_analysis.survey.variables import Name, Names, Numbers, as_numbers, resolve
from gdnn_analysis.survey.weighting import (
    effective_size,
    nonresponse_factors,
    trim_weights,
    weight_effect,
)


class Design:
    """A sample with its weights, strata, clusters and population counts.

    Parameters
    ----------
    frame
        One row per respondent.
    weights, probs
        Column of weights, or of drawing probabilities. Without either the population counts imply
        the weights; without those too everybody weighs 1 (a full count, or volunteers).
    strata, clusters, fpc
        A column, or one per stage. Population counts may also be shares drawn (below 1).
    nest
        Whether cluster names are unique only within their stratum.
    lonely
        Strata with one cluster: ``error``, ``certainty``, ``average`` or ``adjust``.
    domain_lonely
        Whether ``average`` and ``adjust`` also meet strata with one cluster in the domain.

    Raises
    ------
    DesignError
        Missing, negative or all-zero weights, clusters crossing strata, population counts below
        the sample or varying within a stratum; every fault is named with its column and row.

    Notes
    -----
    ``y``, ``by`` and ``where`` are column names, expressions of :meth:`DataFrame.eval` or Series;
    an expression with a missing operand is missing. Estimates are tables with one row per domain
    and term (:class:`~gdnn_analysis.survey.estimates.Estimates`).
    """

    def __init__(
        self,
        frame: pd.DataFrame,
        *,
        weights: str | None = None,
        probs: str | None = None,
        strata: Columns = None,
        clusters: Columns = None,
        fpc: Columns = None,
        nest: bool = False,
        lonely: Lonely = "error",
        domain_lonely: bool = False,
    ) -> None:
        self._sample = declared_sample(
            frame,
            weights=weights,
            probs=probs,
            strata=strata,
            clusters=clusters,
            fpc=fpc,
            nest=nest,
            rule=LonelyRule(lonely, domain_lonely),
        )
        self._report: pd.DataFrame | None = None

    @classmethod
    def replicated(
        cls,
        frame: pd.DataFrame,
        *,
        weights: str,
        replicates: Sequence[str],
        kind: str,
        scale: float | None = None,
        rscales: Sequence[float] | None = None,
        rho: float | None = None,
        mse: bool = False,
    ) -> Design:
        """Return a design of which only the replicate weights are known.

        Parameters
        ----------
        weights
            Column of full-sample weights.
        replicates
            Columns of replicate weights, already combined with the sampling weights.
        kind
            ``BRR``, ``Fay``, ``JK1``, ``JKn``, ``bootstrap`` or ``other``.
        scale, rscales
            Multipliers of the squared deviations; known for BRR, Fay (with `rho`), JK1 and
            bootstrap, needed for the others.
        mse
            Whether deviations are taken from the full estimate.

        Raises
        ------
        DesignError
            For an unknown kind, missing multipliers, or bad weights; all faults at once.
        """
        made = replicated_sample(
            frame,
            weights=weights,
            replicates=replicates,
            kind=kind,
            scale=scale,
            rscales=rscales,
            rho=rho,
            mse=mse,
        )
        return cls._of(made)

    @classmethod
    def _of(cls, sample: Sample, report: pd.DataFrame | None = None) -> Design:
        made = cls.__new__(cls)
        made._sample = sample
        made._report = report
        return made

    # -- what the design is ------------------------------------------------------------------

    @property
    def frame(self) -> pd.DataFrame:
        """The respondents."""
        return self._sample.frame

    @property
    def sample(self) -> Sample:
        """The sample behind the design, for other parts of this package."""
        return self._sample

    @property
    def weights(self) -> pd.Series[float]:
        """Final weights, by the index of the frame."""
        return pd.Series(self._sample.weights, index=self.frame.index, name="weight")

    @property
    def replicate_weights(self) -> pd.DataFrame:
        """Replicate weights, one column each; none for designs without."""
        found = self._sample.replicates
        table = np.empty((len(self.frame), 0)) if found is None else found.weights
        return pd.DataFrame(table, index=self.frame.index)

    @property
    def scale(self) -> float:
        """Multiplier of the replicates' squared deviations; missing without replicates."""
        found = self._sample.replicates
        return float("nan") if found is None else found.scale

    @property
    def rscales(self) -> Numbers:
        """One more multiplier for every replicate."""
        found = self._sample.replicates
        return np.empty(0) if found is None else found.rscales

    @property
    def degf(self) -> int:
        """Degrees of freedom: clusters less strata, or rank of the replicate weights less one."""
        return self._sample.degf

    @property
    def kish_deff(self) -> float:
        """Effect of unequal weights on the variance, 1 + CV² (Kish 1965, section 11.7)."""
        return float(weight_effect(self._sample.weights))

    @property
    def kish_neff(self) -> float:
        """Size of the sample of equal weights that is as precise."""
        return float(effective_size(self._sample.weights))

    @property
    def report(self) -> pd.DataFrame:
        """Diagnostics of the last adjustment of the weights; empty before any."""
        return pd.DataFrame() if self._report is None else self._report

    def __repr__(self) -> str:
        return f"<Design: {len(self.frame)} rows, {self.degf} degrees of freedom>"

    # -- estimates -----------------------------------------------------------------------------

    def mean(self, y: Names, **options: Any) -> Estimates:
        """Return means; of texts and categories the shares of their levels.

        Parameters
        ----------
        y
            One variable, or several that share their complete rows.
        **options
            ``by``, ``where`` (domains); ``level``, ``df``, ``deff``, ``skipna``: see
            :class:`~gdnn_analysis.survey.choices.Choices`.
        """
        return self._estimate(build_terms(self.frame, y), MEAN, options)

    def total(self, y: Names, **options: Any) -> Estimates:
        """Return population totals; options as :meth:`mean`."""
        return self._estimate(build_terms(self.frame, y), TOTAL, options)

    def ratio(self, num: Name, den: Name, **options: Any) -> Estimates:
        """Return Σ w·num / Σ w·den; options as :meth:`mean`."""
        parts = [resolve(self.frame, name) for name in (num, den)]
        names = f"{parts[0].name}/{parts[1].name}", f"{parts[1].name}"
        terms = joined(
            [((name,), as_numbers(part)[:, None]) for name, part in zip(names, parts, strict=True)]
        )
        return self._estimate(terms, RATIO, options)

    def proportion(
        self, y: Name, *, interval: Method = "logit", truncate: bool = True, **options: Any
    ) -> Estimates:
        """Return shares with intervals for shares.

        Parameters
        ----------
        y
            True/false, 0/1, or categories.
        interval
            ``logit``, ``beta`` (Korn-Graubard), ``wilson``, ``xlogit``, ``asin`` or ``mean``.
        truncate
            For ``beta``: whether the effective sample may not exceed the sample.
        **options
            As :meth:`mean`.

        Raises
        ------
        VariableError
            When a numeric variable has values other than 0 and 1.
        """
        terms = build_terms(self.frame, y)
        _refuse_other_than_01(terms)
        domains, choices = self._question(options)
        return estimate_shares(
            self._sample, terms, domains, choices, interval=interval, truncate=truncate
        )

    def quantile(
        self,
        y: Name,
        q: float | Sequence[float] = (0.5,),
        *,
        rule: Rule = "math",
        method: Method | Literal["quantile"] = "mean",
        **options: Any,
    ) -> Estimates:
        """Return quantiles with Woodruff intervals; options as :meth:`mean`."""
        shares = [q] if isinstance(q, int | float) else list(q)
        terms = build_terms(self.frame, y)
        domains, choices = self._question(options)
        return estimate_quantiles(
            self._sample, terms, domains, shares, choices, rule=rule, method=method
        )

    def difference(
        self, y: Names, groups: Name, pairs: Pairs | None = None, **options: Any
    ) -> pd.DataFrame:
        """Return later − earlier of the means of pairs of groups, covariance kept."""
        where = options.pop("where", None)
        choices = read_choices(options, beside=("where",))
        return differences(self._sample, y, groups, pairs=pairs, where=where, choices=choices)

    def contrast(self, coefficients: Mapping[str, float], **options: Any) -> Estimates:
        """Return Σ c · mean of several variables, each among those who answered it.

        For example ``{"recalls": 1, "recalls_decoy": -1}``; options as :meth:`mean`.
        """
        domains, choices = self._question(options)
        return estimate_contrast(self._sample, coefficients, domains, choices)

    def crosstab(
        self,
        row: Name,
        col: Name,
        *,
        statistic: Test = "F",
        where: Name | None = None,
        **options: Any,
    ) -> CrossTab:
        """Return a two-way table with a test of independence."""
        choices = read_choices(options, beside=("where",))
        return cross_tabulate(
            self._sample, row, col, where=where, statistic=statistic, choices=choices
        )

    def ttest(
        self, y: Name, group: Name | None, *, where: Name | None = None, level: float = 0.95
    ) -> TTest:
        """Test two groups' means for a difference; with ``None`` the mean against 0."""
        return t_test(self._sample, y, group, where=where, level=level)

    def glm(
        self,
        formula: str,
        *,
        family: Family = "gaussian",
        where: Name | None = None,
        level: float = 0.95,
    ) -> Model:
        """Fit ``y ~ a + b`` with design-based variance."""
        return fit(self._sample, formula, family=family, where=where, level=level)

    # -- weights ---------------------------------------------------------------------------------

    def poststratify(self, population: Population) -> Design:
        """Return the design with weights that meet population counts cell by cell."""
        problem = joint_problem(self.frame, population, rows=self._sample.weights)
        solve = partial(poststratify_factors, problem)
        return Design._of(*calibrated(self._sample, problem, solve))

    def rake(
        self, margins: Mapping[str, Counts], *, tol: float = 1e-9, max_iter: int = 200
    ) -> Design:
        """Return the design with weights that meet several margins.

        Raises
        ------
        CalibrationError
            Missing or empty categories, margins of different totals; ConvergenceError when the
            margins are not met, with their names.
        """
        problem = margins_problem(self.frame, margins, rows=self._sample.weights)
        solve = partial(rake_factors, problem, tol=tol, max_iter=max_iter)
        return Design._of(*calibrated(self._sample, problem, solve))

    def calibrate(
        self,
        totals: Mapping[str, float | Counts],
        *,
        method: Literal["linear", "raking", "logit"] = "linear",
        bounds: tuple[float, float] | None = None,
        tol: float = 1e-9,
        max_iter: int = 200,
    ) -> Design:
        """Return the design with weights that meet totals of categories and of numbers."""
        problem = totals_problem(self.frame, totals, rows=self._sample.weights)
        solve = partial(
            calibrate_factors, problem, method=method, bounds=bounds, tol=tol, max_iter=max_iter
        )
        return Design._of(*calibrated(self._sample, problem, solve))

    def trim(self, upper: float, *, lower: float = 0.0, strict: bool = False) -> Design:
        """Return the design with weights cut at `upper`, the excess spread over the others."""
        own = self._sample.weights
        after = trim_weights(own, upper, lower=lower, strict=strict)
        factors = np.divide(after, own, out=np.zeros_like(own), where=own > 0)
        return Design._of(*multiplied(self._sample, factors))

    def nonresponse(self, responded: Name, adjust_by: str | Sequence[str]) -> Design:
        """Return the design in which respondents carry the weights of those like them who did not.

        Parameters
        ----------
        responded
            Condition: who answered.
        adjust_by
            Columns whose combinations are the weighting classes.
        """
        answered = as_numbers(resolve(self.frame, responded))
        factors = nonresponse_factors(
            self.frame, self._sample.weights, answered, column_list(adjust_by)
        )
        return Design._of(*multiplied(self._sample, factors))

    def as_replicates(
        self,
        kind: Kind,
        *,
        seed: int | None = None,
        n: int | None = None,
        rho: float | None = None,
        mse: bool = False,
    ) -> Design:
        """Return the design with replicate weights of its own strata and clusters.

        Raises
        ------
        DesignError
            When the design does not allow the kind, has no clusters, or was calibrated: calibrate
            after making replicates, so that each is calibrated.
        """
        return Design._of(with_replicates(self._sample, kind, seed=seed, n=n, rho=rho, mse=mse))

    # -- inside ------------------------------------------------------------------------------------

    def _question(self, options: dict[str, Any]) -> tuple[Any, Choices]:
        rest = dict(options)
        domains = self._sample.domains(by=rest.pop("by", None), where=rest.pop("where", None))
        return domains, read_choices(rest)

    def _estimate(self, terms: Terms, statistic: Statistic, options: dict[str, Any]) -> Estimates:
        domains, choices = self._question(options)
        return estimate(self._sample, terms, domains, statistic, choices)


def _refuse_other_than_01(terms: Terms) -> None:
    if terms.columns is None:
        return
    wrong = (terms.columns != 0) & (terms.columns != 1)
    if wrong.any():
        row, column = np.argwhere(wrong)[0]
        raise VariableError(
            say(
                "Tỷ lệ cần biến đúng/sai hoặc 0/1; “{name}” có giá trị {value} ở dòng {row}. "
                "Hãy viết điều kiện, ví dụ {name} >= 4.",
                "A proportion needs true/false or 0/1; “{name}” is {value} in row {row}. "
                "Write a condition, e.g. {name} >= 4.",
                name=terms.names[int(column)],
                value=f"{terms.columns[row, column]:g}",
                row=int(row) + 1,
            )
        )
