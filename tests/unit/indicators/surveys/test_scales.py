"""Whether the attitude items measure one thing (C03: Cronbach's alpha of 0.7 or more)."""

from __future__ import annotations

import numpy as np
import pytest

from gdnn_analysis.indicators.surveys.scales import attitude_scale, is_one_scale
from tests.survey_worlds import people, question, sample_of, scale, surveys, wave

THREE = [scale("TD1"), scale("TD2", reverse=True), scale("TD3")]


def sample(patterns, *, questions=None, each=10):
    """Return a sample of which `each` people gave each pattern of answers to TD1, TD2, TD3."""
    rows = [
        row
        for number, answers in enumerate(patterns)
        for row in people(
            each, f"p{number}.", **{f"TD{item}": a for item, a in enumerate(answers, start=1)}
        )
    ]
    return sample_of(surveys([wave()], questions or THREE, rows))


def cronbach(patterns) -> float:
    """Return K/(K-1) · (1 - Σ item variances / variance of the sum), the reversed item turned."""
    items = np.array([[float(a), 6 - float(b), float(c)] for a, b, c in patterns])
    return 3 / 2 * (1 - items.var(axis=0).sum() / items.sum(axis=1).var())


GOOD = ["444", "523", "241", "233"]
POOR = ["444", "523", "241", "322"]


@pytest.mark.parametrize(
    ("patterns", "alpha", "usable"), [(GOOD, 0.701, True), (POOR, 0.692, False)]
)
def test_seven_tenths_make_a_scale(patterns, alpha, usable):
    assert cronbach(patterns) == pytest.approx(alpha, abs=0.0005)
    assert is_one_scale(sample(patterns)) is usable


def test_reversed_items_are_turned_round():
    """Left as printed, the same answers would contradict each other."""
    turned = ["515", "424", "333", "242", "151"]
    assert is_one_scale(sample(turned))
    plain = [scale("TD1"), scale("TD2"), scale("TD3")]
    assert not is_one_scale(sample(turned, questions=plain))


def test_reliability_is_told_with_its_interval():
    found = attitude_scale(sample(GOOD))
    assert (found.items, found.n) == (3, 40)
    assert found.alpha == pytest.approx(cronbach(GOOD))
    assert found.alpha_low < found.alpha < found.alpha_high
    assert found.omega == pytest.approx(found.alpha, abs=0.15)


def test_only_complete_answers_tell_about_the_scale():
    rows = people(10, "a", TD1="4", TD2="4", TD3="4") + people(10, "b", TD1="5", TD2="2", TD3="3")
    rows += people(10, "c", TD1="2", TD2="4", TD3="1") + people(10, "e", TD1="2", TD2="3", TD3="3")
    rows += people(50, "z", TD1="5", TD2="5")
    found = sample_of(surveys([wave()], THREE, rows))
    assert is_one_scale(found)
    assert attitude_scale(found).n == 40


@pytest.mark.parametrize(
    "questions", [[scale("TD1")], [question("TD1", "thai_do"), question("TD2", "thai_do")], []]
)
def test_one_item_or_none_is_no_scale(questions):
    rows = people(20, "a", NB1="1", TD1="1") + people(20, "b", NB1="1", TD1="2")
    found = sample_of(surveys([wave()], [question("NB1"), *questions, question("TD9")], rows))
    assert not is_one_scale(found)


@pytest.mark.parametrize("patterns", [["444"], ["444", "523"]])
def test_too_few_or_equal_answers_are_no_scale(patterns):
    found = sample(patterns, each=1)
    assert not is_one_scale(found)
    assert np.isnan(attitude_scale(found).alpha)


def test_an_item_everybody_answers_alike_is_no_part_of_a_scale():
    found = sample(["543", "443", "343", "243"])
    assert not is_one_scale(found)
    assert np.isnan(attitude_scale(found).alpha)
