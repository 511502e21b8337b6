"""References between tables (DQ-03)."""

from __future__ import annotations

import pytest

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest import load
from gdnn_analysis.ingest.checks.targets import reference_order
from tests.unit.ingest.world import (
    TODAY,
    event_row,
    issues_of,
    media_row,
    only_issue,
    read,
    read_media,
    registry,
    write_csv,
)


def test_every_table_comes_after_the_tables_it_refers_to():
    order = {name: place for place, name in enumerate(reference_order())}
    assert set(order) == set(contract().tables)
    for table in contract().tables.values():
        for field in table.fields:
            if field.references and field.references != table.name:
                assert order[field.references] < order[table.name], (table.name, field.name)


def test_a_dangling_reference_is_an_error_that_names_the_value():
    data = read_media(media_row(channel_id="K-BAP"), media_row("M2"))
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["column"]) == ("DQ-03", "loi", "channel_id")
    assert issue["value"] == "K-BAP"
    assert "K-BAO" in issue["remedy"]
    assert data["media"]["report_id"].tolist() == ["M2"]


@pytest.mark.parametrize(
    "typed", ["Trường Cao đẳng Hòa Bình", "trường cao đẳng Hoà Bình", "CĐ Hoà Bình"]
)
def test_a_name_that_fits_one_row_is_taken_for_its_id_and_told(typed):
    data = read_media(media_row(reporting_unit_id=typed), media_row("M2", reporting_unit_id=typed))
    assert data["media"]["reporting_unit_id"].tolist() == ["TRUONG-A", "TRUONG-A"]
    issue = only_issue(data)
    assert (issue["severity"], issue["row"]) == ("thong_tin", 2)
    assert "2 dòng" in issue["message"]


def test_a_name_that_fits_two_rows_is_not_taken():
    areas = registry()["areas"]
    areas[1] |= {"name_vi": "Huyện Một"}
    data = read({"areas": areas, "events": [event_row(area_id="Huyện Một")]})
    assert only_issue(data)["severity"] == "loi"
    assert data["events"].empty


def test_a_reference_to_a_row_left_out_says_so():
    channels = registry()["channels"]
    channels[0] |= {"channel_type": "xyz"}
    data = read({"channels": channels, "media": [media_row()]})
    issue = only_issue(data, table="media")
    assert issue["rule"] == "DQ-03"
    assert "có lỗi" in issue["message"]
    assert data["media"].empty


def test_rows_fall_out_down_the_chain_of_references():
    areas = registry()["areas"]
    areas[0] |= {"area_level": "xyz"}
    group = {"event_id": "E1", "audience_code": "A1a", "sex": "nam", "attendances": 5}
    data = read({"areas": areas, "events": [event_row()], "event_groups": [group]})
    assert data["events"].empty
    assert data["event_groups"].empty
    assert set(issues_of(data, table="event_groups")["rule"]) == {"DQ-03"}


def test_rows_fall_out_along_references_inside_a_table():
    units = registry()["units"]
    units[0] |= {"parent_unit_id": "DAI-B"}
    units[1] |= {"parent_unit_id": "GOC"}
    units.append(units[1] | {"unit_id": "GOC", "parent_unit_id": "", "unit_type": "xyz"})
    data = read({"units": units})
    assert data["units"].empty
    assert issues_of(data, rule="DQ-03")["value"].tolist() == ["DAI-B", "GOC"]


def test_every_item_of_a_list_is_checked():
    data = read({"events": [event_row(partner_unit_ids="DAI-B;X1;X2")]})
    found = issues_of(data)
    assert sorted(found["value"]) == ["X1", "X2"]
    assert len(data.left_out["events"]) == 1


def test_names_in_lists_are_taken_for_ids():
    data = read({"events": [event_row(partner_unit_ids="DAI-B;CĐ Hoà Bình")]})
    assert data["events"]["partner_unit_ids"].tolist() == [("DAI-B", "TRUONG-A")]


def test_an_optional_reference_to_a_table_nobody_sent_is_kept_with_one_warning():
    data = read_media(media_row("M1", evidence_id="MC1"), media_row("M2", evidence_id="MC2"))
    assert data["media"]["evidence_id"].tolist() == ["MC1", "MC2"]
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"]) == ("DQ-03", "canh_bao")


def test_a_required_reference_to_a_table_nobody_sent_leaves_the_rows_out():
    rows = [
        {"event_id": f"E{n}", "audience_code": "A1a", "sex": "nam", "attendances": 5}
        for n in range(3)
    ]
    data = read({"event_groups": rows})
    assert data["event_groups"].empty
    assert "3 dòng" in only_issue(data)["message"]
    assert len(data.left_out["event_groups"]) == 3


def test_whole_school_totals_are_no_references():
    row = {
        "school_year": "2022-2023",
        "level": "THCS",
        "area_id": "AREA-1",
        "school_id": "TONG",
        "sex": "tong",
        "graduates": 100,
        "source": "Sở GDĐT",
        "data_status": "chinh_thuc",
    }
    assert len(read({"graduates": [row]})["graduates"]) == 1


def test_shipped_rows_that_refer_to_replaced_tables_are_no_errors(folder):
    write_csv(folder / "media.csv", [media_row()])
    data = load(folder, today=TODAY)
    assert issues_of(data).empty
    assert not data.issues["severity"].eq("loi").any()
    assert len(data["media"]) == 1


def test_shipped_channels_stay_when_the_dataset_brings_its_own_units(tmp_path):
    write_csv(tmp_path / "units.csv", registry()["units"])
    data = load(tmp_path, today=TODAY)
    assert data["channels"]["owner_unit_id"].notna().any()
    assert len(data.left_out["channels"]) == 0
