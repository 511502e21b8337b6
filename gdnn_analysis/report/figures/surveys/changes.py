"""Changes of the core questions between two waves (C06, rules R12 and R13)."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import Any, Final

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks, Figure
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.figures.surveys.change_words import (
    Pair,
    alternative_text,
    caption,
    core_pairs,
    data_table,
)
from gdnn_analysis.report.survey_words import change_text, quoted
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.vietnamese.numbers import format_number

OLD: Final = "#5f5f5f"
NEW: Final = "#1b4f8a"
ZERO: Final = "#8a1b1b"
SMALL_TEXT: Final = 9.5
LETTERS: Final = 36
"""Letters per line of a question."""
ROW: Final = 0.4
"""Inches per row: a question of two lines."""


def survey_changes(ev: Evaluation) -> Blocks:
    """One figure for each pair of waves that has core questions to show."""
    figures = [
        change_figure(ev, pair, key=f"hinh-thay-doi-{place}")
        for place, pair in enumerate(core_pairs(ev), start=1)
    ]
    return Blocks.of(*(figure.block for figure in figures))


def change_figure(ev: Evaluation, pair: Pair, *, key: str = "hinh-thay-doi") -> ReportFigure:
    """Both shares of each core question, and beside them the change with its interval.

    Left: hollow for the earlier wave, filled for the later. Right: the change with its interval
    and a line at 0; filled when it is statistically significant.
    """
    with matplotlib.rc_context(STYLE):
        figure, panels = new_figure(ROW * len(pair.rows) + 1.2, widths=(1, 1))
        for place, row in enumerate(pair.rows):
            _shares(panels[0], place, row)
            _change(panels[1], place, row)
        _frame(panels, pair.rows)
        _legend(panels[0], pair)
        figure.block = Figure(
            key=key,
            caption=caption(pair),
            alt=alternative_text(pair),
            source=source_of(ev, "survey_waves", "survey_questions", "survey_responses"),
            svg=svg_of(figure),
            data=data_table(ev, pair, key=key),
        )
    return figure


def _shares(axes: Any, place: int, row: pd.Series) -> None:
    before, after = float(row["value_from"]), float(row["value_to"])
    axes.plot([before, after], [place, place], color=OLD, linewidth=1.4, zorder=2)
    axes.plot(before, place, "o", markersize=7, markerfacecolor="white", markeredgecolor=OLD)
    axes.plot(after, place, "o", markersize=7, color=NEW)
    rising = after >= before
    for value, is_right in ((before, not rising), (after, rising)):
        axes.annotate(
            format_number(value, 1),
            (value, place),
            xytext=(7 if is_right else -7, 0),
            textcoords="offset points",
            ha="left" if is_right else "right",
            va="center",
            size=SMALL_TEXT,
        )


def _change(axes: Any, place: int, row: pd.Series) -> None:
    change = float(row["change"])
    if pd.notna(row["ci_low"]) and pd.notna(row["ci_high"]):
        axes.plot([row["ci_low"], row["ci_high"]], [place, place], color=NEW, linewidth=2)
    found = str(row["finding"]) in ("tang", "giam")
    axes.plot(
        change,
        place,
        marker="o",
        markersize=7,
        markeredgecolor=NEW,
        markerfacecolor=NEW if found else "white",
    )
    axes.annotate(
        change_text(row),
        (change, place),
        xytext=(0, 6),
        textcoords="offset points",
        ha="center",
        va="bottom",
        size=SMALL_TEXT,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
    )


def _frame(panels: Any, rows: Sequence[pd.Series]) -> None:
    left, right = panels
    labels = [fill(quoted(str(row["text_vi"])), LETTERS) for row in rows]
    left.set_yticks(range(len(rows)), labels, size=SMALL_TEXT)
    left.tick_params(axis="y", pad=10)
    left.set_ylim(len(rows) - 0.5, -0.75)
    left.set_xlim(-24, 124)
    left.set_xticks(range(0, 101, 25))
    left.set_xlabel("% trả lời tích cực")
    right.axvline(0, color=ZERO, linewidth=1.4)
    right.set_xlim(*_span(rows))
    right.set_xlabel("Thay đổi (điểm phần trăm);\nchấm đặc: có ý nghĩa thống kê")
    for axes in panels:
        axes.tick_params(axis="y", length=0)
        axes.grid(visible=True, axis="x")
        axes.grid(visible=False, axis="y")
        axes.spines["left"].set_visible(False)
        axes.set_axisbelow(True)


def _span(rows: Sequence[pd.Series]) -> tuple[float, float]:
    """Return limits of the axis of changes: the same on both sides of 0, at least 10 points."""
    ends = [row[end] for row in rows for end in ("change", "ci_low", "ci_high")]
    widest = max([10.0, *(abs(float(end)) for end in ends if pd.notna(end))])
    return -1.12 * widest, 1.12 * widest


def _legend(axes: Any, pair: Pair) -> None:
    hollow = {"markerfacecolor": "white", "markeredgecolor": OLD}
    axes.plot([], [], "o", label=tell("Đợt {before}", before=pair.before), **hollow)
    axes.plot([], [], "o", color=NEW, label=tell("Đợt {after}", after=pair.after))
    axes.figure.legend(
        *axes.get_legend_handles_labels(),
        loc="outside upper center",
        ncols=2,
        handletextpad=0.2,
        columnspacing=1.2,
    )
