"""Sample sizes and detectable changes: the examples of the specification, section 3.5."""

from __future__ import annotations

from statistics import NormalDist

import pytest

from gdnn_analysis.survey.faults import SurveyError
from gdnn_analysis.survey.power import minimum_detectable, sample_size


def chance_to_find(p1, p2, deff, n1, n2, *, correlation=0.0, level=0.95):
    """Return the power of the two-sided test, its far tail neglected."""
    one, two = deff * p1 * (1 - p1) / n1, deff * p2 * (1 - p2) / n2
    error = (one + two - 2 * correlation * (one * two) ** 0.5) ** 0.5
    normal = NormalDist()
    return normal.cdf(abs(p2 - p1) / error - normal.inv_cdf((1 + level) / 2))


@pytest.mark.parametrize(
    ("p1", "p2", "deff", "about", "exactly"),
    [
        (0.40, 0.50, 2, 770, 770),
        (0.40, 0.45, 2, 3060, 3062),
        (0.40, 0.50, 1.5, 577, 577),
        (0.30, 0.35, 1.5, 2060, 2061),
    ],
)
def test_respondents_per_wave(p1, p2, deff, about, exactly):
    needed = sample_size(p1, p2, deff)
    assert needed == pytest.approx(about, abs=5)
    assert needed == exactly


def test_a_simple_random_sample_as_in_r():
    """R: ``power.prop.test(p1 = .5, p2 = .75, power = .9)`` needs 76.7; it pools under H0."""
    assert sample_size(0.50, 0.75, 1, 0.9) == 74


def test_a_fall_needs_as_many_as_the_rise_back():
    assert sample_size(0.50, 0.40, 2) == sample_size(0.40, 0.50, 2)


def test_what_800_respondents_can_show_near_40_percent():
    """About 9.7 points: 9.8 for a rise from 40 %, 9.4 for a fall, for 60 % varies less below."""
    assert minimum_detectable(800, 0.40, 2) == pytest.approx(0.0981, abs=5e-5)
    assert minimum_detectable(800, 0.40, 2, direction="down") == pytest.approx(0.0942, abs=5e-5)
    around = minimum_detectable(800, 0.352, 2)
    assert around == pytest.approx(0.097, abs=5e-4)
    assert 0.352 + around / 2 == pytest.approx(0.40, abs=1e-3)


@pytest.mark.parametrize("direction", ["up", "down"])
@pytest.mark.parametrize(("n2", "correlation"), [(None, 0.0), (400, 0.0), (None, 0.6), (500, -0.3)])
@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
def test_the_change_is_found_as_often_as_asked_for(direction, n2, correlation, power):
    change = minimum_detectable(
        800,
        0.35,
        1.7,
        power,
        0.9,
        n2=n2,
        overlap_correlation=correlation,
        direction=direction,
    )
    later = 0.35 + change if direction == "up" else 0.35 - change
    chance = chance_to_find(0.35, later, 1.7, 800, n2 or 800, correlation=correlation, level=0.9)
    assert chance == pytest.approx(power, abs=1e-9)


def test_schools_visited_again_show_a_smaller_change():
    apart = minimum_detectable(800, 0.40, 2)
    together = minimum_detectable(800, 0.40, 2, overlap_correlation=0.5)
    assert together == pytest.approx(apart * 0.5**0.5, abs=2e-3)


def test_fewer_pupils_are_needed_in_schools_visited_again():
    assert sample_size(0.40, 0.50, 2, overlap_correlation=0.5) == 385


def test_the_second_wave_makes_up_for_a_small_first_one():
    assert sample_size(0.40, 0.50, 2, n1=770) == pytest.approx(770, abs=1)
    second = sample_size(0.40, 0.50, 2, n1=500)
    assert second > 770
    assert chance_to_find(0.40, 0.50, 2, 500, second) >= 0.8
    assert chance_to_find(0.40, 0.50, 2, 500, second - 1) < 0.8


def test_a_second_wave_is_planned_with_the_correlation_too():
    second = sample_size(0.40, 0.50, 2, n1=500, overlap_correlation=0.4)
    assert second < 500
    assert chance_to_find(0.40, 0.50, 2, 500, second, correlation=0.4) >= 0.8
    assert chance_to_find(0.40, 0.50, 2, 500, second - 1, correlation=0.4) < 0.8


def test_no_second_wave_makes_up_for_a_first_one_that_is_too_small():
    assert sample_size(0.40, 0.50, 2, n1=300) != sample_size(0.40, 0.50, 2, n1=300)  # NaN


@pytest.mark.parametrize(("share", "direction"), [(0.90, "up"), (0.10, "down")])
def test_no_change_is_large_enough_for_ten_respondents(share, direction):
    assert minimum_detectable(10, share, 2, direction=direction) == pytest.approx(
        float("nan"), nan_ok=True
    )


def test_the_smallest_of_the_detectable_changes_is_given():
    """Near 100 % two waves that go together show 1.04 points, but not the rise to 100 %."""
    change = minimum_detectable(100, 0.95, 1, overlap_correlation=0.99)
    assert change == pytest.approx(0.0104, abs=5e-5)
    assert chance_to_find(0.95, 0.95 + change, 1, 100, 100, correlation=0.99) == pytest.approx(0.8)
    assert chance_to_find(0.95, 0.9999, 1, 100, 100, correlation=0.99) < 0.8


def test_all_wrong_arguments_are_told_at_once():
    with pytest.raises(SurveyError) as raised:
        minimum_detectable(0, 40, -1, 1.2, 95, n2=-3, overlap_correlation=2, direction="sideways")
    told = str(raised.value)
    assert len(raised.value.faults) == 8
    for part in (
        "p = 40",
        "0.40",
        "n = 0",
        "n2 = -3",
        "deff = -1",
        "power = 1.2",
        "level = 95",
        "overlap_correlation = 2",
        "“sideways”",
    ):
        assert part in told


@pytest.mark.parametrize("wrong", [0, 1, float("nan"), float("inf")])
def test_shares_lie_between_0_and_1(wrong):
    with pytest.raises(SurveyError, match="p2 ="):
        sample_size(0.4, wrong, 2)


def test_the_size_of_a_first_wave_is_a_number_above_0():
    with pytest.raises(SurveyError, match="n1 = 0"):
        sample_size(0.4, 0.5, 2, n1=0)


def test_there_must_be_a_change():
    with pytest.raises(SurveyError, match=r"p1 và p2 cùng bằng 0\.4"):
        sample_size(0.4, 0.4, 2)
