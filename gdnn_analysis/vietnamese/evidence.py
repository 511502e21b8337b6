"""Weighing whether a text makes sense in an old encoding: syllables against syllables.

The unit is the chunk: a run of letters and non-ASCII signs. A chunk that makes sense as it stands
("Hà", "café" it does not, "12 µm", "n°", "Acme®") says nothing; one that does not, and becomes a
Vietnamese syllable when converted, speaks for the encoding. Signs that no Latin orthography puts
inside a word ("H¶i") speak louder than accented letters ("Thaï").
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gdnn_analysis.vietnamese.letters import plain_de
from gdnn_analysis.vietnamese.syllable import is_syllable
from gdnn_analysis.vietnamese.transcoding import NO_MEANING, convert

_CHUNK: Final = re.compile(r"[^\t\n\r !-@\[-`{-\x7f]+")
_WORD: Final = re.compile(rf"(?:[^\W\d_]|{NO_MEANING})+")
#: An abbreviation such as QĐ or UBND: letters without tones, no syllable to be judged.
_ABBREVIATION: Final = re.compile("[A-ZĐĂÂÊÔƠƯ]{2,8}")
#: Signs that stand before or after a word in Latin typography and so prove nothing there.
_BEFORE: Final = '“‘«‹"„‚–—•·©¶µ¨¡¿…±×÷€£¥¢'
_AFTER: Final = "”’»›–—…°ºª®™©¹²³·•€£¥¢¼½¾"
#: Signs that are letters by Unicode yet no part of a Vietnamese, French or German word.
_SYMBOL_LETTERS: Final = "µªº"
#: Soft hyphen and no-break space: layout, not letters.
_LAYOUT: Final = dict.fromkeys(map(ord, "\xad\xa0"))
_PRODUCT: Final = re.compile("[A-Za-z]×[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What distinct chunks say about one encoding.

    ``good`` chunks become syllables (or stay sensible), ``bad`` ones make no sense; ``strong`` and
    ``weak`` count the good ones that made no sense before; ``foreign`` counts plain ASCII words
    that are no Vietnamese syllable.
    """

    good: int
    bad: int
    strong: int
    weak: int
    foreign: int

    @property
    def speaks(self) -> bool:
        """Every chunk makes sense in the encoding, and one of them only there."""
        return self.bad == 0 and self.strong + self.weak > 0

    @property
    def is_enough(self) -> bool:
        """One strong chunk or two weak ones, nearly all chunks sensible.

        Foreign words take away from the weak ones only: accented French must not add up.
        """
        proof = 2 * self.strong + max(self.weak - self.foreign, 0)
        return proof >= 2 and self.bad * 10 <= self.good


def chunks_of(text: str) -> set[str]:
    """Return the distinct runs of letters and non-ASCII signs that hold a letter at all."""
    return {chunk for chunk in _CHUNK.findall(text) if any(map(str.isalpha, chunk))}


def weigh(chunks: set[str], encoding: str) -> Evidence:
    """Weigh the chunks of a text for one encoding."""
    good = bad = strong = weak = foreign = 0
    for chunk in chunks:
        if chunk.isascii():
            foreign += len(chunk) > 1 and not chunk.isupper() and not is_syllable(chunk.lower())
            continue
        after = becomes_sense(chunk, encoding)
        good, bad = good + after, bad + (not after)
        if after and not makes_sense(chunk) and _has_syllable(chunk, encoding):
            loud = _is_loud(chunk)
            strong, weak = strong + loud, weak + (not loud)
    return Evidence(good, bad, strong, weak, foreign)


@lru_cache(maxsize=1 << 15)
def makes_sense(chunk: str) -> bool:
    """Tell whether a chunk is explained as it stands: Vietnamese, or ASCII with outer signs."""
    core = chunk.lstrip(_BEFORE).rstrip(_AFTER)
    plain = core.translate(_LAYOUT).isascii() or _PRODUCT.fullmatch(core) is not None
    return plain or _is_vietnamese(core)


@lru_cache(maxsize=1 << 16)
def becomes_sense(chunk: str, encoding: str) -> bool:
    """Tell whether a chunk is Vietnamese in the encoding, or untouched by it and sensible."""
    converted = convert(chunk, encoding)
    return makes_sense(chunk) if converted == chunk else _is_vietnamese(converted)


def _is_vietnamese(chunk: str) -> bool:
    return all(_is_word(word) for word in _WORD.findall(plain_de(chunk)))


def _is_word(word: str) -> bool:
    return _is_cased_syllable(word) or _ABBREVIATION.fullmatch(word) is not None


@lru_cache(maxsize=1 << 16)
def _has_syllable(chunk: str, encoding: str) -> bool:
    """Tell whether a chunk becomes more than abbreviations, which prove nothing ("ÑOÑA")."""
    return any(map(_is_cased_syllable, _WORD.findall(convert(chunk, encoding))))


def _is_cased_syllable(word: str) -> bool:
    return _is_cased(word) and is_syllable(word.lower())


def _is_cased(word: str) -> bool:
    return word.islower() or word.isupper() or word.istitle()


@lru_cache(maxsize=1 << 15)
def _is_loud(chunk: str) -> bool:
    """Tell whether no Latin orthography writes so: odd case, inner symbols, several odd signs."""
    core = chunk.strip("\xa0").lstrip(_BEFORE).rstrip(_AFTER)
    odd = [sign for sign in core if not sign.isascii()]
    several = len(odd) > 1 and "ç" not in core.lower()  # French writes "Çà"
    return not _is_cased(core) or several or any(map(_is_symbol, odd))


def _is_symbol(sign: str) -> bool:
    return sign in _SYMBOL_LETTERS or unicodedata.category(sign)[0] != "L"
