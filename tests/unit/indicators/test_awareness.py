"""C01 to C05 as rows of the result table: which rows there are, and which there must not be."""

from __future__ import annotations

import pytest

from gdnn_analysis import evaluate
from gdnn_analysis.indicators.awareness import compute_shares
from gdnn_analysis.indicators.frame import Output
from tests.survey_worlds import people, question, scale, surveys, wave
from tests.worlds import inputs_of, parts, roles, row

FACTS = [question(f"KT{n}", "kien_thuc") for n in range(1, 4)]
ATTITUDES = [scale("TD1"), scale("TD2", reverse=True), scale("TD3")]
INTENTIONS = [question("YD1", "y_dinh"), question("YD2", "y_dinh")]
EVERY = ("C01", "C02", "C03", "C04", "C05")


def output(code, waves, questions, responses, year=2023, **choices) -> Output:
    data = surveys(waves, questions, responses)
    return compute_shares(code, inputs_of(data, year, **choices))


def cells(found: Output) -> list[tuple[str, str]]:
    return [(one.breakdown, one.category) for one in found.rows]


@pytest.mark.parametrize("code", EVERY)
def test_no_survey_is_an_empty_headline_and_no_zero(code):
    found = output(code, [wave()], [question()], [], year=2022)
    (head,) = found.rows
    assert (head.value, head.n, head.numerator, head.verdict) == (
        None,
        None,
        None,
        "khong_chi_tieu",
    )
    assert found.sources.empty


@pytest.mark.parametrize("code", EVERY)
def test_the_year_the_plan_was_issued_is_marked(code):
    found = output(
        code, [wave("HS9-2021")], [question()], people(40, "a", "HS9-2021", NB1="1"), 2021
    )
    assert all("F-2021" in one.flags for one in found.rows)


@pytest.mark.parametrize("code", EVERY)
def test_what_was_not_asked_has_no_rows(code):
    found = output(code, [wave()], [question("PN1", "phoi_nhiem")], people(40, "a", PN1="1"))
    assert cells(found) == [("", "")]
    assert found.rows[0].flags == frozenset()


def test_a_wave_that_was_not_asked_does_not_blur_the_headline():
    """The second wave asked about intentions only: awareness is still that of one population."""
    waves = [wave(), wave("PH9-2023", questionnaire_version="V2")]
    asked = [question(), question("YD1", "y_dinh", questionnaire_version="V2")]
    rows = people(40, "a", NB1="1") + people(40, "b", "PH9-2023", YD1="1")
    found = output("C01", waves, asked, rows)
    assert (found.rows[0].value, found.rows[0].flags) == (100, frozenset())


def test_headline_and_wave_are_the_same_figure():
    rows = people(30, "a", NB1="1") + people(30, "b", NB1="2")
    found = output("C01", [wave()], [question()], rows)
    head, own = row(found), row(found, breakdown="wave", category="HS9-2023")
    for name in ("value", "numerator", "denominator", "ci_low", "ci_high", "n", "unit"):
        assert getattr(head, name) == getattr(own, name)
    assert (head.verdict, own.verdict) == ("khong_chi_tieu", "")


def test_the_trace_tells_of_everybody_approached():
    rows = people(1, "a", NB1="1") + people(1, "b", status="tu_choi") + people(1, "c", NB1="9")
    found = output("C01", [wave()], [question()], rows)
    traced = roles(found, "survey_responses")
    assert traced == {0: ("tinh", ""), 1: ("loai", "không phỏng vấn được"), 2: ("tinh", "")}


