"""Rows on their way to files: every row knows its table and the file a unit would send it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

import pandas as pd

Cell = str | int | bool | Decimal | date | datetime | tuple[str, ...] | None
Row = dict[str, Cell]


@dataclass
class Line:
    """One row of a table.

    Attributes
    ----------
    table, file
        The table and the file, a path relative to the data directory.
    cells
        Values by field name; a field that is left out is blank.
    problem
        Set on rows that carry a planted problem (see ``problems``).
    """

    table: str
    file: str
    cells: Row
    problem: int | None = None


@dataclass
class Book:
    """All rows of one province, in the order in which they are written.

    Attributes
    ----------
    lines
        Ordinary rows by table.
    blocks
        Large tables as whole columns: table, file, frame of text and whole numbers.
    """

    lines: dict[str, list[Line]] = field(default_factory=dict)
    blocks: list[tuple[str, str, pd.DataFrame]] = field(default_factory=list)

    def add(self, table: str, file: str, cells: Row) -> Line:
        """Append a row and return it."""
        line = Line(table, file, cells)
        self.lines.setdefault(table, []).append(line)
        return line

    def add_block(self, table: str, file: str, frame: pd.DataFrame) -> None:
        """Append a large table, columns in the order they are written."""
        self.blocks.append((table, file, frame))

    def rows(self, table: str) -> list[Row]:
        """Return the cells of a table's ordinary rows."""
        return [line.cells for line in self.lines.get(table, [])]

    def count(self, table: str) -> int:
        """Return how many rows the table has."""
        blocks = sum(len(frame) for name, _, frame in self.blocks if name == table)
        return len(self.lines.get(table, [])) + blocks


def cell_text(value: Cell) -> str:
    """Return a cell as the committed CSV files write it: ISO dates, true/false, ``;`` in lists."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
