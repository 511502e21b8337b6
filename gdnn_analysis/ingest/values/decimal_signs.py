"""Which decimal sign a file uses, proved by its own figures.

"1.234" is 1234 in Vietnam and one and a bit to a program. Other figures of the same file decide:
"12,5" or "1.234.567" prove the comma, "12.5" the point. Figures that contradict each other prove
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.ingest.values.cells import Column
from gdnn_analysis.vietnamese.number_reading import DecimalSign
from gdnn_analysis.vietnamese.numbers import UnreadableNumber, parse_number

PLAIN: Final = r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_DOUBTFUL: Final = "\\(?\\s*[-+\u2212]?\\s*[1-9][0-9]{0,2}[.,][0-9]{3}\\s*%?\\s*\\)?"
SEPARATED: Final = "(?s).*[.,].*"


def decimal_signs(columns: Sequence[Column], files: pd.Series[Any]) -> dict[str, str]:
    """Return the decimal sign that the figures of each file prove; files in doubt are absent.

    Parameters
    ----------
    columns
        The number columns of a table.
    files
        File of each record.
    """
    if not any(is_doubtful(column).any() for column in columns):
        return {}
    proofs: dict[str, set[str]] = {}
    for column in columns:
        signs = _proofs(column)
        proved = column.spread(signs, dtype="str").dropna()
        pairs = pd.DataFrame({"file": files.loc[proved.index], "sign": proved}).drop_duplicates()
        for file, sign in pairs.itertuples(index=False):
            proofs.setdefault(file, set()).add(sign)
    return {file: signs.pop() for file, signs in proofs.items() if len(signs) == 1}


def is_doubtful(column: Column) -> npt.NDArray[np.bool_]:
    """Return which distinct texts have two readings; in whole numbers only one is whole."""
    if column.field.type == "integer":
        return np.zeros(len(column.texts), dtype=bool)
    return matches(column, _DOUBTFUL)


def matches(column: Column, pattern: str) -> npt.NDArray[np.bool_]:
    """Return which distinct texts of a column match a pattern whole."""
    fits = re.compile(pattern).fullmatch
    return np.array([fits(text) is not None for text in column.texts], dtype=bool)


def _proofs(column: Column) -> list[str | None]:
    """Return the decimal sign each distinct text proves by having one reading only."""
    whole = column.field.type == "integer"
    separated = matches(column, SEPARATED) & ~is_doubtful(column)
    plain = separated & matches(column, PLAIN) & (not whole)
    signs: list[str | None] = ["." if is_plain else None for is_plain in plain.tolist()]
    for place in np.flatnonzero(separated & ~plain).tolist():
        signs[place] = _proof(column.texts[place], whole)
    return signs


def _proof(text: str, whole: bool) -> str | None:
    comma, point = reading(text, ","), reading(text, ".")
    if whole:
        comma = comma if comma is not None and float(comma).is_integer() else None
        point = point if point is not None and float(point).is_integer() else None
    if (comma is None) == (point is None):
        return None
    return "," if point is None else "."


def reading(text: str, decimal: str) -> float | None:
    """Return the number a text is under a decimal sign, or ``None``."""
    sign: DecimalSign = "," if decimal == "," else "."
    try:
        return parse_number(text, decimal=sign, allow_percent=True)
    except UnreadableNumber:
        return None
