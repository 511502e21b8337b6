"""Bảng TT-1: the core indicators on the leaders' page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.tables.common import cells, decimals_of, source_of, verdict_of
from gdnn_analysis.report.wording import (
    AT_LEAST,
    NO_DATA,
    completeness_text,
    figure_text,
    is_provisional,
    unit_text,
    verdict_cell,
)

LEADER_ROWS: Final = (
    ("O01", "A/S1/tat_ca"),
    ("O01", "B/S1/tat_ca"),
    ("O01", "C/S1/tat_ca"),
    ("A01", ""),
    ("O03", ""),
    ("A03", ""),
    ("A04", ""),
    ("T03", "do_duoc"),
    ("I01", ""),
    ("I02", ""),
    ("Q01", ""),
    ("Q03", ""),
)
"""Core indicators of page 1 (reports.md 5.3: 180, what was not done, money, what to decide)."""
SHORT: Final[Mapping[str, str]] = {
    "A01": "Hoạt động Phụ lục đã làm",
    "O03": "Chính sách đã truyền thông",
    "A03": "Sự kiện đã tổ chức",
    "A04": "Trường THCS, THPT đã đến",
    "T03": "Lượt người dự, đo được",
    "I01": "Kinh phí được giao",
    "I02": "Tỷ lệ thực hiện kinh phí",
    "Q01": "Tỷ lệ nộp số liệu",
    "Q03": "Bản ghi đã đối chiếu",
}
"""Names that keep a row of the leaders' table on one line; the annex has the full ones."""

NO_TARGET: Final = "Không đặt"


def leader_summary(ev: Evaluation) -> Table:
    """Bảng TT-1: core indicators with verdict and completeness, on page 1."""
    present = set(ev.results.loc[ev.results["value"].notna(), "code"]) | {"O01", "A01"}
    before, judged = ev.previous, ev.scope is None  # no target is set for a district or a unit
    rows = tuple(
        Row(
            cells(
                _indicator_name(ev, code, variant),
                unit_text(_unit(ev, code, variant), code),
                *((_value_cell(before, code, variant),) if before else ()),
                _value_cell(ev, code, variant),
                *((_verdict(verdict_of(ev, code, variant)),) if judged else ()),
                completeness_text(ev.row(code, variant=variant)),
            )
        )
        for code, variant in LEADER_ROWS
        if code in present and ev.covers(code)
    )
    return Table(
        key="chi-so-loi",
        caption="Các chỉ số lõi",
        unit="",
        source=source_of(ev),
        columns=(
            Column("Chỉ số", width=4.9),
            Column("Đơn vị tính", width=1.75),
            *((Column("Năm trước", "right", 2.2),) if before else ()),
            Column(tell("Năm {period}", period=ev.period), "right", 2.2),
            *((Column("Kết luận", width=2.5),) if judged else ()),
            Column("Mức đầy đủ", "right", 1.1),
        ),
        rows=rows,
        notes=_notes(ev, [cell.text for row in rows for cell in row.cells]),
    )


def _notes(ev: Evaluation, shown: Sequence[str]) -> tuple[str, ...]:
    """Explain what the table shows; of public sources the page says itself what counts are."""
    bounds = any(text.startswith(words(AT_LEAST)) for text in shown) and not ev.is_public
    return (
        *(("“Không đặt”: Kế hoạch không đặt chỉ tiêu cho chỉ số.",) if NO_TARGET in shown else ()),
        *(("“Ít nhất”: còn đơn vị hoặc bản ghi chưa có số nên giá trị có thể tăng.",) * bounds),
    )


def _unit(ev: Evaluation, code: str, variant: str) -> str:
    row = ev.row(code, variant=variant)
    return str(row["unit"]) if row is not None else str(ev.definitions.at[code, "unit_vi"])


def _indicator_name(ev: Evaluation, code: str, variant: str) -> str:
    if code == "O01":
        return tell("Sản phẩm, cách hiểu {reading} ({code})", reading=variant[0], code=code)
    return f"{words(SHORT[code])} ({code})"


def _verdict(verdict: str) -> Cell:
    return Cell(NO_TARGET) if verdict == "khong_chi_tieu" else verdict_cell(verdict)


def _value_cell(ev: Evaluation | None, code: str, variant: str) -> Cell:
    if ev is None:
        return Cell(NO_DATA)
    row = ev.row(code, variant=variant)
    text = figure_text(row, decimals_of(ev, code))
    provisional = row is not None and is_provisional(row)
    return Cell(text, italic=provisional)
