"""C06 as rows of the result table: no row where waves must not be compared (R12)."""

from __future__ import annotations

import pytest

from gdnn_analysis import evaluate
from gdnn_analysis.indicators.frame import Output
from gdnn_analysis.indicators.survey_change import compute_c06
from tests.survey_worlds import people, question, surveys, wave
from tests.worlds import inputs_of, parts, roles, row

BEFORE, AFTER = "HS9-2022", "HS9-2023"
TREND = f"{BEFORE}>{AFTER}:t"


def answers(first=(30, 70), second=(55, 45), **cells):
    rows = []
    for wave_id, (yes, no) in ((BEFORE, first), (AFTER, second)):
        rows += people(yes, "c", wave_id, NB1="1", **cells) + people(
            no, "k", wave_id, NB1="2", **cells
        )
    return rows


def change(*, before=None, after=None, questions=None, responses=None, year=2023) -> Output:
    data = surveys(
        [wave(BEFORE, **before or {}), wave(AFTER, **{"comparable_with": BEFORE, **(after or {})})],
        questions or [question(trend_id="t", core=True)],
        responses or answers(),
    )
    return compute_c06(inputs_of(data, year))


def test_the_only_core_question_is_the_headline():
    found = change()
    head, own = row(found), row(found, breakdown="trend", category=TREND)
    for name in ("value", "ci_low", "ci_high", "n"):
        assert getattr(head, name) == getattr(own, name)
    assert head.value == pytest.approx(25)
    assert (head.unit, head.verdict, own.verdict) == ("điểm phần trăm", "khong_chi_tieu", "")
    assert (head.numerator, head.denominator) == (None, None)


DIFFERENT = [
    {"after": {"population": "ph9"}},
    {"after": {"mode": "truc_tuyen"}},
    {"after": {"weight_method": "theo giới"}},
    {"after": {"fieldwork_from": "2023-09-06", "fieldwork_to": "2023-09-24"}},
    {"after": {"design": "phi_xac_suat"}},
    {"before": {"design": "tong_dieu_tra"}},
    {"after": {"comparable_with": None}},
    {"year": 2022},
]


@pytest.mark.parametrize("given", DIFFERENT)
def test_what_must_not_be_compared_has_no_row(given):
    found = change(**given)
    assert [(one.breakdown, one.value, one.n) for one in found.rows] == [("", None, None)]
    assert found.sources.empty


def test_a_changed_key_has_no_row():
    asked = [question(trend_id="t", core=True)]
    asked += [question(trend_id="t_moi", core=True, questionnaire_version="V2")]
    assert parts(change(after={"questionnaire_version": "V2"}, questions=asked), "trend") == {}


@pytest.mark.parametrize(
    ("given", "flags"),
    [
        ({"after": {"design": "phi_xac_suat"}}, {"F-PXS"}),
        ({"before": {"design": "phi_xac_suat"}}, set()),
        ({"after": {"design": "phi_xac_suat", "comparable_with": None}}, set()),
        ({"after": {"mode": "truc_tuyen"}}, set()),
    ],
)
def test_volunteers_who_were_to_be_compared_are_marked(given, flags):
    assert row(change(**given)).flags == flags


def several(*cores: bool) -> Output:
    names = [f"NB{n}" for n in range(1, len(cores) + 1)]
    asked = [
        question(name, trend_id=name.lower(), core=core)
        for name, core in zip(names, cores, strict=True)
    ]
    rows = [{**one, **dict.fromkeys(names, one["NB1"])} for one in answers()]
    return change(questions=asked, responses=rows)


def test_several_core_questions_have_no_common_figure():
    found = several(True, False, True)
    assert (row(found).value, row(found).n, row(found).flags) == (None, None, {"F-CACHHIEU"})
    assert list(parts(found, "trend").values()) == pytest.approx([25, 25, 25])


def test_exploratory_questions_make_no_headline():
    found = several(False, False)
    assert (row(found).value, row(found).flags) == (None, frozenset())
    assert len(parts(found, "trend")) == 2


def test_one_core_question_among_others_is_the_headline():
    assert row(several(False, True, False)).value == pytest.approx(25)


@pytest.mark.parametrize(("first", "n"), [((9, 20), 29), ((9, 21), 30)])
def test_the_smaller_wave_decides_what_is_shown(first, n):
    found = change(responses=answers(first=first))
    own = row(found, breakdown="trend", category=TREND)
    assert own.n == n
    if n < 30:
        assert (own.value, own.ci_low, own.ci_high) == (None, None, None)
        assert own.flags == {"F-MAUNHO"}
    else:
        assert own.value == pytest.approx(25)
        assert own.flags == frozenset()


def test_the_trace_tells_of_both_waves():
    rows = answers(first=(1, 1), second=(1, 0)) + people(1, "x", AFTER, status="tu_choi")
    found = roles(change(responses=rows), "survey_responses")
    assert [role for role, _ in found.values()] == ["tinh", "tinh", "tinh", "loai"]


def test_g19_a_question_three_answered_does_not_hide_another_change():
    """Changes do not add up, so nothing could be worked out from them."""
    asked = [question(trend_id="t", core=True), question("NB2", trend_id="t2")]
    rows = answers() + people(3, "x", BEFORE, NB2="1") + people(40, "x", AFTER, NB2="2")
    data = surveys([wave(BEFORE), wave(AFTER, comparable_with=BEFORE)], asked, rows, shipped=True)
    found = evaluate(data, "2023", created="2026-06-30", codes={"C06"})
    assert found.value("C06", breakdown="trend", category=f"{BEFORE}>{AFTER}:t2") is None
    assert found.value("C06", breakdown="trend", category=TREND) == pytest.approx(25)


def test_trend_rows_stay_what_they_were_in_the_five_years():
    """One row per pair of waves, also where another year has another pair of the same question."""
    later = "HS9-2025"
    rows = answers() + people(30, "c", later, NB1="1") + people(70, "k", later, NB1="2")
    waves = [wave(BEFORE), wave(AFTER, comparable_with=BEFORE), wave(later, comparable_with=AFTER)]
    data = surveys(waves, [question(trend_id="t", core=True)], rows, shipped=True)
    found = evaluate(data, "2021-2025", created="2026-06-30", codes={"C06"})
    shown = found.rows("C06", breakdown="trend").set_index("category")
    assert shown["value"].to_dict() == pytest.approx({TREND: 25, f"{AFTER}>{later}:t": -25})
    for year, category in ((2023, TREND), (2025, f"{AFTER}>{later}:t")):
        own = found.years[year].row("C06", breakdown="trend", category=category)
        for name in ("value", "ci_low", "ci_high", "n"):
            assert shown.loc[category, name] == own[name]
    assert found.value("C06") is None
    assert found.surveys.changes["finding"].tolist() == ["tang", "giam"]
