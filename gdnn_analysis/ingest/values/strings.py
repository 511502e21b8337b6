"""Cells → text: ids, titles, notes, and the few texts with a fixed form (month, school year)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import Field
from gdnn_analysis.ingest.problems import EXACT_DIGITS, cell_problems, join_problems
from gdnn_analysis.ingest.values.cells import Column
from gdnn_analysis.ingest.values.codes import native_text
from gdnn_analysis.ingest.values.placeholders import formula_like
from gdnn_analysis.language import say

MONTH_PATTERN: Final = r"^20\d{2}-(0[1-9]|1[0-2])$"
SCHOOL_YEAR_PATTERN: Final = r"^20\d{2}-20\d{2}$"
_YEAR_MONTH: Final = re.compile(r"(20\d{2})\s*[-/.]\s*(\d{1,2})")
_MONTH_YEAR: Final = re.compile(r"(?:tháng\s*)?(\d{1,2})\s*(?:[-/.]|năm|\s)\s*(20\d{2})", re.I)
_SCHOOL_YEAR: Final = re.compile(
    r"(?:năm học\s*)?(20\d{2})\s*[-\u2010-\u2015/]\s*(20\d{2}|\d{2})", re.I
)
_ROUNDED: Final = re.compile(r"\d([.,]\d+)?E\+\d+", re.IGNORECASE)


def to_strings(column: Column) -> tuple[pd.Series[Any], pd.DataFrame]:
    """Return texts and problems: lost digits are errors, dates and formula-like texts warnings."""
    field = column.field
    reader = _READERS.get(field.pattern or "")
    values = column.spread([reader(text) if reader else text for text in column.texts], dtype="str")
    rounded = column.having(lambda text: bool(_ROUNDED.fullmatch(text)))
    found = [formula_like(column)]
    if column.native is not None:
        native = column.native.map(lambda value: _native_text(field, value)).astype("str")
        values = values.where(values.notna(), native)
        rounded = rounded.union(column.index[column.native.map(_is_rounded)])
        found.append(_became_date(column))
    found.append(_lost_digits(column, rounded))
    return values, join_problems(found)


def month_text(text: str) -> str:
    """Return a month as ``2023-05`` ("5/2023", "tháng 5 năm 2023"); other text unchanged."""
    found = _YEAR_MONTH.fullmatch(text)
    if found:
        return f"{found[1]}-{int(found[2]):02d}"
    found = _MONTH_YEAR.fullmatch(text)
    return f"{found[2]}-{int(found[1]):02d}" if found else text


def school_year_text(text: str) -> str:
    """Return a school year as ``2022-2023`` (any dash, "2022-23"); other text unchanged."""
    found = _SCHOOL_YEAR.fullmatch(text)
    if not found:
        return text
    last = found[2] if len(found[2]) == 4 else found[1][:2] + found[2]
    return f"{found[1]}-{last}"


_READERS: Final[Mapping[str, Callable[[str], str]]] = {
    MONTH_PATTERN: month_text,
    SCHOOL_YEAR_PATTERN: school_year_text,
}


def _native_text(field: Field, value: object) -> str | None:
    if isinstance(value, date) and field.pattern == MONTH_PATTERN:
        return value.strftime("%Y-%m")
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        value = value.date()
    return native_text(value)


def _is_rounded(value: object) -> bool:
    return isinstance(value, float) and abs(value) >= EXACT_DIGITS


def _lost_digits(column: Column, records: pd.Index[Any]) -> pd.DataFrame:
    return cell_problems(
        records,
        column=column.field.name,
        rule="DQ-20",
        values=column.raw,
        message=lambda value: say(
            "Excel đã làm tròn “{value}” ở cột “{title}”; các chữ số cuối không còn đúng.",
            "Excel has rounded “{value}” in “{title}”; its last digits are lost.",
            value=value,
            title=column.field.title,
        ),
        remedy=say(
            "Định dạng cột là Văn bản (Text) rồi nhập lại mã đầy đủ.",
            "Format the column as Text and enter the full code again.",
        ),
    )


def _became_date(column: Column) -> pd.DataFrame:
    if column.native is None or column.field.pattern == MONTH_PATTERN:
        return join_problems([])
    dates = column.native.map(lambda value: isinstance(value, date)).astype(bool)
    return cell_problems(
        column.index[dates],
        column=column.field.name,
        rule="DQ-20",
        severity="canh_bao",
        values=column.raw,
        message=lambda value: say(
            "Ô ở cột “{title}” là ngày tháng ({value}); có thể Excel đã tự đổi từ chữ.",
            "A cell of “{title}” is a date ({value}); Excel may have changed a text.",
            title=column.field.title,
            value=value,
        ),
        remedy=say(
            "Nếu đây không phải ngày, định dạng cột là Văn bản (Text) rồi nhập lại.",
            "If it is no date, format the column as Text and enter it again.",
        ),
    )
