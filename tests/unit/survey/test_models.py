"""Regression: coefficients of the books, design-based errors, and no model that was not asked."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import ConvergenceError, Design, VariableError

# Two strata of districts, two schools each, weights and counts of schools and districts.
SCHOOL_WEIGHTS = {"A11": 22, "A12": 16, "A21": 35, "A22": 55, "A31": 93, "A32": 64,
                  "B11": 22, "B12": 16, "B21": 35, "B22": 55}  # fmt: skip
SIZES = [2, 3, 3, 2, 2, 3, 2, 3, 3, 2]
SCHOOLS = pd.DataFrame({"school": np.repeat(list(SCHOOL_WEIGHTS), SIZES)})
SCHOOLS["district"], SCHOOLS["stratum"] = SCHOOLS["school"].str[:2], SCHOOLS["school"].str[0]
SCHOOLS["weight"] = SCHOOLS["school"].map(SCHOOL_WEIGHTS)
SCHOOLS["districts"] = SCHOOLS["stratum"].map({"A": 6, "B": 4})
SCHOOLS["schools"] = 3 + SCHOOLS["district"].str[1].astype(int)
PUPIL = np.arange(1, 26)
SCHOOLS["score"] = PUPIL * 7 % 11
SCHOOLS["boy"] = PUPIL % 3 == 0
SCHOOLS["zone"] = np.where(SCHOOLS["score"] >= 8, "N", np.where(PUPIL % 2 == 0, "S", "T"))
SCHOOLS["zone"] = SCHOOLS["zone"].mask(SCHOOLS["boy"] & (SCHOOLS["zone"] == "N"), "S")
NAMES = {
    "weights": "weight",
    "strata": "stratum",
    "clusters": ["district", "school"],
    "fpc": ["districts", "schools"],
}
TWO_STAGES = Design(SCHOOLS, **NAMES)


def two_stages(**changed) -> Design:
    return Design(SCHOOLS.assign(**changed), **NAMES)


def simple(**columns) -> Design:
    return Design(pd.DataFrame(columns).assign(weight=1.0), weights="weight")


class TestByHand:
    def test_a_constant_alone_is_the_mean(self):
        row = TWO_STAGES.glm("score ~ 1").table.iloc[0]
        expected = TWO_STAGES.mean("score").iloc[0]
        columns = ["estimate", "se", "ci_low", "ci_high"]
        assert row["term"] == "(Intercept)"
        assert row[columns].tolist() == pytest.approx(expected[columns].tolist())

    def test_a_line(self):
        # x 0 1 2 3, y 1 3 2 6: slope 7/5, constant 0.9; residuals 0.1 0.7 -1.7 0.9;
        # u = (x - 1.5)·e/5 = -0.03 -0.07 -0.17 0.27: 4/3 · (0.0009 + 0.0049 + 0.0289 + 0.0729)
        found = simple(x=[0, 1, 2, 3], y=[1, 3, 2, 6]).glm("y ~ x")
        assert found.table["estimate"].tolist() == pytest.approx([0.9, 1.4], rel=1e-12)
        assert found.table["se"].iloc[1] == pytest.approx(sqrt(4 / 3 * 0.1076), rel=1e-12)
        assert found.df_residual == 4 - 1 + 1 - 2
        assert found.n == 4
        # t with 2 degrees of freedom 4.302653
        low, high = found.table.loc[1, ["ci_low", "ci_high"]]
        assert high - low == pytest.approx(2 * 4.30265273 * sqrt(4 / 3 * 0.1076), rel=1e-8)

    def test_two_groups_in_a_logistic_model_are_log_odds(self):
        # 1 of 4 and 3 of 5: log(1/3), log(3/2) - log(1/3) = log(4.5)
        found = simple(g=[0] * 4 + [1] * 5, y=[1, 0, 0, 0, 1, 1, 1, 0, 0])
        table = found.glm("y ~ g", family="binomial").table
        assert table["estimate"].tolist() == pytest.approx([log(1 / 3), log(4.5)], rel=1e-10)
        # V of a group's log odds: 9/8 · Σ (y - p)²/(n p q)² = 9/8 · 1/(n p q)
        expected = sqrt(9 / 8 * (1 / 0.75 + 1 / 1.2))
        assert table["se"].iloc[1] == pytest.approx(expected, rel=1e-9)

    def test_p_values_are_two_sided(self):
        row = simple(x=[0, 1, 2, 3], y=[1, 3, 2, 6]).glm("y ~ x").table.iloc[1]
        # for 2 degrees of freedom P(|t| > x) = 1 - x/√(2 + x²)
        t = row["t"]
        assert t == pytest.approx(row["estimate"] / row["se"])
        assert row["p_value"] == pytest.approx(1 - t / sqrt(2 + t * t), rel=1e-9)

    def test_coefficients_are_those_of_weighted_least_squares(self):
        x = np.column_stack([np.ones(25), SCHOOLS["boy"], PUPIL])
        root = np.sqrt(SCHOOLS["weight"].to_numpy())
        expected = np.linalg.lstsq(x * root[:, None], SCHOOLS["score"] * root, rcond=None)[0]
        found = two_stages(pupil=PUPIL, strata=1).glm("score ~ boy + pupil")
        assert found.table["estimate"].tolist() == pytest.approx(expected.tolist(), rel=1e-10)

    def test_a_variable_far_from_0_costs_no_precision(self):
        year = np.array([2021, 2022, 2023, 2024, 2025] * 2)
        y = 3 + 0.5 * (year - 2023) + np.tile([0.1, -0.1], 5)
        near, far = simple(y=y, x=year - 2023), simple(y=y, x=year)
        columns = ["estimate", "se"]
        slopes = [one.glm("y ~ x").table.loc[1, columns].tolist() for one in (near, far)]
        assert slopes[1] == pytest.approx(slopes[0], rel=1e-6)


class TestAgainstR:
    """R's survey 4.1.1 on districts and schools with both population counts."""

    def test_logistic(self):
        """With ``control=list(epsilon=1e-15)``: R stops early otherwise (errors 5e-6 too small)."""
        found = TWO_STAGES.glm("boy ~ score", family="binomial")
        assert found.table["estimate"].tolist() == pytest.approx(
            [-1.519725622829, 0.183755491896], rel=1e-9
        )
        assert found.table["se"].tolist() == pytest.approx(
            [0.7540373047609, 0.1329239551611], rel=1e-9
        )
        assert found.df_residual == 2

    def test_categories_with_their_first_as_reference(self):
        found = TWO_STAGES.glm("score ~ zone")
        assert found.table["term"].tolist() == ["(Intercept)", "zoneS", "zoneT"]
        assert found.table["estimate"].tolist() == pytest.approx(
            [9.65605095541, -4.66264436201, -6.13499832384], rel=1e-9
        )
        assert found.table["se"].tolist() == pytest.approx(
            [0.308005191091, 0.732376016609, 0.890842350550], rel=1e-9
        )
        assert found.df_residual == 1


