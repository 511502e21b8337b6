"""Sums and differences of means, each of those who answered: by hand, and refused without sense."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import Design, VariableError

# Four schools of two pupils, weights 1; the second question was not put to the first pupils.
PUPILS = pd.DataFrame(
    {
        "school": np.repeat(list("abcd"), 2),
        "shown": [1, 0, 1, 1, 0, 1, 1, 1],
        "decoy": [np.nan, 0, np.nan, 1, np.nan, 0, np.nan, 1],
        "kind": list("xyxyxyxy"),
        "weight": 1.0,
    }
)
DESIGN = Design(PUPILS, weights="weight", clusters="school")


class TestByHand:
    # 6/8 of all less 2/4 of those asked. Scores by school: shown (1 - 1.5, 2 - 1.5, 1 - 1.5,
    # 2 - 1.5)/8 = -1 1 -1 1 sixteenths; decoy (0 - 0.5, 1 - 0.5, …)/4 = -2 2 -2 2 sixteenths;
    # difference 1 -1 1 -1: V = 4/3 · 4/256
    found = DESIGN.contrast({"shown": 1, "decoy": -1}).iloc[0]

    def test_the_estimate(self):
        assert self.found["term"] == "contrast"
        assert self.found["estimate"] == pytest.approx(0.25, rel=1e-14)

    def test_the_error_keeps_what_both_share(self):
        assert self.found["se"] == pytest.approx(sqrt(4 / 3 * 4 / 256), rel=1e-13)

    def test_n_is_the_smaller_number_of_answers(self):
        assert self.found["n"] == 4

    def test_the_interval_is_that_of_t(self):
        # t with 3 degrees of freedom 3.182446
        half = 3.18244631 * self.found["se"]
        assert self.found["df"] == 3
        assert self.found["ci_high"] - 0.25 == pytest.approx(half, rel=1e-8)

    def test_coefficients_count(self):
        found = DESIGN.contrast({"shown": 2}).iloc[0]
        alone = DESIGN.mean("shown").iloc[0]
        assert [found["estimate"], found["se"]] == pytest.approx(
            [2 * alone["estimate"], 2 * alone["se"]]
        )


def test_a_domain_without_answers_to_one_variable_has_no_figure():
    found = DESIGN.contrast({"shown": 1, "decoy": -1}, by="kind")
    assert found["estimate"].isna().tolist() == [True, False]
    assert found.loc[0, "flag"] == "empty"


class TestRefusals:
    def faults_of(self, coefficients) -> tuple[str, ...]:
        with pytest.raises(VariableError) as caught:
            DESIGN.contrast(coefficients)
        return caught.value.faults

    def test_nothing_to_compare(self):
        assert len(self.faults_of({})) == 1

    def test_categories(self):
        (fault,) = self.faults_of({"kind": 1, "shown": -1})
        assert "kind == 'x'" in fault

    @pytest.mark.parametrize("value", ["một", np.nan, np.inf, None])
    def test_a_coefficient_that_is_no_number(self, value):
        (fault,) = self.faults_of({"shown": 1, "decoy": value})
        assert "“decoy”" in fault
        assert str(value) in fault

    def test_all_faults_at_once(self):
        assert len(self.faults_of({"kind": "một", "shown": "hai"})) == 3
