"""The target of 180 works over the years of a period (O01)."""

from __future__ import annotations

from typing import Any, Final

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.figures.media import COLOURS, TARGET_COLOUR
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import (
    READINGS,
    figure_text,
    has_figure,
    is_lower_bound,
    target_text,
    unchecked_words,
)
from gdnn_analysis.vietnamese.numbers import format_number

HATCHES: Final = {"A": "", "B": "...", "C": "///"}
"""Readings also differ by pattern, for prints in black and white."""
WIDTH: Final = 0.27
MERGER: Final = 2025
"""Year of the changes of organisation: a line before it says that series do not simply go on."""


def target_over_years(ev: Evaluation) -> ReportFigure:
    """Hình 2: works of each year by reading, with the yearly target and the break of 2025."""
    with matplotlib.rc_context(STYLE):
        figure, axes = new_figure(3.3)
        years = list(ev.years)
        for place, reading in enumerate(READINGS):
            _bars(ev, axes, place, reading)
        _years_without(ev, axes)
        if ev.account.annual_target is not None:
            axes.axhline(
                ev.account.annual_target,
                color=TARGET_COLOUR,
                linewidth=1.4,
                label=tell(
                    "Chỉ tiêu mỗi năm: {annual_target}",
                    annual_target=format_number(ev.account.annual_target),
                ),
            )
        if MERGER in years:
            edge = years.index(MERGER) - 0.5
            axes.axvline(edge, color="#444444", linewidth=1, linestyle=(0, (2, 2)))
            axes.annotate(
                "thay đổi tổ chức",
                (edge, 1),
                xycoords=("data", "axes fraction"),
                xytext=(4, -12),
                textcoords="offset points",
                color="#444444",
            )
        axes.set_xticks(range(len(years)), [str(year) for year in years])
        axes.set_xlim(-0.5, len(years) - 0.5)
        axes.set_ylim(0, _top(ev))
        axes.set_ylabel(_axis_name(ev))
        axes.legend(loc="upper center", ncols=4, columnspacing=1.2, bbox_to_anchor=(0.5, -0.1))
        figure.block = Figure(
            key="180-cac-nam",
            caption=tell(
                "Số sản phẩm của từng năm theo ba cách hiểu (bộ lọc S1, cả {unchecked})",
                unchecked=unchecked_words(ev),
            ),
            alt=_alt(ev),
            source=source_of(ev, "media", "channels"),
            svg=svg_of(figure),
            data=_data(ev),
        )
    return figure


def _bars(ev: Evaluation, axes: Any, place: int, reading: str) -> None:
    rows = [_drawn(year, reading) for year in ev.years.values()]
    known = [(at, float(row["value"])) for at, row in enumerate(rows) if row is not None]
    spots = [at + (place - 1) * WIDTH for at, _ in known]
    bars = axes.bar(
        spots,
        [count for _, count in known],
        width=WIDTH,
        label=tell("Cách hiểu {reading}", reading=reading),
        color=COLOURS[reading],
        edgecolor="white",
        hatch=HATCHES[reading],
    )
    names = axes.bar_label(
        bars, [format_number(count) for _, count in known], fontsize=9, padding=1.5
    )
    for name in names:  # legible on the line of the target
        name.set_bbox({"facecolor": "white", "edgecolor": "none", "pad": 0.3})
        name.set_zorder(4)


def _top(ev: Evaluation) -> float:
    values = [
        year.value("O01", variant=f"{reading}/S1/tat_ca") or 0.0
        for year in ev.years.values()
        for reading in READINGS
    ]
    return 1.2 * max(ev.account.annual_target or 0.0, 1.0, *values)


def _years_without(ev: Evaluation, axes: Any) -> None:
    """Say of a year without any bar that it has no data: a gap would be read as 0."""
    for place, year in enumerate(ev.years.values()):
        if all(_drawn(year, reading) is None for reading in READINGS):
            axes.annotate(
                "không có\nsố liệu",
                (place, 0),
                xytext=(0, 4),
                textcoords="offset points",
                ha="center",
                fontsize=9,
            )


def _axis_name(ev: Evaluation) -> str:
    drawn = [
        row
        for year in ev.years.values()
        for reading in READINGS
        if (row := _drawn(year, reading)) is not None
    ]
    return "Sản phẩm (ít nhất)" if drawn and all(map(is_lower_bound, drawn)) else "Sản phẩm"


def _drawn(year: Evaluation, reading: str) -> pd.Series | None:
    """Return the row a bar stands for; nothing where it holds no figure."""
    row = year.row("O01", variant=f"{reading}/S1/tat_ca")
    return row if row is not None and has_figure(row) else None


def _text(year: Evaluation, reading: str) -> str:
    return figure_text(year.row("O01", variant=f"{reading}/S1/tat_ca"))


def _alt(ev: Evaluation) -> str:
    parts = "; ".join(
        f"{name}: "
        + ", ".join(
            tell("cách hiểu {reading} {text}", reading=reading, text=_text(year, reading))
            for reading in READINGS
        )
        for name, year in ev.years.items()
    )
    return tell(
        "Cột số sản phẩm theo năm và cách hiểu. {parts}. Đường chỉ tiêu "
        "{target_text} sản phẩm mỗi năm.",
        parts=parts,
        target_text=target_text(ev.account.annual_target),
    )


def _data(ev: Evaluation) -> Table:
    return Table(
        key="180-cac-nam-so-lieu",
        caption="Số sản phẩm theo năm và cách hiểu",
        unit="sản phẩm",
        source=source_of(ev, "media"),
        columns=(
            Column("Năm"),
            *(
                Column(tell("Cách hiểu {reading}", reading=reading), "right")
                for reading in READINGS
            ),
        ),
        rows=tuple(
            Row((Cell(str(name)), *(Cell(_text(year, reading)) for reading in READINGS)))
            for name, year in ev.years.items()
        ),
    )
