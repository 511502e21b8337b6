"""What a report says of the one sent before: value as sent, value now, difference, reason (R07)."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from gdnn_analysis import evaluate
from gdnn_analysis.evaluation.moved import MOVER, Moved, Standing, moved_figures
from gdnn_analysis.evaluation.sent import Difference, Sent, compare_sent
from gdnn_analysis.evaluation.trace import trace_of
from gdnn_analysis.indicators.frame import Row, to_frame
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report import narrative, tables
from gdnn_analysis.report.sent_words import UNKNOWN

ABOUT = {
    "number": 1,
    "run_id": "0af8a5aa",
    "created": "2023-01-05T08:00:00+07:00",
    "document_number": "12/BC-SLĐTBXH",
    "document_date": "2023-01-06",
}


def revision(rev_id: str, row_key: str, reason: str, report: str = "BC-2022"):
    return {
        "rev_id": rev_id,
        "report_id": report,
        "table_name": "media",
        "row_key": row_key,
        "field": "value",
        "old_value": "181",
        "new_value": "176",
        "reason": reason,
        "changed_on": "2023-03-06T09:00:00",
        "changed_by_role": "Cán bộ tổng hợp",
        "approved_by_role": "Trưởng phòng",
    }


@pytest.fixture(scope="module")
def ev():
    rows = [
        revision("H1", "O01", "khu_trung"),
        revision("H2", "O01|2022", "nop_muon"),
        revision("H3", "A03|2023", "nop_muon"),
        revision("H4", "P03", "nop_muon", report="BC-2023"),
    ]
    return evaluate(load_rows({"revisions": rows}), "2022", created="2026-06-30")


def figures(*pairs: tuple[Row, Row]) -> pd.DataFrame:
    old, new = (to_frame(rows, period="2022", window="nd09") for rows in zip(*pairs, strict=True))
    return moved_figures(old, new)


def row(change: str, unit: str = "HD-SLDTBXH", table: str = "media", code: str = "O01") -> dict:
    values = {"code": code, "change": change, "table": table, "unit": unit, "row": 2}
    return {name: values.get(name, "x") for name in MOVER}


def sent(
    moved: pd.DataFrame, rows=(), *, differences=(), revisions=None, tables_=(), **about
) -> Sent:
    movers = pd.DataFrame(list(rows), columns=list(MOVER))
    return Sent(
        {**ABOUT, **about},
        Moved(moved, movers, tuple(tables_), traced=True),
        tuple(differences),
        revisions or {},
    )


G18 = (
    Row("O01", 181.0, variant="C/S1/tat_ca", unit="sản phẩm", verdict="dat"),
    Row("O01", 176.0, variant="C/S1/tat_ca", unit="sản phẩm", verdict="gan_dat"),
)


def texts(blocks) -> str:
    return " ".join(block.text for block in blocks)


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in table.rows]


def test_when_nothing_was_issued_one_sentence_says_so(ev):
    none = replace(ev, data=load_rows({}))
    assert texts(narrative.replaced_report(none, None)) == (
        "Chưa có bản phát hành nào của kỳ này được lưu để đối chiếu."
    )
    assert tables.sent_figures(ev, None) is None


def test_approved_corrections_of_the_year_are_told_also_without_an_issued_report(ev):
    assert texts(narrative.replaced_report(ev, None)).endswith(
        "Có 2 hiệu chỉnh đã duyệt đối với báo cáo kỳ này: O01 từ 181 thành 176; O01 từ 181 thành "
        "176."
    )


def test_the_report_replaced_is_named_by_number_and_date(ev):
    text = texts(narrative.replaced_report(ev, sent(figures(G18))))
    assert (
        "Báo cáo này thay thế Báo cáo số 12/BC-SLĐTBXH ngày 06/01/2023 (bản phát hành thứ 1" in text
    )
    blank = texts(
        narrative.replaced_report(ev, sent(figures(G18), document_number="", document_date=""))
    )
    assert "Báo cáo này thay thế Báo cáo số …… (bản phát hành thứ 1, mã lần lập 0af8a5aa" in blank


def test_181_sent_and_176_now_stand_side_by_side_with_the_reason(ev):
    found = sent(figures(G18), [row("gop")] * 5, revisions={"O01": ("khu_trung",)})
    (line,) = cells(tables.sent_figures(ev, found))
    assert line[0] == "O01"
    assert "cách hiểu C, S1, cả tự khai (sản phẩm)" in line[1]
    assert line[2:5] == ["181 – đạt", "176 – gần đạt", "-5"]
    assert line[5].startswith(
        "Nhật ký tin, bài, phóng sự, ấn phẩm số: 5 dòng gộp vào dòng khác (Sở"
    )
    assert "phiếu hiệu chỉnh đã duyệt: " in line[5]
    assert "1 kết luận thay đổi" in texts(narrative.replaced_report(ev, found))


def test_a_reason_is_told_once(ev):
    pairs = [
        G18,
        (Row("O01", 200.0, variant="B/S1/tat_ca"), Row("O01", 199.0, variant="B/S1/tat_ca")),
        (Row("O02", 9.0), Row("O02", 8.0)),
    ]
    rows = [row("rut"), row("rut", code="O02")]
    reasons = [line[-1] for line in cells(tables.sent_figures(ev, sent(figures(*pairs), rows)))]
    assert reasons[0].endswith("1 dòng đã rút (Sở Lao động - Thương binh và Xã hội tỉnh Hải Dương)")
    assert reasons[1:] == ["như trên", "như O01"]


def test_many_units_are_counted_not_listed(ev):
    rows = [row("moi", unit=f"U{place}") for place in range(6)]
    (line,) = cells(tables.sent_figures(ev, sent(figures(G18), rows)))
    assert line[-1].endswith("6 dòng mới (U0, U1, U2 và 3 đơn vị khác)")


def test_what_is_missing_is_said_and_has_no_difference(ev):
    pair = (Row("A03", None, verdict="khong_du_lieu"), Row("A03", 5.0, verdict="khong_du_lieu"))
    (line,) = cells(tables.sent_figures(ev, sent(figures(pair))))
    assert line[2:5] == ["không có số liệu", "5", "–"]


def test_an_undecided_figure_is_not_called_missing(ev):
    flags = frozenset({"F-CACHHIEU"})
    pair = (Row("O01", None, flags=flags), Row("O01", 320.0))
    (line,) = cells(tables.sent_figures(ev, sent(figures(pair))))
    assert line[2:5] == ["nêu theo từng loại", "320", "–"]


@pytest.mark.parametrize("code", ["O01", "A01", "Q01"])
def test_figures_of_incomplete_data_are_shown_as_sent(ev, code):
    flags = frozenset({"F-THIEU"})
    pair = (Row(code, 181.0, flags=flags), Row(code, 176.0, flags=flags))
    (line,) = cells(tables.sent_figures(ev, sent(figures(pair))))
    assert [text.removesuffix(",0") for text in line[2:4]] == ["181", "176"]


def test_as_many_decimals_as_show_the_difference(ev):
    pairs = [
        (Row("A04", 33.04, variant="x", unit="%"), Row("A04", 33.01, variant="x", unit="%")),
        (Row("A03", 58.0), Row("A03", 57.0)),
    ]
    lines = cells(tables.sent_figures(ev, sent(figures(*pairs))))
    assert lines[0][2:5] == ["33,04%", "33,01%", "-0,03 điểm %"]
    assert lines[1][2:5] == ["58", "57", "-1"]


def test_shares_differ_by_points(ev):
    pair = (Row("Q01", 80.0, unit="%"), Row("Q01", 82.5, unit="%"))
    (line,) = cells(tables.sent_figures(ev, sent(figures(pair))))
    assert line[4] == "+2,5 điểm %"


def test_without_moving_rows_the_table_parameter_and_software_are_named(ev):
    found = sent(
        figures(G18),
        tables_=["targets"],
        differences=[
            Difference("parameter", "reading", "", "B"),
            Difference("software", "gdnn-analysis", "0.1.0", "0.2.0"),
            Difference("notebook", "annual_report.ipynb", "aa", "bb"),
        ],
    )
    (line,) = cells(tables.sent_figures(ev, found))
    assert "bảng số liệu thay đổi: “" in line[-1]
    assert "“phương tiện thông tin đại chúng”: để trống → B" in line[-1]
    assert "phần mềm gdnn-analysis: 0.1.0 → 0.2.0" in line[-1]
    assert "sổ tính toán annual_report.ipynb đã thay đổi" in line[-1]


def test_a_change_nobody_can_explain_is_called_that(ev):
    (line,) = cells(tables.sent_figures(ev, sent(figures(G18))))
    assert line[-1] == UNKNOWN


def test_breakdowns_are_counted_below_the_table(ev):
    part = (
        Row("O01", 5.0, breakdown="month", category="2022-05"),
        Row("O01", 4.0, breakdown="month", category="2022-05"),
    )
    table = tables.sent_figures(ev, sent(figures(G18, part)))
    assert len(table.rows) == 1
    assert table.notes == ("Ngoài ra có 1 số phân tổ thay đổi.",)  # no command for officials
    only = sent(figures(part))
    assert tables.sent_figures(ev, only) is None
    assert "{bang:" not in texts(narrative.replaced_report(ev, only))


def test_nothing_moved_is_said(ev):
    same = sent(figures((G18[0], G18[0])))
    assert "Không có số liệu nào đã gửi thay đổi." in texts(narrative.replaced_report(ev, same))
    assert tables.sent_figures(ev, same) is None


def test_approved_reasons_are_those_of_the_period(ev):
    assert compare_sent(ev, ABOUT, Standing(ev.results)).revisions == {
        "O01": ("khu_trung", "nop_muon")
    }


def test_an_evaluation_set_against_itself_did_not_move(ev):
    found = compare_sent(ev, ABOUT, Standing(ev.results, trace_of(ev)))
    assert found.moved.figures.empty
    assert found.moved.tables == ()
