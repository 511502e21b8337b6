"""XLSX, XLS, XLSB and ODS workbooks → grids of typed cells, through python-calamine.

The content decides how a file is read, not its extension: offices rename CSV and HTML files to
``.xls`` often enough.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import numpy as np
import pandas as pd
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from gdnn_analysis.ingest.reading.sheet import (
    Fault,
    Sheet,
    UnreadableError,
    no_table,
    resave_remedy,
)
from gdnn_analysis.ingest.reading.workbook_marks import Marks, marks_of
from gdnn_analysis.language import say

Kind = Literal["xlsx", "xlsb", "ods", "xls", "text"]

LARGEST_GRID: Final = 80_000_000
"""Cells of one sheet; more is a stray cell at the end of the sheet, not data."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Workbook:
    """The sheets of a workbook that hold any cell, in their order.

    ``unreadable`` names the sheets that could not be read, with the cause.
    """

    sheets: tuple[Sheet, ...]
    unreadable: tuple[tuple[str, UnreadableError], ...] = ()


def kind_of(content: bytes) -> Kind:
    """Return what a file really is, by its first bytes.

    Raises
    ------
    UnreadableError
        When it is an archive that is no workbook, or a damaged one.
    """
    if content.startswith(_OLE):
        return "xls"
    if not content.startswith(_ZIP):
        return "text"
    try:
        members = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _damaged() from error
    for kind, member in _MEMBERS.items():
        if member in members:
            return kind
    raise no_table("ZIP")


def read_workbook(content: bytes, kind: Kind) -> Workbook:
    """Read all sheets of a workbook.

    Raises
    ------
    UnreadableError
        When it is damaged or protected by a password.
    """
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets_there = book.sheets_metadata
    except BaseException as error:
        raise (_protected() if _asks_for_password(content, kind) else _refused(error)) from error
    marks = marks_of(content, kind)
    sheets: list[Sheet] = []
    unreadable: list[tuple[str, UnreadableError]] = []
    for place, there in enumerate(sheets_there):
        try:
            sheet = _read_sheet(book.get_sheet_by_index(place), marks.get(there.name, Marks()))
        except UnreadableError as error:
            unreadable.append((there.name, error))
        except BaseException as error:
            unreadable.append((there.name, _refused(error)))
        else:
            is_hidden = there.visible != SheetVisibleEnum.Visible
            sheets.append(replace(sheet, is_hidden=is_hidden))
    return Workbook(tuple(sheets), tuple(unreadable))


def _asks_for_password(content: bytes, kind: Kind) -> bool:
    """Say whether a workbook that cannot be opened is an encrypted one.

    calamine only tells so when it opens a file by its name; an encrypted .xlsx is an OLE file.
    """
    with tempfile.TemporaryDirectory() as folder:
        for suffix in (kind, "xlsx") if kind == "xls" else (kind,):
            path = Path(folder) / f"workbook.{suffix}"
            path.write_bytes(content)
            try:
                CalamineWorkbook.from_path(path)
            except PasswordError:
                return True
            except BaseException as error:
                _refused(error)
    return False


def _read_sheet(sheet: CalamineSheet, marks: Marks) -> Sheet:
    end = sheet.end or (-1, -1)
    if (end[0] + 1) * (end[1] + 1) > LARGEST_GRID:
        raise _too_large(*end)
    rows = sheet.to_python(skip_empty_area=False)
    grid = np.empty((len(rows), end[1] + 1), dtype="object")
    for place, row in enumerate(rows):
        grid[place] = row
    grid[grid == ""] = None
    faults: dict[tuple[int, int], Fault] = dict.fromkeys(_merged_below(sheet, end), "merged")
    return Sheet(
        sheet.name,
        pd.DataFrame(grid, dtype="object"),
        np.arange(1, len(rows) + 1, dtype="int64"),
        grid.shape[1],
        hidden=marks.hidden,
        faults=faults | dict(marks.faults),
    )


def _merged_below(sheet: CalamineSheet, end: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the cells under the first row of each merged range; they show a value they lack."""
    return [
        (row, column)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        for row in range(top + 1, min(bottom, end[0]) + 1)
        for column in range(left, min(right, end[1]) + 1)
    ]


_MEMBERS: Final[dict[Kind, str]] = {
    "xlsx": "xl/workbook.xml",
    "xlsb": "xl/workbook.bin",
    "ods": "content.xml",
}


def _refused(error: BaseException) -> UnreadableError:
    """Return what to report for an error of the reader; an interruption goes on.

    A panic of the reader's native code is no ``Exception``, yet it only means a damaged file.
    """
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        raise error
    if isinstance(error, CalamineError | OSError) or type(error).__name__ == "PanicException":
        return _damaged()
    raise error


def _damaged() -> UnreadableError:
    return UnreadableError(
        say("Tệp bị hỏng hoặc chưa tải về đủ.", "The file is damaged or incomplete."),
        resave_remedy(),
    )


def _protected() -> UnreadableError:
    return UnreadableError(
        say("Tệp được bảo vệ bằng mật khẩu.", "The file is protected by a password."),
        say(
            "Mở tệp bằng Excel, bỏ mật khẩu mở tệp rồi lưu lại.",
            "Open the file in Excel, remove the password and save it.",
        ),
    )


def _too_large(last_row: int, last_column: int) -> UnreadableError:
    return UnreadableError(
        say(
            "Trang tính có {height} dòng × {width} cột, quá lớn để là một bảng.",
            "The sheet has {height} rows × {width} columns, too large for a table.",
            height=last_row + 1,
            width=last_column + 1,
        ),
        say(
            "Xoá các ô lẻ ở cuối trang tính (Ctrl+End để tìm), rồi lưu lại.",
            "Delete stray cells at the end of the sheet (Ctrl+End finds them) and save.",
        ),
    )
