"""Files → rows of tables as they were typed, with everything noteworthy on the way.

Nothing is typed or judged here; that is for ``values`` and ``checks``. A file that cannot be read
is a problem, and the others are read all the same (RL-04).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from gdnn_analysis.contract import Table, contract
from gdnn_analysis.ingest.problems import FileProblem, file_problem
from gdnn_analysis.ingest.reading import notices
from gdnn_analysis.ingest.reading.folder import (
    DESCRIPTOR,
    WORKBOOK_SUFFIXES,
    SourceFile,
    sha256_of,
)
from gdnn_analysis.ingest.reading.header import Header, find_header, known_names
from gdnn_analysis.ingest.reading.names import is_guide_sheet, table_named
from gdnn_analysis.ingest.reading.parts import WIDE_TABLES, Intake, Part
from gdnn_analysis.ingest.reading.rows import Body, read_body
from gdnn_analysis.ingest.reading.sheet import Sheet, UnreadableError
from gdnn_analysis.ingest.reading.text_file import read_text_file
from gdnn_analysis.ingest.reading.workbook import Kind, Workbook, kind_of, read_workbook

_NOTHING = b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"
"""Bytes of a file without content: blanks, line ends and marks of encodings."""


def take_in(files: Sequence[SourceFile], *, prefix: str = "") -> Intake:
    """Read all files.

    Parameters
    ----------
    files
        In the order of their names.
    prefix
        Put before the names in every report (shipped tables).
    """
    intake = Intake()
    for file in files:
        if file.is_data:
            _take_file(intake, file, prefix + file.name)
        else:
            intake.problems += _kept_aside(file, prefix + file.name)
    return intake


def grids_of(file: SourceFile, content: bytes) -> list[tuple[str | None, Sheet]]:
    """Return the grids of a table file with the table each belongs to.

    Raises
    ------
    UnreadableError
        When the file cannot be read at all.
    """
    kind = kind_of(content)
    own = table_named(file.stem)
    if kind == "text":
        return [(own, read_text_file(content, score=_score(own))[0])]
    return _with_tables(read_workbook(content, kind), own)


def _with_tables(book: Workbook, own: str | None) -> list[tuple[str | None, Sheet]]:
    """Return sheets with their tables; the only filled sheet may be named by its file (`own`)."""
    filled = [sheet for sheet in book.sheets if sheet.height]
    return [
        (table_named(sheet.name) or (own if filled == [sheet] else None), sheet)
        for sheet in book.sheets
    ]


def _take_file(intake: Intake, file: SourceFile, name: str) -> None:
    own = table_named(file.stem)
    try:
        content = file.path.read_bytes()
        intake.inputs.append((name, sha256_of(content)))
        if not content.strip(_NOTHING):
            _not_read(intake, notices.empty_file(name, own), own)
            return
        kind = kind_of(content)
        if kind == "text":
            _take_text(intake, content, name, own)
        else:
            _take_workbook(intake, read_workbook(content, kind), name, own)
    except OSError as error:
        _not_read(intake, notices.cannot_open(name, error), own)
    except UnreadableError as error:
        problem = file_problem(str(error), error.remedy, file=name, table=own or "")
        _not_read(intake, problem, own)
    else:
        intake.problems += _misnamed(file, name, kind)


def _not_read(intake: Intake, problem: FileProblem, table: str | None) -> None:
    """Report a file that gave no rows; its table is there all the same, and replaces a shipped one."""
    intake.problems.append(problem)
    if table is not None:
        intake.present.add(table)


def _misnamed(file: SourceFile, name: str, kind: Kind) -> Iterator[FileProblem]:
    if (kind == "text") == (file.suffix in WORKBOOK_SUFFIXES):
        yield notices.wrong_suffix(name, file.suffix, kind)


def _take_text(intake: Intake, content: bytes, name: str, own: str | None) -> None:
    if own is None:
        intake.problems.append(notices.unknown_file(name))
        return
    sheet, remarks = read_text_file(content, score=_score(own))
    intake.problems += [notices.remarked(remark, name, own) for remark in remarks]
    _take_sheet(intake, sheet, name, own)


def _take_workbook(intake: Intake, book: Workbook, name: str, own: str | None) -> None:
    if not book.unreadable and not any(sheet.height for sheet in book.sheets):
        _not_read(intake, notices.empty_file(name, own), own)
        return
    for sheet_name, error in book.unreadable:
        table = table_named(sheet_name)
        place = {"file": name, "sheet": sheet_name, "table": table or ""}
        _not_read(intake, file_problem(str(error), error.remedy) | place, table)
    for table, sheet in _with_tables(book, own):
        if table is not None:
            _take_sheet(intake, sheet, name, table)
        elif sheet.height and not is_guide_sheet(sheet.name):
            intake.problems.append(notices.unknown_sheet(name, sheet.name))


def _take_sheet(intake: Intake, sheet: Sheet, name: str, table_name: str) -> None:
    table = contract().tables[table_name]
    place = {"table": table_name, "file": name, "sheet": sheet.name}
    header = find_header(sheet, table)
    if header is None:
        _not_read(intake, notices.no_header(sheet, table) | place, table_name)
        return
    intake.present.add(table_name)
    if sheet.is_hidden:
        intake.problems.append(notices.hidden_sheet() | place)
    body = read_body(sheet, header, table)
    intake.problems += [problem | place for problem in body.problems]
    intake.problems += [problem | place for problem in _columns(sheet, header, body, table)]
    intake.parts.append(_part(sheet, header, body, table, name))


def _part(sheet: Sheet, header: Header, body: Body, table: Table, name: str) -> Part:
    wide = table.name in WIDE_TABLES
    others = [text for text in header.others.values() if text in body.cells.columns]
    rows = body.cells if wide else body.cells.drop(columns=others)
    rows = _as_text(rows)
    rows["_file"] = _repeated(name, len(rows))
    rows["_sheet"] = _repeated(sheet.name, len(rows))
    rows["_comma"] = bool(sheet.decimal_comma)
    required = [entry.name for entry in table.fields if entry.required]
    return Part(
        table=table.name,
        file=name,
        sheet=sheet.name,
        rows=rows,
        header_row=int(sheet.lines[header.last]),
        absent=tuple(sorted(set(required) - set(header.fields.values()), key=required.index)),
        faults=body.faults,
        extra=tuple(dict.fromkeys(others)) if wide else (),
    )


def _repeated(text: str, times: int) -> ExtensionArray:
    """Return a column of one text; taking it many times is quicker than writing it many times."""
    return pd.array([text], dtype="str").take(np.zeros(times, dtype="int64"))


def _as_text(rows: pd.DataFrame) -> pd.DataFrame:
    """Turn columns that hold nothing but text into ``str`` columns; those are quicker to check."""
    texts = {
        name: "str"
        for name in rows.columns
        if not name.startswith("_")
        and rows[name].dtype == "object"
        and all(cell is None or isinstance(cell, str) for cell in rows[name].tolist())
    }
    return rows.astype(texts) if texts else rows


def _score(table: str | None) -> Callable[[Sequence[str]], int]:
    if table is None:
        return lambda row: 0
    schema = contract().tables[table]
    return lambda row: known_names(row, schema)


def _columns(sheet: Sheet, header: Header, body: Body, table: Table) -> Iterator[FileProblem]:
    """Yield the problems with columns: unknown, repeated, required but absent."""
    line = int(sheet.lines[header.first])
    if table.name not in WIDE_TABLES:
        for text in header.others.values():
            yield notices.unknown_column(text, table) | {"row": line}
    for place, name in header.repeated.items():
        yield notices.repeated_column(place, table, name) | {"row": line}
    present = set(header.fields.values())
    for entry in table.fields:
        if entry.required and entry.name not in present:
            yield notices.absent_column(table, entry.name, len(body.cells)) | {"row": line}
    if not len(body.cells):
        yield notices.no_rows() | {"row": line}


def _kept_aside(file: SourceFile, name: str) -> Iterator[FileProblem]:
    """Yield what is to be said about a file that is no table file."""
    table = table_named(file.stem)
    if file.name.rpartition("/")[2] == DESCRIPTOR or (file.is_document and table is None):
        return
    if table is None:
        yield notices.unknown_file(name)
    else:
        yield notices.unsupported_format(name, file.suffix, table)
