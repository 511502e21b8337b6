"""Answers given without reading (DQ-18): one answer throughout, a third of the median time."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.survey.answers import Question
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.response_quality import speeding, straight_lined

NAMES = ["TD1", "TD2", "TD3", "TD4", "TD5"]
CODES = ("1", "2", "3", "4", "5", "8")
SCALE = [
    Question(name, "scale", CODES, (), ("8",), reverse=name in ("TD2", "TD4")) for name in NAMES
]


def people(*rows: str) -> pd.DataFrame:
    """Return one row per person; a digit per item, ``.`` is a blank."""
    cells = [[None if code == "." else code for code in row] for row in rows]
    return pd.DataFrame(cells, columns=NAMES, index=range(10, 10 + len(rows)))


@pytest.mark.parametrize(
    ("row", "straight"),
    [
        ("44444", True),
        ("33333", True),
        ("44445", False),
        ("51515", False),
        ("4444.", True),
        ("444..", False),
        ("88888", False),
        ("77777", False),
        (".....", False),
        ("44448", True),
    ],
)
def test_one_answer_to_at_least_four_items_is_straight(row, straight):
    found = straight_lined(people(row), SCALE)
    assert found.tolist() == [straight]
    assert found.dtype == bool


def test_one_answer_to_items_that_run_the_same_way_is_no_contradiction():
    items = [*SCALE, Question("TD6", "scale", CODES), Question("TD7", "scale", CODES)]
    row = people("4.4.4").assign(TD6="4", TD7="4")
    assert straight_lined(row, items).tolist() == [False]
    assert straight_lined(row.assign(TD2="4"), items).tolist() == [True]


def test_everybody_is_judged_alone():
    found = straight_lined(people("11111", "12345", "55555"), SCALE)
    assert found.to_dict() == {10: True, 11: False, 12: True}


@pytest.mark.parametrize(
    ("items", "told"),
    [
        (SCALE[:3], "hiện có 3 câu, 1 câu đảo chiều"),
        (
            [Question(name, "scale", CODES) for name in NAMES],
            "hiện có 5 câu, 0 câu đảo chiều",
        ),
        (
            [Question(name, "scale", CODES, reverse=True) for name in NAMES],
            "hiện có 5 câu, 5 câu đảo chiều",
        ),
        ([*SCALE, Question("NB1", "one", ("1", "2"))], "không đúng kiểu: NB1"),
        ([*SCALE, Question("TD9", "scale", CODES)], "không có cột của câu: TD9"),
    ],
    ids=["three", "one way", "other way", "no scale", "no column"],
)
def test_a_scale_that_cannot_show_it_is_refused(items, told):
    with pytest.raises(VariableError, match=told):
        straight_lined(people("11111"), items)


def test_less_than_a_third_of_the_median_is_too_fast():
    seconds = pd.Series([600, 199, 200, 900, None], index=list("abcde"))
    assert seconds.median() == 400
    found = speeding(seconds)
    assert found.tolist() == [False, False, False, False, pd.NA]
    seconds = pd.Series([600, 199, 200, 900, 600, None], index=list("abcdef"))
    assert speeding(seconds).tolist() == [False, True, False, False, False, pd.NA]
    assert speeding(seconds).index.equals(seconds.index)
    assert speeding(seconds).dtype == "boolean"


def test_another_share_of_the_median():
    seconds = pd.Series([600, 299, 200, 900, 600], dtype="Int64")
    assert speeding(seconds, share=0.5).tolist() == [False, True, True, False, False]


def test_without_any_length_nobody_is_judged():
    assert speeding(pd.Series([None, None], dtype="float64")).tolist() == [pd.NA, pd.NA]


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(VariableError) as raised:
        speeding(pd.Series([600.0, -5.0]), share=2)
    assert "dòng 2: -5" in str(raised.value)
    assert "share = 2" in str(raised.value)
