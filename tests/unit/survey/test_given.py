"""What a user may give and what is refused: pairs, levels, groups, replicate weights."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import CalibrationError, Design, DesignError, VariableError, change

PUPILS = pd.DataFrame(
    {
        "school": list("aabbccdd"),
        "aware": [1, 0, 1, 1, 0, 0, 1, 0],
        "sex": list("FMFMFMFM"),
        "weight": [1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 3.0, 4.0],
        "blank": np.nan,
        "r1": [2.0, 4.0, 0.0, 0.0, 2.0, 4.0, 0.0, 0.0],
        "r2": [0.0, 0.0, 6.0, 8.0, 0.0, 0.0, 6.0, 8.0],
        "r3": 0.0,
    }
)
DESIGN = Design(PUPILS, weights="weight", clusters="school")


class TestPairs:
    @pytest.mark.parametrize("pairs", [("F", "M"), [("F", "M", "F")], [("F",)], ["FM"]])
    def test_are_two_groups_each(self, pairs):
        with pytest.raises(VariableError, match="cặp"):
            DESIGN.difference("aware", "sex", pairs=pairs)

    def test_none_give_an_empty_table(self):
        assert DESIGN.difference("aware", "sex", pairs=[]).empty

    def test_of_several_variables_are_refused(self):
        with pytest.raises(VariableError, match="sex, school"):
            DESIGN.difference("aware", ["sex", "school"])

    def test_of_replicates_have_the_degrees_of_freedom_of_both_groups(self):
        made = DESIGN.as_replicates("JK1").difference("aware", "school", pairs=[("a", "b")])
        assert (
            made["df"].tolist()
            == DESIGN.difference("aware", "school", pairs=[("a", "b")])["df"].tolist()
        )


class TestGroups:
    @pytest.mark.parametrize("by", ["blank", ["sex", "blank"]])
    def test_of_a_column_that_is_blank_in_every_row_are_refused(self, by):
        with pytest.raises(VariableError, match="“blank”"):
            DESIGN.mean("aware", by=by)


class TestLevel:
    @pytest.mark.parametrize("level", [0, 1, 95, "cao"])
    def test_of_a_change_lies_between_0_and_1(self, level):
        with pytest.raises(VariableError, match="level"):
            change(DESIGN, DESIGN, "aware", overlap="clusters", level=level)


class TestReplicates:
    def given(self, *columns: str) -> Design:
        return Design.replicated(PUPILS, weights="weight", replicates=list(columns), kind="BRR")

    def test_named_twice_are_refused(self):
        with pytest.raises(DesignError, match="r1"):
            self.given("r1", "r1")

    def test_that_nobody_has_are_refused(self):
        with pytest.raises(DesignError, match="“r3” bằng 0"):
            self.given("r1", "r3")


class TestPopulationFigures:
    @pytest.mark.parametrize("adjust", [DESIGN.rake, DESIGN.poststratify])
    @pytest.mark.parametrize("counts", [40, [20, 20], "F"])
    def test_that_name_no_categories_are_refused(self, adjust, counts):
        with pytest.raises(CalibrationError, match=r"“sex”.*\{nhóm: số đơn vị\}"):
            adjust({"sex": counts})
