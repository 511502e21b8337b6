"""The data snapshot: everything the figures need, and nothing about persons."""

from __future__ import annotations

from datetime import date

import pytest

from gdnn_analysis.ingest.freezing.files import freeze
from gdnn_analysis.ingest.load import read_sources
from gdnn_analysis.ingest.privacy import MARK
from gdnn_analysis.render.issuing.snapshot import restored, without_persons
from gdnn_analysis.report.archive import packed, unpacked

TODAY = date(2026, 6, 30)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "số liệu"
    folder.mkdir()
    (folder / "collaborators__A.csv").write_text(
        "collaborator_id,year,unit_id,sex,from_on,Họ tên\n"
        "0912345678,2022,HD-SLDTBXH,nu,2022-01-01,Nguyễn Thị Lan\n"
        ",,Người lập: Trần Văn Bảy,,,\n",
        encoding="utf-8",
    )
    (folder / "collaborators__B.csv").write_text(
        "collaborator_id,year,unit_id,sex,from_on\n"
        "0987654321,2022,HD-SLDTBXH,nam,2022-01-01\n"
        "0912345678,2023,HD-SLDTBXH,nu,2022-01-01\n",
        encoding="utf-8",
    )
    (folder / "survey_questions.csv").write_text(
        "question_id,questionnaire_version,construct,text_vi,answer_type\n"
        "Y1,v1,thai_do,Ý kiến khác,mo\n"
        "K1,v1,nhan_biet,Có biết không,mot\n",
        encoding="utf-8",
    )
    (folder / "survey_waves.csv").write_text(
        "wave_id,population,fieldwork_from,fieldwork_to,mode,design,questionnaire_version\n"
        "W1,hs9,2023-03-01,2023-03-20,giay_tai_lop,xs_don_gian,v1\n",
        encoding="utf-8",
    )
    (folder / "survey_responses.csv").write_text(
        "resp_id,wave_id,K1,y1,Họ và tên\n1,W1,1,Em là Đỗ Minh Khôi,Đỗ Minh Khôi\n",
        encoding="utf-8",
    )
    return folder


def whole(sources) -> str:
    return b"\n".join(freeze(sources).values()).decode("utf-8")


def test_names_numbers_and_own_words_are_gone(data):
    before = whole(read_sources(data))
    assert all(text in before for text in ("0912345678", "Trần Văn Bảy", "Đỗ Minh Khôi"))
    cleaned, removed = without_persons(read_sources(data), today=TODAY)
    text = whole(cleaned)
    for person in ("0912345678", "0987654321", "Trần Văn Bảy", "Đỗ Minh Khôi", "Nguyễn Thị Lan"):
        assert person not in text
    assert {(item.table, item.column, item.action, item.cells) for item in removed} >= {
        ("collaborators", "collaborator_id", "ma", 3),
        ("survey_responses", "y1", "bo", 1),
        ("collaborators", "", "che", 1),
    }


def test_a_person_has_one_code_in_all_files(data):
    cleaned, _ = without_persons(read_sources(data), today=TODAY)
    codes = [part.rows for part in cleaned.own.parts if part.table == "collaborators"]
    assert codes[0]["collaborator_id"].iloc[0] == codes[1]["collaborator_id"].iloc[1]
    assert codes[0]["collaborator_id"].iloc[0] != codes[1]["collaborator_id"].iloc[0]


def test_the_dataset_has_the_same_rows_in_the_same_places(data, tmp_path):
    sources = read_sources(data)
    cleaned, _ = without_persons(sources, today=TODAY)
    back = restored(packed(freeze(cleaned)), tmp_path / "mở", today=TODAY)
    places = back["collaborators"][["_file", "_row"]].to_numpy().tolist()
    assert places == [
        ["collaborators__A.csv", 2],
        ["collaborators__B.csv", 2],
        ["collaborators__B.csv", 3],
    ]
    assert back["survey_responses"]["Y1"].tolist() == [MARK], back.issues["message"].tolist()
    assert back.inputs["sha256"].tolist() == [digest for _, digest in sources.own.inputs]


def test_warnings_about_what_was_removed_stay(data, tmp_path):
    from gdnn_analysis.ingest import load

    cleaned, _ = without_persons(read_sources(data), today=TODAY)
    back = restored(packed(freeze(cleaned)), tmp_path / "mở", today=TODAY)
    rules = [
        frame["rule"].value_counts().to_dict()
        for frame in (load(data, today=TODAY).issues, back.issues)
    ]
    assert rules[0]["DQ-17"] == 3
    assert rules[0] == rules[1]


def test_data_without_persons_stay_as_they_are(tmp_path):
    (tmp_path / "messages.csv").write_text("message_id,text_vi\nM1,Học nghề\n", encoding="utf-8")
    sources = read_sources(tmp_path)
    cleaned, removed = without_persons(sources, today=TODAY)
    assert removed == ()
    assert freeze(cleaned) == freeze(sources)


def test_an_archive_is_the_same_bytes_whenever_it_is_made():
    files = {"b.csv": b"2", "a/ấ.csv": b"1" * 1000}
    assert packed(files) == packed(dict(reversed(files.items())))
    assert unpacked(packed(files)) == files
