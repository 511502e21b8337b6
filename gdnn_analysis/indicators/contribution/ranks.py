"""Rank correlation over few areas, with a permutation test and leave-one-out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import NormalDist
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gdnn_analysis.indicators.contribution.finding import Check, Finding, not_run
from gdnn_analysis.indicators.contribution.registered import MIN_AREAS, PERMUTATIONS, SEED
from gdnn_analysis.language import say

Numbers = NDArray[np.float64]
_EQUAL: float = 1e-9
"""Two coefficients closer than this are equal; sums of ranks differ by far more."""


def rank_correlation(
    exposure: pd.Series[Any],
    outcome: pd.Series[Any],
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    minimum: int = MIN_AREAS,
) -> Finding:
    """Correlate the ranks of exposure and outcome over areas.

    Parameters
    ----------
    exposure, outcome
        One figure per area on the same index; an area without one of them is left out.
    permutations
        With at most so many distinct arrangements of the exposure all of them are tried and the
        p-value is exact; otherwise so many are drawn and p = (b + 1) / (m + 1).
    seed
        Seed of the drawn permutations.
    minimum
        Areas needed to run at all.

    Returns
    -------
    Finding
        Spearman's coefficient (average ranks for ties); Fisher interval with the standard error
        of Bonett and Wright. ``details`` holds the range over leaving out each area; the check
        is whether the sign never changes.

    References
    ----------
    D. G. Bonett, T. A. Wright (2000), Psychometrika 65(1), 23-28.
    B. Phipson, G. K. Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9(1), article 39.
    """
    pairs = pd.DataFrame({"x": exposure, "y": outcome}).astype("float64").dropna()
    settings = {"so_hoan_vi": permutations, "hat_giong": seed, "n_toi_thieu": minimum}
    x, y = (_ranks(pairs[name].to_numpy()) for name in ("x", "y"))
    if len(pairs) < minimum:
        return not_run(
            "tuong_quan_hang", _few(len(pairs), minimum), n=len(pairs), settings=settings
        )
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return not_run(
            "tuong_quan_hang", _constant(), n=len(pairs), settings=settings, too_few=False
        )
    rho = _correlation(x, y)
    low, high = _interval(rho, len(pairs))
    p_value, exact = _permutation_p(x, y, rho, permutations, seed)
    left_out = _leave_one_out(pairs["x"].to_numpy(), pairs["y"].to_numpy())
    return Finding(
        "tuong_quan_hang",
        ran=True,
        reason=say("Tương quan hạng trên {n} địa bàn.", "Ranks of {n} areas.", n=len(pairs)),
        n=len(pairs),
        estimate=rho,
        ci_low=low,
        ci_high=high,
        p_value=p_value,
        checks=(_same_sign(left_out, rho),),
        settings={**settings, "hoan_vi": "du" if exact else "mau"},
        details={"bo_mot_thap": float(left_out.min()), "bo_mot_cao": float(left_out.max())},
    )


def _few(found: int, minimum: int) -> str:
    return say(
        "Không chạy: cần ít nhất {minimum} địa bàn có đủ mức tiếp xúc và kết quả, chỉ có {found}.",
        "Not run: needs at least {minimum} areas with exposure and outcome, found {found}.",
        minimum=minimum,
        found=found,
    )


def _constant() -> str:
    return say(
        "Không chạy: mức tiếp xúc hoặc kết quả như nhau ở mọi địa bàn.",
        "Not run: exposure or outcome is the same in all areas.",
    )


def _ranks(values: Numbers) -> Numbers:
    """Return ranks from 1, ties sharing their average."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    average: Numbers = np.cumsum(counts) - (counts - 1) / 2
    return average[place]


def _scaled(values: Numbers) -> Numbers:
    centred = values - values.mean()
    length = math.sqrt(float(centred @ centred))
    scaled: Numbers = centred / (length or math.nan)
    return scaled


def _correlation(x: Numbers, y: Numbers) -> float:
    return float(np.clip(_scaled(x) @ _scaled(y), -1, 1))


def _interval(rho: float, n: int) -> tuple[float | None, float | None]:
    if n <= 3 or abs(rho) > 1 - _EQUAL:
        return None, None
    half = NormalDist().inv_cdf(0.975) * math.sqrt((1 + rho**2 / 2) / (n - 3))
    return math.tanh(math.atanh(rho) - half), math.tanh(math.atanh(rho) + half)


def _permutation_p(
    x: Numbers, y: Numbers, rho: float, permutations: int, seed: int
) -> tuple[float, bool]:
    """Return the two-sided p-value and whether every arrangement was tried."""
    values, counts = np.unique(_scaled(x), return_counts=True)
    total = math.factorial(len(x)) // math.prod(math.factorial(int(count)) for count in counts)
    if total <= permutations:
        groups = list(zip(values.tolist(), counts.tolist(), strict=True))
        tried = np.array([_in_order(one) for one in _arrangements(groups, tuple(range(len(x))))])
        return float(np.mean(_as_extreme(tried, y, rho))), True
    drawn = np.random.default_rng(seed).permuted(np.tile(_scaled(x), (permutations, 1)), axis=1)
    return (int(_as_extreme(drawn, y, rho).sum()) + 1) / (permutations + 1), False


def _as_extreme(arranged: Numbers, y: Numbers, rho: float) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = np.abs(arranged @ _scaled(y)) >= abs(rho) - _EQUAL
    return found


def _arrangements(
    groups: Sequence[tuple[float, int]], places: tuple[int, ...]
) -> Iterator[dict[int, float]]:
    """Yield every distinct way to put values (with how often each occurs) on places."""
    (value, count), *rest = groups
    if not rest:
        yield dict.fromkeys(places, value)
        return
    for chosen in combinations(places, count):
        left = tuple(place for place in places if place not in chosen)
        for others in _arrangements(rest, left):
            yield dict.fromkeys(chosen, value) | others


def _in_order(arrangement: dict[int, float]) -> list[float]:
    return [arrangement[place] for place in range(len(arrangement))]


def _leave_one_out(x: Numbers, y: Numbers) -> Numbers:
    """Return the coefficient without each area; NaN where nothing varies any more."""
    kept = ~np.eye(len(x), dtype=bool)
    return np.array([_correlation(_ranks(x[one]), _ranks(y[one])) for one in kept])


def _same_sign(left_out: Numbers, rho: float) -> Check:
    same = bool(np.all(np.sign(left_out) == np.sign(rho))) and rho != 0
    return Check(
        "bo_tung_dia_ban",
        same,
        say(
            "Bỏ lần lượt từng địa bàn, hệ số từ {low:.2f} đến {high:.2f}: dấu {word}.",
            "Leaving out each area, the coefficient is {low:.2f} to {high:.2f}: sign {word}.",
            low=float(left_out.min()),
            high=float(left_out.max()),
            word=say("không đổi", "unchanged") if same else say("thay đổi", "changes"),
        ),
    )
