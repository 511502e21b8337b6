"""Sentences of the survey chapter: only what the samples carry (R11 to R13, R15)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

import pytest

from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.render.references import texts_of
from gdnn_analysis.report import figures, narrative, tables
from gdnn_analysis.report.blocks import Block, Heading
from gdnn_analysis.vietnamese.claims import LEVELS, lint_claims
from tests.survey_accounts import WAVES, answers, change, sample, scale

PUPILS, FIRMS, TEACHERS = WAVES[1], WAVES[2], WAVES[3]
NB2 = ("NB2", "Hãy nêu một cơ sở GDNN.")
YD1 = ("YD1", "Sau lớp 9 em định chọn gì?")


def estimate(code: str, wave: str, value: float | None, low=None, high=None, **cells) -> Row:
    return Row(
        code, category=wave, value=value, ci_low=low, ci_high=high, breakdown="wave", unit="%",
        **{"n": 300, **cells},
    )  # fmt: skip


def texts(blocks) -> list[str]:
    return [block.text.replace("\u00a0", " ") for block in blocks]


def test_without_a_survey_nothing_is_concluded(reported):
    ev = reported()
    assert narrative.survey_overview(ev).text == (
        "Năm 2025 không tổ chức khảo sát; không kết luận về nhận thức."
    )
    assert len(narrative.survey_estimates(ev)) == 0
    assert len(narrative.survey_changes(ev)) == 0
    assert narrative.survey_annex_heading(ev) is None
    assert narrative.survey_method(ev) is None


def test_the_overview_names_who_was_asked_when(reported):
    text = narrative.survey_overview(reported(samples=[sample(PUPILS), sample(FIRMS)])).text
    assert text.startswith(
        "Năm 2025 có 2 đợt khảo sát: học sinh lớp 9 (tháng 3/2025); doanh nghiệp (tháng 10/2025)."
    )
    assert "không có số liệu trước ngày 13/9/2021" in text


def test_an_estimate_goes_with_its_interval_and_number_of_answers(reported):
    ev = reported(
        estimate("C01", "HS9-2025", 46.79, 43.46, 50.14, n=883),
        estimate("C04", "HS9-2025", 29.68, 26.7, 32.8, n=892),
        estimate("C01", "DN-2025", None, n=12, flags=frozenset({"F-MAUNHO"})),
        samples=[sample(PUPILS), sample(FIRMS)],
    )
    assert texts(narrative.survey_estimates(ev)) == [
        "Học sinh lớp 9, 3/2025: nhận biết về GDNN (C01) 46,8% (KTC 95%: 43,5–50,1; n = 883); ý "
        "định chọn, ủng hộ học GDNN (C04) 29,7% (KTC 95%: 26,7–32,8; n = 892).",
        "Doanh nghiệp, 10/2025: nhận biết về GDNN (C01) mẫu nhỏ, chỉ nêu số đếm (n = 12).",
    ]


def test_volunteers_speak_for_themselves_only(reported):
    ev = reported(
        estimate("C01", "GV-2025", 33.6, n=119, flags=frozenset({"F-PXS"})),
        samples=[sample(TEACHERS)],
    )
    assert texts(narrative.survey_estimates(ev)) == [
        "Giáo viên tư vấn hướng nghiệp, 5/2025, mẫu tự nguyện: nhận biết về GDNN (C01) 33,6% (n = "
        "119). Số liệu chỉ nói về người đã trả lời, không suy rộng."
    ]


def changes_of(ev) -> str:
    return " ".join(texts(narrative.survey_changes(ev)))


def test_a_change_goes_with_interval_detectable_change_and_finding(reported):
    ev = reported(
        samples=[sample(PUPILS)],
        changes=[
            change(*NB2, (37.7, 49.6)),
            change(*YD1, (35.0, 33.1), finding="chua_phat_hien", p_holm=0.8),
            change("TD2", "Chỉ dành cho người học kém.", (40.0, 31.0), finding="giam"),
        ],
    )
    opening, sentence, closing = texts(narrative.survey_changes(ev))
    assert opening == (
        "Trong 3 lượt so sánh câu hỏi lõi với đợt khảo sát trước (C06): 1 lượt tăng có ý nghĩa "
        "thống kê; 1 lượt giảm có ý nghĩa thống kê; 1 lượt chưa phát hiện thay đổi."
    )
    assert sentence == (
        "Học sinh lớp 9, tháng 3/2022 và tháng 3/2025: “Hãy nêu một cơ sở GDNN.” từ 37,7% đến "
        "49,6%, chênh lệch +11,9 điểm phần trăm (KTC 95%: 6,9 đến 16,9; ngưỡng phát hiện 6,8), "
        "tăng có ý nghĩa thống kê; “Sau lớp 9 em định chọn gì?” từ 35,0% đến 33,1%, chênh lệch "
        "-1,9 điểm phần trăm (KTC 95%: -6,9 đến 3,1; ngưỡng phát hiện 6,8), chưa phát hiện thay "
        "đổi; “Chỉ dành cho người học kém.” từ 40,0% đến 31,0%, chênh lệch -9,0 điểm phần trăm "
        "(KTC 95%: -14,0 đến -4,0; ngưỡng phát hiện 6,8), giảm có ý nghĩa thống kê."
    )
    assert "(KTC 95%:\u00a0-6,9" in narrative.survey_changes(ev)[1].text  # a line never begins so
    assert closing.startswith("Chênh lệch tính từ số chưa làm tròn.")
    assert "Chưa đủ căn cứ quy các thay đổi này cho hoạt động truyền thông" in closing
    assert closing.endswith("nêu trong khung “Điều có thể và không thể kết luận”.")


def test_a_change_that_only_fails_holms_correction_says_so(reported):
    """G13: the interval lies above 0, yet over four core questions p is 0.185."""
    ev = reported(
        samples=[sample(PUPILS)],
        changes=[
            change(
                *NB2, (42.0, 49.0), ci_low=0.1, ci_high=13.9, p_value=0.046, p_holm=0.185,
                finding="chua_phat_hien",
            )
        ],
    )  # fmt: skip
    assert "chưa phát hiện thay đổi sau khi hiệu chỉnh Holm cho nhiều câu hỏi" in changes_of(ev)


def test_other_questions_are_called_exploratory_and_give_no_conclusion(reported):
    rows = [change(*NB2, (37.7, 49.6)), change(*YD1, (30.0, 45.0), core=False, p_holm=None)]
    text = changes_of(reported(samples=[sample(PUPILS)], changes=rows))
    assert "Có 1 lượt so sánh câu hỏi khám phá" in text
    assert "không dùng làm kết luận" in text
    assert "đầy đủ" not in text, "the full report says it too"
    assert "{bang:" not in text, "reports without the annex of surveys do not have its tables"
    assert "Sau lớp 9" not in text


def test_without_comparable_questions_no_change_is_told(reported):
    for rows, kind in (
        ([], "câu hỏi"),
        ([change(*NB2, (37.7, 49.6), n_to=29)], "câu hỏi"),
        ([change(*NB2, (37.7, 49.6), core=False)], "câu hỏi lõi"),
    ):
        text = changes_of(reported(samples=[sample(PUPILS)], changes=rows))
        assert text.startswith(f"Không có {kind} nào so sánh được với đợt khảo sát trước"), text
        assert "37,7" not in text


def test_the_annex_of_surveys_opens_only_when_there_is_one(reported):
    heading = narrative.survey_annex_heading(reported(samples=[sample(PUPILS)]))
    assert isinstance(heading, Heading)
    assert (heading.level, heading.text[:12]) == (1, "Phụ lục VII.")


def test_the_annex_of_questions_opens_only_when_there_are_some(reported):
    assert narrative.questionnaire_heading(reported()).text.endswith("Bảng hỏi")
    assert narrative.questionnaire_heading(replace(reported(), data=load_rows({}))) is None


@pytest.mark.parametrize(
    "method",
    ["Korn–Graubard", "Holm", "số cụm trừ số tầng", "bình quân chung", "raking", "công suất 80%"],
)
def test_the_method_note_names_how_figures_are_made(reported, method):
    note = " ".join(texts(narrative.survey_method(reported(samples=[sample(PUPILS)]))))
    assert method in note
    assert "dưới 30 người trả lời" in note


def whole_chapter(reported) -> Iterator[Block]:
    """Yield every block of the chapter for an evaluation in which everything occurs."""
    items = (5.0, 20.0, 30.0, 30.0, 10.0)
    ev = reported(
        estimate("C01", "HS9-2025", 46.8, 43.4, 50.2, n=883),
        estimate("C03", "GV-2025", 33.6, n=119, flags=frozenset({"F-PXS"})),
        estimate("C05", "DN-2025", None, n=12, flags=frozenset({"F-MAUNHO"})),
        estimate("C01", "HS9-2025:nam", 46.8, 43.4, 50.2),
        Row("C01", category="HS9-2025:nam", value=46.8, breakdown="wave_sex", unit="%", n=400),
        samples=[sample(PUPILS), sample(FIRMS, straight_lined=2), sample(TEACHERS)],
        items=answers(
            "HS9-2025", "TD2", "Chỉ cho người học kém.", items, reverse=True, unknown=5.0
        ),
        scales=[scale("HS9-2025"), scale("DN-2025", usable=False)],
        changes=[
            change(*NB2, (37.7, 49.6)),
            change(*YD1, (35.0, 33.1), finding="chua_phat_hien"),
            change("TD2", "Chỉ cho người học kém.", (40.0, 31.0), finding="giam", core=False),
        ],
        not_compared=[
            {"wave_from": "HS9-2022", "wave_to": "HS9-2025", "trend_id": "x", "reason": "đã đổi"}
        ],
    )
    yield narrative.survey_overview(ev)
    estimates = figures.survey_estimates(ev)
    yield estimates.block
    yield from chain(
        narrative.survey_estimates(ev),
        narrative.survey_changes(ev),
        narrative.survey_method(ev),
        figures.survey_changes(ev),
        figures.attitudes(ev),
    )
    for make in (
        tables.survey_samples,
        tables.survey_estimates,
        tables.survey_groups,
        tables.survey_changes,
        tables.survey_not_compared,
        tables.attitude_scale,
    ):
        table = make(ev)
        assert table is not None, make.__name__
        yield table


@pytest.mark.parametrize("level", LEVELS)
def test_no_word_of_the_chapter_claims_more_than_any_evidence_carries(reported, level):
    found = [
        (text, claim.phrase)
        for block in (*whole_chapter(reported), narrative.survey_overview(reported()))
        for text in texts_of(block)
        for claim in lint_claims(text, level)
    ]
    assert not found


def test_a_change_is_never_called_absent(reported):
    for block in whole_chapter(reported):
        for text in texts_of(block):
            assert "không đổi" not in text.lower()
            assert "không thay đổi" not in text.lower()
