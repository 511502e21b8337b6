"""Tables with a column for each year of a period, and one for the whole period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.indicators.registry import aggregation_of
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of
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
    WHY_EMPTY,
    figure_text,
    flags_of,
    has_figure,
    is_lower_bound,
    unit_text,
)

NOT_JOINED: Final = "×"
OF_A_POPULATION: Final = ("C01", "C02", "C03", "C04", "T05")
"""Indicators estimated for one population each time; C05 is of enterprises by its name."""
BY_KIND: Final = "*"
BY_KIND_MEANING: Final = "“*”: không nêu số chung; nêu theo từng đối tượng, từng loại ở bảng riêng."
MEANING: Final = "“×”: không gộp được qua các năm."
LAST_YEAR: Final = "nam_cuoi"
"""How years are put together of what is a state, not an amount: the last year stays (list AGG)."""
LAST_YEAR_MEANING: Final = (
    "Số kèm năm trong ngoặc ở cột “Cả giai đoạn” là số của riêng năm đó, không phải tổng."
)


def years_table(
    ev: Evaluation,
    titles: Titles,
    lines: Sequence[Line | str],
    *,
    with_unit: bool = True,
    whole: bool = True,
    notes: Sequence[str] = (),
    widths: tuple[float, float, float, float] = (3.4, 1.2, 1.0, 1.3),
) -> Table | None:
    """Return figures by year; nothing when no year has one.

    Parameters
    ----------
    ev
        Evaluation of several years.
    titles
        Key, caption, row header and sources.
    lines
        Figures to show; a plain text is the title of the group that follows.
    with_unit
        Give the unit in a column of its own.
    whole
        Add a column for the period as one figure.
    notes
        Lines below the table.
    widths
        Shares of the name, the unit, a year and the period in the table's width.
    """
    kept = titled(
        [line for line in covered(ev, lines) if isinstance(line, str) or _known(ev, line)]
    )
    if not any(has_line_figure(ev, line) for line in kept if isinstance(line, Line)):
        return None
    rows = [
        Row(cells(line), kind="group")
        if isinstance(line, str)
        else Row((Cell(line.name), *_cells(ev, line, with_unit=with_unit, whole=whole)))
        for line in kept
    ]
    shown = [cell.text for row in rows for cell in row.cells]
    return or_nothing(
        Table(
            key=titles.key,
            caption=titles.caption,
            unit=titles.unit,
            source=source_of(ev, *titles.sources),
            columns=_columns(ev, titles.rows, widths, with_unit=with_unit, whole=whole),
            rows=tuple(rows),
            notes=(*notes, *_signs(ev, kept, shown)),
            long=len(rows) > 25,
        )
    )


def _signs(ev: Evaluation, lines: Sequence[Line | str], shown: Sequence[str]) -> list[str]:
    """Return the notes that the signs and counts of a table need."""
    figures = [line for line in lines if isinstance(line, Line)]
    rows = [row_of(year, line) for line in figures for year in ev.years.values()]
    notes = []
    if any(row is not None and is_lower_bound(row) for row in rows):
        notes.append(
            "Số đếm là cận dưới: nguồn công khai không ghi đủ việc các đơn vị đã làm."
            if ev.data.descriptor.kind == "cong_khai"
            else "Số đếm của từng năm là cận dưới nếu năm đó còn đơn vị chưa nộp."
        )
    if DASH in shown:
        notes.append(DASH_MEANING)
    if BY_KIND in shown:
        notes.append(BY_KIND_MEANING)
    if NOT_JOINED in shown:
        notes.append(MEANING)
    if any(text.endswith(f" ({ev.period.last})") for text in shown):
        notes.append(LAST_YEAR_MEANING)
    return notes


def _columns(
    ev: Evaluation,
    first: str,
    widths: tuple[float, float, float, float],
    *,
    with_unit: bool,
    whole: bool,
) -> tuple[Column, ...]:
    name, unit, year, period = widths
    return (
        Column(first, width=name),
        *((Column("Đơn vị tính", width=unit),) if with_unit else ()),
        *(Column(str(one), "right", year) for one in ev.years),
        *((Column("Cả giai đoạn", "right", period),) if whole else ()),
    )


def _cells(ev: Evaluation, line: Line, *, with_unit: bool, whole: bool) -> tuple[Cell, ...]:
    found = [row_of(year, line) for year in ev.years.values()]
    unit = next((str(row["unit"]) for row in found if row is not None), "")
    digits = digits_of(ev, line, unit)
    return (
        *((Cell(line.unit or unit_text(unit, line.code)),) if with_unit else ()),
        *(_sign_of(row) or value_cell(row, digits) for row in found),
        *((whole_cell(ev, line, digits),) if whole else ()),
    )


def _sign_of(row: pd.Series | None) -> Cell | None:
    """Return the sign of a figure that is not printed for a reason too long for a narrow column.

    A survey's figure is of one population: alone in its year, it would be read as the province's.
    """
    if row is None:
        return None
    if row["code"] in OF_A_POPULATION and not row["breakdown"] and pd.notna(row["value"]):
        return Cell(BY_KIND)
    if has_figure(row):
        return None
    flags = flags_of(row)
    if "F-CACHHIEU" in flags:
        return Cell(BY_KIND)
    return Cell(DASH) if "F-MAUSO" in flags else None


def whole_cell(ev: Evaluation, line: Line, digits: int) -> Cell:
    """Return the figure of the period, or the sign that years of this indicator are not joined."""
    row = row_of(ev, line)
    if row is not None and has_figure(row):
        if _is_of_last_year(ev, line):
            return Cell(f"{figure_text(row, digits, plain=True)} ({ev.period.last})")
        return Cell(figure_text(row, digits))
    years = [row_of(year, line) for year in ev.years.values()]
    known = any(found is not None and has_figure(found) for found in years)
    why = set() if row is None else flags_of(row) & set(WHY_EMPTY)
    if row is not None and why - ({"F-MAUNHO"} if known else set()):
        return _sign_of(row) or value_cell(row, digits)
    if known:
        return Cell(NOT_JOINED)
    return Cell(DASH)


def _is_of_last_year(ev: Evaluation, line: Line) -> bool:
    headline = str(ev.definitions.at[line.code, "aggregation"])
    return aggregation_of(line.code, line.variant, line.breakdown, headline) == LAST_YEAR


def has_line_figure(ev: Evaluation, line: Line) -> bool:
    """Say whether any year, or the period, has the figure of a line."""
    found = [row_of(part, line) for part in (*ev.years.values(), ev)]
    return any(row is not None and has_figure(row) for row in found)


def _known(ev: Evaluation, line: Line) -> bool:
    """Say whether any year has the figure, or says why it has none."""
    if not line.breakdown:
        return True
    return any(row_of(year, line) is not None for year in ev.years.values())


def lines_of(
    ev: Evaluation, code: str, breakdown: str, names: Mapping[str, str], *, variant: str = ""
) -> list[Line]:
    """Return a line for each category some year has, in the order of `names`.

    A category that `names` does not know comes last and keeps its code as its name.
    """
    seen: dict[str, None] = {}
    for year in ev.years.values():
        rows = year.rows(code, variant=variant, breakdown=breakdown)
        seen.update(dict.fromkeys(rows["category"].astype(str)))
    ordered = [name for name in names if name in seen]
    ordered += [name for name in seen if name not in names]
    return [Line(names.get(item, item), code, variant, breakdown, item) for item in ordered]
