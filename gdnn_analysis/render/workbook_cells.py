"""One table of the annex workbook, cell by cell: types, formats, heights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from gdnn_analysis.language import words
from gdnn_analysis.render.sheets import SheetColumn

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Formats = Mapping[str, "Format"]
Write = Callable[[int, int, Any, object], object]
FONT: Final = "Times New Roman"
LONGEST_TEXT: Final = 32_000
LINE_HEIGHT: Final = 15.0
HIGHEST_ROW: Final = 399.75
_CUT: Final = " […]"
_NUMBER_FORMATS: Final[Mapping[str, str]] = {
    "integer": "#,##0",
    "share": "0 %",
    "score": "0.00",
    "date": "dd/mm/yyyy",
}


def make_formats(book: Workbook) -> dict[str, Format]:
    """Return the formats of all cells by name."""
    plain = {"font_name": FONT, "font_size": 11, "valign": "top"}
    cell = {**plain, "border": 1, "border_color": "#C8C8C8"}
    made = {
        "text": {**cell, "text_wrap": True, "num_format": "@"},
        "boolean": {**cell, "align": "center"},
        "title": {**plain, "bold": True, "font_size": 14},
        "line": {**plain, "italic": True},
        "label": {**plain, "bold": True},
        "header": {
            **plain,
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "bg_color": "#E8E8E8",
            "border": 1,
        },
        **{
            name: {**cell, "num_format": words(code, "number format")}
            for name, code in _NUMBER_FORMATS.items()
        },
        "whole": {**cell, "num_format": "#,##0"},
        "tenths": {**cell, "num_format": "#,##0.0"},
        "exact": {**cell, "num_format": "#,##0.00##"},
    }
    return {name: book.add_format(spec) for name, spec in made.items()}


def write_table(
    formats: Formats,
    page: Worksheet,
    columns: Sequence[SheetColumn],
    values: pd.DataFrame,
    *,
    top: int,
) -> None:
    """Write a real table; Excel wants at least one row, so an empty one says it is empty."""
    bottom = top + max(len(values), 1)
    page.add_table(
        top,
        0,
        bottom,
        len(columns) - 1,
        {
            "columns": [
                {"header": words(column.title), "header_format": formats["header"]}
                for column in columns
            ],
            "style": "Table Style Light 1",
            "banded_rows": False,
        },
    )
    if values.empty:
        page.write_string(top + 1, 0, words("Không có dòng nào."), formats["line"])
    _set_heights(page, columns, values, top=top)
    units = values["Đơn vị tính"].tolist() if "Đơn vị tính" in values else [""] * len(values)
    writers = _writers(formats, page)
    for place, column in enumerate(columns):
        write, own = writers[column.type], values[column.title]
        missing = own.isna() | own.eq("").fillna(value=False)
        cells = zip(own.tolist(), missing.tolist(), units, strict=True)
        for row, (value, is_missing, unit) in enumerate(cells, start=top + 1):
            if is_missing:
                page.write_blank(row, place, None, formats["text"])
            else:
                write(row, place, value, unit)


def _set_heights(
    page: Worksheet, columns: Sequence[SheetColumn], values: pd.DataFrame, *, top: int
) -> None:
    """Make rows high enough for their wrapped text; only Excel would do so by itself."""
    page.set_row(top, 2.1 * LINE_HEIGHT)
    lines = pd.Series(1.0, index=values.index)
    for column in columns:
        if column.type == "text":
            letters = values[column.title].fillna("").astype(str).str.len()
            lines = lines.combine((letters / (1.05 * column.width)).apply(ceil), max)
    for row, count in enumerate(lines, start=top + 1):
        if count > 1:
            page.set_row(row, min(LINE_HEIGHT * count, HIGHEST_ROW))


def _writers(formats: Formats, page: Worksheet) -> dict[str, Write]:
    def number(kind: str) -> Write:
        return lambda row, place, value, _: page.write_number(
            row, place, float(value), formats[kind]
        )

    return {
        "text": lambda row, place, value, _: page.write_string(
            row, place, words(_text(value)), formats["text"]
        ),
        "boolean": lambda row, place, value, _: page.write_string(
            row, place, words("Có" if value else "Không"), formats["boolean"]
        ),
        "date": lambda row, place, value, _: page.write_datetime(
            row, place, pd.Timestamp(value).to_pydatetime(), formats["date"]
        ),
        "number": lambda row, place, value, unit: page.write_number(
            row, place, float(value), formats[_number_format(float(value), str(unit))]
        ),
        **{kind: number(kind) for kind in ("integer", "share", "score")},
    }


def _number_format(value: float, unit: str) -> str:
    if unit.startswith("%"):
        return "tenths"
    return "whole" if value.is_integer() else "exact"


def _text(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + _CUT
