"""Cells → dates and times, with the precision they are known to (DQ-04).

Local time of Asia/Ho_Chi_Minh (RL-03). Only a publication date may be known to the month or the
year; it then says so in ``date_precision``. Everywhere else a month is no date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.ingest.values.cells import Column
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.dates import UnreadableDate, format_date, parse_date, parse_dates

PRECISION_FIELDS: Final = {("media", "published_at"): "date_precision"}
"""Dates that may be vague, and the field that says how vague."""
COARSER: Final = ("phut", "ngay", "thang", "nam")
"""Codes of DATE_PRECISION, finest first."""
_EXCEL_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(36526, 73051)
"""Excel serial numbers of the years 2000–2099."""
_YEARS: Final = range(1900, 2101)


@dataclass(frozen=True)
class Moments:
    """Dates read: values (datetime64[s]), precision codes (missing where none) and problems."""

    values: pd.Series[Any]
    precision: pd.Series[Any]
    problems: pd.DataFrame


def to_moments(column: Column, *, may_be_vague: bool) -> Moments:
    """Return the dates of a column.

    Parameters
    ----------
    column
        The cleaned column, of type date or datetime.
    may_be_vague
        Whether a month or a year alone is a value.
    """
    read, precision, bad = parse_dates(pd.Series(column.texts, dtype="str"))
    values = column.spread(read.to_numpy(), dtype="datetime64[s]")
    known_to = column.spread(precision.to_numpy(), dtype="str")
    unreadable = _at(column, bad.to_numpy(dtype=bool))
    if column.native is not None:
        native = pd.to_datetime(column.native.map(_native_moment)).astype("datetime64[s]")
        values = values.where(values.notna(), native)
        known_to = known_to.where(known_to.notna(), column.native.map(_native_precision))
        unreadable = unreadable.union(column.index[column.native.notna() & native.isna()])
    vague = column.index[known_to.isin(["thang", "nam"]) & (not may_be_vague)]
    values = values.mask(values.index.isin(vague))
    if column.field.type == "date":
        values = values.dt.normalize().astype("datetime64[s]")
    problems = [_unreadable(column, unreadable), _too_vague(column, vague)]
    return Moments(values, known_to, join_problems(problems))


def settle_precision(
    stated: pd.Series[Any], read: pd.Series[Any], raw: pd.Series[Any], field: str
) -> tuple[pd.Series[Any], pd.DataFrame]:
    """Return the precision of each date: as stated, or as written when that is coarser.

    Parameters
    ----------
    stated
        Codes of the precision field as sent.
    read
        Precision the text of the date itself shows.
    raw
        Dates as typed, for showing.
    field
        Name of the precision field.
    """
    order = {code: place for place, code in enumerate(COARSER)}
    coarse = read.isin(["thang", "nam"])
    differs = coarse & stated.isin(COARSER) & stated.map(order).lt(read.map(order))
    problems = cell_problems(
        stated.index[differs],
        column=field,
        rule="DQ-04",
        severity="canh_bao",
        values=raw,
        message=lambda value: say(
            "Ngày “{value}” chỉ rõ tới tháng hoặc năm nhưng độ chính xác khai là ngày; "
            "đã tính theo mức thô hơn.",
            "Date “{value}” is known to the month or year only, but stated as exact; "
            "the coarser level is used.",
            value=value,
        ),
        remedy=say(
            "Ghi đủ ngày/tháng/năm, hoặc khai độ chính xác là tháng, năm.",
            "Write the full date, or state the precision as month or year.",
        ),
    )
    return stated.mask(coarse & (stated.isna() | differs), read).astype("str"), problems


def _at(column: Column, flags: npt.NDArray[np.bool_]) -> pd.Index[Any]:
    return column.index[np.append(flags, False)[column.codes]]


def _native_moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            return parse_date(value.isoformat(sep="T", timespec="seconds")).value  # type: ignore[return-value]
        return value.replace(microsecond=0)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    year = _whole(value)
    return datetime(year, 1, 1) if year in _YEARS else None


def _native_precision(value: object) -> str | None:
    if isinstance(value, datetime):
        return "phut" if (value.hour, value.minute) != (0, 0) else "ngay"
    if isinstance(value, date):
        return "ngay"
    return "nam" if _whole(value) in _YEARS else None


def _whole(value: object) -> int:
    """Return a number of a workbook as an int, -1 for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return -1
    return int(value)


def _unreadable(column: Column, records: pd.Index[Any]) -> pd.DataFrame:
    return cell_problems(
        records,
        column=column.field.name,
        rule="DQ-04",
        values=column.raw,
        message=lambda value: _why_unreadable(column.field.title, value),
        remedy=say(
            "Sửa lại ngày theo dạng ngày/tháng/năm, ví dụ 28/02/2023.",
            "Write the date as day/month/year, e.g. 28/02/2023.",
        ),
    )


def _why_unreadable(title: str, value: str) -> str:
    serial = int(value) if value.isdecimal() and len(value) <= 6 else -1
    if serial in _SERIALS:
        return say(
            "“{title}” là số {value}; nếu là ngày của Excel thì đó là {day}.",
            "“{title}” is the number {value}; as an Excel date that is {day}.",
            title=title,
            value=value,
            day=format_date(_EXCEL_EPOCH + timedelta(days=serial)),
        )
    try:
        parse_date(value)
    except UnreadableDate as error:
        return f"“{title}”: {error}"
    return say(
        "Không đọc được “{title}”: {value}.",
        "Cannot read “{title}”: {value}.",
        title=title,
        value=value,
    )


def _too_vague(column: Column, records: pd.Index[Any]) -> pd.DataFrame:
    return cell_problems(
        records,
        column=column.field.name,
        rule="DQ-04",
        values=column.raw,
        message=lambda value: say(
            "“{title}” chỉ có tháng hoặc năm (“{value}”), cần đủ ngày.",
            "“{title}” gives only a month or a year (“{value}”); a day is needed.",
            title=column.field.title,
            value=value,
        ),
        remedy=say(
            "Ghi đủ ngày/tháng/năm, ví dụ 28/02/2023.",
            "Write day/month/year, e.g. 28/02/2023.",
        ),
    )
