"""The leaders' page: the sentence it must carry, and what a part of the province is spared."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from gdnn_analysis.evaluation import Evaluation, evaluate
from gdnn_analysis.indicators.frame import Row, to_frame
from gdnn_analysis.ingest import load
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.report.narrative.assessment import limitations, results
from gdnn_analysis.report.narrative.summary import coverage, decisions, findings, limits
from gdnn_analysis.report.tables.summary import leader_summary

DATA = Path(__file__).parents[3] / "data"


@cache
def data(name: str) -> Dataset:
    return load(DATA / name)


@cache
def report(dataset: str, period: str, scope: str = "") -> Evaluation:
    return evaluate(data(dataset), period, created="2026-06-30", scope=scope)


@pytest.mark.parametrize("period", ["2021", "2023"])
def test_page_one_says_whose_data_they_are(period):
    found = re.fullmatch(
        r"Số liệu của (\d+)/(\d+) đơn vị đã nộp đủ các bảng phải nộp; giá trị đếm là (.+)\.",
        coverage(report("demo", period)).text,
    )
    assert found is not None
    filed, due, what = int(found[1]), int(found[2]), found[3]
    assert (what == "cận dưới") == (filed < due)
    if filed == due:  # T03 counts at least those of the events that told a number
        assert what.endswith("trừ giá trị ghi “ít nhất”")


def test_page_one_says_why_a_count_is_a_lower_bound():
    table = leader_summary(report("demo", "2023"))
    told = [cell.text for row in table.rows for cell in row.cells]
    assert any(text.startswith("ít nhất") for text in told)
    assert any(note.startswith("“Ít nhất”") for note in table.notes)


def test_page_one_tells_what_was_confirmed_as_not_done():
    told = "\n".join(str(part) for part in limits(report("demo", "2021")))

    assert "7 hoạt động của Phụ lục chưa hoàn thành: 1 không thực hiện (đã xác nhận); 6" in told


def test_the_row_of_the_annex_left_open_is_named():
    told = "Có 1 hoạt động của Phụ lục chưa hoàn thành: 1 thực hiện một phần – PL-IV (A01)."
    ev = report("demo", "2024")
    assert told in [block.text for block in limits(ev)]
    assert told in [block.text for block in limitations(ev)]


def test_public_sources_are_called_what_they_are():
    text = coverage(report("public_record", "2022")).text
    assert "nguồn công khai" in text
    assert "cận dưới" in text


def test_each_core_indicator_stands_on_a_line_with_its_code():
    table = leader_summary(report("demo", "2023"))
    assert all(re.search(r"\([A-Z]\d{2}\)$", row.cells[0].text) for row in table.rows)
    assert max(len(row.cells[0].text) for row in table.rows) <= 34


def test_a_unit_is_not_judged_by_the_target_of_the_province():
    table = leader_summary(report("demo", "2023", "CDN-02"))
    assert "Kết luận" not in [column.title for column in table.columns]
    assert not any("A01" in row.cells[0].text for row in table.rows)


def test_a_missed_target_is_a_limit_and_a_decision_not_a_finding():
    """2024: 69, 108 and 150 works against 180; leaders want to read that first (spec 5.3)."""
    ev = report("demo", "2024")
    told = "Chưa đạt chỉ tiêu 180 sản phẩm theo mọi cách hiểu: A 69; B 108; C 150 (O01)."
    assert limits(ev)[1].text == told
    assert limitations(ev)[0].text == told
    assert not any("(O01" in text for text in (*(b.text for b in findings(ev)), *results(ev)))
    assert decisions(ev)[1].text == (
        "Chỉ đạo các đơn vị bảo đảm ít nhất 180 sản phẩm được đăng tải trong năm sau (O01)."
    )


def test_readings_that_miss_the_target_are_named_when_others_reach_it():
    rows = [
        Row("O01", value, variant=f"{reading}/S1/tat_ca", verdict=verdict)
        for reading, value, verdict in (("A", 150.0, "chua_dat"), ("C", 200.0, "dat"))
    ]
    frame = to_frame(rows, period="2024", window="nd09")
    told = limits(replace(report("demo", "2024"), results=frame))[1].text
    assert told == "Chưa đạt chỉ tiêu 180 sản phẩm theo cách hiểu A 150 (O01)."
