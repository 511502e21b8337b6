"""What tables share: sources, notes on lower bounds, what to print without data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Paragraph, Table
from gdnn_analysis.report.wording import (
    NO_DATA,
    OTHER_CATEGORIES,
    flags_of,
    is_lower_bound,
)

LOWER_BOUNDS: Final = "Giá trị đếm là cận dưới: số liệu chưa đủ hoặc chưa xác định được mức đầy đủ."


_ADDRESS: Final = re.compile(r"https?://(?:www\.)?([^/\s;,]+)[^\s;,]*")


OWN_SOURCE: Final = "Tính từ số liệu các đơn vị gửi"


PUBLIC_SOURCE: Final = "Tập hợp từ nguồn công khai"


def source_of(ev: Evaluation, *tables: str) -> str:
    """Return the source line of a table: who gave the data, and the tables used."""
    base = PUBLIC_SOURCE if ev.data.descriptor.kind == "cong_khai" else OWN_SOURCE
    return (
        tell(
            "{base} (bảng {tables}).",
            base=base,
            tables=", ".join(f"“{ev.names.table(table)}”" for table in tables),
        )
        if tables
        else f"{words(base)}."
    )


def if_any(table: Table, otherwise: str) -> Table | Paragraph:
    """Return the table, or a sentence when it would have no row of data."""
    return table if has_data(table) else Paragraph(otherwise)


def or_nothing(table: Table) -> Table | None:
    """Return the table, or nothing when it has no data: the sentence before it says so."""
    return table if has_data(table) else None


def has_data(table: Table) -> bool:
    """Say whether a table has a row of data that is not missing throughout."""
    rows = [row for row in table.rows if row.kind == "data"]
    return any(
        cell.text not in ("", "–", NO_DATA, words(NO_DATA))
        for row in rows
        for cell in row.cells[1:]
    )


def bound_note(total: pd.Series | None) -> tuple[str, ...]:
    """Return the note that a table's counts are lower bounds, when its total is one."""
    return (LOWER_BOUNDS,) if total is not None and is_lower_bound(total) else ()


def cells(*texts: str | Cell) -> tuple[Cell, ...]:
    """Return cells from plain texts and ready cells."""
    return tuple(text if isinstance(text, Cell) else Cell(text) for text in texts)


def verdict_of(ev: Evaluation, code: str, variant: str) -> str:
    """Return the verdict of a headline row; empty when there is no row."""
    row = ev.row(code, variant=variant)
    return str(row["verdict"]) if row is not None else ""


def area_text(ev: Evaluation, area: str) -> str:
    """Return the name of an area, or the words of a category that is none."""
    return words(OTHER_CATEGORIES.get(area, "")) or ev.names.area(area)


def shortened(text: str, letters: int) -> str:
    """Return the beginning of a text, a whole clause if it can be, when it has over `letters`."""
    told = words(text)
    if len(told) <= letters:
        return told
    start = told[:letters]
    clause = max(start.rfind(mark) for mark in (", ", "; ", ". "))
    return (start[:clause] if clause >= 0.6 * letters else start.rsplit(" ", 1)[0]) + "…"


def decimals_of(ev: Evaluation, code: str) -> int:
    """Return the number of decimals the definition of `code` prescribes."""
    return int(str(ev.definitions.at[code, "decimals"]))


def flagged(rows: Iterable[pd.Series], flag: str) -> bool:
    """Say whether any row carries `flag`."""
    return any(flag in flags_of(row) for row in rows)


def without_paths(text: str) -> str:
    """Return a source with the site of each web address alone; the data file has the whole."""
    parts = (part.strip() for part in _ADDRESS.sub(r"\1", text).split(";"))
    return "; ".join(dict.fromkeys(part for part in parts if part))
