"""Reading numbers as people type them: Vietnamese convention first, doubt is an error.

Vietnamese writes a dot between thousands and a comma before decimals. A text with one possible
reading gets it whatever its convention ("12.5", "1,234,567"); "1.234" follows the Vietnamese
convention; "1,234" could be either and is refused unless the decimal sign is declared.
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal

import pandas as pd

from gdnn_analysis.language import say

DecimalSign = Literal[",", ".", "auto"]

_DASHES: Final = re.compile(r"[-\u2010-\u2015\u2212]+")
_ELLIPSES: Final = re.compile(r"[\u2026.]*\u2026[\u2026.]*|\.(?:\s*\.)+")
_SIGNED: Final = re.compile(
    r"(?P<sign>[-\u2212+]?)\s*(?P<digits>[0-9.,\s]*[0-9])\s*(?P<percent>%?)"
)
_BRACKETED: Final = re.compile(r"\(\s*([0-9].*)\)")
_LONGEST: Final = 40


def _grammar(thousands: str, decimal: str) -> re.Pattern[str]:
    blank = "[ \\u00a0\\u2007\\u2009\\u202f]"
    groups = "|".join(f"[1-9][0-9]{{0,2}}(?:{sign}[0-9]{{3}})+" for sign in (thousands, blank))
    return re.compile(f"(?P<whole>[0-9]+|{groups})?(?:{decimal}(?P<fraction>[0-9]+))?")


_GRAMMARS: Final = {",": _grammar(r"\.", ","), ".": _grammar(",", r"\.")}


class UnreadableNumber(ValueError):  # noqa: N818 - names the thing, as the messages do
    """Text that is no number."""


class AmbiguousNumber(ValueError):  # noqa: N818
    """Text that is two different numbers by two conventions."""


def is_dash(text: str) -> bool:
    """Tell whether a cell holds only a dash, which tables print for "none"."""
    return _DASHES.fullmatch(text.strip()) is not None


def is_ellipsis(text: str) -> bool:
    """Tell whether a cell holds only an ellipsis, which tables print for "not available"."""
    return _ELLIPSES.fullmatch(text.strip()) is not None


def parse_number(
    text: str, *, decimal: DecimalSign = "auto", allow_percent: bool = False
) -> int | float:
    """Read one number.

    Parameters
    ----------
    text
        What was typed: blanks around it and between thousands, a minus sign (``-``, ``−``) or
        accounting brackets ("(5)" is -5) are fine.
    decimal
        The decimal sign of the source, or ``auto``.
    allow_percent
        Whether a percent sign may follow; the figure is returned as written ("12,5%" is 12.5).

    Returns
    -------
    int or float
        An int when the text has no decimal part.

    Raises
    ------
    AmbiguousNumber
        Under ``auto``, for one comma before three digits ("1,234").
    UnreadableNumber
        For anything else that is no number; also for "1E+05", which has lost its last digits.
    """
    negative, digits = _unwrapped(text, allow_percent)
    vietnamese, english = (_value(digits, sign) for sign in (",", "."))
    if decimal != "auto":
        value = vietnamese if decimal == "," else english
    elif vietnamese is not None and english is not None and "," in digits and vietnamese != english:
        raise AmbiguousNumber(_ambiguous(text, vietnamese, english))
    else:
        value = english if vietnamese is None else vietnamese
    if value is None:
        raise UnreadableNumber(_unreadable(text))
    return -value if negative else value


def parse_numbers(
    values: pd.Series[Any], *, decimal: DecimalSign = "auto", allow_percent: bool = False
) -> tuple[pd.Series[float], pd.Series[bool], pd.Series[bool]]:
    """Read many numbers.

    Parameters
    ----------
    values
        Texts; missing stays missing and is no error.
    decimal, allow_percent
        As in ``parse_number``.

    Returns
    -------
    tuple
        Values as float64 (missing where not read; whole numbers are exact up to 2^53), which texts
        are unreadable, and which are ambiguous.
    """
    numbers: dict[str, int | float] = {}
    unreadable, ambiguous = set(), set()
    for text in values.dropna().unique():
        try:
            numbers[text] = parse_number(text, decimal=decimal, allow_percent=allow_percent)
        except UnreadableNumber:
            unreadable.add(text)
        except AmbiguousNumber:
            ambiguous.add(text)
    return values.map(numbers).astype("float64"), values.isin(unreadable), values.isin(ambiguous)


def _unwrapped(text: str, allow_percent: bool) -> tuple[bool, str]:
    """Return the sign (True for minus) and the digits with their separators."""
    bracketed = _BRACKETED.fullmatch(text.strip())
    found = _SIGNED.fullmatch(bracketed[1] if bracketed else text.strip())
    if found is None or len(text) > _LONGEST or (found["percent"] and not allow_percent):
        raise UnreadableNumber(_unreadable(text))
    return bool(bracketed) or found["sign"] in ("-", "\u2212"), found["digits"]


def _value(digits: str, decimal: str) -> int | float | None:
    """Return the number under one convention, or None when it is malformed there."""
    found = _GRAMMARS[decimal].fullmatch(digits)
    if found is None:
        return None
    whole = re.sub(r"\D", "", found["whole"] or "0")
    return float(f"{whole}.{found['fraction']}") if found["fraction"] else int(whole)


def _unreadable(text: str) -> str:
    return say(
        "Không đọc được số “{text}”. Hãy ghi chữ số, dấu chấm ngăn hàng nghìn và dấu phẩy trước "
        "phần thập phân, ví dụ 1.250 hoặc 12,5.",
        "Cannot read number “{text}”. Write digits, a dot between thousands and a comma before "
        "decimals, e.g. 1.250 or 12,5.",
        text=text,
    )


def _ambiguous(text: str, vietnamese: float, english: float) -> str:
    return say(
        "Số “{text}” có hai cách hiểu: {whole} hoặc {part} (thập phân). Hãy ghi {whole} nếu là "
        "số nguyên, hoặc khai báo dấu thập phân của tệp.",
        "Number “{text}” can be read in two ways: {whole} or {part} (decimal). Write {whole} if "
        "it is whole, or declare the file's decimal sign.",
        text=text,
        whole=english,
        part=str(vietnamese).replace(".", ","),
    )
