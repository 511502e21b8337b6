"""Population figures by name become columns and totals, and every fault is told at once."""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.language import use_language
from gdnn_analysis.survey.faults import CalibrationError
from gdnn_analysis.survey.margins import joint_problem, listed, margins_problem, totals_problem

SCHOOLS = pd.DataFrame(
    {
        "level": ["E", "H", "E", "M", "H"],
        "wide": ["No", "Yes", "Yes", "Yes", "No"],
        "pupils": [100, 900, 250, 400, 800],
    }
)
LEVELS = {"E": 60, "H": 30, "M": 10}
WIDE = {"Yes": 75, "No": 25}
TOTALS = {"(n)": 100, "level": LEVELS, "pupils": 45_000}
JOINT = pd.DataFrame(
    {
        "level": ["E", "E", "H", "H", "M"],
        "wide": ["No", "Yes", "No", "Yes", "Yes"],
        "count": [15, 45, 10, 20, 10],
    }
)


def faults_of(build, *args, **choices) -> tuple[str, ...]:
    with pytest.raises(CalibrationError) as caught:
        build(*args, **choices)
    return caught.value.faults


class TestMargins:
    def test_every_category_is_a_column_in_the_order_of_the_figures(self):
        problem = margins_problem(SCHOOLS, {"level": LEVELS, "wide": WIDE})
        assert problem.names == ("level=E", "level=H", "level=M", "wide=Yes", "wide=No")
        assert problem.totals.tolist() == [60, 30, 10, 75, 25]
        assert problem.x.tolist() == [
            [1, 0, 0, 0, 1],
            [0, 1, 0, 1, 0],
            [1, 0, 0, 1, 0],
            [0, 0, 1, 1, 0],
            [0, 1, 0, 0, 1],
        ]

    def test_codes_say_which_category_each_row_is_in(self):
        problem = margins_problem(SCHOOLS, {"level": LEVELS, "wide": WIDE})
        assert [margin.label for margin in problem.margins] == ["level", "wide"]
        assert problem.margins[0].codes.tolist() == [0, 1, 0, 2, 1]
        assert problem.margins[1].codes.tolist() == [1, 0, 0, 0, 1]

    def test_figures_may_be_a_series(self):
        problem = margins_problem(SCHOOLS, {"level": pd.Series(LEVELS)})
        assert problem.totals.tolist() == [60, 30, 10]

    @pytest.mark.parametrize(
        "grades",
        [
            pd.Series([9, 12, 9]),
            pd.Series([9, 12, 9], dtype="category"),
            pd.Series([9.0, 12.0, 9.0]),
            pd.Series([9, 12, 9], dtype="Int64"),
            pd.Series([np.int32(9), 12, 9], dtype=object),
        ],
        ids=["int", "category", "float", "nullable", "mixed"],
    )
    @pytest.mark.parametrize("number", [int, float, np.int64], ids=["int", "float", "numpy"])
    def test_numbers_match_numbers_of_any_type(self, grades, number):
        margins = {"grade": {number(9): 20, number(12): 5}}
        problem = margins_problem(pd.DataFrame({"grade": grades}), margins)
        assert problem.margins[0].codes.tolist() == [0, 1, 0]

    def test_rows_of_weight_0_are_outside(self):
        frame = pd.DataFrame({"sex": ["nam", "nữ", "khác", None]})
        problem = margins_problem(frame, {"sex": {"nam": 4, "nữ": 6}}, rows=[2.5, 1, 0, 0])
        assert problem.inside.tolist() == [True, True, False, False]
        assert problem.x.tolist() == [[1, 0], [0, 1], [0, 0], [0, 0]]
        assert problem.margins[0].codes.tolist() == [0, 1, -1, -1]

    def test_a_category_nobody_has_and_nobody_is_left_out(self):
        problem = margins_problem(SCHOOLS, {"level": {**LEVELS, "X": 0}})
        assert problem.names == ("level=E", "level=H", "level=M")

    def test_sizes_that_differ_by_a_rounding_are_brought_to_the_first(self):
        problem = margins_problem(SCHOOLS, {"level": LEVELS, "wide": {"Yes": 75, "No": 25.00001}})
        assert problem.totals[3:].sum() == pytest.approx(100, rel=1e-15)
        assert problem.totals[3] / problem.totals[4] == pytest.approx(75 / 25.00001, rel=1e-12)

    def test_a_sample_of_nobody_meets_only_figures_of_0(self):
        problem = margins_problem(SCHOOLS, {"level": {"E": 0}}, rows=[0] * 5)
        assert problem.names == ()
        (fault,) = faults_of(margins_problem, SCHOOLS, {"level": {"E": 3}}, rows=[0] * 5)
        assert "không có dòng nào" in fault

    def test_no_margin_is_refused(self):
        (fault,) = faults_of(margins_problem, SCHOOLS, {})
        assert "{biến: {nhóm: số}}" in fault

    def test_an_unknown_column_is_named_with_those_there_are(self):
        (fault,) = faults_of(margins_problem, SCHOOLS, {"cap": {"E": 100}})
        assert "“cap”" in fault
        assert "level, wide, pupils" in fault

    def test_a_missing_value_is_named_by_its_row(self):
        frame = SCHOOLS.assign(level=["E", None, "E", "M", "H"])
        (fault,) = faults_of(margins_problem, frame, {"level": LEVELS})
        assert "“level”" in fault
        assert "dòng 2." in fault

    def test_a_category_without_a_figure_is_named_with_its_rows(self):
        (fault,) = faults_of(margins_problem, SCHOOLS, {"level": {"E": 60, "M": 10}})
        assert "“level=H”" in fault
        assert "dòng 2, 5)" in fault

    def test_a_figure_without_a_row_is_named_with_its_count(self):
        (fault,) = faults_of(margins_problem, SCHOOLS, {"level": {**LEVELS, "X": 50.5}})
        assert "“level=X” có 50,5 đơn vị" in fault

    def test_a_figure_of_0_contradicts_a_row(self):
        (fault,) = faults_of(margins_problem, SCHOOLS, {"level": {**LEVELS, "M": 0}})
        assert "“level=M”" in fault
        assert "bằng 0" in fault
        assert "dòng 4" in fault

    @pytest.mark.parametrize(
        ("count", "text"),
        [
            (-3, "-3"),
            (np.nan, "nan"),
            (np.inf, "inf"),
            ("60", "60"),
            (None, "None"),
            (pd.NA, "<NA>"),
        ],
    )
    def test_a_figure_that_is_no_count_is_named(self, count, text):
        (fault,) = faults_of(margins_problem, SCHOOLS, {"level": {**LEVELS, "E": count}})
        assert f"“level=E” là {text}." in fault

    def test_margins_of_different_size_are_shown_with_their_sizes(self):
        wrong = {"level": LEVELS, "wide": {"Yes": 75, "No": 20}}
        (fault,) = faults_of(margins_problem, SCHOOLS, wrong)
        assert "level 100; wide 95." in fault

    def test_a_difference_above_a_millionth_is_no_rounding(self):
        wrong = {"level": LEVELS, "wide": {"Yes": 75, "No": 25.0002}}
        (fault,) = faults_of(margins_problem, SCHOOLS, wrong)
        assert "wide 100,0002" in fault

    def test_text_never_matches_a_number(self):
        frame = pd.DataFrame({"grade": [9, 9]})
        first, second = faults_of(margins_problem, frame, {"grade": {"9": 20}})
        assert "Mẫu ghi 9 (số), số của tổng thể ghi '9' (chữ)" in first
        assert "không có dòng nào" in second

    @pytest.mark.parametrize("theirs", ["nam", "Nam ", unicodedata.normalize("NFD", "Nữ")])
    def test_texts_that_only_look_alike_are_pointed_out(self, theirs):
        ours = unicodedata.normalize("NFC", theirs).strip().title()
        fault, _ = faults_of(margins_problem, pd.DataFrame({"sex": [ours]}), {"sex": {theirs: 3}})
        assert "hãy ghi cùng một kiểu" in fault

    def test_all_faults_are_told_at_once(self):
        frame = SCHOOLS.assign(wide=["No", "Yes", None, "Yes", "No"])
        faults = faults_of(
            margins_problem,
            frame,
            {"level": {"E": 60, "X": 10, "M": -1}, "wide": WIDE, "region": {1: 2}},
        )
        about = ["level=M", "level=H", "level=X", "“wide”", "“region”", "tổng khác nhau"]
        assert len(faults) == len(about)
        assert all(word in fault for word, fault in zip(about, faults, strict=True))

    def test_faults_are_told_in_english_too(self):
        use_language("en")
        (fault,) = faults_of(margins_problem, SCHOOLS, {"level": {**LEVELS, "X": 50.5}})
        assert "“level=X” has 50.5 units in the population but no row" in fault


