"""Streaming over the school years, with the days on which series break (Hình 10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.context import BREAKS
from gdnn_analysis.evaluation.enrolment import series_of_enrolment, series_row
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Figure, Paragraph, Row, Table
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

LINES: Final = (
    ("P01", "rong", "THCS, cách tính rộng", "#2e6b34", "dashdot", "^"),
    ("P01", "hep", "THCS, cách tính hẹp", "#1b4f8a", "solid", "o"),
    ("P01", "chat", "THCS, cách tính chặt", "#6a6a6a", "dotted", "D"),
    ("P02", "rong", "THPT, cách tính rộng", "#b35a00", "dashed", "s"),
    ("P02", "hep", "THPT, cách tính hẹp", "#8a1b1b", (0, (5, 1, 1, 1, 1, 1)), "v"),
)
"""Code, variant, words, colour, dash and mark of each line: told apart without colour."""
SCHOOL_YEAR_ENDS: Final = (5, 31)
"""Month and day a school year's figure stands at."""


def enrolment_trend(ev: Evaluation) -> ReportFigure | Paragraph:
    """Hình 10: P01 and P02 by school year, three ways of counting, with break lines.

    A sentence when fewer than two school years have figures: a single point is no trend.
    """
    series = series_of_enrolment(ev)
    years = sorted(int(year) for year in set(series["year"]))
    curves = {line[:2]: _points(series, years, *line[:2]) for line in LINES}
    if not any(len(points) > 1 for points in curves.values()):
        return Paragraph(
            "Chưa có số liệu của ít nhất hai năm học về phân luồng sau THCS, THPT nên không vẽ xu "
            "thế (P01, P02)."
        )
    with matplotlib.rc_context(STYLE):
        figure, axes = new_figure(3.9)
        for code, variant, what, colour, dash, mark in LINES:
            points = curves[code, variant]
            if points:
                axes.plot(
                    [year for year, _ in points],
                    [share for _, share in points],
                    label=words(what),
                    color=colour,
                    linestyle=dash,
                    marker=mark,
                    markersize=4,
                )
        _break_lines(axes)
        axes.set_xticks(years, [f"{year - 1}–\n{year}" for year in years])
        axes.set_xlim(years[0] - 0.3, years[-1] + 0.5)
        axes.set_ylim(bottom=0)
        axes.set_ylabel("% học sinh tốt nghiệp")
        axes.set_xlabel(
            tell("Năm học. Mốc đứt chuỗi: {breaks}", breaks=_breaks()), fontsize=9, loc="left"
        )
        figure.legend(loc="outside lower center", ncols=2)
        figure.block = _block(ev, curves, years, svg_of(figure))
    return figure


def _points(
    series: pd.DataFrame, years: Sequence[int], code: str, variant: str
) -> list[tuple[int, float]]:
    rows = ((year, series_row(series, year, code, variant)) for year in years)
    return [
        (year, float(row["value"]))
        for year, row in rows
        if row is not None and pd.notna(row["value"])
    ]


def _break_lines(axes: Any) -> None:
    for number, found in enumerate(BREAKS, 1):
        place = _place(found.day)
        axes.axvline(place, color="#444444", linestyle=(0, (2, 2)), linewidth=0.9)
        axes.annotate(
            f"({number})",
            (place, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 2),
            textcoords="offset points",
            ha="center",
            fontsize=9,
        )


def _breaks() -> str:
    """Return the break lines in words, two to a line."""
    told = [
        f"({number}) {format_date(found.day)} {words(found.short)}"
        for number, found in enumerate(BREAKS, 1)
    ]
    return ";\n".join("; ".join(told[place : place + 2]) for place in range(0, len(told), 2))


def _place(day: date) -> float:
    """Return where a day stands on the axis, on which a school year stands at its end."""
    month, last = SCHOOL_YEAR_ENDS
    return day.year + (day - date(day.year, month, last)).days / 365


def _block(
    ev: Evaluation,
    curves: dict[tuple[str, str], list[tuple[int, float]]],
    years: Sequence[int],
    svg: str,
) -> Figure:
    return Figure(
        key="xu-the-phan-luong",
        caption="Phân luồng sau THCS, THPT theo năm học và mốc đứt chuỗi",
        alt=_alt(curves),
        source=source_of(ev, "graduates", "destinations", "enrolments"),
        svg=svg,
        data=_data(ev, curves, years),
    )


def _alt(curves: dict[tuple[str, str], list[tuple[int, float]]]) -> str:
    parts = []
    for code, variant, what, *_ in LINES:
        points = curves[code, variant]
        if points:
            (first, low), (last, high) = points[0], points[-1]
            parts.append(
                tell(
                    "{what} {share} (năm học {first}–{first_2}) và {share_2} (năm học "
                    "{last}–{last_2})",
                    what=what,
                    share=format_percent(low, 1),
                    first=first - 1,
                    first_2=first,
                    share_2=format_percent(high, 1),
                    last=last - 1,
                    last_2=last,
                )
            )
    return tell(
        "Đường tỷ lệ phân luồng theo năm học: {parts}. Vạch đứng là các mốc đứt "
        "chuỗi; hình chỉ mô tả, không quy nguyên nhân.",
        parts="; ".join(parts),
    )


def _data(
    ev: Evaluation, curves: dict[tuple[str, str], list[tuple[int, float]]], years: Sequence[int]
) -> Table:
    rows = tuple(
        Row(
            (
                Cell(f"{words(what)} ({code})"),
                *(
                    Cell(format_number(dict(curves[code, variant]).get(year), 1, missing="–"))
                    for year in years
                ),
            )
        )
        for code, variant, what, *_ in LINES
    )
    return Table(
        key="xu-the-phan-luong-so-lieu",
        caption="Phân luồng theo năm học",
        unit="%",
        source=source_of(ev, "graduates", "destinations", "enrolments"),
        columns=(
            Column("Cách tính", width=2.4),
            *(Column(f"{year - 1}–{year}", "right") for year in years),
        ),
        rows=rows,
    )
