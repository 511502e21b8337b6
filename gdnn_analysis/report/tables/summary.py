"""Bảng TT-1: the core indicators on the leaders' page."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.tables.common import cells, decimals_of, source_of, verdict_of
from gdnn_analysis.report.wording import (
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


def leader_summary(ev: Evaluation) -> Table:
    """Bảng TT-1: core indicators with verdict and completeness, on page 1."""
    present = set(ev.results.loc[ev.results["value"].notna(), "code"]) | {"O01", "A01"}
    before = ev.previous
    rows = tuple(
        Row(
            cells(
                _indicator_name(ev, code, variant),
                unit_text(_unit(ev, code, variant), code),
                _value_cell(before, code, variant) if before else Cell("–"),
                _value_cell(ev, code, variant),
                verdict_cell(verdict_of(ev, code, variant)),
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
            Column("Chỉ số", width=4.2),
            Column("Đơn vị tính", width=1.4),
            Column("Năm trước", "right", 1.5),
            Column(tell("Năm {period}", period=ev.period), "right", 1.7),
            Column("Kết luận", width=2.9),
            Column("Mức đầy đủ số liệu", "right", 1.5),
        ),
        rows=rows,
    )


def _unit(ev: Evaluation, code: str, variant: str) -> str:
    row = ev.row(code, variant=variant)
    return str(row["unit"]) if row is not None else str(ev.definitions.at[code, "unit_vi"])


def _indicator_name(ev: Evaluation, code: str, variant: str) -> str:
    name = str(ev.definitions.at[code, "name_vi"])
    if code == "O01":
        reading = variant[0]
        return tell(
            "Sản phẩm số hoá được đăng tải, cách hiểu {reading} ({code})",
            reading=reading,
            code=code,
        )
    return f"{words(name)} ({code})"


def _value_cell(ev: Evaluation | None, code: str, variant: str) -> Cell:
    if ev is None:
        return Cell(NO_DATA)
    row = ev.row(code, variant=variant)
    text = figure_text(row, decimals_of(ev, code))
    provisional = row is not None and is_provisional(row)
    return Cell(text, italic=provisional)
