"""The contract as pandera schemas: required, code lists, patterns, keys, and what counts may be.

One schema per table, built from ``tables.json``; pandera finds all failures at once and they
become cell problems with a message and a remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from gdnn_analysis.contract import Field, Table
from gdnn_analysis.ingest.checks.constraints import Constraint, constraints_of, unknown_items
from gdnn_analysis.ingest.checks.keys import repeated_keys
from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.language import say

if TYPE_CHECKING:
    import pandera.pandas as pa
    from pandera.errors import SchemaError


def validate_schema(
    rows: pd.DataFrame, table: Table, raw: pd.DataFrame, *, keyed: bool = True
) -> pd.DataFrame:
    """Return all failures of a table's rows against its schema.

    Parameters
    ----------
    rows
        Typed rows by record; unknown codes still as typed.
    table
        The contract's table.
    raw
        Cells as typed, by the same records, for showing.
    keyed
        Whether keys may repeat at all; finding that out takes long in long tables.
    """
    constraints = {
        f"{field.name}:{place}": (field, constraint)
        for field in table.fields
        for place, constraint in enumerate(constraints_of(table, field))
    }
    if not keyed and _nothing_fails(rows, table, constraints):
        return join_problems([])
    from pandera.errors import SchemaErrors  # not loaded by who finds nothing wrong

    try:
        _schema(table, constraints, keyed=keyed).validate(rows, lazy=True)
    except SchemaErrors as failures:
        found = [
            _problems(error, rows, table, raw, constraints) for error in failures.schema_errors
        ]
        return join_problems(found)
    return join_problems([])


def _nothing_fails(
    rows: pd.DataFrame, table: Table, constraints: Mapping[str, tuple[Field, Constraint]]
) -> bool:
    """Say whether all rows are in order: most tables are, and the schema need not be asked then.

    The schema has much to do per column; it finds the failures when there are any.
    """
    if any(field.required and rows[field.name].isna().any() for field in table.fields):
        return False
    present = {field.name: rows[field.name].dropna() for field, _ in constraints.values()}
    return all(
        bool(constraint.passes(present[field.name]).all())
        for field, constraint in constraints.values()
    )


def _schema(
    table: Table, constraints: Mapping[str, tuple[Field, Constraint]], *, keyed: bool
) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    columns = {
        field.name: pa.Column(
            None,
            nullable=not field.required,
            checks=[
                pa.Check(constraint.passes, name=name, ignore_na=True)
                for name, (owner, constraint) in constraints.items()
                if owner is field
            ],
        )
        for field in table.fields
    }
    key = pa.Check(lambda rows: _unique(rows, table), name="key")
    return pa.DataFrameSchema(columns, checks=[key] if table.primary_key and keyed else [])


def _unique(rows: pd.DataFrame, table: Table) -> bool:
    return not len(repeated_keys(rows, table))


def _problems(
    error: SchemaError,
    rows: pd.DataFrame,
    table: Table,
    raw: pd.DataFrame,
    constraints: Mapping[str, tuple[Field, Constraint]],
) -> pd.DataFrame:
    name = getattr(error.check, "name", error.check)
    if name == "key":
        return repeated_keys(rows, table)
    records = pd.Index(error.failure_cases["index"].unique())
    if name not in constraints:
        return _required(table[error.schema.name], records)
    field, constraint = constraints[name]
    values = rows[field.name] if field.type == "array" else raw[field.name]
    if field.type == "array":
        values = unknown_items(values.loc[records], field)
    return cell_problems(
        records,
        column=field.name,
        rule=constraint.rule,
        severity=constraint.severity,
        values=values,
        message=lambda value: constraint.message(field, value),
        remedy=lambda value: constraint.remedy(field, value),
    )


def _required(field: Field, records: pd.Index) -> pd.DataFrame:
    return cell_problems(
        records,
        column=field.name,
        rule="DQ-01",
        message=say("Thiếu “{title}”.", "“{title}” is missing.", title=field.title),
        remedy=say("Điền ô bắt buộc này.", "Fill in this required cell."),
    )
