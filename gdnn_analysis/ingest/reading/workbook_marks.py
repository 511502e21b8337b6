"""What calamine does not tell of a workbook: hidden rows, Excel errors, formulas without a value.

Read from the XML itself, and only where its bytes hold such a mark, because this costs more than
reading the cells. Binary workbooks (.xls) have their own reader in ``xls_marks``.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring, iterparse

from gdnn_analysis.ingest.reading.sheet import Fault
from gdnn_analysis.ingest.reading.xls_marks import xls_marks

_REFERENCE: Final = re.compile(r"([A-Z]+)([0-9]+)")
_ROW_MARKS: Final = re.compile(rb'hidden="(1|true)"|<f[ >/]|t="e"')
_MOST_REPEATS: Final = 1 << 14
"""Rows or columns a repeated ODS cell may stand for; more is the empty rest of the sheet."""


@dataclass(frozen=True)
class Marks:
    """Lines hidden (1 = first) and cells without a value, by (row, column) from 0."""

    hidden: frozenset[int] = frozenset()
    faults: Mapping[tuple[int, int], Fault] = field(default_factory=dict)


def marks_of(content: bytes, kind: str) -> Mapping[str, Marks]:
    """Return the marks of each sheet by name.

    What is too damaged to be parsed here has no marks: calamine has the last word on whether a
    workbook can be read.
    """
    try:
        if kind == "xlsx":
            return dict(_xlsx_marks(zipfile.ZipFile(io.BytesIO(content))))
        if kind == "ods":
            return dict(_ods_marks(zipfile.ZipFile(io.BytesIO(content))))
        if kind == "xls":
            return {name: Marks(*marks) for name, marks in xls_marks(content).items()}
    except (zipfile.BadZipFile, ParseError, KeyError, ValueError, OSError, RuntimeError):
        return {}
    return {}


def _xlsx_marks(archive: zipfile.ZipFile) -> Iterator[tuple[str, Marks]]:
    relations = _parsed(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {node.get("Id"): node.get("Target", "") for node in relations}
    for node in _parsed(archive.read("xl/workbook.xml")).iter():
        if _tag(node) != "sheet":
            continue
        link = next((value for name, value in node.items() if name.endswith("}id")), "")
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        xml = archive.read(part)
        if _ROW_MARKS.search(xml):
            yield node.get("name", ""), _xlsx_sheet_marks(xml)


def _xlsx_sheet_marks(xml: bytes) -> Marks:
    hidden: set[int] = set()
    faults: dict[tuple[int, int], Fault] = {}
    line = 0
    _refuse_entities(xml)
    for event, node in iterparse(io.BytesIO(xml), events=("start", "end")):  # noqa: S314
        if _tag(node) != "row":
            continue
        if event == "start":
            line = int(node.get("r", line + 1))
            if node.get("hidden") in ("1", "true"):
                hidden.add(line)
            continue
        for place, cell in enumerate(node):
            fault = _xlsx_fault(cell)
            if fault:
                faults[line - 1, _column(cell.get("r", ""), place)] = fault
        node.clear()
    return Marks(frozenset(hidden), faults)


def _xlsx_fault(cell: Element) -> Fault | None:
    if cell.get("t") == "e":
        return "error"
    parts = {_tag(part): part for part in cell}
    if "f" not in parts or cell.get("t") == "str":  # a formula may well give an empty text
        return None
    value = parts.get("v")
    return None if value is not None and value.text else "formula"


def _column(reference: str, place: int) -> int:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return place
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _ods_marks(archive: zipfile.ZipFile) -> Iterator[tuple[str, Marks]]:
    xml = archive.read("content.xml")
    if b"table:visibility" not in xml and b'value-type="error"' not in xml:
        return
    for table in _parsed(xml).iter():
        if _tag(table) == "table":
            yield _attribute(table, "name"), _ods_sheet_marks(table)


def _ods_sheet_marks(table: Element) -> Marks:
    hidden: set[int] = set()
    faults: dict[tuple[int, int], Fault] = {}
    line = 0
    for row in table.iter():
        if _tag(row) != "table-row":
            continue
        repeats = int(_attribute(row, "number-rows-repeated") or 1)
        for at in range(line, line + min(repeats, _MOST_REPEATS)):
            if _attribute(row, "visibility") in ("collapse", "filter"):
                hidden.add(at + 1)
            faults.update(((at, column), "error") for column in _ods_errors(row))
        line += repeats
    return Marks(frozenset(hidden), faults)


def _ods_errors(row: Element) -> Iterator[int]:
    place = 0
    for cell in row:
        repeats = int(_attribute(cell, "number-columns-repeated") or 1)
        if "error" in (value for name, value in cell.items() if name.endswith("}value-type")):
            yield from range(place, place + min(repeats, _MOST_REPEATS))
        place += repeats


def _parsed(xml: bytes) -> Element:
    _refuse_entities(xml)
    return fromstring(xml)  # noqa: S314 - without entities there is nothing to attack with


def _refuse_entities(xml: bytes) -> None:
    """Refuse a document type: no office program writes one, and entities could be a bomb."""
    if b"<!DOCTYPE" in xml:
        raise ParseError("document type in a workbook part")


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _attribute(node: Element, name: str) -> str:
    return next((value for key, value in node.items() if key.endswith("}" + name)), "")