class TestJoint:
    def test_one_variable_is_one_margin(self):
        problem = joint_problem(SCHOOLS, {"level": LEVELS})
        assert problem.names == ("level=E", "level=H", "level=M")
        assert len(problem.margins) == 1

    def test_a_table_of_crossed_variables_is_one_margin(self):
        problem = joint_problem(SCHOOLS, JOINT)
        (margin,) = problem.margins
        assert margin.label == "level × wide"
        assert margin.names[0] == "level=E, wide=No"
        assert margin.codes.tolist() == [0, 3, 1, 4, 2]
        assert margin.counts.tolist() == [15, 45, 10, 20, 10]

    def test_a_series_says_the_same_as_the_table(self):
        counts = JOINT.set_index(["wide", "level"])["count"]
        problem = joint_problem(SCHOOLS, counts)
        assert problem.margins[0].label == "wide × level"
        assert problem.totals.tolist() == [15, 45, 10, 20, 10]

    def test_a_series_over_one_variable(self):
        counts = pd.Series(LEVELS).rename_axis("level")
        assert joint_problem(SCHOOLS, counts).totals.tolist() == [60, 30, 10]

    def test_several_variables_one_by_one_are_refused(self):
        (fault,) = faults_of(joint_problem, SCHOOLS, {"level": LEVELS, "wide": WIDE})
        assert "level, wide" in fault
        assert "rake" in fault

    @pytest.mark.parametrize(
        "table", [JOINT.rename(columns={"count": "Freq"}), JOINT[["count"]]], ids=["count", "keys"]
    )
    def test_a_table_without_counts_or_keys_is_refused(self, table):
        (fault,) = faults_of(joint_problem, SCHOOLS, table)
        assert "“count”" in fault
        assert ", ".join(table.columns) in fault

    def test_a_cell_given_twice_is_named(self):
        (fault,) = faults_of(joint_problem, SCHOOLS, pd.concat([JOINT, JOINT[:1]]))
        assert "“level=E, wide=No”" in fault

    def test_a_cell_only_one_side_has_is_named(self):
        table = JOINT.assign(wide=["No", "Yes", "No", "Yes", "No"])
        ours, theirs = faults_of(joint_problem, SCHOOLS, table)
        assert "“level=M, wide=Yes” có trong mẫu (dòng 4)" in ours
        assert "“level=M, wide=No” có 10 đơn vị" in theirs

    def test_a_row_missing_one_of_the_variables_is_in_no_cell(self):
        frame = SCHOOLS.assign(wide=["No", "Yes", "Yes", None, "No"])
        problem = joint_problem(frame, JOINT[:4], rows=[1, 1, 1, 0, 1])
        assert problem.margins[0].codes.tolist() == [0, 3, 1, -1, 2]


