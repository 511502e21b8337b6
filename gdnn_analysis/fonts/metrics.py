"""How wide text is in the report's font, for deciding column widths before a page is set."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from fontTools.ttLib import TTFont

from gdnn_analysis.fonts.files import SERIF, font_files


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text in points.

    Parameters
    ----------
    text
        NFC text. Kerning is not counted: Liberation Serif kerns by fractions of a point.
    size
        Font size in points.
    bold
        Measure the bold style.

    Notes
    -----
    A sign (U+25A0 to U+27BF, drawn by the symbol font in every document) and a character the serif
    font does not draw are taken to be one em wide, wider than any sign of the symbol font, so an
    estimate errs to the safe side.
    """
    advances = _advances(bold)
    return size * sum(
        1.0 if "\u25a0" <= char <= "\u27bf" else advances.get(ord(char), 1.0) for char in text
    )


@cache
def _advances(bold: bool) -> Mapping[int, float]:
    """Advance width of each code point, in em."""
    regular, heavy, *_ = font_files(SERIF)
    with TTFont(heavy if bold else regular, lazy=True) as font:
        units = font["head"].unitsPerEm
        widths = font["hmtx"].metrics
        return {code: widths[name][0] / units for code, name in font.getBestCmap().items()}
