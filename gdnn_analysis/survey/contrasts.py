"""Sums and differences of means that are each estimated from those who answered.

The scores of the parts are added with their coefficients, so that what they share, the same people
and clusters, is part of the variance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from gdnn_analysis.survey.choices import Choices
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.estimates import Estimates, Figures, compute_figures, table
from gdnn_analysis.survey.replication import Deviations
from gdnn_analysis.survey.sample import Sample, Spread
from gdnn_analysis.survey.share_intervals import t_quantile
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.taylor import Scores, Table
from gdnn_analysis.survey.terms import build_terms


def estimate_contrast(
    sample: Sample, coefficients: Mapping[str, float], domains: Domains, choices: Choices
) -> Estimates:
    """Return Σ c · mean of the variables in every domain, with a symmetric t interval.

    Parameters
    ----------
    coefficients
        ``{variable: c}``; numeric or true/false variables.

    Returns
    -------
    Estimates
        Term ``contrast``. ``n`` is the smallest number of answers to one of the variables; a domain
        in which one has no answers has no figure.
    """
    parts = [
        compute_figures(sample, build_terms(sample.frame, name), domains, MEAN, choices)
        for name in coefficients
    ]
    weights = list(coefficients.values())
    value = _added([part.value for part in parts], weights)
    spread = _combined([part.spread for part in parts], weights)
    variance = np.where(np.isnan(value), np.nan, spread.variances())
    n = np.minimum.reduce([part.n for part in parts])
    blank = np.full_like(value, np.nan)
    figures = Figures(value, np.sqrt(variance), n, blank, blank, parts[0].df, spread)
    half = t_quantile(figures.df, choices.level) * figures.se
    return table(("contrast",), domains, figures, (value - half, value + half))


def _added(tables: Sequence[Any], weights: Sequence[float]) -> Table:
    found: Table = np.sum([c * one for c, one in zip(weights, tables, strict=True)], axis=0)
    return found


def _combined(spreads: Sequence[Spread], weights: Sequence[float]) -> Spread:
    """Return the variance of the sum: of scores by cluster, or of replicates."""
    scores = [one for one in spreads if isinstance(one, Scores)]
    if len(scores) == len(spreads):
        stages = range(len(scores[0].values))
        values = tuple(_added([one.values[s] for one in scores], weights) for s in stages)
        present = tuple(np.logical_or.reduce([one.present[s] for one in scores]) for s in stages)
        return replace(scores[0], values=values, present=present)
    replicates = [one for one in spreads if isinstance(one, Deviations)]
    values_by_replicate = _added([one.values for one in replicates], weights)
    return Deviations(values_by_replicate, replicates[0].factors)
