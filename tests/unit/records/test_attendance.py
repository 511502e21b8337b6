"""Attendance rows that may be added: RL-15, R04, R09."""

from __future__ import annotations

from dataclasses import replace

from gdnn_analysis.records.attendance import attendance_rows
from gdnn_analysis.records.events import event_reports
from tests.worlds import attendance, event, load, province


def test_a_total_row_that_got_through_is_not_added_to_its_parts():
    data = load(
        {
            **province(),
            "events": [event("E")],
            "event_groups": [
                attendance("E", 10, sex="nam"),
                attendance("E", 20, sex="nu"),
                attendance("E", 30, sex="khong_ro"),
                attendance("E", 7, sex="khong_ro", audience_code="A6a"),
            ],
        }
    )
    groups = data["event_groups"].replace({"sex": {"khong_ro": "tong"}})
    data = replace(data, tables={**data.tables, "event_groups": groups})
    rows = attendance_rows(data, event_reports(data).assign(district="H1"))
    assert rows["role"].tolist() == ["tinh", "tinh", "loai", "tinh"]
    assert "nam và nữ" in rows["reason"].iloc[2]


def test_a_report_without_figures_does_not_stand_in_for_one_with_figures():
    same = {"name_vi": "Ngày hội"}
    data = load(
        {
            **province(),
            "events": [event("E1", **same), event("E2", "TRUONG1", **same)],
            "event_groups": [attendance("E1", None), attendance("E2", 90)],
        }
    )
    rows = attendance_rows(data, event_reports(data).assign(district="H1"))
    assert dict(zip(rows["event_id"], rows["role"], strict=True)) == {"E1": "loai", "E2": "tinh"}
