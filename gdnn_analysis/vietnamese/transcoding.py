"""Turning text that shows the bytes of an old encoding as Latin letters into Vietnamese.

No judgement here: ``convert`` does what it is told; ``legacy`` decides whether to.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from gdnn_analysis.vietnamese.code_tables import BYTE_TABLES, VNI_PAIRS, VNI_SINGLES

#: Stands for a sign that means nothing in the encoding.
NO_MEANING: Final = "\ufffd"


def _signs_of(code: int) -> set[str]:
    """Return the characters a byte shows up as: Latin-1's, and Windows-1252's."""
    return {chr(code), bytes([code]).decode("cp1252", "ignore") or chr(code)}


_BYTE_OF: Final = {sign: code for code in range(0x80, 0x100) for sign in _signs_of(code)}
_SIGN_OF: Final = [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x100)]
_OUTSIDE: Final = re.compile(f"[^\x00-\x7f{re.escape(''.join(_BYTE_OF))}]")


def _translation(encoding: str) -> dict[int, str]:
    table = BYTE_TABLES[encoding]
    signs = _BYTE_OF | {chr(code): code for code in table if code < 0x20}
    meanings = {sign: table.get(code, _unmapped(sign)) for sign, code in signs.items()}
    return str.maketrans(meanings)


def _unmapped(sign: str) -> str:
    """Keep punctuation and symbols; a letter or control code without meaning is an error."""
    return NO_MEANING if unicodedata.category(sign)[0] in "LC" and sign != "\xad" else sign


_TRANSLATIONS: Final = {encoding: _translation(encoding) for encoding in BYTE_TABLES}
_VNI_SIGNS: Final = re.compile(
    "|".join([*map(re.escape, VNI_PAIRS), f"[{re.escape(''.join(_BYTE_OF))}]"])
)


def is_byte_text(text: str) -> bool:
    """Tell whether every character could be one byte shown as Latin-1 or Windows-1252."""
    return _OUTSIDE.search(text) is None


def signs_of_bytes(raw: bytes) -> str:
    """Show bytes as Windows-1252 characters, and as Latin-1 where that has none."""
    return "".join([_SIGN_OF[code] for code in raw])


def convert(text: str, encoding: str) -> str:
    """Return the NFC text that the bytes shown in ``text`` mean in an encoding.

    Parameters
    ----------
    text
        Text in which bytes of an old encoding appear as Latin-1 or Windows-1252 characters.
    encoding
        ``TCVN3``, ``VISCII``, ``VPS``, ``cp1258``, ``VNI``, or ``UTF-8`` (misread). A letter
        without meaning in it becomes ``NO_MEANING``.
    """
    if encoding == "UTF-8":
        return _from_utf8(text)
    if encoding == "VNI":
        return _VNI_SIGNS.sub(lambda found: _vni_meaning(found[0]), text)
    letters = unicodedata.normalize("NFC", text.translate(_TRANSLATIONS[encoding]))
    return _capitals_by_font(text, letters) if encoding == "TCVN3" else letters


def _from_utf8(text: str) -> str:
    try:
        raw = bytes(ord(sign) if sign < "\x80" else _BYTE_OF[sign] for sign in text)
        return unicodedata.normalize("NFC", raw.decode("utf-8"))
    except (KeyError, UnicodeDecodeError):
        return text if text.isascii() else NO_MEANING


def _vni_meaning(signs: str) -> str:
    return VNI_PAIRS.get(signs) or VNI_SINGLES.get(signs) or _unmapped(signs)


def _capitals_by_font(text: str, letters: str) -> str:
    """Raise marked letters that only a capital font (.VnTimeH) showed as capitals.

    The table has no capitals with tones, so "CéNG HßA" means "CỘNG HÒA". A word is raised when
    two or more of its ASCII letters are capitals and none is small; when that is so for the whole
    text, all of it is.
    """
    words = list(zip(text.split(" "), letters.split(" "), strict=True))
    shouted = [_is_shouted(old) for old, _ in words]
    if any(shouted) and not re.search("[a-z]", text):
        return letters.upper()
    return " ".join(new.upper() if up else new for (_, new), up in zip(words, shouted, strict=True))


def _is_shouted(word: str) -> bool:
    ascii_letters = re.sub("[^A-Za-z]", "", word)
    return len(ascii_letters) >= 2 and ascii_letters.isupper()
