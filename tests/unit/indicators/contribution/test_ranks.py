"""Rank correlation: against scipy, hand-counted arrangements, and the conditions of 3.6."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from gdnn_analysis.indicators.contribution import rank_correlation


def series(*values: float) -> pd.Series:
    return pd.Series(values, dtype="float64")


TWELVE = series(4, 1, 7, 3, 9, 12, 2, 8, 10, 5, 11, 6)
GAIN = series(1.0, 0.4, 2.2, 1.1, 1.9, 3.0, 0.9, 2.5, 1.2, 1.3, 2.1, 1.4)


def test_coefficient_is_spearmans():
    found = rank_correlation(TWELVE, GAIN)
    assert found.ran
    assert found.n == 12
    assert found.estimate == pytest.approx(stats.spearmanr(TWELVE, GAIN).statistic)
    assert found.settings["hoan_vi"] == "mau"


def test_ties_share_their_average_rank():
    tied = series(0, 0, 0, 1, 1, 2, 3, 0, 5, 1)
    gain = series(1, 2, 1, 3, 3, 4, 2, 2, 6, 5)
    found = rank_correlation(tied, gain)
    assert found.estimate == pytest.approx(stats.spearmanr(tied, gain).statistic)


def test_monte_carlo_p_is_near_the_exact_one():
    # scipy's exact reference: all 10! arrangements would take long, its t approximation is close
    found = rank_correlation(TWELVE, GAIN, permutations=20_000)
    reference = stats.spearmanr(TWELVE, GAIN).pvalue
    assert found.p_value == pytest.approx(reference, abs=0.004)


def test_monte_carlo_p_is_never_zero_and_repeats():
    first, second = (rank_correlation(TWELVE, TWELVE, permutations=199) for _ in range(2))
    assert first.p_value == second.p_value == 1 / 200
    weak = GAIN[::-1].reset_index(drop=True)
    one, other = (rank_correlation(TWELVE, weak, permutations=199, seed=seed) for seed in (1, 2))
    assert one.p_value != other.p_value


def test_few_arrangements_are_all_tried():
    """Two of five areas were visited: 10 arrangements; 1 and its mirror are as extreme (2/10)."""
    found = rank_correlation(series(1, 1, 0, 0, 0), series(5, 4, 3, 2, 1), minimum=5)
    assert found.settings["hoan_vi"] == "du"
    assert found.p_value == pytest.approx(2 / 10)


def test_exact_p_of_distinct_values_by_hand():
    """Of the 24 orders of 4 areas only the same and the reverse one give |ρ| = 1."""
    found = rank_correlation(series(1, 2, 3, 4), series(10, 20, 30, 40), minimum=4)
    assert found.estimate == 1
    assert found.p_value == pytest.approx(2 / 24)
    assert found.ci_low is None  # no interval at the very end of the scale


def test_exact_p_agrees_with_scipys_permutation_test():
    x, y = series(0, 0, 1, 1, 2, 2, 2), series(3, 1, 4, 1, 5, 9, 2)

    def statistic(order):
        return stats.spearmanr(order, y).statistic

    reference = stats.permutation_test(
        (x,), statistic, permutation_type="pairings", n_resamples=np.inf
    )
    # both sides are one-sided p doubled there, |ρ| here: compare by |ρ|
    extreme = np.abs(reference.null_distribution) >= abs(reference.statistic) - 1e-9
    found = rank_correlation(x, y, minimum=7)
    assert found.settings["hoan_vi"] == "du"
    assert found.p_value == pytest.approx(extreme.mean())


def test_interval_by_hand():
    """ρ = 0.5, n = 12: z = 0.5493, error = √(1.125/9) = 0.35355, so tanh(0.5493 ∓ 0.6930)."""
    found = rank_correlation(TWELVE, GAIN)
    rho = found.estimate
    half = 1.959964 * math.sqrt((1 + rho**2 / 2) / 9)
    assert found.ci_low == pytest.approx(math.tanh(math.atanh(rho) - half), abs=1e-6)
    assert found.ci_high == pytest.approx(math.tanh(math.atanh(rho) + half), abs=1e-6)


def test_one_area_that_carries_everything_is_not_robust():
    flat = series(5, 4, 3, 2, 1, 5, 4, 3, 2, 100)
    gain = series(1, 2, 3, 4, 5, 1.1, 2.1, 3.1, 4.1, 99)
    found = rank_correlation(flat, gain)
    left_out = [
        stats.spearmanr(flat.drop(place), gain.drop(place)).statistic for place in flat.index
    ]
    assert found.details["bo_mot_thap"] == pytest.approx(min(left_out))
    assert found.details["bo_mot_cao"] == pytest.approx(max(left_out))
    bumped = rank_correlation(
        series(*range(1, 10), 100), series(5, 4, 6, 3, 7, 2, 6.5, 4.5, 3.5, 9)
    )
    assert bumped.details["bo_mot_thap"] < 0 < bumped.estimate
    assert not bumped.robust
    assert not bumped.supports


def test_nine_areas_are_too_few():
    found = rank_correlation(TWELVE[:9], GAIN[:9])
    assert not found.ran
    assert found.estimate is None
    assert found.p_value is None
    assert found.n == 9
    assert "10" in found.reason
    assert found.flags == {"F-MAUNHO"}
    assert rank_correlation(TWELVE[:10], GAIN[:10]).ran


def test_areas_without_a_figure_are_left_out_not_zero():
    gapped = GAIN.where(GAIN.index != 0)
    assert rank_correlation(TWELVE, gapped).n == 11
    few = rank_correlation(TWELVE, GAIN.where(GAIN.index > 2))
    assert not few.ran


def test_no_variation_no_coefficient():
    found = rank_correlation(TWELVE * 0, GAIN)
    assert not found.ran
    assert not found.flags


def test_areas_are_matched_by_name():
    a, b = pd.Series(TWELVE.to_numpy(), list("abcdefghijkl")), GAIN.set_axis(list("abcdefghijkl"))
    assert rank_correlation(a, b[::-1]).estimate == rank_correlation(TWELVE, GAIN).estimate
