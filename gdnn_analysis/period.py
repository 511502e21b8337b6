"""What a reporting period means: years, windows, the plan's first day, school years, months.

Reads no file. Spans of days are half-open intervals ``[start, end)``; every date is a local date
of Asia/Ho_Chi_Minh. Sources: rules R02 and R03; RL-03, RL-27, RL-31, RL-37.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from gdnn_analysis.language import say, tell

#: The day plan 3066/KH-SLĐTBXH was issued; nothing earlier can be the plan's doing (rule R02).
PLAN_START: Final = date(2021, 9, 13)
VN_TZ: Final = ZoneInfo("Asia/Ho_Chi_Minh")
#: ``nd09``: 15 December of the year before to 14 December (Decree 09/2019/NĐ-CP, article 12).
WINDOWS: Final = ("nd09", "calendar")

_YEARS: Final = range(2018, 2101)
_PERIOD: Final = re.compile(r"([0-9]{4})(?:\s*[-\u2013]\s*([0-9]{4}))?")
_SCHOOL_YEAR: Final = re.compile(r"([0-9]{4})\s*[-\u2013]\s*([0-9]{4})")
_MONTH: Final = r"[0-9]{4}-(?:0[1-9]|1[0-2])"
_ONE_DAY: Final = timedelta(days=1)
#: numpy unit of the span a date is known to (code list DATE_PRECISION; a blank means the day).
_UNIT_OF_PRECISION: Final = {"phut": "D", "ngay": "D", "thang": "M", "nam": "Y"}


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of days: ``start`` is inside, ``end`` is the first day after it.

    Raises
    ------
    ValueError
        When ``end`` is not after ``start``: an empty span would make every count a silent zero.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(
                say(
                    "Khoảng thời gian rỗng: từ {start} đến trước {end}. Hãy sửa ngày cuối.",
                    "Empty span of time: from {start} to before {end}. Correct the end.",
                    start=self.start.isoformat(),
                    end=self.end.isoformat(),
                )
            )

    @property
    def last_day(self) -> date:
        """The last day inside."""
        return self.end - _ONE_DAY

    @property
    def days(self) -> int:
        """How many days are inside."""
        return (self.end - self.start).days

    def contains(self, dates: pd.Series[Any]) -> pd.Series[bool]:
        """Tell for each local date or time whether it is inside; a missing one is not."""
        inside = (dates >= pd.Timestamp(self.start)) & (dates < pd.Timestamp(self.end))
        return inside.astype(bool)

    def intersect(self, other: Interval) -> Interval | None:
        """Return the days both spans share, or None when they share none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Interval(start, end) if start < end else None

    def label_vi(self) -> str:
        """Return the span as reports print it: ``từ 15/12/2022 đến hết 14/12/2023``."""
        return tell(
            "từ {first} đến hết {last}",
            first=short_date(self.start),
            last=short_date(self.last_day),
        )


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reporting year, or consecutive ones: ``first`` to ``last``, both included.

    Raises
    ------
    ValueError
        When the years are reversed or outside 2018-2100.
    """

    first: int
    last: int

    def __post_init__(self) -> None:
        if self.first not in _YEARS or self.last not in _YEARS:
            raise ValueError(
                say(
                    "Kỳ báo cáo {period} nằm ngoài khoảng 2018–2100. Hãy kiểm tra lại năm.",
                    "Period {period} is outside 2018-2100. Check the year.",
                    period=str(self),
                )
            )
        if self.last < self.first:
            raise ValueError(
                say(
                    "Kỳ báo cáo {period} bị ngược. Hãy ghi năm đầu trước, ví dụ {swapped}.",
                    "Period {period} is reversed. Put the first year first, e.g. {swapped}.",
                    period=str(self),
                    swapped=f"{self.last}-{self.first}",
                )
            )

    @property
    def years(self) -> range:
        """The reporting years, in order."""
        return range(self.first, self.last + 1)

    @property
    def is_year(self) -> bool:
        """Whether this is a single year."""
        return self.first == self.last

    def __str__(self) -> str:
        return str(self.first) if self.is_year else f"{self.first}-{self.last}"


def parse_period(text: str) -> Period:
    """Read ``2023`` or ``2021-2025`` (hyphen or en dash).

    Raises
    ------
    ValueError
        For anything else, with the value and how to write it.
    """
    found = _PERIOD.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            say(
                "Không hiểu kỳ báo cáo “{text}”. Hãy ghi một năm (2023) hoặc một giai đoạn "
                "(2021-2025).",
                "Cannot read period “{text}”. Write a year (2023) or a span of years (2021-2025).",
                text=text,
            )
        )
    return Period(int(found[1]), int(found[2] or found[1]))


def short_date(day: date) -> str:
    """Return a date as the plan and Decree 30/2020/NĐ-CP write it: ``13/9/2021``, ``07/5/2021``.

    Days below 10 and months 1 and 2 get a leading zero, as the plan itself does ("07/5/2021").
    """
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year:04d}"


def window_of(period: Period | int, window: str) -> Interval:
    """Return the days a period covers under a window (rule R03).

    Several years run from the first year's start to the last year's end.
    """
    first, last = (period.first, period.last) if isinstance(period, Period) else (period, period)
    if _checked(window) == "nd09":
        return Interval(date(first - 1, 12, 15), date(last, 12, 15))
    return Interval(date(first, 1, 1), date(last + 1, 1, 1))


def since_plan(year: int, window: str) -> Interval:
    """Return the part of a year's window on or after the plan's date (rule R02: ``tu_13_9``).

    From 2022 on this is the whole window.

    Raises
    ------
    ValueError
        When the whole window lies before the plan.
    """
    whole = window_of(year, window)
    shared = whole.intersect(Interval(PLAN_START, date.max))
    if shared is None:
        raise ValueError(
            say(
                "Kỳ {label} kết thúc trước khi kế hoạch có hiệu lực ({start}). "
                "Hãy chọn năm 2021 trở đi.",
                "The window {label} ends before the plan started ({start}). "
                "Choose 2021 or a later year.",
                label=whole.label_vi(),
                start=short_date(PLAN_START),
            )
        )
    return shared


def window_year(dates: pd.Series[Any], window: str) -> pd.Series[int]:
    """Return the report year each local date or time belongs to (Int64; missing stays missing)."""
    years: pd.Series[int] = dates.dt.year.astype("Int64")
    if _checked(window) == "calendar":
        return years
    into_next = (dates.dt.month == 12) & (dates.dt.day >= 15)
    return years.add(into_next.astype("Int64"))


def span_of(
    published: pd.Series[Any], precision: pd.Series[Any]
) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Return the days each date may stand for: start, and the first day after.

    Parameters
    ----------
    published
        Local dates or times, datetime64[s].
    precision
        Codes of DATE_PRECISION on the same index; a blank means the day.

    Raises
    ------
    ValueError
        When a precision is not in the code list.
    """
    codes = precision.reindex(published.index).fillna("ngay")
    unknown = sorted(set(codes.unique()) - set(_UNIT_OF_PRECISION))
    if unknown:
        raise ValueError(
            say(
                "Độ chính xác ngày không hợp lệ: {unknown}. Chỉ dùng: {known}.",
                "Unknown date precision: {unknown}. Use only: {known}.",
                unknown=", ".join(map(str, unknown)),
                known=", ".join(_UNIT_OF_PRECISION),
            )
        )
    moments = published.to_numpy(dtype="datetime64[s]")
    start, end = (np.full(len(moments), "NaT", dtype="datetime64[s]") for _ in range(2))
    for code, unit in _UNIT_OF_PRECISION.items():
        rows = (codes == code).to_numpy()
        floor = moments[rows].astype(f"datetime64[{unit}]")
        start[rows], end[rows] = floor, floor + np.timedelta64(1, unit)  # type: ignore[call-overload]
    return pd.Series(start, published.index), pd.Series(end, published.index)


