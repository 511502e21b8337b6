"""Dates: impossible, vague, future, with an offset (DQ-04, DQ-05, RL-03)."""

from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from tests.unit.ingest.world import (
    event_row,
    issues_of,
    media_row,
    only_issue,
    read,
    read_media,
    registry,
)


def published(typed, **changes):
    return read_media(media_row(published_at=typed, **changes))


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2023-05-20", "2023-05-20"),
        ("20/5/2023", "2023-05-20"),
        ("20.05.2023", "2023-05-20"),
        ("ngày 20 tháng 5 năm 2023", "2023-05-20"),
        ("2023-05-20T08:30:00", "2023-05-20 08:30"),
        ("2023-05-20T23:30:00Z", "2023-05-21 06:30"),
        (date(2023, 5, 20), "2023-05-20"),
        (datetime(2023, 5, 20, 8, 30), "2023-05-20 08:30"),
        (pd.Timestamp("2023-05-20 08:30"), "2023-05-20 08:30"),
    ],
)
def test_dates_are_read_as_local_time(typed, moment):
    data = published(typed)
    assert data["media"]["published_at"].tolist() == [pd.Timestamp(moment)]
    assert data["media"]["published_at"].dtype == "datetime64[s]"
    assert data.issues.empty


@pytest.mark.parametrize("typed", ["31/02/2023", "5/20/2023", "2023-13-01", "20/5/23", "hôm qua"])
def test_an_impossible_date_is_an_error_that_shows_the_value(typed):
    data = published(typed)
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["column"]) == ("DQ-04", "loi", "published_at")
    assert issue["value"] == typed
    assert typed in issue["message"]
    assert data["media"].empty


def test_an_excel_serial_number_is_named_but_not_guessed():
    issue = only_issue(published(45066))
    assert issue["rule"] == "DQ-04"
    assert "20/5/2023" in issue["message"]


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("12/2022", "2022-12-01", "thang"),
        ("2022", "2022-01-01", "nam"),
        (2022, "2022-01-01", "nam"),
    ],
)
def test_a_vague_publication_date_says_how_vague_it_is(typed, day, precision):
    row = published(typed)["media"].iloc[0]
    assert (row["published_at"], row["date_precision"]) == (pd.Timestamp(day), precision)


def test_a_stated_precision_is_kept():
    data = published("2022-12-01", date_precision="thang")
    assert data["media"]["date_precision"].tolist() == ["thang"]
    assert data.issues.empty


def test_a_date_coarser_than_stated_is_taken_as_coarse_with_a_warning():
    data = published("12/2022", date_precision="ngay")
    assert data["media"]["date_precision"].tolist() == ["thang"]
    assert only_issue(data)["severity"] == "canh_bao"


def test_a_month_is_no_date_where_a_day_is_needed():
    issue = only_issue(read({"events": [event_row(start_on="5/2023")]}))
    assert (issue["rule"], issue["severity"]) == ("DQ-04", "loi")


def test_a_date_field_drops_the_time():
    data = read({"events": [event_row(start_on="2023-05-20T14:00:00")]})
    assert data["events"]["start_on"].tolist() == [pd.Timestamp("2023-05-20")]


@pytest.mark.parametrize("typed", ["2025-01-01", "2017-12-31"])
def test_what_has_happened_lies_between_2018_and_today(typed):
    issue = only_issue(published(typed))
    assert (issue["rule"], issue["severity"]) == ("DQ-04", "loi")


@pytest.mark.parametrize("typed", ["2024-12-31T23:59:59", "2018-01-01"])
def test_today_and_the_first_day_of_2018_are_inside(typed):
    assert published(typed).issues.empty


def test_a_planned_event_may_lie_ahead_but_not_a_held_one():
    planned = event_row("E1", start_on="2025-06-01", status="du_kien")
    held = event_row("E2", start_on="2025-06-01")
    data = read({"events": [planned, held]})
    assert data["events"]["event_id"].tolist() == ["E1"]
    assert only_issue(data)["row"] == 3


def test_dates_of_workbooks_are_shown_as_their_users_see_them():
    assert only_issue(published(date(2030, 1, 31)))["value"] == "31/01/2030"


def test_an_end_before_its_start_is_an_error():
    issue = only_issue(read({"events": [event_row(end_on="2023-05-19")]}))
    assert (issue["rule"], issue["severity"], issue["column"]) == ("DQ-05", "loi", "end_on")


def test_validity_of_the_registry_may_lie_ahead_or_far_back():
    units = registry()["units"]
    units[0] |= {"valid_from": "1975-01-01", "valid_to": "2030-01-01"}
    assert issues_of(read({"units": units}), table="units").empty


def lead(month):
    return {
        "lead_id": "L1",
        "month": month,
        "unit_id": "TRUONG-A",
        "kind": "goi_dien",
        "count": 3,
    }


@pytest.mark.parametrize(
    "typed", ["2023-05", "5/2023", "05-2023", "tháng 5/2023", "tháng 5 năm 2023", date(2023, 5, 1)]
)
def test_months_are_read_however_they_are_written(typed):
    data = read({"leads": [lead(typed)]})
    assert data["leads"]["month"].tolist() == ["2023-05"]
    assert data.issues.empty


@pytest.mark.parametrize(("typed", "rule"), [("2023-13", "DQ-02"), ("2025-01", "DQ-04")])
def test_an_impossible_or_future_month_is_an_error(typed, rule):
    assert only_issue(read({"leads": [lead(typed)]}))["rule"] == rule


def test_a_year_that_can_only_be_a_slip_is_an_error():
    row = {"unit_id": "TRUONG-A", "year": 20223, "has_plan": "có"}
    assert only_issue(read({"unit_plans": [row]}))["rule"] == "DQ-04"


def pupils(school_year):
    school = {
        "school_id": "S1",
        "name_vi": "Trường THCS",
        "school_level": "THCS",
        "area_id": "AREA-1",
        "valid_from": "2000-01-01",
    }
    row = {"school_id": "S1", "school_year": school_year, "grade": 9, "sex": "nam", "pupils": 5}
    return read({"schools": [school], "school_pupils": [row]})


@pytest.mark.parametrize("typed", ["2022-2023", "2022\u20132023", "2022 - 2023", "2022-23"])
def test_school_years_are_read_with_any_dash(typed):
    assert pupils(typed)["school_pupils"]["school_year"].tolist() == ["2022-2023"]


def test_a_school_year_is_two_years_in_a_row():
    issue = only_issue(pupils("2022-2024"))
    assert (issue["rule"], issue["severity"]) == ("DQ-02", "loi")
