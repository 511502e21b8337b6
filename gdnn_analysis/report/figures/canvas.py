"""What figures share: style, page width, the figure that carries its block.

Figures are made without ``pyplot``, so nothing is shared between them. Text stays text in the SVG
and uses the font shipped with the package, which the PDF uses too.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final

from matplotlib import font_manager
from matplotlib.figure import Figure as Canvas

from gdnn_analysis.fonts import SERIF, fonts_folder
from gdnn_analysis.report.blocks import MIME, Figure

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

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {
            "text/html": self.block.html(),
            "text/plain": self.block.plain(),
            MIME: self.block.content(),
        }


def new_figure(height: float, *, widths: Sequence[float] = (1,)) -> tuple[ReportFigure, Any]:
    """Return an empty figure of page width and `height` inches, with its axes.

    Several `widths` give as many panels side by side, that share their vertical axis.
    """
    for path in sorted(fonts_folder().glob("*.ttf")):
        font_manager.fontManager.addfont(str(path))
    figure = ReportFigure(figsize=(WIDTH, height), layout="constrained")
    if len(widths) == 1:
        return figure, figure.subplots()
    return figure, figure.subplots(1, len(widths), sharey=True, width_ratios=list(widths))


def svg_of(figure: Canvas) -> str:
    """Return the drawing as SVG without date and tool, so that equal figures are equal bytes."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]
