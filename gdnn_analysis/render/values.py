"""Reading one parameter value: from the text a user wrote to a plain typed value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Final

from gdnn_analysis.language import say
from gdnn_analysis.period import parse_period, resolve_created

if TYPE_CHECKING:
    from gdnn_analysis.render.parameters import Parameter

Value = str | bool

_TRUE: Final = frozenset({"true", "1", "có", "co", "yes", "x"})
_FALSE: Final = frozenset({"false", "0", "không", "khong", "no"})
_VIETNAMESE_DATE: Final = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")


class BadValueError(ValueError):
    """A value that is refused; its text says why and what to write instead."""


def convert(parameter: Parameter, text: str) -> Value:
    """Return the typed value of `text`.

    Raises
    ------
    BadValueError
        When the text is not of the parameter's type or out of its range.
    """
    clean = unicodedata.normalize("NFC", text).strip()
    return _READERS[parameter.type](parameter, clean)


def _bad(parameter: Parameter, text: str, remedy: str) -> BadValueError:
    return BadValueError(
        say(
            "Tham số “{name}” = “{text}” không hợp lệ. {remedy}",
            "Parameter “{name}” = “{text}” is not valid. {remedy}",
            name=parameter.name,
            text=text,
            remedy=remedy,
        )
    )


def _text(parameter: Parameter, text: str) -> str:
    if any(unicodedata.category(char) == "Cc" for char in text):
        remedy = say(
            "Hãy viết trên một dòng, không có ký tự điều khiển.",
            "Write it on one line without control characters.",
        )
        raise _bad(parameter, text, remedy)
    return text


def _path(parameter: Parameter, text: str) -> str:
    if not text:
        raise _bad(parameter, text, say("Hãy ghi đường dẫn.", "Give a path."))
    return text


def _choice(parameter: Parameter, text: str) -> str:
    if text in parameter.choices:
        return text
    allowed = ", ".join(value or say("để trống", "empty") for value in parameter.choices)
    raise _bad(
        parameter, text, say("Chỉ nhận: {allowed}.", "Use one of: {allowed}.", allowed=allowed)
    )


def _boolean(parameter: Parameter, text: str) -> bool:
    word = text.lower()
    if word not in _TRUE | _FALSE:
        raise _bad(parameter, text, say("Chỉ nhận: true, false.", "Use true or false."))
    return word in _TRUE


def _period(parameter: Parameter, text: str) -> str:
    try:
        period = parse_period(text)
    except ValueError as error:
        raise _bad(parameter, text, str(error)) from error
    if period.first < parameter.first or period.last > parameter.last:
        remedy = say(
            "Báo cáo có cho các năm {first}–{last}.",
            "Reports exist for the years {first}-{last}.",
            first=parameter.first,
            last=parameter.last,
        )
        raise _bad(parameter, text, remedy)
    if period.is_year != (parameter.span == "year"):
        one_year = say(
            "Báo cáo này cần một năm, ví dụ 2023.", "This report takes one year, e.g. 2023."
        )
        several = say(
            "Báo cáo này cần một giai đoạn, ví dụ 2021-2025.",
            "This report takes several years, e.g. 2021-2025.",
        )
        raise _bad(parameter, text, one_year if parameter.span == "year" else several)
    return str(period)


def _date(parameter: Parameter, text: str) -> str:
    if not text:
        return ""
    found = _VIETNAMESE_DATE.fullmatch(text)
    try:
        day = date(*map(int, reversed(found.groups()))) if found else date.fromisoformat(text)
    except ValueError as error:
        remedy = say(
            "Hãy ghi ngày dạng 2024-01-05 hoặc 05/01/2024.",
            "Write a date as 2024-01-05 or 05/01/2024.",
        )
        raise _bad(parameter, text, remedy) from error
    return day.isoformat()


def _timestamp(parameter: Parameter, text: str) -> str:
    if not text:
        return ""
    try:
        return resolve_created(text, {}).isoformat()
    except ValueError as error:
        raise _bad(parameter, text, str(error)) from error


_READERS: Final[dict[str, Callable[[Parameter, str], Value]]] = {
    "path": _path,
    "period": _period,
    "choice": _choice,
    "boolean": _boolean,
    "text": _text,
    "date": _date,
    "timestamp": _timestamp,
}
