"""Quantiles: the nine rules of Hyndman & Fan against NumPy, Woodruff's intervals by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import Design, VariableError
from gdnn_analysis.survey.quantiles import RULES, weighted_quantile

NUMPY = {
    "math": "inverted_cdf",
    "school": "averaged_inverted_cdf",
    "hf1": "inverted_cdf",
    "hf2": "averaged_inverted_cdf",
    "hf4": "interpolated_inverted_cdf",
    "hf5": "hazen",
    "hf6": "weibull",
    "hf7": "linear",
    "hf8": "median_unbiased",
    "hf9": "normal_unbiased",
}
VALUES = np.array([3.0, 11.0, -2.0, 8.0, 5.0, 40.0, 21.0])
Q = [0, 0.01, 0.1, 0.25, 0.37, 0.5, 0.62, 0.75, 0.9, 0.99, 1]


def unweighted(q: float, rule: str, values: np.ndarray = VALUES) -> float:
    return weighted_quantile(values, np.full(len(values), 3.7), q, rule)


class TestRules:
    def test_all_but_hf3_are_compared_with_numpy(self):
        assert {*NUMPY, "hf3"} == set(RULES)

    @pytest.mark.parametrize("rule", NUMPY)
    @pytest.mark.parametrize("q", Q)
    @pytest.mark.parametrize("values", [VALUES, VALUES[:6]])
    def test_with_equal_weights_are_those_without_weights(self, rule, q, values):
        expected = np.quantile(values, q, method=NUMPY[rule])
        assert unweighted(q, rule, values) == pytest.approx(expected, rel=1e-12)

    @pytest.mark.parametrize(
        ("values", "expected"), [(VALUES, [5, 8, 11, 21, 40]), (VALUES[:6], [5, 8, 8, 11, 40])]
    )
    def test_hf3_is_that_of_r_s_survey_package(self, values, expected):
        """The step is met as in ``math``, to the even place on a step.

        Hyndman & Fan's own third rule (and type 3 of R's ``quantile``) takes the nearest place and
        would give 5, 8, 8, 11, 21 and 3, 5, 8, 8, 11; the reference table binds R's survey.
        """
        found = [unweighted(q, "hf3", values) for q in (0.37, 0.5, 0.62, 0.75, 0.9)]
        assert found == expected

    @pytest.mark.parametrize("rule", RULES)
    def test_of_one_value_are_that_value(self, rule):
        for q in Q:
            assert weighted_quantile(np.array([4.0]), np.array([2.5]), q, rule) == 4

    @pytest.mark.parametrize("rule", RULES)
    def test_of_a_constant_are_that_constant(self, rule):
        for q in Q:
            assert weighted_quantile(np.full(4, 7.0), np.array([1.0, 9, 2, 4]), q, rule) == 7

    @pytest.mark.parametrize("rule", ["math", "school", "hf1", "hf2"])
    def test_a_weight_is_a_number_of_repetitions(self, rule):
        weights = np.array([1, 3, 2, 5, 1, 1, 4])
        for q in Q:
            repeated = unweighted(q, rule, np.repeat(VALUES, weights))
            assert weighted_quantile(VALUES, weights.astype(float), q, rule) == repeated

    @pytest.mark.parametrize("rule", RULES)
    def test_rows_of_weight_0_do_not_count(self, rule):
        values, weights = np.append(VALUES, [-99, 99]), np.append(np.full(7, 2.0), [0, 0])
        for q in Q:
            assert weighted_quantile(values, weights, q, rule) == pytest.approx(unweighted(q, rule))

    def test_on_a_step_math_takes_the_lower_value_and_school_the_middle(self):
        values, weights = np.array([1.0, 2.0, 10.0]), np.array([1.0, 1.0, 2.0])
        assert weighted_quantile(values, weights, 0.5, "math") == 2
        assert weighted_quantile(values, weights, 0.5, "school") == 6

    def test_a_step_is_met_although_sums_of_weights_are_rounded(self):
        """0.1 + 0.2 > 0.3: with a bare comparison the third value would be taken."""
        values, weights = np.arange(10.0), np.full(10, 0.1)
        assert np.cumsum(weights)[2] > 0.3
        found = [weighted_quantile(values, weights, q / 10, "math") for q in range(1, 11)]
        assert found == list(range(10))
        assert weighted_quantile(values, weights, 0.3, "school") == 2.5

    @pytest.mark.parametrize("rule", RULES)
    def test_without_values_are_missing(self, rule):
        assert np.isnan(weighted_quantile(np.array([]), np.array([]), 0.5, rule))
        assert np.isnan(weighted_quantile(np.array([1.0]), np.array([0.0]), 0.5, rule))

    @pytest.mark.parametrize("q", [-0.1, 1.1, np.nan])
    def test_outside_0_to_1_are_missing(self, q):
        assert np.isnan(unweighted(q, "math"))


# Five schools of two pupils, one of weight 3; scores 1 to 10.
PUPILS = pd.DataFrame(
    {
        "school": np.repeat(list("abcde"), 2),
        "score": [1.0, 7.0, 2.0, 9.0, 4.0, 3.0, 8.0, 5.0, 10.0, 6.0],
        "weight": 2.0,
        "sex": ["F", "M"] * 5,
    }
)
DESIGN = Design(PUPILS, weights="weight", clusters="school")


class TestWoodruff:
    def test_by_hand(self):
        """Limits of the share at or below the median, looked up in the distribution function."""
        row = DESIGN.quantile("score").iloc[0]
        assert row["term"] == "q0.5"
        assert row["estimate"] == 5
        # scores <= 5 per school: 1 1 2 1 0 of 2 each: mean 1/2, residual totals ×2/20:
        # 0 0 1 0 -1 tenths: V = 5/4 · 2/100 = 0.025, se 0.158114; t with 4 df 2.776445:
        # 0.5 ± 0.438995 = 0.061005, 0.938995: first and tenth value
        assert [row["ci_low"], row["ci_high"]] == [1, 10]
        assert row["se"] == pytest.approx(9 / (2 * 2.776445), rel=1e-6)
        assert row["df"] == 4
        assert row["n"] == 10

    def test_at_a_lower_level(self):
        # t with 4 df at 50 %: 0.740697: 0.5 ± 0.117114 = 0.382886, 0.617114
        row = DESIGN.quantile("score", level=0.5).iloc[0]
        assert [row["ci_low"], row["ci_high"]] == [4, 7]

    def test_the_interval_follows_the_method(self):
        # logit, t 2.776445 · 0.158114/0.25 = 1.755979: 0.147300, 0.852700
        row = DESIGN.quantile("score", method="logit").iloc[0]
        assert [row["ci_low"], row["ci_high"]] == [2, 9]

    def test_limits_beyond_the_data_are_missing(self):
        # 9 of 10 lie at or below 9: 0.9 + … > 1
        row = DESIGN.quantile("score", 0.9).iloc[0]
        assert row["estimate"] == 9
        assert np.isnan(row["ci_high"])
        assert np.isnan(row["se"])
        assert row["flag"] == "suppress"

    def test_several_at_once_in_order(self):
        found = DESIGN.quantile("score", [0.25, 0.5, 0.75])
        assert found["term"].tolist() == ["q0.25", "q0.5", "q0.75"]
        assert found["estimate"].tolist() == [3, 5, 8]

    def test_by_domain_as_alone(self):
        both = DESIGN.quantile("score", [0.3, 0.6], by="sex")
        columns = ["term", "estimate", "se", "ci_low", "ci_high", "df", "n"]
        for sex in ("F", "M"):
            alone = DESIGN.quantile("score", [0.3, 0.6], where=f"sex == '{sex}'")
            own = both.loc[both["sex"] == sex, columns].reset_index(drop=True)
            pd.testing.assert_frame_equal(own, pd.DataFrame(alone[columns]), check_names=False)

    def test_missing_answers_are_outside(self):
        score = PUPILS["score"].where(PUPILS["sex"] == "F")
        found = Design(PUPILS.assign(score=score), weights="weight", clusters="school")
        columns = ["estimate", "se", "ci_low", "ci_high", "n"]
        row = found.quantile("score", level=0.2).iloc[0]
        expected = DESIGN.quantile("score", where="sex == 'F'", level=0.2).iloc[0]
        assert row[columns].tolist() == expected[columns].tolist()
        assert row["n"] == 5

    def test_within_one_cluster_has_no_interval(self):
        row = DESIGN.quantile("score", where="school == 'a'").iloc[0]
        assert row["estimate"] == 1
        assert np.isnan([row["ci_low"], row["ci_high"], row["se"]]).all()
        assert row["flag"] == "suppress"

    def test_of_a_constant_is_the_constant_without_doubt(self):
        design = Design(PUPILS.assign(score=5), weights="weight", clusters="school")
        row = design.quantile("score").iloc[0]
        assert row[["estimate", "se", "ci_low", "ci_high"]].tolist() == [5, 0, 5, 5]

    def test_true_and_false_are_numbers(self):
        found = Design(PUPILS.assign(yes=PUPILS["score"] > 4), weights="weight").quantile(
            "yes", [0.2, 0.9]
        )
        assert found["estimate"].tolist() == [0, 1]

    def test_has_no_covariance_and_says_what_to_do(self):
        with pytest.raises(VariableError, match="as_replicates"):
            _ = DESIGN.quantile("score").covariance


class TestReplicates:
    REPLICATED = DESIGN.as_replicates("bootstrap", seed=7, n=200)

    def test_woodruff_takes_the_share_s_spread_from_the_replicates(self):
        row = self.REPLICATED.quantile("score").iloc[0]
        assert row["estimate"] == 5
        assert row["ci_low"] <= 5 <= row["ci_high"]

    def test_quantiles_of_the_replicates_give_the_spread(self):
        row = self.REPLICATED.quantile("score", method="quantile").iloc[0]
        medians = [
            weighted_quantile(PUPILS["score"].to_numpy(), weights, 0.5)
            for weights in self.REPLICATED.replicate_weights.to_numpy().T
        ]
        assert row["se"] == pytest.approx(np.std(medians, ddof=1), rel=1e-12)

    def test_which_has_a_covariance(self):
        found = self.REPLICATED.quantile("score", [0.25, 0.5], method="quantile")
        assert np.diag(found.covariance) == pytest.approx(found["se"].to_numpy() ** 2)

    def test_they_are_refused_for_the_jackknife(self):
        """Its replicates are too alike: the variance of a quantile does not converge."""
        with pytest.raises(VariableError, match="quantile"):
            DESIGN.as_replicates("JK1").quantile("score", method="quantile")

    def test_they_are_refused_without_replicates(self):
        with pytest.raises(VariableError, match="quantile"):
            DESIGN.quantile("score", method="quantile")


class TestRefusals:
    def test_all_faults_at_once(self):
        with pytest.raises(VariableError) as caught:
            DESIGN.quantile(["score", "weight"], [0.5, 2, -1], rule="hf10", method="bayes")
        faults = caught.value.faults
        assert len(faults) == 4
        assert "score, weight" in faults[0]
        assert "2, -1" in faults[1]
        assert "“hf10”" in faults[2]
        assert "math, school, hf1" in faults[2]
        assert "“bayes”" in faults[3]

    @pytest.mark.parametrize("q", [[], "0.5", [None]])
    def test_what_is_no_share(self, q):
        with pytest.raises(VariableError, match="0–1"):
            DESIGN.quantile("score", q)

    def test_categories_have_no_quantiles(self):
        with pytest.raises(VariableError, match="một biến số"):
            DESIGN.quantile("sex")
