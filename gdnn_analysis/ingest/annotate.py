"""Copies of the source files as workbooks, each bad cell coloured and commented.

A copy goes back to the unit that sent the file. Sources are never touched, and text is written as
text, so that nothing in a copy runs as a formula that was no formula before.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.ingest.reading.folder import DataPathError, SourceFile
from gdnn_analysis.ingest.reading.header import find_header
from gdnn_analysis.ingest.reading.intake import grids_of
from gdnn_analysis.ingest.reading.names import sheet_title
from gdnn_analysis.ingest.reading.sheet import Sheet, UnreadableError
from gdnn_analysis.ingest.reading.workbook import kind_of
from gdnn_analysis.language import say

FILLS: Final = {
    "loi": PatternFill("solid", start_color="FFFFC7CE", end_color="FFFFC7CE"),
    "canh_bao": PatternFill("solid", start_color="FFFFEB9C", end_color="FFFFEB9C"),
}
"""Colours of the severities that are marked, the strongest first."""
SUMMARY_SHEET: Final = "Các lỗi"
MOST_ROWS: Final = 1_048_576
"""Rows of an Excel sheet; a longer text file gets the list of its issues only."""
_SHEET_NAME_LENGTH: Final = 31
_SUMMARY_COLUMNS: Final = (
    "severity",
    "rule",
    "sheet",
    "row",
    "column",
    "value",
    "message",
    "remedy",
)
_WIDTHS: Final = (12, 8, 18, 8, 18, 28, 60, 60)


def annotate(dataset: Dataset, folder: str | Path) -> list[Path]:
    """Write an annotated copy of every source file that has an error or a warning.

    Parameters
    ----------
    dataset
        A dataset read from a directory; one made from rows in memory has no sources.
    folder
        Where the copies go, under the same relative paths; CSV, XLS and ODS files become XLSX
        copies (``media.csv.xlsx``).

    Returns
    -------
    list of Path
        The copies, in the order of the source names.

    Raises
    ------
    DataPathError
        When `folder` lies inside the data directory (the copies would be read as data), or
        cannot be written.
    """
    if dataset.root is None:
        return []
    target = Path(folder)
    _refuse_inside(target, dataset.root)
    marked = dataset.issues[dataset.issues["severity"].isin(list(FILLS))]
    written: list[Path] = []
    for name in sorted(marked["file"].unique()):
        source = SourceFile(dataset.root / name, name)
        if source.path.is_file() and source.is_data:
            copy = _copy(source, marked[marked["file"].eq(name)])
            if copy is not None:
                written.append(_save(copy, target / _copy_name(source)))
    return written


@dataclass(frozen=True)
class _Place:
    """A sheet of the copy and where each field stands in it."""

    worksheet: Worksheet
    columns: dict[str, int]


def _refuse_inside(target: Path, root: Path) -> None:
    if target.resolve().is_relative_to(root.resolve()):
        raise DataPathError(
            say(
                "Không ghi bản đánh dấu vào thư mục số liệu “{root}”: lần sau chúng sẽ bị đọc như "
                "số liệu. Chọn một thư mục khác.",
                "Annotated copies are not written into the data directory “{root}”: they would be "
                "read as data. Choose another folder.",
                root=root,
            )
        )


def _copy_name(source: SourceFile) -> str:
    return source.name if source.suffix == ".xlsx" else source.name + ".xlsx"


def _copy(source: SourceFile, issues: pd.DataFrame) -> Workbook | None:
    """Return the annotated workbook of a source, or ``None`` when it cannot be read at all."""
    content = source.path.read_bytes()
    try:
        grids = grids_of(source, content)
        is_workbook = kind_of(content) == "xlsx"
    except UnreadableError:
        return None
    book = _opened(content) if is_workbook else None
    book = book or _rebuilt(grids, source)
    places = _places(book, grids, is_workbook=is_workbook)
    for sheet, found in issues.groupby("sheet", sort=True):
        if sheet in places:
            _mark(places[str(sheet)], found)
    _summarise(book, issues)
    return book


def _opened(content: bytes) -> Workbook | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl drops does not matter in a marked copy
        try:
            return load_workbook(io.BytesIO(content))
        except Exception:  # openpyxl refuses some workbooks that calamine reads
            return None


def _rebuilt(grids: list[tuple[str | None, Sheet]], source: SourceFile) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for _, sheet in grids:
        worksheet = book.create_sheet(_sheet_name(sheet, source))
        if sheet.height > MOST_ROWS:
            continue
        for line, row in zip(
            sheet.lines.tolist(), sheet.cells.itertuples(index=False), strict=True
        ):
            for column, cell in enumerate(row, start=1):
                if cell is not None and cell == cell:
                    _write(worksheet, line, column, cell)
    return book


def _sheet_name(sheet: Sheet, source: SourceFile) -> str:
    return sheet_title(sheet.name or source.stem)[:_SHEET_NAME_LENGTH]


def _write(worksheet: Worksheet, row: int, column: int, value: object) -> None:
    cell = worksheet.cell(row, column)
    if not isinstance(value, str):
        cell.value = value  # type: ignore[assignment]  # what calamine or an issue holds
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = text
    if text.startswith(("=", "+", "-", "@")):
        cell.data_type = "s"
        cell.quotePrefix = True


def _places(
    book: Workbook, grids: list[tuple[str | None, Sheet]], *, is_workbook: bool
) -> dict[str, _Place]:
    """Return where the fields of each sheet stand, by the sheet's name in the issues."""
    places: dict[str, _Place] = {}
    for at, (table, sheet) in enumerate(grids):
        known = is_workbook and sheet.name in book.sheetnames
        worksheet = book[sheet.name] if known else book.worksheets[at]
        header = find_header(sheet, contract().tables[table]) if table else None
        columns = {field: place + 1 for place, field in header.fields.items()} if header else {}
        if header:
            columns |= {text: place + 1 for place, text in header.others.items()}
        places[sheet.name] = _Place(worksheet, columns)
    return places


