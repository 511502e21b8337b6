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
from gdnn_analysis.report.tables.lines import DASH
from gdnn_analysis.report.wording import label, small, span_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

MATRIX_LEGEND: Final = (
    "Số bản ghi đã đối chiếu (lượt đăng, sự kiện, điểm đặt, ấn phẩm, hướng nghiệp). Một bản ghi được "
    "tính cho mọi đối tượng nó nêu nên không cộng theo cột. Ô trống: chưa có bản ghi đã đối chiếu. "
    "Gạch chéo: không có số liệu về hình thức đó."
)
SHADES: Final = ((50, "#1b4f8a", "white"), (10, "#8fb0d3", "#111111"), (1, "#dde7f2", "#111111"))
"""Least count, colour and ink of a cell, darkest first."""


def themes(ev: Evaluation) -> ReportFigure | None:
    """Hình 5: works by primary theme, the year before marked (O06).

    Shares, or counts where too few works are coded for shares (rule R11).
    """
    rows = _coded(ev)
    if rows.empty:
        return None
    few = _are_few(ev, rows)
    bars = _theme_bars(ev, rows, "numerator" if few else "value")
    marked = any(bar.earlier is not None for bar in bars)
    earlier = tell("; hình thoi: năm {first}", first=ev.period.first - 1) if marked else ""
    unit = "Số sản phẩm đã mã hoá" if few else "% sản phẩm được mã hoá"
    what = "Số sản phẩm" if few else "Tỷ trọng sản phẩm"
    with matplotlib.rc_context(STYLE):
        figure = draw_bars(
            bars,
            axis=tell("{unit}, theo chủ đề chính{earlier}", unit=unit, earlier=earlier),
            name_letters=52,
        )
        figure.block = Figure(
            key="chu-de",
            caption=tell(
                "{what} theo 13 chủ đề của mục IV Kế hoạch {span_text}",
                what=what,
                span_text=span_text(ev.period),
            ),
            alt=tell(
                "Thanh ngang, {unit} theo chủ đề chính: {bars}.",
                unit=small(unit),
                bars="; ".join(f"{words(bar.name).split(' ')[0]} {bar.text}" for bar in bars),
            ),
            source=source_of(ev, "media"),
            svg=svg_of(figure),
            data=_themes_data(ev, bars, what, few=few),
        )
    return figure


def _coded(ev: Evaluation | None) -> pd.DataFrame:
    """Return the figures of the themes in a year with coded works."""
    if ev is None:
        return pd.DataFrame(columns=["category", "value", "numerator", "denominator"])
    rows = ev.rows("O06", variant="chinh", breakdown="theme")
    return rows[rows["value"].notna()]


def _are_few(ev: Evaluation, rows: pd.DataFrame) -> bool:
    return bool(rows["denominator"].lt(ev.settings.smallest_sample).any())


def _theme_bars(ev: Evaluation, rows: pd.DataFrame, column: str) -> list[Bar]:
    past = _coded(ev.previous)
    past = past.iloc[:0] if column == "value" and _are_few(ev, past) else past
    past = past[past["numerator"].gt(0)] if ev.is_public else past
    before = dict(zip(past["category"].astype(str), past[column].astype(float), strict=True))
    bars = []
    for _, row in rows.iterrows():
        theme, value = str(row["category"]), float(row[column])
        earlier = before.get(theme)
        told = "" if earlier is None else _amount(earlier, column)
        bars.append(
            Bar(
                theme_name(theme),
                value,
                _theme_text(ev, row, column),
                earlier,
                tell("; năm {first}: {told}", first=ev.period.first - 1, told=told),
            )
        )
    return bars


def _theme_text(ev: Evaluation, row: pd.Series, column: str) -> str:
    """Return share and count; of public sources, no work found is not no work made."""
    if row["numerator"] == 0 and ev.is_public:
        return DASH
    count = format_number(row["numerator"])
    return count if column == "numerator" else f"{_amount(row['value'], column)} ({count})"


def _amount(value: float, column: str) -> str:
    return format_number(value) if column == "numerator" else format_percent(value, 1)


def _themes_data(ev: Evaluation, bars: list[Bar], what: str, *, few: bool) -> Table:
    column = "numerator" if few else "value"
    return Table(
        key="chu-de-so-lieu",
        caption=tell("{what} theo chủ đề chính", what=what),
        unit="sản phẩm" if few else "% (số sản phẩm)",
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
                    Cell(DASH if bar.earlier is None else _amount(bar.earlier, column)),
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
