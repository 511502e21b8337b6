"""``results.csv``: the tidy result table, the same bytes for the same figures."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.frame import NUMBER_COLUMNS, RESULT_COLUMNS

#: First characters a spreadsheet takes for the start of a formula.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


def results_csv(results: pd.DataFrame) -> bytes:
    """Return the result table as CSV: UTF-8 with byte order mark (for Excel), LF, comma.

    Parameters
    ----------
    results
        Columns ``RESULT_COLUMNS``, in the order they are written.

    Notes
    -----
    A number is written in the shortest form that reads back as the same number, a whole one
    without decimals; a missing one is empty, never 0. Text a spreadsheet would run as a formula
    gets an apostrophe in front.
    """
    columns = [
        _numbers(results[name]) if name in NUMBER_COLUMNS else _texts(results[name])
        for name in RESULT_COLUMNS
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(RESULT_COLUMNS)
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue().encode("utf-8-sig")


def safe_text(text: str) -> str:
    """Return `text` so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _texts(values: pd.Series) -> Iterable[str]:
    return [safe_text(str(value)) for value in values.fillna("")]


def _numbers(values: pd.Series) -> Iterable[str]:
    return ["" if pd.isna(value) else _shortest(float(value)) for value in values]


def _shortest(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
