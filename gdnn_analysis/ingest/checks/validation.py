"""Rows as typed by people → accepted rows, rows left out, and every problem at once.

The order is the order of references, so that each table knows which rows it may refer to. A row
with an error is left out and stays accounted for; nothing stops the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Final

import pandas as pd

from gdnn_analysis.contract import Field, Table, contract
from gdnn_analysis.ingest.checks.checked import PLACES, Checked, no_records, not_sent
from gdnn_analysis.ingest.checks.faults import fault_problems
from gdnn_analysis.ingest.checks.keys import identical_repeats, sharing_a_key
from gdnn_analysis.ingest.checks.plausible.every_rule import add_warnings
from gdnn_analysis.ingest.checks.references import resolve
from gdnn_analysis.ingest.checks.required import required_problems
from gdnn_analysis.ingest.checks.row_rules import row_problems
from gdnn_analysis.ingest.checks.schema import validate_schema
from gdnn_analysis.ingest.checks.shipped_references import excuse_shipped
from gdnn_analysis.ingest.checks.table_rules import destination_problems, spending_problems
from gdnn_analysis.ingest.checks.targets import (
    Target,
    no_target,
    reference_order,
    referred_tables,
    target_of,
)
from gdnn_analysis.ingest.checks.totals import total_rows
from gdnn_analysis.ingest.problems import FileProblem, join_problems
from gdnn_analysis.ingest.reading.folder import SHIPPED
from gdnn_analysis.ingest.reading.notices import unknown_column
from gdnn_analysis.ingest.reading.parts import WIDE_TABLES, Part
from gdnn_analysis.ingest.values.cells import Distinct, distinct_texts
from gdnn_analysis.ingest.values.normal_form import normal_form_notes
from gdnn_analysis.ingest.values.old_fonts import repair_cells
from gdnn_analysis.ingest.values.questions import question_columns
from gdnn_analysis.ingest.values.typed import Typed, type_rows
from gdnn_analysis.language import current_language


def validate_tables(
    parts: Mapping[str, Sequence[Part]], *, today: date
) -> tuple[dict[str, Checked], list[FileProblem]]:
    """Validate all tables.

    Parameters
    ----------
    parts
        Rows as read, by table; a table without parts was not sent.
    today
        Dates of what has happened must not be later (RL-03).

    Returns
    -------
    tuple
        Every table of the contract, and problems of whole columns found on the way.
    """
    checked: dict[str, Checked] = {}
    targets: dict[str, Target] = {}
    problems: list[FileProblem] = []
    for name in reference_order():
        table = contract().tables[name]
        if name not in parts:
            checked[name], targets[name] = not_sent(table), no_target(table)
            continue
        checked[name], found = _check(parts[name], table, checked, targets, today)
        problems += found
        if name in referred_tables():
            targets[name] = target_of(table, checked[name].rows, checked[name].accepted)
    _check_between(checked)
    add_warnings(checked)
    return checked, problems


def _check(
    parts: Sequence[Part],
    table: Table,
    checked: Mapping[str, Checked],
    targets: Mapping[str, Target],
    today: date,
) -> tuple[Checked, list[FileProblem]]:
    key = (table.name, today, current_language(), *(id(part) for part in parts))
    if key in _SHIPPED_ALONE:
        entry, problems = _SHIPPED_ALONE[key][1].copy(), list[FileProblem]()
    else:
        entry, problems = _check_alone(parts, table, checked, today)
        if not problems and all(is_shipped(part) for part in parts):
            _SHIPPED_ALONE[key] = (tuple(parts), entry.copy())
    _check_references(entry, targets)
    totals, told = total_rows(entry.rows, entry.accepted, table)
    entry.add(told)
    entry.leave_out(pd.DataFrame({"record": totals, "rule": "DQ-19"}))
    return entry, problems


_SHIPPED_ALONE: Final[dict[tuple[object, ...], tuple[tuple[Part, ...], Checked]]] = {}
"""Shipped tables checked alone: they are the same in every load of a process. The parts are kept
with the result so that their identity, which is the key, is not given to others."""


def is_shipped(part: Part) -> bool:
    """Say whether a part of a table comes with the package."""
    return bool(len(part.rows)) and bool(part.rows["_file"].str.startswith(SHIPPED).all())


def _check_alone(
    parts: Sequence[Part], table: Table, checked: Mapping[str, Checked], today: date
) -> tuple[Checked, list[FileProblem]]:
    """Type a table and check what can be told without the others."""
    everything = pd.concat([part.rows for part in parts], ignore_index=True)
    is_aside = everything["_aside"].notna()
    aside, raw = everything[is_aside], everything[~is_aside]
    extra: tuple[str, ...] = ()
    problems: list[FileProblem] = []
    if table.name in WIDE_TABLES:
        raw, extra, unknown = question_columns(raw, parts, checked["survey_questions"].rows)
        problems += [unknown_column(text, table) | place for text, place in unknown]
    columns = [name for name in (*table.names, *extra) if name in raw.columns]
    distinct = {name: distinct_texts(raw[name]) for name in columns}
    raw, old_fonts = repair_cells(raw, table, _accented(distinct))
    if len(old_fonts):
        distinct = {name: distinct_texts(raw[name]) for name in columns}
    typed = type_rows(raw, table, extra, distinct=distinct)
    entry = Checked(table, typed.rows, typed.reasons, no_records(), aside=aside)
    entry.add(old_fonts)
    entry.add(normal_form_notes(raw, table, _accented(distinct)))
    raw = raw.reindex(columns=[*table.names, *extra, *PLACES])
    _check_rows(entry, typed, raw, parts, today)
    return entry, problems


def _accented(distinct: Mapping[str, Distinct]) -> dict[str, list[str]]:
    return {name: texts.accented for name, texts in distinct.items()}


def _check_rows(
    entry: Checked, typed: Typed, raw: pd.DataFrame, parts: Sequence[Part], today: date
) -> None:
    """Check what can be told from the table alone."""
    table = entry.table
    same_key = sharing_a_key(entry.rows, table)
    repeats, told = identical_repeats(entry.rows, table, typed.reasons, same_key=same_key)
    entry.add(told)
    entry.leave_out(pd.DataFrame({"record": repeats, "rule": "DQ-03"}))
    faults = fault_problems(parts, entry.rows, table)
    found = join_problems([typed.problems, faults])
    rows = entry.rows.drop(index=repeats)
    failures = validate_schema(rows, table, raw, keyed=bool(len(same_key)))
    missing = failures["rule"].eq("DQ-01")
    entry.add(found)
    entry.add(failures[~missing])
    entry.add(required_problems(failures[missing], found, typed.reasons, parts, entry.rows, table))
    entry.add(join_problems(row_problems(rows, table, raw, today=today)))


def _check_references(entry: Checked, targets: Mapping[str, Target]) -> None:
    """Check the references of a table; those to itself until no further row falls out."""
    table = entry.table
    own = [field for field in table.fields if field.references == table.name]
    for referring in table.fields:
        if referring.references and referring not in own:
            _resolve(entry, referring, targets[referring.references])
    told: set[tuple[int, str]] = set()
    while own:
        before = len(told)
        for referring in own:
            target = target_of(table, entry.rows, entry.accepted)
            told |= _resolve(entry, referring, target, told)
        if len(told) == before:
            return


def _resolve(
    entry: Checked,
    field: Field,
    target: Target,
    told: AbstractSet[tuple[int, str]] = frozenset(),
) -> set[tuple[int, str]]:
    """Resolve one reference column; return the cells with a problem, old ones not told again."""
    values, found = resolve(entry.rows[field.name], field, target, entry.rows)
    entry.rows[field.name] = values
    cells = {(int(record), field.name) for record in found["record"]}
    new = [(record, field.name) not in told for record in found["record"]]
    found = found[pd.Series(new, index=found.index, dtype=bool)]
    entry.add(excuse_shipped(found, entry.rows, field, target))
    return cells


def _check_between(checked: Mapping[str, Checked]) -> None:
    """Check the rules between tables, on accepted rows."""
    destinations, spending = checked["destinations"], checked["budget_transactions"]
    destinations.add(destination_problems(destinations.used, checked["graduates"].used))
    spending.add(spending_problems(spending.used))


def column_order() -> dict[str, int]:
    """Return the place of every ``table.column`` in the contract, for ordering issues."""
    names = [f"{table.name}.{name}" for table in contract().tables.values() for name in table.names]
    return {name: place for place, name in enumerate(names)}
