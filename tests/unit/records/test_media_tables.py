"""Fields of works and placements, credit, trace: R04, R17, RL-24."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from tests.media_log import report, resolve

URL = {"url": "https://a.vn/1"}


def work(*rows: dict[str, Any]) -> pd.Series:
    found = resolve(*rows).works
    assert len(found) == 1
    return found.iloc[0]


def placement(*rows: dict[str, Any]) -> pd.Series:
    found = resolve(*rows).placements
    assert len(found) == 1
    return found.iloc[0]


def test_fields_come_from_the_best_verified_row():
    found = work(
        report("R1", item_type="tin", verification="tu_khai", published_at="2023-05-10T08:00"),
        report("R2", item_type="bai", published_at="2023-05-10T10:00"),
    )
    assert found["item_type"] == "bai"
    assert found["verification"] == "da_doi_chieu"
    assert found["record"] == 1


def test_of_rows_verified_alike_the_earliest_speaks_then_the_smallest_id():
    late = report("R1", item_type="tin", published_at="2023-05-10T10:00")
    early = report("R2", item_type="bai", published_at="2023-05-10T08:00")
    assert work(late, early)["item_type"] == "bai"
    assert work(late, {**early, "published_at": "2023-05-10T10:00"})["item_type"] == "tin"


def test_what_the_best_row_leaves_blank_comes_from_the_next_accepted_row():
    found = work(
        report("R1", tone="tich_cuc"),
        report("R2", theme_codes=["2a", "1a"], verification="tu_khai", author_unit_id="DAI"),
        report("R3", language="en", verification="bac"),
        report("R4", language="zh", verification="chua"),
    )
    assert found["tone"] == "tich_cuc"
    assert found["theme_codes"] == ("2a", "1a")
    assert found["author_unit_id"] == "DAI"
    assert pd.isna(found["language"])


@pytest.mark.parametrize(
    ("values", "digital"),
    [([True, None], True), ([False, True], True), ([None, None], False), ([False, None], False)],
)
def test_a_work_is_digital_if_any_row_says_so_and_blank_is_not(values, digital):
    rows = [report(f"R{n}", is_digital=value) for n, value in enumerate(values)]
    assert bool(work(*rows)["is_digital"]) is digital


def test_a_rejected_row_makes_no_work_digital():
    found = work(report("R1"), report("R2", is_digital=True, verification="bac"))
    assert not found["is_digital"]


def test_every_reporting_unit_is_credited_once_g01():
    found = work(
        report("R1", reporting_unit_id="TRUONG1"),
        report("R2", reporting_unit_id="DAI"),
        report("R3", reporting_unit_id="TRUONG1"),
    )
    assert found["reporting_unit_ids"] == ("DAI", "TRUONG1")
    assert found["n_reports"] == 3


def test_a_unit_whose_report_was_rejected_or_not_checked_is_not_credited():
    rows = [report("R1", reporting_unit_id="SO")]
    rows += [
        report(f"X{verification}", reporting_unit_id="DAI", verification=verification)
        for verification in ("bac", "chua")
    ]
    found = work(*rows)
    assert found["reporting_unit_ids"] == ("SO",)
    assert found["n_reports"] == 3
    assert work(rows[1])["reporting_unit_ids"] == ()


def test_verification_is_the_best_of_the_rows():
    order = ["bac", "chua", "tu_khai", "da_doi_chieu"]
    for number in range(1, 5):
        rows = [report(f"R{place}", verification=v) for place, v in enumerate(order[:number])]
        assert work(*rows)["verification"] == order[number - 1]
        assert placement(*rows)["verification"] == order[number - 1]


def test_a_share_never_speaks_for_the_publication_it_was_matched_with():
    found = placement(
        report("R1", kind="chia_se", published_at="2023-05-09"),
        report("R2", verification="tu_khai"),
    )
    assert found["kind"] == "goc"
    assert found["verification"] == "tu_khai"
    assert found["published_at"] == pd.Timestamp("2023-05-10")


def test_a_day_known_exactly_goes_before_a_month():
    found = placement(
        report("R1", **URL, published_at="2022-12-01", date_precision="thang"),
        report("R2", **URL, published_at="2022-12-20", verification="tu_khai"),
    )
    assert found["published_at"] == pd.Timestamp("2022-12-20")
    assert pd.isna(found["date_precision"])
    assert found["verification"] == "da_doi_chieu"


def test_of_two_exact_dates_the_better_verified_counts():
    found = placement(
        report("R1", verification="tu_khai", published_at="2022-12-14"),
        report("R2", published_at="2022-12-15"),
    )
    assert found["published_at"] == pd.Timestamp("2022-12-15")


def test_channel_facts_come_from_the_registry():
    reports = resolve(report("R1", channel_id="FB_RIENG"), report("R2", channel_id="TV")).reports
    facts = reports.set_index("report_id")[["channel_type", "is_mass_media", "is_registered"]]
    assert facts.loc["R1"].tolist() == ["facebook", False, False]
    assert facts.loc["R2"].tolist() == ["truyen_hinh", True, True]


def test_records_point_to_the_rows_of_the_dataset():
    rows = [report("R3"), report("R1", record_status="huy"), report("R2", "Tựa khác")]
    reports = resolve(*rows).reports
    assert dict(zip(reports["report_id"], reports["record"], strict=True)) == {"R2": 2, "R3": 0}


def test_a_missing_channel_registry_makes_nothing_mass_media():
    reports = resolve(report("R1", channel_id="KHONG_CO")).reports
    assert not reports["is_mass_media"].item()
    assert not reports["is_registered"].item()
