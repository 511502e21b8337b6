"""The Vietnamese alphabet: letters, tones, and how a marked vowel splits into the two."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

#: Letters in dictionary order; F, J, W, Z occur in foreign words and take their usual places.
ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS: Final = "aăâeêioôơuưy"
#: Combining marks of the tones in dictionary order: huyền, hỏi, ngã, sắc, nặng (after ngang).
TONE_MARKS: Final = "\u0300\u0309\u0303\u0301\u0323"

#: Look-alikes of Đ that old converters leave behind: Icelandic eth and African D.
DE_LOOKALIKES: Final = str.maketrans("\u00d0\u00f0\u0189\u0256", "\u0110\u0111\u0110\u0111")


def plain_de(text: str) -> str:
    """Return text with the look-alikes of Đ and đ (Ð U+00D0, Ɖ U+0189) replaced by them."""
    return text.translate(DE_LOOKALIKES)


@lru_cache(maxsize=4096)
def split_tone(letter: str) -> tuple[str, str]:
    """Split one NFC letter into the letter without tone and its tone mark ("" for ngang).

    Only a vowel of the alphabet carries a tone; any other letter comes back whole.
    """
    parts = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in parts if mark in TONE_MARKS]
    if len(tones) != 1:
        return letter, ""
    bare = unicodedata.normalize("NFC", parts.replace(tones[0], ""))
    return (bare, tones[0]) if bare.lower() in VOWELS else (letter, "")


@lru_cache(maxsize=4096)
def join_tone(vowel: str, tone: str) -> str:
    """Return the NFC letter of a vowel and a tone mark."""
    return unicodedata.normalize("NFC", vowel + tone)
