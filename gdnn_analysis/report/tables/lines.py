"""Lines of tables that print one figure each: which figure, its decimals, its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import words
from gdnn_analysis.report.blocks import Cell
from gdnn_analysis.report.tables.common import decimals_of
from gdnn_analysis.report.wording import NO_DATA, figure_text, is_provisional

DASH: Final = "–"
DASH_MEANING: Final = "“–”: không có số liệu, không phải bằng 0."


@dataclass(frozen=True)
class Line:
    """One row of a table: which figure it shows, and what it is called.

    Attributes
    ----------
    name
        Row header.
    code, variant, breakdown, category
        The figure, as in the result table.
    unit
        Printed beside the name when the table has a column for it; the figure's own by default.
    """

    name: str
    code: str
    variant: str = ""
    breakdown: str = ""
    category: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Titles:
    """What a table of lines is called: its key, caption, row header and source tables."""

    key: str
    caption: str
    rows: str
    sources: tuple[str, ...] = ()
    unit: str = ""


def row_of(ev: Evaluation, line: Line) -> pd.Series | None:
    """Return the result row a line shows."""
    return ev.row(line.code, variant=line.variant, breakdown=line.breakdown, category=line.category)


def digits_of(ev: Evaluation, line: Line, unit: str) -> int:
    """Return the decimals of a figure: parts that count things have none, whatever the whole has.

    Shares have one, as the sentences give them; so has an effective number.
    """
    if line.variant == "so_hieu_dung" or unit.startswith("%"):
        return 1
    own = str(ev.definitions.at[line.code, "unit_vi"])
    return decimals_of(ev, line.code) if unit == own or unit.startswith(("‰", "điểm")) else 0


def value_cell(row: pd.Series | None, decimals: int = 0) -> Cell:
    """Return a figure as a cell: provisional in italics, missing as a dash."""
    if row is None:
        return Cell(DASH)
    text = figure_text(row, decimals, plain=True)
    return Cell(DASH if text == words(NO_DATA) else text, italic=is_provisional(row))


def covered(ev: Evaluation, lines: Sequence[Line | str]) -> list[Line | str]:
    """Return the lines without figures that are computed for the whole province only."""
    return [line for line in lines if isinstance(line, str) or ev.covers(line.code)]


def titled(lines: Sequence[Line | str]) -> list[Line | str]:
    """Return the lines without the titles of groups that have none."""
    return [
        line
        for place, line in enumerate(lines)
        if isinstance(line, Line) or isinstance(next(iter(lines[place + 1 :]), None), Line)
    ]
