"""Where the table begins in a grid, and which column is which field (RL-07)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.reading.names import (
    FEWEST_NAMES,
    fields_by_header,
    header_key,
    is_ordinal,
)
from gdnn_analysis.ingest.reading.sheet import Sheet

SEARCHED_ROWS: Final = 60


@dataclass(frozen=True)
class Header:
    """The header of a grid.

    Attributes
    ----------
    first, last
        Places of its first and last row (two when header cells are merged).
    fields
        Field by place of column.
    others
        Text of the header cells that name no field, by place; a running number is not among them.
    repeated
        Places of columns that name a field a second time, with the field.
    ordinals
        Places of the running number of rows.
    """

    first: int
    last: int
    fields: Mapping[int, str]
    others: Mapping[int, str]
    repeated: Mapping[int, str]
    ordinals: frozenset[int] = frozenset()


def known_names(row: Sequence[Any], table: Table) -> int:
    """Return how many different fields of `table` the cells of a row name."""
    names = fields_by_header(table)
    return len({names[key] for cell in row if (key := _key(cell)) in names})


def find_header(sheet: Sheet, table: Table) -> Header | None:
    """Return the header of a grid: the first row that holds at least two known names."""
    for place in range(min(sheet.height, SEARCHED_ROWS)):
        row = sheet.row(place)
        if known_names(row, table) >= FEWEST_NAMES:
            second = sheet.row(place + 1) if place + 1 < sheet.height else []
            if _continues(row, second, table):
                merged = [below or above for above, below in zip(row, second, strict=True)]
                return _header(place, place + 1, merged, table)
            return _header(place, place, row, table)
    return None


def _continues(row: Sequence[Any], second: Sequence[Any], table: Table) -> bool:
    """Say whether the next row goes on with the header, as merged header cells make it.

    Then it names fields, and stands blank below every field the first row named.
    """
    names = fields_by_header(table)
    named = [place for place, cell in enumerate(row) if _key(cell) in names]
    return known_names(second, table) > 0 and all(second[place] is None for place in named)


def _header(first: int, last: int, row: Sequence[Any], table: Table) -> Header:
    names = fields_by_header(table)
    fields: dict[int, str] = {}
    others: dict[int, str] = {}
    repeated: dict[int, str] = {}
    for place, cell in enumerate(row):
        field = names.get(_key(cell))
        if field is None:
            if cell is not None and not is_ordinal(cell):
                others[place] = str(cell).strip()
        elif field in fields.values():
            repeated[place] = field
        else:
            fields[place] = field
    ordinals = {place for place, cell in enumerate(row) if cell is not None and is_ordinal(cell)}
    return Header(first, last, fields, others, repeated, frozenset(ordinals - set(fields)))


def _key(cell: object) -> str:
    return header_key(cell) if isinstance(cell, str) else ""
