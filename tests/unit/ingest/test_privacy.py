"""What leaves the office holds no personal data, and everything else (R14)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.ingest.privacy import MARK, Removed, clean_rows, clean_text, open_questions


def test_only_the_number_goes_from_a_text():
    text = "Liên hệ cô Lan 0912 345 678 hoặc lan@truong.edu.vn, QĐ 522/QĐ-TTg"
    assert clean_text(text) == f"Liên hệ cô Lan {MARK} hoặc {MARK}, QĐ 522/QĐ-TTg"
    assert clean_text(clean_text(text)) == clean_text(text)


def test_texts_without_personal_data_stay():
    for text in ("Tuyển sinh 2023", "https://x.vn/0912345678.html", "12.000.000.000 đồng"):
        assert clean_text(text) == text


def test_a_table_says_how_many_cells_lost_something():
    rows = pd.DataFrame({"report_id": ["R1", "R2"], "note": ["gọi 0912345678", None]})
    cleaned, removed = clean_rows("media", rows)
    assert cleaned["note"].iloc[0] == f"gọi {MARK}"
    assert pd.isna(cleaned["note"].iloc[1])
    assert removed == [Removed("media", "note", "che", 1)]
    assert rows["note"].iloc[0] == "gọi 0912345678"


def test_nothing_to_remove_is_nothing_removed():
    rows = pd.DataFrame({"report_id": ["R1"], "note": ["sửa ngày 10/5/2023"]})
    cleaned, removed = clean_rows("media", rows)
    assert removed == []
    assert cleaned is rows


def test_a_person_known_by_a_phone_number_keeps_one_code_in_all_rows():
    rows = pd.DataFrame(
        {"collaborator_id": ["0912345678", "CTV-1", "0987654321", "0912345678"], "year": [2022] * 4}
    )
    codes = clean_rows("collaborators", rows)[0]["collaborator_id"].tolist()
    assert codes == ["an-danh-00001", "CTV-1", "an-danh-00002", "an-danh-00001"]


def test_answers_in_own_words_are_dropped_and_stay_answered():
    rows = pd.DataFrame({"resp_id": ["1", "2"], "Y1": ["Em tên Nam", None], "K1": ["co", "khong"]})
    cleaned, removed = clean_rows("survey_responses", rows, {"Y1"})
    assert cleaned["Y1"].iloc[0] == MARK
    assert pd.isna(cleaned["Y1"].iloc[1])
    assert cleaned["K1"].tolist() == ["co", "khong"]
    assert removed == [Removed("survey_responses", "Y1", "bo", 1)]


def test_which_questions_are_open_is_read_as_people_write_it():
    questions = pd.DataFrame({"question_id": ["Y1", "K1"], "answer_type": ["Mo", "mot"]})
    assert open_questions(questions) == {"Y1"}
    assert open_questions(pd.DataFrame({"question_id": ["Y1"]})) == frozenset()


def test_places_of_evidence_that_shows_persons_go_unless_public():
    rows = pd.DataFrame(
        {
            "evidence_id": list("abcd"),
            "location": ["anh/nam.jpg", "https://x.vn/bai", "anh/lop.jpg", "anh/le.jpg"],
            "has_personal_data": ["có", "có", "không", None],
        }
    )
    places = clean_rows("evidence", rows)[0]["location"].tolist()
    assert places == [MARK, "https://x.vn/bai", "anh/lop.jpg", MARK]
    typed = rows.assign(has_personal_data=pd.array([True, True, False, None], dtype="boolean"))
    assert clean_rows("evidence", typed)[0]["location"].tolist() == places
