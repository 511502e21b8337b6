"""Text the report's fonts can draw: what they cannot is replaced by a visible mark and counted.

A character without a glyph stops a PDF/A build, and a silent gap would falsify text, so it becomes
"□" (invisible control characters just go) and is listed.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from gdnn_analysis.fonts import covers

Json = Any
MISSING: Final = "□"
_BLANKS: Final = re.compile(r"[ \t\r\n\f\v]+")


@dataclass(frozen=True)
class Replacement:
    """One character that could not be printed.

    Attributes
    ----------
    char
        The character as ``U+F0B7``.
    name
        Its Unicode name, empty for private-use characters.
    count
        How often it was replaced in the report.
    """

    char: str
    name: str
    count: int


@dataclass
class Printer:
    """Makes texts printable and keeps count of what was replaced."""

    _counts: Counter[str] = field(default_factory=Counter)

    @property
    def replaced(self) -> tuple[Replacement, ...]:
        """What was replaced so far, by code point."""
        return tuple(
            Replacement(f"U+{ord(char):04X}", unicodedata.name(char, ""), count)
            for char, count in sorted(self._counts.items())
        )

    def text(self, text: str) -> str:
        """Return running text: NFC, single blanks, only characters that can be drawn."""
        ready, missing = _prepared(text)
        if missing:
            self._counts.update(
                char for char in unicodedata.normalize("NFC", text) if char in missing
            )
        return ready

    def drawing(self, svg: str) -> str:
        """Return an SVG drawing whose texts can be drawn; its layout is left alone."""
        return self._drawable(unicodedata.normalize("NFC", svg))

    def content(self, content: Json, *, key: str = "") -> Json:
        """Return JSON content with every text in it made printable."""
        if isinstance(content, str):
            return self.drawing(content) if key == "svg" else self.text(content)
        if isinstance(content, Mapping):
            return {name: self.content(value, key=name) for name, value in content.items()}
        if isinstance(content, list | tuple):
            return [self.content(value) for value in content]
        return content

    def _drawable(self, text: str) -> str:
        missing = covers(text)
        if not missing:
            return text
        self._counts.update(char for char in text if char in missing)
        return _replaced(text, missing)


@lru_cache(maxsize=1 << 14)
def _prepared(text: str) -> tuple[str, frozenset[str]]:
    """Return running text as it is printed, and which of its characters were replaced.

    Most texts of a report stand in it several times.
    """
    composed = unicodedata.normalize("NFC", text)
    missing = covers(composed)
    return _BLANKS.sub(" ", _replaced(composed, missing)).strip(), missing


def _replaced(text: str, missing: frozenset[str]) -> str:
    return text.translate({ord(char): _substitute(char) for char in missing}) if missing else text


def _substitute(char: str) -> str:
    return "" if unicodedata.category(char) in ("Cc", "Cf") else MISSING
