"""The schedule in the plan's annex (A01)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.tables.common import cells, source_of
from gdnn_analysis.report.wording import span_text, status_cell
from gdnn_analysis.vietnamese.numbers import format_number


def annex_matrix(ev: Evaluation) -> Table:
    """Bảng 8: the annex rows with status, evidence and volume (A01)."""
    found = {
        str(row["category"]): row for _, row in ev.rows("A01", breakdown="activity").iterrows()
    }
    rows = []
    for _, activity in ev.data["activities"].iterrows():
        if activity["is_heading"]:
            rows.append(
                Row(cells(f"{activity['annex_no']}. {words(activity['name_vi'])}"), kind="group")
            )
            continue
        row = found.get(str(activity["act_id"]))
        rows.append(
            Row(
                cells(
                    _annex_name(activity),
                    status_cell(ev, str(row["verdict"]) if row is not None else "khong_du_lieu"),
                    _schools_text(row),
                    _evidence_text(ev, str(activity["act_id"])),
                )
            )
        )
    return Table(
        key="phu-luc",
        caption=tell(
            "Mức thực hiện các hoạt động trong Phụ lục Kế hoạch, {span_text}",
            span_text=span_text(ev.period),
        ),
        unit="",
        source=source_of(ev),
        columns=(
            Column("Hoạt động (nguyên văn Phụ lục)", width=4.6),
            Column("Trạng thái", width=1.9),
            Column("Cơ sở GDNN có hoạt động", "center", 1.4),
            Column("Minh chứng", width=2.6),
        ),
        rows=tuple(rows),
        notes=(
            "“Không có dữ liệu” không phải là “không thực hiện”: chỉ ghi “không thực hiện” khi mọi "
            "đơn vị chủ trì đã xác nhận không phát sinh.",
            "Cơ sở GDNN có hoạt động: trên số cơ sở đã có trong năm, kể cả cơ sở chấm dứt trước ngày "
            "cuối kỳ; các bảng khác tính trên số cơ sở ở ngày cuối kỳ.",
        ),
        long=True,
    )


def _annex_name(activity: pd.Series) -> str:
    number = activity["annex_no"]
    name = str(activity["name_vi"])
    return (
        f"{number}. {words(name)}"
        if pd.notna(number) and number
        else tell("(dòng không đánh số) {name}", name=name)
    )


def _schools_text(row: pd.Series | None) -> str:
    if row is None or pd.isna(row["denominator"]) or pd.isna(row["numerator"]):
        return "–"
    return f"{format_number(row['numerator'])}/{format_number(row['denominator'])}"


def _evidence_text(ev: Evaluation, act_id: str) -> str:
    counts = ev.account.annex_evidence.get(act_id, {})
    if not counts:
        return "chưa có bản ghi làm minh chứng"
    return "; ".join(
        tell("{count} dòng “{table}”", count=format_number(count), table=ev.names.table(table))
        for table, count in counts.items()
    )