class TestWhoIsUsed:
    def test_missing_rows_leave_as_a_domain_would(self):
        score = SCHOOLS["score"].astype(float).where(PUPIL != 7)
        found = two_stages(score=score).glm("score ~ boy")
        expected = two_stages(pupil=PUPIL).glm("score ~ boy", where="pupil != 7")
        assert found.n == 24
        pd.testing.assert_frame_equal(found.table, expected.table)

    @pytest.mark.parametrize("dtype", ["Int64", "boolean"])
    def test_in_nullable_types(self, dtype):
        boy = SCHOOLS["boy"].astype(dtype).where(PUPIL != 7)
        assert two_stages(boy=boy).glm("score ~ boy").n == 24

    def test_a_domain_keeps_the_design(self):
        found = TWO_STAGES.glm("score ~ 1", where="boy").table.iloc[0]
        expected = TWO_STAGES.mean("score", where="boy").iloc[0]
        assert found[["estimate", "se"]].tolist() == pytest.approx(
            expected[["estimate", "se"]].tolist()
        )

    def test_without_degrees_of_freedom_there_is_no_interval(self):
        found = TWO_STAGES.glm("score ~ boy + weight + districts")
        assert found.df_residual == 3 + 1 - 4
        assert found.table[["ci_low", "ci_high", "p_value"]].isna().all(axis=None)

    def test_replicates_refit_the_model(self):
        jackknife = TWO_STAGES.as_replicates("JKn")
        found = jackknife.glm("score ~ boy").table
        taylor = Design(SCHOOLS, **NAMES | {"clusters": "district", "fpc": "districts"})
        expected = taylor.glm("score ~ boy").table
        assert found["estimate"].tolist() == pytest.approx(expected["estimate"].tolist())
        slopes = []
        for weights in jackknife.replicate_weights.to_numpy().T:
            boy, girl = (np.average(SCHOOLS["score"][own], weights=weights[own])
                         for own in (SCHOOLS["boy"], ~SCHOOLS["boy"]))  # fmt: skip
            slopes.append(boy - girl)
        spread = jackknife.rscales @ (np.array(slopes) - np.mean(slopes)) ** 2
        assert found["se"].iloc[1] == pytest.approx(sqrt(spread), rel=1e-9)

    @pytest.mark.parametrize(("response", "family"), [("y", "gaussian"), ("z", "binomial")])
    def test_a_replicate_without_a_level_leaves_no_error(self, response, family):
        """As for a domain that a replicate empties: the estimate stays, its error is missing."""
        frame = pd.DataFrame(
            {
                "school": list("aabbccdd"),
                "kind": list("xyxyxyzz"),
                "y": [1.0, 2, 3, 4, 6, 5, 7, 9],
                "z": [0, 1, 0, 1, 1, 0, 1, 0],
                "weight": 1.0,
            }
        )
        made = Design(frame, weights="weight", clusters="school").as_replicates("JK1")
        found = made.glm(f"{response} ~ kind", family=family).table
        assert found["estimate"].notna().all()
        assert found[["se", "ci_low", "ci_high", "t", "p_value"]].isna().all(axis=None)


