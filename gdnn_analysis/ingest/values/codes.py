"""Text → codes of a code list, and text → lists.

A cell may hold the code, the Vietnamese label, or both ("tin – Tin"); all mean the code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import Field, contract
from gdnn_analysis.ingest.problems import cell_problems
from gdnn_analysis.ingest.reading.names import closest
from gdnn_analysis.ingest.reading.sheet import is_blank
from gdnn_analysis.ingest.values.cells import Column
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.text import match_key

_CODE_AND_LABEL: Final = re.compile(r"\s*(?:[:–—]|\s-)\s*")


@cache
def codes_by_key(code_list: str) -> Mapping[str, str]:
    """Return the code of each match key: of the code itself and of its label; codes win."""
    labels = contract().code_lists[code_list].labels
    keys = {match_key(label): code for code, label in labels.items()}
    keys |= {match_key(code): code for code in labels}
    return keys | {code: code for code in labels}


@cache
def code_of(code_list: str, text: str) -> str | None:
    """Return the code a text stands for, or ``None``."""
    keys = codes_by_key(code_list)
    found = keys.get(text) or keys.get(match_key(text))
    if found is None:
        first, *rest = _CODE_AND_LABEL.split(text, maxsplit=1)
        code = keys.get(first.strip())
        if code and rest and keys.get(match_key(rest[0])) == code:
            return code
    return found


def to_codes(column: Column) -> pd.Series[Any]:
    """Return the codes of a column; a text that stands for no code stays as it is."""
    name = column.field.code_list
    assert name is not None
    text = _with_native(column)
    codes = {value: code_of(name, value) or value for value in text.dropna().unique()}
    return text.map(codes).astype("str")


def to_lists(column: Column) -> tuple[pd.Series[Any], pd.DataFrame]:
    """Return a column of tuples of texts (codes for a code list), and warnings of repeated items.

    Items are separated by the field's delimiter or by line breaks; commas separate too where every
    piece is then a known code. A repeated item counts once.
    """
    text = _with_native(column)
    read = {value: _read_list(column.field, value) for value in text.dropna().unique()}
    empty: tuple[str, ...] = ()
    items = [
        empty if value is None else tuple(dict.fromkeys(read[value]))
        for value in text.astype("object").where(text.notna(), None).tolist()
    ]
    values = pd.Series(items, index=text.index, dtype="object")
    repeating = [value for value, found in read.items() if len(found) > len(set(found))]
    return values, _repeated_items(column.field, text.index[text.isin(repeating)], column.raw)


def _with_native(column: Column) -> pd.Series[Any]:
    """Return the text of each record, numbers of workbooks written as text ("9", not "9.0")."""
    text = column.text()
    if column.native is None:
        return text
    return text.where(text.notna(), column.native.map(native_text).astype("str"))


def native_text(value: object) -> str | None:
    """Return a number, truth value or date of a workbook as text."""
    if is_blank(value):
        return None
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _read_list(field: Field, text: str) -> list[str]:
    items = _pieces(text, f"[{re.escape(field.delimiter)}\n]")
    if field.code_list is None:
        return items
    codes = [code_of(field.code_list, item) for item in items]
    if None in codes:
        finer = _pieces(text, f"[{re.escape(field.delimiter)}\n,]")
        finer_codes = [code_of(field.code_list, item) for item in finer]
        if None not in finer_codes:
            items, codes = finer, finer_codes
    return [code or item for code, item in zip(codes, items, strict=True)]


def _pieces(text: str, separators: str) -> list[str]:
    return [piece for part in re.split(separators, text) if (piece := part.strip())]


def code_remedy(field: Field, value: str) -> str:
    """Return what to write instead of a value that is no code: the code most like it."""
    assert field.code_list is not None
    labels = contract().code_lists[field.code_list].labels
    near = closest(value, [*labels, *labels.values()])
    if near:
        code = near if near in labels else code_of(field.code_list, near)
        return say(
            "Có phải “{code}” ({label})? Sửa theo danh mục {name}.",
            "Did you mean “{code}” ({label})? Use code list {name}.",
            code=code,
            label=labels[str(code)],
            name=field.code_list,
        )
    shown = ", ".join(f"{code} ({label})" for code, label in list(labels.items())[:4])
    more = " …" if len(labels) > 4 else ""
    return say(
        "Dùng một mã của danh mục {name}: {codes}.",
        "Use a code of list {name}: {codes}.",
        name=field.code_list,
        codes=shown + more,
    )


def _repeated_items(field: Field, records: pd.Index[Any], values: pd.Series[Any]) -> pd.DataFrame:
    return cell_problems(
        records,
        column=field.name,
        rule="DQ-20",
        severity="canh_bao",
        values=values,
        message=say(
            "Cột “{title}” ghi lặp một mục; chỉ tính một lần.",
            "“{title}” repeats an item; it counts once.",
            title=field.title,
        ),
        remedy=say("Xoá mục ghi lặp.", "Delete the repeated item."),
    )
