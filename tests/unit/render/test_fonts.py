"""The shipped fonts draw everything a Vietnamese report may hold."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from fontTools.ttLib import TTFont

from gdnn_analysis.fonts import FAMILIES, SERIF, covers, font_files, fonts_folder, text_width

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = "aăâeêioôơuưy"
ACCENTED = sorted(
    {
        unicodedata.normalize("NFC", cased + tone)
        for vowel, tone in product(VOWELS, TONES)
        for cased in (vowel, vowel.upper())
        if tone or vowel not in "aeiouy"
    }
    | {"đ", "Đ"}
)
SIGNS = "✔✘▲○±–?●◐□…“”—·½≥≤×→↑↓"


def test_there_are_134_accented_letters() -> None:
    assert len(ACCENTED) == 134


def test_every_accented_letter_is_drawn_in_every_style() -> None:
    for path in font_files(SERIF):
        drawn = TTFont(path).getBestCmap()
        assert [letter for letter in ACCENTED if ord(letter) not in drawn] == []


def test_combining_marks_of_decomposed_text_are_drawn() -> None:
    assert covers("".join(mark for mark in TONES) + "\u0302\u0306\u031b") == frozenset()


def test_signs_of_reports_are_drawn() -> None:
    assert covers(SIGNS) == frozenset()


def test_serif_is_version_2_which_has_vietnamese() -> None:
    for path in font_files(SERIF):
        version = TTFont(path)["name"].getDebugName(5)
        assert float(version.removeprefix("Version ").rsplit(".", 1)[0]) >= 2


def test_families_are_what_the_templates_name() -> None:
    for family in FAMILIES:
        assert {TTFont(path)["name"].getDebugName(1) for path in font_files(family)} == {family}


def test_each_family_ships_with_its_licence() -> None:
    licences = {path.name: path.read_text(encoding="utf-8") for path in _licences()}
    assert "SIL OPEN FONT LICENSE" in licences["LiberationSerif.LICENSE.txt"]
    assert "Bitstream Vera" in licences["DejaVuSans.LICENSE.txt"]


def _licences() -> list:
    return sorted(fonts_folder().glob("*LICENSE*"))


def test_an_unknown_family_is_an_error() -> None:
    with pytest.raises(KeyError):
        font_files("Comic Sans MS")


@pytest.mark.parametrize("char", ["中", "\uf0b7", "\ufeff", "\u202e", "\x0b", "\U0001f469"])
def test_what_cannot_be_printed_is_named(char: str) -> None:
    assert covers(f"Ý kiến {char} của học sinh") == frozenset(char)


def test_wider_text_measures_wider() -> None:
    narrow = text_width("Tin bài", 11)
    assert text_width("Tin bài", 11, bold=True) > narrow
    assert text_width("Tin bài", 22) == pytest.approx(2 * narrow)
    assert text_width("", 11) == 0
