"""Differences between domains of one sample, with the covariance of what is compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import Choices
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.estimates import Estimates, estimate, freedom
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.models import two_sided
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.share_intervals import t_quantile
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.terms import build_terms
from gdnn_analysis.survey.variables import Name, Numbers, Places

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
        For groups of several variables, and a pair that is none or names an unknown group.
    """
    domains = sample.domains(by=groups, where=where)
    levels = _levels(domains)
    asked = list(combinations(levels, 2)) if pairs is None else _asked(pairs)
    _refuse_unknown(asked, levels, str(domains.labels.columns[0]))
    terms = build_terms(sample.frame, y)
    found = estimate(sample, terms, domains, MEAN, choices)
    places = np.array([[levels.index(one) for one in pair] for pair in asked], dtype=np.intp)
    first, second = places.reshape(-1, 2).T
    compared = _compared(found, terms.names, (first, second))
    free = _freedom(sample, domains, (first, second), choices)
    columns: dict[str, Any] = {
        "term": list(terms.names) * len(asked),
        **{
            side: [pair[place] for pair in asked for _ in terms.names]
            for place, side in enumerate(("from", "to"))
        },
        **{name: table.ravel() for name, table in compared.items()},
        "df": np.repeat(free, len(terms.names)),
    }
    table = tested(pd.DataFrame(columns), choices.level)[["term", "from", "to", *COLUMNS]]
    return table.astype(dict.fromkeys(("n_from", "n_to"), "int64"))


def _levels(domains: Domains) -> list[object]:
    if domains.labels.shape[1] != 1:
        raise VariableError(
            say(
                "So sánh cần đúng một biến phân nhóm, đang có: {names}. Hãy ghép các biến vào một "
                "cột.",
                "A comparison takes one variable of groups, got: {names}. Join them in one column.",
                names=", ".join(map(str, domains.labels.columns)),
            )
        )
    return domains.labels.iloc[:, 0].tolist()


def _asked(pairs: Pairs) -> list[tuple[object, object]]:
    """Return the pairs after checking that each has two groups; a text is one, not its letters."""
    wrong = [pair for pair in pairs if isinstance(pair, str) or len(pair) != 2]
    if wrong:
        raise VariableError(
            say(
                "pairs là danh sách các cặp (nhóm trước, nhóm sau); “{value}” không phải là cặp. "
                "Ví dụ: pairs=[(2021, 2023)].",
                "pairs is a list of (earlier, later) groups; “{value}” is no pair. "
                "For example: pairs=[(2021, 2023)].",
                value=wrong[0],
            )
        )
    return [(first, second) for first, second in pairs]


def _refuse_unknown(
    pairs: Sequence[tuple[object, object]], levels: list[object], name: str
) -> None:
    unknown = [level for pair in pairs for level in pair if level not in levels]
    if unknown:
        raise VariableError(
            say(
                "Nhóm {unknown} không có trong “{name}”. Các nhóm có: {known}.",
                "“{name}” has no group {unknown}. Groups: {known}.",
                unknown=", ".join(map(str, dict.fromkeys(unknown))),
                name=name,
                known=", ".join(map(str, levels)),
            )
        )


def _compared(
    found: Estimates, names: tuple[str, ...], pairs: tuple[Places, Places]
) -> dict[str, Table]:
    """Return the figures of both groups, and of their difference, by pair and term (P, L)."""
    first, second = pairs
    shape = (-1, len(names))
    value, n = (found[name].to_numpy().reshape(shape) for name in ("estimate", "n"))
    gap = value[second] - value[first]
    covariance, variance = np.empty_like(gap), np.empty_like(gap)
    for place in range(len(names)):
        own = found.covariance_of(np.arange(place, len(found), len(names)))
        covariance[:, place] = own[first, second]
        alone = own.diagonal()
        variance[:, place] = alone[first] + alone[second] - 2 * own[first, second]
    return {
        "estimate_from": value[first],
        "estimate_to": value[second],
        "estimate": gap,
        "se": np.where(np.isfinite(gap), np.sqrt(np.maximum(variance, 0.0)), np.nan),
        "covariance": np.where(np.isfinite(gap), covariance, np.nan),
        "n_from": n[first],
        "n_to": n[second],
    }


def _freedom(
    sample: Sample, domains: Domains, pairs: tuple[Places, Places], choices: Choices
) -> Numbers:
    """Return the degrees of freedom of both groups of each pair together (P)."""
    if choices.df != "domain":
        return np.repeat(freedom(sample, domains, choices.df)[:1], len(pairs[0]))
    if sample.structure is not None and sample.replicates is None:
        return domains.degrees_of_freedom_of_pairs(sample.structure, *pairs).astype("float64")
    own = [np.where(np.isin(domains.code, pair), 0, -1) for pair in zip(*pairs, strict=True)]
    whole = pd.DataFrame(index=[0])
    return np.array([freedom(sample, Domains(whole, code), "domain")[0] for code in own])


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
