"""Repeated keys (RL-09)."""

from __future__ import annotations

from tests.unit.ingest.world import issues_of, media_row, read, read_media, registry


def test_different_rows_under_one_key_are_all_left_out():
    data = read_media(media_row("M1"), media_row("M1", title_vi="Khác"), media_row("M2"))
    assert data["media"]["report_id"].tolist() == ["M2"]
    found = issues_of(data, rule="DQ-03", severity="loi")
    assert found["row"].tolist() == [2, 3]
    assert data.left_out["media"]["rules"].tolist() == ["DQ-03", "DQ-03"]
    assert data.left_out["media"]["key"].tolist() == ["M1", "M1"]


def test_identical_rows_count_once_and_the_rest_are_warnings():
    data = read_media(media_row("M1"), media_row("M1"), media_row("M1"))
    assert data["media"]["_row"].tolist() == [2]
    found = issues_of(data, rule="DQ-03")
    assert found["severity"].tolist() == ["canh_bao", "canh_bao"]
    assert found["row"].tolist() == [3, 4]


def test_rows_that_say_the_same_in_other_spellings_are_identical():
    data = read_media(
        media_row("M1", air_minutes="2,5", is_digital="có"),
        media_row("M1", air_minutes=2.5, is_digital="x"),
    )
    assert len(data["media"]) == 1
    assert issues_of(data, severity="loi").empty


def test_rows_that_give_different_reasons_are_not_identical():
    data = read_media(media_row("M1", air_minutes="KCS"), media_row("M1", air_minutes="KAD"))
    assert data["media"].empty


def test_identical_and_different_rows_under_one_key_are_all_left_out():
    data = read_media(media_row("M1"), media_row("M1"), media_row("M1", title_vi="Khác"))
    assert data["media"].empty
    assert len(data.left_out["media"]) == 3


def test_blank_parts_of_a_key_are_equal_to_each_other():
    link = {"src_table": "media", "src_id": "M1", "act_id": "PL-I.1"}
    rows = {
        "activities": [
            {"act_id": "PL-I.1", "is_heading": "không", "name_vi": "Phóng sự"},
        ],
        "activity_links": [link | {"note": "a"}, link | {"note": "b"}],
    }
    assert read(rows)["activity_links"].empty


def test_versions_of_a_unit_have_different_keys():
    units = registry()["units"]
    data = read({"units": [*units, units[0] | {"valid_from": "2023-01-01", "name_vi": "Tên mới"}]})
    assert len(data["units"]) == 3
    assert issues_of(data, severity="loi").empty


def test_a_row_without_its_key_is_told_as_missing_not_as_repeated():
    data = read_media(media_row(""), media_row("", title_vi="Khác"))
    assert set(data.issues["rule"]) == {"DQ-01"}


def test_two_answers_of_one_respondent_are_both_left_out_g28():
    """The golden case says "load stops"; RL-09 decides that loading never stops."""
    wave = {
        "wave_id": "HS9-1",
        "population": "hs9",
        "fieldwork_from": "2022-03-01",
        "fieldwork_to": "2022-03-20",
        "mode": "giay_tai_lop",
        "design": "phi_xac_suat",
        "questionnaire_version": "1",
    }
    answer = {"wave_id": "HS9-1", "status": "hoan_thanh", "sex": "nu"}
    data = read(
        {
            "survey_waves": [wave],
            "survey_responses": [
                {"resp_id": "R1", **answer},
                {"resp_id": "R1", **answer, "sex": "nam"},
                {"resp_id": "R2", **answer},
            ],
        }
    )
    assert data["survey_responses"]["resp_id"].tolist() == ["R2"]
    found = issues_of(data, rule="DQ-03", severity="loi")
    assert found["row"].tolist() == [2, 3]
