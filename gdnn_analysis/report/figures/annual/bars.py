"""Horizontal bars with their numbers, and a mark for the year before."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from gdnn_analysis.language import words
from gdnn_analysis.report.figures.canvas import ReportFigure, new_figure
from gdnn_analysis.vietnamese.numbers import format_number

BLUE: Final = "#1b4f8a"
OCHRE: Final = "#b35a00"
LINE: Final = 0.17
MARK: Final = 0.012
"""Half the width of the mark of the year before, as a share of the axis."""
LETTER: Final = 0.016
"""Width of a letter of a bar's text, as a share of the axis."""


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes
    ----------
    name
        At its left.
    value
        Its length; without one only `text` is printed.
    text
        At its end.
    earlier
        Value of the year before, a hollow diamond.
    earlier_text
        Added to `text` where the diamond stands in its way.
    hatched
        A second kind of bars, told apart without colour.
    """

    name: str
    value: float | None
    text: str
    earlier: float | None = None
    earlier_text: str = ""
    hatched: bool = False


def draw_bars(
    bars: Sequence[Bar], *, axis: str, name_letters: int = 44, limit: float | None = None
) -> ReportFigure:
    """Return a figure of horizontal bars, first on top.

    Parameters
    ----------
    bars
        The bars.
    axis
        Words below the axis: what is measured, and what marks mean.
    name_letters
        Names are wrapped after so many letters.
    limit
        Right end of the axis; by default room for the longest bar and its number.
    """
    names = [textwrap.wrap(words(bar.name), name_letters) or [""] for bar in bars]
    heights = [max(1.4, len(lines) + 0.4) for lines in names]
    figure, axes = new_figure(sum(heights) * LINE + 0.6)
    axes.grid(axis="x")
    axes.grid(False, axis="y")
    longest = max((v for bar in bars for v in (bar.value, bar.earlier) if v is not None), default=0)
    edge = limit or 1.22 * (longest or 1)
    top = 0.0
    middles = []
    for bar, height in zip(bars, heights, strict=True):
        middle = top - height / 2
        _bar(axes, middle, bar, edge)
        middles.append(middle)
        top -= height
    axes.set_yticks(middles, ["\n".join(lines) for lines in names], fontsize=9)
    axes.set_ylim(top, 0)
    axes.set_xlim(0, edge)
    axes.set_xlabel(axis, fontsize=9.5)
    axes.xaxis.set_major_formatter(
        lambda value, _: format_number(value, 0 if value % 1 == 0 else 1)
    )
    axes.tick_params(axis="y", length=0)
    return figure


def _bar(axes: Any, middle: float, bar: Bar, edge: float) -> None:
    if bar.value is not None:
        axes.barh(
            middle,
            bar.value,
            height=0.8,
            facecolor="white" if bar.hatched else BLUE,
            edgecolor=OCHRE if bar.hatched else BLUE,
            hatch="///" if bar.hatched else None,
        )
    end, text = bar.value or 0.0, words(bar.text)
    if bar.earlier is not None:
        mark = {"mfc": "white", "mec": "#111111", "markersize": 5, "clip_on": False}
        axes.plot([bar.earlier], [middle], "D", zorder=3, **mark)
        if end - MARK * edge <= bar.earlier <= end + (MARK + len(text) * LETTER) * edge:
            end = max(end, bar.earlier + MARK * edge)
            text += bar.earlier_text
    axes.annotate(
        text,
        (end, middle),
        xytext=(3, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )
