"""Hình 4: days from a policy to its first explanation, and from an event to its first story."""

from __future__ import annotations

from typing import Final

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.annual.bars import Bar, draw_bars
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, svg_of
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import flags_of, label, span_text
from gdnn_analysis.vietnamese.numbers import format_number

FEWEST: Final = 2
"""Documents and events with a known delay that make a figure: the sentence above tells of one."""


def policy_delay(ev: Evaluation) -> ReportFigure | None:
    """Hình 4: median days by type of document and of event (O04); nothing to draw for a single one."""
    kinds = (("", "doc_type", "DOC"), ("su_kien", "event_type", "EVENT"))
    rows = pd.concat([ev.rows("O04", variant=kind[0], breakdown=kind[1]) for kind in kinds])
    if rows.loc[rows["value"].notna(), "n"].sum() < FEWEST:
        return None
    bars = [bar for kind in kinds for bar in _bars(ev, *kind)]
    with matplotlib.rc_context(STYLE):
        figure = draw_bars(bars, axis="Ngày, trung vị (đặc: văn bản; gạch chéo: sự kiện)")
        figure.block = Figure(
            key="do-tre",
            caption=tell(
                "Thời gian từ khi ban hành văn bản, kết thúc sự kiện đến sản phẩm đầu tiên "
                "{span_text}",
                span_text=span_text(ev.period),
            ),
            alt=words("Thanh ngang số ngày trung vị: ")
            + "; ".join(f"{words(bar.name)} {bar.text}" for bar in bars)
            + ".",
            source=source_of(ev, "policies", "events", "media"),
            svg=svg_of(figure),
            data=_data(ev, bars),
        )
    return figure


def _bars(ev: Evaluation, variant: str, breakdown: str, code_list: str) -> list[Bar]:
    rows = ev.rows("O04", variant=variant, breakdown=breakdown)
    return [
        Bar(
            label(code_list, str(row["category"])),
            None if pd.isna(row["value"]) else float(row["value"]),
            _text(row),
            hatched=bool(variant),
        )
        for _, row in rows.iterrows()
    ]


def _text(row: pd.Series) -> str:
    base = f"n = {format_number(row['n'])}" if pd.notna(row["n"]) else ""
    if pd.isna(row["value"]) and "F-THIEU" in flags_of(row):
        return tell("không có số liệu ({base})", base=base)
    if pd.isna(row["value"]):
        return tell("chưa quá nửa có sản phẩm trong 12 tháng ({base})", base=base)
    return tell(
        "{value} ngày ({base})",
        value=format_number(row["value"], 0 if row["value"] % 1 == 0 else 1),
        base=base,
    )


def _data(ev: Evaluation, bars: list[Bar]) -> Table:
    return Table(
        key="do-tre-so-lieu",
        caption="Số ngày trung vị",
        unit="",
        source=source_of(ev, "policies", "events", "media"),
        columns=(Column("Loại văn bản, sự kiện", width=3), Column("Số ngày trung vị", "right", 2)),
        rows=tuple(Row((Cell(bar.name), Cell(bar.text))) for bar in bars),
    )
