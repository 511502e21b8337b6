"""Comparing and ordering Vietnamese text: normal form, match key, sort key, bare letters.

A match key is for comparing only; official names are never rewritten in output (RL-21, spec
domain section 7.2). It never drops a diacritic: "Cẩm Giang" and "Cẩm Giàng" are two communes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from gdnn_analysis.vietnamese.letters import ALPHABET, DE_LOOKALIKES, TONE_MARKS, plain_de
from gdnn_analysis.vietnamese.syllable import cut, spell

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_UNIFIED: Final = DE_LOOKALIKES | str.maketrans(
    dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")  # invisible
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'")
    | {"\u2026": "..."}
)
_SPACE_BEFORE: Final = re.compile(r"\s+(?=[,.;:!?)\]}%])|(?<=[(\[{])\s+")
_SPACED_DASH: Final = re.compile(r"\s*-\s*")

_RANK: Final = {letter: chr(ord("A") + rank) for rank, letter in enumerate(ALPHABET)}
_TONE_RANK: Final = {mark: str(rank) for rank, mark in enumerate(TONE_MARKS, start=1)}
_SHAPES: Final = "\u0302\u0306\u031b"  # circumflex, breve, horn: part of the letter


def nfc(text: str) -> str:
    """Return text in Unicode normal form C, in which "ệ" is one code point."""
    return unicodedata.normalize("NFC", text)


def nfc_series(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return texts in normal form C; missing stays missing."""
    return _map_unique(values, nfc)


def match_key(text: str) -> str:
    """Return the key under which spellings of one name or title are equal (RL-21).

    Unified are: normal form, case, blanks, quotation marks, dashes, tone placement
    ("hoà" = "hòa"), i and y at the end of a syllable ("lý" = "lí"), and look-alikes of Đ.
    Diacritics stay. Applying it again changes nothing.
    """
    # word by word, because the same words come again and again: blanks and dashes touch none
    text = " ".join(map(_folded, text.translate(_UNIFIED).split()))
    text = _SPACE_BEFORE.sub("", text)
    return _SPACED_DASH.sub("-", text) if "-" in text else text


def match_keys(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return the match keys of texts; missing stays missing."""
    return _map_unique(values, match_key)


def sort_key(text: str) -> str:
    """Return a key that sorts text in Vietnamese dictionary order (CLDR ``vi``).

    Letters come first (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng), then
    case (small before capital); blanks, punctuation and digits sort before letters.
    """
    letters, tones, cases = [], [], []
    for base, marks in _clusters(unicodedata.normalize("NFD", plain_de(text))):
        shape = "".join(mark for mark in marks if mark in _SHAPES)
        letters.append(_primary(nfc(base.lower() + shape)))
        rest = [_TONE_RANK.get(mark, "9" + mark) for mark in marks if mark not in _SHAPES]
        tones.append("".join(rest) or "0")
        cases.append("1" if base.isupper() else "0")
    return "\0".join(("".join(letters), "".join(tones), "".join(cases), nfc(text)))


def unaccent(text: str) -> str:
    """Return text without diacritics (đ → d), for file names only: never compare by it."""
    bare = unicodedata.normalize("NFD", plain_de(text)).replace("đ", "d").replace("Đ", "D")
    return nfc("".join(sign for sign in bare if unicodedata.category(sign) != "Mn"))


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    """Return the key of what stands between two blanks."""
    plain = nfc(unicodedata.normalize("NFD", word).casefold())
    return _LETTERS.sub(lambda letters: _word_key(letters[0]), plain)


@lru_cache(maxsize=1 << 15)
def _word_key(word: str) -> str:
    parts = cut(word)
    if parts is None:
        return word
    if parts.vowels == "y" and not parts.ending:
        parts = parts._replace(vowels="i")
    return spell(parts)


def _clusters(decomposed: str) -> Iterator[tuple[str, str]]:
    """Yield each base character of an NFD text with the combining marks that follow it."""
    for found in re.finditer(r"(.)([\u0300-\u036f]*)", decomposed, re.DOTALL):
        yield found[1], found[2]


def _primary(letter: str) -> str:
    if letter in _RANK:
        return "L" + _RANK[letter]
    order = {"Z": "0", "C": "0", "P": "1", "S": "2", "N": "3"}
    return order.get(unicodedata.category(letter[0])[0], "M") + letter


def _map_unique(values: pd.Series[Any], convert: Callable[[str], str]) -> pd.Series[Any]:
    """Apply a function once per distinct text, which is what makes long logs quick."""
    table = {text: convert(text) for text in values.dropna().unique()}
    return values.map(table).astype(values.dtype)
