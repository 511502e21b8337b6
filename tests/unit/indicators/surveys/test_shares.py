"""Rows of shares: which are shown, with what beside them, and which is the headline (R11, R12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.surveys.shares import (
    empty_row,
    group_rows,
    headline,
    item_rows,
    limit,
    marks,
    share_rows,
    shown,
)
from tests.survey_worlds import clusters, people, question, sample_of, surveys, wave, wave_of
from tests.worlds import inputs_of

WAVES = [
    wave("HS9-2023"),
    wave("PH9-2023"),
    wave("GV-2023", design="phi_xac_suat"),
    wave("DN-2023", design="tong_dieu_tra"),
]
DATA = surveys(WAVES, [question()], [])
INPUTS = inputs_of(DATA)
HS9, PH9, GV, DN = (wave_of(DATA, name) for name in ("HS9-2023", "PH9-2023", "GV-2023", "DN-2023"))
BASE = empty_row(INPUTS, "C01")


def row(category: str, value: float = 40, breakdown: str = "wave") -> Row:
    return replace(BASE, breakdown=breakdown, category=category, value=value, n=100)


def test_an_empty_row_has_no_figure():
    assert (BASE.value, BASE.numerator, BASE.n, BASE.unit) == (None, None, None, "%")
    assert empty_row(inputs_of(DATA, 2021), "C01").flags == {"F-2021"}
    assert empty_row(INPUTS, "C06", "điểm phần trăm").unit == "điểm phần trăm"


def test_the_only_probability_wave_is_the_headline():
    head = headline(
        INPUTS, BASE, (HS9,), [row("HS9-2023", 42), row("HS9-2023:nam", 50, "wave_sex")]
    )
    assert (head.value, head.n, head.breakdown, head.category) == (42, 100, "", "")
    assert (head.verdict, head.flags) == ("khong_chi_tieu", frozenset())


def test_volunteers_beside_it_change_nothing():
    head = headline(INPUTS, BASE, (HS9, GV), [row("GV-2023", 90), row("HS9-2023", 42)])
    assert (head.value, head.flags) == (42, frozenset())


def test_a_full_count_stands_for_its_population():
    assert headline(INPUTS, BASE, (DN,), [row("DN-2023", 42)]).value == 42


@pytest.mark.parametrize(
    ("waves", "flags"),
    [
        ((), set()),
        ((GV,), {"F-PXS"}),
        ((HS9, PH9), {"F-CACHHIEU"}),
        ((HS9, PH9, GV), {"F-CACHHIEU"}),
    ],
)
def test_none_or_several_populations_have_no_headline(waves, flags):
    head = headline(INPUTS, BASE, waves, [row(one.id) for one in waves])
    assert (head.value, head.n, head.verdict) == (None, None, "khong_chi_tieu")
    assert head.flags == flags


def test_a_wave_that_gave_no_row_has_no_headline():
    head = headline(INPUTS, BASE, (HS9,), [row("HS9-2023:NB1", 50, "item")])
    assert (head.value, head.flags) == (None, frozenset())


def test_two_years_of_one_population_in_one_window_have_no_headline():
    again = replace(HS9, id="HS9-2023b")
    assert headline(INPUTS, BASE, (HS9, again), [row("HS9-2023"), row("HS9-2023b")]).value is None


@pytest.mark.parametrize(("n", "is_shown"), [(30, True), (29, False), (None, False)])
def test_thirty_answers_make_a_percentage(n, is_shown):
    given = replace(row("HS9-2023"), n=n, ci_low=30, ci_high=50, numerator=4, denominator=10)
    found = shown(INPUTS, given)
    if is_shown:
        assert found is given
    else:
        assert (found.value, found.ci_low, found.ci_high) == (None, None, None)
        assert (found.numerator, found.denominator, found.n) == (4, 10, n)
        assert found.flags == {"F-MAUNHO"}


def test_the_smallest_sample_is_a_setting():
    strict = inputs_of(DATA, smallest_sample=101)
    assert shown(strict, row("HS9-2023")).value is None


def test_limits_are_percentages_of_samples_only():
    assert limit(0.25, HS9) == 25
    assert [limit(0.25, one) for one in (GV, DN)] == [None, None]
    assert limit(float("nan"), HS9) is None


def test_volunteers_are_marked():
    assert [set(marks(one)) for one in (HS9, DN, GV)] == [set(), set(), {"F-PXS"}]


ROWS = (
    people(30, "a", sex="nam", weight=2, area_id="H1", NB1="1")
    + people(10, "b", sex="nam", weight=2, area_id="H2", NB1="2")
    + people(40, "c", sex="nu", weight=1, area_id="H2", NB1="2")
    + people(5, "e", sex="nu", weight=1, area_id="H2", NB1="9")
)


def test_parts_are_weighted_sums_over_those_who_answered():
    sample = sample_of(surveys([wave()], [question()], ROWS))
    found = {one.category: one for one in share_rows(INPUTS, BASE, sample, "C01")}
    assert list(found) == [
        "HS9-2023",
        "HS9-2023:nam",
        "HS9-2023:nu",
        "HS9-2023:H1",
        "HS9-2023:H2",
    ]
    parts = {name: (one.numerator, one.denominator, one.n) for name, one in found.items()}
    assert parts["HS9-2023"] == (60, 120, 80)
    assert parts["HS9-2023:nam"] == (60, 80, 40)
    assert parts["HS9-2023:nu"] == (0, 40, 40)
    assert parts["HS9-2023:H2"] == (0, 60, 50)
    assert all(
        one.value == pytest.approx(100 * one.numerator / one.denominator) for one in found.values()
    )
    assert found["HS9-2023"].ci_low < 50 < found["HS9-2023"].ci_high


def test_what_nobody_was_asked_for_has_no_rows():
    sample = sample_of(surveys([wave()], [question()], people(40, "a", NB1="1")))
    assert [one.breakdown for one in share_rows(INPUTS, BASE, sample, "C01")] == ["wave"]
    assert list(share_rows(INPUTS, BASE, sample, "C02")) == []


def test_a_group_without_answers_has_no_row():
    rows = people(40, "a", sex="nam", NB1="1") + people(3, "b", sex="nu", NB1="9")
    sample = sample_of(surveys([wave()], [question()], rows))
    found = [one.category for one in share_rows(INPUTS, BASE, sample, "C01")]
    assert found == ["HS9-2023", "HS9-2023:nam"]


def test_an_item_is_a_row_of_the_whole_wave():
    sample = sample_of(surveys([wave()], [question()], ROWS))
    (found,) = item_rows(INPUTS, BASE, sample, "item:NB1", "HS9-2023:NB1")
    assert (found.breakdown, found.category) == ("item", "HS9-2023:NB1")
    assert (found.value, found.numerator, found.denominator) == (50, 60, 120)


def test_a_sum_of_shares_by_group_leaves_out_groups_without_answers():
    rows = people(20, "a", sex="nam", NB1="1", NB2="2") + people(
        20, "b", sex="nam", NB1="2", NB2="2"
    )
    rows += people(3, "c", sex="nu", NB1="9")
    sample = sample_of(surveys([wave()], [question(), question("NB2")], rows))
    weights = {"item:NB1": 1.0, "item:NB2": -1.0}
    found = dict(group_rows(sample, "wave_sex", weights))
    assert {name: line["estimate"] for name, line in found.items()} == {"HS9-2023:nam": 0.5}
    assert [name for name, _ in group_rows(sample, "wave", weights)] == ["HS9-2023"]
    assert list(group_rows(sample, "wave_area", weights)) == []


def test_one_cluster_alone_has_no_interval():
    """Without a degree of freedom nothing is known of the error: no interval, not one of width 0."""
    rows = clusters([(20, 20)], "p", stratum="T1", area_id="H1")
    rows += clusters([(10, 20), (20, 10)], "q", stratum="T1", area_id="H2")
    sample = sample_of(surveys([wave(design="xs_phan_tang_cum")], [question()], rows))
    found = {one.category: one for one in share_rows(INPUTS, BASE, sample, "C01")}
    assert found["HS9-2023:H2"].ci_low < 50 < found["HS9-2023:H2"].ci_high
    assert found["HS9-2023:H1"].value == 50
    assert (found["HS9-2023:H1"].ci_low, found["HS9-2023:H1"].ci_high) == (None, None)


def test_an_item_nobody_answered_has_no_row():
    rows = people(40, "a", NB1="9")
    sample = sample_of(surveys([wave()], [question()], rows))
    assert list(item_rows(INPUTS, BASE, sample, "item:NB1", "HS9-2023:NB1")) == []