class TestNegativeWeights:
    """Linear calibration may make one; the row counts in a model as it does in a mean."""

    def test_a_group_of_nobody_else_has_a_coefficient(self):
        design = simple(x=[0, 1, 2, 3, 4, 30], y=[1, 2, 3, 5, 8, 2], group=[*"aaaaab"])
        after = design.calibrate({"(n)": 6.0, "x": 5.0})
        assert after.weights.iloc[-1] < 0
        found = after.glm("y ~ group").table["estimate"].tolist()
        first, second = after.mean("y", by="group")["estimate"]
        assert found == pytest.approx([first, second - first])


class TestConditions:
    @pytest.mark.parametrize("text", ["boy > 0", "boy & (weight > 30)", "boy == 1 or score > 20"])
    def test_may_be_terms(self, text):
        assert TWO_STAGES.glm(f"score ~ {text}").table["term"].tolist() == ["(Intercept)", text]

    def test_a_column_may_have_any_name(self):
        assert two_stages(**{"x*y": PUPIL}).glm("score ~ x*y").table["term"].tolist()[1] == "x*y"


class TestUnusedLevels:
    def test_of_a_categorical_type_are_left_out(self):
        zone = pd.Categorical(SCHOOLS["zone"], ["N", "S", "T", "X"])
        found = two_stages(zone=zone).glm("score ~ zone").table
        pd.testing.assert_frame_equal(found, TWO_STAGES.glm("score ~ zone").table)

    def test_as_reference_are_left_out(self):
        zone = pd.Categorical(SCHOOLS["zone"], ["X", "N", "S", "T"])
        found = two_stages(zone=zone).glm("score ~ zone").table
        pd.testing.assert_frame_equal(found, TWO_STAGES.glm("score ~ zone").table)

    def test_in_the_domain_are_left_out(self):
        found = TWO_STAGES.glm("score ~ zone", where="zone != 'N'").table
        assert found["term"].tolist() == ["(Intercept)", "zoneT"]