def precise_years(
    published: pd.Series[Any], precision: pd.Series[Any], window: str
) -> pd.Series[int]:
    """Return the report year of each date, missing when its precision cannot tell (rule R03).

    A date known to the month or year counts only when all the days it may stand for are in one
    window year: "12/2022" is 2022 by calendar, and undecidable by ``nd09`` (golden case G05).
    """
    start, end = span_of(published, precision)
    year = window_year(start, window)
    return year.where(year == window_year(end - pd.Timedelta(_ONE_DAY), window))


def month_year(months: pd.Series[Any], window: str) -> pd.Series[int]:
    """Return the report year of months written ``2023-05`` (RL-37).

    A month belongs to the year of its 15th day (``nd09``) or of its first day (``calendar``).

    Raises
    ------
    ValueError
        When a month is not written so.
    """
    present = pd.Series(months.dropna().unique(), dtype="str")
    bad = present[~present.str.fullmatch(_MONTH)]
    if len(bad):
        raise ValueError(
            say(
                "Tháng “{value}” không đúng dạng. Hãy ghi năm-tháng, ví dụ 2023-05.",
                "Month “{value}” is not written right. Write year-month, e.g. 2023-05.",
                value=bad.iloc[0],
            )
        )
    day = "-15" if _checked(window) == "nd09" else "-01"
    years = window_year(pd.to_datetime(present + day, format="%Y-%m-%d"), window)
    return months.map(years.set_axis(present)).astype("Int64")


