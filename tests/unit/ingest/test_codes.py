"""Codes, labels, lists and truth values (DQ-02, RL-15)."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.unit.ingest.world import issues_of, media_row, only_issue, read, read_media


@pytest.mark.parametrize(
    "typed",
    ["phong_su", "Phóng sự", "phóng sự", " PHÓNG SỰ ", "phong_su - Phóng sự", "Pho\u0301ng sự"],
)
def test_the_code_its_label_or_both_mean_the_code(typed):
    data = read_media(media_row(item_type=typed))
    assert data["media"]["item_type"].tolist() == ["phong_su"]
    assert issues_of(data).loc[issues_of(data)["severity"].ne("thong_tin")].empty


def test_a_label_without_its_diacritics_is_no_label():
    assert only_issue(read_media(media_row(item_type="Phong su khac")))["rule"] == "DQ-02"


def test_an_unknown_code_is_an_error_with_the_nearest_code():
    data = read_media(media_row(item_type="phongsu"))
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["value"]) == ("DQ-02", "loi", "phongsu")
    assert "phong_su" in issue["remedy"]
    assert "Thể loại" in issue["message"]
    assert data["media"].empty


def test_a_code_unlike_any_other_gets_the_list():
    assert "tin (Tin)" in only_issue(read_media(media_row(item_type="@#§")), rule="DQ-02")["remedy"]


@pytest.mark.parametrize("typed", ["1a;2b", "1a; 2b;", "1a\n2b", "1a, 2b", ["1a", "2b"]])
def test_lists_are_split_and_trimmed(typed):
    data = read_media(media_row(theme_codes=typed))
    assert data["media"]["theme_codes"].tolist() == [("1a", "2b")]
    assert data.issues.empty


def test_a_repeated_item_counts_once_with_a_warning():
    data = read_media(media_row(theme_codes="2b;1a;2b"))
    assert data["media"]["theme_codes"].tolist() == [("2b", "1a")]
    assert only_issue(data)["severity"] == "canh_bao"


def test_an_unknown_item_of_a_list_is_named_alone():
    issue = only_issue(read_media(media_row(theme_codes="1a;9z")))
    assert (issue["rule"], issue["value"]) == ("DQ-02", "9z")


def test_grades_are_whole_numbers_and_may_be_written_as_labels():
    school = {
        "school_id": "S1",
        "name_vi": "Trường THCS",
        "school_level": "THCS",
        "area_id": "AREA-1",
        "valid_from": "2000-01-01",
    }
    rows = [
        {"school_id": "S1", "school_year": "2022-2023", "grade": grade, "sex": "nam", "pupils": 5}
        for grade in ("Khối 9", 8.0, "7", "13")
    ]
    data = read({"schools": [school], "school_pupils": rows})
    assert data["school_pupils"]["grade"].tolist() == [9, 8, 7]
    assert data["school_pupils"]["grade"].dtype == "Int64"
    assert only_issue(data)["rule"] == "DQ-02"


@pytest.mark.parametrize("typed", ["có", "Đúng", "x", "X", "1", "TRUE", "yes", "✓", True, 1, 1.0])
def test_words_for_yes(typed):
    assert read_media(media_row(is_digital=typed))["media"]["is_digital"].tolist() == [True]


@pytest.mark.parametrize("typed", ["không", "Sai", "0", "FALSE", "no", False, 0])
def test_words_for_no(typed):
    assert read_media(media_row(is_digital=typed))["media"]["is_digital"].tolist() == [False]


def test_a_blank_truth_value_is_missing_not_false():
    values = read_media(media_row(is_digital=" "))["media"]["is_digital"]
    assert values.dtype == "boolean"
    assert pd.isna(values.iloc[0])


@pytest.mark.parametrize("typed", ["có thể", "2", 2, "KHONG RO"])
def test_other_words_are_no_truth_value(typed):
    issue = only_issue(read_media(media_row(is_digital=typed)))
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "loi")


def test_numbers_of_workbooks_are_codes_and_ids_without_a_point():
    rows = [
        {
            "policy_id": 12.0,
            "number": "1",
            "doc_type": "nd",
            "issuer": "Chính phủ",
            "issued_on": "2021-01-01",
            "title_vi": "Nghị định",
            "relevance": 1.0,
            "must_communicate": "x",
        }
    ]
    row = read({"policies": rows})["policies"].iloc[0]
    assert (row["policy_id"], row["relevance"]) == ("12", "1")


@pytest.mark.parametrize("typed", [1.2345678901234567e17, "1.23457E+17"])
def test_ids_that_lost_their_digits_are_errors(typed):
    issue = only_issue(read_media(media_row(item_id=typed)))
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "loi")


def test_a_text_that_begins_like_a_formula_is_kept_with_a_warning():
    typed = '=HYPERLINK("http://x")'
    data = read_media(media_row(title_vi=typed), media_row("M2", note="+84 220 123"))
    assert data["media"]["title_vi"].tolist()[0] == typed
    found = issues_of(data)
    assert found["severity"].tolist() == ["canh_bao"]
    assert found["column"].tolist() == ["title_vi"]


@pytest.mark.parametrize("typed", ["#N/A", "#REF!", "#####"])
def test_an_excel_error_is_no_value(typed):
    issue = only_issue(read_media(media_row(air_minutes=typed)))
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "loi")


def test_text_is_in_normal_form_c_without_blanks_around():
    data = read_media(media_row(title_vi=" Nga\u0300y hội\u200b\u00a0"))
    assert data["media"]["title_vi"].tolist() == ["Ngày hội"]
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "thong_tin")


def test_text_in_an_old_font_is_converted_and_told_cell_by_cell():
    data = read_media(media_row("M1", title_vi="H¶i D\u00ad¬ng tuyÓn sinh"), media_row("M2"))
    assert data["media"]["title_vi"].tolist() == ["Hải Dương tuyển sinh", media_row()["title_vi"]]
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["row"]) == ("DQ-20", "canh_bao", 2)
    assert "TCVN3" in issue["message"]
