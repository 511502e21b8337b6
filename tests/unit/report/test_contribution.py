"""What reports say of contribution: permitted words only, from the level and the tests."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gdnn_analysis import evaluate, figures, load, narrative, tables
from gdnn_analysis.evaluation.ladder import level_of_codes
from gdnn_analysis.indicators.contribution import Check, Finding
from gdnn_analysis.indicators.frame import Row, to_frame
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.blocks import Blocks, Figure, Heading, Note, Paragraph, Table
from gdnn_analysis.vietnamese.claims import lint_claims

ROOT = Path(__file__).parents[3]
OUTCOMES = ("C01", "C03", "C04", "P01", "P02", "P03", "T06")


def _graded(levels, *tests):
    """Return an evaluation whose outcomes have these levels and whose tests are written by hand."""
    rows = [
        Row("P06", value=level, unit="mức (0–4)", breakdown="indicator", category=code)
        for code, level in zip(OUTCOMES, levels, strict=True)
    ]
    bare = evaluate(load_rows({}), "2025", created="2026-06-30")
    ev = replace(bare, results=to_frame(rows, period="2025", window="nd09"))
    vars(ev)["contribution"] = tests
    return ev


def _found(method, **more):
    base = {
        "ran": True,
        "reason": "Hồi quy.",
        "n": 220,
        "estimate": 0.31,
        "ci_low": 0.1,
        "ci_high": 0.52,
        "p_value": 0.004,
        "outcome": "P01",
    }
    return Finding(method, **{**base, **more})


def _line(ev, words):
    return next(line for line in narrative.conclusions_box(ev).lines if words in line)


def test_level_2_says_that_nothing_is_credited():
    line = _line(_graded([1, 1, 1, 2, 1, 1, 1]), "phân luồng sau THCS (P01):")

    assert "Chưa đủ căn cứ quy cho hoạt động truyền thông" in line
    assert line.endswith("bảng sự kiện bối cảnh, không có nghĩa là không có.")
    assert not lint_claims(line, 0)


def test_level_3_is_an_association():
    ev = _graded([1, 1, 1, 3, 1, 1, 1], _found("lieu_dap_ung"))
    line = _line(ev, "phân luồng sau THCS (P01):")

    assert "phù hợp với khả năng có đóng góp nhưng chưa loại trừ" in line
    assert "+0,31 điểm % (KTC 95%: 0,10 đến 0,52; p = 0,004; n = 220)" in line
    assert not lint_claims(line, 3)


def test_level_4_gives_the_size_of_the_contribution():
    ev = _graded([1, 1, 1, 4, 1, 1, 1], _found("khac_biet_kep"))
    line = _line(ev, "phân luồng sau THCS (P01):")

    assert "Có bằng chứng cho thấy truyền thông đã đóng góp" in line
    assert not [claim for claim in lint_claims(line, 4) if claim.severity == "loi"]
    assert lint_claims(line, 3)


def test_the_ladder_names_the_outcomes_that_reach_each_level():
    rows = tables.evidence_levels(_graded([0, 1, 1, 3, 2, None, 1])).rows

    assert [row.cells[2].text for row in rows] == [
        "C01, C03, C04, P01, P02, T06",
        "C03, C04, P01, P02, T06",
        "P01, P02",
        "P01",
        "chưa đạt",
    ]


def test_a_method_shows_its_result_and_the_checks_it_failed():
    failed = Check("bo_tung_huyen", passed=False, text="")
    ev = _graded([1] * 7, _found("lieu_dap_ung", p_value=0.4, checks=(failed,)))

    row = tables.contribution_methods(ev).rows[1]

    assert row.cells[2].text == "đạt"
    assert row.cells[3].text.endswith(
        "chưa phát hiện liên hệ; kiểm tra không qua: bỏ lần lượt từng huyện cũ, dấu không đổi."
    )


@pytest.mark.parametrize(
    ("codes", "level"),
    [
        (["O01", "A03"], 0),
        ([], 0),
        (["T01"], 1),
        (["P01"], 2),
        (["P01", "A03"], 2),
        (["C01", "P01"], 0),
        (["P05"], 1),
        (["C06"], 0),
    ],
)
def test_a_text_may_claim_what_the_weakest_of_its_outcomes_carries(codes, level):
    assert level_of_codes(_graded([0, 1, 1, 2, 2, 1, 1]), codes) == level


EVERYTHING = (
    (narrative, "enrolment_sentences"),
    (narrative, "not_credited"),
    (narrative, "contribution_sentence"),
    (narrative, "conclusions_box"),
    (narrative, "main_results"),
    (narrative, "limitations"),
    (narrative, "causes_sentence"),
    (narrative, "lessons"),
    (narrative, "directions"),
    (narrative, "proposals"),
    (narrative, "left_out_sentence"),
    (narrative, "dac_introduction"),
    (narrative, "summary_answers"),
    (narrative, "plan_evaluated"),
    (narrative, "evaluation_method"),
    (narrative, "contribution_method"),
    (tables, "enrolment_context"),
    (tables, "enrolment_series"),
    (tables, "evidence_levels"),
    (tables, "contribution_methods"),
    (tables, "rival_explanations"),
    (tables, "dac_criteria"),
    (tables, "owners_of_channels"),
    (tables, "causes"),
    (tables, "next_year_tasks"),
    (tables, "new_recommendations"),
    (tables, "followed_recommendations"),
    (tables, "context_timeline"),
    (tables, "plan_gaps"),
    (tables, "evaluation_questions"),
    (tables, "completeness_by_year"),
    (tables, "next_plan_frame"),
    (figures, "results_chain"),
    (figures, "enrolment_trend"),
    (figures, "dose_response"),
)


def _texts(block):
    """Yield every text of a block that a reader sees."""
    if block is None:
        return
    if isinstance(block, Blocks):
        for part in block:
            yield from _texts(part)
    elif isinstance(block, Paragraph | Heading):
        yield block.text
    elif isinstance(block, Note):
        yield from (block.title, *block.lines)
    elif isinstance(block, Table):
        yield from (block.caption, *block.notes)
        yield from (cell.text for row in block.rows for cell in row.cells)
    elif isinstance(block, Figure):
        yield from (block.caption, block.alt)
        yield from _texts(block.data)
    else:
        yield from _texts(block.block)


@pytest.fixture(scope="module", params=["demo", "public_record"])
def five_years(request):
    return evaluate(load(ROOT / "data" / request.param), "2021-2025", created="2026-06-30")


@pytest.mark.parametrize("year", [2021, 2023, 2025, None])
def test_no_sentence_claims_an_effect(five_years, year):
    ev = five_years if year is None else five_years.years[year]

    claims = {
        (name, claim.phrase, text)
        for module, name in EVERYTHING
        for text in _texts(getattr(module, name)(ev))
        for claim in lint_claims(text, 0)
    }

    # Analysts may write at the level of their indicators; everything generated keeps to level 0.
    assert not {claim for claim in claims if "[Cán bộ tổng hợp" not in claim[2]}


def test_without_data_nothing_is_drawn_and_sentences_say_why():
    ev = evaluate(load_rows({}), "2023", created="2026-06-30")

    assert isinstance(figures.dose_response(ev), Paragraph)
    assert tables.rival_explanations(ev) is None
    assert "chưa phép nào đủ điều kiện" in narrative.contribution_sentence(ev).text
    assert "chưa xét mức bằng chứng" in narrative.conclusions_box(ev).lines[0]


def test_changes_of_a_survey_outcome_name_whose_they_are_and_leave_out_others(reported):
    changes = [
        {"construct": "y_dinh", "core": True, "population": population, "finding": finding}
        for population, finding in (("hs9", "tang"), ("hs9", "chua_phat_hien"), ("dn", "giam"))
    ]
    level = Row("P06", value=2.0, unit="mức (0–4)", breakdown="indicator", category="C04")
    (line,) = [
        x for x in narrative.conclusions_box(reported(level, changes=changes)).lines if "C04" in x
    ]

    assert "Học sinh lớp 9 – 1 lượt tăng, 1 lượt chưa phát hiện thay đổi (C04, C06" in line
    assert "Doanh nghiệp" not in line
