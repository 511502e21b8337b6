"""Reading dates as people type them: day before month, four-digit years, no flipping.

"3/4/2023" is 3 April. A date that is impossible so ("4/13/2023") is refused with the likely
correction; two-digit years are refused. Times with ``Z`` or an offset become local time of
Asia/Ho_Chi_Minh (RL-03). Excel serial numbers are the business of the readers of files.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from typing import Any, Final, Literal, NamedTuple

import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.period import VN_TZ

#: Codes of DATE_PRECISION, finest first.
Precision = Literal["phut", "ngay", "thang", "nam"]

_YEARS: Final = range(1900, 2101)
_DAY, _MONTH = "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})"
_YEAR: Final = "(?P<year>[0-9]{4})"
_WEEKDAY: Final = "(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật),? )?"
_TIME: Final = (
    "(?:(?:t|,? )(?:lúc )?(?P<hour>[0-9]{1,2})[:h](?P<minute>[0-9]{2})"
    "(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    "(?: ?(?P<half>sa|ch|am|pm))?"
    "(?: ?(?P<offset>z|[+-][0-9]{2}(?::?[0-9]{2})?)| ?\\(?(?:gmt|utc)\\+0?7\\)?)?)?"
)
_DAYS: Final = (
    f"{_YEAR}(?P<sep>[-/]){_MONTH}(?P=sep){_DAY}",
    f"{_DAY}(?P<sep>[-/.]){_MONTH}(?P=sep){_YEAR}",
    f"(?:ngày )?{_DAY} tháng {_MONTH},? (?:năm )?{_YEAR}",
)
_MONTHS: Final = (
    f"(?:tháng |t ?)?{_MONTH}[-/]{_YEAR}",
    f"{_YEAR}[-/]{_MONTH}",
    f"tháng {_MONTH}(?:[.,] ?|,? năm | ){_YEAR}",
)
_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        *(_WEEKDAY + days + _TIME for days in _DAYS),
        *_MONTHS,
        f"(?:năm )?{_YEAR}",
    )
)
_TWO_DIGIT_YEAR: Final = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}(?![0-9]).*")
_ISO_DAY: Final = r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}"


class UnreadableDate(ValueError):  # noqa: N818 - names the thing, as the messages do
    """Text that is no date, or not one date only."""


class ParsedDate(NamedTuple):
    """A date and how finely it is known.

    ``value`` is a naive local datetime for ``phut``, else a date: the first day of the month for
    ``thang``, of the year for ``nam``.
    """

    value: date | datetime
    precision: Precision


def parse_date(text: str) -> ParsedDate:
    """Read one date.

    Understood are ISO 8601 days and times; ``13/9/2021``, ``13-9-2021``, ``13.9.2021``,
    ``ngày 13 tháng 9 năm 2021``, each with a time after it (``08:30``, ``8h30``, ``2:15 CH``);
    months (``9/2021``, ``2021-09``, ``tháng 9/2021``); years (``2021``, ``năm 2021``).

    Raises
    ------
    UnreadableDate
        When the text has none of these shapes, a two-digit year, a day that does not exist, or a
        year outside 1900-2100.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).lower().split())
    found = next(filter(None, (shape.fullmatch(plain) for shape in _SHAPES)), None)
    if found is None:
        raise UnreadableDate(_unreadable(text, plain))
    parts = {"day": None, "month": None, "hour": None} | found.groupdict()
    if int(parts["year"] or 0) not in _YEARS:
        raise UnreadableDate(_strange_year(text))
    try:
        return _built(parts)
    except ValueError as error:
        raise UnreadableDate(_impossible(text, parts)) from error


