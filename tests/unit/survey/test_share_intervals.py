"""Intervals of shares: published examples, by hand, and at the ends where formulas fail."""

from __future__ import annotations

import math

import numpy as np
import pytest

from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.share_intervals import METHODS, share_limits, t_quantile

ENDLESS = 1e12
"""Degrees of freedom with which t is normal."""
T_10 = 2.228138852
"""97.5 % quantile of t with 10 degrees of freedom (any table: 2.228)."""


def limits(share, se, n, df, **choices) -> tuple[float, float]:
    found = share_limits(
        *(np.array([value], dtype=float) for value in (share, se, n, df)), **choices
    )
    return float(found.low[0]), float(found.high[0])


def simple(hits: int, n: int) -> tuple[float, float, float, float]:
    """Return share, standard error, n and df of a simple random sample that is large in df."""
    share = hits / n
    return share, math.sqrt(share * (1 - share) / n), n, ENDLESS


class TestPublished:
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I: methods 3 and 5."""

    @pytest.mark.parametrize(
        ("hits", "n", "low", "high"),
        [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (1, 29, 0.0061, 0.1718)],
    )
    def test_wilson(self, hits, n, low, high):
        assert limits(*simple(hits, n), method="wilson") == pytest.approx((low, high), abs=5e-5)

    @pytest.mark.parametrize(
        ("hits", "n", "low", "high"),
        [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (1, 29, 0.0009, 0.1776)],
    )
    def test_exact(self, hits, n, low, high):
        share, se, _, _ = simple(hits, n)
        # df = n - 1, as if rows were clusters: k = n_eff = n
        found = limits(share, se, n, n - 1, method="beta")
        assert found == pytest.approx((low, high), abs=5e-5)

    @pytest.mark.parametrize("method", METHODS)
    def test_exact_at_none_of_20(self, method):
        assert limits(0, 0, 20, 7, method=method) == pytest.approx((0, 0.1684), abs=5e-5)


class TestByHand:
    # share 0.5, se 0.1, t 2.228139 (df 10)
    def test_mean(self):
        expected = (0.5 - T_10 * 0.1, 0.5 + T_10 * 0.1)
        assert limits(0.5, 0.1, 40, 10, method="mean") == pytest.approx(expected, rel=1e-9)

    @pytest.mark.parametrize("method", ["logit", "xlogit"])
    def test_logit(self, method):
        # log-odds 0, se 0.1/0.25 = 0.4: 1/(1 + e^±0.8912555)
        expected = (1 / (1 + math.exp(0.8912555408)), 1 / (1 + math.exp(-0.8912555408)))
        assert limits(0.5, 0.1, 40, 10, method=method) == pytest.approx(expected, rel=1e-9)

    def test_logit_is_the_default(self):
        assert limits(0.3, 0.1, 40, 10) == limits(0.3, 0.1, 40, 10, method="logit")

    def test_asin(self):
        # π/4 ± 2.228139 · 0.1/(2 · 0.5); sin²(π/4 ± a) = (1 ± sin 2a)/2
        width = math.sin(2 * T_10 * 0.1)
        expected = ((1 - width) / 2, (1 + width) / 2)
        assert limits(0.5, 0.1, 40, 10, method="asin") == pytest.approx(expected, rel=1e-9)

    def test_wilson_with_the_effective_sample(self):
        # n_eff = 0.25/0.01 = 25, t² = 4.964603: half-width t·√(0.25/25 + t²/2500)/(1 + t²/25)
        square = T_10**2
        half = T_10 * math.sqrt(0.01 + square / 2500) / (1 + square / 25)
        found = limits(0.5, 0.1, 40, 10, method="wilson")
        assert found == pytest.approx((0.5 - half, 0.5 + half), rel=1e-9)

    def test_beta_with_n_eff_adjusted_to_the_degrees_of_freedom(self):
        # n_eff 25 · (t_39/t_10)² = 25 · (2.022691/2.228139)² = 20.602: below n = 40
        # ends of the exact interval of 10.301 in 20.602, that is of Beta(10.301, 11.301)
        found = limits(0.5, 0.1, 40, 10, method="beta")
        assert found == pytest.approx((0.275189461, 0.724810539), abs=1e-8)

    def test_beta_is_not_narrower_than_the_sample_allows(self):
        # n_eff = 0.21/0.0001 = 2100, but there are 100 respondents: exact interval of 30 in 100
        found = limits(0.3, 0.01, 100, 99, method="beta")
        assert found == pytest.approx((0.21240642, 0.39981468), abs=1e-8)

    def test_beta_without_truncation_uses_the_effective_sample(self):
        low, high = limits(0.3, 0.01, 100, 99, method="beta", truncate=False)
        # about 0.3 ± 2 · 0.01
        assert (low, high) == pytest.approx((0.28, 0.32), abs=6e-4)

    def test_the_level_is_kept(self):
        narrow, wide = (limits(0.5, 0.1, 40, 10, method="mean", level=v) for v in (0.8, 0.99))
        # t_10: 1.372184 and 3.169273
        assert narrow[1] - 0.5 == pytest.approx(0.1372184, abs=1e-7)
        assert wide[1] - 0.5 == pytest.approx(0.3169273, abs=1e-7)


class TestEnds:
    """At 0 % and 100 % all methods take the exact interval with the number of respondents."""

    @pytest.mark.parametrize("method", METHODS)
    def test_nobody(self, method):
        # 1 - 0.025^(1/10)
        assert limits(0, 0, 10, 4, method=method) == pytest.approx((0, 0.3084971), abs=1e-7)

    @pytest.mark.parametrize("method", METHODS)
    def test_everybody(self, method):
        assert limits(1, 0, 10, 4, method=method) == pytest.approx((0.6915029, 1), abs=1e-7)

    @pytest.mark.parametrize("method", METHODS)
    def test_a_noise_of_rounding_in_the_standard_error_changes_nothing(self, method):
        assert limits(0, 1e-17, 10, 4, method=method) == limits(0, 0, 10, 4, method=method)

    @pytest.mark.parametrize("method", METHODS)
    def test_the_effective_sample_is_the_sample(self, method):
        found = share_limits(*np.array([[0.0], [0.0], [10.0], [4.0]]), method=method)
        assert found.n_eff.tolist() == [10]

    @pytest.mark.parametrize("method", ["logit", "beta", "wilson", "xlogit", "asin"])
    @pytest.mark.parametrize("share", [0.001, 0.02, 0.98, 0.999])
    def test_near_them_limits_stay_within(self, method, share):
        low, high = limits(share, 0.02, 50, 9, method=method)
        assert 0 <= low < share < high <= 1

    def test_mean_is_not_cut(self):
        low, high = limits(0.02, 0.02, 50, 9, method="mean")
        assert low < 0
        assert limits(0.98, 0.02, 50, 9, method="mean")[1] > 1
        assert high == pytest.approx(0.04 - low)


class TestMissing:
    @pytest.mark.parametrize("method", METHODS)
    def test_without_a_share(self, method):
        assert np.isnan(limits(np.nan, np.nan, 0, 5, method=method)).all()

    @pytest.mark.parametrize("method", METHODS)
    def test_without_degrees_of_freedom(self, method):
        assert np.isnan(limits(0.4, 0.1, 20, 0, method=method)).all()

    @pytest.mark.parametrize("method", METHODS)
    def test_without_degrees_of_freedom_even_if_the_standard_error_is_0(self, method):
        """A domain within one cluster: its only residual total is 0, which says nothing."""
        assert np.isnan(limits(0.4, 0.0, 20, 0, method=method)).all()

    @pytest.mark.parametrize("method", METHODS)
    def test_without_a_standard_error(self, method):
        assert np.isnan(limits(0.4, np.nan, 20, 5, method=method)).all()

    def test_many_at_once_do_not_mix(self):
        share = np.array([[0.0, 0.4], [np.nan, 1.0]])
        se, n, df = np.full((2, 2), 0.1), np.full((2, 2), 10.0), np.full((2, 2), 4.0)
        found = share_limits(share, se, n, df)
        assert found.low.shape == (2, 2)
        assert np.isnan(found.low).tolist() == [[False, False], [True, False]]
        assert found.low[0, 1] == limits(0.4, 0.1, 10, 4)[0]


def test_a_share_known_without_error_is_exact_for_beta_with_all_respondents():
    """k = min(n, n_eff · …): without a standard error n_eff is endless and k is n.

    Two of four: Beta(2, 3) and Beta(3, 2), ends 0.0675860 and 0.9324140.
    """
    found = limits(0.5, 0.0, 4, 3, method="beta")
    assert found == pytest.approx((0.0675860, 0.9324140), abs=1e-7)


def test_t_quantiles_are_those_of_the_tables():
    df = np.array([1, 5, 10, 30, 120], dtype=float)
    expected = [12.706, 2.571, 2.228, 2.042, 1.980]
    assert t_quantile(df, 0.95) == pytest.approx(expected, abs=5e-4)
    assert t_quantile(np.array([10.0]), 0.90) == pytest.approx([1.812], abs=5e-4)
    assert np.isnan(t_quantile(np.array([0.0, -1.0, np.nan]), 0.95)).all()


def test_an_unknown_method_is_told_with_the_known_ones():
    with pytest.raises(VariableError) as caught:
        limits(0.5, 0.1, 10, 4, method="normal")
    (fault,) = caught.value.faults
    assert "“normal”" in fault
    assert "logit, beta, wilson, xlogit, asin, mean" in fault
