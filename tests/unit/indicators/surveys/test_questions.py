"""Questionnaires: what codes mean, by version (C02: the key is versioned)."""

from __future__ import annotations

import pytest

from gdnn_analysis.indicators.surveys.questions import Item, Questionnaire, questionnaires
from gdnn_analysis.language import use_language
from tests.survey_worlds import question, scale, surveys, wave


def papers(*questions) -> dict[str, Questionnaire]:
    return questionnaires(surveys([wave()], list(questions), []))


def only(*questions) -> Item:
    (item,) = papers(*questions)["V1"].items
    return item


def test_codes_and_labels_are_told_apart_at_the_first_colon():
    item = only(question(choices="1:Có: đã nghe;2: Không ;8:Không nhớ;9"))
    assert item.labels == {"1": "Có: đã nghe", "2": "Không", "8": "Không nhớ", "9": ""}
    assert item.question.choices == ("1", "2", "8", "9")


def test_codes_named_elsewhere_are_choices_too():
    item = only(question(choices="1:Có;2:Không"))
    assert set(item.question.choices) == {"1", "2", "8", "9"}
    assert (item.question.positive, item.question.dont_know) == (("1",), ("8",))
    assert item.question.refusal == ("9",)


def test_a_five_point_item_has_its_five_levels_without_a_list():
    item = only(
        question("TD1", "thai_do", answer_type="thang5", choices=None, positive_codes="4;5")
    )
    assert item.question.kind == "scale"
    assert item.question.levels == ("1", "2", "3", "4", "5")
    assert set(item.question.choices) == {"1", "2", "3", "4", "5", "8", "9"}


@pytest.mark.parametrize(
    ("answer_type", "kind", "yes_or_no"),
    [
        ("mot", "one", True),
        ("thang5", "scale", True),
        ("nhieu", "several", False),
        ("so", "number", False),
        ("mo", "open", False),
    ],
)
def test_only_single_answers_can_be_read_as_yes_or_no(answer_type, kind, yes_or_no):
    item = only(question(answer_type=answer_type))
    assert (item.question.kind, item.is_yes_or_no) == (kind, yes_or_no)


def test_without_a_positive_code_there_is_no_yes():
    assert not only(question(positive_codes=None)).is_yes_or_no


def test_blank_reverse_core_and_trend_mean_no():
    item = only(question())
    assert (item.question.reverse, item.core, item.trend) == (False, False, "")
    told = only(scale("TD1", reverse=True, core=True, trend_id="hs9_td1"))
    assert (told.question.reverse, told.core, told.trend) == (True, True, "hs9_td1")


def test_the_key_belongs_to_the_version():
    found = papers(
        question("KT1", "kien_thuc", positive_codes="1"),
        question("KT1", "kien_thuc", questionnaire_version="V2", positive_codes="2"),
    )
    keys = {version: paper.items[0].question.positive for version, paper in found.items()}
    assert keys == {"V1": ("1",), "V2": ("2",)}


def test_questions_keep_the_order_of_the_table_and_are_found_by_construct():
    paper = papers(question("Z"), question("A"), question("K", "kien_thuc"))["V1"]
    assert [item.id for item in paper.items] == ["Z", "A", "K"]
    assert [item.id for item in paper.of("nhan_biet")] == ["Z", "A"]


CONTRADICTIONS = [
    {"positive_codes": "1", "refusal_codes": "1"},
    {"positive_codes": "1;8"},
    {"dk_codes": "9"},
    {"answer_type": "thang5", "dk_codes": "3"},
    {"reverse": True},
]


@pytest.mark.parametrize("cells", CONTRADICTIONS)
def test_a_question_that_contradicts_itself_is_not_used_and_named(cells):
    paper = papers(question("NB1", **cells), question("NB2"))["V1"]
    assert [item.id for item in paper.items] == ["NB2"]
    (fault,) = paper.faults
    assert "NB1" in fault
    assert "Câu" in fault


def test_faults_stay_with_their_version():
    found = papers(question(positive_codes="9"), question(questionnaire_version="V2"))
    assert [len(found[name].faults) for name in ("V1", "V2")] == [1, 0]
    assert [len(found[name].items) for name in ("V1", "V2")] == [0, 1]


def test_faults_are_told_in_the_language_of_the_run():
    use_language("en")
    (fault,) = papers(question(positive_codes="9"))["V1"].faults
    assert fault.startswith("Question NB1")
