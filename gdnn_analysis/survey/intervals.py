"""Confidence intervals of shares."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final, NamedTuple

LEVEL: Final = 0.95


class Bounds(NamedTuple):
    """Lower and upper end of an interval."""

    low: float
    high: float


def wilson(share: float, n: float, *, level: float = LEVEL) -> Bounds:
    """Return the Wilson score interval of a share.

    Parameters
    ----------
    share
        Observed share, 0-1.
    n
        Number of observations; for a sample with a design, the effective number n / deff (R11).
    level
        Confidence level, 0-1.

    Returns
    -------
    Bounds
        Within 0-1.

    Raises
    ------
    ValueError
        When `n` is not positive or `share` not within 0-1.

    References
    ----------
    E. B. Wilson (1927), Journal of the American Statistical Association 22(158), 209-212.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies within 0-1, not {share}")
    if not n > 0:
        raise ValueError(f"an interval needs observations, not n = {n}")
    z = NormalDist().inv_cdf((1 + level) / 2)
    shrink = 1 + z * z / n
    middle = (share + z * z / (2 * n)) / shrink
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / shrink
    return Bounds(max(0.0, middle - half), min(1.0, middle + half))
