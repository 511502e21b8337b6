"""Text → whole numbers and decimals, with the decimal sign settled file by file.

"1.234" is 1234 in Vietnam and 1,234 (one and a bit) to a program. It is never guessed: a whole-
number field can only mean 1234; elsewhere the other figures of the same file decide ("12,5" or
"1.234.567" prove the comma, "12.5" the point), then the file's own convention (a CSV separated by
semicolons writes decimals with a comma), and if nothing decides it is an error.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.ingest.values.cells import Column
from gdnn_analysis.ingest.values.decimal_signs import (
    PLAIN,
    SEPARATED,
    is_doubtful,
    matches,
    reading,
)
from gdnn_analysis.language import say

SHARES: Final = frozenset({("area_succession", "share"), ("budget_lines", "comms_share")})
"""Fields within 0–1 (DQ-21), where "50%" means 0.5."""
PERCENTAGES: Final = frozenset({("reported_rates", "value"), ("targets", "value")})
"""Figures in percent, where a percent sign may follow the number."""
LARGEST_WHOLE: Final = 2**53
"""From here on whole numbers are not exact any more, as a workbook stores them."""


def to_numbers(
    column: Column, *, table: str, signs: dict[str, str], files: pd.Series[Any]
) -> tuple[pd.Series[Any], pd.DataFrame]:
    """Return float64 or Int64 values (missing where unreadable) and the problems (DQ-20).

    Parameters
    ----------
    column
        The cleaned column.
    table
        Its table; decides whether a percent sign may follow.
    signs
        Decimal sign proved for each file.
    files
        File of each record.
    """
    field = column.field
    place = (table, field.name)
    values, unreadable, doubtful = _read_texts(column, place, signs, files)
    if column.native is not None:
        native = column.native.map(_native_number).astype("float64")
        values = values.where(values.notna(), native)
        unreadable |= column.native.notna() & native.isna()
    broken = pd.Series(False, index=column.index)
    if field.type == "integer":
        broken = (values.notna() & (values.mod(1).ne(0) | values.abs().ge(LARGEST_WHOLE))).astype(
            bool
        )
        values = values.mask(broken).astype("Int64")
    problems = join_problems(
        [
            _unreadable(column, column.index[unreadable]),
            _not_whole(column, column.index[broken]),
            _ambiguous(column, column.index[doubtful]),
        ]
    )
    return values, problems


def _read_texts(
    column: Column, place: tuple[str, str], signs: dict[str, str], files: pd.Series[Any]
) -> tuple[pd.Series[Any], pd.Series[bool], pd.Series[bool]]:
    """Return values, which texts are unreadable, and which have two readings."""
    texts = pd.Series(column.texts, dtype="str")
    doubtful = is_doubtful(column)
    plain = matches(column, PLAIN) & ~doubtful
    if column.field.type == "integer":
        plain &= ~matches(column, SEPARATED)
    read = np.full(len(texts), np.nan)
    read[plain] = pd.to_numeric(texts[plain]).to_numpy(dtype="float64")
    for at in np.flatnonzero(~plain & ~doubtful):
        read[at] = _onlyreading(column.texts[at], column.field.type == "integer", place)
    values = column.spread(read, dtype="float64")
    has_text = pd.Series(column.codes >= 0, index=column.index)
    in_doubt = _spread_flags(column, doubtful)
    if in_doubt.any():
        values = values.where(~in_doubt, _settled(column, in_doubt, place, signs, files))
    open_ = in_doubt & values.isna()
    return values, has_text & values.isna() & ~open_, open_


def _spread_flags(column: Column, flags: npt.NDArray[np.bool_]) -> pd.Series[bool]:
    return pd.Series(np.append(flags, False)[column.codes], index=column.index)


def _onlyreading(text: str, whole: bool, place: tuple[str, str]) -> float:
    """Return the value of a text with one possible reading, else NaN."""
    readings = {value for sign in (",", ".") if (value := _value(text, sign, place)) is not None}
    if whole:
        readings = {value for value in readings if value.is_integer()} or readings
    return readings.pop() if len(readings) == 1 else np.nan


def _value(text: str, sign: str, place: tuple[str, str]) -> float | None:
    if text.endswith("%") and place not in SHARES | PERCENTAGES:
        return None
    value = reading(text, sign)
    if value is None:
        return None
    return value / 100 if text.endswith("%") and place in SHARES else float(value)


def _settled(
    column: Column,
    in_doubt: pd.Series[bool],
    place: tuple[str, str],
    signs: dict[str, str],
    files: pd.Series[Any],
) -> pd.Series[Any]:
    """Return the values of doubtful figures whose file settles the decimal sign."""
    sign = files.map(signs).astype("object")
    sign = sign.where(sign.notna(), column.comma.map({True: ",", False: None}))
    settled = pd.Series(np.nan, index=column.index)
    for decimal in (",", "."):
        rows = in_doubt & sign.eq(decimal)
        if rows.any():
            read = [_value(text, decimal, place) for text in column.texts]
            settled = settled.where(~rows, column.spread(read, dtype="float64"))
    return settled


def _native_number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def _unreadable(column: Column, records: pd.Index[Any]) -> pd.DataFrame:
    return cell_problems(
        records,
        column=column.field.name,
        rule="DQ-20",
        values=column.raw,
        message=lambda value: say(
            "Không đọc được số “{value}” ở cột “{title}”.",
            "Cannot read the number “{value}” in “{title}”.",
            value=value,
            title=column.field.title,
        ),
        remedy=say(
            "Chỉ ghi chữ số, ví dụ 1250 hoặc 12,5; lời giải thích ghi ở cột ghi chú.",
            "Write digits only, e.g. 1250 or 12,5; put explanations into the note column.",
        ),
    )


def _not_whole(column: Column, records: pd.Index[Any]) -> pd.DataFrame:
    return cell_problems(
        records,
        column=column.field.name,
        rule="DQ-20",
        values=column.raw,
        message=lambda value: say(
            "“{title}” phải là số nguyên, không phải “{value}”.",
            "“{title}” must be a whole number, not “{value}”.",
            title=column.field.title,
            value=value,
        ),
        remedy=say(
            "Nhập số nguyên; nếu là nghìn hoặc triệu thì ghi đủ các chữ số 0.",
            "Enter a whole number; write out thousands and millions with all zeros.",
        ),
    )


def _ambiguous(column: Column, records: pd.Index[Any]) -> pd.DataFrame:
    return cell_problems(
        records,
        column=column.field.name,
        rule="DQ-20",
        values=column.raw,
        message=lambda value: say(
            "Số “{value}” ở cột “{title}” có hai cách hiểu: hàng nghìn hay thập phân.",
            "Number “{value}” in “{title}” can be read as thousands or as a decimal.",
            value=value,
            title=column.field.title,
        ),
        remedy=say(
            "Bỏ dấu ngăn hàng nghìn (1234), hoặc ghi số thập phân khác ba chữ số (1,2340).",
            "Drop the thousands sign (1234), or write other than three decimals (1,2340).",
        ),
    )
