"""Rows as typed by people → a frame with the contract's columns and dtypes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import Field, Table, contract
from gdnn_analysis.ingest.dataset import PROVENANCE
from gdnn_analysis.ingest.problems import join_problems
from gdnn_analysis.ingest.values.cells import Cleaned, Column, Distinct, clean, no_reasons
from gdnn_analysis.ingest.values.codes import to_codes, to_lists
from gdnn_analysis.ingest.values.decimal_signs import decimal_signs
from gdnn_analysis.ingest.values.figures import to_numbers
from gdnn_analysis.ingest.values.flags import to_flags
from gdnn_analysis.ingest.values.moments import PRECISION_FIELDS, settle_precision, to_moments
from gdnn_analysis.ingest.values.strings import to_strings

DTYPES: Final[Mapping[str, str]] = {
    "string": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "datetime": "datetime64[s]",
    "array": "object",
}


@dataclass(frozen=True)
class Typed:
    """Typed rows of one table.

    Attributes
    ----------
    rows
        All contract fields and further columns, with provenance, by record.
    reasons
        Reason-coded cells: ``record, column, reason``.
    problems
        Cell problems found while typing.
    """

    rows: pd.DataFrame
    reasons: pd.DataFrame
    problems: pd.DataFrame


def type_rows(
    raw: pd.DataFrame,
    table: Table,
    extra: Sequence[str] = (),
    *,
    distinct: Mapping[str, Distinct] | None = None,
) -> Typed:
    """Type all columns of a table.

    Parameters
    ----------
    raw
        Cells as typed by record, with ``_file``, ``_sheet``, ``_row``, ``_comma``.
    table
        The contract's table; its missing columns become missing cells.
    extra
        Further columns to keep as text (questions of a survey).
    distinct
        The distinct texts of columns, where they are known already.
    """
    known = distinct or {}
    cleaned = {
        field.name: clean(field, raw[field.name], raw["_comma"], distinct=known.get(field.name))
        for field in (*table.fields, *(Field(name, "string", name) for name in extra))
        if field.name in raw.columns
    }
    signs = decimal_signs(
        [entry.column for entry in cleaned.values() if entry.column.field.type in _FIGURES],
        raw["_file"],
    )
    values: dict[str, pd.Series[Any]] = {}
    problems = [entry.problems for entry in cleaned.values()]
    vague: dict[str, pd.Series[Any]] = {}
    for name, entry in cleaned.items():
        column = entry.column
        if column.field.type in ("date", "datetime"):
            target = PRECISION_FIELDS.get((table.name, name))
            moments = to_moments(column, may_be_vague=target is not None)
            values[name] = moments.values
            problems.append(moments.problems)
            if target is not None:
                vague[target] = moments.precision
        else:
            values[name], found = _convert(column, table.name, signs, raw["_file"])
            problems.append(found)
    rows = _framed(values, raw, table, extra)
    for target, precision in vague.items():
        rows[target], found = settle_precision(
            rows[target], precision, raw[_date_of(target)], target
        )
        problems.append(found)
    return Typed(rows, _joined_reasons(list(cleaned.values())), join_problems(problems))


def empty_rows(table: Table) -> pd.DataFrame:
    """Return a frame without rows, with all columns of a table and the right dtypes."""
    return _empty_rows(table.name).copy()


@cache
def _empty_rows(name: str) -> pd.DataFrame:
    table = contract().tables[name]
    columns = {field.name: pd.Series(dtype=DTYPES[field.type]) for field in table.fields}
    columns |= {"_file": pd.Series(dtype="str"), "_sheet": pd.Series(dtype="str")}
    frame = pd.DataFrame(columns | {"_row": pd.Series(dtype="int64")})
    frame.index = pd.Index([], dtype="int64", name="record")
    return frame


_FIGURES: Final = ("integer", "number")


def _convert(
    column: Column, table: str, signs: dict[str, str], files: pd.Series[Any]
) -> tuple[pd.Series[Any], pd.DataFrame]:
    field = column.field
    if field.type == "array":
        return to_lists(column)
    if field.type == "boolean":
        return to_flags(column)
    if field.code_list is not None and field.type == "string":
        return to_codes(column), join_problems([])
    if field.type in _FIGURES:
        if field.code_list is not None:
            column = _codes_as_texts(column)
        return to_numbers(column, table=table, signs=signs, files=files)
    return to_strings(column)


def _codes_as_texts(column: Column) -> Column:
    """Return a column of whole-number codes with labels ("Khối 9") replaced by their codes."""
    codes = to_codes(column)
    places, texts = pd.factorize(codes, use_na_sentinel=True)
    return Column(
        column.field,
        column.raw,
        places.astype("int64"),
        tuple(map(str, texts)),
        None,
        column.comma,
    )


def _framed(
    values: Mapping[str, pd.Series[Any]], raw: pd.DataFrame, table: Table, extra: Sequence[str]
) -> pd.DataFrame:
    columns: dict[str, pd.Series[Any]] = {}
    for field in table.fields:
        columns[field.name] = (
            values[field.name] if field.name in values else _missing(field, raw.index)
        )
    columns |= {name: values[name] for name in extra}
    columns |= {name: raw[name] for name in PROVENANCE}
    rows = pd.DataFrame(columns, index=raw.index)
    rows.index.name = "record"
    return rows


def _missing(field: Field, index: pd.Index[Any]) -> pd.Series[Any]:
    if field.type == "array":
        return pd.Series([()] * len(index), index=index, dtype="object")
    return pd.Series(None, index=index, dtype=DTYPES[field.type])


def _date_of(target: str) -> str:
    return next(date for (_, date), field in PRECISION_FIELDS.items() if field == target)


def _joined_reasons(cleaned: Sequence[Cleaned]) -> pd.DataFrame:
    parts = [entry.reasons for entry in cleaned if len(entry.reasons)]
    if not parts:
        return no_reasons()
    return pd.concat(parts, ignore_index=True).sort_values(["record", "column"], ignore_index=True)
