"""Hình 1: who filed which table."""

from __future__ import annotations

from typing import Final

import matplotlib

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.filing_matrix import Filed, FilingMatrix, filing_matrix
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.annual.grid import Mark, draw_grid
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, svg_of
from gdnn_analysis.report.organisation import actor_name
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import span_text
from gdnn_analysis.vietnamese.numbers import format_number

UNIT_LEGEND: Final = (
    "N: đã nộp số liệu.   0: đã xác nhận không phát sinh.   Gạch chéo, “chưa”: chưa nộp.   Ô trống: "
    "không phải nộp."
)
GROUP_LEGEND: Final = (
    "Hai số: đơn vị đã nộp/đơn vị phải nộp; dòng dưới: số đơn vị trong đó xác nhận không phát "
    "sinh (kps). Nền đậm: nộp đủ.   Nền trắng: nộp một phần.   Gạch chéo: chưa đơn vị nào nộp.   "
    "Ô trống: không phải nộp."
)
FULL: Final = "#1b4f8a"
NIL: Final = "#c9d7e8"


def filing_grid(ev: Evaluation) -> ReportFigure | None:
    """Hình 1: matrix of units, or groups of actors, by table; nothing without obligations."""
    found = filing_matrix(ev)
    if found is None:
        return None
    rows = [_row_name(ev, found, name) for name in found.rows]
    marks = [[_mark(found, row, table) for table in found.tables] for row in found.rows]
    with matplotlib.rc_context(STYLE):
        figure = draw_grid(
            rows,
            [ev.names.table(table) for table in found.tables],
            marks,
            name_letters=34,
            size=8,
            legend=UNIT_LEGEND if found.by_unit else GROUP_LEGEND,
            turned=True,
        )
        whose = "đơn vị" if found.by_unit else "nhóm chủ thể"
        figure.block = Figure(
            key="ma-tran-nop",
            caption=tell(
                "Tình hình nộp từng bảng số liệu của các {whose} {span_text}",
                whose=whose,
                span_text=span_text(ev.period),
            ),
            alt=_alt(ev, found),
            source=source_of(ev, "obligations", "submissions"),
            svg=svg_of(figure),
            data=_data(ev, found),
        )
    return figure


def _row_name(ev: Evaluation, found: FilingMatrix, name: str) -> str:
    if found.by_unit:
        return ev.names.unit(name)
    return actor_name(ev, name) if name else "Đơn vị không có trong danh mục"


def _mark(found: FilingMatrix, row: str, table: str) -> Mark | None:
    counts = found.cells.get((row, table))
    if counts is None:
        return None
    due, accepted, nil = counts
    if found.by_unit:
        if not accepted:
            return Mark("chưa", hatch="////")
        return Mark("0", NIL) if nil == accepted else Mark("N", FULL, "white", strong=True)
    text = f"{accepted}/{due}" + (tell("\nkps {nil}", nil=nil) if nil else "")
    if not accepted:
        return Mark(text, hatch="////")
    return Mark(text, FULL, "white") if accepted == due else Mark(text)


def _alt(ev: Evaluation, found: FilingMatrix) -> str:
    due, accepted, nil = (sum(part) for part in zip(*found.cells.values(), strict=True))
    return tell(
        "Ma trận {count} dòng và {count_2} bảng số liệu: phải nộp {due} lượt, đã "
        "nộp {accepted}, trong đó xác nhận không phát sinh {nil}; chưa nộp {due_2}.",
        count=format_number(len(found.rows)),
        count_2=format_number(len(found.tables)),
        due=format_number(due),
        accepted=format_number(accepted),
        nil=format_number(nil),
        due_2=format_number(due - accepted),
    )


def _data(ev: Evaluation, found: FilingMatrix) -> Table:
    return Table(
        key="ma-tran-nop-so-lieu",
        caption="Đã nộp/phải nộp theo bảng số liệu",
        unit="đã nộp/phải nộp (kps: trong đó không phát sinh)",
        source=source_of(ev, "obligations", "submissions"),
        columns=(
            Column("Đơn vị" if found.by_unit else "Nhóm chủ thể", width=3),
            *(Column(ev.names.table(table), "center") for table in found.tables),
        ),
        rows=tuple(
            Row(
                (
                    Cell(_row_name(ev, found, row)),
                    *(Cell(_words(found.cells.get((row, table)))) for table in found.tables),
                )
            )
            for row in found.rows
        ),
    )


def _words(counts: Filed | None) -> str:
    if counts is None:
        return ""
    due, accepted, nil = counts
    return f"{accepted}/{due}" + (tell(" (kps {nil})", nil=nil) if nil else "")
