"""Base weights, non-response, trimming, and what weighting costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey.calibration import rake_factors
from gdnn_analysis.survey.faults import CalibrationError
from gdnn_analysis.survey.margins import margins_problem
from gdnn_analysis.survey.weighting import (
    base_weights,
    diagnostics,
    effective_size,
    nonresponse_factors,
    trim_limit,
    trim_weights,
    weight_effect,
)

DRAWN = pd.DataFrame(
    {
        "school": ["A", "A", "A", "B", "B", "B"],
        "sex": ["nam", "nữ", "nữ", "nam", "nam", "nữ"],
        "answered": [True, True, False, True, False, True],
    }
)
WEIGHTS = np.array([10.0, 20, 30, 5, 15, 40])


def fault_of(call, *args, **choices) -> str:
    with pytest.raises(CalibrationError) as caught:
        call(*args, **choices)
    (fault,) = caught.value.faults
    return fault


class TestBaseWeights:
    def test_a_weight_is_the_inverse_of_the_probability(self):
        assert base_weights([0.5, 0.1, 1]).tolist() == [2, 10, 1]

    def test_probabilities_of_stages_are_multiplied(self):
        stages = pd.DataFrame({"school": [0.5, 0.25], "pupil": [0.25, 1]})
        assert base_weights(stages).tolist() == [8, 4]

    @pytest.mark.parametrize(
        ("value", "text"), [(0, "0"), (-0.2, "-0,2"), (1.5, "1,5"), (np.nan, "nan")]
    )
    def test_what_is_no_probability_is_named(self, value, text):
        fault = fault_of(base_weights, [0.5, value, 0.5, value])
        assert "dòng 2, 4 " in fault
        assert f"ví dụ {text}" in fault


class TestNonresponse:
    def test_respondents_stand_for_their_class(self):
        factors = nonresponse_factors(DRAWN, WEIGHTS, "answered", "school")
        assert factors.tolist() == [2, 2, 0, 60 / 45, 0, 60 / 45]

    def test_classes_may_be_crossed(self):
        factors = nonresponse_factors(DRAWN, WEIGHTS, "answered", ["school", "sex"])
        assert factors.tolist() == [1, 2.5, 0, 4, 0, 1]

    def test_without_columns_the_sample_is_one_class(self):
        factors = nonresponse_factors(DRAWN, WEIGHTS, "answered", [])
        assert factors == pytest.approx([1.6, 1.6, 0, 1.6, 0, 1.6])

    @pytest.mark.parametrize(
        "answered",
        [
            [1, 1, 0, 1, 0, 1],
            np.array([1.0, 1, 0, 1, 0, 1]),
            pd.Series([True, True, False, True, False, True], dtype="boolean"),
        ],
        ids=["list", "floats", "nullable"],
    )
    def test_who_answered_may_be_given_by_row(self, answered):
        factors = nonresponse_factors(DRAWN, WEIGHTS, answered, "school")
        assert factors.tolist() == [2, 2, 0, 60 / 45, 0, 60 / 45]

    @pytest.mark.parametrize("answered", [None, True])
    def test_rows_of_weight_0_were_not_drawn(self, answered):
        frame = DRAWN.assign(
            school=["A", "A", "A", "B", "B", None],
            answered=[True, True, False, True, False, answered],
        )
        factors = nonresponse_factors(frame, WEIGHTS * [1, 1, 1, 1, 1, 0], "answered", "school")
        assert factors.tolist() == [2, 2, 0, 4, 0, 0]

    def test_a_class_without_respondents_is_named(self):
        answered = [1, 1, 1, 0, 0, 1]
        fault = fault_of(nonresponse_factors, DRAWN, WEIGHTS, answered, ["school", "sex"])
        assert "“school=B, sex=nam” có 2 dòng" in fault

    def test_a_sample_without_respondents_is_refused(self):
        assert "“cả mẫu” có 6 dòng" in fault_of(nonresponse_factors, DRAWN, WEIGHTS, [0] * 6, [])

    def test_unknown_columns_are_named_together(self):
        with pytest.raises(CalibrationError) as caught:
            nonresponse_factors(DRAWN, WEIGHTS, "replied", ["school", "grade"])
        first, second = caught.value.faults
        assert "“replied”" in first
        assert "“grade”" in second

    def test_missing_classes_and_answers_are_named_together(self):
        frame = DRAWN.assign(sex=["nam", None, "nữ", "nam", "nam", "nữ"])
        with pytest.raises(CalibrationError) as caught:
            nonresponse_factors(frame, WEIGHTS, [1, 1, None, 1, 2, 1], "sex")
        blank, unclear = caught.value.faults
        assert "“sex”" in blank
        assert "dòng 2." in blank
        assert "dòng 3, 5 (ghi “None”)" in unclear

    def test_an_answer_in_words_is_unclear(self):
        fault = fault_of(nonresponse_factors, DRAWN, WEIGHTS, ["có", 1, 1, 1, 1, 1], "school")
        assert "“có”" in fault


class TestTrimming:
    def test_what_is_cut_off_is_spread_evenly_over_the_others(self):
        assert trim_weights([1, 2, 3, 14], 8).tolist() == [3, 4, 5, 8]

    def test_the_others_may_be_lifted_above_the_limit(self):
        assert trim_weights([1, 7, 7, 13], 8).tolist() == pytest.approx(
            [1 + 5 / 3, 26 / 3, 26 / 3, 8]
        )

    def test_strict_repeats_until_none_is_above(self):
        assert trim_weights([1, 7, 7, 13], 8, strict=True) == pytest.approx([4, 8, 8, 8])

    def test_small_weights_are_lifted_at_the_cost_of_the_others(self):
        assert trim_weights([1, 5, 6], 10, lower=3).tolist() == [3, 4, 5]

    def test_strict_keeps_both_limits(self):
        trimmed = trim_weights([1, 4.5, 5, 9.5], 9, lower=4, strict=True)
        assert trimmed == pytest.approx([4, 4, 4, 8])

    def test_strict_finds_room_at_the_other_limit(self):
        """Nothing lies between the limits: what is cut off goes to the lifted weights."""
        assert trim_weights([1, 1, 16], 10, lower=3, strict=True).tolist() == [4, 4, 10]

    def test_weights_within_the_limits_stay(self):
        assert trim_weights([1, 2, 3], 3, lower=1, strict=True).tolist() == [1, 2, 3]

    def test_rows_of_weight_0_take_nothing(self):
        assert trim_weights([0, 2, 6, 10], 8).tolist() == [0, 3, 7, 8]
        assert trim_weights([0, 2, 6, 10], 8, lower=3)[0] == 0

    def test_the_limit_may_be_the_mean(self):
        assert trim_weights([1, 2, 6], 3, strict=True) == pytest.approx([3, 3, 3])

    @pytest.mark.parametrize(
        ("upper", "lower", "text"),
        [
            (2.9, 0, "0 đến 2,9"),
            (9, 3.5, "3,5 đến 9"),
            (9, -1, "-1 đến 9"),
            (np.nan, 0, "0 đến nan"),
        ],
    )
    def test_limits_that_cannot_keep_the_sum_are_refused(self, upper, lower, text):
        fault = fault_of(trim_weights, [1, 2, 6], upper, lower=lower)
        assert text in fault
        assert "trung bình là 3" in fault

    def test_without_a_weight_to_take_the_rest_it_is_refused(self):
        fault = fault_of(trim_weights, [1, 1, 16], 10, lower=3)
        assert "3 đến 10" in fault
        assert "strict=True" in fault

    def test_a_weight_pushed_below_0_is_refused(self):
        fault = fault_of(trim_weights, [1, 1, 1, 1, 4.5, 10.5, 10.5], 10, lower=4.2)
        assert "còn -7,3, không dương" in fault

    def test_the_usual_limit_is_a_multiple_of_the_median(self):
        assert trim_limit([1, 2, 100, 0, 0]) == 10
        assert trim_limit([1, 2, 100], times=3.5) == 7


class TestWeightingEffect:
    def test_equal_weights_cost_nothing(self):
        assert weight_effect([3, 3, 3]) == 1
        assert effective_size([3, 3, 3]) == 3

    def test_unequal_weights_cost_one_plus_the_squared_variation(self):
        weights = np.array([1.0, 1, 2, 4])
        variation = weights.std() / weights.mean()
        assert weight_effect(weights) == pytest.approx(1 + variation**2)
        assert effective_size(weights) == pytest.approx(64 / 22)

    def test_rows_of_weight_0_do_not_count(self):
        assert weight_effect([1, 3, 0]) == weight_effect([1, 3]) == 1.25


class TestDiagnostics:
    FRAME = pd.DataFrame({"sex": ["nam", "nữ", "nữ", "nữ"]})
    PROBLEM = margins_problem(FRAME, {"sex": {"nam": 20, "nữ": 30}}, rows=[1, 1, 1, 0])
    BEFORE = np.array([10.0, 15, 5, 0])

    def figures(self, after, *about) -> pd.DataFrame:
        return diagnostics(self.BEFORE, after, *about).set_index(["part", "name"])

    def test_every_total_has_a_row(self):
        after = self.BEFORE * rake_factors(self.PROBLEM, self.BEFORE).factors
        rows = self.figures(after, self.PROBLEM).loc["total"]
        assert rows.index.tolist() == ["sex=nam", "sex=nữ"]
        assert rows["wanted"].tolist() == [20, 30]
        assert rows["before"].tolist() == [10, 20]
        assert rows["after"].tolist() == pytest.approx([20, 30])
        assert rows["relative_error"].tolist() == pytest.approx([0, 0], abs=1e-12)

    def test_what_is_not_met_shows_its_error(self):
        rows = self.figures(np.array([10.0, 30, 10, 0]), self.PROBLEM).loc["total"]
        assert rows["relative_error"].tolist() == [-0.5, 0.25]

    def test_weights_are_summed_up_over_the_sample(self):
        rows = self.figures(np.array([20.0, 20, 10, 0])).loc["weight"]
        assert rows["before"].to_dict() == pytest.approx(
            {"sum": 30, "min": 5, "median": 10, "max": 15, "effect": 350 / 300,
             "effective_size": 900 / 350}
        )  # fmt: skip
        assert rows.loc["median", "after"] == 20
        assert rows.loc["effect", "after"] == pytest.approx(3 * 900 / 2500)
        assert rows[["wanted", "relative_error"]].isna().all(axis=None)

    def test_factors_and_the_adjustment_are_told(self):
        adjustment = rake_factors(self.PROBLEM, self.BEFORE)
        rows = self.figures(self.BEFORE * adjustment.factors, self.PROBLEM, adjustment)["after"]
        assert rows["factor"].to_dict() == {"min": 1.5, "max": 2}
        assert rows["adjustment"].to_dict() == {
            "iterations": 1,
            "largest_error": adjustment.largest_error,
        }

    def test_without_a_problem_nothing_is_said_about_totals(self):
        assert set(diagnostics(self.BEFORE, self.BEFORE)["part"]) == {"weight", "factor"}
