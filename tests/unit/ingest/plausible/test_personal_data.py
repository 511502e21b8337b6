"""DQ-17: personal data in free text, and all that only looks like it."""

from __future__ import annotations

import pytest

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.checks.plausible.personal_data import TEXTS
from gdnn_analysis.ingest.checks.plausible.personal_patterns import personal_data
from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import issues_of, media_row, read

PHONES = [
    "0912345678",
    "0912 345 678",
    "0912.345.678",
    "0912-345-678",
    "091 234 5678",
    "091.2345678",
    "09 1234 5678 ĐT 0912345678",
    "LH: 0387654321 (chị Lan)",
    "SĐT:0387654321",
    "ĐT0387654321",
    "SĐT-0387654321.",
    "Zalo 0387 654 321, gặp anh Nam",
    "+84912345678",
    "+84 912 345 678",
    "(+84) 912 345 678",
    "+84(0)912345678",
    "0084912345678",
    "84912345678",
    "(024) 38251234",
    "024 3825 1234",
    "0225.3822888",
    "01682345678",
    "điện thoại 912345678",
    "gọi 0912345678 15 phút trước",
    "0912345678/0387654321",
]


@pytest.mark.parametrize("text", PHONES)
def test_phone_numbers_are_found_and_masked(text):
    found = personal_data(text)
    assert "số điện thoại 0" in found or "số điện thoại 2" in found, found
    assert "***" in found
    digits = "".join(sign for sign in text if sign.isdigit())
    assert digits not in found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0912345678", "số điện thoại 091*****78"),
        ("lienhe.lan@gmail.com", "thư điện tử l***@gmail.com"),
        ("Gửi về TVTS@cdn-01.edu.vn.", "thư điện tử T***@cdn-01.edu.vn"),
        ("CCCD 001085012345", "số CCCD 001*******45"),
        ("001 085 012 345", "số CCCD 001*******45"),
        ("căn cước số: 4011 2345 6789", "số CCCD 401*******89"),
        ("CMND 123456789", "số CMND 123****89"),
        ("ông Bình, 012345678", "số CMND 012****78"),
        ("0912345678; 0912345678", "số điện thoại 091*****78"),
        (
            "chị Lan 0912345678, lan@abc.vn",
            "số điện thoại 091*****78; thư điện tử l***@abc.vn",
        ),
    ],
)
def test_what_is_shown(text, shown):
    assert personal_data(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kế hoạch số 3066/KH-SLĐTBXH ngày 13/9/2021",
        "Công văn 1234567890/CV-UBND",
        "Quyết định 0912345678/QĐ",
        "Giai đoạn 2021-2025, 2021–2025",
        "ngày 03.05.2023 08:30",
        "03/05/2023 - 05/05/2023",
        "2023-05-20 08:30:00",
        "20230520 0830",
        "Kinh phí 1.234.567.890 đồng",
        "Kinh phí 0,912345678 tỷ",
        "250000000 đồng",
        "912.345.678 đồng",
        "84.912.345.678 đồng",
        "123456789 VND",
        "số tiền 120000000",
        "hoá đơn số 012345678",
        "MST 0900123456",
        "mã số thuế: 0700123456",
        "tài khoản 0912345678",
        "NOP-CDN-01-media-2023",
        "HS9-2022-0001",
        "202300123",
        "TT-0912 và TT-0345",
        "https://bao.example/hoc-nghe-0912345678.html",
        "bao.example/tin/0912345678",
        "anh_0912345678.jpg",
        "1900 1234 và 1800 6789",
        "Năm học 2022-2023: 1250 học sinh, 38 lớp, 12 trường",
        "33fee7a3ee229ee24871f1caed3f0ac3b1dfdb530ef3a5c3c844176659bbbd4e",
        "@truongnghe",
        "lớp 9/1, 9/2, 9/3; 45-46-47",
        "toạ độ 21.028511, 105.804817",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "4,5,6,7,8,9,10,11,12,13,14",
    ],
)
def test_what_only_looks_like_personal_data(text):
    assert personal_data(text) == ""


def test_declared_texts_are_of_the_contract():
    tables = contract().tables
    assert [(t, c) for t, columns in TEXTS.items() for c in columns if c not in tables[t]] == []


def test_the_issue_shows_the_masked_value_only():
    note = "Liên hệ chị Lan 0912345678"
    (issue,) = warned("DQ-17", {"media": [media_row(note=note)]}).to_dict("records")
    assert (issue["column"], issue["value"]) == ("note", "số điện thoại 091*****78")
    assert issue["severity"] == "canh_bao"
    assert "0912345678" not in "".join(str(cell) for cell in issue.values())


def test_titles_and_narratives_are_looked_at():
    report = {"duty_id": "N1", "unit_id": "TRUONG-A", "year": 2023, "narrative_vi": "a@b.vn"}
    duty = {
        "duty_id": "N1",
        "actor_group": "CSGDNN",
        "text_vi": "Nhiệm vụ",
        "force": "bat_buoc",
        "applies_from": "2021-09-13",
    }
    rows = {
        "media": [media_row(title_vi="Gọi 0912345678")],
        "duties": [duty],
        "duty_reports": [report],
    }
    found = issues_of(read(rows), rule="DQ-17")
    assert sorted(found["column"]) == ["narrative_vi", "title_vi"]


def test_cancelled_rows_and_rows_left_out_hold_personal_data_all_the_same():
    rows = [
        media_row("M1", note="0912345678", record_status="huy"),
        media_row("M2", note="0912345678", item_type="khong co"),
    ]
    assert len(issues_of(read({"media": rows}), rule="DQ-17")) == 2


def test_open_answers_of_surveys_are_looked_at():
    wave = {
        "wave_id": "W1",
        "population": "hs9",
        "fieldwork_from": "2023-03-01",
        "fieldwork_to": "2023-03-31",
        "mode": "giay_tai_lop",
        "design": "phi_xac_suat",
        "questionnaire_version": "1",
    }
    question = {
        "question_id": "Q1",
        "questionnaire_version": "1",
        "construct": "nguon_tin",
        "text_vi": "Nguồn khác?",
        "answer_type": "mo",
    }
    rows = {
        "survey_waves": [wave],
        "survey_questions": [question],
        "survey_responses": [
            {"resp_id": "R1", "wave_id": "W1", "Q1": "hỏi cô Hoa 0912345678"},
            {"resp_id": "0387654321", "wave_id": "W1", "Q1": "báo"},
        ],
    }
    found = warned("DQ-17", rows)
    assert found["column"].tolist() == ["Q1", "resp_id"]


def test_addresses_of_pages_are_not_looked_at():
    row = media_row(url="https://bao.example/tin-0912345678")
    assert warned("DQ-17", {"media": [row]}).empty


def test_without_the_tables_nothing_is_told():
    assert warned("DQ-17", {}).empty
