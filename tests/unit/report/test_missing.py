"""What the report says of rows that are not used."""

from __future__ import annotations

from gdnn_analysis import evaluate, narrative, tables
from gdnn_analysis.ingest import load_rows
from tests.worlds import obligation, province, submission

TWICE = {"rec_id": "KN-1", "from_period": "2022", "text_vi": "Việc 1", "status": "moi"}


def test_a_row_that_repeats_another_is_not_said_to_be_an_error():
    ev = evaluate(load_rows({"recommendations": [TWICE, TWICE]}), "2023", created="2026-06-30")

    assert set(ev.issues["severity"]) == {"canh_bao"}
    text = narrative.missing_sentence(ev).text
    assert "1 dòng không được dùng vì có lỗi, lặp lại dòng khác hoặc là dòng tổng" in text
    reminder = narrative.left_out_reminder(ev).text
    assert "phát hiện 0 lỗi và 1 cảnh báo" in reminder
    assert reminder.endswith("trừ dòng lặp lại dòng khác và dòng tổng.")


def test_every_report_still_owed_is_told_not_those_of_one_table():
    owed = [obligation("SO", "media"), obligation("SO", "events"), obligation("TRUONG1", "events")]
    ev = evaluate(
        load_rows({**province(), "obligations": owed, "submissions": [submission("SO", "media")]}),
        "2023",
        created="2026-06-30",
    )

    assert "Còn 2/3 lượt nghĩa vụ chưa nộp, ở 1 bảng" in narrative.missing_sentence(ev).text
    assert "Chưa đơn vị nào nộp: “Sự kiện" in narrative.missing_sentence(ev).text
    rows = [[cell.text for cell in row.cells] for row in tables.silent_units(ev).rows]
    assert [row[2].split(" (")[0] for row in rows] == ["Sự kiện", "Sự kiện"]
