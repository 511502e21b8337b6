"""Rows → files: CSV by hand-set formats, workbooks without compression, both the same everywhere."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final, TextIO

from gdnn_analysis.contract import contract
from gdnn_analysis.demo.book import Book, Cell, Line, cell_text
from gdnn_analysis.demo.problems import FAULTS
from gdnn_analysis.demo.truth import Problem
from gdnn_analysis.demo.workbooks import HEADER_ROW, write_workbook

IN_VIETNAMESE: Final = "TTG__2022.csv"
"""End of the name of the CSV that has Vietnamese headers, dates and truth values."""
ELSEWHERE: Final = "cac-tinh-khac"
"""Folder of all provinces but the first."""


@dataclass
class Writer:
    """Writes books below a folder.

    Attributes
    ----------
    folder
        The data directory.
    rows
        Rows written by table.
    problems
        Planted faults with their places.
    """

    folder: Path
    rows: Counter[str] = field(default_factory=Counter)
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    begun: set[str] = field(default_factory=set)

    def write_first(self, book: Book) -> None:
        """Write the first province as its units would send it: many files in several shapes."""
        files: dict[str, dict[str, list[Line]]] = {}
        for table, lines in book.lines.items():
            self.rows[table] += len(lines)
            for line in lines:
                files.setdefault(line.file, {}).setdefault(table, []).append(line)
        for name, tables in files.items():
            self._note(name, tables)
            path = self._path(name)
            if name.endswith(".xlsx"):
                write_workbook(path, tables)
            else:
                (table, lines), *more = tables.items()
                if more:
                    raise ValueError(f"{name} holds more than one table")
                _write_lines(path, table, lines)
        self._write_blocks(book, "")

    def write_more(self, book: Book) -> None:
        """Append another province to one file per table."""
        for table, lines in book.lines.items():
            self.rows[table] += len(lines)
            names = contract().tables[table].names
            content = ([cell_text(line.cells.get(name)) for name in names] for line in lines)
            self._append(f"{ELSEWHERE}/{table}.csv", names, content)
        self._write_blocks(book, ELSEWHERE)

    def _write_blocks(self, book: Book, folder: str) -> None:
        for table, file, frame in book.blocks:
            self.rows[table] += len(frame)
            name = f"{folder}/{Path(file).name}" if folder else file
            content = zip(*(frame[column].tolist() for column in frame.columns), strict=True)
            self._append(name, [str(column) for column in frame.columns], content)

    def _append(self, name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        mode = "a" if name in self.begun else "w"
        with self._path(name).open(mode, encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            if name not in self.begun:
                writer.writerow(header)
            writer.writerows(rows)
        self.begun.add(name)

    def _path(self, name: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def _note(self, name: str, tables: dict[str, list[Line]]) -> None:
        """Note in which line of which file the planted faults ended up."""
        first = HEADER_ROW + 1 if name.endswith(".xlsx") else 2
        for lines in tables.values():
            for row, line in enumerate(lines, start=first):
                if line.problem is not None:
                    fault = FAULTS[line.problem]
                    # an unknown column is told at its header
                    place = first - 1 if fault.whole_column else row
                    problem = Problem(
                        fault.rule, fault.severity, name, place, fault.column, fault.text_vi
                    )
                    self.problems.append((line.problem, problem))


def _write_lines(path: Path, table: str, lines: list[Line]) -> None:
    columns = used_columns(table, lines)
    with path.open("w", encoding="utf-8", newline="") as stream:
        if path.name.endswith(IN_VIETNAMESE):
            _write_in_vietnamese(stream, table, columns, lines)
            return
        separator = "\t" if path.suffix == ".tsv" else ","
        writer = csv.writer(stream, delimiter=separator, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([cell_text(line.cells.get(name)) for name in columns] for line in lines)


def used_columns(table: str, lines: list[Line]) -> list[str]:
    """Return the fields a file needs, in the order of the contract, then columns of no field.

    Required fields stand even when all their cells are blank.
    """
    fields = contract().tables[table].fields
    used = {name for line in lines for name, value in line.cells.items() if cell_text(value) != ""}
    known = [one.name for one in fields if one.name in used or one.required]
    return known + sorted(used - {one.name for one in fields})


def _write_in_vietnamese(stream: TextIO, table: str, columns: list[str], lines: list[Line]) -> None:
    """Write a CSV as an office exports it: titles as headers, dd/mm/yyyy, Có and Không."""
    writer = csv.writer(stream, lineterminator="\n")
    fields = contract().tables[table]
    writer.writerow([fields[name].title for name in columns])
    writer.writerows([office_text(line.cells.get(name)) for name in columns] for line in lines)


def office_text(value: Cell) -> str:
    """Return a cell as officials type it."""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return cell_text(value)
