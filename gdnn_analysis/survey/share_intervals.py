"""Confidence intervals of shares estimated from samples with a design.

At 0 % and 100 % no method has a standard error; all of them then give the exact interval of Korn
and Graubard with the number of respondents.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np
from scipy import special

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.variables import Numbers

Method: TypeAlias = Literal["logit", "beta", "wilson", "xlogit", "asin", "mean"]
METHODS: Final = ("logit", "beta", "wilson", "xlogit", "asin", "mean")


class Limits(NamedTuple):
    """Lower and upper limits of many intervals, and the effective sample sizes."""

    low: Numbers
    high: Numbers
    n_eff: Numbers


def t_quantile(df: Numbers, level: float) -> Numbers:
    """Return the two-sided quantile of Student's t; missing below one degree of freedom."""
    known = np.where(df > 0, df, np.nan)
    found: Numbers = special.stdtrit(known, (1 + level) / 2)
    return found


def share_limits(
    share: Numbers,
    se: Numbers,
    n: Numbers,
    df: Numbers,
    *,
    method: Method = "logit",
    level: float = 0.95,
    truncate: bool = True,
) -> Limits:
    """Return confidence limits of shares.

    Parameters
    ----------
    share, se
        Estimates within 0-1 and their standard errors.
    n
        Respondents behind each.
    df
        Degrees of freedom.
    method
        ``logit`` (or ``xlogit``): t interval on the log-odds scale. ``beta``: Korn & Graubard
        (1998), Survey Methodology 24, 193-201, with
        ``k = min(n, n_eff · (t_{n-1} / t_df)²)``, which is n where the standard error is 0.
        ``wilson``: Wilson score with n_eff and t (Franco, Little, Louis & Slud 2019, Journal of
        Survey Statistics and Methodology 7). ``asin``: arcsine root. ``mean``: symmetric, not cut at 0 and 1.
    level
        Confidence level.
    truncate
        For ``beta``: whether the effective sample may not exceed the sample (NCHS 2017, Series 2,
        No. 175).

    Returns
    -------
    Limits
        Missing where the share, or a degree of freedom, is missing.
    """
    if method not in METHODS:
        raise VariableError(
            say(
                "Không có cách tính khoảng “{method}”. Chọn một trong: {known}.",
                "There is no interval method “{method}”. Choose one of: {known}.",
                method=method,
                known=", ".join(METHODS),
            )
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        n_eff = np.where(se > 0, share * (1 - share) / se**2, np.nan)
        t = t_quantile(df, level)
        low, high = _LIMITS[method](share, se, n, t, (n_eff, level, truncate))
    edge = np.isfinite(share) & ((share <= 0) | (share >= 1))
    still = ~edge & (se == 0) & (df > 0)  # without freedom there is no interval, not a point
    whole = edge | still if method == "beta" and truncate else edge  # n_eff is endless: k = n
    exact = _korn_graubard(share, n, level)
    return Limits(
        np.where(whole, exact[0], np.where(still, share, low)),
        np.where(whole, exact[1], np.where(still, share, high)),
        np.where(edge, n, n_eff),
    )


_Pair: TypeAlias = "tuple[Numbers, Numbers]"
_Extra: TypeAlias = "tuple[Numbers, float, bool]"


def _logit(share: Numbers, se: Numbers, n: Numbers, t: Numbers, extra: _Extra) -> _Pair:
    middle = special.logit(share)
    half = t * se / (share * (1 - share))
    return special.expit(middle - half), special.expit(middle + half)


def _asin(share: Numbers, se: Numbers, n: Numbers, t: Numbers, extra: _Extra) -> _Pair:
    middle = np.arcsin(np.sqrt(share))
    half = t * se / (2 * np.sqrt(share * (1 - share)))
    low = np.sin(np.clip(middle - half, 0, None)) ** 2
    high = np.sin(np.clip(middle + half, None, np.pi / 2)) ** 2
    return low, high


def _mean(share: Numbers, se: Numbers, n: Numbers, t: Numbers, extra: _Extra) -> _Pair:
    return share - t * se, share + t * se


def _wilson(share: Numbers, se: Numbers, n: Numbers, t: Numbers, extra: _Extra) -> _Pair:
    n_eff = extra[0]
    shrink = 1 + t**2 / n_eff
    middle = (share + t**2 / (2 * n_eff)) / shrink
    half = t * np.sqrt(share * (1 - share) / n_eff + t**2 / (4 * n_eff**2)) / shrink
    return np.maximum(middle - half, 0.0), np.minimum(middle + half, 1.0)  # for roundings


def _beta(share: Numbers, se: Numbers, n: Numbers, t: Numbers, extra: _Extra) -> _Pair:
    n_eff, level, truncate = extra
    size = n_eff * (t_quantile(n - 1, level) / t) ** 2
    return _korn_graubard(share, np.minimum(n, size) if truncate else size, level)


def _korn_graubard(share: Numbers, size: Numbers, level: float) -> _Pair:
    """Return the exact binomial limits of a share of `size` respondents, which may be broken."""
    tail = (1 - level) / 2
    hits, misses = size * share, size * (1 - share)
    with np.errstate(invalid="ignore"):
        low = np.where(hits > 0, special.betaincinv(hits, misses + 1, tail), 0.0)
        high = np.where(misses > 0, special.betaincinv(hits + 1, misses, 1 - tail), 1.0)
    known = np.isfinite(hits) & (size > 0)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


_LIMITS: Final = {
    "logit": _logit,
    "xlogit": _logit,
    "asin": _asin,
    "mean": _mean,
    "wilson": _wilson,
    "beta": _beta,
}
