"""Where the shipped font files are and what their families are called."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SERIF: Final = "Liberation Serif"
SYMBOLS: Final = "DejaVu Sans"
FAMILIES: Final = (SERIF, SYMBOLS)

_STYLES: Final = ("Regular", "Bold", "Italic", "BoldItalic")


def fonts_folder() -> Path:
    """Return the folder that holds every font a report may use, and nothing but fonts."""
    return Path(__file__).resolve().parent


def font_files(family: str) -> tuple[Path, ...]:
    """Return the files of a shipped family, regular style first.

    Raises
    ------
    KeyError
        For a family that is not shipped.
    """
    names = {
        SERIF: tuple(f"LiberationSerif-{style}.ttf" for style in _STYLES),
        SYMBOLS: ("DejaVuSans.ttf",),
    }
    return tuple(fonts_folder() / name for name in names[family])
