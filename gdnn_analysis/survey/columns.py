"""Columns a design is made of: each must be there, once; some must hold numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.variables import Mask, Numbers


def unknown_columns(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[str]:
    """Yield a fault for every name that is not that of exactly one column."""
    columns = list(frame.columns)
    for name in dict.fromkeys(names):
        if name not in columns:
            yield say(
                "Không có cột “{name}” trong bảng số liệu. Các cột có: {columns}.",
                "The table has no column “{name}”. Columns: {columns}.",
                name=name,
                columns=", ".join(map(str, columns[:20])),
            )
        elif columns.count(name) > 1:
            yield say(
                "Bảng số liệu có nhiều cột tên “{name}”, không rõ dùng cột nào. "
                "Hãy đổi tên hoặc bỏ cột thừa.",
                "The table has several columns called “{name}”; which one is meant is unclear. "
                "Rename or drop the others.",
                name=name,
            )


def column_numbers(values: pd.Series[Any]) -> Numbers:
    """Return a column as floats; what is blank or no number is NaN."""
    kind = values.dtype
    if pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind):
        return np.asarray(values.to_numpy(dtype="float64", na_value=np.nan), dtype="float64")
    return np.array([_number(value) for value in values.astype("object")], dtype="float64")


def _number(value: object) -> float:
    return float(value) if isinstance(value, Real | Decimal) else float("nan")


def texts(values: pd.Series[Any], numbers: Numbers) -> Iterator[str]:
    """Yield the fault of a column that holds something else than the `numbers` read from it."""
    wrong: Mask = np.isnan(numbers) & values.notna().to_numpy()
    if wrong.any():
        row = _worst(values, wrong)
        yield say(
            "Cột “{name}” không phải cột số: có chữ ở {count} dòng, như “{value}” ở dòng {row}. "
            "Hãy đổi cả cột sang số.",
            "Column “{name}” does not hold numbers: {count} rows hold text, such as “{value}” in "
            "row {row}. Convert the column to numbers.",
            name=values.name,
            count=int(wrong.sum()),
            value=values.iloc[row],
            row=row + 1,
        )


def _worst(values: pd.Series[Any], wrong: Mask) -> int:
    """Return a row whose text is not even written like a number, else the first text."""
    odd = wrong & pd.to_numeric(values.astype("string"), errors="coerce").isna().to_numpy()
    return int(np.argmax(odd if odd.any() else wrong))
