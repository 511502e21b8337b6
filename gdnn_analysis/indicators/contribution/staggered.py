"""Difference in differences when units start at different times: group-time comparisons.

Each cohort (units first treated at the same time) is compared with the units that are not treated
yet, by the change since the period before its start; the comparisons are averaged by cohort size.
Two-way fixed effects are not used: with staggered starts they compare treated with treated units.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gdnn_analysis.indicators.contribution.finding import Check, Finding, not_run
from gdnn_analysis.indicators.contribution.registered import (
    BOOTSTRAPS,
    MIN_ARM,
    MIN_PRE_PERIODS,
    PRE_TREND_P,
    SEED,
)
from gdnn_analysis.language import say

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class _Arms:
    """A balanced panel.

    Attributes
    ----------
    outcome
        Units × periods.
    starts
        Place of each unit's first treated period; the number of periods when never treated.
    """

    outcome: Numbers
    starts: NDArray[np.int64]

    @property
    def periods(self) -> int:
        """How many periods there are."""
        return int(self.outcome.shape[1])


@dataclass(frozen=True)
class _Comparison:
    """The change of one cohort from period `base` to `period`, against units still untreated."""

    cohort: int
    base: int
    period: int
    controls_after: int

    def treated(self, arms: _Arms) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = arms.starts == self.cohort
        return found

    def controls(self, arms: _Arms) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = arms.starts > self.controls_after
        return found


def difference_in_differences(
    panel: pd.DataFrame,
    *,
    unit: str,
    time: str,
    first_treated: str,
    outcome: str,
    bootstraps: int = BOOTSTRAPS,
    seed: int = SEED,
    minimum: int = MIN_ARM,
) -> Finding:
    """Compare the changes of units treated from some period on with units not treated yet.

    Parameters
    ----------
    panel
        One row per unit and period. Units without a figure in every period are left out.
    unit, time, first_treated, outcome
        Column names; ``first_treated`` is the first treated period of the unit, missing when it
        never was.
    bootstraps, seed
        Whole units are drawn with replacement so many times.
    minimum
        Units needed in each arm of every comparison.

    Returns
    -------
    Finding
        Average effect on the treated (in units of the outcome), interval and p-value from the
        bootstrap standard error and Student's t with (smaller arm − 1) degrees of freedom. The
        check is that the arms did not drift apart before (Wald test of all earlier changes);
        ``details`` holds its p-value and the effect by time since the start (``e-1`` …, ``e0`` …).

    References
    ----------
    B. Callaway, P. H. C. Sant'Anna (2021), Journal of Econometrics 225(2), 200-230.
    """
    arms = _arms(panel, unit, time, first_treated, outcome)
    settings = {
        "so_lan_lay_mau": bootstraps,
        "hat_giong": seed,
        "n_moi_nhom": minimum,
        "so_ky_truoc": MIN_PRE_PERIODS,
    }
    after = _after(arms, minimum)
    sizes = _arm_sizes(arms, after)
    n = len(arms.starts)
    if min(sizes) < minimum:
        return not_run("khac_biet_kep", _few(arms, sizes, minimum), n=n, settings=settings)
    before = _before(arms, after)
    weights = _resampled(n, bootstraps, seed)
    effect = _average(arms, after, weights)
    low, high, p_value = _inference(effect, min(sizes))
    pre_p = _pre_trend_p(arms, before, weights)
    return Finding(
        "khac_biet_kep",
        ran=True,
        reason=say(
            "So sánh {treated} trường được đến với ít nhất {controls} trường chưa được đến.",
            "{treated} schools visited against at least {controls} not visited yet.",
            treated=sizes[0],
            controls=sizes[1],
        ),
        n=n,
        estimate=float(effect[0]),
        ci_low=low,
        ci_high=high,
        p_value=p_value,
        checks=(_parallel(pre_p),),
        settings=settings,
        details={"xu_huong_truoc_p": pre_p, **_by_distance(arms, [*before, *after])},
    )


def _arms(panel: pd.DataFrame, unit: str, time: str, first_treated: str, outcome: str) -> _Arms:
    """Return the units with a figure in every period, in the order of their names."""
    rows, names = pd.factorize(panel[unit], sort=True)
    values = panel[outcome].to_numpy(dtype="float64")
    known = (rows >= 0) & ~np.isnan(values)
    columns, periods = pd.factorize(panel[time].to_numpy(dtype="float64")[known], sort=True)
    shape = (len(names), len(periods))
    cell = rows[known] * len(periods) + columns
    counts = np.bincount(cell, minlength=shape[0] * shape[1])
    sums = np.bincount(cell, weights=values[known], minlength=shape[0] * shape[1])
    wide = (sums / np.maximum(counts, 1)).reshape(shape)
    balanced = (counts.reshape(shape) > 0).all(axis=1) & bool(len(periods))
    first = np.full(len(names), np.inf)
    start = panel[first_treated].to_numpy(dtype="float64")
    np.fmin.at(first, rows[rows >= 0], start[rows >= 0])
    return _Arms(wide[balanced], np.searchsorted(periods, first[balanced]).astype("int64"))


def _after(arms: _Arms, minimum: int) -> list[_Comparison]:
    """Return the comparisons after the start that have enough periods before and controls."""
    found = [
        _Comparison(cohort, cohort - 1, period, controls_after=period)
        for cohort in sorted(set(arms.starts.tolist()))
        for period in range(cohort, arms.periods)
        if cohort >= MIN_PRE_PERIODS
    ]
    return [one for one in found if one.controls(arms).sum() >= minimum]


def _before(arms: _Arms, after: Sequence[_Comparison]) -> list[_Comparison]:
    """Return the period-to-period changes of the same cohorts before their start."""
    found = [
        _Comparison(cohort, period - 1, period, controls_after=cohort)
        for cohort in sorted({one.cohort for one in after})
        for period in range(1, cohort)
    ]
    return [one for one in found if one.controls(arms).any()]


def _arm_sizes(arms: _Arms, after: Sequence[_Comparison]) -> tuple[int, int]:
    """Return the units treated in the usable comparisons, and the fewest controls of any."""
    if not after:
        return 0, 0
    treated = np.isin(arms.starts, [one.cohort for one in after])
    return int(treated.sum()), min(int(one.controls(arms).sum()) for one in after)


def _few(arms: _Arms, sizes: tuple[int, int], minimum: int) -> str:
    return say(
        "Không chạy: cần ít nhất {pre} kỳ trước lần đầu được đến và {minimum} trường ở mỗi nhóm; "
        "có {periods} kỳ, {treated} trường được đến và {controls} trường so sánh dùng được.",
        "Not run: needs at least {pre} periods before the first visit and {minimum} schools per "
        "arm; found {periods} periods, {treated} visited and {controls} comparison schools usable.",
        pre=MIN_PRE_PERIODS,
        minimum=minimum,
        periods=arms.periods,
        treated=sizes[0],
        controls=sizes[1],
    )


def _resampled(units: int, bootstraps: int, seed: int) -> Numbers:
    """Return how often each unit is drawn; the first row is the sample itself."""
    shares = np.full(units, 1 / units)
    drawn = np.random.default_rng(seed).multinomial(units, shares, size=bootstraps)
    return np.vstack([np.ones(units), drawn])


def _change(arms: _Arms, one: _Comparison, weights: Numbers) -> tuple[Numbers, Numbers]:
    """Return the difference of mean changes in each draw, and the treated units drawn."""
    change = arms.outcome[:, one.period] - arms.outcome[:, one.base]
    sums, counts = [], []
    for rows in (one.treated(arms), one.controls(arms)):
        sums.append(weights[:, rows] @ change[rows])
        counts.append(weights[:, rows].sum(axis=1))
    drawn = (counts[0] > 0) & (counts[1] > 0)  # a draw may miss a small cohort
    means = [total / np.where(drawn, count, 1) for total, count in zip(sums, counts, strict=True)]
    return np.where(drawn, means[0] - means[1], 0.0), np.where(drawn, counts[0], 0.0)


def _average(arms: _Arms, comparisons: Sequence[_Comparison], weights: Numbers) -> Numbers:
    """Return the average effect in each draw, comparisons weighted by treated units."""
    parts = [_change(arms, one, weights) for one in comparisons]
    total = sum(effect * size for effect, size in parts)
    size = sum(size for _, size in parts)
    average: Numbers = np.full(len(weights), np.nan)
    np.divide(total, size, out=average, where=np.asarray(size) > 0)
    return average


def _inference(effect: Numbers, smaller_arm: int) -> tuple[float, float, float]:
    # Imported here: only a comparison that runs needs it.
    from scipy.special import stdtr, stdtrit

    error, freedom = float(np.nanstd(effect[1:], ddof=1)), smaller_arm - 1
    if error == 0:
        return float(effect[0]), float(effect[0]), 0.0 if effect[0] else 1.0
    half = float(stdtrit(freedom, 0.975)) * error
    p_value = 2 * float(stdtr(freedom, -abs(effect[0]) / error))
    return float(effect[0]) - half, float(effect[0]) + half, p_value


def _pre_trend_p(arms: _Arms, before: Sequence[_Comparison], weights: Numbers) -> float:
    """Return the p-value of the Wald test that no earlier change differed; NaN without any."""
    from scipy.special import chdtrc

    distances = sorted({one.period - one.cohort for one in before})
    if not distances:
        return math.nan
    drift = np.column_stack(
        [
            _average(arms, [one for one in before if one.period - one.cohort == step], weights)
            for step in distances
        ]
    )
    draws = drift[1:][~np.isnan(drift[1:]).any(axis=1)]
    spread = np.atleast_2d(np.cov(draws, rowvar=False))
    if not spread.any():
        return 1.0 if np.allclose(drift[0], 0) else 0.0
    statistic = float(drift[0] @ np.linalg.pinv(spread) @ drift[0])
    return float(chdtrc(np.linalg.matrix_rank(spread), statistic))


def _by_distance(arms: _Arms, comparisons: Sequence[_Comparison]) -> dict[str, float]:
    """Return the average effect by periods since the start."""
    own = np.ones((1, len(arms.starts)))
    steps = sorted({one.period - one.cohort for one in comparisons})
    return {
        f"e{step}": float(
            _average(arms, [one for one in comparisons if one.period - one.cohort == step], own)[0]
        )
        for step in steps
    }


def _parallel(p_value: float) -> Check:
    passed = p_value >= PRE_TREND_P
    return Check(
        "xu_huong_truoc",
        passed,
        say(
            "Xu hướng trước khi được đến: p = {p:.3f}, {word}.",
            "Trends before the first visit: p = {p:.3f}, {word}.",
            p=p_value,
            word=say("chưa thấy khác nhau", "no difference found")
            if passed
            else say("không song song hoặc không kiểm tra được", "not parallel or not testable"),
        ),
    )
