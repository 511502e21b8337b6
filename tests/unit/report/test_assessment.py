"""The assessment prints what the figures and the analysts carry, and says what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

import gdnn_analysis as gdnn
from gdnn_analysis import evaluate, narrative, tables
from gdnn_analysis.evaluation.agenda import annex_tasks
from gdnn_analysis.evaluation.authored import authored
from gdnn_analysis.evaluation.open_items import open_items
from gdnn_analysis.ingest import load_rows


def _written(seq, text, *, codes="", level=0, approved=True, kind="ket_qua", period="2023"):
    return {
        "period": period,
        "section": "IV.1",
        "seq": seq,
        "kind": kind,
        "text_vi": text,
        "evidence_codes": codes,
        "evidence_level": level,
        "author_role": "Cán bộ tổng hợp",
        "approved": approved,
    }


TEXTS = [
    _written(1, "Đã tổ chức 12 sự kiện (A03).", codes="A03"),
    _written(2, "Nhờ truyền thông, tỷ lệ phân luồng tăng 3 % (P01).", codes="P01", level=4),
    _written(3, "Đã phát hành 5 ấn phẩm (O13).", codes="O13", approved=False),
    _written(4, "Nơi ghi nhật ký hằng tuần nộp đúng hạn hơn (Q02).", codes="Q02", kind="bai_hoc"),
    _written(5, "Đã làm ở kỳ khác.", period="2022"),
]
RECOMMENDED = [
    {
        "rec_id": f"KN-{number}",
        "from_period": period,
        "text_vi": f"Việc {number}",
        "unit_id": unit,
        "status": status,
        "due_on": "2024-06-30",
    }
    for number, period, unit, status in (
        (1, "2022", "HD-SGDDT", "dang_th"),
        (2, "2022", "HD-UBND", "xong"),
        (3, "2023", "HD-UBND", "moi"),
        (4, "2024", "HD-UBND", "moi"),
    )
]


@pytest.fixture(scope="module")
def assessed():
    data = load_rows({"narratives": TEXTS, "recommendations": RECOMMENDED})
    return evaluate(data, "2023", created="2026-06-30")


def _data(table):
    return [[cell.text for cell in row.cells] for row in table.rows if row.kind == "data"]


def test_a_text_is_held_to_the_evidence_not_to_what_its_author_claims(assessed):
    claimed = authored(assessed)[1]

    assert claimed.level == 0
    assert claimed.refused


def test_only_approved_texts_that_the_evidence_carries_are_printed(assessed):
    printed = [block.text for block in narrative.comments(assessed, section="IV.1")]

    assert printed == [
        "Đã tổ chức 12 sự kiện (A03). [Cán bộ tổng hợp, kỳ 2023]",
        "Nơi ghi nhật ký hằng tuần nộp đúng hạn hơn (Q02). [Cán bộ tổng hợp, kỳ 2023]",
    ]
    assert not narrative.comments(assessed, section="IV.10")


def test_what_is_not_printed_is_listed_with_its_reason(assessed):
    rows = _data(tables.refused_texts(assessed))

    assert [row[3] for row in rows] == ["không in", "không in"]
    assert "Nhờ" in rows[0][4]
    assert rows[1][4] == "Chưa được duyệt (cột approved)."
    assert narrative.left_out_sentence(assessed).text.startswith(
        "Không in 1 nhận định khẳng định nhiều hơn mức bằng chứng và 1 nhận định chưa được duyệt "
        "trong 4 nhận định"
    )


def test_recommendations_stand_with_their_period(assessed):
    assert [row[0] for row in _data(tables.new_recommendations(assessed))] == ["KN-3"]
    assert [row[0] for row in _data(tables.followed_recommendations(assessed))] == ["KN-1", "KN-2"]


def test_an_end_of_period_report_follows_up_its_yearly_reports():
    ev = evaluate(load_rows({"recommendations": RECOMMENDED}), "2021-2023", created="2026-06-30")

    assert tables.new_recommendations(ev) is None
    followed = _data(tables.followed_recommendations(ev))
    assert [row[0] for row in followed] == ["KN-1", "KN-2", "KN-3"]


def test_next_year_has_the_annex_and_what_is_not_done(assessed):
    rows = _data(tables.next_year_tasks(assessed))

    assert len(annex_tasks(assessed)) == 11
    assert "Phụ lục không ghi thời hạn" in tables.next_year_tasks(assessed).notes[0]
    assert [row[0].split(":")[0] for row in rows[:2]] == ["PL-I.1", "PL-I.2"]
    assert [row[0] for row in rows if row[0].startswith("KN-")] == ["KN-1: Việc 1", "KN-3: Việc 3"]


def test_next_year_tasks_go_to_bodies_that_exist_then():
    """The provinces merged on 01/7/2025: their committees and departments have heirs."""
    obligation = {
        "unit_id": "HP-SGDDT",
        "table_name": "media",
        "year": "2025",
        "period_type": "nam",
        "due_on": "2025-12-20",
        "basis": "KH 3066",
    }
    data = load_rows({"recommendations": RECOMMENDED, "obligations": [obligation]})
    rows = _data(tables.next_year_tasks(evaluate(data, "2025", created="2026-06-30")))
    tasks = {row[0].split(":")[0]: row for row in rows}

    assert tasks["KN-3"][1].startswith("Ủy ban nhân dân thành phố Hải Phòng (kế thừa ")
    filing = next(row for row in rows if row[0].startswith("Nộp bổ sung"))
    assert filing[1:3] == ["Sở Giáo dục và Đào tạo thành phố Hải Phòng", "–"]


def test_after_the_plan_no_annex_row_is_invented():
    ev = evaluate(load_rows({}), "2025", created="2026-06-30")

    assert not annex_tasks(ev)
    assert "Kế hoạch kết thúc năm 2025" in narrative.directions(ev)[0].text
    assert tables.next_year_tasks(ev).notes == (), "no row of the annex needs explaining"
    tasks = [row.cells[0].text for row in tables.next_year_tasks(ev).rows]
    assert any(task.startswith("Bổ sung minh chứng cho") for task in tasks)
    assert not any(task.startswith("Thực hiện hoặc") for task in tasks)


def test_proposals_stand_under_their_recipient(assessed):
    texts = [block.text for block in narrative.proposals(assessed)]

    place = texts.index("UBND tỉnh")
    assert texts[place + 1].startswith("Việc 3 (gửi Ủy ban nhân dân tỉnh Hải Dương")
    assert "Bộ Lao động – Thương binh và Xã hội (Tổng cục GDNN)" in texts[-1]


def test_the_ministry_is_the_one_of_the_last_day():
    ev = evaluate(load_rows({}), "2025", created="2026-06-30")

    assert "Bộ Giáo dục và Đào tạo (Cục GDNN&GDTX)" in narrative.proposals(ev)[-1].text


def test_lessons_are_not_made_up():
    ev = evaluate(load_rows({}), "2022", created="2026-06-30")

    assert narrative.lessons(ev)[0].text.startswith("Người viết báo cáo chưa ghi bài học")


def test_a_group_with_checked_evidence_of_a_row_is_not_said_to_lack_it():
    demo = gdnn.load(Path(__file__).parents[3] / "data" / "demo")
    items = open_items(gdnn.evaluate(demo, "2024", created="2026-06-30"))

    assert [item.group for item in items if item.kind == "phu_luc"] == ["SLDTBXH"]


def test_without_data_every_lead_of_a_row_is_asked(assessed):
    groups = {item.group for item in open_items(assessed) if item.kind == "phu_luc"}

    assert groups >= {"SLDTBXH", "CSGDNN"}
