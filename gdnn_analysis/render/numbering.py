"""Official numbers of headings: I. → 1. → a), Vietnamese letter order (Decree 30/2020/NĐ-CP)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from gdnn_analysis.language import report_language, say
from gdnn_analysis.render.errors import DocumentError
from gdnn_analysis.report.blocks import Heading
from gdnn_analysis.vietnamese.numbers import letter, roman

_ANNEX: Final = re.compile(
    r"(?P<word>Phụ lục|Annex)(?P<number> (?:[IVXLC]+|[A-ZĐ]|[0-9]+))?"
    r"(?:[.:–-]? +(?P<title>\S.*)|[.:]?)"
)
_NUMBERS: Final[dict[int, Callable[[int], str]]] = {
    1: lambda place: f"{roman(place)}.",
    2: lambda place: f"{place}.",
    3: lambda place: f"{_point(place)})",
}


def _point(place: int) -> str:
    """Return the letter of a point: Vietnamese has đ after d, an English report does not."""
    return letter(place) if report_language() == "vi" else chr(ord("a") + place - 1)


@dataclass(frozen=True)
class Number:
    """What stands before a heading's title.

    Attributes
    ----------
    label
        "II.", "3.", "b)", "Phụ lục IV" or nothing.
    title
        The heading without its label.
    is_annex
        The heading opens an annex part.
    """

    label: str
    title: str
    is_annex: bool = False


def number_headings(headings: Iterable[Heading]) -> list[Number]:
    """Return the number of each heading in document order.

    Level 1 starting with "Phụ lục" opens an annex; annexes are numbered in their order, whatever
    number the heading has, because a shorter report leaves some out. Numbers of lower levels start
    again in each part. Level 4 and headings that say so have no number.

    Raises
    ------
    DocumentError
        When a heading is more than one level below the one before it, or a part of the report
        itself follows its annexes.
    """
    counts = [0] * 5
    previous = 0
    numbers: list[Number] = []
    for heading in headings:
        _check_level(heading, previous)
        number = _number(heading, counts)
        _check_order(number, heading, after=numbers)
        previous = heading.level
        numbers.append(number)
        counts[heading.level + 1 :] = [0] * (4 - heading.level)
    return numbers


def _number(heading: Heading, counts: list[int]) -> Number:
    annex = _ANNEX.fullmatch(heading.text) if heading.level == 1 else None
    if annex:
        counts[0] += 1
        label = f"{annex['word']} {roman(counts[0])}" if annex["number"] else annex["word"]
        return Number(label, annex["title"] or "", is_annex=True)
    if not heading.numbered or heading.level not in _NUMBERS:
        return Number("", heading.text)
    counts[heading.level] += 1
    return Number(_NUMBERS[heading.level](counts[heading.level]), heading.text)


def _check_level(heading: Heading, previous: int) -> None:
    if 1 <= heading.level <= min(4, previous + 1):
        return
    raise DocumentError(
        say(
            "Đề mục “{text}” ở cấp {level}, nhưng đề mục ngay trước ở cấp {previous}. "
            "Hãy thêm đề mục cấp trung gian (cấp 1 đến 4, mỗi lần xuống một cấp).",
            "Heading “{text}” is of level {level} after one of level {previous}. "
            "Add the level between (levels 1 to 4, one step down at a time).",
            text=heading.text,
            level=heading.level,
            previous=previous,
        )
    )


def _check_order(number: Number, heading: Heading, *, after: list[Number]) -> None:
    in_annexes = any(earlier.is_annex for earlier in after)
    if heading.level > 1 or number.is_annex or not in_annexes:
        return
    raise DocumentError(
        say(
            "Đề mục “{text}” đứng sau phụ lục. Hãy đưa các phần của báo cáo lên trước phụ lục.",
            "Heading “{text}” follows an annex. Put the parts of the report before its annexes.",
            text=heading.text,
        )
    )
