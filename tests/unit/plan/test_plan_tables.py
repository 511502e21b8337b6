from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from datetime import date

import pytest

from gdnn_analysis.contract import Field, contract
from gdnn_analysis.plan import shipped_plan

PLAN_TABLES = [table for table in contract().tables.values() if table.group == "plan"]
NAMES = [table.name for table in PLAN_TABLES]


def cells(rows, table: str) -> Iterator[tuple[Field, str]]:
    fields = contract().tables[table]
    for row in rows(table):
        for name, text in row.items():
            yield fields[name], text


def values(field: Field, text: str) -> list[str]:
    return text.split(field.delimiter) if field.type == "array" and text else [text]


def is_typed(field: Field, text: str) -> bool:
    if field.type == "integer":
        return re.fullmatch(r"-?\d+", text) is not None
    if field.type == "number":
        return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None
    if field.type == "boolean":
        return text in ("true", "false")
    if field.type == "date":
        return date.fromisoformat(text).isoformat() == text
    return all(part == part.strip() and part for part in values(field, text))


def test_the_plan_has_exactly_the_eight_tables_of_the_contract() -> None:
    assert sorted(NAMES) == sorted(path.stem for path in shipped_plan().glob("*.csv"))
    assert len(NAMES) == 8


@pytest.mark.parametrize("table", NAMES)
def test_file_is_utf8_without_bom_and_with_unix_line_ends(table: str) -> None:
    content = (shipped_plan() / f"{table}.csv").read_bytes()
    content.decode("utf-8")
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize("table", NAMES)
def test_columns_are_the_fields_of_the_contract_in_order(table: str) -> None:
    with (shipped_plan() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        assert tuple(next(csv.reader(file))) == contract().tables[table].names


@pytest.mark.parametrize("table", NAMES)
def test_required_cells_are_filled(rows, table: str) -> None:
    empty = [field.name for field, text in cells(rows, table) if field.required and not text]
    assert empty == []


@pytest.mark.parametrize("table", NAMES)
def test_cells_have_the_declared_type_and_pattern(rows, table: str) -> None:
    wrong = [
        (field.name, text)
        for field, text in cells(rows, table)
        if text
        and not (is_typed(field, text) and (not field.pattern or re.search(field.pattern, text)))
    ]
    assert wrong == []


@pytest.mark.parametrize("table", NAMES)
def test_coded_cells_hold_codes_of_their_list(rows, table: str) -> None:
    wrong = [
        (field.name, code)
        for field, text in cells(rows, table)
        if field.code_list and text
        for code in values(field, text)
        if code not in contract().codes(field.code_list)
    ]
    assert wrong == []


@pytest.mark.parametrize("table", NAMES)
def test_references_resolve(rows, table: str) -> None:
    dangling = []
    for field, text in cells(rows, table):
        if field.references and text:
            key = contract().tables[field.references].primary_key[0]
            known = {row[key] for row in rows(field.references)}
            dangling += [code for code in values(field, text) if code not in known]
    assert dangling == []


@pytest.mark.parametrize("table", NAMES)
def test_primary_key_is_unique(rows, table: str) -> None:
    keys = [
        tuple(row[name] for name in contract().tables[table].primary_key) for row in rows(table)
    ]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", NAMES)
def test_lists_name_nothing_twice(rows, table: str) -> None:
    repeated = [
        text
        for field, text in cells(rows, table)
        if field.type == "array" and len(set(values(field, text))) < len(values(field, text))
    ]
    assert repeated == []


@pytest.mark.parametrize("table", NAMES)
def test_text_is_nfc_and_has_no_stray_blanks(rows, table: str) -> None:
    wrong = [
        text
        for _, text in cells(rows, table)
        if text != unicodedata.normalize("NFC", text) or text != " ".join(text.split())
    ]
    assert wrong == []