def test_the_score_stands_beside_knowledge_and_attitude_only():
    rows = people(
        40, "a", NB1="1", **dict.fromkeys(("KT1", "KT2", "KT3"), "1"), TD1="5", TD2="1", TD3="5"
    ) + people(10, "b", NB1="1", KT1="1", KT2="2", KT3="8", TD1="2", TD2="4", TD3="1")
    asked = [question(), *FACTS, *ATTITUDES]
    expected = {"C01": {}, "C02": {"HS9-2023": pytest.approx(100 * (40 + 10 / 3) / 50)}}
    expected["C03"] = {"HS9-2023": pytest.approx((40 * 100 + 10 * 100 / 6) / 50)}
    for code, scores in expected.items():
        assert parts(output(code, [wave()], asked, rows), "score") == scores
    assert (
        row(output("C02", [wave()], asked, rows), breakdown="score", category="HS9-2023").unit
        == "%"
    )
    index = row(output("C03", [wave()], asked, rows), breakdown="score", category="HS9-2023")
    assert index.unit == "điểm (0–100)"
    assert (index.numerator, index.denominator) == (None, None)


POOR = (
    people(10, "a", TD1="5", TD2="2", TD3="3", sex="nam")
    + people(10, "b", TD1="4", TD2="4", TD3="5", sex="nu")
    + people(10, "c", TD1="2", TD2="3", TD3="1", sex="nam")
    + people(10, "e", TD1="4", TD2="2", TD3="5", sex="nu")
)


def test_a_poor_scale_has_items_and_no_share_of_the_whole():
    found = output("C03", [wave()], ATTITUDES, POOR)
    assert {breakdown for breakdown, _ in cells(found)} == {"", "item", "score"}
    assert row(found).value is None
    items = {f"HS9-2023:TD{n}": share for n, share in ((1, 75), (2, 50), (3, 50))}
    assert parts(found, "item") == items


def test_a_good_scale_has_no_items():
    rows = people(20, "a", TD1="5", TD2="1", TD3="5") + people(20, "b", TD1="1", TD2="5", TD3="2")
    assert parts(output("C03", [wave()], ATTITUDES, rows), "item") == {}


def test_enterprises_intentions_are_told_one_by_one():
    rows = people(25, "a", "DN-2023", YD1="1", YD2="2") + people(
        15, "b", "DN-2023", YD1="2", YD2="2"
    )
    found = output("C05", [wave("DN-2023")], INTENTIONS, rows)
    assert row(found).value == 62.5
    assert parts(found, "item") == {"DN-2023:YD1": 62.5, "DN-2023:YD2": 0}
    families = output("C04", [wave("HS9-2023")], INTENTIONS, people(40, "a", YD1="1", YD2="2"))
    assert parts(families, "item") == {}


def test_each_population_has_its_own_indicator_of_intention():
    waves = [wave("HS9-2023"), wave("DN-2023"), wave("DAN-2023")]
    rows = [
        row for name in ("HS9", "DN", "DAN") for row in people(40, "a", f"{name}-2023", YD1="1")
    ]
    assert parts(output("C04", waves, INTENTIONS[:1], rows), "wave") == {"HS9-2023": 100}
    assert parts(output("C05", waves, INTENTIONS[:1], rows), "wave") == {"DN-2023": 100}


# -- small cells: R11, G19 ----------------------------------------------------------------------


def published(code, waves, questions, responses):
    data = surveys(waves, questions, responses, shipped=True)
    return evaluate(data, "2023", created="2026-06-30", codes={code})


def test_a_wave_of_three_does_not_hide_another_wave():
    """Populations do not add up (no mean, no sum): nothing can be worked out from the other wave."""
    rows = people(50, "a", NB1="1") + people(50, "b", NB1="2") + people(3, "c", "PH9-2023", NB1="1")
    found = published("C01", [wave(), wave("PH9-2023")], [question()], rows)
    assert found.value("C01", breakdown="wave", category="PH9-2023") is None
    assert found.value("C01", breakdown="wave", category="HS9-2023") == 50


def test_a_question_three_answered_does_not_hide_another_question():
    """Items of one wave do not add up to anything."""
    rows = people(50, "a", "DN-2023", YD1="1") + people(50, "b", "DN-2023", YD1="2")
    rows += people(3, "c", "DN-2023", YD1="1", YD2="1")
    found = published("C05", [wave("DN-2023")], INTENTIONS, rows)
    assert found.value("C05", breakdown="item", category="DN-2023:YD2") is None
    assert found.value("C05", breakdown="item", category="DN-2023:YD1") == pytest.approx(5300 / 103)
