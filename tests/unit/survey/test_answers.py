"""Codes of a questionnaire: what counts as yes, what is no answer, what is not listed."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.survey.answers import Question, positive, split_answers, unknown_codes
from gdnn_analysis.survey.faults import VariableError

AWARE = Question("NB1", "one", ("1", "2", "8", "9"), ("1",), ("8",), ("9",))
AGREE = Question("TD1", "scale", ("1", "2", "3", "4", "5", "9"), ("4", "5"), refusal=("9",))
SOURCES = ("bao_chi", "web", "loa_xa")
SOURCE = Question("NT1", "several", (*SOURCES, "9"), refusal=("9",))


def numbers(series: pd.Series) -> list[float | None]:
    return [None if pd.isna(value) else float(value) for value in series]


def test_dont_know_is_not_aware_refusal_and_blank_are_no_answer():
    """C01: "DK counts as not aware; refusal excluded"."""
    given = pd.Series(["1", "2", "8", "9", "", None], index=list("abcdef"))
    found = positive(given, AWARE)
    assert numbers(found) == [1, 0, 0, None, None, None]
    assert found.index.equals(given.index)
    assert found.dtype == "float64"


def test_a_code_the_questionnaire_does_not_list_is_missing_and_reported():
    given = pd.Series(["1", "7", "x", "7"], index=[10, 11, 12, 13])
    assert numbers(positive(given, AWARE)) == [1, None, None, None]
    assert unknown_codes(given, AWARE).to_dict("records") == [
        {"question": "NB1", "code": "7", "count": 2, "first": 11},
        {"question": "NB1", "code": "x", "count": 1, "first": 12},
    ]


@pytest.mark.parametrize(
    "given",
    [
        pd.Series([1, 2, None]),
        pd.Series([1, 2, None], dtype="Int64"),
        pd.Series([" 1", "2 ", "  "]),
        pd.Series(["1", "2", None], dtype="category"),
        pd.Series([1, "2", None], dtype="object"),
    ],
    ids=["float", "nullable", "spaces", "category", "mixed"],
)
def test_codes_may_be_numbers_or_text(given):
    assert numbers(positive(given, AWARE)) == [1, 0, None]
    assert unknown_codes(given, AWARE).empty


def test_nobody_answered():
    assert numbers(positive(pd.Series([None, None], dtype="object"), AWARE)) == [None, None]
    assert len(positive(pd.Series([], dtype="str"), AWARE)) == 0


def test_agreeing_is_four_and_five():
    """C03: "share agreeing (4-5 on 5-point)"."""
    given = pd.Series(["1", "2", "3", "4", "5", "9"])
    assert numbers(positive(given, AGREE)) == [0, 0, 0, 1, 1, None]


def test_codes_of_a_reversed_item_are_taken_as_answered():
    against = Question("TD2", "scale", ("1", "2", "3", "4", "5"), ("1", "2"), reverse=True)
    assert numbers(positive(pd.Series(["1", "2", "4"]), against)) == [1, 1, 0]


@pytest.mark.parametrize(
    "question",
    [SOURCE, Question("PN2", "number"), Question("NB9", "one", ("1", "2"))],
    ids=["several", "number", "no positive code"],
)
def test_a_question_without_one_positive_answer_is_not_read_as_yes_or_no(question):
    with pytest.raises(VariableError, match=f"Câu {question.id} "):
        positive(pd.Series(["1"]), question)


def test_several_answers_become_a_column_each():
    given = pd.Series(["bao_chi;web", " web ; web;", "", None, "loa_xa"], index=list("abcde"))
    found = split_answers(given, SOURCES)
    assert found.columns.tolist() == list(SOURCES)
    assert found["bao_chi"].tolist() == [True, False, pd.NA, pd.NA, False]
    assert found["web"].tolist() == [True, True, pd.NA, pd.NA, False]
    assert found["loa_xa"].tolist() == [False, False, pd.NA, pd.NA, True]
    assert set(found.dtypes.astype(str)) == {"boolean"}
    assert found.index.equals(given.index)


def test_a_choice_that_is_not_listed_is_kept_and_reported():
    given = pd.Series(["web;tivi", "tivi", "web"])
    found = split_answers(given, SOURCES)
    assert found.columns.tolist() == [*SOURCES, "tivi"]
    assert found["tivi"].tolist() == [True, True, False]
    assert found["web"].tolist() == [True, False, True]
    assert unknown_codes(given, SOURCE).to_dict("records") == [
        {"question": "NT1", "code": "tivi", "count": 2, "first": 0}
    ]


def test_who_refuses_names_no_source_and_is_missing():
    found = split_answers(pd.Series(["9", "9;web", "web"]), SOURCE.choices, refusal=SOURCE.refusal)
    assert found.columns.tolist() == list(SOURCES)
    assert found["web"].tolist() == [pd.NA, True, True]


def test_another_delimiter():
    given = pd.Series(["web,loa_xa"])
    assert split_answers(given, SOURCES, delimiter=",").iloc[0].tolist() == [False, True, True]
    assert unknown_codes(given, SOURCE)["code"].tolist() == ["web,loa_xa"]
    assert unknown_codes(given, SOURCE, delimiter=",").empty


def test_nobody_named_a_source():
    assert split_answers(pd.Series([], dtype="str"), SOURCES).columns.tolist() == list(SOURCES)
    assert split_answers(pd.Series([None]), SOURCES).isna().all(axis=None)


def test_numbers_and_open_answers_have_no_codes():
    found = unknown_codes(pd.Series(["17"]), Question("PN2", "number"))
    assert found.empty
    assert found.columns.tolist() == ["question", "code", "count", "first"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "one"}, "mọi mã"),
        ({"kind": "one", "choices": ("1", "2"), "positive": ("3",)}, "thiếu 3"),
        ({"kind": "several", "choices": ("1",), "refusal": ("9",)}, "thiếu 9"),
        ({"kind": "scale", "choices": ("1", "2", "3")}, "thiếu 4, 5"),
        (
            {"kind": "one", "choices": ("1", "2"), "positive": ("1",), "refusal": ("1",)},
            "mã 1 có hai nghĩa",
        ),
        (
            {"kind": "scale", "choices": ("1", "2", "3", "4", "5"), "dont_know": ("3",)},
            "mã 3 có hai nghĩa",
        ),
        ({"kind": "one", "choices": ("1",), "reverse": True}, "khai đảo chiều"),
        ({"kind": "mot"}, "kiểu trả lời “mot”"),
        ({"kind": "scale", "choices": ("5", "1"), "scale": (5, 1)}, "từ 5 đến 1"),
    ],
)
def test_codes_that_contradict_each_other_are_refused(fields, told):
    with pytest.raises(VariableError, match=told):
        Question("Q1", **fields)


def test_all_contradictions_are_told_at_once():
    with pytest.raises(VariableError) as raised:
        Question("Q1", "one", ("1",), ("2",), refusal=("2",), reverse=True)
    assert len(raised.value.faults) == 3


def test_another_scale():
    four = Question("TD9", "scale", ("0", "1", "2", "3"), ("2", "3"), scale=(0, 3))
    assert four.levels == ("0", "1", "2", "3")
    assert AWARE.levels == ()
