"""Dates in and out: reading is in ``date_reading``; here is how officials write them.

Days below 10 and months 1 and 2 get a leading zero (Decree 30/2020/NĐ-CP, appendix I), in the date
line of a document and, as in the plan itself ("07/5/2021"), in short dates.
"""

from __future__ import annotations

from datetime import date
from typing import TypeGuard

import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.period import short_date
from gdnn_analysis.vietnamese.date_reading import (
    ParsedDate,
    Precision,
    UnreadableDate,
    parse_date,
    parse_dates,
)

__all__ = [
    "ParsedDate",
    "Precision",
    "UnreadableDate",
    "format_date",
    "format_month",
    "official_date_line",
    "parse_date",
    "parse_dates",
]

_BLANK = "…"


def format_date(day: date | None, *, missing: str | None = None) -> str:
    """Write a date or the date of a time: ``13/9/2021``, ``07/5/2021``.

    Raises
    ------
    ValueError
        When the date is missing (None, NaT) and ``missing`` does not say what to print.
    """
    return short_date(day) if _is_known(day) else _in_place(missing)


def format_month(day: date | None, *, missing: str | None = None) -> str:
    """Write the month of a date: ``9/2021``, ``01/2023``; see ``format_date``."""
    return short_date(day)[3:] if _is_known(day) else _in_place(missing)


def official_date_line(place: str, day: date | None) -> str:
    """Write the place and date line: ``Hải Dương, ngày 05 tháng 01 năm 2023``.

    What is not known stays a blank to be filled by hand ("…"): a number and date are given by the
    document system, never invented (Decree 30/2020/NĐ-CP, article 15).
    """
    parts = short_date(day).split("/") if _is_known(day) else [_BLANK] * 3
    return "{}, ngày {} tháng {} năm {}".format(place or _BLANK, *parts)


def _is_known(day: date | None) -> TypeGuard[date]:
    return not pd.isna(day)


def _in_place(missing: str | None) -> str:
    if missing is None:
        raise ValueError(
            say(
                "Không có ngày để in. Hãy cho biết in gì thay cho ngày bị thiếu.",
                "There is no date to print. Say what to print for a missing one.",
            )
        )
    return missing
