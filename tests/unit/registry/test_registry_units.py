"""Units and channels: who acts in the plan, who carried on in 2025, which channels it names."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from gdnn_analysis.vietnamese.text import match_key

PLAN_START = "2021-09-13"
PLAN_ACTORS = {
    "SLDTBXH", "SGDDT", "SVHTTDL", "STC", "STTTT", "BAODAI",
    "UBNDH", "CQCQ", "CSGDNN", "DOANTN", "TCGDNN", "UBNDT",
}  # fmt: skip


@pytest.fixture(scope="module")
def by_id(units):
    return {row["unit_id"]: row for row in units}


@pytest.fixture(scope="module")
def successions(table):
    return table("registry/unit_succession")


@pytest.fixture(scope="module")
def channels(table):
    return table("registry/channels")


def keys_of(row):
    return {match_key(name) for name in [row["name_vi"], *row["aliases"].split(";")] if name}


def in_force(units, day):
    return [
        row
        for row in units
        if row["valid_from"] <= day and (not row["valid_to"] or row["valid_to"] >= day)
    ]


def test_every_public_actor_of_section_vii_is_there_when_the_plan_starts(units):
    assert {row["actor_group"] for row in in_force(units, PLAN_START)} >= PLAN_ACTORS


def test_there_are_twelve_district_committees_and_twelve_centres(units):
    committees = [row for row in units if row["actor_group"] == "UBNDH"]
    centres = [row for row in units if row["vet_type"] == "tt_gdnn_gdtx"]
    districts = {row["area_id"] for row in committees}
    assert len(committees) == len(centres) == len(districts) == 12
    assert {row["valid_to"] for row in committees} == {"2025-06-30"}
    assert {row["area_id"] for row in centres} == districts
    assert all(row["parent_unit_id"].endswith(row["area_id"][1:]) for row in centres)


def test_departments_closed_on_28_february_2025(by_id):
    closed = {key for key, row in by_id.items() if row["valid_to"] == "2025-02-28"}
    assert closed == {"HD-SLDTBXH", "HD-STTTT", "TW-TCGDNN"}


def test_no_body_of_the_province_outlives_it(units):
    for row in units:
        if row["parent_unit_id"] == "HD-UBND" or row["unit_id"] == "HD-UBND":
            assert row["valid_to"] in {"2025-02-28", "2025-06-30"}, row["unit_id"]


def test_management_of_vocational_education_is_handed_on_without_a_gap(successions):
    steps = {
        (row["from_unit_id"], row["to_unit_id"], row["effective_on"])
        for row in successions
        if row["function_code"] in {"ql_gdnn", "toan_bo"}
    }
    assert ("HD-SLDTBXH", "HD-SGDDT", "2025-03-01") in steps
    assert ("HD-SGDDT", "HP-SGDDT", "2025-07-01") in steps


def test_no_successor_starts_before_the_predecessor_ends(successions, by_id):
    for row in successions:
        source, target = by_id[row["from_unit_id"]], by_id[row["to_unit_id"]]
        effective = date.fromisoformat(row["effective_on"])
        assert source["valid_to"] == (effective - timedelta(days=1)).isoformat(), row
        assert target["valid_from"] <= row["effective_on"], row
        assert not target["valid_to"] or target["valid_to"] > row["effective_on"], row


def test_every_body_that_ended_in_2025_has_a_successor(units, successions):
    ended = {row["unit_id"] for row in units if row["valid_to"].startswith("2025")}
    assert ended == {row["from_unit_id"] for row in successions}


def test_what_is_only_inferred_says_so(successions):
    """Press management and the duties of districts have no source about this province."""
    doubtful = {row["from_unit_id"] for row in successions if row["verified"] == "false"}
    assert {"HD-STTTT", "HD-DAI", "HD-BAO", "HD-UBND-288"} <= doubtful
    for row in successions:
        assert row["verified"] in {"true", "false"}
        assert row["legal_basis"], row


def test_intervals_of_units_run_forward(units):
    for row in units:
        assert not row["valid_to"] or row["valid_from"] < row["valid_to"], row["unit_id"]


def test_every_unit_says_where_it_comes_from(units):
    assert [row["unit_id"] for row in units if not row["legal_basis"]] == []


def test_unit_ids_are_ascii(units, channels):
    assert all(row["unit_id"].isascii() for row in units)
    assert all(row["channel_id"].isascii() for row in channels)


def test_a_name_or_alias_points_to_one_unit(units):
    names = Counter(key for row in units for key in keys_of(row))
    assert [name for name, number in names.items() if number > 1] == []


def test_an_alias_of_a_channel_points_to_one_channel(channels):
    names = Counter(key for row in channels for key in keys_of(row))
    assert [name for name, number in names.items() if number > 1] == []


def test_the_plan_names_three_channels_and_they_are_registered(channels):
    named = [row for row in channels if row["named_in_plan"] == "true"]
    assert {row["channel_type"] for row in named} == {"facebook", "zalo", "ung_dung"}
    assert len(named) == 3
    for text in ("Trang tin Hải Dương", "Chính quyền điện tử tỉnh Hải Dương", "Smart Hải Dương"):
        assert sum(text in row["name_vi"] for row in named) == 1
    assert {row["is_registered"] for row in named} == {"true"}
    assert {row["is_mass_media"] for row in named} == {"false"}


def test_mass_media_are_press_bodies_only(channels, by_id):
    press = {"bao_in", "bao_dt", "truyen_hinh", "phat_thanh"}
    for row in channels:
        if row["is_mass_media"] == "true":
            assert row["channel_type"] in press, row["channel_id"]
            assert by_id[row["owner_unit_id"]]["unit_type"] in {"bao", "dai"}, row["channel_id"]


def test_the_newspaper_and_the_station_have_their_channels(channels):
    types = {row["channel_type"] for row in channels if row["owner_unit_id"] == "HD-BAO"}
    assert types == {"bao_in", "bao_dt"}
    types = {row["channel_type"] for row in channels if row["owner_unit_id"] == "HD-DAI"}
    assert types == {"truyen_hinh", "phat_thanh"}


def test_monitoring_of_public_sources_is_not_an_actor_of_the_plan(by_id):
    unit = by_id["TD-CONGKHAI"]
    assert "không phải đơn vị nộp số liệu" in unit["name_vi"]
    assert unit["actor_group"] not in PLAN_ACTORS
    assert unit["valid_from"] <= "2021-04-26", "it reports items older than the plan"
