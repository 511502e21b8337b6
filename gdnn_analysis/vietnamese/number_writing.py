"""Writing numbers as an official does: 1.250, 12,5, 105,6%, +12, triệu đồng, roman numerals.

Rounding is half up, away from zero for negatives, on the decimal digits that are shown: 2,675 gives
2,68 and 0,5 gives 1. (Binary rounding would give 2,67 and 0.) A missing figure is never printed as
a number: it is an error unless the caller says what to print instead.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.language import report_language, say, tell

#: Letters of "điểm" in legal order: no f, j, w, z and no ă, â, ê, ô, ơ, ư (Decree 30/2020/NĐ-CP).
POINT_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"

_NUMBERS: Final = (int, float, Decimal, np.integer, np.floating)
#: Digits enough for any float, whatever precision the caller's decimal context has.
_ROOMY: Final = Context(prec=400, rounding=ROUND_HALF_UP)
_ROMAN: Final = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC",
    50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
}  # fmt: skip
_LAST_ROMAN: Final = 3999
_SIGNS: Final = str.maketrans(",.", ".,")
"""Vietnamese writes the decimal comma and points between thousands; an English report does not."""


def format_number(value: object, decimals: int = 0, *, missing: str | None = None) -> str:
    """Write a number: ``1.250``, ``12,5``.

    Parameters
    ----------
    value
        A number; None, NaN and NA are missing.
    decimals
        How many decimals to show.
    missing
        What to print for a missing figure.

    Raises
    ------
    ValueError
        When the figure is missing and ``missing`` is not given, or when it is infinite.
    TypeError
        When the value is a boolean or no number: printing one as a figure would be a mistake.
    """
    if _is_missing(value):
        return _in_place(missing)
    rounded = _rounded(value, decimals)
    text = f"{rounded:,.{decimals}f}"
    return text if report_language() == "en" else text.translate(_SIGNS)


def format_percent(value: object, decimals: int = 1, *, missing: str | None = None) -> str:
    """Write a percentage given on the scale 0-100: ``105,6%``; see ``format_number``."""
    return _in_place(missing) if _is_missing(value) else format_number(value, decimals) + "%"


def format_signed(value: object, decimals: int = 0, *, missing: str | None = None) -> str:
    """Write a change with its sign: ``+12``, ``-3``, ``0``; see ``format_number``."""
    if _is_missing(value):
        return _in_place(missing)
    return ("+" if _rounded(value, decimals) > 0 else "") + format_number(value, decimals)


def format_points(value: object, decimals: int = 1, *, missing: str | None = None) -> str:
    """Write a difference of percentages: ``2,5 điểm phần trăm``; see ``format_number``."""
    if _is_missing(value):
        return _in_place(missing)
    return tell("{value} điểm phần trăm", value=format_number(value, decimals))


def format_million_vnd(vnd: object, decimals: int = 1, *, missing: str | None = None) -> str:
    """Write an amount in đồng as triệu đồng, without the unit: ``1.234,5`` (R19, RL-12)."""
    if _is_missing(vnd):
        return _in_place(missing)
    return format_number(_exact(vnd).scaleb(-6, _ROOMY), decimals)


def roman(number: int) -> str:
    """Return a roman numeral: 4 → IV (annexes, sections).

    Raises
    ------
    ValueError
        Outside 1-3999.
    """
    if not 1 <= number <= _LAST_ROMAN:
        raise ValueError(_out_of_range(number, _LAST_ROMAN))
    text = ""
    for step, numeral in _ROMAN.items():
        times, number = divmod(number, step)
        text += numeral * times
    return text


def letter(number: int) -> str:
    """Return the letter of the n-th "điểm": 1 → a, 5 → đ, 9 → i.

    Raises
    ------
    ValueError
        Beyond the last letter: regroup the list instead.
    """
    if not 1 <= number <= len(POINT_LETTERS):
        raise ValueError(_out_of_range(number, len(POINT_LETTERS)))
    return POINT_LETTERS[number - 1]


def _is_missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or value != value


def _exact(value: object) -> Decimal:
    """Return the shortest decimal that stands for the value, which is what a reader sees."""
    if isinstance(value, bool) or not isinstance(value, _NUMBERS):
        raise TypeError(_no_number(value))
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(_no_number(value))
    return exact


def _rounded(value: object, decimals: int) -> Decimal:
    rounded = _exact(value).quantize(Decimal(1).scaleb(-decimals), context=_ROOMY)
    return rounded if rounded else abs(rounded)  # never "-0"


def _in_place(missing: str | None) -> str:
    if missing is None:
        raise ValueError(
            say(
                "Không có số liệu để in. Hãy cho biết in gì thay cho số bị thiếu.",
                "There is no figure to print. Say what to print for a missing one.",
            )
        )
    return missing


def _no_number(value: object) -> str:
    return say(
        "Giá trị {value} không phải là số nên không in được. Hãy kiểm tra phép tính.",
        "{value} is not a number and cannot be printed. Check the computation.",
        value=repr(value),
    )


def _out_of_range(number: int, last: int) -> str:
    return say(
        "Không đánh số được {number}: chỉ từ 1 đến {last}. Hãy chia lại danh mục.",
        "Cannot number {number}: only 1 to {last}. Regroup the list.",
        number=number,
        last=last,
    )
