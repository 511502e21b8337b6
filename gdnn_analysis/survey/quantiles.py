"""Quantiles of weighted samples, with intervals by inverting those of the distribution function.

Rules: Hyndman & Fan (1996), The American Statistician 50(4), with weights in place of counts;
intervals: Woodruff (1952), JASA 47.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import Choices, number_of
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.estimates import (
    Estimates,
    Figures,
    compute_figures,
    freedom,
    has_figure,
    table,
)
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.replication import deviations
from gdnn_analysis.survey.sample import Sample, Spread
from gdnn_analysis.survey.share_intervals import METHODS, Method, share_limits, t_quantile
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.terms import Terms, joined
from gdnn_analysis.survey.variables import Mask, Numbers, Places

Rule: TypeAlias = Literal[
    "math", "school", "hf1", "hf2", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"
]
STEP: Final = 1e-9
"""Cumulated shares nearer than this to the one asked for lie on it: sums of weights are rounded."""


@dataclass(frozen=True)
class _Sorted:
    """Values in order, with their weights and cumulated weights."""

    values: Numbers
    weights: Numbers
    reached: Numbers

    @property
    def total(self) -> float:
        return float(self.reached[-1])


def weighted_quantile(values: Numbers, weights: Numbers, q: float, rule: Rule = "math") -> float:
    """Return a quantile of weighted values.

    Parameters
    ----------
    values, weights
        Without missing ones (n); rows of weight 0 do not count.
    q
        Within 0-1.
    rule
        ``math``: inverse of the weighted distribution function (as ``hf1``); ``school``: mean of
        both ends where it has a step at `q` (as ``hf2``); ``hf3`` to ``hf9``: Hyndman & Fan.

    Returns
    -------
    float
        Missing without values.
    """
    kept = weights > 0
    if not kept.any() or not 0 <= q <= 1:
        return float("nan")
    order = np.argsort(values[kept], kind="stable")
    own, heavy = values[kept][order], weights[kept][order]
    if rule == "hf3":
        own, places = np.unique(own, return_inverse=True)
        heavy = np.bincount(places, heavy).astype("float64")
    data = _Sorted(own, heavy, np.cumsum(heavy))
    if rule in _POSITIONS:
        return float(np.interp(q, _POSITIONS[rule](data), data.values))
    return _stepped(data, q, rule)


def _stepped(data: _Sorted, q: float, rule: Rule) -> float:
    """Return a quantile of the rules that look at the step the distribution function takes."""
    share = data.reached / data.total
    upper = min(int(np.searchsorted(share, q - STEP)), len(share) - 1)
    if abs(share[upper] - q) > STEP:
        if rule != "hf4" or upper == 0:
            return float(data.values[upper])
        part = (q - share[upper - 1]) / (share[upper] - share[upper - 1])
        below, above = data.values[upper - 1], data.values[upper]
        return float(below * (1 - part) + above * part)
    beyond = min(upper + 1, len(share) - 1)
    if rule in ("school", "hf2"):
        return float((data.values[upper] + data.values[beyond]) / 2)
    if rule == "hf3" and (upper + 1) % 2 == 1:
        return float(data.values[beyond])
    return float(data.values[upper])


_POSITIONS: Final[dict[str, Callable[[_Sorted], Numbers]]] = {
    "hf5": lambda data: (data.reached - data.weights / 2) / data.total,
    "hf6": lambda data: data.reached / (data.total + data.weights[-1]),
    "hf7": lambda data: (data.reached - data.weights) / max(
        data.total - data.weights[-1], np.finfo(float).tiny
    ),
    "hf8": lambda data: (data.reached - data.weights / 3) / (data.total + data.weights[-1] / 3),
    "hf9": lambda data: (data.reached - data.weights * 3 / 8)
    / (data.total + data.weights[-1] / 4),
}  # fmt: skip
"""Where in the distribution each value lies, for the rules that interpolate."""
JACKKNIFE: Final = ("JK1", "JKn")
RULES: Final = ("math", "school", "hf1", "hf2", "hf3", "hf4", *_POSITIONS)


@dataclass(frozen=True)
class _Question:
    sample: Sample
    values: Numbers
    complete: Mask
    rule: Rule
    method: Method
    choices: Choices


def estimate_quantiles(
    sample: Sample,
    terms: Terms,
    domains: Domains,
    shares: Sequence[float],
    choices: Choices,
    *,
    rule: Rule = "math",
    method: Method | Literal["quantile"] = "mean",
) -> Estimates:
    """Return quantiles of one variable, one row per domain and share.

    Parameters
    ----------
    method
        Interval of the distribution function that is inverted; ``quantile`` takes the spread of
        the replicates' quantiles themselves (replicate weights only; not for the jackknife).

    Raises
    ------
    VariableError
        For several variables, an unknown rule or method, or a share outside 0-1.
    """
    _check(sample, terms, shares, rule, method)
    assert terms.columns is not None
    names = tuple(f"q{share:g}" for share in shares)
    values = terms.columns[:, 0]
    count = sample.counts(terms, domains)
    known = has_figure(domains, count, choices)
    n = count[:, None] + np.zeros((len(domains), len(shares)))
    df = freedom(sample, domains, choices.df)[:, None] + np.zeros_like(n)
    question = _Question(
        sample, values, terms.complete, rule, "mean" if method == "quantile" else method, choices
    )
    cells = [
        [_one(question, domains, number, share) if known[number] else _MISSING for share in shares]
        for number in range(len(domains))
    ]
    value, low, high = (np.array([[c[k] for c in row] for row in cells]) for k in range(3))
    t = t_quantile(df, choices.level)
    se = (high - low) / (2 * t)
    spread: Spread = _NoSpread()
    if method == "quantile":
        spread = _replicated(question, domains, shares, value)
        se = np.where(np.isnan(value), np.nan, np.sqrt(spread.variances()))
        low, high = value - t * se, value + t * se
    blank = np.full_like(n, np.nan)
    return table(names, domains, Figures(value, se, n, blank, blank, df, spread), (low, high))


_MISSING: Final = (float("nan"),) * 3


def _one(
    question: _Question, domains: Domains, number: int, share: float
) -> tuple[float, float, float]:
    """Return a quantile and its limits in one domain."""
    inside = (domains.code == number) & question.complete
    own, weights = question.values[inside], question.sample.weights[inside]
    value = weighted_quantile(own, weights, share, question.rule)
    if np.isnan(value):
        return _MISSING
    single = Domains(domains.labels.iloc[[number]], np.where(domains.code == number, 0, -1))
    below = np.where(question.complete, (question.values <= value).astype("float64"), np.nan)
    found = compute_figures(
        question.sample, joined([(("below",), below[:, None])]), single, MEAN, question.choices
    )
    limits = share_limits(
        found.value, found.se, found.n, found.df,
        method=question.method, level=question.choices.level, truncate=False,
    )  # fmt: skip
    low, high = (float(limit[0, 0]) for limit in (limits.low, limits.high))
    return (
        value,
        weighted_quantile(own, weights, low, question.rule),
        weighted_quantile(own, weights, high, question.rule),
    )


def _replicated(
    question: _Question, domains: Domains, shares: Sequence[float], full: Table
) -> Spread:
    replicates = question.sample.replicates
    assert replicates is not None
    thetas = np.empty((replicates.weights.shape[1], *full.shape))
    for number in range(len(domains)):
        inside = (domains.code == number) & question.complete
        own = question.values[inside]
        for place in range(replicates.weights.shape[1]):
            weights = replicates.weights[inside, place]
            thetas[place, number] = [
                weighted_quantile(own, weights, share, question.rule) for share in shares
            ]
    return deviations(replicates, thetas, full)


class _NoSpread:
    """Quantiles have no covariance by linearisation."""

    def variances(self) -> Table:
        return np.empty((0, 0))

    def covariance(self, columns: Places | None = None) -> Table:
        raise VariableError(
            say(
                "Phân vị tính theo Woodruff không có ma trận hiệp phương sai. "
                "Hãy dùng quyền số lặp (as_replicates) với method=“quantile”.",
                "Woodruff quantiles have no covariance matrix. "
                "Use replicate weights (as_replicates) with method=“quantile”.",
            )
        )


def _check(sample: Sample, terms: Terms, shares: Sequence[float], rule: str, method: str) -> None:
    faults: list[str] = []
    if terms.columns is None or len(terms.names) != 1:
        faults.append(
            say(
                "Phân vị tính cho một biến số; nhận được: {names}.",
                "Quantiles are of one numeric variable; got: {names}.",
                names=", ".join(terms.names),
            )
        )
    wrong = [share for share in shares if not 0 <= number_of(share) <= 1]
    if wrong or not len(shares):
        faults.append(
            say(
                "Bậc phân vị phải trong khoảng 0–1, không phải {values}.",
                "Quantiles lie within 0–1, not {values}.",
                values=", ".join(map(str, wrong)) or say("để trống", "none"),
            )
        )
    known: dict[str, tuple[str, tuple[Any, ...]]] = {
        "rule": (rule, RULES),
        "method": (method, (*METHODS, *(("quantile",) if sample.replicates else ()))),
    }
    for name, (value, allowed) in known.items():
        if value not in allowed:
            faults.append(
                say(
                    "{name}=“{value}” không có. Chọn một trong: {known}.",
                    "There is no {name}=“{value}”. Choose one of: {known}.",
                    name=name,
                    value=value,
                    known=", ".join(allowed),
                )
            )
    if method == "quantile" and sample.replicates and sample.replicates.kind in JACKKNIFE:
        faults.append(
            say(
                "method=“quantile” không dùng được với quyền số lặp {kind}: các bản lặp jackknife quá "
                "giống nhau nên phương sai của phân vị không đúng dù mẫu lớn. Hãy dùng bootstrap hoặc "
                "BRR, hoặc bỏ method để lấy khoảng Woodruff.",
                "method=“quantile” does not work with {kind} replicates: those of the jackknife are "
                "so alike that the variance of a quantile is wrong however large the sample. Use the "
                "bootstrap or BRR, or leave method out for Woodruff's interval.",
                kind=sample.replicates.kind,
            )
        )
    if faults:
        raise VariableError(faults)
