"""A column as it was typed, cleaned: blanks, normal form, reasons for missing values, old fonts.

Cleaning is done once per distinct text, which is what makes long logs quick. What it changes in
meaning is reported cell by cell; what only looks different (blanks around, normal form) is not.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.contract import Field, contract
from gdnn_analysis.ingest.problems import join_problems, no_cell_problems
from gdnn_analysis.ingest.reading.sheet import is_blank
from gdnn_analysis.ingest.values.placeholders import is_placeholder, placeholder_problems

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\0"))


@dataclass(frozen=True)
class Column:
    """One cleaned column.

    Attributes
    ----------
    field
        Its field.
    raw
        Cells as typed, by record.
    codes, texts
        Place of each record's text in `texts` (-1: no text), and the distinct cleaned texts.
    native
        Numbers, truth values and dates of workbooks by record (``None`` elsewhere), or ``None``
        when the column holds text only.
    comma
        Whether the record's file declares the comma as decimal sign.
    """

    field: Field
    raw: pd.Series[Any]
    codes: npt.NDArray[np.int64]
    texts: tuple[str, ...]
    native: pd.Series[Any] | None
    comma: pd.Series[bool]

    @property
    def index(self) -> pd.Index[Any]:
        """The records."""
        return self.raw.index

    def text(self) -> pd.Series[Any]:
        """Return the cleaned text of each record; missing where there is none."""
        return self.spread(np.array(self.texts, dtype="object"), dtype="str")

    def spread(self, values: Sequence[Any] | npt.NDArray[Any], *, dtype: str) -> pd.Series[Any]:
        """Return one value per record from one value per distinct text (missing where no text)."""
        distinct = pd.array(values, dtype=dtype)  # type: ignore[call-overload]
        taken = distinct.take(self.codes, allow_fill=True)
        return pd.Series(taken, index=self.index, copy=False)

    def having(self, test: Callable[[str], bool]) -> pd.Index[Any]:
        """Return the records whose text passes a test."""
        passed = np.array([test(text) for text in self.texts] + [False], dtype=bool)
        return self.index[passed[self.codes]]

    def filled(self) -> pd.Series[bool]:
        """Return which records hold a text or a native value."""
        filled = pd.Series(self.codes >= 0, index=self.index)
        return filled if self.native is None else filled | self.native.notna()


@dataclass(frozen=True)
class Cleaned:
    """A cleaned column, its reason-coded cells and its problems.

    ``reasons`` has columns ``record, column, reason``.
    """

    column: Column
    reasons: pd.DataFrame
    problems: pd.DataFrame


@dataclass(frozen=True)
class Distinct:
    """The distinct texts of a column as typed, and the place of each record's text (-1: none)."""

    codes: npt.NDArray[np.int64]
    texts: Sequence[str]

    @property
    def accented(self) -> list[str]:
        """Those that are not plain ASCII."""
        return [text for text in self.texts if not text.isascii()]


def distinct_texts(column: pd.Series[Any]) -> Distinct:
    """Return the distinct texts of a column; what is no text stands at no place."""
    if column.dtype != "str":
        cells = [cell if isinstance(cell, str) else None for cell in column.tolist()]
        column = pd.Series(cells, index=column.index, dtype="str")
    codes, texts = pd.factorize(column, use_na_sentinel=True)
    return Distinct(codes.astype("int64", copy=False), texts.tolist())


def clean(
    field: Field,
    raw: pd.Series[Any],
    comma: pd.Series[bool],
    *,
    distinct: Distinct | None = None,
) -> Cleaned:
    """Clean one column.

    Parameters
    ----------
    field
        The contract's field.
    raw
        Cells as typed: ``str``, or objects (text, numbers, truth values, dates).
    comma
        Whether each record's file has the decimal comma.
    distinct
        The distinct texts, where they are known already and the column holds text only.
    """
    texts, native = split_native(raw, field)
    if distinct is None or raw.dtype != "str":
        distinct = distinct_texts(texts)
    cleaned = [_tidied(text) for text in distinct.texts]
    column = Column(field, raw, distinct.codes, tuple(cleaned), native, comma)
    # a text that begins with a digit is none of the things looked for here
    known = contract().missing_reasons
    marks = {place: text for place, text in enumerate(cleaned) if not text[:1].isdigit()}
    reasons = {place: text.upper() for place, text in marks.items() if text.upper() in known}
    placeholders = {place: text for place, text in marks.items() if is_placeholder(text)}
    problems = join_problems(placeholder_problems(column)) if placeholders else no_cell_problems()
    gone = [place for place, text in marks.items() if not text]
    gone += [*reasons, *placeholders]
    if not gone:
        return Cleaned(column, no_reasons(), problems)
    stated = _spread_reasons(column, reasons) if reasons else no_reasons()
    return Cleaned(_without(column, gone), stated, problems)


def split_native(raw: pd.Series[Any], field: Field) -> tuple[pd.Series[Any], pd.Series[Any] | None]:
    """Split cells into texts and native values; lists become text joined by the delimiter."""
    if raw.dtype == "str":
        return raw, None
    texts: list[str | None] = []
    native: list[Any] = []
    for cell in raw.tolist():
        value = _plain(cell, field.delimiter)
        texts.append(value if isinstance(value, str) else None)
        native.append(None if isinstance(value, str) else value)
    values = pd.Series(native, index=raw.index, dtype="object")
    text = pd.Series(texts, index=raw.index, dtype="str")
    return text, (values if values.notna().any() else None)


def _plain(cell: object, delimiter: str) -> object:
    """Return a cell as text, bool, int, float, date, datetime, time or ``None``."""
    if isinstance(cell, np.generic):
        cell = cell.item()
    if isinstance(cell, list | tuple | set | frozenset):
        return delimiter.join(map(str, sorted(cell) if isinstance(cell, set | frozenset) else cell))
    if cell is None or isinstance(cell, str | bool | int | time | timedelta):
        return cell
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if is_blank(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime()
    return cell if isinstance(cell, float | date | datetime) else str(cell)


@cache
def no_reasons() -> pd.DataFrame:
    """Return the empty frame of reason-coded cells."""
    return pd.DataFrame(
        {
            "record": pd.Series(dtype="int64"),
            "column": pd.Series(dtype="str"),
            "reason": pd.Series(dtype="str"),
        }
    )


def _spread_reasons(column: Column, reasons: Mapping[int, str]) -> pd.DataFrame:
    """Return the reason of each record that gives one."""
    held = np.isin(column.codes, list(reasons))
    stated = pd.DataFrame(
        {
            "record": column.index[held].to_numpy(dtype="int64"),
            "column": column.field.name,
            "reason": [reasons[place] for place in column.codes[held].tolist()],
        }
    )
    return stated.astype({"column": "str", "reason": "str"})


def _tidied(text: str) -> str:
    """Return a text without blanks around it and invisible signs, in normal form C."""
    text = text.strip()
    if text.isascii():
        return text.replace("\0", "")
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE)).strip()


def _without(column: Column, gone: Sequence[int]) -> Column:
    """Return the column with some of its distinct texts taken as missing."""
    blank = np.zeros(len(column.texts), dtype=bool)
    blank[gone] = True
    places = np.append(np.where(blank, -1, np.cumsum(~blank) - 1), -1)
    texts = tuple(text for text, gone in zip(column.texts, blank, strict=True) if not gone)
    return Column(
        column.field, column.raw, places[column.codes], texts, column.native, column.comma
    )
