"""Text → truth values (RL-15)."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from gdnn_analysis.ingest.problems import cell_problems
from gdnn_analysis.ingest.values.cells import Column
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.text import match_key

YES: Final = frozenset({"có", "đúng", "x", "✓", "✔", "1", "true", "yes"})
NO: Final = frozenset({"không", "sai", "0", "false", "no"})


def to_flags(column: Column) -> tuple[pd.Series[Any], pd.DataFrame]:
    """Return truth values (a blank is missing, not false) and the problems (DQ-20)."""
    field = column.field
    values = column.spread([_flag(text) for text in column.texts], dtype="boolean")
    if column.native is not None:
        native = column.native.map(_native_flag).astype("boolean")
        values = values.where(values.notna(), native)
    unreadable = column.index[column.filled() & values.isna()]
    problems = cell_problems(
        unreadable,
        column=field.name,
        rule="DQ-20",
        values=column.raw,
        message=lambda value: say(
            "“{value}” ở cột “{title}” không phải có hay không.",
            "“{value}” in “{title}” is neither yes nor no.",
            value=value,
            title=field.title,
        ),
        remedy=say(
            "Ghi “có” hoặc “không” (hoặc x, 1/0, TRUE/FALSE); chưa biết thì để trống.",
            "Write “có” or “không” (or x, 1/0, TRUE/FALSE); leave it blank if unknown.",
        ),
    )
    return values, problems


def _flag(text: str) -> bool | None:
    key = match_key(text)
    if key in YES:
        return True
    return False if key in NO else None


def _native_flag(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float) and value in (0, 1):
        return bool(value)
    return None
