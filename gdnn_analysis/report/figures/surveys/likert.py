"""Answers to the items of the attitude scale: bars that diverge from "Phân vân" (C03).

The layout follows Heiberger and Robbins (2014), "Design of Diverging Stacked Bar Charts for Likert
Scales and Other Applications", Journal of Statistical Software 57(5): the middle level lies half on
each side of the centre, and answers off the scale stand apart.
"""

from __future__ import annotations

from textwrap import fill
from typing import Any, Final

import matplotlib
from matplotlib.patches import Patch, Rectangle

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import words
from gdnn_analysis.report.blocks import Blocks, Figure
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.figures.surveys.likert_items import LEVEL_WORDS, LEVELS, Item, items_of
from gdnn_analysis.report.figures.surveys.likert_words import (
    alternative_text,
    caption,
    data_table,
)
from gdnn_analysis.report.survey_words import Waves
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.vietnamese.numbers import format_number

COLOURS: Final = {1: "#c9631a", 2: "#f3c79c", 3: "#e3e3e3", 4: "#a9c9ea", 5: "#1b4f8a"}
TEXT_COLOURS: Final = {1: "#000000", 2: "#000000", 3: "#000000", 4: "#000000", 5: "#ffffff"}
HATCHES: Final = {1: "/////", 2: "//"}
"""Only disagreement is hatched, so that both sides differ without colour."""
UNKNOWN_COLOUR: Final = "#ffffff"
UNKNOWN_HATCH: Final = "...."
EDGE: Final = "#4a4a4a"
SMALL_TEXT: Final = 9.5
LETTERS: Final = 30
"""Letters per line of a question."""
ROW: Final = 0.46
HEIGHT: Final = 0.62
"""Of a bar, where rows are 1 apart."""
LEGIBLE: Final = 4.0
"""Narrowest segment, in %, that has room for its number of one digit."""


def attitudes(ev: Evaluation) -> Blocks:
    """One figure for each wave that asked an attitude scale."""
    waves = dict.fromkeys(str(wave) for wave in ev.surveys.items["wave_id"])
    figures = [
        attitude_figure(ev, wave, key=f"hinh-thai-do-{place}")
        for place, wave in enumerate(waves, start=1)
    ]
    return Blocks.of(*(figure.block for figure in figures if figure is not None))


def attitude_figure(
    ev: Evaluation, wave_id: str, *, key: str = "hinh-thai-do"
) -> ReportFigure | None:
    """Shares of the five levels of each item, centred on the middle one; don't know apart.

    Levels differ by side, by depth of colour, by hatching and by their number. Nothing when the
    wave asked no attitude scale.
    """
    items = items_of(ev, wave_id)
    if not items:
        return None
    wave = Waves(ev).of(wave_id)
    with matplotlib.rc_context(STYLE):
        figure, main, apart = _panels(items)
        for place, item in enumerate(items):
            _levels(main, place, item)
            if apart is not None:
                _unknown(apart, place, item)
        _frame(main, items)
        _legend(figure)
        figure.block = Figure(
            key=key,
            caption=caption(wave, items),
            alt=alternative_text(wave, items),
            source=source_of(ev, "survey_questions", "survey_responses"),
            svg=svg_of(figure),
            data=data_table(ev, items, key=key),
        )
    return figure


def _panels(items: tuple[Item, ...]) -> tuple[ReportFigure, Any, Any]:
    """Return the figure, the panel of levels, and that of don't know if any item offers it."""
    height = ROW * len(items) + 1.0
    answers = [item.unknown for item in items if item.unknown is not None]
    if answers:
        figure, (main, apart) = new_figure(height, widths=(5, 1))
        apart.set_xlim(0, 1.6 * max([10.0, *answers]))
        apart.set_xlabel("Không biết")
    else:
        figure, main = new_figure(height)
        apart = None
    for axes in figure.axes:
        axes.set_xticks([])
        axes.grid(visible=False)
        axes.tick_params(axis="y", length=0)
        axes.spines["left"].set_visible(axes is apart)
        axes.spines["bottom"].set_visible(False)
    return figure, main, apart


def _levels(axes: Any, place: int, item: Item) -> None:
    if not item.is_whole:
        words = "không in tỷ lệ (ít người trả lời hoặc ẩn để bảo mật)"
        axes.text(0, place, words, ha="center", va="center", size=SMALL_TEXT, style="italic")
        return
    left = -(item.shares[1] + item.shares[2] + item.shares[3] / 2)
    for level in LEVELS:
        width = item.shares[level]
        part = Rectangle(
            (left, place - HEIGHT / 2),
            width,
            HEIGHT,
            facecolor=COLOURS[level],
            hatch=HATCHES.get(level),
            edgecolor=EDGE,
            linewidth=0.5,
        )
        axes.add_artist(part).set_in_layout(False)  # it lies inside the axes: need not be measured
        if width >= LEGIBLE:
            _number(axes, left + width / 2, place, level, width)
        left += width


def _number(axes: Any, centre: float, place: int, level: int, width: float) -> None:
    number = axes.text(
        centre,
        place,
        format_number(width, 0),
        ha="center",
        va="center",
        size=SMALL_TEXT,
        color=TEXT_COLOURS[level],
        bbox={"facecolor": COLOURS[level], "edgecolor": "none", "pad": 1.2},
    )
    number.set_in_layout(False)


def _unknown(axes: Any, place: int, item: Item) -> None:
    if item.unknown is None:
        axes.text(0, place, " –", va="center", size=SMALL_TEXT)
        return
    axes.barh(
        place,
        item.unknown,
        height=HEIGHT,
        color=UNKNOWN_COLOUR,
        hatch=UNKNOWN_HATCH,
        edgecolor=EDGE,
        linewidth=0.5,
    )
    axes.annotate(
        format_number(item.unknown, 0),
        (item.unknown, place),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        size=SMALL_TEXT,
    )


def _frame(axes: Any, items: tuple[Item, ...]) -> None:
    labels = [fill(words(item.label), LETTERS) for item in items]
    axes.set_yticks(range(len(items)), labels, size=SMALL_TEXT)
    axes.set_ylim(len(items) - 0.45, -0.55)
    edge = 5 + max((_reach(item) for item in items if item.is_whole), default=95.0)
    axes.set_xlim(-edge, edge)
    axes.axvline(0, color=EDGE, linewidth=0.8, linestyle="dotted", zorder=0)
    axes.set_xlabel("← không đồng ý | đồng ý → (% người trả lời)")


def _reach(item: Item) -> float:
    """Return how far the bar of an item reaches from the centre, at most."""
    low, disagree, middle, agree, high = (item.shares[level] for level in LEVELS)
    return max(low + disagree, agree + high) + middle / 2


def _legend(figure: ReportFigure) -> None:
    handles = [
        Patch(facecolor=COLOURS[level], hatch=HATCHES.get(level), edgecolor=EDGE, label=words)
        for level, words in zip(LEVELS, LEVEL_WORDS, strict=True)
    ]
    figure.legend(
        handles=handles,
        loc="outside upper center",
        ncols=len(LEVELS),
        fontsize=SMALL_TEXT,
        handlelength=1.3,
        handletextpad=0.4,
        columnspacing=0.9,
    )
