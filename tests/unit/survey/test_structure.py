"""How a sample was drawn, as stages; and every contradiction in it refused by name."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.language import use_language
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.structure import build_structure

# Stratum A: 2 of 6 schools; in school a1 2 of 10 pupils, in a2 3 of 12.
# Stratum B: 2 of 2 schools (all); in b1 1 of 1 pupil (all), in b2 1 of 5.
PUPILS = pd.DataFrame(
    {
        "stratum": list("AAAAABB"),
        "school": ["a1", "a1", "a2", "a2", "a2", "b1", "b2"],
        "pupil": [1, 2, 1, 2, 3, 1, 1],
        "schools": [6, 6, 6, 6, 6, 2, 2],
        "pupils": [10, 10, 12, 12, 12, 1, 5],
    },
    index=list("nmlkjih"),
)
BOTH = {
    "clusters": ["school", "pupil"],
    "strata": ["stratum"],
    "fpc": ["schools", "pupils"],
}


def faults_of(frame: pd.DataFrame, **columns) -> tuple[str, ...]:
    with pytest.raises(DesignError) as caught:
        build_structure(frame, **columns)
    return caught.value.faults


def fault_of(frame: pd.DataFrame, **columns) -> str:
    (fault,) = faults_of(frame, **columns)
    return fault


class TestOneStage:
    def test_rows_drawn_one_by_one_are_units_of_one_stratum(self):
        stage = build_structure(PUPILS).first
        assert stage.unit.tolist() == [0, 1, 2, 3, 4, 5, 6]
        assert stage.drawn.tolist() == [7]
        assert stage.left.tolist() == [1]
        assert stage.factor.tolist() == [7 / 6]

    def test_clusters_in_strata(self):
        stage = build_structure(PUPILS, clusters=["school"], strata=["stratum"]).first
        assert stage.unit.tolist() == [0, 0, 1, 1, 1, 2, 3]
        assert stage.stratum.tolist() == [0, 0, 1, 1]
        assert stage.names == ("A", "B")
        assert stage.factor.tolist() == [2, 2]

    def test_population_counts(self):
        stage = build_structure(PUPILS, **BOTH | {"clusters": ["school"], "fpc": ["schools"]}).first
        assert stage.left.tolist() == [1 - 2 / 6, 0]
        # A: (1 - 2/6) · 2/(2 - 1) = 4/3; B was drawn completely.
        assert stage.factor == pytest.approx([4 / 3, 0], rel=1e-15)

    def test_shares_drawn_say_the_same_as_counts(self):
        shares = PUPILS.assign(schools=[2 / 6] * 5 + [1.0] * 2)
        stages = [
            build_structure(frame, **BOTH | {"clusters": ["school"], "fpc": ["schools"]}).first
            for frame in (PUPILS, shares)
        ]
        assert stages[0].population == pytest.approx(stages[1].population)
        assert stages[0].factor == pytest.approx(stages[1].factor)

    def test_a_column_of_ones_is_a_count(self):
        """Every stratum has one unit, which was drawn; not: everything was drawn of everything."""
        frame = pd.DataFrame({"stratum": ["A", "B"], "count": [1, 1]})
        stage = build_structure(frame, strata=["stratum"], fpc=["count"]).first
        assert stage.population.tolist() == [1, 1]
        assert stage.factor.tolist() == [0, 0]

    def test_one_of_several_is_lonely_one_of_one_is_not(self):
        frame = pd.DataFrame({"stratum": list("AABC"), "count": [5, 5, 1, 3]})
        stage = build_structure(frame, strata=["stratum"], fpc=["count"]).first
        assert stage.lonely.tolist() == [False, False, True]

    def test_without_population_counts_one_of_one_is_lonely(self):
        frame = pd.DataFrame({"stratum": list("AAB")})
        assert build_structure(frame, strata=["stratum"]).first.lonely.tolist() == [False, True]

    def test_further_clusters_without_population_counts_are_one_stage(self):
        structure = build_structure(PUPILS, clusters=["school", "pupil"], strata=["stratum"])
        assert len(structure.stages) == 1
        assert structure.first.unit.tolist() == [0, 0, 1, 1, 1, 2, 3]

    def test_primary_units_keep_their_names(self):
        labels = build_structure(PUPILS, clusters=["school"], strata=["stratum"]).labels
        assert labels["stratum"].tolist() == list("AABB")
        assert labels["cluster"].tolist() == ["a1", "a2", "b1", "b2"]


class TestTwoStages:
    def test_the_strata_of_the_second_are_the_clusters_of_the_first(self):
        second = build_structure(PUPILS, **BOTH).stages[1]
        assert second.names == ("a1", "a2", "b1", "b2")
        assert second.drawn.tolist() == [2, 3, 1, 1]
        assert second.population.tolist() == [10, 12, 1, 5]

    def test_the_second_carries_the_share_drawn_at_the_first(self):
        second = build_structure(PUPILS, **BOTH).stages[1]
        assert second.reach == pytest.approx([2 / 6, 2 / 6, 1, 1], rel=1e-15)
        # a1: 1/3 · (1 - 2/10) · 2/1; a2: 1/3 · (1 - 3/12) · 3/2; b1: all drawn; b2: 1 · (1 - 1/5).
        assert second.factor == pytest.approx([8 / 15, 3 / 8, 0, 4 / 5], rel=1e-14)

    def test_lonely_is_the_pupil_that_was_not_the_only_one(self):
        assert build_structure(PUPILS, **BOTH).stages[1].lonely.tolist() == [False] * 3 + [True]

    def test_names_may_repeat_in_other_schools(self):
        """Pupil 1 of school a1 is not pupil 1 of school a2, with or without nest."""
        second = build_structure(PUPILS, **BOTH).stages[1]
        assert second.unit.tolist() == [0, 1, 2, 3, 4, 5, 6]

    def test_weights_follow_from_the_counts_of_all_stages(self):
        found = build_structure(PUPILS, **BOTH).implied_weights()
        # 6/2 · 10/2, 6/2 · 12/3, 2/2 · 1/1, 2/2 · 5/1
        assert found == pytest.approx([15, 15, 12, 12, 12, 1, 5], rel=1e-15)

    def test_a_stage_without_counts_was_drawn_with_replacement(self):
        second = build_structure(PUPILS, **BOTH | {"fpc": ["schools"]}).stages[1]
        assert second.left.tolist() == [1, 1, 1, 1]
        assert second.factor == pytest.approx([1 / 3 * 2, 1 / 3 * 3 / 2, 1, 1], rel=1e-15)

    def test_the_third_carries_both_shares(self):
        frame = PUPILS.assign(item=[1, 1, 1, 1, 1, 1, 1], items=4)
        three = build_structure(
            frame,
            clusters=["school", "pupil", "item"],
            strata=["stratum"],
            fpc=["schools", "pupils", "items"],
        )
        # a1: 2/6 · 2/10; a2: 2/6 · 3/12; b1: 1 · 1; b2: 1 · 1/5
        expected = [1 / 15, 1 / 15, 1 / 12, 1 / 12, 1 / 12, 1, 1 / 5]
        assert three.stages[2].reach == pytest.approx(expected, rel=1e-14)

    def test_the_second_stage_may_have_strata(self):
        frame = PUPILS.assign(sex=list("FMFFMFF"), pupils=[4, 6, 8, 8, 4, 1, 5])
        structure = build_structure(frame, **BOTH | {"strata": ["stratum", "sex"]})
        assert structure.stages[1].names == ("F", "M", "F", "M", "F", "F")
        assert structure.stages[1].population.tolist() == [4, 6, 8, 4, 1, 5]


class TestTypes:
    @pytest.mark.parametrize("dtype", ["Int64", "Float64", "float64", "int8"])
    def test_counts_of_any_number_type(self, dtype):
        frame = PUPILS.astype({"schools": dtype, "pupils": dtype})
        expected = build_structure(PUPILS, **BOTH).implied_weights()
        assert build_structure(frame, **BOTH).implied_weights().tolist() == expected.tolist()

    @pytest.mark.parametrize("dtype", ["string", "category", object])
    def test_names_of_any_type(self, dtype):
        frame = PUPILS.astype({"stratum": dtype, "school": dtype})
        assert build_structure(frame, **BOTH).first.unit.tolist() == [0, 0, 1, 1, 1, 2, 3]

    def test_a_level_nobody_has_is_no_stratum(self):
        frame = PUPILS.assign(stratum=pd.Categorical(PUPILS["stratum"], list("ZBA")))
        assert build_structure(frame, **BOTH).first.names == ("B", "A")

    def test_numbers_and_texts_may_be_mixed_in_names(self):
        frame = PUPILS.assign(school=pd.Series([1, 1, "2", "2", "2", 3, 4], PUPILS.index, object))
        assert len(build_structure(frame, **BOTH).first.stratum) == 4


class TestNest:
    frame = pd.DataFrame({"stratum": list("AABB"), "school": [1, 2, 1, 2]})

    def test_a_name_in_two_strata_is_two_clusters_when_declared(self):
        structure = build_structure(self.frame, clusters=["school"], strata=["stratum"], nest=True)
        assert structure.first.unit.tolist() == [0, 1, 2, 3]

    def test_else_it_is_refused_with_cluster_column_and_row(self):
        fault = fault_of(self.frame, clusters=["school"], strata=["stratum"])
        assert "“1” (cột “school”)" in fault
        assert "“stratum”" in fault
        assert "dòng 3" in fault
        assert "nest=True" in fault

    def test_the_message_is_english_on_request(self):
        use_language("en")
        fault = fault_of(self.frame, clusters=["school"], strata=["stratum"])
        assert fault.startswith("Cluster “1” (column “school”) lies in several strata")


class TestRefusals:
    def test_unknown_columns_are_all_named(self):
        faults = faults_of(PUPILS, clusters=["truong"], strata=["tang"], fpc=["so_truong"])
        assert len(faults) == 3
        for name in ("truong", "tang", "so_truong"):
            assert f"“{name}”" in "\n".join(faults)
        assert "stratum, school, pupil, schools, pupils" in faults[0]

    def test_missing_values_are_told_per_column_with_count_and_first_row(self):
        frame = PUPILS.assign(
            school=["a1", None, "a2", None, "a2", "b1", "b2"],
            schools=[6, 6, 6, 6, 6, 2, np.nan],
        )
        faults = faults_of(frame, **BOTH)
        assert len(faults) == 2
        assert "“school” để trống ở 2 dòng, đầu tiên là dòng 2" in faults[0]
        assert "“schools” để trống ở 1 dòng, đầu tiên là dòng 7" in faults[1]

    @pytest.mark.parametrize("dtype", ["Int64", "string", "category"])
    def test_missing_in_nullable_types(self, dtype):
        frame = PUPILS.assign(pupil=pd.Series([1, 2, None, 4, 5, 6, 7], PUPILS.index, dtype))
        assert "dòng 3" in fault_of(frame, clusters=["pupil"])

    def test_a_population_below_the_sample(self):
        fault = fault_of(PUPILS.assign(schools=[1] * 5 + [2] * 2), **BOTH)
        assert "“schools”, tầng “A”" in fault
        assert "1 đơn vị nhưng mẫu có 2" in fault

    def test_a_population_below_the_sample_at_the_second_stage(self):
        fault = fault_of(PUPILS.assign(pupils=[10, 10, 2, 2, 2, 1, 5]), **BOTH)
        assert "“pupils”, tầng “a2”" in fault
        assert "2 đơn vị nhưng mẫu có 3" in fault

    def test_a_population_that_varies_within_a_stratum(self):
        fault = fault_of(PUPILS.assign(schools=[6, 6, 7, 7, 7, 2, 2]), **BOTH)
        assert "“schools”" in fault
        assert "tầng “A”: 6 và 7 (dòng 3)" in fault

    def test_a_population_that_varies_within_a_school_at_the_second_stage(self):
        fault = fault_of(PUPILS.assign(pupils=[10, 10, 12, 13, 12, 1, 5]), **BOTH)
        assert "“pupils”" in fault
        assert "tầng “a2”: 12 và 13 (dòng 4)" in fault

    def test_all_strata_at_fault_are_named(self):
        faults = faults_of(PUPILS.assign(schools=[1] * 5 + [1] * 2), **BOTH)
        assert len(faults) == 2
        assert "tầng “A”" in faults[0]
        assert "tầng “B”" in faults[1]

    def test_counts_and_shares_mixed(self):
        fault = fault_of(PUPILS.assign(schools=[0.3] * 5 + [2] * 2), **BOTH)
        assert "“schools”" in fault
        assert "tỷ lệ chọn (0.3)" in fault
        assert "số đơn vị (2)" in fault

    @pytest.mark.parametrize(("value", "text"), [(0, "0"), (-6, "-6"), (np.inf, "inf")])
    def test_a_population_that_is_no_count(self, value, text):
        frame = PUPILS.assign(schools=[6, 6, value, 6, 6, 2, 2]).astype({"schools": float})
        fault = fault_of(frame, **BOTH)
        assert f"“schools” (số đơn vị của tổng thể), dòng 3: {text}" in fault

    def test_more_population_columns_than_stages(self):
        fault = fault_of(PUPILS, **BOTH | {"clusters": ["school"]})
        assert "2 cột" in fault
        assert "1 giai đoạn" in fault

    def test_more_strata_columns_than_stages(self):
        """Two strata columns for one stage look like crossed strata; the second is never read."""
        faults_of(PUPILS, clusters=["school"], strata=["stratum", "school"])

    def test_a_population_column_of_text(self):
        frame = PUPILS.assign(schools="sáu")
        fault = fault_of(frame, **BOTH)
        assert "“schools”" in fault
        assert "“sáu”" in fault
