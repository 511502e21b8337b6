"""The twelve former districts: R08, RL-32, golden case G17."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.records.areas import UNKNOWN_DISTRICT, AreaHistory
from tests.worlds import area, load, merger

REGISTRY = {
    "areas": [
        area("TINH", "tinh", official_code="30"),
        area("TP", "tinh", official_code="31"),
        area("H2", "huyen", "TINH", official_code="290"),
        area("H1", "huyen", "TINH", official_code="288"),
        area("HX", "huyen", "TP", official_code="101"),
        area("cu", "xa", "H1"),
        area("a", "xa", "H1"),
        area("b", "xa", "H1"),
        area("c", "xa", "H2"),
        area("giu_ma", "xa", "H1"),
        area("moi_mot_huyen", "xa", "TP", valid_from="2025-07-01"),
        area("moi_hai_huyen", "xa", "TP", valid_from="2025-07-01"),
    ],
    "area_succession": [
        merger("cu", "a", "2024-12-01"),
        merger("a", "moi_mot_huyen"),
        merger("b", "moi_mot_huyen"),
        {**merger("b", "moi_hai_huyen"), "share": 0.95},
        {**merger("c", "moi_hai_huyen"), "share": 0.05},
        merger("c", "giu_ma"),
    ],
}


@pytest.fixture(scope="module")
def history() -> AreaHistory:
    return AreaHistory(load(REGISTRY))


def district(history: AreaHistory, area_id: str, day: str | None) -> str:
    days = None if day is None else pd.Series([pd.Timestamp(day)])
    return history.former_district(pd.Series([area_id], dtype="str"), days).iloc[0]


@pytest.mark.parametrize(
    ("area_id", "expected"),
    [("a", "H1"), ("H2", "H2"), ("cu", "H1"), ("TINH", UNKNOWN_DISTRICT), ("la", UNKNOWN_DISTRICT)],
)
def test_an_old_commune_belongs_to_its_district(history, area_id, expected):
    assert district(history, area_id, "2023-05-01") == expected


def test_a_new_commune_made_within_one_district_belongs_to_it(history):
    assert district(history, "moi_mot_huyen", "2025-08-15") == "H1"


def test_a_new_commune_of_two_districts_is_unknown_and_never_split(history):
    assert district(history, "moi_hai_huyen", "2025-08-15") == UNKNOWN_DISTRICT


def test_a_commune_that_kept_its_id_is_read_with_the_boundaries_of_the_day(history):
    assert district(history, "giu_ma", "2025-06-30") == "H1"
    assert district(history, "giu_ma", "2025-07-01") == UNKNOWN_DISTRICT


def test_without_a_day_the_last_boundaries_count(history):
    assert district(history, "giu_ma", None) == UNKNOWN_DISTRICT


def test_a_new_commune_named_too_early_still_tells_its_district(history):
    assert district(history, "moi_mot_huyen", "2025-06-20") == "H1"


def test_a_missing_area_is_unknown(history):
    found = history.former_district(pd.Series([None, "a"], index=[4, 2], dtype="str"))
    assert found.to_dict() == {4: UNKNOWN_DISTRICT, 2: "H1"}


def test_districts_of_another_province_are_no_former_districts(history):
    assert history.districts()["area_id"].tolist() == ["H1", "H2"]
    assert district(history, "HX", "2023-01-01") == UNKNOWN_DISTRICT


def test_names_fall_back_to_the_id(history):
    assert history.name("H1") == "Địa bàn H1"
    assert history.name("la") == "la"


def test_a_registry_without_areas_knows_no_district():
    empty = AreaHistory(load({"areas": []}))
    assert empty.districts().empty
    assert district(empty, "a", "2023-01-01") == UNKNOWN_DISTRICT
