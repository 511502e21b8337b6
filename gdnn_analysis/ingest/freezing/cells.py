r"""Cells as typed ↔ text of a CSV field, without loss.

Text stands as it is, which keeps the files readable. What is no text, an empty text, and a text
that begins with a backslash are written with a backslash and the letter of their type.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

import pandas as pd

_ESCAPE: Final = "\\"


def encode(cell: Any) -> str:
    """Return a cell as text; a missing one is empty."""
    if isinstance(cell, str):
        return f"{_ESCAPE}s{cell}" if not cell or cell.startswith(_ESCAPE) else cell
    if cell is None or pd.isna(cell):
        return ""
    for kind, letter, written in _WRITERS:
        if isinstance(cell, kind):
            return f"{_ESCAPE}{letter}{written(cell)}"
    raise TypeError(f"a cell of type {type(cell).__name__} cannot be kept: {cell!r}")


def decode(text: str) -> Any:
    """Return the cell a text stands for."""
    if not text:
        return None
    return _READERS[text[1]](text[2:]) if text.startswith(_ESCAPE) else text


_WRITERS: Final[tuple[tuple[type, str, Callable[[Any], str]], ...]] = (
    (bool, "b", lambda cell: str(int(cell))),
    (int, "i", str),
    (float, "n", lambda cell: repr(float(cell))),
    (datetime, "t", datetime.isoformat),
    (date, "d", date.isoformat),
    (time, "h", time.isoformat),
    (timedelta, "l", lambda cell: f"{cell.days} {cell.seconds} {cell.microseconds}"),
)
"""A kind before the kinds it is a case of: True is an int, a datetime is a date."""

_READERS: Final[dict[str, Callable[[str], Any]]] = {
    "s": str,
    "b": lambda text: text == "1",
    "i": int,
    "n": float,
    "t": datetime.fromisoformat,
    "d": date.fromisoformat,
    "h": time.fromisoformat,
    "l": lambda text: timedelta(*map(int, text.split())),
}
