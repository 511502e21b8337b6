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
LETTER: Final = 0.0165
"""Width of a letter of a bar's text, as a share of the axis."""
MOST: Final = 0.6
"""Share of the axis that texts beside the bars may take."""


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
        At its end, or in a column beside the bars where a year before is marked.
    earlier
        Value of the year before, a hollow diamond.
    earlier_text
        Added to `text`: a number at a diamond would be read as the diamond's.
    hatched
        A second kind of bars, told apart without colour.
    """

    name: str
    value: float | None
    text: str
    earlier: float | None = None
    earlier_text: str = ""
    hatched: bool = False

    @property
    def told(self) -> str:
        """What is printed beside it."""
        return words(self.text) + (self.earlier_text if self.earlier is not None else "")


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
    marked = any(bar.earlier is not None for bar in bars)
    edge = limit or (longest or 1) / (1 - _beside(bars) if marked else 0.82)
    top = 0.0
    middles = []
    for bar, height in zip(bars, heights, strict=True):
        middle = top - height / 2
        _bar(axes, middle, bar)
        _text(axes, middle, bar, at=longest if marked else bar.value or 0.0)
        middles.append(middle)
        top -= height
    axes.set_yticks(middles, ["\n".join(lines) for lines in names], fontsize=9)
    axes.set_ylim(top, 0)
    axes.set_xlim(0, edge)
    if marked:
        axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= longest])
    axes.set_axisbelow(True)
    axes.set_xlabel(axis, fontsize=9.5)
    axes.xaxis.set_major_formatter(
        lambda value, _: format_number(value, 0 if value % 1 == 0 else 1)
    )
    axes.tick_params(axis="y", length=0)
    return figure


def _beside(bars: Sequence[Bar]) -> float:
    """Return the share of the axis the column of texts takes."""
    letters = max(len(bar.told) for bar in bars)
    return min(MOST, 0.04 + LETTER * letters)


def _bar(axes: Any, middle: float, bar: Bar) -> None:
    if bar.value is not None:
        axes.barh(
            middle,
            bar.value,
            height=0.8,
            facecolor="white" if bar.hatched else BLUE,
            edgecolor=OCHRE if bar.hatched else BLUE,
            hatch="///" if bar.hatched else None,
        )
    if bar.earlier is not None:
        mark = {"mfc": "white", "mec": "#111111", "markersize": 5, "clip_on": False}
        axes.plot([bar.earlier], [middle], "D", zorder=3, **mark)


def _text(axes: Any, middle: float, bar: Bar, *, at: float) -> None:
    axes.annotate(
        bar.told,
        (at, middle),
        xytext=(3 if at == bar.value else 7, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )
