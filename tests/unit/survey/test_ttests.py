"""Whether means differ: by hand, against R, and refused when there are not two groups."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import Design, VariableError

# Four schools of two pupils, one of each sex, weights 1.
PUPILS = pd.DataFrame(
    {
        "school": np.repeat(list("abcd"), 2),
        "sex": ["nam", "nữ"] * 4,
        "score": [1.0, 3.0, 2.0, 6.0, 4.0, 5.0, 5.0, 6.0],
        "weight": 1.0,
        "class": ["9A", "9B", "9C", "9A", "9B", "9C", "9A", "9B"],
    }
)
DESIGN = Design(PUPILS, weights="weight", clusters="school")


class TestTwoGroups:
    # nam 1 2 4 5: 3; nữ 3 6 5 6: 5. Differences by school 2 4 1 1, mean 2:
    # 4/3 · (0 + 4 + 1 + 1)/16 = 0.5
    found = DESIGN.ttest("score", "sex")

    def test_by_hand(self):
        assert self.found.estimate == pytest.approx(2, rel=1e-12)
        assert self.found.se == pytest.approx(sqrt(0.5), rel=1e-12)
        assert self.found.t == pytest.approx(2 / sqrt(0.5), rel=1e-12)
        assert self.found.n == 8

    def test_degrees_of_freedom_are_one_less_than_the_design_s(self):
        assert DESIGN.degf == 3
        assert self.found.df == 2
        # t with 2 degrees of freedom 4.302653; P(|t| > x) = 1 - x/√(2 + x²)
        assert self.found.ci_low == pytest.approx(2 - 4.30265273 * sqrt(0.5), abs=1e-7)
        assert self.found.ci_high == pytest.approx(2 + 4.30265273 * sqrt(0.5), abs=1e-7)
        assert self.found.p_value == pytest.approx(1 - sqrt(8 / 10), rel=1e-9)

    def test_is_later_less_earlier(self):
        order = pd.Categorical(PUPILS["sex"], ["nữ", "nam"])
        design = Design(PUPILS.assign(sex=order), weights="weight", clusters="school")
        assert design.ttest("score", "sex").estimate == pytest.approx(-2)

    def test_is_the_difference_of_the_domains(self):
        row = DESIGN.difference("score", "sex").iloc[0]
        assert [self.found.estimate, self.found.se] == pytest.approx([row["estimate"], row["se"]])

    @pytest.mark.parametrize("group", ["score > 3", pd.Series([True, False] * 4, name="z")])
    def test_may_be_a_condition(self, group):
        assert DESIGN.ttest("score", group).n == 8

    def test_a_domain_may_leave_two_of_several(self):
        found = DESIGN.ttest("score", "class", where="sex == 'nam' and score != 4")
        assert found.n == 3

    def test_the_level_widens_the_interval(self):
        found = DESIGN.ttest("score", "sex", level=0.8)
        # t with 2 degrees of freedom at 80 %: 1.885618
        assert found.ci_high == pytest.approx(2 + 1.885618 * sqrt(0.5), abs=1e-6)

    def test_against_r_on_two_stages(self):
        weights = {"A11": 22, "A12": 16, "A21": 35, "A22": 55, "A31": 93, "A32": 64,
                   "B11": 22, "B12": 16, "B21": 35, "B22": 55}  # fmt: skip
        frame = pd.DataFrame({"school": np.repeat(list(weights), [2, 3, 3, 2, 2, 3, 2, 3, 3, 2])})
        pupil = np.arange(1, 26)
        frame = frame.assign(
            district=frame["school"].str[:2],
            stratum=frame["school"].str[0],
            weight=frame["school"].map(weights),
            districts=frame["school"].str[0].map({"A": 6, "B": 4}),
            schools=3 + frame["school"].str[1].astype(int),
            score=pupil * 7 % 11,
            sex=np.where(pupil % 3 == 0, "M", "F"),
        )
        found = Design(
            frame, weights="weight", strata="stratum", clusters=["district", "school"],
            fpc=["districts", "schools"],
        ).ttest("score", "sex")  # fmt: skip
        got = [found.estimate, found.t, found.df, found.p_value, found.ci_low, found.ci_high]
        expected = [1.847977484590, 1.560100683014, 2, 0.259101036146, -3.248620097321, 6.944575066502]  # fmt: skip
        assert got == pytest.approx(expected, rel=1e-9)


class TestOneSample:
    def test_by_hand(self):
        # school means 2 4 4.5 5.5 and 4; 2·(-2 0 0.5 1.5)/8: 4/3 · (4 + 0.25 + 2.25)/16
        found = DESIGN.ttest("score", None)
        assert found.estimate == 4
        assert found.se == pytest.approx(sqrt(4 / 3 * 6.5 / 16), rel=1e-12)
        assert found.df == 2
        assert found.n == 8
        assert found.t == pytest.approx(4 / found.se)
        assert found.ci_high - 4 == pytest.approx(4.30265273 * found.se, rel=1e-8)

    def test_of_a_domain(self):
        found = DESIGN.ttest("score", None, where="sex == 'nam'")
        assert [found.estimate, found.n] == [3, 4]

    def test_of_nobody_is_missing(self):
        found = DESIGN.ttest("score", None, where="score > 99")
        assert found.n == 0
        assert np.isnan([found.estimate, found.se, found.t, found.p_value, found.ci_low]).all()
        assert not found.df > 0

    def test_of_a_question_nobody_answered_is_missing(self):
        design = Design(PUPILS.assign(blank=np.nan), weights="weight", clusters="school")
        found = design.ttest("blank", None)
        assert np.isnan([found.estimate, found.t, found.p_value]).all()

    def test_of_one_cluster_has_no_p_value(self):
        found = DESIGN.ttest("score", None, where="school == 'a'")
        assert found.estimate == 2
        assert np.isnan([found.t, found.p_value, found.ci_low, found.ci_high]).all()


class TestConstants:
    @pytest.mark.parametrize("value", [0.0, 0.1, 7.3])
    @pytest.mark.parametrize("weights", [[1.0] * 8, [0.1, 0.7, 1.3, 2.9, 3.1, 0.3, 1.7, 5.3]])
    def test_two_groups_of_the_same_constant_do_not_differ(self, value, weights):
        """What is left is rounding; it must not be tested."""
        frame = PUPILS.assign(score=value, weight=weights)
        found = Design(frame, weights="weight", clusters="school").ttest("score", "sex")
        assert found.estimate == pytest.approx(0, abs=1e-9 * max(value, 1))
        assert np.isnan(found.p_value)

    def test_a_mean_of_0_without_spread_has_no_p_value(self):
        found = Design(PUPILS.assign(score=0.0), weights="weight").ttest("score", None)
        assert found.estimate == 0
        assert np.isnan(found.p_value)


class TestRefusals:
    def fault_of(self, group, design: Design = DESIGN, **choices) -> str:
        with pytest.raises(VariableError) as caught:
            design.ttest("score", group, **choices)
        (fault,) = caught.value.faults
        return fault

    def test_three_groups(self):
        fault = self.fault_of("class")
        assert "“class”" in fault
        assert "có 3: 9A, 9B, 9C" in fault

    def test_one_group(self):
        assert "có 1: nam" in self.fault_of("sex", where="sex == 'nam'")

    def test_groups_without_an_answer_do_not_count(self):
        score = PUPILS["score"].where(PUPILS["sex"] == "nam")
        design = Design(PUPILS.assign(score=score), weights="weight", clusters="school")
        assert "có 1: nam" in self.fault_of("sex", design)

    def test_rows_of_weight_0_do_not_count(self):
        weight = PUPILS["weight"].where(PUPILS["sex"] == "nam", 0.0)
        design = Design(PUPILS.assign(weight=weight), weights="weight", clusters="school")
        assert "có 1: nam" in self.fault_of("sex", design)

    def test_text_as_answer(self):
        with pytest.raises(VariableError, match="“sex”"):
            DESIGN.ttest("sex", "class")