def _mark(place: _Place, issues: pd.DataFrame) -> None:
    """Colour and comment the cells of one sheet; an issue of a whole row marks its first cell."""
    rows = issues[issues["row"].notna() & issues["row"].le(MOST_ROWS).fillna(False)]
    columns = rows["column"].map(place.columns).fillna(1).astype(int)
    for (row, column), found in rows.groupby([rows["row"].astype(int), columns], sort=True):
        cell: Any = place.worksheet.cell(int(str(row)), int(str(column)))
        if isinstance(cell, MergedCell):
            cell = _owner(place.worksheet, cell)
        severities = set(found["severity"])
        cell.fill = next(fill for severity, fill in FILLS.items() if severity in severities)
        texts = [f"[{rule}] {message}\n→ {remedy}" for rule, message, remedy in _said(found)]
        if cell.comment is not None:
            texts.insert(0, cell.comment.text)
        comment = Comment("\n".join(texts), "gdnn check")
        comment.width, comment.height = 380, 60 + 50 * len(texts)
        cell.comment = comment


def _said(issues: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    yield from issues[["rule", "message", "remedy"]].itertuples(index=False, name=None)


def _owner(worksheet: Worksheet, cell: MergedCell) -> Cell | MergedCell:
    """Return the cell that shows for a merged one; only that can hold a comment."""
    for merged in worksheet.merged_cells.ranges:
        if cell.coordinate in merged:
            return worksheet.cell(merged.min_row, merged.min_col)
    return cell


def _summarise(book: Workbook, issues: pd.DataFrame) -> None:
    """Put a list of all issues of the file on a sheet of its own, first."""
    if SUMMARY_SHEET in book.sheetnames:
        book.remove(book[SUMMARY_SHEET])
    worksheet = book.create_sheet(SUMMARY_SHEET, 0)
    for column, (title, width) in enumerate(zip(_titles(), _WIDTHS, strict=True), start=1):
        cell = worksheet.cell(1, column, title)
        cell.font = Font(bold=True)
        worksheet.column_dimensions[cell.column_letter].width = width
    values = issues[list(_SUMMARY_COLUMNS)].astype("object")
    values = values.where(values.notna(), None)
    for row, line in enumerate(values.itertuples(index=False), start=2):
        for column, value in enumerate(line, start=1):
            if value is not None:
                _write(worksheet, row, column, value)
                worksheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
    worksheet.freeze_panes = "A2"
    book.active = 0


def _titles() -> tuple[str, ...]:
    return (
        say("Mức", "Severity"),
        say("Quy tắc", "Rule"),
        say("Trang tính", "Sheet"),
        say("Dòng", "Row"),
        say("Cột", "Column"),
        say("Giá trị", "Value"),
        say("Vấn đề", "Message"),
        say("Cách sửa", "Remedy"),
    )


def _save(book: Workbook, path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
    except OSError as error:
        raise DataPathError(
            say(
                "Không ghi được “{path}”: {cause}. Đóng tệp nếu đang mở, hoặc chọn thư mục khác.",
                "Cannot write “{path}”: {cause}. Close it if it is open, or choose another folder.",
                path=path,
                cause=error.strerror,
            )
        ) from error
    return path
