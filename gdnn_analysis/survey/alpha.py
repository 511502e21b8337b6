"""Cronbach's alpha and item-total correlations, as functions of the items' covariance.

They do not change when the covariance is multiplied by a number, so no function divides by n - 1.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy import special

from gdnn_analysis.survey.intervals import Bounds
from gdnn_analysis.survey.variables import Numbers

FEWEST_ROWS: Final = 3
NEGLIGIBLE: Final = 1e-12
"""A sum whose variance is below this share of its parts' has none: the items cancel out."""


def covariance_of(values: Numbers, weight: Numbers) -> Numbers:
    """Return the weighted covariance (K × K) of the items, up to a factor.

    Values are taken from those of the first row, so that a constant item varies by exactly 0.

    Parameters
    ----------
    values
        Answers without gaps (n × K).
    weight
        Weights (n); rows with weight 0 do not count. With fewer than 3 rows all is missing.
    """
    counted = weight > 0
    if counted.sum() < FEWEST_ROWS:
        return np.full((values.shape[1], values.shape[1]), np.nan)
    values, weight = values[counted], weight[counted]
    shifted = values - values[0]
    centred = shifted - np.average(shifted, axis=0, weights=weight)
    covariance: Numbers = (centred * weight[:, None]).T @ centred / weight.sum()
    return covariance


def correlation_of(covariance: Numbers) -> Numbers:
    """Return the correlations (K × K); those of an item that does not vary are missing."""
    variance = np.diag(covariance)
    spread = np.sqrt(np.where(variance > 0, variance, np.nan))
    correlation: Numbers = covariance / np.outer(spread, spread)
    return correlation


def alpha_of(covariance: Numbers) -> float:
    """Return Cronbach's alpha, missing where an item or the items' sum does not vary.

    ``K/(K-1) · (1 - tr C / ΣC)`` (Cronbach 1951, Psychometrika 16(3), 297-334).
    """
    count, own, total = len(covariance), np.trace(covariance), covariance.sum()
    if count < 2 or not all_vary(covariance) or not total > NEGLIGIBLE * own:
        return float("nan")
    return float(count / (count - 1) * (1 - own / total))


def all_vary(covariance: Numbers) -> bool:
    """Return whether every item varies; no when its variance is missing."""
    return bool((np.diag(covariance) > 0).all())


def item_total(covariance: Numbers, place: int) -> float:
    """Return the correlation of an item with the sum of the others.

    The corrected item-total correlation of Nunnally & Bernstein (1994), Psychometric Theory,
    chapter 8; missing where the item or that sum does not vary.
    """
    others = without(covariance, place)
    own, total = covariance[place, place], others.sum()
    if not (own > 0 and total > NEGLIGIBLE * np.trace(others)):
        return float("nan")
    return float((covariance[place].sum() - own) / np.sqrt(own * total))


def without(covariance: Numbers, place: int) -> Numbers:
    """Return the covariance (K-1 × K-1) of all items but one."""
    return np.delete(np.delete(covariance, place, axis=0), place, axis=1)


def feldt(alpha: float, n: int, count: int, level: float) -> Bounds:
    """Return the interval of alpha: ``1 - (1 - alpha) · F`` at the quantiles (1 ± level)/2.

    F has n - 1 and (n - 1)(K - 1) degrees of freedom (Feldt 1965, Psychometrika 30(3), 357-370);
    it holds for people drawn one by one and knows nothing of strata and clusters.

    Parameters
    ----------
    alpha
        Missing gives missing ends.
    n, count
        Complete rows and items K.
    level
        Confidence level, 0-1.
    """
    if np.isnan(alpha):
        return Bounds(float("nan"), float("nan"))
    ends = ((1 + level) / 2, (1 - level) / 2)
    low, high = 1 - (1 - alpha) * special.fdtri(n - 1, (n - 1) * (count - 1), ends)
    return Bounds(float(low), float(high))
