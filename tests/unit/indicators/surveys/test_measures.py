"""From answers to aware, right, favourable, intending (RL-38; C01 to C05)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.indicators.surveys.measures import (
    attitude_index,
    aware,
    concerns,
    favourable,
    intends,
    knowledge,
    knows,
    scale_items,
    yes,
)
from gdnn_analysis.indicators.surveys.questions import Questionnaire, questionnaires
from tests.survey_worlds import question, scale, surveys, wave

YES, NO, UNKNOWN, REFUSED, BLANK = "1", "2", "8", "9", None
OPEN = float("nan")


def paper(*questions) -> Questionnaire:
    return questionnaires(surveys([wave()], list(questions), []))["V1"]


def answers(**columns) -> pd.DataFrame:
    return pd.DataFrame({name: pd.array(values, dtype="str") for name, values in columns.items()})


TWO_AWARE = paper(question("NB1"), question("NB2"))
TWO_INTEND = paper(question("YD1", "y_dinh"), question("YD2", "y_dinh"))


@pytest.mark.parametrize(
    ("answer", "meaning"), [(YES, 1), (NO, 0), (UNKNOWN, 0), (REFUSED, OPEN), (BLANK, OPEN)]
)
def test_dont_know_is_a_no_and_a_refusal_or_a_blank_is_no_answer(answer, meaning):
    found = yes(answers(NB1=[answer]), TWO_AWARE.items[0])
    assert found.to_list() == pytest.approx([meaning], nan_ok=True)


@pytest.mark.parametrize(
    ("first", "second", "meaning"),
    [
        (YES, YES, 1),
        (YES, NO, 0),
        (NO, YES, 0),
        (YES, UNKNOWN, 0),
        (UNKNOWN, UNKNOWN, 0),
        (NO, BLANK, 0),  # never heard of it, so the second question was skipped
        (UNKNOWN, BLANK, 0),
        (BLANK, NO, 0),
        (REFUSED, NO, 0),
        (NO, REFUSED, 0),
        (YES, REFUSED, OPEN),
        (REFUSED, YES, OPEN),
        (YES, BLANK, OPEN),
        (REFUSED, REFUSED, OPEN),
        (BLANK, BLANK, OPEN),
    ],
)
def test_aware_needs_every_yes_and_one_no_settles_it(first, second, meaning):
    found = aware(answers(NB1=[first], NB2=[second]), TWO_AWARE)
    assert found.to_list() == pytest.approx([meaning], nan_ok=True)


@pytest.mark.parametrize(
    ("first", "second", "meaning"),
    [
        (YES, YES, 1),
        (YES, NO, 1),
        (NO, YES, 1),
        (YES, REFUSED, 1),
        (BLANK, YES, 1),
        (NO, NO, 0),
        (NO, UNKNOWN, 0),
        (NO, REFUSED, OPEN),
        (UNKNOWN, BLANK, OPEN),
        (REFUSED, REFUSED, OPEN),
        (BLANK, BLANK, OPEN),
    ],
)
def test_one_intention_is_enough_and_none_needs_every_no(first, second, meaning):
    found = intends(answers(YD1=[first], YD2=[second]), TWO_INTEND)
    assert found.to_list() == pytest.approx([meaning], nan_ok=True)


def test_three_questions_follow_the_same_rule():
    three = paper(question("NB1"), question("NB2"), question("NB3"))
    rows = answers(NB1=[YES, YES, YES], NB2=[REFUSED, REFUSED, YES], NB3=[NO, YES, YES])
    assert aware(rows, three).to_list() == pytest.approx([0, OPEN, 1], nan_ok=True)


def test_the_measure_keeps_the_rows_of_the_answers():
    rows = answers(NB1=[YES, NO], NB2=[YES, NO]).set_axis([7, 3])
    assert aware(rows, TWO_AWARE).to_dict() == {7: 1, 3: 0}


def test_what_was_not_asked_has_no_measure():
    rows = answers(NB1=[YES])
    for measure in (aware, knowledge, knows, attitude_index, favourable, intends):
        assert measure(rows, paper(question("XX", "hanh_vi"))) is None
    assert intends(rows, TWO_INTEND) is None


def test_a_question_without_a_column_was_not_asked():
    assert aware(answers(NB1=[YES]), TWO_AWARE).to_list() == [1]


FACTS = [
    question(f"KT{n}", "kien_thuc", positive_codes="2" if n == 2 else "1") for n in range(1, 6)
]


def facts(*given: str | None) -> pd.DataFrame:
    return answers(**{f"KT{n}": [answer] for n, answer in enumerate(given, start=1)})


@pytest.mark.parametrize(
    ("given", "share", "passed"),
    [
        ((YES, NO, YES, YES, YES), 1.0, 1),
        ((YES, NO, YES, NO, NO), 0.6, 1),
        ((YES, NO, NO, NO, UNKNOWN), 0.4, 0),
        ((YES, YES, YES, YES, NO), 0.6, 1),  # the second fact is false: yes is the wrong answer
        ((UNKNOWN,) * 5, 0.0, 0),
        ((YES, NO, YES, YES, REFUSED), OPEN, OPEN),
        ((YES, NO, YES, YES, BLANK), OPEN, OPEN),
    ],
)
def test_three_facts_of_five_are_enough(given, share, passed):
    """A refusal or a blank leaves the test incomplete, and an incomplete test is not marked."""
    found = knowledge(facts(*given), paper(*FACTS))
    assert found["share"].to_list() == pytest.approx([share], nan_ok=True)
    assert knows(facts(*given), paper(*FACTS)).to_list() == pytest.approx([passed], nan_ok=True)


def test_the_same_answers_are_marked_by_the_key_of_their_version():
    new = [{**one, "positive_codes": "2"} if one["question_id"] == "KT3" else one for one in FACTS]
    given = facts(YES, NO, YES, NO, NO)
    assert knows(given, paper(*FACTS)).to_list() == [1]
    assert knows(given, paper(*new)).to_list() == [0]


ATTITUDES = paper(
    scale("TD1"), scale("TD2", reverse=True), scale("TD3"), question("TD4", "thai_do")
)


def attitudes(*given: str | None) -> pd.DataFrame:
    return answers(**{f"TD{n}": [answer] for n, answer in enumerate(given, start=1)}, TD4=["1"])


@pytest.mark.parametrize(
    ("given", "index", "positive"),
    [
        (("5", "1", "5"), 100, 1),
        (("4", "2", "4"), 75, 1),
        (("5", "2", "3"), 75, 1),  # 5, 4, 3: a mean of exactly 4
        (("4", "2", "3"), 200 / 3, 0),
        (("1", "5", "1"), 0, 0),
        (("5", "5", "5"), 200 / 3, 0),
        (("4", "2", None), 75, 1),
        (("5", "8", "3"), 75, 1),
        (("5", None, "9"), OPEN, OPEN),
        ((None, None, None), OPEN, OPEN),
    ],
)
def test_a_mean_of_four_is_favourable_after_turning_items_round(given, index, positive):
    rows = attitudes(*given)
    assert attitude_index(rows, ATTITUDES).to_list() == pytest.approx([index], nan_ok=True)
    assert favourable(rows, ATTITUDES).to_list() == pytest.approx([positive], nan_ok=True)


def test_rounding_does_not_decide_who_is_favourable():
    """Means of 4 over three, six and seven items, whatever their order."""
    for count in (3, 6, 7):
        items = paper(*(scale(f"TD{n}") for n in range(count)))
        for seed in range(20):
            order = np.random.default_rng(seed).permutation(["5", "3", *["4"] * (count - 2)])
            rows = answers(**{f"TD{n}": [answer] for n, answer in enumerate(order)})
            assert favourable(rows, items).to_list() == [1]


def test_only_five_point_items_make_the_scale():
    assert [item.id for item in scale_items(attitudes("4", "4", "4"), ATTITUDES)] == [
        "TD1",
        "TD2",
        "TD3",
    ]


@pytest.mark.parametrize(
    ("code", "populations"),
    [
        ("C01", {"hs9", "hs12", "ph9", "ph12", "dan", "dn", "hssv", "gv"}),
        ("C03", {"hs9", "hs12", "ph9", "ph12", "dan", "dn", "hssv", "gv"}),
        ("C04", {"hs9", "hs12", "ph9", "ph12"}),
        ("C05", {"dn"}),
    ],
)
def test_intentions_belong_to_families_or_enterprises(code, populations):
    everybody = ("hs9", "hs12", "ph9", "ph12", "dan", "dn", "hssv", "gv")
    assert {one for one in everybody if concerns(code, one)} == populations


# -- what the definition asks for and the code does not give yet -------------------------------


def test_a_question_without_a_list_of_choices_still_has_noes():
    """``choices`` may be blank in the contract: then any other answer than those named is a no."""
    bare = paper(question(choices=None, dk_codes=None, refusal_codes=None))
    assert aware(answers(NB1=[YES, NO]), bare).to_list() == [1, 0]


@pytest.mark.parametrize("answer_type", ["nhieu", "mo", "so"])
def test_awareness_is_never_that_of_the_other_question_alone(answer_type):
    """C01 asks for every item (RL-38): one that cannot be read must not just drop out of it."""
    second = question(
        "NB2",
        answer_type=answer_type,
        choices="a:Mô hình 9+;b:Cao đẳng;c:Nêu sai",
        positive_codes="a;b",
        dk_codes=None,
        refusal_codes=None,
    )
    rows = answers(NB1=[YES, YES, YES], NB2=["a", "c", "b"])
    found = aware(rows, paper(question("NB1"), second))
    assert found is None or found.to_list() == [1, 0, 1]
