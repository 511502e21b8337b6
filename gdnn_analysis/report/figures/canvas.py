"""What figures share: style, page width, the figure that carries its block.

Figures are made without ``pyplot``, so nothing is shared between them. Text stays text in the SVG
and uses the font shipped with the package, which the PDF uses too.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from matplotlib import font_manager
from matplotlib.figure import Figure as Canvas
from matplotlib.text import Text

from gdnn_analysis.fonts import SERIF, fonts_folder
from gdnn_analysis.language import report_language, words
from gdnn_analysis.report.blocks import Figure

WIDTH: Final = 6.3
"""Inches: the text width of an A4 page with official margins."""


STYLE: Final[Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "gdnn",
    "font.family": SERIF,
    "font.size": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.unicode_minus": False,  # the sign texts and tables have
    "grid.color": "#d0d0d0",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
}


class ReportFigure(Canvas):
    """A matplotlib figure that publishes itself as a report block.

    Attributes
    ----------
    block
        The figure block: caption, alternative text, source, data and the drawing as SVG.
    """

    block: Figure
    _only_layout: bool = False

    def draw(self, renderer: Any) -> None:
        """Draw the figure, or only lay it out the first time it is drawn by :func:`svg_of`.

        matplotlib lays out a figure by drawing all of it to nothing first, which takes as long as
        the drawing itself.
        """
        engine = self.get_layout_engine()
        if self._only_layout and engine is not None:
            self._only_layout = False
            engine.execute(self)
        else:
            super().draw(renderer)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.block._repr_mimebundle_(include, exclude)


def new_figure(height: float, *, widths: Sequence[float] = (1,)) -> tuple[ReportFigure, Any]:
    """Return an empty figure of page width and `height` inches, with its axes.

    Several `widths` give as many panels side by side, that share their vertical axis.
    """
    _use_shipped_fonts()
    figure = ReportFigure(figsize=(WIDTH, height), layout="constrained")
    if len(widths) == 1:
        return figure, figure.subplots()
    return figure, figure.subplots(1, len(widths), sharey=True, width_ratios=list(widths))


@cache
def _use_shipped_fonts() -> None:
    """Make matplotlib measure with the shipped fonts, whatever the machine has of the same name.

    Debian's first Liberation Serif, for one, has no Vietnamese letters.
    """
    manager = font_manager.fontManager
    manager.ttflist = [entry for entry in manager.ttflist if entry.name != SERIF]
    for path in sorted(fonts_folder().glob("*.ttf")):
        manager.addfont(str(path))


def svg_of(figure: Canvas) -> str:
    """Return the drawing as SVG without date and tool, so that equal figures are equal bytes."""
    if report_language() != "vi":
        for artist in figure.findobj(Text):
            artist.set_text(words(artist.get_text()))
    buffer = io.StringIO()
    if isinstance(figure, ReportFigure):
        figure._only_layout = True
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]
