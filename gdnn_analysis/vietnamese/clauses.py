"""Cutting a text into the words a rule about wording looks at, each with its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from gdnn_analysis.vietnamese.text import match_key

_INVISIBLE: Final = "\u00ad\u200b-\u200d\u2060\ufeff"
_TOKEN: Final = re.compile(
    rf"(?P<word>[^\W\d_][\w\u0300-\u036f{_INVISIBLE}]*)"
    r"|(?P<number>\d+(?:[.,/]\d+)*)"
    r"|(?P<end>[.!?…;\n]+)"
    r"|(?P<comma>[,:()\[\]])"
)
_QUOTED: Final = re.compile(r"“[^”\n]*”|«[^»\n]*»|\"[^\"\n]*\"")


@dataclass(frozen=True)
class Words:
    """A text as its words in normal spelling, one blank between them.

    ``.`` stands for the end of a sentence and ``,`` for the end of a part of one. Quotation marks,
    dashes (“Lao động – Thương binh” is one name) and symbols are dropped. Spelling is that of
    :func:`match_key`: case, tone placement, i and y make no difference.

    Attributes
    ----------
    text
        The text as given.
    """

    text: str

    @cached_property
    def _tokens(self) -> list[tuple[str, int, int]]:
        return [
            (_spelling(found), found.start(), found.end()) for found in _TOKEN.finditer(self.text)
        ]

    @cached_property
    def line(self) -> str:
        """The words, with a blank before and after each."""
        return " " + "".join(spelling + " " for spelling, _, _ in self._tokens)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text the part ``line[start:end]`` stands."""
        first = self._word_at(start)
        last = self._word_at(end - 1)
        return self._tokens[first][1], self._tokens[last][2]

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether the text from `start` to `end` stands between quotation marks."""
        return any(low < start and end < high for low, high in self._quotations)

    def before(self, start: int) -> str:
        """Return the words of the same part of the sentence before ``line[start]``."""
        head = self.line[:start]
        return head[max(head.rfind(" . "), head.rfind(" , ")) + 1 :]

    def sentence(self, start: int, end: int) -> str:
        """Return the words of the sentence that ``line[start:end]`` stands in."""
        low = self.line.rfind(" . ", 0, start + 1) + 1
        high = self.line.find(" . ", end - 1)
        return self.line[low : high + 1 if high >= 0 else None]

    @cached_property
    def _starts(self) -> list[int]:
        places, at = [], 1
        for spelling, _, _ in self._tokens:
            places.append(at)
            at += len(spelling) + 1
        return places

    @cached_property
    def _quotations(self) -> list[tuple[int, int]]:
        return [found.span() for found in _QUOTED.finditer(self.text)]

    def _word_at(self, place: int) -> int:
        return max(bisect_right(self._starts, place) - 1, 0)


def _spelling(found: re.Match[str]) -> str:
    if found["word"]:
        return _key(found[0])
    if found["number"]:
        return found[0]
    return "." if found["end"] else ","


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    return match_key(word)