def prorated_reference(target: int, window: str) -> int:
    """Return the target for the part of 2021 the plan covers: ``⌈target·d/365⌉`` (R02, RL-27).

    ``d`` counts the days from 13/9/2021 to the end of the window: 110 by calendar, 93 by ``nd09``.
    It is a technical reference only; the plan itself does not pro-rate.
    """
    return -(-target * since_plan(2021, window).days // 365)


def school_year_for(report_year: int) -> str:
    """Return the school year a report year takes its figures from: 2023 → 2022-2023 (RL-31)."""
    return f"{report_year - 1}-{report_year}"


def report_year_of(school_year: str) -> int:
    """Return the report year of a school year: 2022-2023 → 2023 (RL-31).

    Raises
    ------
    ValueError
        When the text is not two consecutive years.
    """
    found = _SCHOOL_YEAR.fullmatch(school_year.strip())
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise ValueError(
            say(
                "Năm học “{text}” không đúng. Hãy ghi hai năm liền nhau, ví dụ 2022-2023.",
                "School year “{text}” is not right. Write two years in a row, e.g. 2022-2023.",
                text=school_year,
            )
        )
    return int(found[2])


def resolve_created(created: str | None, environ: Mapping[str, str]) -> datetime:
    """Return the time stamp of a run, aware, in Asia/Ho_Chi_Minh (RL-03).

    ``created`` (ISO 8601; without offset it is local time) wins over ``SOURCE_DATE_EPOCH``, and
    that over the clock. This is the only place of the package that reads the clock.

    Raises
    ------
    ValueError
        When the value used cannot be read.
    """
    if created:
        return _from_iso(created)
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        return _from_epoch(epoch)
    return datetime.now(VN_TZ).replace(microsecond=0)


def is_finished(interval: Interval, today: date) -> bool:
    """Tell whether the last day of a span is over on ``today``."""
    return today >= interval.end


def _checked(window: str) -> str:
    if window not in WINDOWS:
        raise ValueError(
            say(
                "Không có cách tính kỳ số liệu “{window}”. Chỉ dùng: {known}.",
                "There is no window “{window}”. Use only: {known}.",
                window=window,
                known=", ".join(WINDOWS),
            )
        )
    return window


def _from_iso(created: str) -> datetime:
    try:
        moment = datetime.fromisoformat(created.strip())
        return moment.astimezone(VN_TZ) if moment.tzinfo else moment.replace(tzinfo=VN_TZ)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            say(
                "created = “{value}” không phải thời điểm ISO 8601. "
                "Hãy ghi ví dụ 2026-01-05T08:00:00+07:00.",
                "created = “{value}” is not an ISO 8601 time. "
                "Write e.g. 2026-01-05T08:00:00+07:00.",
                value=created,
            )
        ) from error


def _from_epoch(epoch: str) -> datetime:
    try:
        if not re.fullmatch(r"[0-9]+", epoch):
            raise ValueError(epoch)
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(VN_TZ)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(
            say(
                "SOURCE_DATE_EPOCH = “{value}” không phải số giây tính từ 1970-01-01. "
                "Hãy đặt một số nguyên không âm, hoặc bỏ biến này.",
                "SOURCE_DATE_EPOCH = “{value}” is not a number of seconds since 1970-01-01. "
                "Set a whole number, or unset the variable.",
                value=epoch,
            )
        ) from error
