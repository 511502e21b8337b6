"""Annexes: rows read and problems found."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Column, Paragraph, Row, Table
from gdnn_analysis.report.tables.common import cells, if_any
from gdnn_analysis.vietnamese.numbers import format_number


def read_counts(ev: Evaluation) -> Table:
    """Phụ lục: rows read, used and left out per table."""
    rows = tuple(
        Row(
            cells(
                ev.names.table(str(line["table"])),
                *(
                    format_number(int(line[part]))
                    for part in ("rows_read", "rows_used", "rows_left_out")
                ),
            )
        )
        for _, line in ev.data.counts.iterrows()
    )
    return Table(
        key="so-dong-doc",
        caption="Số dòng đã đọc, đã dùng và bị loại theo bảng",
        unit="dòng",
        source="Kết quả đọc và kiểm tra thư mục số liệu.",
        columns=(
            Column("Bảng số liệu", width=4),
            Column("Đã đọc", "right"),
            Column("Đã dùng", "right"),
            Column("Bị loại", "right"),
        ),
        rows=rows,
        long=True,
    )


def issue_list(ev: Evaluation, *, most: int = 60) -> Table | Paragraph:
    """Phụ lục: problems found in the data, errors first."""
    issues = ev.issues
    chosen = issues[issues["severity"].isin(["loi", "canh_bao"])]
    order = {"loi": 0, "canh_bao": 1}
    chosen = chosen.sort_values("severity", key=lambda column: column.map(order), kind="stable")
    rows = tuple(
        Row(
            cells(
                SEVERITIES[str(issue["severity"])],
                str(issue["rule"]),
                _place_text(issue),
                str(issue["message"]),
            )
        )
        for _, issue in chosen.head(most).iterrows()
    )
    notes: tuple[str, ...] = ()
    if len(chosen) > most:
        notes = (
            tell(
                "Bảng in {most} trên {count} vấn đề; danh sách đầy đủ ở tệp annex.xlsx.",
                most=format_number(most),
                count=format_number(len(chosen)),
            ),
        )
    table = Table(
        key="van-de-so-lieu",
        caption="Vấn đề phát hiện khi kiểm tra số liệu",
        unit="",
        source="Kết quả kiểm tra số liệu.",
        columns=(
            Column("Mức", width=0.9),
            Column("Quy tắc", width=0.8),
            Column("Vị trí", width=2.2),
            Column("Nội dung", width=4),
        ),
        rows=rows,
        notes=notes,
        long=True,
    )
    return if_any(table, "Không phát hiện lỗi hoặc cảnh báo nào trong số liệu.")


SEVERITIES: Final = {"loi": "Lỗi", "canh_bao": "Cảnh báo", "thong_tin": "Thông tin"}


def _place_text(issue: pd.Series) -> str:
    parts = [str(issue["file"])]
    if issue["sheet"]:
        parts.append(tell("trang “{sheet}”", sheet=issue["sheet"]))
    if pd.notna(issue["row"]):
        parts.append(tell("dòng {row}", row=int(issue["row"])))
    if issue["column"]:
        parts.append(tell("cột {column}", column=issue["column"]))
    return ", ".join(parts)
