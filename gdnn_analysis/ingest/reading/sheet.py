"""A grid of cells as it stands in a file, before anybody asked what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.language import say


class UnreadableError(Exception):
    """A file whose content cannot be read; says why and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True)
class Remark:
    """Something noteworthy about how a file had to be read (a ``canh_bao``)."""

    message: str
    remedy: str


Fault = Literal["formula", "error", "merged"]
"""A formula that was never computed, an Excel error (#N/A …), a cell merged into the one above."""


@dataclass(frozen=True)
class Sheet:
    """One grid.

    Attributes
    ----------
    name
        Sheet name, empty for a text file.
    cells
        Cells by place; ``str`` columns from text files, objects (text, number, bool, date) from
        workbooks; blank cells are missing.
    lines
        Line of each row as the user sees it (RL-08).
    width
        Cells a row may have; text rows with more are broken (an unquoted separator).
    decimal_comma
        ``True`` when the file's own convention says that the comma is the decimal sign, else
        ``None`` (unknown).
    is_hidden, hidden
        Whether a workbook hides the sheet, and the lines it hides.
    unclosed
        Places of text rows with a quotation mark that is never closed.
    faults
        Cells of workbooks without a value of their own, by (place of row, place of column).
    """

    name: str
    cells: pd.DataFrame
    lines: npt.NDArray[np.int64]
    width: int
    decimal_comma: bool | None = None
    is_hidden: bool = False
    hidden: frozenset[int] = frozenset()
    unclosed: frozenset[int] = frozenset()
    faults: Mapping[tuple[int, int], Fault] = field(default_factory=dict)

    def row(self, place: int) -> list[Any]:
        """Return the cells of one row; blank ones are ``None``."""
        cells = [self.cells[name].array[place] for name in self.cells.columns]
        return [None if is_blank(cell) else cell for cell in cells]

    @property
    def height(self) -> int:
        """Number of rows, blank ones included."""
        return len(self.cells)


def no_table(kind: str) -> UnreadableError:
    """Return the error for a file whose content is of a kind that holds no table for us."""
    return UnreadableError(
        say(
            "Nội dung tệp là {kind}, không phải bảng số liệu đọc được.",
            "The file's content is {kind}, not a table that can be read.",
            kind=kind,
        ),
        resave_remedy(),
    )


def resave_remedy() -> str:
    """Return the remedy for a file of the wrong kind or encoding."""
    return say(
        "Mở tệp bằng Excel rồi lưu lại dạng .xlsx hoặc “CSV UTF-8”.",
        "Open the file in Excel and save it as .xlsx or “CSV UTF-8”.",
    )


def is_blank(cell: object) -> bool:
    """Say whether a cell holds nothing: missing, or blanks only."""
    if isinstance(cell, str):
        return not cell.strip()
    # not pd.isna: it answers for each element of a list
    return cell is None or cell is pd.NA or cell is pd.NaT or bool(cell != cell)
