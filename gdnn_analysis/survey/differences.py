"""Differences between domains of one sample, with the covariance of what is compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import Choices
from gdnn_analysis.survey.estimates import Estimates, estimate, freedom
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.models import two_sided
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.share_intervals import t_quantile
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.terms import build_terms
from gdnn_analysis.survey.variables import Name

Pairs: TypeAlias = "Sequence[tuple[object, object]]"
COLUMNS: Final = (
    "estimate_from", "estimate_to", "estimate", "se", "ci_low", "ci_high", "df", "t", "p_value",
    "covariance", "n_from", "n_to",
)  # fmt: skip
"""Columns of a table of differences, after the term and what is compared."""


def differences(
    sample: Sample,
    y: Name | Sequence[Name],
    groups: Name,
    *,
    pairs: Pairs | None = None,
    where: Name | None = None,
    choices: Choices,
) -> pd.DataFrame:
    """Return later − earlier of the means of `y` for pairs of groups.

    Parameters
    ----------
    groups
        One variable; its levels in order.
    pairs
        (earlier, later); all pairs by default.

    Returns
    -------
    DataFrame
        ``term, from, to, estimate_from, estimate_to, estimate, se, ci_low, ci_high, df, t,
        p_value, covariance, n_from, n_to``. The standard error keeps the covariance of both means.

    Raises
    ------
    VariableError
        For a pair that names an unknown group.
    """
    domains = sample.domains(by=groups, where=where)
    terms = build_terms(sample.frame, y)
    found = estimate(sample, terms, domains, MEAN, choices)
    levels = domains.labels.iloc[:, 0].tolist()
    asked = list(combinations(levels, 2)) if pairs is None else list(pairs)
    unknown = [level for pair in asked for level in pair if level not in levels]
    if unknown:
        raise VariableError(
            say(
                "Nhóm {unknown} không có trong “{name}”. Các nhóm có: {known}.",
                "“{name}” has no group {unknown}. Groups: {known}.",
                unknown=", ".join(map(str, unknown)),
                name=domains.labels.columns[0],
                known=", ".join(map(str, levels)),
            )
        )
    rows = [
        _difference(found, len(terms.names), place, (levels.index(first), levels.index(second)))
        | {"from": first, "to": second}
        for first, second in asked
        for place in range(len(terms.names))
    ]
    return _tested(pd.DataFrame(rows), sample, groups, where, choices)


def _difference(found: Estimates, width: int, place: int, pair: tuple[int, int]) -> dict[str, Any]:
    rows = np.array([number * width + place for number in pair])
    first, second = (found.iloc[row] for row in rows)
    covariance = found.covariance_of(rows)
    variance = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    gap = float(second["estimate"] - first["estimate"])
    return {
        "term": first["term"],
        "estimate_from": first["estimate"],
        "estimate_to": second["estimate"],
        "estimate": gap,
        "se": np.sqrt(max(variance, 0.0)) if np.isfinite(gap) else np.nan,
        "covariance": covariance[0, 1],
        "n_from": first["n"],
        "n_to": second["n"],
    }


def _tested(
    rows: pd.DataFrame, sample: Sample, groups: Name, where: Name | None, choices: Choices
) -> pd.DataFrame:
    """Add degrees of freedom of both groups together, limits and p values."""
    free = float(freedom(sample, sample.domains(where=where), choices.df)[0])
    rows["df"] = free
    return tested(rows, choices.level)[["term", "from", "to", *COLUMNS]]


def tested(rows: pd.DataFrame, level: float) -> pd.DataFrame:
    """Return differences with limits and two-sided p values.

    Parameters
    ----------
    rows
        With ``estimate``, ``se`` and ``df``; missing or no degrees of freedom give no test.
    level
        Confidence level.
    """
    df, se = (rows[name].to_numpy(dtype="float64") for name in ("df", "se"))
    half = t_quantile(df, level) * se
    t = rows["estimate"] / rows["se"].where(rows["se"] > 0)
    return rows.assign(
        ci_low=rows["estimate"] - half,
        ci_high=rows["estimate"] + half,
        t=t,
        p_value=two_sided(t.to_numpy(dtype="float64"), df),
    )
