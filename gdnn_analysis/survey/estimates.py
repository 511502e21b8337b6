"""Estimates with their uncertainty, one row per term and domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import Choices, Freedom
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.quality_flags import share_flags, variation_flags
from gdnn_analysis.survey.sample import Sample, Spread
from gdnn_analysis.survey.share_intervals import Method, share_limits, t_quantile
from gdnn_analysis.survey.statistics import MEAN, Statistic
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.terms import Terms
from gdnn_analysis.survey.variables import Mask, Numbers, Places

FIGURES: Final = (
    "estimate", "se", "ci_low", "ci_high", "df", "cv", "deff", "n", "n_eff", "flag",
)  # fmt: skip


class Estimates(pd.DataFrame):
    """Estimates, one row per domain and term.

    Columns ``term``, the ``by`` variables, ``estimate, se, ci_low, ci_high, df, cv, deff, n,
    n_eff, flag``; a figure that cannot be computed is missing. ``cv`` is a fraction. Selecting or
    changing gives an ordinary DataFrame, without the covariances.
    """

    _metadata: ClassVar[list[str]] = ["_spread"]
    _spread: Spread

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame

    @property
    def covariance(self) -> pd.DataFrame:
        """Covariances of the estimates, rows and columns as the rows of the table."""
        return pd.DataFrame(self._spread.covariance(), index=self.index, columns=self.index)

    @property
    def spread(self) -> Spread:
        """Where the covariances come from: scores by cluster, or replicates."""
        return self._spread

    def covariance_of(self, rows: Places) -> Table:
        """Return the covariances of some rows, given by place."""
        return self._spread.covariance(rows)


@dataclass(frozen=True)
class Figures:
    """Estimates of L statistics in D domains as arrays (D, L)."""

    value: Table
    se: Table
    n: Table
    n_eff: Table
    deff: Table
    df: Table
    spread: Spread


def compute_figures(
    sample: Sample, terms: Terms, domains: Domains, statistic: Statistic, choices: Choices
) -> Figures:
    """Return estimates and standard errors of a statistic in every domain."""
    totals = sample.totals(terms, domains)
    value = statistic.value(totals)
    count = sample.counts(terms, domains)
    n = count[:, None] + np.zeros_like(value)
    value = np.where(has_figure(domains, count, choices)[:, None], value, np.nan)
    spread = sample.spread(terms, domains, statistic)
    variance = np.where(np.isnan(value), np.nan, spread.variances())
    own = _own_spread(sample, terms, domains, statistic)
    with np.errstate(divide="ignore", invalid="ignore"):
        simple = own / (n - 1)
        population = totals[:, -1:]
        finite = 1.0 if choices.deff == "replace" else 1 - n / population
        deff = variance / (simple * finite) if choices.deff else np.full_like(value, np.nan)
        n_eff = np.where(variance > 0, own / variance, np.nan)
    df = freedom(sample, domains, choices.df)[:, None] + np.zeros_like(value)
    return Figures(value, np.sqrt(variance), n, n_eff, deff, df, spread)


def _own_spread(sample: Sample, terms: Terms, domains: Domains, statistic: Statistic) -> Table:
    """Return the variance of one respondent's contribution to every figure (D, L)."""
    near = terms.centred() if statistic.free_of_origin else terms
    return statistic.spread(sample.totals(near, domains), sample.products(near, domains))


def has_figure(domains: Domains, count: Numbers, choices: Choices) -> Mask:
    """Return which domains have enough answers for a figure, by their number of answers (D)."""
    if choices.skipna:
        return count > 0
    asked = np.bincount(domains.code[domains.inside], minlength=len(domains))
    complete: Mask = (count > 0) & (count == asked)
    return complete


def freedom(sample: Sample, domains: Domains, kind: Freedom) -> Numbers:
    """Return the degrees of freedom of every domain (D)."""
    if kind == "domain":
        return sample.degrees_of_freedom(domains).astype("float64")
    return np.full(len(domains), float(sample.degf if kind == "design" else kind))


def estimate(
    sample: Sample, terms: Terms, domains: Domains, statistic: Statistic, choices: Choices
) -> Estimates:
    """Return the table of a statistic with symmetric t intervals."""
    found = compute_figures(sample, terms, domains, statistic, choices)
    half = t_quantile(found.df, choices.level) * found.se
    return table(terms.names, domains, found, (found.value - half, found.value + half))


def estimate_shares(
    sample: Sample,
    terms: Terms,
    domains: Domains,
    choices: Choices,
    *,
    interval: Method = "logit",
    truncate: bool = True,
) -> Estimates:
    """Return the table of shares of every term, with intervals for shares."""
    found = compute_figures(sample, terms, domains, MEAN, choices)
    limits = share_limits(
        found.value, found.se, found.n, found.df,
        method=interval, level=choices.level, truncate=truncate,
    )  # fmt: skip
    result = table(terms.names, domains, found, (limits.low, limits.high))
    result["n_eff"] = limits.n_eff.ravel()
    result["flag"] = share_flags(
        *(result[name].to_numpy() for name in ("estimate", "ci_low", "ci_high", "n_eff", "df"))
    )
    return result


def table(
    names: tuple[str, ...], domains: Domains, found: Figures, limits: tuple[Table, Table]
) -> Estimates:
    """Return figures as a table with one row per domain and term, domains first.

    Raises
    ------
    VariableError
        When a ``by`` variable is called like a column of the table.
    """
    _refuse_taken(domains)
    count = found.value.shape[1]
    with np.errstate(divide="ignore", invalid="ignore"):
        cv = found.se / np.abs(found.value)
    columns: dict[str, Any] = {"term": list(names[:count]) * len(domains)}
    for name in domains.labels.columns:
        columns[name] = domains.labels[name].repeat(count).to_numpy()
    figures = {
        "estimate": found.value, "se": found.se, "ci_low": limits[0], "ci_high": limits[1],
        "df": found.df, "cv": cv, "deff": found.deff, "n": found.n, "n_eff": found.n_eff,
    }  # fmt: skip
    columns |= {name: values.ravel() for name, values in figures.items()}
    columns["n"] = found.n.ravel().astype("int64")
    columns["flag"] = variation_flags(*(columns[name] for name in ("estimate", "cv", "df")))
    result = Estimates(pd.DataFrame(columns))
    result._spread = found.spread
    return result


def _refuse_taken(domains: Domains) -> None:
    taken = [name for name in domains.labels.columns if name in ("term", *FIGURES)]
    if taken:
        raise VariableError(
            [
                say(
                    "Biến phân nhóm “{name}” trùng tên một cột của bảng kết quả. Hãy đổi tên biến.",
                    "The variable “{name}” to group by is called like a column of the table of "
                    "figures. Rename the variable.",
                    name=name,
                )
                for name in taken
            ]
        )
