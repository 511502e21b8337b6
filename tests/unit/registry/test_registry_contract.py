"""The committed data obeys the contract (tables.json) cell by cell."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date, datetime

import pytest

from gdnn_analysis.contract import contract

FOLDERS = ("registry", "public_record")
PARSERS = {
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "boolean": {"true": True, "false": False}.__getitem__,
    "string": str,
    "array": str,
}


@pytest.fixture(scope="module")
def cells(committed):
    """(table, line, field, text) of every filled cell."""
    found = []
    for name, path in committed():
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                found += [
                    (name, line, contract().tables[name][column], text)
                    for column, text in row.items()
                    if text
                ]
    return found


def test_every_table_is_known_and_has_all_its_fields_in_order(committed):
    for name, path in committed():
        with path.open(encoding="utf-8", newline="") as file:
            assert tuple(next(csv.reader(file))) == contract().tables[name].names, path.name


def test_the_registry_has_all_its_tables(committed):
    wanted = {name for name, table in contract().tables.items() if table.group == "registry"}
    assert {name for name, path in committed() if path.parent.name == "registry"} == wanted


def test_files_are_utf8_without_bom_with_line_feeds_only(committed):
    for _, path in committed():
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf"), path.name
        assert b"\r" not in raw, path.name
        assert raw.endswith(b"\n"), path.name


def test_required_cells_are_filled(committed, table):
    for name, path in committed():
        required = [field.name for field in contract().tables[name].fields if field.required]
        for row in table(f"{path.parent.name}/{name}"):
            assert all(row[column] for column in required), (name, row)


def test_cells_have_the_type_of_their_field(cells):
    for name, line, field, text in cells:
        try:
            PARSERS[field.type](text)
        except (ValueError, KeyError):
            pytest.fail(f"{name} line {line} {field.name}: {text!r} is not {field.type}")
        assert not field.pattern or re.fullmatch(field.pattern, text), (name, line, field.name)


def test_codes_are_on_their_code_list(cells):
    for name, line, field, text in cells:
        if field.code_list:
            codes = text.split(";") if field.type == "array" else [text]
            known = contract().codes(field.code_list)
            assert set(codes) <= set(known), (name, line, field.name, text)


def test_text_is_nfc_and_free_of_stray_blanks(cells):
    for name, line, field, text in cells:
        assert unicodedata.is_normalized("NFC", text), (name, line, field.name)
        assert text == text.strip(), (name, line, field.name)
        assert not re.search(r"\s\s|[\u00a0\u200b\n]", text), (name, line, field.name)


def test_keys_are_unique(committed, table):
    for name, path in committed():
        key = contract().tables[name].primary_key
        rows = [tuple(row[part] for part in key) for row in table(f"{path.parent.name}/{name}")]
        assert len(rows) == len(set(rows)), name


def test_every_reference_resolves(cells, data_dir, table):
    known = {}
    for name, line, field, text in cells:
        target = field.references
        if target is None:
            continue
        if target not in known:
            folders = [f for f in (*FOLDERS, "plan") if (data_dir / f / f"{target}.csv").exists()]
            column = contract().tables[target].primary_key[0]
            known[target] = {row[column] for f in folders for row in table(f"{f}/{target}")}
        named = set(text.split(";") if field.type == "array" else [text])
        assert named <= known[target], (name, line, field.name, text)


def test_each_area_and_each_unit_has_one_row(areas, units):
    """The contract allows several versions of a unit; none has been needed so far."""
    assert len({row["area_id"] for row in areas}) == len(areas)
    assert len({row["unit_id"] for row in units}) == len(units)
