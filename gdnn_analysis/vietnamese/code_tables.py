"""The code tables of Vietnamese fonts and systems before Unicode.

Each row gives the byte of a vowel without tone, then with huyền, hỏi, ngã, sắc, nặng. Sources:
TCVN 5712:1993 third set (TCVN3, "ABC" fonts such as .VnTime), RFC 1456 (VISCII), the published
tables of the Vietnamese Professionals Society (VPS) and of VNI-Windows fonts (VNI).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from gdnn_analysis.vietnamese.letters import TONE_MARKS, join_tone

_TCVN3: Final = """
    a 61 B5 B6 B7 B8 B9   ă A8 BB BC BD BE C6   â A9 C7 C8 C9 CA CB
    e 65 CC CE CF D0 D1   ê AA D2 D3 D4 D5 D6   i 69 D7 D8 DC DD DE
    o 6F DF E1 E2 E3 E4   ô AB E5 E6 E7 E8 E9   ơ AC EA EB EC ED EE
    u 75 EF F1 F2 F3 F4   ư AD F5 F6 F7 F8 F9   y 79 FA FB FC FD FE
    đ AE  Ă A1  Â A2  Ê A3  Ô A4  Ơ A5  Ư A6  Đ A7
"""
_VISCII: Final = """
    a 61 E0 E4 E3 E1 D5   ă E5 A2 C6 C7 A1 A3   â E2 A5 A6 E7 A4 A7
    e 65 E8 EB A8 E9 A9   ê EA AB AC AD AA AE   i 69 EC EF EE ED B8
    o 6F F2 F6 F5 F3 F7   ô F4 B0 B1 B2 AF B5   ơ BD B6 B7 DE BE FE
    u 75 F9 FC FB FA F8   ư DF D7 D8 E6 D1 F1   y 79 CF D6 DB FD DC
    A 41 C0 C4 C3 C1 80   Ă C5 82 02 05 81 83   Â C2 85 86 06 84 87
    E 45 C8 CB 88 C9 89   Ê CA 8B 8C 8D 8A 8E   I 49 CC 9B CE CD 98
    O 4F D2 99 A0 D3 9A   Ô D4 90 91 92 8F 93   Ơ B4 96 97 B3 95 94
    U 55 D9 9C 9D DA 9E   Ư BF BB BC FF BA B9   Y 59 9F 14 19 DD 1E
    đ F0  Đ D0
"""
_VPS: Final = """
    a 61 E0 E4 E3 E1 E5   ă E6 A2 A3 A4 A1 A5   â E2 C0 C4 C5 C3 C6
    e 65 E8 C8 EB E9 CB   ê EA 8A 8B CD 89 8C   i 69 EC CC EF ED CE
    o 6F F2 D5 F5 F3 86   ô F4 D2 B0 87 D3 B6   ơ D6 A9 AA AB A7 AE
    u 75 F9 FB DB FA F8   ư DC D8 BA BB D9 BF   y 79 FF 9B CF 9A 9C
    A 41 80 81 82 C1 02   Ă 88 8E 8F F0 8D 04   Â C2 84 85 1C 83 03
    E 45 D7 DE FE C9 05   Ê CA 93 94 95 90 06   I 49 B5 B7 B8 B4 10
    O 4F BC BD BE B9 11   Ô D4 97 98 99 96 12   Ơ F7 9E 9F A6 9D 13
    U 55 A8 D1 AC DA 14   Ư D0 AF B1 1D AD 15   Y 59 B2 FD B3 DD 19
    đ C7  Đ F1
"""
#: VNI writes a vowel and a second sign after it: the second signs, tones in the order above
#: ("." = none: the letter without tone, or a letter that has a sign of its own).
_VNI: Final = """
    a . ø û õ ù ï   ă ê è ú ü é ë   â â à å ã á ä   e . ø û õ ù ï   ê â à å ã á ä
    o . ø û õ ù ï   ô â à å ã á ä   ơ . ø û õ ù ï   u . ø û õ ù ï   ư . ø û õ ù ï
    y . ø û õ ù .
"""
_VNI_FIRST: Final = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "ô", "ư": "ö"}
_VNI_SINGLE: Final = dict(zip("ôöñìæóíòî", "ơưđìỉĩíịỵ", strict=True))
_ITEM: Final = re.compile(r"(?<!\S)([^\W\d_])((?:\s+[0-9A-F]{2})+)")


def _byte_table(rows: str) -> dict[int, str]:
    """Map bytes above ASCII or in its control codes to letters."""
    table: dict[int, str] = {}
    for letter, codes in _ITEM.findall(rows):
        for code, tone in zip(codes.split(), ("", *TONE_MARKS), strict=False):
            table[int(code, 16)] = join_tone(letter, tone)
    return {code: letter for code, letter in table.items() if not 0x20 <= code < 0x7F}


def _vni_pairs() -> dict[str, str]:
    """Map pairs of signs to letters; after a capital the second sign may be of either case."""
    cells = _VNI.split()
    pairs: dict[str, str] = {}
    for vowel, *seconds in (cells[start : start + 7] for start in range(0, len(cells), 7)):
        first = _VNI_FIRST.get(vowel, vowel)
        for second, tone in zip(seconds, ("", *TONE_MARKS), strict=True):
            if second != ".":
                letter = join_tone(vowel, tone)
                pairs[first + second] = letter
                pairs[first.upper() + second] = letter.upper()
                pairs[first.upper() + second.upper()] = letter.upper()
    return pairs


def _windows_1258() -> dict[int, str]:
    """Map the bytes of Windows code page 1258, where tones are combining marks."""
    letters = {code: bytes([code]).decode("cp1258", "ignore") for code in range(0x80, 0x100)}
    return {code: letter for code, letter in letters.items() if letter}


#: Byte → letter for the single-byte tables.
BYTE_TABLES: Final[Mapping[str, Mapping[int, str]]] = {
    "TCVN3": _byte_table(_TCVN3),
    "VISCII": _byte_table(_VISCII),
    "VPS": _byte_table(_VPS),
    "cp1258": _windows_1258(),
}
#: Pair of Latin-1 signs → letter, and single sign → letter, for VNI.
VNI_PAIRS: Final[Mapping[str, str]] = _vni_pairs()
VNI_SINGLES: Final[Mapping[str, str]] = _VNI_SINGLE | {
    sign.upper(): letter.upper() for sign, letter in _VNI_SINGLE.items()
}
