"""Tables of one year's figures: a line for each, the year before beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.tables.common import (
    LOWER_BOUNDS,
    cells,
    source_of,
)
from gdnn_analysis.report.tables.lines import (
    DASH,
    DASH_MEANING,
    Line,
    Titles,
    covered,
    digits_of,
    row_of,
    titled,
    value_cell,
)
from gdnn_analysis.report.wording import (
    OTHER_CATEGORIES,
    UNIT_COST,
    has_figure,
    is_lower_bound,
    unit_text,
)
from gdnn_analysis.vietnamese.numbers import format_million_vnd, format_number

MONEY_SHARES: Final = ("E02", "I02", "I03")
"""Shares whose two parts are amounts of money, printed in triệu đồng."""


def figures_table(
    ev: Evaluation, titles: Titles, lines: Sequence[Line | str], *, notes: Sequence[str] = ()
) -> Table | None:
    """Return figures with their unit, the year before and what a share is made of.

    Parameters
    ----------
    ev
        Evaluation of one year.
    titles
        Key, caption, row header and sources.
    lines
        Figures to show; a plain text is the title of the group that follows. A category without a
        row in either year is left out.
    notes
        Lines below the table.
    """
    kept = titled(
        [line for line in covered(ev, lines) if isinstance(line, str) or _known(ev, line)]
    )
    rows = [
        Row(cells(line), kind="group") if isinstance(line, str) else _row(ev, line) for line in kept
    ]
    if not any(_has_figure(ev, line) for line in kept if isinstance(line, Line)):
        return None
    before = (
        (Column(tell("Năm {first}", first=ev.period.first - 1), "right", 1.1),)
        if ev.previous
        else ()
    )
    own = [row_of(ev, line) for line in kept if isinstance(line, Line) and _told(ev, line)]
    shown = {cell.text for row in rows for cell in row.cells}
    shares = any(row.kind == "data" and row.cells[-1].text not in ("", DASH) for row in rows)
    if not shares:
        rows = [row if row.kind == "group" else Row(row.cells[:-1]) for row in rows]
    return Table(
        key=titles.key,
        caption=titles.caption,
        unit=titles.unit,
        source=source_of(ev, *titles.sources),
        columns=(
            Column(titles.rows, width=4.2),
            Column("Đơn vị tính", width=1.4),
            *before,
            Column(tell("Năm {period}", period=ev.period), "right", 1.1),
            *((Column("Tử số/mẫu số", "right", 1.3),) if shares else ()),
        ),
        rows=tuple(rows),
        notes=(
            *((LOWER_BOUNDS,) if any(r is not None and is_lower_bound(r) for r in own) else ()),
            *((DASH_MEANING,) if DASH in shown else ()),
            *notes,
        ),
        long=len(rows) > 25,
    )


def lines_by(
    ev: Evaluation, code: str, breakdown: str, code_list: str, variant: str = ""
) -> list[Line]:
    """Return a line for each category either year has, under its label, in order of the list."""
    labels = {**contract().code_lists[code_list].labels, **OTHER_CATEGORIES}
    names: set[str] = set()
    for year in _years(ev):
        found = year.rows(code, variant=variant, breakdown=breakdown)
        names |= set(found.loc[found["value"].ne(0), "category"])
    known = [name for name in labels if name in names]
    return [
        Line(f"– {words(labels.get(name, name))}", code, variant, breakdown, name)
        for name in (*known, *sorted(names - set(known)))
    ]


def parts_text(row: pd.Series | None) -> str:
    """Return the two parts a share, cost or group count is made of; a dash where it has none."""
    if row is None or pd.isna(row["numerator"]) or not row["denominator"] > 0:
        return DASH
    if row["value"] == 0 and not has_figure(row):
        return DASH
    is_cost = str(row["unit"]).startswith(UNIT_COST)
    of_money = row["code"] in MONEY_SHARES and not is_cost
    above = format_million_vnd if is_cost or of_money else format_number
    below = format_million_vnd if of_money else format_number
    return f"{above(float(row['numerator']))}/{below(float(row['denominator']))}"


def _row(ev: Evaluation, line: Line) -> Row:
    row = row_of(ev, line)
    earlier = row_of(ev.previous, line) if ev.previous else None
    unit = next((str(found["unit"]) for found in (row, earlier) if found is not None), "")
    digits = digits_of(ev, line, unit)
    counts = unit.startswith(("%", "‰", "nhóm", UNIT_COST))
    values = [_value_cell(year, line, digits) for year in reversed(_years(ev))]
    return Row(
        (
            Cell(line.name),
            Cell(line.unit or unit_text(unit, line.code)),
            *values,
            Cell(parts_text(row) if counts else ""),
        )
    )


def _years(ev: Evaluation) -> tuple[Evaluation, ...]:
    """Return the year and, from 2022 on, the one before."""
    return (ev,) if ev.previous is None else (ev, ev.previous)


def _value_cell(year: Evaluation, line: Line, digits: int) -> Cell:
    """Return the figure of a year; a category it lacks is 0 where its whole is known completely."""
    row = row_of(year, line)
    return Cell("0") if row is None and _is_nought(year, line) else value_cell(row, digits)


def _is_nought(year: Evaluation, line: Line) -> bool:
    whole = row_of(year, replace(line, breakdown="", category="")) if line.breakdown else None
    if whole is None or str(whole["unit"]).startswith(("%", "‰")):
        return False
    parts = year.rows(line.code, variant=line.variant, breakdown=line.breakdown)
    return len(parts) > 0 and has_figure(whole) and not is_lower_bound(whole)


def _known(ev: Evaluation, line: Line) -> bool:
    """Say whether either year has a row for the figure, with a value or without.

    Of a district or a unit, areas with nothing are left out: they are others' places.
    """
    found = [row_of(year, line) for year in _years(ev)]
    if ev.scope is not None and line.breakdown == "area":
        return any(row is not None and row["value"] > 0 for row in found)
    return any(row is not None for row in found)


def _told(ev: Evaluation, line: Line) -> bool:
    row = row_of(ev, line)
    return row is not None and pd.notna(row["value"])


def _has_figure(ev: Evaluation, line: Line) -> bool:
    """Say whether the year has the figure, or the parts of one that is not printed."""
    row = row_of(ev, line)
    return row is not None and (pd.notna(row["value"]) or pd.notna(row["n"]))
