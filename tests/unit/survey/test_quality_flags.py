"""Which figures may be printed: the limits of the standards, on both sides of each.

Shares: Parker et al. (2017), National Center for Health Statistics, Vital and Health Statistics,
Series 2, No. 175. Other figures: limits of Statistics Canada for the coefficient of variation.
"""

from __future__ import annotations

import numpy as np
import pytest

from gdnn_analysis.survey.quality_flags import share_flags, variation_flags

PLENTY = {"n_eff": 1000.0, "df": 60.0}


def flag(share, low, high, n_eff=1000.0, df=60.0) -> str:
    (found,) = share_flags(
        *(np.array([value], dtype=float) for value in (share, low, high, n_eff, df))
    )
    return found


def variation(estimate, cv) -> str:
    (found,) = variation_flags(np.array([estimate], dtype=float), np.array([cv], dtype=float))
    return found


class TestShares:
    @pytest.mark.parametrize(
        ("n_eff", "expected"), [(29.9, "suppress"), (30.0, ""), (30.1, ""), (5.0, "suppress")]
    )
    def test_less_than_30_effective_respondents_are_suppressed(self, n_eff, expected):
        assert flag(0.5, 0.45, 0.55, n_eff=n_eff) == expected

    def test_also_when_the_interval_is_narrow(self):
        assert flag(0.5, 0.49, 0.51, n_eff=29) == "suppress"

    @pytest.mark.parametrize(
        ("width", "expected"), [(0.29, ""), (0.2999, ""), (0.3001, "suppress"), (0.6, "suppress")]
    )
    def test_a_width_of_30_points_is_suppressed(self, width, expected):
        assert flag(0.5, 0.5 - width / 2, 0.5 + width / 2) == expected

    def test_exactly_30_points_are_suppressed(self):
        assert flag(0.5, 0.375, 0.375 + 0.30) == "suppress"

    @pytest.mark.parametrize(("width", "expected"), [(0.129, ""), (0.131, "suppress")])
    def test_a_width_of_130_percent_of_the_share_is_suppressed(self, width, expected):
        assert flag(0.1, 0.1 - width / 2, 0.1 + width / 2) == expected

    @pytest.mark.parametrize(("width", "expected"), [(0.129, ""), (0.131, "footnote")])
    def test_a_width_of_130_percent_of_the_complement_has_a_footnote(self, width, expected):
        assert flag(0.9, 0.9 - width / 2, 0.9 + width / 2) == expected

    def test_what_is_suppressed_has_no_footnote(self):
        assert flag(0.9, 0.6, 0.95) == "suppress"

    @pytest.mark.parametrize("share", [0.01, 0.99])
    def test_a_width_of_5_points_is_shown_whatever_the_share(self, share):
        assert flag(share, share - 0.01, share + 0.0399) == ""

    def test_just_above_5_points_the_share_matters(self):
        assert flag(0.01, 0.0, 0.0501) == "suppress"
        assert flag(0.99, 0.9499, 1.0) == "footnote"

    @pytest.mark.parametrize(
        ("df", "expected"), [(7, "review"), (7.9, "review"), (8, ""), (0, "review")]
    )
    def test_less_than_8_degrees_of_freedom_are_reviewed(self, df, expected):
        assert flag(0.5, 0.45, 0.55, df=df) == expected

    @pytest.mark.parametrize(("share", "low", "high"), [(0, 0, 0.02), (1, 0.98, 1)])
    def test_0_and_100_percent_are_reviewed_and_marked(self, share, low, high):
        assert flag(share, low, high) == "review;boundary"

    def test_several_are_joined(self):
        assert flag(0, 0, 0.31, n_eff=10, df=3) == "suppress;review;boundary"

    def test_no_respondent_is_empty_and_nothing_else(self):
        assert flag(np.nan, np.nan, np.nan, n_eff=np.nan, df=0) == "empty"

    def test_a_share_without_an_interval_is_suppressed(self):
        assert flag(0.4, np.nan, np.nan, n_eff=np.nan, df=0) == "suppress;review"

    def test_many_at_once(self):
        columns = np.array([[0.5, 0.45, 0.55, 100, 20], [np.nan, np.nan, np.nan, np.nan, 0]]).T
        assert share_flags(*columns) == ["", "empty"]
        assert share_flags(*columns[:, :0]) == []


class TestOtherFigures:
    @pytest.mark.parametrize(
        ("cv", "expected"),
        [
            (0.0, "good"),
            (0.165, "good"),
            (0.166, "caution"),
            (0.333, "caution"),
            (0.334, "suppress"),
            (np.inf, "suppress"),
            (np.nan, "suppress"),
        ],
    )
    def test_by_their_coefficient_of_variation(self, cv, expected):
        assert variation(12, cv) == expected

    def test_no_figure_is_empty(self):
        assert variation(np.nan, np.nan) == "empty"
