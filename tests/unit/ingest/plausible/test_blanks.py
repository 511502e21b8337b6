"""DQ-14 to DQ-16: minutes per spot, media without codes, budget lines without activity."""

from __future__ import annotations

import pytest

from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import media_row


def aired(spots, minutes):
    row = {
        "broadcast_id": "B1",
        "station_unit_id": "DAI-B",
        "system": "tt_huyen",
        "area_id": "AREA-1",
        "month": "2023-05",
        "spots": spots,
        "minutes": minutes,
    }
    return warned("DQ-14", {"broadcasts": [row]})


@pytest.mark.parametrize(
    ("spots", "minutes", "value"),
    [(10, "1,9", "1.9 / 10"), (10, 1201, "1201 / 10"), (0, 5, "5 / 0"), (5, 0, "0 / 5")],
)
def test_minutes_that_no_programme_has_are_told(spots, minutes, value):
    (issue,) = aired(spots, minutes).to_dict("records")
    assert (issue["column"], issue["value"]) == ("minutes", value)


@pytest.mark.parametrize(("spots", "minutes"), [(10, 2), (10, 1200), (0, 0), ("", 5), (5, "")])
def test_the_bounds_are_inside_and_missing_figures_break_no_rule(spots, minutes):
    assert aired(spots, minutes).empty


@pytest.mark.parametrize(
    ("changes", "column", "named"),
    [
        ({"theme_codes": ""}, "theme_codes", "chủ đề"),
        ({"audience_codes": ""}, "audience_codes", "đối tượng"),
        ({"theme_codes": "", "audience_codes": ""}, "theme_codes", "chủ đề và đối tượng"),
    ],
)
def test_a_row_without_codes_is_told_once_and_says_which(changes, column, named):
    (issue,) = warned("DQ-15", {"media": [media_row(**changes)]}).to_dict("records")
    assert issue["column"] == column
    assert named in issue["message"]


def test_coded_and_cancelled_rows_are_fine():
    assert warned("DQ-15", {"media": [media_row()]}).empty
    row = media_row(theme_codes="", record_status="huy")
    assert warned("DQ-15", {"media": [row]}).empty


def line(act_id, **changes):
    row = {
        "line_id": "D1",
        "year": 2023,
        "unit_id": "TRUONG-A",
        "fund_source": "nsnn_tinh",
        "comms_share": "1",
        "act_id": act_id,
    }
    activity = {"act_id": "PL-I.1", "is_heading": "không", "name_vi": "Tin, bài"}
    return warned("DQ-16", {"activities": [activity], "budget_lines": [row | changes]})


def test_a_budget_line_without_activity_is_told():
    assert line("")["column"].tolist() == ["act_id"]


def test_a_line_with_activity_or_cancelled_is_fine():
    assert line("PL-I.1").empty
    assert line("", record_status="huy").empty


@pytest.mark.parametrize("rule", ["DQ-14", "DQ-15", "DQ-16"])
def test_without_the_tables_nothing_is_told(rule):
    assert warned(rule, {}).empty
