"""The target of 180 works: months and readings (O01)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import matplotlib

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Cell, Column, Figure, Paragraph, Row, Table
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import (
    READINGS,
    checked_text,
    figure_text,
    has_figure,
    span_text,
    target_text,
    unchecked_words,
)
from gdnn_analysis.vietnamese.numbers import format_number

COLOURS: Final = {"A": "#1b4f8a", "B": "#b35a00", "C": "#2e6b34"}


TARGET_COLOUR: Final = "#8a1b1b"


MARKS: Final = {"A": "o", "B": "s", "C": "^"}


DASHES: Final = {"A": "solid", "B": "dashed", "C": "dashdot"}


def cumulative_items(ev: Evaluation) -> ReportFigure | Paragraph:
    """Hình 2: works counted since the start of the window, by month and reading, with the target.

    Three curves (readings A, B, C; filter S1, all verification levels) that also differ in dash
    and mark, and the line of the yearly target. A reading without a figure has no curve.
    """
    known = _known_readings(ev)
    if not known:
        return Paragraph("Không có số liệu để vẽ số sản phẩm luỹ kế theo tháng (O01).")
    with matplotlib.rc_context(STYLE):
        figure, axes = new_figure(3.4)
        months = list(dict.fromkeys(ev.cumulative["month"]))
        for reading in known:
            curve = ev.cumulative[ev.cumulative["reading"].eq(reading)]
            axes.plot(
                range(len(curve)),
                curve["cumulative"].to_list(),
                label=tell("Cách hiểu {reading}", reading=reading),
                color=COLOURS[reading],
                linestyle=DASHES[reading],
                marker=MARKS[reading],
                markersize=4,
            )
        _target_line(axes.axhline, axes, ev, (0, 1), (2, 3))
        axes.set_xticks(range(len(months)), [_month_label(month) for month in months])
        axes.set_ylim(bottom=0)
        axes.set_ylabel("Sản phẩm, luỹ kế")
        axes.legend(loc="best")
        figure.block = Figure(
            key="luy-ke",
            caption=tell(
                "Số sản phẩm luỹ kế theo tháng {span_text} và chỉ tiêu năm",
                span_text=span_text(ev.period),
            ),
            alt=_cumulative_alt(ev),
            source=source_of(ev, "media", "channels"),
            svg=svg_of(figure),
            data=_cumulative_data(ev, months, known),
        )
    return figure


def _known_readings(ev: Evaluation) -> list[str]:
    rows = {reading: ev.row("O01", variant=f"{reading}/S1/tat_ca") for reading in READINGS}
    return [reading for reading, row in rows.items() if row is not None and has_figure(row)]


def _target_line(
    draw: Callable[..., Any],
    axes: Any,
    ev: Evaluation,
    place: tuple[float, float],
    offset: tuple[int, int],
) -> None:
    """Draw the yearly target and name it; nothing when the targets table does not hold it.

    `place` is where the name stands: along the line in data units, on it where the value is 1.
    """
    target = ev.account.annual_target
    if target is None:
        return
    draw(target, color=TARGET_COLOUR, linewidth=1.4)
    along_x = draw == axes.axhline
    axes.annotate(
        tell("Chỉ tiêu {target}", target=format_number(target)),
        (place[0], target) if along_x else (target, place[1]),
        xytext=offset,
        textcoords="offset points",
        color=TARGET_COLOUR,
    )


def _month_label(month: str) -> str:
    year, number = month.split("-")
    return f"{int(number)}/{year[2:]}"


def _cumulative_alt(ev: Evaluation) -> str:
    ends = "; ".join(
        tell(
            "cách hiểu {reading} {figure}",
            reading=reading,
            figure=figure_text(ev.row("O01", variant=f"{reading}/S1/tat_ca")),
        )
        for reading in READINGS
    )
    return tell(
        "Đường luỹ kế số sản phẩm theo tháng {span_text}. Cuối kỳ: {ends}; đường "
        "chỉ tiêu {target_text} sản phẩm.",
        span_text=span_text(ev.period),
        ends=ends,
        target_text=target_text(ev.account.annual_target),
    )


def _cumulative_data(ev: Evaluation, months: Sequence[str], known: Sequence[str]) -> Table:
    wide: Any = ev.cumulative.pivot(index="month", columns="reading", values="cumulative")
    rows = tuple(
        Row(
            (
                Cell(_month_label(month)),
                *(Cell(format_number(float(wide.loc[month, reading]))) for reading in known),
            )
        )
        for month in months
    )
    return Table(
        key="luy-ke-so-lieu",
        caption="Số sản phẩm luỹ kế theo tháng",
        unit="sản phẩm",
        source=source_of(ev, "media"),
        columns=(
            Column("Tháng"),
            *(Column(tell("Cách hiểu {reading}", reading=reading), "right") for reading in known),
        ),
        rows=rows,
    )


ROOM: Final = 1.75
"""Width of the axis, of which the highest bar or the target takes 1: numbers stand beside them."""


def target_by_reading(ev: Evaluation) -> ReportFigure:
    """Hình TT-1: one bar per reading, the checked part filled and the declared part hatched."""
    with matplotlib.rc_context(STYLE):
        figure, axes = new_figure(2.5)
        axes.grid(axis="x")
        axes.grid(False, axis="y")
        names = list(READINGS)[::-1]
        for place, reading in enumerate(names):
            _reading_bar(ev, axes, place, reading)
        _target_line(axes.axvline, axes, ev, (1, len(names) - 0.45), (3, 0))
        axes.set_yticks(range(len(names)), [tell("Cách hiểu {name}", name=name) for name in names])
        top = _highest(ev)
        axes.set_xlim(left=0, right=ROOM * top)
        axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= 1.1 * top])
        axes.set_axisbelow(True)
        axes.set_ylim(-0.5, len(names) - 0.1)
        axes.set_xlabel(
            tell("Sản phẩm (phần gạch chéo: {unchecked})", unchecked=unchecked_words(ev))
        )
        figure.block = Figure(
            key="cot-180",
            caption=tell(
                "Số sản phẩm {span_text} theo ba cách hiểu (bộ lọc S1) và chỉ tiêu năm",
                span_text=span_text(ev.period),
            ),
            alt=_bars_alt(ev),
            source=source_of(ev, "media", "channels"),
            svg=svg_of(figure),
            data=_bars_data(ev),
        )
    return figure


def _highest(ev: Evaluation) -> float:
    values = [ev.value("O01", variant=f"{reading}/S1/tat_ca") or 0.0 for reading in READINGS]
    return max(ev.account.annual_target or 0.0, 1.0, *values)


def _reading_bar(ev: Evaluation, axes: Any, place: int, reading: str) -> None:
    everything = ev.value("O01", variant=f"{reading}/S1/tat_ca")
    checked = ev.value("O01", variant=f"{reading}/S1/da_doi_chieu")
    if everything is None or checked is None or reading not in _known_readings(ev):
        axes.annotate("không có số liệu", (1, place), va="center")
        return
    colour = COLOURS[reading]
    axes.barh(place, checked, color=colour, height=0.55)
    axes.barh(
        place,
        everything - checked,
        left=checked,
        height=0.55,
        facecolor="white",
        edgecolor=colour,
        hatch="///",
    )
    axes.annotate(
        _bar_text(ev, reading),
        (_highest(ev), place),  # beyond the target, which a number must not cut or seem to pass
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
    )


def _bar_text(ev: Evaluation, reading: str) -> str:
    everything = figure_text(ev.row("O01", variant=f"{reading}/S1/tat_ca"))
    checked = checked_text(ev, f"{reading}/S1")
    if reading not in _known_readings(ev):
        return everything
    if checked == unchecked_words(ev):
        return f"{everything} ({checked})"
    return tell("{everything} (đã đối chiếu {checked})", everything=everything, checked=checked)


def _bars_alt(ev: Evaluation) -> str:
    parts = "; ".join(
        tell("cách hiểu {reading} {figure}", reading=reading, figure=_bar_text(ev, reading))
        for reading in READINGS
    )
    return tell(
        "Ba thanh ngang số sản phẩm {span_text}: {parts}; vạch chỉ tiêu {target_text}.",
        span_text=span_text(ev.period),
        parts=parts,
        target_text=target_text(ev.account.annual_target),
    )


def _bars_data(ev: Evaluation) -> Table:
    rows = tuple(
        Row(
            (
                Cell(tell("Cách hiểu {reading}", reading=reading)),
                Cell(checked_text(ev, f"{reading}/S1")),
                Cell(figure_text(ev.row("O01", variant=f"{reading}/S1/tat_ca"))),
            )
        )
        for reading in READINGS
    )
    return Table(
        key="cot-180-so-lieu",
        caption="Số sản phẩm theo cách hiểu",
        unit="sản phẩm",
        source=source_of(ev, "media"),
        columns=(
            Column("Cách hiểu"),
            Column("Đã đối chiếu", "right"),
            Column(tell("Cả {unchecked}", unchecked=unchecked_words(ev)), "right"),
        ),
        rows=rows,
    )
