"""Workbooks as units send them: Vietnamese sheet names, title rows, Vietnamese headers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlsxwriter

from gdnn_analysis.contract import Field, Table, contract
from gdnn_analysis.demo.book import Cell, Line, cell_text

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEADER_ROW: Final = 4
"""Line of the header as the user sees it; three title rows stand above."""
LONGEST_SHEET_NAME: Final = 31
CREATED: Final = datetime(2025, 12, 31, 8, 0, 0)
_STAMP: Final = (2025, 12, 31, 8, 0, 0)


def write_workbook(path: Path, tables: dict[str, list[Line]]) -> None:
    """Write one sheet per table; the same rows give the same bytes on every machine."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"title": path.stem, "author": "Số liệu minh họa", "created": CREATED})
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        for name, lines in tables.items():
            table = contract().tables[name]
            sheet = book.add_worksheet(sheet_name(table))
            _write_sheet(sheet, table, lines, bold=bold, day=day, moment=moment)
    path.write_bytes(_stored(content.getvalue()))


def sheet_name(table: Table) -> str:
    """Return a table's title as a sheet name: forbidden signs replaced, 31 characters (RL-07)."""
    return re.sub(r"[:\\/?*\[\]]", "-", table.title)[:LONGEST_SHEET_NAME].strip()


def _write_sheet(
    sheet: Worksheet,
    table: Table,
    lines: list[Line],
    *,
    bold: Format,
    day: Format,
    moment: Format,
) -> None:
    used = {name for line in lines for name in line.cells if cell_text(line.cells[name]) != ""}
    fields = [field for field in table.fields if field.name in used or field.required]
    sheet.write_string(0, 0, "ĐƠN VỊ BÁO CÁO (SỐ LIỆU MINH HỌA)", bold)
    sheet.write_string(1, 0, f"BIỂU: {table.title.upper()}", bold)
    for column, field in enumerate(fields):
        sheet.write_string(HEADER_ROW - 1, column, field.title, bold)
    for row, line in enumerate(lines, start=HEADER_ROW):
        for column, field in enumerate(fields):
            value = line.cells.get(field.name)
            if isinstance(value, datetime):
                sheet.write_datetime(row, column, value, moment)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), day)
            elif isinstance(value, int) and not isinstance(value, bool):
                sheet.write_number(row, column, value)
            elif cell_text(value):
                sheet.write_string(row, column, _text(field, value))


def _text(field: Field, value: Cell) -> str:
    """Return a cell as officials type it: labels for codes, Có or Không, a decimal comma."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    text = cell_text(value)
    if field.code_list and field.type != "array":
        return contract().label(field.code_list, text)
    return text.replace(".", ",") if field.type == "number" else text


def _stored(content: bytes) -> bytes:
    """Return the workbook with its parts uncompressed and stamped alike.

    Compressors differ between machines although all of them are right; stored parts do not.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system = 0
            copy.writestr(entry, source.read(name), zipfile.ZIP_STORED)
    return target.getvalue()
