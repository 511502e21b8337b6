"""Areas of three eras: counts measured on the official lists (domain facts 5.4, rule R08)."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

import pytest

from gdnn_analysis.vietnamese.text import match_key

PLAN_START, MERGER_2024, MERGER_2025 = date(2021, 9, 13), date(2024, 12, 1), date(2025, 7, 1)
DISTRICT_SIZES = {
    "288": 24, "290": 19, "291": 15, "292": 22, "293": 14, "294": 16,
    "295": 15, "296": 15, "297": 14, "298": 20, "299": 16, "300": 17,
}  # fmt: skip
FORMER_PROVINCE, NEW_CITY = "HD", "HP"


def valid_on(areas, day, level):
    return {
        row["area_id"]: row
        for row in areas
        if row["area_level"] == level
        and date.fromisoformat(row["valid_from"]) <= day
        and (not row["valid_to"] or date.fromisoformat(row["valid_to"]) >= day)
    }


@pytest.fixture(scope="module")
def old_communes(areas):
    return valid_on(areas, MERGER_2025 - timedelta(days=1), "xa")


@pytest.fixture(scope="module")
def new_communes(areas):
    return valid_on(areas, MERGER_2025, "xa")


@pytest.fixture(scope="module")
def links_2025(area_succession, old_communes):
    return [
        row
        for row in area_succession
        if row["effective_on"] == MERGER_2025.isoformat() and row["from_area_id"] in old_communes
    ]


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        (PLAN_START, {"Xã": 178, "Phường": 47, "Thị trấn": 10}),
        (MERGER_2024 - timedelta(days=1), {"Xã": 178, "Phường": 47, "Thị trấn": 10}),
        (MERGER_2024, {"Xã": 151, "Phường": 46, "Thị trấn": 10}),
        (MERGER_2025 - timedelta(days=1), {"Xã": 151, "Phường": 46, "Thị trấn": 10}),
        (MERGER_2025, {"Xã": 43, "Phường": 21}),
    ],
)
def test_each_era_has_its_number_of_communes_by_kind(areas, day, kinds):
    names = [row["name_vi"] for row in valid_on(areas, day, "xa").values()]
    found = Counter(next(k for k in ("Xã", "Phường", "Thị trấn") if n.startswith(k)) for n in names)
    assert found == kinds


def test_twelve_districts_end_with_the_district_level(areas):
    districts = [row for row in areas if row["area_level"] == "huyen"]
    assert {row["official_code"] for row in districts} == set(DISTRICT_SIZES)
    assert {row["valid_to"] for row in districts} == {"2025-06-30"}
    assert {row["parent_area_id"] for row in districts} == {FORMER_PROVINCE}


def test_districts_hold_their_communes(old_communes):
    sizes = Counter(row["parent_area_id"] for row in old_communes.values())
    assert sizes == {f"H{code}": size for code, size in DISTRICT_SIZES.items()}


def test_the_province_is_30_and_the_city_is_31(areas):
    provinces = {row["area_id"]: row for row in areas if row["area_level"] == "tinh"}
    assert {key: row["official_code"] for key, row in provinces.items()} == {
        FORMER_PROVINCE: "30",
        NEW_CITY: "31",
    }
    assert provinces[FORMER_PROVINCE]["valid_to"] == "2025-06-30"
    assert provinces[NEW_CITY]["valid_from"] == "2025-07-01"


def test_new_communes_belong_to_the_city(new_communes):
    assert {row["parent_area_id"] for row in new_communes.values()} == {NEW_CITY}


def test_codes_are_digits_kept_as_text_and_unique_on_any_day(areas):
    lengths = {"tinh": 2, "huyen": 3, "xa": 5}
    for row in areas:
        assert row["official_code"].isdigit()
        assert len(row["official_code"]) == lengths[row["area_level"]], row["area_id"]
    for day in (PLAN_START, MERGER_2024, MERGER_2025):
        for level in lengths:
            codes = [row["official_code"] for row in valid_on(areas, day, level).values()]
            assert len(codes) == len(set(codes)), (day, level)


def test_internal_ids_are_ascii_and_carry_the_code(areas):
    for row in areas:
        assert row["area_id"].isascii()
        if row["area_level"] != "tinh":
            assert row["official_code"] in row["area_id"]


def test_two_communes_differ_by_one_tone_mark_only(new_communes):
    named = {row["name_vi"]: row["official_code"] for row in new_communes.values()}
    assert named["Xã Cẩm Giang"] == "10888"
    assert named["Xã Cẩm Giàng"] == "10903"


def test_urban_rural_follows_the_kind(areas):
    for row in areas:
        if row["area_level"] == "xa":
            rural = row["name_vi"].startswith("Xã ")
            assert row["urban_rural"] == ("nt" if rural else "tt"), row["area_id"]


def test_every_former_commune_goes_somewhere_and_every_new_one_comes_from_somewhere(
    links_2025, old_communes, new_communes
):
    assert {row["from_area_id"] for row in links_2025} == set(old_communes)
    assert {row["to_area_id"] for row in links_2025} == set(new_communes)


def test_34_communes_are_split_and_their_share_stays_unknown(links_2025):
    heirs = Counter(row["from_area_id"] for row in links_2025)
    assert sum(number > 1 for number in heirs.values()) == 34
    for row in links_2025:
        whole = heirs[row["from_area_id"]] == 1
        assert (row["share"], row["method"]) == (("1", "toan_bo") if whole else ("", ""))


def test_13_new_communes_cross_a_former_district_border(links_2025, old_communes):
    districts = defaultdict(set)
    for row in links_2025:
        parent = old_communes[row["from_area_id"]]["parent_area_id"]
        districts[row["to_area_id"]].add(parent)
    assert sum(len(parents) > 1 for parents in districts.values()) == 13


def test_19_new_communes_bear_the_name_of_one_of_their_parts(
    links_2025, old_communes, new_communes
):
    """Compared by match key: the old list writes Việt Hoà, the new one Việt Hòa."""
    same = {
        row["to_area_id"]
        for row in links_2025
        if match_key(old_communes[row["from_area_id"]]["name_vi"])
        == match_key(new_communes[row["to_area_id"]]["name_vi"])
    }
    assert len(same) == 19


def test_parts_that_share_a_name_were_told_apart(links_2025, old_communes):
    """Names were doubled inside the old province (Lê Lợi, Bình Xuyên, Hồng Phong …)."""
    parts = defaultdict(set)
    for row in links_2025:
        old = old_communes[row["from_area_id"]]
        parts[row["to_area_id"]].add((old["name_vi"], old["parent_area_id"]))
    assert ("Xã Lê Lợi", "H290") in parts["X10570-2025"]
    assert ("Xã Lê Lợi", "H297") in parts["X10999-2025"]
    assert ("Xã Bình Xuyên", "H299") in parts["X11224-2025"]
    assert ("Xã Bình Xuyên", "H296") in parts["X10993-2025"]
    assert ("Xã Hồng Phong", "H300") in parts["X11284-2025"]


def test_renamed_communes_of_2024_are_linked_by_their_code(area_succession, areas):
    before = {row["area_id"]: row for row in areas if row["area_id"].endswith("-2020")}
    after = {row["official_code"]: row for row in areas if row["valid_from"] == "2024-12-01"}
    linked = {
        (row["from_area_id"], row["to_area_id"])
        for row in area_succession
        if row["effective_on"] == MERGER_2024.isoformat()
    }
    renamed = {key: row for key, row in before.items() if row["official_code"] in after}
    assert len(renamed) == len(after) == 22
    assert {(key, f"X{row['official_code']}") for key, row in renamed.items()} <= linked
    assert len(set(before) - set(renamed)) == 28


def test_no_area_begins_before_the_one_it_replaces_ends(area_succession, areas):
    by_id = {row["area_id"]: row for row in areas}
    for row in area_succession:
        effective = date.fromisoformat(row["effective_on"])
        source, target = by_id[row["from_area_id"]], by_id[row["to_area_id"]]
        assert source["valid_to"] == (effective - timedelta(days=1)).isoformat(), row
        assert date.fromisoformat(target["valid_from"]) <= effective, row
        assert not target["valid_to"] or date.fromisoformat(target["valid_to"]) > effective, row


def test_intervals_of_areas_run_forward_and_lie_in_their_parent(areas):
    by_id = {row["area_id"]: row for row in areas}
    for row in areas:
        assert not row["valid_to"] or row["valid_from"] < row["valid_to"], row["area_id"]
        parent = by_id.get(row["parent_area_id"])
        if parent:
            assert row["valid_from"] >= parent["valid_from"], row["area_id"]
            assert (row["valid_to"] or "9") <= (parent["valid_to"] or "9"), row["area_id"]