class TestTotals:
    def test_categories_numbers_and_size_go_together(self):
        problem = totals_problem(SCHOOLS, TOTALS)
        assert problem.names == ("(n)", "level=E", "level=H", "level=M", "pupils")
        assert problem.totals.tolist() == [100, 60, 30, 10, 45_000]
        assert problem.x[:, 0].tolist() == [1, 1, 1, 1, 1]
        assert problem.x[:, 4].tolist() == [100, 900, 250, 400, 800]
        assert [margin.label for margin in problem.margins] == ["level"]

    def test_rows_of_weight_0_are_0_in_every_column(self):
        frame = SCHOOLS.assign(pupils=[100, np.nan, 250, 400, 800])
        problem = totals_problem(frame, TOTALS, rows=[3, 0, 3, 3, 3])
        assert problem.x[1].tolist() == [0, 0, 0, 0, 0]

    def test_a_total_of_numbers_may_be_negative_or_0(self):
        assert totals_problem(SCHOOLS, {"pupils": -5}).totals.tolist() == [-5]
        assert totals_problem(SCHOOLS, {"pupils": 0}).totals.tolist() == [0]

    def test_the_size_must_agree_with_the_categories(self):
        (fault,) = faults_of(totals_problem, SCHOOLS, {**TOTALS, "(n)": 101})
        assert "(n) 101; level 100" in fault

    @pytest.mark.parametrize("size", [0, -1, np.nan, "100"])
    def test_the_size_must_be_a_count(self, size):
        (fault,) = faults_of(totals_problem, SCHOOLS, {**TOTALS, "(n)": size})
        assert f"“(n)” là {size}" in fault

    @pytest.mark.parametrize("total", [np.nan, np.inf, "45000", None])
    def test_a_total_must_be_a_number(self, total):
        (fault,) = faults_of(totals_problem, SCHOOLS, {**TOTALS, "pupils": total})
        assert f"“pupils” là {total}" in fault

    def test_text_has_no_total(self):
        (fault,) = faults_of(totals_problem, SCHOOLS, {"level": 100})
        assert "“level” không phải cột số (ví dụ “E”)" in fault
        assert "{nhóm: số đơn vị}" in fault

    @pytest.mark.parametrize("value", [np.nan, np.inf])
    def test_a_number_must_be_there_in_every_row(self, value):
        frame = SCHOOLS.assign(pupils=[100, 900, value, 400, value])
        (fault,) = faults_of(totals_problem, frame, TOTALS)
        assert "“pupils”" in fault
        assert "dòng 3, 5." in fault

    def test_an_unknown_column_and_its_bad_total_are_both_named(self):
        bad, unknown = faults_of(totals_problem, SCHOOLS, {"area": np.nan})
        assert "“area” là nan" in bad
        assert "Không có cột “area”" in unknown

    def test_no_total_is_refused(self):
        assert len(faults_of(totals_problem, SCHOOLS, {})) == 1


def test_many_rows_are_not_all_listed():
    assert (
        listed(np.arange(30) >= 10) == "11, 12, 13, 14, 15, 16, 17, 18, 19, 20, … (tất cả 20 dòng)"
    )
