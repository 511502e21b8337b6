"""Which characters the shipped fonts can draw.

A PDF/A file with a character no font draws cannot be made at all, so text is checked before it
reaches a writer.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

from gdnn_analysis.fonts.files import SERIF, SYMBOLS, font_files

#: Characters without a picture that all writers lay out without a glyph: white space, the soft
#: hyphen, the zero-width space and joiners.
INVISIBLE: Final = frozenset("\t\n\r \u00a0\u00ad\u200b\u200c\u200d\u2060\u2009\u202f")


def covers(text: str) -> frozenset[str]:
    """Return the characters of `text` that cannot be printed; empty when all can.

    Control and other invisible format characters (byte order mark, bidi overrides) are reported
    even where a font has a glyph for them: they change how text reads without being seen.
    """
    unseen = set(text) - INVISIBLE
    return frozenset(char for char in unseen if not _is_printable(char))


def _is_printable(char: str) -> bool:
    return unicodedata.category(char)[0] != "C" and ord(char) in _drawn()


@cache
def _drawn() -> frozenset[int]:
    """Code points every style of the serif family draws, or else the symbol font."""
    serif = (_code_points(path) for path in font_files(SERIF))
    symbols = (_code_points(path) for path in font_files(SYMBOLS))
    return frozenset.intersection(*serif) | frozenset.union(*symbols)


def _code_points(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())
