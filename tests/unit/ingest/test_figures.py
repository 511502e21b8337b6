"""Numbers: Vietnamese and other conventions, and never a guess."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.unit.ingest.world import event_row, issues_of, media_row, only_issue, read, write_csv


def minutes(*typed):
    rows = [media_row(f"M{place}", air_minutes=value) for place, value in enumerate(typed)]
    return read({"media": rows})


def entries(*typed):
    rows = [event_row(f"E{place}", entries=value) for place, value in enumerate(typed)]
    return read({"events": rows})


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12.0),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.234.567", 1234567.0),
        ("1,234,567", 1234567.0),
        ("2 593", 2593.0),
        ("2\u202f593", 2593.0),
        ("0,125", 0.125),
        ("0.125", 0.125),
        (12.5, 12.5),
        (12, 12.0),
    ],
)
def test_a_text_with_one_reading_gets_it(typed, value):
    data = minutes(typed)
    assert data["media"]["air_minutes"].tolist() == [value]
    assert data.issues.empty


@pytest.mark.parametrize("typed", ["1.234", "1,234"])
def test_thousands_or_decimals_with_nothing_to_decide_is_an_error(typed):
    data = minutes(typed)
    issue = only_issue(data, rule="DQ-20", severity="loi")
    assert issue["value"] == typed
    assert data["media"].empty


@pytest.mark.parametrize(
    ("proof", "doubtful", "value"),
    [("12,5", "1.234", 1234.0), ("12.5", "1.234", 1.234), ("12,5", "1,234", 1.234)],
)
def test_other_figures_of_the_file_settle_the_decimal_sign(proof, doubtful, value):
    data = minutes(proof, doubtful)
    assert data["media"]["air_minutes"].tolist()[1] == value
    assert data.issues.empty


def test_figures_that_contradict_each_other_settle_nothing():
    data = minutes("12,5", "12.5", "1.234")
    assert only_issue(data, severity="loi")["row"] == 4


def test_a_semicolon_file_has_the_decimal_comma(folder, read_folder):
    write_csv(folder / "media.csv", [media_row(air_minutes="1.234")], delimiter=";")
    assert read_folder()["media"]["air_minutes"].tolist() == [1234.0]


def test_one_file_does_not_settle_the_sign_of_another(folder, read_folder):
    write_csv(folder / "media__a.csv", [media_row("M1", air_minutes="12.5")])
    write_csv(folder / "media__b.csv", [media_row("M2", air_minutes="1.234")])
    issue = only_issue(read_folder(), severity="loi")
    assert (issue["file"], issue["rule"]) == ("media__b.csv", "DQ-20")


@pytest.mark.parametrize("typed", ["1.234", "1,234", "1 234", 1234, 1234.0, "1234,0"])
def test_a_whole_number_has_one_reading_only(typed):
    data = entries(typed)
    assert data["events"]["entries"].tolist() == [1234]
    assert data["events"]["entries"].dtype == "Int64"
    assert data.issues.empty


@pytest.mark.parametrize("typed", ["12,5", 12.5, "12.5"])
def test_a_fraction_of_a_whole_number_is_an_error(typed):
    issue = only_issue(entries(typed))
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "loi")
    assert "số nguyên" in issue["message"]


@pytest.mark.parametrize("typed", ["khoảng 100", "100 bài", "1E+05", "--5", True, "5%"])
def test_words_are_no_number(typed):
    issue = only_issue(entries(typed))
    assert (issue["rule"], issue["severity"], issue["column"]) == ("DQ-20", "loi", "entries")


def test_a_negative_count_is_an_error():
    issue = only_issue(entries("-3"))
    assert (issue["rule"], issue["severity"], issue["value"]) == ("DQ-21", "loi", "-3")


def line(**changes):
    return {
        "line_id": "D1",
        "year": 2023,
        "unit_id": "TRUONG-A",
        "fund_source": "nsnn_tinh",
        "comms_share": "0,5",
    } | changes


@pytest.mark.parametrize("typed", ["0,5", "0.5", "50%", 0.5])
def test_a_share_may_be_a_decimal_or_a_percentage(typed):
    assert read({"budget_lines": [line(comms_share=typed)]})["budget_lines"][
        "comms_share"
    ].tolist() == [0.5]


@pytest.mark.parametrize("typed", ["50", "1,01", "-0,1"])
def test_a_share_lies_within_0_and_1(typed):
    issue = only_issue(read({"budget_lines": [line(comms_share=typed)]}))
    assert (issue["rule"], issue["severity"]) == ("DQ-21", "loi")


def test_a_score_off_its_scale_is_an_error():
    row = {"criterion_id": "K1", "year": 2023, "assessor_role": "Phòng GDNN", "score": "0,7"}
    criteria = [{"criterion_id": "K1", "phase": "khong_gian", "statement_vi": "Tiêu chí"}]
    data = read({"ecosystem_scores": [row], "ecosystem_criteria": criteria})
    assert only_issue(data)["rule"] == "DQ-02"


def test_integers_beyond_exactness_are_refused():
    assert only_issue(entries("9007199254740993"))["severity"] == "loi"


def test_missing_stays_missing():
    assert pd.isna(entries("")["events"]["entries"].iloc[0])
    assert issues_of(entries("")).empty
