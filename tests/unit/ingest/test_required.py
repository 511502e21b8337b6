"""Required cells (DQ-01) and reason-coded missing values (rule R01)."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.unit.ingest.world import issues_of, media_row, only_issue, read_media, write_csv


def test_a_blank_required_cell_is_an_error():
    data = read_media(media_row(title_vi="  "), media_row("M2"))
    issue = only_issue(data, rule="DQ-01")
    assert (issue["severity"], issue["table"], issue["file"]) == ("loi", "media", "media.csv")
    assert (issue["row"], issue["column"]) == (2, "title_vi")
    assert "Tiêu đề" in issue["message"]
    assert issue["remedy"]
    assert data["media"]["report_id"].tolist() == ["M2"]


@pytest.mark.parametrize("typed", ["KCS", "kad", " CDK ", "Bm"])
def test_a_reason_is_kept_beside_the_missing_value(typed):
    data = read_media(media_row(air_minutes=typed))
    assert data["media"]["air_minutes"].isna().all()
    stated = data.missing["media"]
    assert stated[["record", "column", "reason"]].values.tolist() == [
        [data["media"].index[0], "air_minutes", typed.strip().upper()]
    ]
    assert data.issues.empty


def test_a_reason_does_not_fill_a_required_cell():
    data = read_media(media_row(title_vi="KCS"))
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["value"]) == ("DQ-01", "loi", "KCS")
    assert data.missing["media"].empty


def test_a_missing_value_is_never_zero_or_false():
    row = read_media(media_row(theme_codes=""))["media"].iloc[0]
    assert pd.isna(row["air_minutes"])
    assert pd.isna(row["is_digital"])
    assert row["theme_codes"] == ()


def test_a_missing_required_column_is_one_issue_and_leaves_all_rows_out(folder, read_folder):
    rows = [media_row(f"M{n}") for n in range(3)]
    for row in rows:
        del row["channel_id"]
    write_csv(folder / "media.csv", rows)
    data = read_folder()
    issue = only_issue(data)
    assert (issue["rule"], issue["column"], issue["row"]) == ("DQ-01", "channel_id", 1)
    assert "3" in issue["message"]
    assert len(data.left_out["media"]) == 3
    assert data.has("media")


def test_an_unreadable_required_cell_is_told_once():
    data = read_media(media_row(published_at="31/02/2023"))
    assert only_issue(data)["rule"] == "DQ-04"


def test_an_ellipsis_is_missing_with_a_warning():
    data = read_media(media_row(air_minutes="…"))
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "canh_bao")
    assert data["media"]["air_minutes"].isna().all()


def test_a_dash_in_a_figure_is_an_error_because_it_may_be_zero():
    issue = only_issue(read_media(media_row(air_minutes="-")))
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "loi")
    assert "KCS" in issue["remedy"]


def test_a_dash_in_a_text_is_a_blank_with_a_warning():
    data = read_media(media_row(item_id="-"))
    assert only_issue(data)["severity"] == "canh_bao"
    assert data["media"]["item_id"].isna().all()


def test_counts_are_used_and_left_out():
    data = read_media(media_row("M1"), media_row("M2", title_vi=""), media_row("M3"))
    counts = data.counts.set_index("table").loc["media"]
    assert counts.tolist() == [3, 2, 1]


def test_a_table_that_was_not_sent_is_an_empty_frame_with_its_columns():
    data = read_media(media_row())
    assert not data.has("trainings")
    assert data["trainings"].empty
    assert data["trainings"].dtypes.astype(str).to_dict() | {"hours": "float64"} == (
        data["trainings"].dtypes.astype(str).to_dict()
    )
    assert list(data["trainings"].columns[-3:]) == ["_file", "_sheet", "_row"]


def test_all_issues_are_found_at_once():
    data = read_media(media_row(title_vi="", item_type="xyz", published_at="2030-01-01"))
    assert issues_of(data, severity="loi")["rule"].tolist() == ["DQ-01", "DQ-02", "DQ-04"]
