"""Hidden rows and Excel errors of binary workbooks, from their BIFF8 records ([MS-XLS])."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from gdnn_analysis.ingest.reading.ole import read_stream
from gdnn_analysis.ingest.reading.sheet import Fault

_BOF, _EOF, _BOUNDSHEET, _FORMULA, _BOOLERR, _ROW = 0x809, 0x0A, 0x85, 0x06, 0x205, 0x208
_WORKSHEET_TYPE: Final = 0
_ROW_IS_HIDDEN: Final = 0x20
_ERROR_RESULT: Final = 2
_NOT_A_NUMBER: Final = 0xFFFF

SheetMarks = tuple[frozenset[int], dict[tuple[int, int], Fault]]


def xls_marks(content: bytes) -> dict[str, SheetMarks]:
    """Return per sheet the hidden lines (1 = first) and the cells that hold an error.

    Raises
    ------
    ValueError
        When the file is damaged, encrypted or older than Excel 97.
    """
    stream = read_stream(content, "Workbook", "Book")
    try:
        return {name: _sheet_marks(stream, start) for start, name in _sheets(stream)}
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("damaged workbook stream") from error


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _EOF:
            return
        at += 4 + size


def _sheets(stream: bytes) -> Iterator[tuple[int, str]]:
    for kind, data in _records(stream, 0):
        if kind == _BOUNDSHEET:
            start, _, sheet_type, length, wide = struct.unpack_from("<IBBBB", data)
            if sheet_type == _WORKSHEET_TYPE:
                raw = data[8 : 8 + length * (2 if wide & 1 else 1)]
                yield start, raw.decode("utf-16-le" if wide & 1 else "latin-1")


def _sheet_marks(stream: bytes, start: int) -> SheetMarks:
    hidden: set[int] = set()
    faults: dict[tuple[int, int], Fault] = {}
    depth = 0
    at = start
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (kind == _BOF) - (kind == _EOF)  # a chart inside a sheet is a stream of its own
        if depth == 0:
            break
        if depth > 1:
            continue
        if kind == _ROW and struct.unpack_from("<H", data, 12)[0] & _ROW_IS_HIDDEN:
            hidden.add(struct.unpack_from("<H", data)[0] + 1)
        elif (kind == _BOOLERR and data[7]) or (kind == _FORMULA and _is_error(data)):
            row, column = struct.unpack_from("<HH", data)
            faults[row, column] = "error"
    return frozenset(hidden), faults


def _is_error(formula: bytes) -> bool:
    """Say whether the stored result of a formula is an error (bytes 6 to 13 of the record)."""
    marker = struct.unpack_from("<H", formula, 12)[0]
    return bool(marker == _NOT_A_NUMBER and formula[6] == _ERROR_RESULT)