def parse_dates(
    values: pd.Series[Any],
) -> tuple[pd.Series[Any], pd.Series[str], pd.Series[bool]]:
    """Read many dates.

    Parameters
    ----------
    values
        Texts; missing stays missing and is no error.

    Returns
    -------
    tuple
        Local times as datetime64[s] (missing where not read), precision codes, and which texts
        could not be read; ``parse_date`` of such a text gives the message.
    """
    iso = values.str.fullmatch(_ISO_DAY).fillna(False).astype(bool)
    days = pd.to_datetime(values.where(iso), format="%Y-%m-%d", errors="coerce")
    others: dict[str, ParsedDate] = {}
    for text in values[~iso].dropna().unique():
        try:
            others[text] = parse_date(text)
        except UnreadableDate:
            continue
    moments = pd.to_datetime(values.map({text: read.value for text, read in others.items()}))
    dates = days.astype("datetime64[s]").fillna(moments.astype("datetime64[s]"))
    precision = values.map({text: read.precision for text, read in others.items()}).astype("str")
    precision = precision.mask(days.notna(), "ngay")
    return dates, precision, values.notna() & dates.isna()


def _built(parts: dict[str, str | None]) -> ParsedDate:
    """Put the parts together; ValueError when the day or time does not exist."""
    day = date(*(int(parts[name] or 1) for name in ("year", "month", "day")))
    if parts["hour"] is not None:
        return ParsedDate(_moment(day, parts), "phut")
    if parts["day"] is not None:
        return ParsedDate(day, "ngay")
    return ParsedDate(day, "nam" if parts["month"] is None else "thang")


def _moment(day: date, parts: dict[str, str | None]) -> datetime:
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    if parts["half"] is not None:
        hour = _hour_of_day(hour, afternoon=parts["half"] in ("ch", "pm"))
    local = datetime(day.year, day.month, day.day, hour, minute, second)
    if parts["offset"] is None:
        return local
    aware = local.replace(tzinfo=timezone(_offset(parts["offset"])))
    return aware.astimezone(VN_TZ).replace(tzinfo=None)


def _hour_of_day(hour: int, *, afternoon: bool) -> int:
    """Turn a 12-hour clock's hour; "13:15 CH", as some write it, is 13:15."""
    if hour > 12 and not afternoon:
        raise ValueError(hour)
    return hour if hour > 12 else hour % 12 + 12 * afternoon


def _offset(text: str) -> timedelta:
    digits = text[1:].replace(":", "").ljust(4, "0")
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return -ahead if text[0] == "-" else ahead


def _unreadable(text: str, plain: str) -> str:
    if _TWO_DIGIT_YEAR.fullmatch(plain):
        return say(
            "Ngày “{text}” có năm viết hai chữ số. Hãy ghi đủ bốn chữ số, ví dụ 13/9/2021.",
            "Date “{text}” has a two-digit year. Write four digits, e.g. 13/9/2021.",
            text=text,
        )
    return say(
        "Không đọc được ngày “{text}”. Hãy ghi ngày/tháng/năm (13/9/2021), tháng/năm (9/2021) "
        "hoặc năm (2021).",
        "Cannot read date “{text}”. Write day/month/year (13/9/2021), month/year (9/2021) or "
        "year (2021).",
        text=text,
    )


def _strange_year(text: str) -> str:
    return say(
        "Ngày “{text}” có năm ngoài khoảng 1900–2100. Hãy kiểm tra lại năm.",
        "Date “{text}” has a year outside 1900-2100. Check the year.",
        text=text,
    )


def _impossible(text: str, parts: dict[str, str | None]) -> str:
    day, month = int(parts["day"] or 0), int(parts["month"] or 0)
    if 12 < month <= 31 and 1 <= day <= 12:
        return say(
            "Ngày “{text}” không có thật: không có tháng {month}. Hãy ghi ngày trước, tháng sau; "
            "nếu là ngày {month} tháng {day} thì ghi {month}/{day}/{year}.",
            "Date “{text}” does not exist: there is no month {month}. Write the day first; for "
            "day {month} of month {day} write {month}/{day}/{year}.",
            text=text,
            day=day,
            month=month,
            year=parts["year"],
        )
    return say(
        "Ngày giờ “{text}” không có thật. Hãy kiểm tra lại ngày, tháng và giờ.",
        "Date or time “{text}” does not exist. Check day, month and time.",
        text=text,
    )
