"""Hình 7: engagement by theme."""

from __future__ import annotations

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.engagement_by_theme import engagement_by_theme
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.annual.bars import Bar, draw_bars
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, svg_of
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.tables.annual.contents import theme_name
from gdnn_analysis.report.wording import span_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent


def theme_engagement(ev: Evaluation) -> ReportFigure | None:
    """Hình 7: reactions per account reached by theme of the post (T02); nothing without posts."""
    found = engagement_by_theme(ev)
    if not found["rate"].notna().any():
        return None
    bars = [
        Bar(theme_name(str(theme)), _value(row["rate"]), _text(row))
        for theme, row in found.iterrows()
    ]
    with matplotlib.rc_context(STYLE):
        figure = draw_bars(
            bars, axis="% tương tác trên tài khoản tiếp cận (n: số bài có số đo)", name_letters=52
        )
        figure.block = Figure(
            key="tuong-tac-chu-de",
            caption=tell(
                "Tỷ lệ tương tác của bài đăng theo chủ đề chính {span_text}",
                span_text=span_text(ev.period),
            ),
            alt=words("Thanh ngang tỷ lệ tương tác theo chủ đề: ")
            + "; ".join(f"{words(bar.name).split(' ')[0]} {bar.text}" for bar in bars)
            + words(". Gộp nhiều nền tảng và ít bài nên chỉ mô tả."),
            source=source_of(ev, "placement_metrics", "media"),
            svg=svg_of(figure),
            data=_data(ev, found),
        )
    return figure


def _value(rate: object) -> float | None:
    return float(rate) if isinstance(rate, float) and pd.notna(rate) else None


def _text(row: pd.Series) -> str:
    posts = f"n = {format_number(row['posts'])}"
    if pd.isna(row["rate"]):
        return tell("ít số liệu ({posts})", posts=posts)
    return f"{format_percent(float(row['rate']), 1)} ({posts})"


def _data(ev: Evaluation, found: pd.DataFrame) -> Table:
    return Table(
        key="tuong-tac-chu-de-so-lieu",
        caption="Tương tác, tiếp cận theo chủ đề chính của bài",
        unit="",
        source=source_of(ev, "placement_metrics", "media"),
        columns=(
            Column("Chủ đề", width=4),
            Column("Bài có số đo", "right"),
            Column("Tương tác", "right"),
            Column("Tài khoản tiếp cận", "right"),
            Column("Tỷ lệ", "right"),
        ),
        rows=tuple(
            Row(
                (
                    Cell(theme_name(str(theme))),
                    Cell(format_number(row["posts"])),
                    Cell(format_number(row["engagements"])),
                    Cell(format_number(row["reach"])),
                    Cell("–" if pd.isna(row["rate"]) else format_percent(float(row["rate"]), 1)),
                )
            )
            for theme, row in found.iterrows()
        ),
    )
