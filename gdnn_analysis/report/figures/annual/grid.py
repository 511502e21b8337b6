"""Drawing a matrix of signs, words or numbers: told apart without colour."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.patches import Rectangle

from gdnn_analysis.language import words
from gdnn_analysis.report.figures.canvas import ReportFigure, new_figure

LINE: Final = 0.0165
"""Inches one line of text takes, per point of its size."""
LETTER: Final = 0.0062
"""Inches a letter takes along its line, per point."""
LEGEND_LETTERS: Final = 108
"""Letters of a legend in one line of the page."""
TITLE_LETTERS: Final = 22
"""Upright column names up to this length stay on one line; longer ones take two."""
EDGE: Final = "#7a7a7a"


@dataclass(frozen=True)
class Mark:
    """How one cell looks.

    Attributes
    ----------
    text
        Printed in the cell.
    fill, ink
        Colours of the cell and of its text.
    hatch
        Pattern for "no data" and the like.
    strong
        Text in bold.
    """

    text: str = ""
    fill: str = "white"
    ink: str = "#111111"
    hatch: str = ""
    strong: bool = False


def draw_grid(
    rows: Sequence[str],
    columns: Sequence[str],
    marks: Sequence[Sequence[Mark | None]],
    *,
    name_letters: int = 40,
    size: float = 9,
    legend: str = "",
    turned: bool = False,
    emphasised: int | None = None,
) -> ReportFigure:
    """Return a figure with a grid of cells; a cell of ``None`` is left blank.

    Parameters
    ----------
    rows, columns
        Names, top to bottom and left to right.
    marks
        One list per row.
    name_letters
        Row names are wrapped after so many letters.
    size
        Font size of cells and names.
    legend
        What the signs mean, below the grid.
    turned
        Column names upright, for many columns.
    emphasised
        Place of the column with a heavy frame.
    """
    names = [textwrap.wrap(words(name), name_letters) or [""] for name in rows]
    titles = [_upright(name) if turned else name for name in columns]
    heights = [
        max(1.35, 0.35 + max(len(lines), *(_lines(mark) for mark in line)))
        for lines, line in zip(names, marks, strict=True)
    ]
    longest = max((len(line) for title in titles for line in title.split("\n")), default=0)
    above = size * LETTER * longest + 0.15 if turned else 0.3
    below = 0.15 * (len(legend) // LEGEND_LETTERS + 2)
    figure, axes = new_figure(sum(heights) * size * LINE + above + below)
    axes.grid(False)
    for side in axes.spines.values():
        side.set_visible(False)
    bottoms = [-sum(heights[: place + 1]) for place in range(len(rows))]
    for bottom, height, line in zip(bottoms, heights, marks, strict=True):
        for left, mark in enumerate(line):
            if mark is not None:
                _cell(axes, (left, bottom, height), mark, size)
    if emphasised is not None:
        frame = Rectangle((emphasised, -sum(heights)), 1, sum(heights), fill=False, linewidth=2)
        frame.set_zorder(3)
        axes.add_patch(frame)
    axes.set_xlim(0, len(columns))
    axes.set_ylim(-sum(heights), 0)
    axes.xaxis.tick_top()
    axes.set_xticks([place + 0.5 for place in range(len(columns))], titles, fontsize=size)
    if turned:
        axes.tick_params(axis="x", labelrotation=90)
    middles = [bottom + height / 2 for bottom, height in zip(bottoms, heights, strict=True)]
    axes.set_yticks(middles, ["\n".join(lines) for lines in names], fontsize=size)
    axes.tick_params(length=0)
    add_legend(figure, legend)
    return figure


def add_legend(figure: ReportFigure, text: str) -> None:
    """Write what the signs mean below the drawing, over the width of the page."""
    lines = textwrap.wrap(words(text), LEGEND_LETTERS)
    figure.supxlabel("\n".join(lines), fontsize=8.5, x=0.01, ha="left", ma="left")


def _upright(name: str) -> str:
    return "\n".join(textwrap.wrap(words(name), max(TITLE_LETTERS, len(name) // 2 + 4)))


def _lines(mark: Mark | None) -> int:
    return 1 if mark is None else mark.text.count("\n") + 1


def _cell(axes: Any, place: tuple[float, float, float], mark: Mark, size: float) -> None:
    """Draw one cell; the layout need not measure it, it lies inside the axes."""
    left, bottom, height = place
    patch = axes.add_artist(
        Rectangle(
            (left, bottom),
            1,
            height,
            facecolor=mark.fill,
            edgecolor=EDGE,
            linewidth=0.6,
            hatch=mark.hatch or None,
            clip_on=False,
        )
    )
    patch.set_in_layout(False)
    if mark.text:
        text = axes.text(
            left + 0.5,
            bottom + height / 2,
            mark.text,
            ha="center",
            va="center",
            fontsize=size,
            color=mark.ink,
            weight="bold" if mark.strong else "normal",
            linespacing=0.95,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1} if mark.hatch else None,
        )
        text.set_in_layout(False)
