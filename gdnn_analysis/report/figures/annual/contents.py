"""Hình 5 and 6: themes of the year, and which forms reached for which audience."""

from __future__ import annotations

from math import isnan
from typing import Final

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.forms_by_audience import UNNAMED, forms_by_audience
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.annual.bars import Bar, draw_bars
from gdnn_analysis.report.figures.annual.grid import Mark, draw_grid
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, svg_of
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.tables.annual.contents import form_name, theme_name
from gdnn_analysis.report.wording import label, span_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

MATRIX_LEGEND: Final = (
    "Số bản ghi đã đối chiếu (lượt đăng, sự kiện, điểm đặt, ấn phẩm, hướng nghiệp). Một bản ghi được "
    "tính cho mọi đối tượng nó nêu nên không cộng theo cột. Ô trống: chưa có bản ghi đã đối chiếu. "
    "Gạch chéo: không có số liệu về hình thức đó."
)
SHADES: Final = ((50, "#1b4f8a", "white"), (10, "#8fb0d3", "#111111"), (1, "#dde7f2", "#111111"))
"""Least count, colour and ink of a cell, darkest first."""


def themes(ev: Evaluation) -> ReportFigure | None:
    """Hình 5: share of works by primary theme, the year before marked (O06)."""
    rows = ev.rows("O06", variant="chinh", breakdown="theme")
    if not rows["value"].notna().any():
        return None
    before = _shares(ev.previous)
    bars = [
        Bar(
            theme_name(str(row["category"])),
            float(row["value"]),
            f"{format_percent(float(row['value']), 1)} ({format_number(row['numerator'])})",
            before.get(str(row["category"])),
        )
        for _, row in rows.iterrows()
    ]
    earlier = tell("; hình thoi: năm {first}", first=ev.period.first - 1) if before else ""
    with matplotlib.rc_context(STYLE):
        figure = draw_bars(
            bars,
            axis=tell("% sản phẩm được mã hoá, theo chủ đề chính{earlier}", earlier=earlier),
            name_letters=52,
        )
        figure.block = Figure(
            key="chu-de",
            caption=tell(
                "Tỷ trọng sản phẩm theo 13 chủ đề của mục IV Kế hoạch {span_text}",
                span_text=span_text(ev.period),
            ),
            alt=words("Thanh ngang tỷ trọng sản phẩm theo chủ đề chính: ")
            + "; ".join(f"{words(bar.name).split(' ')[0]} {bar.text}" for bar in bars)
            + ".",
            source=source_of(ev, "media"),
            svg=svg_of(figure),
            data=_themes_data(ev, bars),
        )
    return figure


def _shares(ev: Evaluation | None) -> dict[str, float]:
    if ev is None:
        return {}
    rows = ev.rows("O06", variant="chinh", breakdown="theme")
    known = rows[rows["value"].notna()]
    return dict(zip(known["category"].astype(str), known["value"].astype(float), strict=True))


def _themes_data(ev: Evaluation, bars: list[Bar]) -> Table:
    return Table(
        key="chu-de-so-lieu",
        caption="Tỷ trọng theo chủ đề chính",
        unit="% (số sản phẩm)",
        source=source_of(ev, "media"),
        columns=(
            Column("Chủ đề", width=4),
            Column("Năm trước", "right"),
            Column(tell("Năm {period}", period=ev.period), "right"),
        ),
        rows=tuple(
            Row(
                (
                    Cell(bar.name),
                    Cell("–" if bar.earlier is None else format_percent(bar.earlier, 1)),
                    Cell(bar.text),
                )
            )
            for bar in bars
        ),
    )


def audience_forms(ev: Evaluation) -> ReportFigure | None:
    """Hình 6: checked records by audience and form (O07, O09)."""
    counts = forms_by_audience(ev)
    if not counts.gt(0).to_numpy().any():
        return None
    counts = counts[counts.index.to_series().ne("khong_ro") | counts.gt(0).any(axis=1)]
    names = [_audience(str(code)) for code in counts.index]
    with matplotlib.rc_context(STYLE):
        figure = draw_grid(
            names,
            [form_name(str(form)).split(" (")[0] for form in counts.columns],
            [[_mark(value) for value in row] for row in counts.to_numpy().tolist()],
            name_letters=44,
            size=8.5,
            legend=MATRIX_LEGEND,
            turned=True,
        )
        figure.block = Figure(
            key="doi-tuong-hinh-thuc",
            caption=tell(
                "Đối tượng và hình thức truyền thông (mục III, VI Kế hoạch) {span_text}",
                span_text=span_text(ev.period),
            ),
            alt=_matrix_alt(counts),
            source=source_of(ev, "media", "events", "event_groups", "guidance", "products"),
            svg=svg_of(figure),
            data=_matrix_data(ev, counts, names),
        )
    return figure


def _audience(code: str) -> str:
    return "Không ghi đối tượng" if code == UNNAMED else label("AUDIENCE", code)


def _mark(value: float) -> Mark | None:
    if isnan(value):
        return Mark(hatch="////")
    if value == 0:
        return Mark()
    fill, ink = next((fill, ink) for least, fill, ink in SHADES if value >= least)
    return Mark(format_number(value), fill, ink)


def _matrix_alt(counts: pd.DataFrame) -> str:
    silent = counts.index[counts.gt(0).sum(axis=1).eq(0)]
    names = ", ".join(_audience(str(code)) for code in silent)
    empty = tell("; đối tượng chưa có bản ghi: {names}", names=names) if names else ""
    used = int(counts.gt(0).any().sum())
    return tell(
        "Ma trận {count} đối tượng và {count_2} hình thức: {used} hình thức có bản "
        "ghi đã đối chiếu{empty}.",
        count=len(counts),
        count_2=len(counts.columns),
        used=format_number(used),
        empty=empty,
    )


def _matrix_data(ev: Evaluation, counts: pd.DataFrame, names: list[str]) -> Table:
    return Table(
        key="doi-tuong-hinh-thuc-so-lieu",
        caption="Số bản ghi đã đối chiếu theo đối tượng và hình thức",
        unit="bản ghi",
        source=source_of(ev, "media", "events", "guidance", "products"),
        columns=(
            Column("Đối tượng", width=3),
            *(Column(form_name(str(form)), "right") for form in counts.columns),
        ),
        rows=tuple(
            Row((Cell(name), *(Cell("–" if isnan(v) else format_number(v)) for v in line)))
            for name, line in zip(names, counts.to_numpy().tolist(), strict=True)
        ),
    )
