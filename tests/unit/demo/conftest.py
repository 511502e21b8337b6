"""The demo, written once per session, and its rows read back with plain code."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from gdnn_analysis.contract import contract
from gdnn_analysis.demo import DemoTruth, write_demo

Row = dict[str, str]
SHEETS = {
    "Nhật ký tin, bài, phóng sự, ấn": "media",
    "Sự kiện": "events",
    "Dòng kinh phí": "budget_lines",
    "Giao, điều chỉnh, chi, quyết to": "budget_transactions",
}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, DemoTruth]:
    folder = tmp_path_factory.mktemp("demo")
    return folder, write_demo(folder)


@pytest.fixture(scope="session")
def truth(demo: tuple[Path, DemoTruth]) -> DemoTruth:
    return demo[1]


@pytest.fixture(scope="session")
def tables(demo: tuple[Path, DemoTruth]) -> dict[str, list[Row]]:
    """Every row of the demo as text by field, with ``_file`` and ``_row``; nothing is checked."""
    found: dict[str, list[Row]] = {}
    for path in sorted(demo[0].rglob("*")):
        if path.suffix in (".csv", ".tsv"):
            table = path.stem.split("__")[0]
            found.setdefault(table, []).extend(_read_text(demo[0], path, table))
        elif path.suffix == ".xlsx":
            for table, row in _read_workbook(demo[0], path):
                found.setdefault(table, []).append(row)
    return found


@pytest.fixture(scope="session")
def sound(tables: dict[str, list[Row]], truth: DemoTruth) -> dict[str, list[Row]]:
    """The rows without those that carry a planted error; of identical rows the first stays."""
    wrong = {(one.file, str(one.row)) for one in truth.problems if one.severity == "loi"}
    repeated = {
        (one.file, str(one.row))
        for one in truth.problems
        if one.rule == "DQ-03" and one.severity == "canh_bao"
    }
    return {
        table: [row for row in rows if (row["_file"], row["_row"]) not in wrong | repeated]
        for table, rows in tables.items()
    }


def _read_text(root: Path, path: Path, table: str) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter="\t" if path.suffix == ".tsv" else ",")
        header = [_field(table, name) for name in next(reader)]
        for number, cells in enumerate(reader, start=2):
            row = dict(zip(header, cells, strict=True))
            yield _plain(row) | _place(root, path, number)


def _read_workbook(root: Path, path: Path) -> Iterator[tuple[str, Row]]:
    for sheet in load_workbook(path, read_only=False).worksheets:
        table = SHEETS[sheet.title]
        lines = list(sheet.iter_rows(min_row=4, values_only=True))
        header = [_field(table, str(name)) for name in lines[0]]
        for number, cells in enumerate(lines[1:], start=5):
            row = {
                name: _code(table, name, cell)
                for name, cell in zip(header, cells, strict=True)
                if name
            }
            yield table, _plain(row) | _place(root, path, number)


def _place(root: Path, path: Path, number: int) -> Row:
    return {"_file": path.relative_to(root).as_posix(), "_row": str(number)}


def _field(table: str, header: str) -> str:
    titles = {field.title: field.name for field in contract().tables[table].fields}
    return titles.get(header, header)


def _code(table: str, name: str, cell: object) -> str:
    """Return a cell of a workbook as the CSV files would hold it."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat() if (cell.hour, cell.minute) != (0, 0) else cell.date().isoformat()
    field = contract().tables[table][name]
    if field.code_list and field.type != "array":
        labels = contract().code_lists[field.code_list].labels
        return next(code for code, label in labels.items() if label == cell)
    return str(cell)


def _plain(row: Row) -> Row:
    """Return Vietnamese dates and truth values as ISO dates, true and false."""
    words = {"Có": "true", "Không": "false"}
    return {name: words.get(text, _iso(text)) for name, text in row.items()}


def _iso(text: str) -> str:
    for pattern in ("%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).isoformat()
        except ValueError:
            continue
    return text


def as_day(text: str) -> date:
    return date.fromisoformat(text[:10])
