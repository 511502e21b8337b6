"""Names, expressions and Series become arrays; what is missing stays missing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.language import use_language
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.variables import (
    as_categories,
    as_mask,
    as_numbers,
    is_categorical,
    level_text,
    resolve,
    several,
)

FRAME = pd.DataFrame(
    {
        "age": [14.0, np.nan, 16.0, 18.0],
        "urban": [1, 1, 0, 0],
        "kind": ["THCS", "THPT", None, "THCS"],
        "điểm thi": [5, 6, 7, 8],
    }
)


def fault_of(call, *args) -> str:
    with pytest.raises(VariableError) as caught:
        call(*args)
    (fault,) = caught.value.faults
    return fault


class TestColumns:
    def test_a_column_is_itself(self):
        assert resolve(FRAME, "urban").tolist() == [1, 1, 0, 0]

    def test_a_column_name_with_blanks_is_a_column_not_an_expression(self):
        assert resolve(FRAME, "điểm thi").tolist() == [5, 6, 7, 8]

    def test_an_unknown_name_is_told_with_the_columns_there_are(self):
        fault = fault_of(resolve, FRAME, "tuoi")
        assert "“tuoi”" in fault
        assert "age, urban, kind, điểm thi" in fault
        assert fault.startswith("Không có cột")

    @pytest.mark.parametrize("asked", [3, None, 2.5])
    def test_what_is_no_name_is_refused_as_one(self, asked):
        (name,) = several(asked)
        assert f"“{asked}”" in fault_of(resolve, FRAME, name)

    def test_the_message_is_english_on_request(self):
        use_language("en")
        assert fault_of(resolve, FRAME, "tuoi").startswith("There is no column “tuoi”")

    @pytest.mark.parametrize("text", ["age +", "age > > 2", "age = 3", "", "urban.nosuch()"])
    def test_what_cannot_be_computed_is_refused(self, text):
        assert f"“{text}”" in fault_of(resolve, FRAME, text)


class TestExpressions:
    def test_are_computed(self):
        assert resolve(FRAME, "urban * 2 + 1").tolist() == [3, 3, 1, 1]

    def test_a_missing_operand_makes_the_answer_missing(self):
        assert as_numbers(resolve(FRAME, "age > 15")).tolist()[::2] == [0, 1]
        assert np.isnan(as_numbers(resolve(FRAME, "age > 15"))[1])

    @pytest.mark.parametrize("text", ["kind == 'THCS'", "kind != 'THCS'", "kind in ['THCS']"])
    def test_a_missing_text_is_neither_equal_nor_different(self, text):
        assert np.isnan(as_numbers(resolve(FRAME, text))[2])

    def test_one_missing_operand_is_enough(self):
        found = as_numbers(resolve(FRAME, "urban == 1 or age > 15"))
        assert np.isnan(found[1])
        assert found[[0, 2, 3]].tolist() == [1, 1, 1]

    def test_a_condition_and_its_complement_share_no_row_and_leave_the_missing_out(self):
        one, other = (as_mask(resolve(FRAME, text)) for text in ("age > 15", "not age > 15"))
        assert not (one & other).any()
        assert (one | other).tolist() == [True, False, True, True]

    @pytest.mark.parametrize(
        ("values", "dtype"),
        [
            ([1, None, 3, 4], "Int64"),
            ([1.0, None, 3.0, 4.0], "Float64"),
            (["1", None, "3", "4"], "string"),
        ],
    )
    def test_nullable_types_have_the_same_missing_rows(self, values, dtype):
        frame = FRAME.assign(z=pd.array(values, dtype=dtype))
        text = "z == '3'" if dtype == "string" else "z == 3"
        found = as_numbers(resolve(frame, text))
        assert np.isnan(found).tolist() == [False, True, False, False]
        assert found[2] == 1

    def test_a_column_whose_name_needs_backticks_can_be_used(self):
        found = resolve(FRAME, "`điểm thi` * 2")
        assert found.tolist() == [10, 12, 14, 16]

    def test_a_constant_is_one_value_per_row(self):
        assert as_numbers(resolve(FRAME, "1")).tolist() == [1, 1, 1, 1]

    def test_the_frame_is_not_changed(self):
        before = FRAME.copy()
        resolve(FRAME, "age > 15")
        pd.testing.assert_frame_equal(FRAME, before)

    @pytest.mark.parametrize("index", [[9, 7, 5, 3], [0, 0, 0, 0], list("dcba")])
    def test_the_index_does_not_matter(self, index):
        found = resolve(FRAME.set_axis(index), "age * 2")
        assert found.tolist()[2:] == [32, 36]
        assert found.index.tolist() == index


class TestSeries:
    def test_with_the_rows_of_the_frame_is_taken(self):
        assert resolve(FRAME, FRAME["age"].rename("tuổi")).name == "tuổi"

    def test_without_a_name_is_called_y(self):
        assert resolve(FRAME, pd.Series([1, 2, 3, 4])).name == "y"

    def test_with_repeated_labels_in_the_same_order_is_taken(self):
        frame = FRAME.set_axis([0, 0, 1, 1])
        assert resolve(frame, frame["urban"]).tolist() == [1, 1, 0, 0]

    @pytest.mark.parametrize(
        "values", [pd.Series([1, 2, 3]), pd.Series([1, 2, 3, 4], index=[3, 2, 1, 0], name="z")]
    )
    def test_with_other_rows_or_another_order_is_refused(self, values):
        fault = fault_of(resolve, FRAME, values)
        assert f"có {len(values)} dòng" in fault
        assert "4 dòng của mẫu" in fault


class TestNumbers:
    def test_true_and_false_are_1_and_0(self):
        assert as_numbers(pd.Series([True, False])).tolist() == [1, 0]

    @pytest.mark.parametrize("dtype", ["boolean", "Int64", "Float64"])
    def test_na_is_nan(self, dtype):
        found = as_numbers(pd.Series(pd.array([1, None, 0], dtype=dtype)))
        assert np.isnan(found).tolist() == [False, True, False]
        assert found[[0, 2]].tolist() == [1, 0]

    def test_text_is_refused_with_a_value(self):
        fault = fault_of(as_numbers, pd.Series([None, "12,5"], name="diem"))
        assert "“diem”" in fault
        assert "“12,5”" in fault

    @pytest.mark.parametrize("dtype", [object, "string", "category", "float64"])
    def test_without_any_value_are_missing_and_no_text(self, dtype):
        assert np.isnan(as_numbers(pd.Series([None, None], dtype=dtype))).all()

    def test_codes_of_categories_are_no_numbers(self):
        fault_of(as_numbers, pd.Series([1, 2], dtype="category", name="q1"))

    def test_infinity_is_refused_with_its_row(self):
        fault = fault_of(as_numbers, pd.Series([1.0, 2.0, -np.inf], name="diem", index=[7, 8, 9]))
        assert "“diem”" in fault
        assert "dòng 3" in fault

    def test_true_false_and_none_in_an_object_column_are_truth_values(self):
        """What pandas makes of ``[True, None]``; a question with a missing answer looks so."""
        found = as_numbers(pd.Series([True, False, None], dtype=object))
        assert found.tolist()[:2] == [1, 0]
        assert np.isnan(found[2])


class TestCategories:
    def test_texts_are_sorted(self):
        found = as_categories(pd.Series(["b", None, "a", "b"], name="q"))
        assert found.name == "q"
        assert found.levels == ("a", "b")
        assert found.codes.tolist() == [1, -1, 0, 1]

    def test_a_categorical_type_keeps_its_order_and_unused_levels(self):
        values = pd.Series(pd.Categorical(["cao", None, "thấp"], ["thấp", "vừa", "cao"]))
        found = as_categories(values)
        assert found.levels == ("thấp", "vừa", "cao")
        assert found.codes.tolist() == [2, -1, 0]

    @pytest.mark.parametrize(
        ("values", "levels"),
        [
            (pd.Series([2.0, np.nan, 1.0]), (1.0, 2.0)),
            (pd.Series(pd.array([2, None, 1], dtype="Int64")), (1, 2)),
            (pd.Series(pd.array([True, None, False], dtype="boolean")), (False, True)),
            (pd.Series(pd.array(["b", None, "a"], dtype="string")), ("a", "b")),
        ],
    )
    def test_any_type_can_be_categories(self, values, levels):
        found = as_categories(values)
        assert found.levels == levels
        assert found.codes.tolist() == [1, -1, 0]

    def test_no_value_at_all_has_no_level(self):
        found = as_categories(pd.Series([None, None], dtype=object))
        assert found.levels == ()
        assert found.codes.tolist() == [-1, -1]

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            (pd.Series([1, 2]), False),
            (pd.Series([True, False]), False),
            (pd.Series(pd.array([True, None], dtype="boolean")), False),
            (pd.Series([1.5, np.nan]), False),
            (pd.Series([np.nan, np.nan]), False),
            (pd.Series(["a", None]), True),
            (pd.Series([1, 2], dtype="category"), True),
            (pd.Series(pd.array(["a", None], dtype="string")), True),
        ],
    )
    def test_texts_and_categorical_types_are_categories(self, values, expected):
        assert is_categorical(values) is expected

    @pytest.mark.parametrize(
        ("level", "text"), [(1.0, "1"), (2.5, "2.5"), (3, "3"), ("E", "E"), (True, "True")]
    )
    def test_a_whole_number_is_called_without_decimals(self, level, text):
        assert level_text(level) == text


class TestConditions:
    def test_where_it_is_missing_it_does_not_hold(self):
        assert as_mask(pd.Series([1.0, np.nan, 0.0])).tolist() == [True, False, False]

    def test_other_values_are_refused(self):
        fault = fault_of(as_mask, pd.Series([0, 1, 2], name="hai_long"))
        assert "“hai_long”" in fault
        assert "==" in fault

    def test_text_is_refused(self):
        assert "“có”" in fault_of(as_mask, pd.Series(["có", "không"], name="biet"))

    def test_true_false_and_none_in_an_object_column_are_a_condition(self):
        found = as_mask(pd.Series([True, None, False], dtype=object, name="biet"))
        assert found.tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("asked", "count"), [("a", 1), (["a", "b"], 2), (("a", "b"), 2), (FRAME["age"], 1)]
)
def test_one_or_several_names_are_a_list(asked, count):
    assert len(several(asked)) == count
