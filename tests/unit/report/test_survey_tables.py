"""Tables of the survey chapter: what is printed, and what must not be (R11 to R13)."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.report import tables
from gdnn_analysis.report.blocks import Table
from gdnn_analysis.report.survey_words import FINDING_SIGNS
from gdnn_analysis.report.wording import VERDICT_SIGNS
from tests.survey_accounts import WAVES, change, sample, scale

PUPILS, FIRMS, TEACHERS = WAVES[1], WAVES[2], WAVES[3]
EVERY = (
    tables.survey_samples,
    tables.survey_estimates,
    tables.survey_groups,
    tables.survey_changes,
    tables.survey_not_compared,
    tables.attitude_scale,
)


def estimate(code: str, category: str, value: float | None, **cells) -> Row:
    kept = {"breakdown": "wave", "unit": "%", **cells}
    return Row(code, category=category, value=value, **kept)


def lines(table: Table) -> list[tuple[str, ...]]:
    """Return the texts of all rows; non-breaking blanks as blanks."""
    return [tuple(cell.text.replace("\u00a0", " ") for cell in row.cells) for row in table.rows]


@pytest.mark.parametrize("make", EVERY, ids=lambda make: make.__name__)
def test_without_a_survey_there_is_no_table(reported, make):
    assert make(reported()) is None


def test_a_sample_says_who_was_asked_how_and_how_many_answered(reported):
    ev = reported(samples=[sample(PUPILS)])
    assert lines(tables.survey_samples(ev)) == [
        (
            "Học sinh lớp 9 (HS9-2025)",
            "Xác suất, phân tầng, chùm; phiếu giấy tại lớp",
            "10/3–28/3/2025",
            "1.036",
            "854",
            "47",
            "87,0%",
            "6/30",
            "1,01",
        )
    ]


def test_fieldwork_over_the_turn_of_a_year_keeps_both_years(reported):
    cells = {
        "fieldwork_from": pd.Timestamp("2024-12-20"),
        "fieldwork_to": pd.Timestamp("2025-01-05"),
    }
    ((_, _, time, *_),) = lines(tables.survey_samples(reported(samples=[sample(PUPILS, **cells)])))
    assert time == "20/12/2024–05/01/2025"


def test_what_is_not_known_of_a_sample_is_a_dash_and_never_0(reported):
    unknown = {"n_invited": None, "response_rate": None, "strata": None, "clusters": None}
    ((*_, invited, done, partial, rate, clusters, effect),) = lines(
        tables.survey_samples(
            reported(samples=[sample(TEACHERS, weight_effect=float("nan"), **unknown)])
        )
    )
    assert (invited, rate, clusters, effect) == ("–",) * 4
    assert (done, partial) == ("854", "47")


def test_notes_on_samples_are_said_once_for_all_waves_they_hold_for(reported):
    ev = reported(
        samples=[
            sample(PUPILS),
            sample(FIRMS, largest_weight=6.04, notes=("DN-2025: thiếu tầng.",)),
            sample(TEACHERS, weighting="hieu_chinh", margins_gap=1.13, straight_lined=3),
        ]
    )
    notes = tables.survey_samples(ev).notes
    assert notes[:5] == (
        "HS9-2025, DN-2025: quyền số dùng như số liệu đã nộp.",
        "DN-2025: quyền số lớn nhất gấp 6,0 lần trung vị.",
        "GV-2025: quyền số hiệu chỉnh theo biên tổng thể (lệch lớn nhất trước đó 1,1%).",
        "GV-2025: 3 phiếu chọn cùng một mức cho mọi câu của thang thái độ.",
        "DN-2025: thiếu tầng.",
    )


def test_estimates_stand_wave_by_wave_in_the_order_of_the_samples(reported):
    ev = reported(
        estimate("C01", "DN-2025", 36.7, ci_low=30.8, ci_high=43.1, n=297),
        estimate("C01", "HS9-2025", 46.79, ci_low=43.46, ci_high=50.14, n=883),
        estimate("C02", "HS9-2025", 43.0, breakdown="score", ci_low=40.1, ci_high=45.9, n=901),
        estimate(
            "C03", "HS9-2025", 54.79, breakdown="score", unit="điểm (0–100)", n=901,
            ci_low=52.69, ci_high=56.89,
        ),
        samples=[sample(PUPILS), sample(FIRMS)],
    )  # fmt: skip
    table = tables.survey_estimates(ev)
    assert lines(table) == [
        ("Học sinh lớp 9: đợt tháng 3/2025 (HS9-2025)",),
        ("Tỷ lệ nhận biết về GDNN (C01)", "46,8%", "43,5–50,1", "883"),
        ("Tỷ lệ câu trả lời đúng bình quân (C02)", "43,0%", "40,1–45,9", "901"),
        ("Chỉ số thái độ bình quân (thang 0–100) (C03)", "54,8", "52,7–56,9", "901"),
        ("Doanh nghiệp: đợt tháng 10/2025 (DN-2025)",),
        ("Tỷ lệ nhận biết về GDNN (C01)", "36,7%", "30,8–43,1", "297"),
    ]
    assert not any("tự nguyện" in note for note in table.notes)


def test_a_small_sample_gives_its_number_of_answers_and_no_percentage(reported):
    ev = reported(
        estimate("C01", "HS9-2025", None, n=12, flags=frozenset({"F-MAUNHO"})),
        samples=[sample(PUPILS)],
    )
    assert lines(tables.survey_estimates(ev))[1][1:] == ("mẫu nhỏ, chỉ nêu số đếm", "–", "12")


def test_volunteers_have_no_interval_and_are_not_generalised(reported):
    ev = reported(
        estimate("C01", "GV-2025", 33.6, n=119, flags=frozenset({"F-PXS"})),
        samples=[sample(TEACHERS)],
    )
    table = tables.survey_estimates(ev)
    assert lines(table) == [
        (
            "Giáo viên tư vấn hướng nghiệp: đợt tháng 5/2025 (GV-2025), mẫu tự nguyện, không suy "
            "rộng",
        ),
        ("Tỷ lệ nhận biết về GDNN (C01)", "33,6%", "–", "119"),
    ]
    assert any("không suy rộng" in note for note in table.notes)


def test_single_questions_are_quoted_below_their_indicator(reported):
    ev = reported(
        estimate("C05", "DN-2025", 67.2, ci_low=60.9, ci_high=73.1, n=297),
        estimate("C05", "DN-2025:YD1", 59.6, breakdown="item", n=297),
        estimate("C03", "HS9-2025:TD1", 41.6, breakdown="item", n=901),
        samples=[sample(PUPILS), sample(FIRMS)],
    )
    assert [texts[0] for texts in lines(tables.survey_estimates(ev))] == [
        "Học sinh lớp 9: đợt tháng 3/2025 (HS9-2025)",
        "– Câu “Học nghề có việc làm sớm.” (C03)",
        "Doanh nghiệp: đợt tháng 10/2025 (DN-2025)",
        "Ý định hợp tác, tuyển dụng của DN (C05)",
        "– Câu “Doanh nghiệp định tuyển người tốt nghiệp GDNN?” (C05)",
    ]


def test_groups_are_named_and_what_is_not_precise_is_not_printed(reported):
    def group(code: str, category: str, value: float | None, low=None, high=None, **cells) -> Row:
        breakdown = "wave_area" if ":H" in category else "wave_sex"
        return Row(
            code, category=category, value=value, ci_low=low, ci_high=high,
            **{"breakdown": breakdown, "unit": "%", "n": 60, **cells},
        )  # fmt: skip

    ev = reported(
        group("C01", "HS9-2025:nam", 49.8, 45.1, 54.5, n=448),
        group("C01", "HS9-2025:nu", 43.6, 38.9, 48.4, n=435),
        group("C04", "HS9-2025:nu", 26.9, 22.5, 31.6, n=440),
        group("C01", "HS9-2025:H288", 33.3, 0.8, 90.6),
        group("C01", "HS9-2025:H290", 43.3, 43.3, 43.3),
        group("C01", "HS9-2025:H293", 43.3),  # one cluster: its interval cannot be estimated
        group("C01", "GV-2025:khac", 61.5),  # volunteers: nothing to judge
        group("C01", "HS9-2025:H291", None, n=12, flags=frozenset({"F-MAUNHO"})),
        group("C01", "HS9-2025:H292", None, n=None, flags=frozenset({"F-AN"})),
        group("C01", "HS9-2025:khong_xac_dinh", 50.0, 40.0, 60.0),
        samples=[sample(PUPILS), sample(TEACHERS)],
    )
    table = tables.survey_groups(ev)
    assert [column.title for column in table.columns] == [
        "Nhóm",
        "Nhận biết về GDNN (C01)",
        "Ý định chọn, ủng hộ học GDNN (C04)",
    ]
    assert {texts[0]: texts[1:] for texts in lines(table)} == {
        "Học sinh lớp 9: đợt tháng 3/2025 (HS9-2025)": (),
        "Nam": ("49,8 (45,1–54,5); n = 448", "–"),
        "Nữ": ("43,6 (38,9–48,4); n = 435", "26,9 (22,5–31,6); n = 440"),
        "Thành phố Hải Dương": ("kém chính xác; n = 60", "–"),
        "Thành phố Chí Linh": ("kém chính xác; n = 60", "–"),
        "Huyện Kim Thành": ("kém chính xác; n = 60", "–"),
        "Huyện Nam Sách": ("n = 12", "–"),
        "Thị xã Kinh Môn": ("ẩn để bảo mật", "–"),
        "Không xác định": ("50,0 (40,0–60,0); n = 60", "–"),
        "Giáo viên tư vấn hướng nghiệp: đợt tháng 5/2025 (GV-2025), mẫu tự nguyện, không suy rộng": (),
        "khac": ("61,5; n = 60", "–"),
    }
    assert "theo giới tính và địa bàn huyện cũ" in table.caption
    assert "Kém chính xác" in table.notes[1]


def test_signs_of_changes_are_no_signs_of_verdicts():
    assert set(FINDING_SIGNS.values()).isdisjoint(VERDICT_SIGNS.values())


def test_a_table_of_groups_names_and_explains_only_what_it_has(reported):
    ev = reported(
        Row("C01", category="HS9-2025:nam", value=49.8, ci_low=45.1, ci_high=54.5,
            breakdown="wave_sex", unit="%", n=448),
        samples=[sample(PUPILS)],
    )  # fmt: skip
    table = tables.survey_groups(ev)

    assert table.caption.endswith("theo giới tính")
    assert not any("Kém chính xác" in note for note in table.notes)


def test_changes_have_core_questions_first_and_exploratory_ones_apart(reported):
    ev = reported(
        samples=[sample(PUPILS)],
        changes=[
            change("TD1", "Học nghề có việc làm sớm.", (34.2, 41.6), core=False, p_holm=None),
            change("NB2", "Hãy nêu một cơ sở GDNN.", (37.73, 49.61), p_value=0.00003, p_holm=0.0001),
            change(
                "YD1", "Sau lớp 9 em định chọn gì?", (35.0, 33.1), finding="chua_phat_hien",
                p_value=0.4, p_holm=0.8,
            ),
        ],
    )  # fmt: skip
    assert lines(tables.survey_changes(ev)) == [
        ("Học sinh lớp 9, 3/2022 → 3/2025 (HS9-2022, HS9-2025; có cụm chung) – câu hỏi lõi",),
        (
            "“Hãy nêu một cơ sở GDNN.”", "37,7", "49,6", "+11,9", "6,9 đến 16,9", "<0,001",
            "<0,001", "6,8", "tăng có ý nghĩa thống kê",
        ),
        (
            "“Sau lớp 9 em định chọn gì?”", "35,0", "33,1", "-1,9", "-6,9 đến 3,1", "0,400",
            "0,800", "6,8", "chưa phát hiện thay đổi",
        ),
        ("Học sinh lớp 9, 3/2022 → 3/2025 (HS9-2022, HS9-2025; có cụm chung) – câu hỏi khám phá",),
        (
            "“Học nghề có việc làm sớm.”", "34,2", "41,6", "+7,4", "2,4 đến 12,4", "0,012", "–",
            "6,8", "tăng có ý nghĩa thống kê",
        ),
    ]  # fmt: skip


def test_a_change_of_a_small_sample_is_not_printed(reported):
    ev = reported(
        samples=[sample(PUPILS)],
        changes=[change("NB2", "Hãy nêu một cơ sở GDNN.", (37.7, 49.6), n_from=29)],
    )
    shown = lines(tables.survey_changes(ev))[1]
    assert shown[1:] == (*["–"] * 7, "mẫu nhỏ (n = 29 và 901)")


def test_a_question_that_is_not_compared_is_quoted_with_its_reason(reported):
    refused = {"wave_from": "HS9-2022", "wave_to": "HS9-2025"}
    ev = reported(
        samples=[sample(PUPILS)],
        not_compared=[
            {**refused, "trend_id": "hs9_td1", "reason": "câu chữ đã đổi"},
            {**refused, "trend_id": "", "reason": "khác thời điểm trong năm"},
        ],
    )
    assert lines(tables.survey_not_compared(ev)) == [
        ("HS9-2022 → HS9-2025", "“Học nghề có việc làm sớm.”", "Câu chữ đã đổi"),
        ("HS9-2022 → HS9-2025", "Mọi câu hỏi", "Khác thời điểm trong năm"),
    ]


def test_the_attitude_scale_says_how_it_may_be_used(reported):
    ev = reported(
        samples=[sample(PUPILS), sample(FIRMS), sample(TEACHERS)],
        scales=[
            scale("HS9-2025"),
            scale("DN-2025", alpha=0.58, usable=False),
            scale("GV-2025", n=29),
        ],
    )
    assert lines(tables.attitude_scale(ev)) == [
        (
            "Học sinh lớp 9 (HS9-2025)", "5", "901", "0,82 (0,80–0,84)", "0,82", "54,8 (52,7–56,9)",
            "một thang chung",
        ),
        (
            "Doanh nghiệp (DN-2025)", "5", "901", "0,58 (0,80–0,84)", "0,82", "54,8 (52,7–56,9)",
            "in từng câu",
        ),
        ("Giáo viên tư vấn hướng nghiệp (GV-2025)", "5", "29", "–", "–", "–", "mẫu nhỏ"),
    ]  # fmt: skip
