"""Delimited text → cells: the quick way, and the slow way for malformed files.

The quick way is the C parser of pandas; it refuses files with too many cells in a row or a quote
that is never closed. Those go the slow way, record by record, so that one bad row costs only
itself.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

import pandas as pd

LONGEST_RECORD: Final = 400
"""Lines one quoted cell may span; more means that its closing quote is missing."""
FEWEST_COINCIDENCES: Final = 8
"""Cell boundaries that must fit before lines inside a quoted cell are taken for rows."""


def read_quickly(text: str, delimiter: str, width: int) -> pd.DataFrame | None:
    """Return the cells by the C parser, or ``None`` when it meets a malformed row.

    One more column than the header has keeps rows with one cell too many; still more cells are
    an error of the parser.
    """
    try:
        cells = pd.read_csv(
            io.BytesIO(text.encode("utf-8", "surrogatepass")),
            sep=delimiter,
            header=None,
            names=list(range(width + 1)),
            index_col=False,
            dtype="str",
            keep_default_na=False,
            na_values=[""],
            skip_blank_lines=False,
            engine="c",
            encoding="utf-8",
        )
    except pd.errors.EmptyDataError:
        return pd.DataFrame({place: pd.Series(dtype="str") for place in range(width + 1)})
    except (pd.errors.ParserError, ValueError):
        return None
    return None if _swallows_rows(cells, text, delimiter, width) else cells


def _swallows_rows(cells: pd.DataFrame, text: str, delimiter: str, width: int) -> bool:
    """Say whether some cell holds whole rows, because a quote was opened by mistake."""
    if text.count("\n") <= len(cells):
        return False
    for place in cells.columns:
        column = cells[place]
        for cell in column[column.str.contains("\n", regex=False, na=False)]:
            if _holds_rows(cell.split("\n")[1:-1], delimiter, width):
                return True
    return False


def _holds_rows(inner: Sequence[str], delimiter: str, width: int) -> bool:
    """Say whether the lines inside one quoted cell are rows of the table.

    All of them must have exactly the cells of the header, at eight or more places together: a
    paragraph of prose does not hit that by chance.
    """
    if len(inner) * (width - 1) < FEWEST_COINCIDENCES:
        return False
    return all(len(split_line(line, delimiter)) == width for line in inner)


def read_slowly(text: str, delimiter: str, width: int) -> tuple[pd.DataFrame, list[int]]:
    """Return the cells record by record, and the places of records with an unclosed quote."""
    found = list(records(list(io.StringIO(text, newline="")), delimiter, width))
    columns = zip_longest(*(row for row, _ in found), fillvalue="")
    cells = pd.DataFrame(dict(enumerate(columns)), index=range(len(found)), dtype="str")
    unclosed = [place for place, (_, is_closed) in enumerate(found) if not is_closed]
    return cells.replace("", None), unclosed


def records(lines: list[str], delimiter: str, width: int) -> Iterator[tuple[list[str], bool]]:
    """Yield each record, and whether its quotes are closed; if not, only one line is its own."""
    at = 0
    while at < len(lines):
        window = lines[at : at + LONGEST_RECORD]
        row, used, closed = _next_record(window, delimiter)
        if closed and not (used > 2 and _holds_rows(window[1 : used - 1], delimiter, width)):
            yield row, True
            at += used
        else:
            yield lines[at].rstrip("\r\n").split(delimiter), False
            at += 1


def _next_record(window: list[str], delimiter: str) -> tuple[list[str], int, bool]:
    """Return the first record of some lines, how many lines it takes, and whether it is closed."""
    if '"' not in window[0]:
        text = window[0].rstrip("\r\n")
        return (text.split(delimiter) if text else []), 1, True
    reader = csv.reader(window, delimiter=delimiter)
    try:
        row = next(reader)
        closed = reader.line_num < len(window) or _is_closed(window, delimiter)
    except csv.Error:
        return [], 1, False
    return row, reader.line_num, closed


def _is_closed(lines: list[str], delimiter: str) -> bool:
    """Say whether the last quoted cell of a record that takes all lines is closed."""
    try:
        next(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" not in str(error)
    return True


def split_line(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line, none when it cannot be split."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
