"""Sums and differences of means that are each estimated from those who answered.

The scores of the parts are added with their coefficients, so that what they share, the same people
and clusters, is part of the variance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import Choices, number_of
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.estimates import Estimates, Figures, compute_figures, table
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.replication import Deviations
from gdnn_analysis.survey.sample import Sample, Spread
from gdnn_analysis.survey.share_intervals import t_quantile
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.taylor import Scores, Table
from gdnn_analysis.survey.terms import Terms, build_terms


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

    Raises
    ------
    VariableError
        Without variables, for categories, and for coefficients that are no numbers.
    """
    terms = [build_terms(sample.frame, name) for name in coefficients]
    faults = (*_categories(coefficients, terms), *_no_numbers(coefficients))
    if faults:
        raise VariableError(faults)
    parts = [compute_figures(sample, one, domains, MEAN, choices) for one in terms]
    weights = list(coefficients.values())
    value = _added([part.value for part in parts], weights)
    spread = _combined([part.spread for part in parts], weights)
    variance = np.where(np.isnan(value), np.nan, spread.variances())
    n = np.minimum.reduce([part.n for part in parts])
    blank = np.full_like(value, np.nan)
    figures = Figures(value, np.sqrt(variance), n, blank, blank, parts[0].df, spread)
    half = t_quantile(figures.df, choices.level) * figures.se
    return table(("contrast",), domains, figures, (value - half, value + half))


def _categories(coefficients: Mapping[str, float], terms: Sequence[Terms]) -> Iterator[str]:
    if not terms:
        yield say(
            "Chưa nêu biến nào để so sánh. Hãy viết, ví dụ: {biến: 1, biến khác: -1}.",
            "No variable is named to compare. Write for example {variable: 1, other: -1}.",
        )
    for name, one in zip(coefficients, terms, strict=True):
        if one.codes is not None:
            yield say(
                "Biến “{name}” là các loại, không có một trung bình. Hãy viết điều kiện, ví dụ "
                "{name} == '{level}'.",
                "“{name}” holds categories, which have no single mean. Write a condition, e.g. "
                "{name} == '{level}'.",
                name=name,
                level=one.names[0].removeprefix(name),
            )


def _no_numbers(coefficients: Mapping[str, float]) -> Iterator[str]:
    for name, value in coefficients.items():
        if not np.isfinite(number_of(value)):
            yield say(
                "Hệ số của “{name}” là {value}, không phải một số.",
                "The coefficient of “{name}” is {value}, which is no number.",
                name=name,
                value=value,
            )


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