class TestPerfectFits:
    def test_have_no_error_and_no_warning(self):
        found = simple(x=[0.0, 1.0, 2.0, 4.0], y=[1.0, 3.0, 5.0, 9.0]).glm("y ~ x").table
        assert found["estimate"].tolist() == pytest.approx([1, 2])
        assert found["se"].tolist() == pytest.approx([0, 0], abs=1e-12)

    def test_of_a_response_that_is_0_everywhere(self):
        found = simple(x=[0.0, 1.0, 2.0, 4.0], y=[0.0] * 4).glm("y ~ x").table
        assert found["estimate"].tolist() == [0, 0]
        assert not (found["p_value"] < 0.05).any()


def fault_of(design: Design, formula: str, **choices) -> str:
    with pytest.raises(VariableError) as caught:
        design.glm(formula, **choices)
    (fault,) = caught.value.faults
    return fault


class TestRefusals:
    @pytest.mark.parametrize("formula", ["score", "score ~", "~ boy", "score ~ "])
    def test_what_is_no_formula(self, formula):
        fault = fault_of(TWO_STAGES, formula)
        assert f"“{formula}”" in fault
        assert "y ~ a + b" in fault

    def test_an_unknown_family(self):
        assert "gaussian, binomial" in fault_of(TWO_STAGES, "score ~ boy", family="poisson")

    def test_an_unknown_variable(self):
        assert "“diem”" in fault_of(TWO_STAGES, "score ~ diem")

    def test_a_response_of_text(self):
        assert "“zone”" in fault_of(TWO_STAGES, "zone ~ score")

    @pytest.mark.parametrize(
        "values", [[0, 2, 0, 0, 2, 0], [1, 2, 1, 2, 2, 1], [0, 1, -1, 0, 1, 1]]
    )
    def test_a_logistic_response_that_is_neither_0_nor_1(self, values):
        """0/2 has a solution that means nothing; 1/2 does not settle, for another reason."""
        design = simple(y=values, x=[1, 5, 2, 4, 3, 6])
        wrong = next(value for value in values if value not in (0, 1))
        fault = fault_of(design, "y ~ x", family="binomial")
        assert "“y”" in fault
        assert str(wrong) in fault
        assert f"dòng {values.index(wrong) + 1}" in fault

    def test_redundant_variables(self):
        fault = fault_of(TWO_STAGES, "score ~ boy + weight + weight")
        assert "(Intercept), boy, weight, weight" in fault

    def test_more_coefficients_than_rows(self):
        assert "2 hệ số" in fault_of(TWO_STAGES, "score ~ boy", where="school == 'nowhere'")

    def test_complete_separation_does_not_settle(self):
        design = simple(y=[0, 0, 0, 1, 1, 1], x=[1, 2, 3, 4, 5, 6])
        with pytest.raises(ConvergenceError, match="tách hẳn hai nhóm"):
            design.glm("y ~ x", family="binomial")

    @pytest.mark.parametrize("level", [0, 1, 95])
    def test_a_level_that_is_no_probability(self, level):
        assert f"level = {level} " in fault_of(TWO_STAGES, "score ~ boy", level=level)

    @pytest.mark.parametrize("text", ["score ~ boy - 1", "score ~ boy * weight", "score ~ 0 + boy"])
    def test_what_other_packages_read_as_another_model(self, text):
        """Else ``- 1`` shifts a column and ``*`` multiplies two, where others mean a model."""
        fault_of(TWO_STAGES, text)
