"""Attitude scales (C03): reversed items, an index from 0 to 100, rules for missing items."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey.answers import Question
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.scales import likert_index, likert_scores

CODES = ("1", "2", "3", "4", "5", "8", "9")


def item(name: str, *, reverse: bool = False) -> Question:
    return Question(name, "scale", CODES, (), ("8",), ("9",), reverse)


ITEMS = [item("TD1"), item("TD2", reverse=True), item("TD5")]


def test_reversed_items_are_turned_round_and_no_answers_are_missing():
    answers = pd.DataFrame(
        {"TD1": ["5", "8", "", "1"], "TD2": ["1", "9", "4", "7"], "TD5": ["4", "3", None, "2"]},
        index=list("abcd"),
    )
    found = likert_scores(answers, ITEMS)
    assert found.columns.tolist() == ["TD1", "TD2", "TD5"]
    assert found.index.equals(answers.index)
    wanted = [[5, 5, 4], [np.nan, np.nan, 3], [np.nan, 2, np.nan], [1, np.nan, 2]]
    np.testing.assert_array_equal(found.to_numpy(), wanted)


def test_another_scale_is_turned_round_within_its_ends():
    four = Question("X", "scale", ("0", "1", "2", "3"), reverse=True, scale=(0, 3))
    found = likert_scores(pd.DataFrame({"X": [0, 1, 3, 4]}), [four])
    np.testing.assert_array_equal(found["X"].to_numpy(), [3, 2, 0, np.nan])


def test_the_index_runs_from_0_to_100():
    scores = pd.DataFrame({"a": [1.0, 3, 5, 4], "b": [1.0, 3, 5, 5]}, index=list("wxyz"))
    found = likert_index(scores)
    assert found.to_dict() == {"w": 0, "x": 50, "y": 100, "z": 87.5}


def test_half_of_the_items_is_enough_unless_told_otherwise():
    nan = np.nan
    scores = pd.DataFrame([[5, 5, 5, 3, 2], [5, 4, 3, nan, nan], [5, 5, nan, nan, nan], [nan] * 5])
    assert likert_index(scores).round(6).tolist() == pytest.approx([75, 75, nan, nan], nan_ok=True)
    complete = likert_index(scores, at_least=5)
    assert complete.tolist() == pytest.approx([75, nan, nan, nan], nan_ok=True)
    two = likert_index(scores, at_least=2)
    assert two.tolist() == pytest.approx([75, 75, 100, nan], nan_ok=True)


def test_two_of_four_items_are_half():
    scores = pd.DataFrame([[2, 4, np.nan, np.nan], [2, np.nan, np.nan, np.nan]])
    assert likert_index(scores).tolist() == pytest.approx([50, np.nan], nan_ok=True)


def test_another_scale_has_an_index_too():
    assert likert_index(pd.DataFrame({"a": [0.0, 3.0]}), minimum=0, maximum=3).tolist() == [0, 100]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, r"thang 1–5; có 2 điểm ngoài thang \(ví dụ 9\)"),
        ({"minimum": 5, "maximum": 5}, "từ 5 đến 5"),
        ({"at_least": 3}, "ít nhất 3 câu trả lời nhưng thang đo có 2 câu"),
        ({"at_least": 0}, "ít nhất 0 câu"),
    ],
)
def test_what_is_not_on_the_scale_is_refused(options, told):
    with pytest.raises(VariableError, match=told):
        likert_index(pd.DataFrame({"a": [9.0, 1.0], "b": [0.0, 2.0]}), **options)


def test_a_scale_without_items_is_refused():
    with pytest.raises(VariableError, match="thang đo có 0 câu"):
        likert_index(pd.DataFrame(index=[0, 1]))


def test_questions_must_be_scales_and_have_a_column():
    yes_no = Question("NB1", "one", ("1", "2"))
    with pytest.raises(VariableError, match="không đúng kiểu: NB1"):
        likert_scores(pd.DataFrame({"NB1": ["1"]}), [yes_no])
    with pytest.raises(VariableError, match="không có câu nào"):
        likert_scores(pd.DataFrame({"NB1": ["1"]}), [])
    with pytest.raises(VariableError, match="không có cột của câu: TD2, TD5"):
        likert_scores(pd.DataFrame({"TD1": ["1"]}), ITEMS)
