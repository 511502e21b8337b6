"""The rows below a header: which are data, and which are blank, totals, notes or broken.

A row that is no data is set aside with its reason; it still counts as read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.problems import FileProblem
from gdnn_analysis.ingest.reading import row_notices as notices
from gdnn_analysis.ingest.reading.header import Header
from gdnn_analysis.ingest.reading.sheet import Sheet, is_blank
from gdnn_analysis.vietnamese.text import match_key

Flags = npt.NDArray[np.bool_]
Lines = npt.NDArray[np.int64]

TOTAL_WORDS: Final = frozenset({"tổng cộng", "tổng số", "tổng", "cộng"})
FOOTER_WORDS: Final = (
    "người lập",
    "người báo cáo",
    "người kiểm tra",
    "thủ trưởng",
    "hiệu trưởng",
    "giám đốc",
    "ghi chú:",
    "nguồn:",
    "(ký",
)
"""Beginnings of what stands below a table in the fields of its last rows."""
_LONGEST_TOTAL: Final = 20
_NUMBER: Final = re.compile(r"\d+(?:\.0)?\.?")
_INDEX_CELL: Final = re.compile(r"\(?\s*(\d{1,2})(?:\.0)?\s*\)?(?:\s*=.*)?")
_FEWEST_INDEX_CELLS: Final = 3


@dataclass(frozen=True)
class Body:
    """Rows of one grid.

    Attributes
    ----------
    cells
        Cells by field name (and by header text for columns that are no field), with ``_row`` (line
        as the user sees it) and ``_aside`` (rule for which the row is set aside, else missing).
    problems
        What was noteworthy, without table, file and sheet.
    faults
        Cells without a value of their own: line, field, kind.
    """

    cells: pd.DataFrame
    problems: tuple[FileProblem, ...]
    faults: tuple[tuple[int, str, str], ...]


def read_body(sheet: Sheet, header: Header, table: Table) -> Body:
    """Return the rows of `sheet` below `header`."""
    below = sheet.cells.iloc[header.last + 1 :]
    lines = sheet.lines[header.last + 1 :]
    filled = _filled(below, header)
    keep: Flags = np.asarray(filled.any(axis=1))
    problems: list[FileProblem] = []
    index_row = _index_row(below, keep)
    if index_row is not None:
        keep[index_row] = False
        problems.append(notices.index_row(int(lines[index_row])))
    rows = below.iloc[np.flatnonzero(keep)]
    lines, filled = lines[keep], filled[keep]
    aside = pd.Series(None, index=range(len(rows)), dtype="object")
    for place, problem in _set_aside(rows, lines, filled, sheet, header, table):
        aside[place] = str(problem["rule"])
        problems.append(problem)
    hidden = sorted(sheet.hidden & set(lines.tolist()))
    problems += [notices.hidden_rows(hidden)] if hidden else []
    problems += _unnamed(sheet, header, filled)
    cells = _by_field(rows, header)
    cells["_row"] = lines
    cells["_aside"] = aside
    return Body(cells, tuple(problems), tuple(_faults(sheet, header, lines)))


def _filled(rows: pd.DataFrame, header: Header) -> Flags:
    """Return which cells hold anything; a running number alone fills no row.

    Forms come with the numbers 1, 2, 3 … typed in before anybody enters a record.
    """
    filled = np.zeros(rows.shape, dtype=bool)
    for place, name in enumerate(rows.columns):
        column = rows[name]
        if place in header.ordinals:
            filled[:, place] = [
                not is_blank(cell) and not _NUMBER.fullmatch(str(cell).strip())
                for cell in column.tolist()
            ]
        elif column.dtype == "str":
            filled[:, place] = _written(column)
        else:
            filled[:, place] = [not is_blank(cell) for cell in column.tolist()]
    return filled


def _written(column: pd.Series[Any]) -> Flags:
    """Return which cells of a text column hold more than blanks (empty ones are missing)."""
    written: Flags = column.notna().to_numpy(dtype=bool, copy=True)
    texts = column.array[written].tolist()
    written[written] = ~np.fromiter(map(str.isspace, texts), dtype=bool, count=len(texts))
    return written


def _index_row(rows: pd.DataFrame, keep: Flags) -> int | None:
    """Return the place of a row "A B (1) (2) (3) …" right under the header."""
    places = np.flatnonzero(keep)
    if not len(places):
        return None
    cells = [str(cell).strip() for cell in rows.iloc[int(places[0])].tolist() if not is_blank(cell)]
    letters = 0
    while letters < len(cells) and cells[letters] == chr(ord("A") + letters):
        letters += 1
    found = [_INDEX_CELL.fullmatch(cell) for cell in cells[letters:]]
    numbers = [int(match[1]) if match else 0 for match in found]
    if len(cells) < _FEWEST_INDEX_CELLS or not numbers:
        return None
    return int(places[0]) if numbers == list(range(1, len(numbers) + 1)) else None


def _set_aside(
    rows: pd.DataFrame, lines: Lines, filled: Flags, sheet: Sheet, header: Header, table: Table
) -> Iterator[tuple[int, FileProblem]]:
    """Yield the rows that are no data, each once, with the reason."""
    unclosed = np.isin(lines - 1, sorted(sheet.unclosed))
    overflowing = filled[:, sheet.width :].any(axis=1) & ~unclosed
    totals = _totals(rows, header, table) & ~overflowing & ~unclosed
    for place in np.flatnonzero(unclosed).tolist():
        yield place, notices.unclosed_quote(int(lines[place]))
    for place in np.flatnonzero(overflowing).tolist():
        cells = int(filled[place].sum())
        yield place, notices.too_many_cells(int(lines[place]), cells, sheet.width)
    for place in np.flatnonzero(totals).tolist():
        yield place, notices.total_row(int(lines[place]))
    rest = ~(unclosed | overflowing | totals)
    for place, text in _notes(rows, filled, rest, header, table):
        yield place, notices.note_row(int(lines[place]), text)


def _notes(
    rows: pd.DataFrame, filled: Flags, rest: Flags, header: Header, table: Table
) -> Iterator[tuple[int, str]]:
    """Yield the rows that hold a lone text of several words, or a signature without a key."""
    counts = filled.sum(axis=1)
    keys = [at for at, name in header.fields.items() if name == table.primary_key[0]]
    keyless = ~filled[:, keys].any(axis=1)
    few = (counts == 1) | (keyless & (counts <= 4))
    for place in np.flatnonzero(rest & few).tolist():
        texts = [str(cell).strip() for cell in rows.iloc[place][filled[place]].tolist()]
        # one word may be a key with nothing beside it: then its required cells are missing
        lone = counts[place] == 1 and any(sign.isspace() for sign in texts[0])
        if lone or any(match_key(text).startswith(FOOTER_WORDS) for text in texts):
            yield place, texts[0]


def _totals(rows: pd.DataFrame, header: Header, table: Table) -> Flags:
    """Return which rows are a "Tổng cộng" row by their key, first or running-number cell."""
    found = np.zeros(len(rows), dtype=bool)
    places = {0, *(at for at, field in header.fields.items() if field in table.primary_key)}
    for place in places & set(range(rows.shape[1])):
        field = header.fields.get(place)
        if field is None or table[field].code_list is None:
            column = rows.iloc[:, place]
            words = [text for text in column.unique() if _is_total_word(text)]
            found |= column.isin(words).to_numpy(dtype=bool) if words else False
    return found


def _is_total_word(cell: object) -> bool:
    if not isinstance(cell, str) or cell.isascii() or len(cell) > _LONGEST_TOTAL:
        return False
    return match_key(cell).rstrip(" :") in TOTAL_WORDS


def _by_field(rows: pd.DataFrame, header: Header) -> pd.DataFrame:
    """Return the columns of fields by name, other columns by their header text."""
    names = dict(header.fields)
    taken = set(names.values())
    for place, text in header.others.items():
        if text not in taken and not text.startswith("_"):  # those names are provenance
            names[place] = text
            taken.add(text)
    cells = rows.iloc[:, sorted(names)].reset_index(drop=True)
    cells.columns = pd.Index([names[place] for place in sorted(names)], dtype="object")
    return cells


def _faults(sheet: Sheet, header: Header, lines: Lines) -> Iterator[tuple[int, str, str]]:
    kept = set(lines.tolist())
    for (row, column), kind in sorted(sheet.faults.items()):
        line = int(sheet.lines[row]) if row < sheet.height else -1
        if line in kept and column in header.fields:
            yield line, header.fields[column], kind


def _unnamed(sheet: Sheet, header: Header, filled: Flags) -> Iterator[FileProblem]:
    """Yield the columns without a header that hold something."""
    above, below = sheet.row(header.first), sheet.row(header.last)
    for place in np.flatnonzero(filled[:, : sheet.width].any(axis=0)).tolist():
        if above[place] is None and below[place] is None:
            yield notices.unnamed_column(place, int(sheet.lines[header.first]))
