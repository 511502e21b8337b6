"""The frame of the end-of-period report: plan, gaps, questions, completeness."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gdnn_analysis import evaluate, narrative, tables
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.plan_gaps import PLAN_GAPS

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def bare():
    return evaluate(load_rows({}), "2021-2022", created="2026-06-30")


def test_gaps_of_the_plan_are_those_of_the_handbook():
    text = (ROOT / "docs" / "ambiguities.md").read_text("utf-8")
    titles = dict(re.findall(r"^### (AMB-\d\d)\. (.+)$", text, re.MULTILINE))

    assert {code: point for code, point, _ in PLAN_GAPS}.items() <= titles.items()


def test_the_plan_is_counted_from_its_own_tables(bare):
    texts = " ".join(block.text for block in narrative.plan_evaluated(bare))

    assert "ít nhất 180 tin, bài" in texts
    assert "11 dòng hoạt động với 55 ô lịch" in texts
    assert "32 nhiệm vụ của 12 nhóm chủ thể" in texts


def test_the_method_does_not_repeat_the_scope(bare):
    said = [
        block.text.split(":")[0]
        for block in (*narrative.scope(bare), *narrative.evaluation_method(bare))
    ]

    assert said.count("Kỳ số liệu") == 1
    assert len(set(said)) == len(said)


def test_the_timeline_is_in_order_and_ends_with_the_period(bare):
    days = [row.cells[0].text for row in tables.context_timeline(bare).rows]

    assert days == ["13/9/2021"]


def test_an_event_of_the_dataset_is_not_told_twice():
    merged = "Hợp nhất tỉnh vào thành phố; bỏ cấp huyện"
    event = {"context_id": "BC-1", "kind": "to_chuc", "from_on": "2025-07-01", "title_vi": merged}
    event["source"] = "Nghị quyết số 202/2025/QH15"
    ev = evaluate(load_rows({"context_events": [event]}), "2021-2025", created="2026-06-30")
    names = [row.cells[1].text for row in tables.context_timeline(ev).rows]

    assert [name for name in names if name.startswith("Hợp nhất")] == [merged]
    assert "Sắp xếp đơn vị hành chính cấp xã" in names


def test_six_questions_have_indicators_and_sources(bare):
    rows = tables.evaluation_questions(bare).rows

    assert len(rows) == 6
    assert all(cell.text for row in rows for cell in row.cells)


def test_completeness_has_a_column_for_each_year(bare):
    table = tables.completeness_by_year(bare)

    assert [column.title for column in table.columns[1:]] == ["2021", "2022"]
    assert [cell.text for cell in table.rows[0].cells[1:]] == ["–", "–"]


def test_every_line_of_the_next_plan_is_a_proposal(bare):
    table = tables.next_plan_frame(bare)

    assert "Đề xuất" in table.caption
    assert table.source == "Đề xuất của người lập báo cáo; chưa phải quy định."


def test_every_document_of_the_basis_has_its_date_and_what_it_is_about(bare):
    """Decree 30/2020/NĐ-CP, II.6.b: type, number, date, issuer and abstract at the first mention."""
    documents = [block.text for block in narrative.legal_basis(bare)]

    assert all(
        re.search(r"ngày \d{2}/\d{1,2}/\d{4} của .* (về|quy định)", text) for text in documents
    )
    years = "2021\u00a0–\u2060\u00a02025"  # the dash alone would let a line end after it
    assert [years in text for text in documents] == [True, True, False]


def test_a_report_ends_with_its_title_and_an_annex_without(bare):
    assert narrative.closing(bare).text == (
        "Trên đây là báo cáo tổng kết thực hiện Kế hoạch truyền thông về giáo dục nghề nghiệp giai "
        "đoạn 2021 – 2022.{phuluc:cac-phu-luc}"
    )
    assert narrative.closing(bare, as_annex=True) is None
