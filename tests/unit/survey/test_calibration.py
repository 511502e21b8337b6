"""Factors that meet known totals: by hand, by the formula of the books, and refused by name."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey.calibration import (
    Adjustment,
    adjust_replicates,
    calibrate_factors,
    poststratify_factors,
    rake_factors,
    relative_errors,
    usable_weights,
)
from gdnn_analysis.survey.faults import CalibrationError, ConvergenceError
from gdnn_analysis.survey.margins import joint_problem, margins_problem, totals_problem

PUPILS = pd.DataFrame(
    {
        "sex": ["nam", "nam", "nữ", "nữ", "nam", "nữ", "nam", "nữ"],
        "place": ["phường", "xã", "phường", "xã", "phường", "xã", "xã", "phường"],
        "age": [15, 16, 14, 15, 16, 15, 14, 17],
    }
)
WEIGHTS = np.array([10.0, 20, 15, 5, 10, 12, 8, 20])
SEX = {"nam": 60, "nữ": 50}
PLACE = {"phường": 45, "xã": 65}
RAKED = margins_problem(PUPILS, {"sex": SEX, "place": PLACE})
GREG = totals_problem(PUPILS, {"(n)": 110, "sex": SEX, "age": 1690})
METHODS = [("linear", None), ("linear", (0.5, 1.7)), ("raking", None), ("logit", (0.4, 2.5))]


def faults_of(kind: type[CalibrationError], adjust, *args, **choices) -> tuple[str, ...]:
    with pytest.raises(CalibrationError) as caught:
        adjust(*args, **choices)
    assert type(caught.value) is kind
    return caught.value.faults


def outside_the_span(problem, values) -> float:
    """Return the largest part of the values that is no combination of the columns."""
    fitted = problem.x @ np.linalg.lstsq(problem.x, values, rcond=None)[0]
    return float(np.abs(values - fitted).max())


class TestPoststratification:
    def test_every_cell_is_brought_to_its_count(self):
        result = poststratify_factors(joint_problem(PUPILS, {"sex": SEX}), WEIGHTS)
        boys, girls = 60 / 48, 50 / 52
        expected = [boys, boys, girls, girls, boys, girls, boys, girls]
        assert result.factors == pytest.approx(expected, rel=1e-15)
        assert result.iterations == 1
        assert result.largest_error < 1e-15

    def test_rows_of_weight_0_keep_their_factor(self):
        weights = WEIGHTS * [1, 1, 1, 1, 1, 1, 1, 0]
        problem = joint_problem(PUPILS, {"sex": SEX}, rows=weights)
        result = poststratify_factors(problem, weights)
        assert result.factors[7] == 1
        assert weights @ result.factors == pytest.approx(110)

    def test_several_margins_are_refused(self):
        (fault,) = faults_of(CalibrationError, poststratify_factors, RAKED, WEIGHTS)
        assert "sex, place" in fault

    def test_a_cell_without_weight_is_named(self):
        weights = WEIGHTS * (PUPILS["sex"] == "nam")
        problem = joint_problem(PUPILS, {"sex": SEX})
        (fault,) = faults_of(CalibrationError, poststratify_factors, problem, weights)
        assert "“sex=nữ” cần 50" in fault


class TestRaking:
    def test_both_margins_are_met(self):
        result = rake_factors(RAKED, WEIGHTS)
        sums = (WEIGHTS * result.factors) @ RAKED.x
        assert sums == pytest.approx([60, 50, 45, 65], rel=1e-9)
        assert result.largest_error <= 1e-9

    def test_a_factor_is_one_number_per_sex_times_one_per_place(self):
        """The association in the sample is kept (Deming & Stephan 1940)."""
        assert outside_the_span(RAKED, np.log(rake_factors(RAKED, WEIGHTS).factors)) < 1e-12

    def test_newton_finds_the_same(self):
        newton = calibrate_factors(RAKED, WEIGHTS, method="raking", tol=1e-13)
        assert rake_factors(RAKED, WEIGHTS, tol=1e-13).factors == pytest.approx(
            newton.factors, rel=1e-12
        )

    def test_margins_already_met_need_no_round(self):
        first = rake_factors(RAKED, WEIGHTS)
        again = rake_factors(RAKED, WEIGHTS * first.factors)
        assert again.iterations == 0
        assert again.factors.tolist() == [1] * 8

    def test_a_stricter_tolerance_takes_more_rounds(self):
        loose, strict = (rake_factors(RAKED, WEIGHTS, tol=tol) for tol in (1e-3, 1e-12))
        assert loose.iterations < strict.iterations
        assert loose.largest_error > 1e-12 > strict.largest_error

    def test_margins_not_met_in_time_are_named_with_what_was_reached(self):
        faults = faults_of(ConvergenceError, rake_factors, RAKED, WEIGHTS, max_iter=1)
        assert "sau 1 vòng lặp" in faults[0]
        assert [fault.split(":")[0] for fault in faults[1:]] == ["sex=nam", "sex=nữ"]
        assert faults[1].startswith("sex=nam: cần 60, mới đạt 63,4874")

    def test_margins_no_weights_can_meet_do_not_settle(self):
        """All boys live in a ward, all girls in a commune, yet the counts differ."""
        frame = pd.DataFrame({"sex": ["nam", "nữ"], "place": ["phường", "xã"]})
        problem = margins_problem(frame, {"sex": SEX, "place": PLACE})
        faults = faults_of(ConvergenceError, rake_factors, problem, [1, 1])
        assert "sau 200 vòng lặp" in faults[0]
        assert faults[1:] == (
            "sex=nam: cần 60, mới đạt 45.",
            "sex=nữ: cần 50, mới đạt 65.",
        )

    def test_totals_of_numbers_are_refused(self):
        faults = faults_of(CalibrationError, rake_factors, GREG, WEIGHTS)
        assert "(n), age" in faults[0]

    def test_a_category_without_weight_is_named(self):
        weights = WEIGHTS * (PUPILS["place"] == "xã")
        (fault,) = faults_of(CalibrationError, rake_factors, RAKED, weights)
        assert "“place=phường” cần 45" in fault


class TestCalibration:
    @pytest.mark.parametrize(("method", "bounds"), METHODS)
    def test_all_totals_are_met(self, method, bounds):
        result = calibrate_factors(GREG, WEIGHTS, method=method, bounds=bounds)
        sums = (WEIGHTS * result.factors) @ GREG.x
        assert sums == pytest.approx([110, 60, 50, 1690], rel=1e-9)
        assert result.largest_error <= 1e-9

    def test_linear_is_the_regression_estimator(self):
        """``g = 1 + (t - t̂)' (Σ w x x')⁻¹ x``: Särndal, Swensson & Wretman (1992), (6.5.9)."""
        x = GREG.x[:, 1:]
        gap = GREG.totals[1:] - WEIGHTS @ x
        expected = 1 + x @ np.linalg.solve(x.T @ (x * WEIGHTS[:, None]), gap)
        result = calibrate_factors(GREG, WEIGHTS)
        assert result.factors == pytest.approx(expected, rel=1e-9)
        assert result.iterations == 1

    def test_raking_factors_are_exponentials_of_a_combination(self):
        factors = calibrate_factors(GREG, WEIGHTS, method="raking").factors
        assert outside_the_span(GREG, np.log(factors)) < 1e-10

    def test_logit_factors_are_those_of_deville_and_sarndal(self):
        """``F(u) = (L(U-1) + U(1-L) exp(Au)) / (U-1 + (1-L) exp(Au))``, solved for u."""
        low, high = 0.4, 2.5
        factors = calibrate_factors(GREG, WEIGHTS, method="logit", bounds=(low, high)).factors
        u = np.log((factors - low) * (high - 1) / ((high - factors) * (1 - low)))
        assert outside_the_span(GREG, u) < 1e-10

    def test_logit_factors_are_1_where_u_is_0(self):
        """Without a column of ones no constant can hide in u."""
        problem = totals_problem(PUPILS, {"age": 1690})
        factors = calibrate_factors(problem, WEIGHTS, method="logit", bounds=(0.4, 3)).factors
        u = np.log((factors - 0.4) * (3 - 1) / ((3 - factors) * (1 - 0.4)))
        assert outside_the_span(problem, u) < 1e-10

    @pytest.mark.parametrize(("method", "bounds"), METHODS)
    def test_totals_already_met_need_no_step(self, method, bounds):
        problem = totals_problem(PUPILS, {"age": float(WEIGHTS @ PUPILS["age"])})
        result = calibrate_factors(problem, WEIGHTS, method=method, bounds=bounds)
        assert result.iterations == 0
        assert result.factors == pytest.approx(1, rel=1e-15)

    @pytest.mark.parametrize(
        ("method", "bounds", "weights", "group", "size", "totals"),
        [
            ("linear", (0.5, 3), [12, 8, 14, 1], "baba", [2, 8, 7, 0], (26.991, 47.998, 497.862)),
            ("logit", (0.5, 3), [12, 1, 11, 13], "bbaa", [8, 9, 0, 8], (44.498, 9.011, 386.983)),
            ("raking", None, [10, 5, 15, 3], "aaba", [4, 0, 13, 1], (33.998, 44.985, 706.268)),
        ],
    )
    def test_totals_hardly_within_reach_are_found(
        self, method, bounds, weights, group, size, totals
    ):
        """Whole Newton steps go astray here."""
        frame = pd.DataFrame({"group": list(group), "size": size})
        a, b, whole = totals
        problem = totals_problem(frame, {"group": {"a": a, "b": b}, "size": whole})
        result = calibrate_factors(problem, weights, method=method, bounds=bounds)
        assert (weights * result.factors) @ problem.x == pytest.approx([a, b, whole], rel=1e-8)

    def test_an_unweighted_sample_is_raked_to_a_population(self):
        margins = {name: {key: count * 1e6 for key, count in counts.items()}
                   for name, counts in {"sex": SEX, "place": PLACE}.items()}  # fmt: skip
        problem = margins_problem(PUPILS, margins)
        newton = calibrate_factors(problem, np.ones(8), method="raking")
        assert newton.factors == pytest.approx(rake_factors(problem, np.ones(8)).factors)

    def test_logit_with_wide_bounds_comes_near_raking(self):
        logit = calibrate_factors(GREG, WEIGHTS, method="logit", bounds=(1e-9, 1e9))
        raking = calibrate_factors(GREG, WEIGHTS, method="raking")
        assert logit.factors == pytest.approx(raking.factors, rel=1e-6)

    def test_bounded_linear_is_cut_where_it_would_leave_the_bounds(self):
        bounds = (0.85, 1.4)
        free = calibrate_factors(GREG, WEIGHTS).factors
        assert free.min() < bounds[0]
        assert free.max() > bounds[1]
        cut = calibrate_factors(GREG, WEIGHTS, bounds=bounds).factors
        within = (cut > bounds[0]) & (cut < bounds[1])
        x = GREG.x[within]
        multipliers = np.linalg.lstsq(x, cut[within] - 1, rcond=None)[0]
        assert 0 < within.sum() < 8
        assert np.clip(1 + GREG.x @ multipliers, *bounds) == pytest.approx(cut, rel=1e-9)
        assert (WEIGHTS * cut) @ GREG.x == pytest.approx(GREG.totals, rel=1e-9)

    def test_bounds_that_do_not_bind_change_nothing(self):
        free = calibrate_factors(GREG, WEIGHTS).factors
        assert calibrate_factors(GREG, WEIGHTS, bounds=(-9, 9)).factors == pytest.approx(free)

    @pytest.mark.parametrize(("method", "bounds"), METHODS)
    def test_totals_that_follow_from_others_change_nothing(self, method, bounds):
        frame = PUPILS.assign(months=PUPILS["age"] * 12)
        more = totals_problem(frame, {"age": 1690, "months": 1690 * 12, "sex": SEX, "(n)": 110})
        one, other = (
            calibrate_factors(problem, WEIGHTS, method=method, bounds=bounds, tol=1e-12).factors
            for problem in (GREG, more)
        )
        assert one == pytest.approx(other, rel=1e-9)

    def test_rows_of_weight_0_keep_their_factor(self):
        weights = WEIGHTS * [0, 1, 1, 1, 1, 1, 1, 1]
        problem = totals_problem(PUPILS, {"sex": SEX, "age": 1690}, rows=weights)
        assert calibrate_factors(problem, weights).factors[0] == 1

    def test_totals_that_contradict_each_other_are_named(self):
        frame = PUPILS.assign(months=PUPILS["age"] * 12)
        problem = totals_problem(frame, {"sex": SEX, "age": 1690, "months": 20_000})
        (fault,) = faults_of(CalibrationError, calibrate_factors, problem, WEIGHTS)
        assert "age 1690; months 20000." in fault
        assert "sex" not in fault

    def test_a_contradiction_is_more_than_a_rounding(self):
        frame = PUPILS.assign(months=PUPILS["age"] * 12)
        near, far = (
            totals_problem(frame, {"age": 1690, "months": 1690 * 12 * (1 + part)})
            for part in (1e-7, 1e-5)
        )
        assert calibrate_factors(near, WEIGHTS).largest_error < 1e-7
        assert len(faults_of(CalibrationError, calibrate_factors, far, WEIGHTS)) == 1

    def test_a_category_without_weight_is_named(self):
        weights = WEIGHTS * (PUPILS["place"] == "xã")
        (fault,) = faults_of(CalibrationError, calibrate_factors, RAKED, weights)
        assert "place=phường 45" in fault

    @pytest.mark.parametrize(
        ("method", "bounds"), [("linear", (0.95, 1.05)), ("logit", (0.95, 1.05))]
    )
    def test_totals_out_of_reach_of_the_bounds_are_named(self, method, bounds):
        choices = {"method": method, "bounds": bounds, "max_iter": 20}
        faults = faults_of(ConvergenceError, calibrate_factors, GREG, WEIGHTS, **choices)
        assert "sau 20 vòng lặp" in faults[0]
        assert any(fault.startswith("sex=nam: cần 60, mới đạt 50,4") for fault in faults)

    def test_totals_no_positive_weights_can_meet_do_not_settle(self):
        """The mean age asked for is above that of the oldest pupil."""
        problem = totals_problem(PUPILS, {"(n)": 100, "age": 1800})
        faults = faults_of(ConvergenceError, calibrate_factors, problem, WEIGHTS, method="raking")
        assert any(fault.startswith("age: cần 1800, mới đạt") for fault in faults)
        assert calibrate_factors(problem, WEIGHTS).factors.min() < 0

    @pytest.mark.parametrize(
        ("method", "bounds", "word"),
        [
            ("logit", None, "cần giới hạn"),
            ("raking", (0.5, 2), "không nhận giới hạn"),
            ("logit", (1.1, 2), "1,1 và 2"),
            ("linear", (0.5, 1), "0,5 và 1"),
            ("logit", (0.5, np.inf), "0,5 và inf"),
            ("logit", (np.nan, 2), "nan và 2"),
            ("ridge", None, "“ridge”"),
        ],
    )
    def test_methods_and_bounds_that_do_not_go_together(self, method, bounds, word):
        choices = {"method": method, "bounds": bounds}
        (fault,) = faults_of(CalibrationError, calibrate_factors, GREG, WEIGHTS, **choices)
        assert word in fault


class TestWeights:
    @pytest.mark.parametrize(("value", "text"), [(np.nan, "nan"), (-1.5, "-1,5"), (np.inf, "inf")])
    def test_bad_weights_are_named_by_row_and_value(self, value, text):
        (fault,) = faults_of(CalibrationError, usable_weights, [1, value, 2, value])
        assert f"dòng 2, 4 (ví dụ {text})" in fault

    def test_a_sample_of_nobody_is_refused(self):
        (fault,) = faults_of(CalibrationError, usable_weights, [0, 0])
        assert "bằng 0" in fault

    @pytest.mark.parametrize("adjust", [calibrate_factors, rake_factors], ids=["calibrate", "rake"])
    def test_every_row_has_one_weight(self, adjust):
        (fault,) = faults_of(CalibrationError, adjust, RAKED, WEIGHTS[:7])
        assert "7 quyền số cho 8 dòng" in fault

    def test_a_weight_outside_the_sample_is_named(self):
        problem = margins_problem(PUPILS, {"sex": SEX}, rows=[1, 1, 0, 1, 1, 1, 1, 1])
        (fault,) = faults_of(CalibrationError, rake_factors, problem, WEIGHTS)
        assert "Dòng 3 " in fault


class TestReplicates:
    REPLICATES = np.column_stack([WEIGHTS, WEIGHTS[::-1], WEIGHTS * [2, 2, 2, 0, 0, 2, 2, 2]])

    @pytest.mark.parametrize(
        "adjust",
        [partial(rake_factors, RAKED), partial(calibrate_factors, RAKED, method="raking")],
        ids=["rake", "calibrate"],
    )
    def test_every_replicate_is_adjusted_like_the_sample(self, adjust):
        adjusted = adjust_replicates(self.REPLICATES, adjust)
        for column, weights in zip(adjusted.T, self.REPLICATES.T, strict=True):
            assert column.tolist() == (weights * adjust(weights).factors).tolist()
            assert column @ RAKED.x == pytest.approx([60, 50, 45, 65], rel=1e-9)

    def test_the_first_replicate_that_fails_is_named(self):
        lost = WEIGHTS * (PUPILS["sex"] == "nam")
        replicates = np.column_stack([WEIGHTS, lost, WEIGHTS, lost])
        first, second = faults_of(
            CalibrationError, adjust_replicates, replicates, partial(rake_factors, RAKED)
        )
        assert first.startswith("2 trong 4 bộ")
        assert first.endswith("số 2:")
        assert "“sex=nữ”" in second

    def test_a_replicate_that_does_not_settle_says_so(self):
        adjust = partial(rake_factors, RAKED, max_iter=1)
        faults = faults_of(ConvergenceError, adjust_replicates, self.REPLICATES, adjust)
        assert "sau 1 vòng lặp" in faults[1]


def test_errors_are_relative_to_the_larger_of_wanted_and_reached():
    problem = joint_problem(PUPILS, {"sex": {"nam": 96, "nữ": 26}})
    assert relative_errors(problem, WEIGHTS).tolist() == [-0.5, 0.5]


def test_errors_of_a_total_of_0_are_relative_to_what_cancels_out():
    problem = totals_problem(pd.DataFrame({"balance": [-3, 1]}), {"balance": 0})
    assert relative_errors(problem, np.array([1.0, 1.0])).tolist() == [-0.5]


def test_an_adjustment_says_how_it_went():
    result = calibrate_factors(GREG, WEIGHTS, method="raking")
    assert isinstance(result, Adjustment)
    assert result.iterations > 1
    errors = relative_errors(GREG, WEIGHTS * result.factors)
    assert result.largest_error == np.abs(errors).max()
