"""Knowledge tests (C02): share of right answers, by the key of the questionnaire's version."""

from __future__ import annotations

import pandas as pd
import pytest
from numpy import nan

from gdnn_analysis.survey.answers import Question
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.knowledge import share_correct

NAMES = ["KT1", "KT2", "KT3", "KT4", "KT5"]


def key(*right: str) -> list[Question]:
    codes = ("1", "2", "8", "9")
    return [
        Question(name, "one", codes, (code,), ("8",), ("9",))
        for name, code in zip(NAMES, right, strict=False)
    ]


V1 = key("1", "2", "1", "1", "2")
V2 = key("1", "2", "2", "1", "2")


def answers(*people: str) -> pd.DataFrame:
    """Return one row per person; a letter per question, ``.`` is a blank."""
    rows = [[None if code == "." else code for code in person] for person in people]
    return pd.DataFrame(rows, columns=NAMES, index=[f"p{n}" for n in range(1, len(people) + 1)])


def test_three_of_five_is_60_percent_and_passes():
    found = share_correct(answers("12122", "12222", "12221"), V1)
    assert found["correct"].tolist() == [4, 3, 2]
    assert found["share"].tolist() == [0.8, 0.6, 0.4]
    assert found["passed"].tolist() == [1, 1, 0]
    assert found.index.tolist() == ["p1", "p2", "p3"]


def test_dont_know_is_not_right_and_no_answer_does_not_count():
    found = share_correct(answers("1288.", "12.9.", "1...."), V1)
    assert found["answered"].tolist() == [4, 2, 1]
    assert found["share"].tolist() == pytest.approx([0.5, nan, nan], nan_ok=True)
    assert found["passed"].tolist() == pytest.approx([0, nan, nan], nan_ok=True)
    assert share_correct(answers("12..."), V1, at_least=2)["share"].tolist() == [1.0]


def test_the_right_answer_is_that_of_the_version():
    """C02: the key is fixed per questionnaire version because the facts changed."""
    same = answers("12112", "12112", "12112")
    versions = pd.Series(["2022", "2024", "2022"], index=same.index)
    found = share_correct(same, {"2022": V1, "2024": V2}, versions=versions)
    assert found["share"].tolist() == [1.0, 0.8, 1.0]


def test_versions_may_have_different_questions():
    same = answers("12112", "12112")
    versions = pd.Series([1, 2], index=same.index)
    found = share_correct(same, {"1": V1, "2": V2[:3]}, versions=versions)
    assert found["answered"].tolist() == [5, 3]
    assert found["share"].tolist() == pytest.approx([1.0, 2 / 3])


def test_a_version_nobody_answered_needs_no_columns():
    early = answers("12112")
    other = [Question("KT6", "one", ("1", "2"), ("1",))]
    versions = pd.Series(["2022"], index=early.index)
    found = share_correct(early, {"2022": V1, "2026": other}, versions=versions)
    assert found["share"].tolist() == [1.0]


def test_a_version_without_a_key_is_named():
    people = answers("12112", "12112", "12112", "12112")
    versions = pd.Series(["2022", "2023", None, "2023"], index=people.index)
    with pytest.raises(VariableError) as raised:
        share_correct(people, {"2022": V1}, versions=versions)
    assert "phiên bản bảng hỏi: (để trống) (1), 2023 (2)" in str(raised.value)
    assert "có đáp án: 2022" in str(raised.value)


@pytest.mark.parametrize("versions", [None, pd.Series(["2022"], index=["p9"])])
def test_several_keys_need_the_version_of_everybody(versions):
    with pytest.raises(VariableError, match="thiếu phiên bản"):
        share_correct(answers("12112"), {"2022": V1}, versions=versions)


def test_another_threshold():
    people = answers("12112", "12111", "12121")
    assert share_correct(people, V1, threshold=0.8)["passed"].tolist() == [1, 1, 0]
    with pytest.raises(VariableError, match="threshold = 60"):
        share_correct(people, V1, threshold=60)


def test_two_thirds_of_three_questions_pass_two_thirds():
    """A share written by hand, 0.6666666667, is not missed by a rounding error."""
    found = share_correct(answers("12212"), V1[:3], threshold=0.6666666667)
    assert found["passed"].tolist() == [1]


def test_a_test_needs_questions_with_columns():
    with pytest.raises(VariableError, match="0 câu"):
        share_correct(answers("12112"), [])
    with pytest.raises(VariableError, match="không có cột của câu: KT1"):
        share_correct(answers("12112").drop(columns="KT1"), V1)
