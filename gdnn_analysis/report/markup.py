"""HTML of tables and figures, shared by Jupyter and the report page.

Only escaped text goes in; figures are SVG made by ``report.figures``.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from gdnn_analysis.language import words
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table


def cell_html(cell: Cell) -> str:
    """Return the content of a cell: symbol, text and link."""
    text = escape(cell.text)
    if cell.link:
        text = f'<a href="{escape(cell.link, quote=True)}">{text}</a>'
    if cell.italic:
        text = f"<em>{text}</em>"
    if not cell.symbol:
        return text
    return f'<span class="gdnn-sign" aria-hidden="true">{escape(cell.symbol)}</span> {text}'


def _tone(cell: Cell) -> str:
    return f' data-tone="{escape(cell.tone, quote=True)}"' if cell.tone else ""


def _row_html(row: Row, columns: tuple[Column, ...]) -> str:
    if row.kind == "group":
        cell = row.cells[0]
        return (
            f'<tr class="gdnn-group"><th scope="rowgroup" colspan="{len(columns)}">'
            f"{cell_html(cell)}</th></tr>"
        )
    first, *rest = zip(row.cells, columns, strict=True)
    head = f'<th scope="row" class="{first[1].align}"{_tone(first[0])}>{cell_html(first[0])}</th>'
    cells = "".join(
        f'<td class="{column.align}"{_tone(cell)}>{cell_html(cell)}</td>' for cell, column in rest
    )
    return f'<tr class="gdnn-{row.kind}">{head}{cells}</tr>'


def header_html(columns: tuple[Column, ...]) -> str:
    """Return the header rows; neighbouring columns of one group share a spanning header."""
    if not any(column.group for column in columns):
        cells = "".join(
            f'<th scope="col" class="{column.align}">{escape(column.title)}</th>'
            for column in columns
        )
        return f"<tr>{cells}</tr>"
    top, bottom = [], []
    for group, members in groupby(columns, key=lambda column: column.group):
        inside = list(members)
        if group:
            top.append(f'<th scope="colgroup" colspan="{len(inside)}">{escape(group)}</th>')
            bottom += [f'<th scope="col">{escape(column.title)}</th>' for column in inside]
        else:
            top += [f'<th scope="col" rowspan="2">{escape(column.title)}</th>' for column in inside]
    return f"<tr>{''.join(top)}</tr><tr>{''.join(bottom)}</tr>"


def table_html(table: Table, *, label: str = "") -> str:
    """Return a table with caption, unit line, scoped headers, notes and source.

    Parameters
    ----------
    table
        The block.
    label
        "Bảng 3." when the table is numbered, empty in Jupyter.
    """
    unit = escape(words("Đơn vị tính: ") + table.unit) if table.unit else ""
    unit = f'<span class="gdnn-unit">{unit}</span>' if unit else ""
    notes = "".join(f"<li>{escape(note)}</li>" for note in table.notes)
    note_list = f'<ul class="gdnn-notes">{notes}</ul>' if notes else ""
    lead = f"<strong>{escape(label)}</strong> " if label else ""
    return (
        f'<figure class="gdnn-table" id="{escape(table.key, quote=True)}">'
        f'<div class="gdnn-scroll" role="region" tabindex="0" '
        f'aria-label="{escape(table.caption, quote=True)}"><table>'
        f"<caption>{lead}{escape(table.caption)}{unit}</caption>"
        f"<thead>{header_html(table.columns)}</thead>"
        f"<tbody>{''.join(_row_html(row, table.columns) for row in table.rows)}</tbody>"
        f"</table></div>"
        f"{note_list}"
        f'<p class="gdnn-source">{escape(words("Nguồn: ") + table.source)}</p></figure>'
    )


def figure_html(figure: Figure, *, label: str = "") -> str:
    """Return a figure with alternative text, caption and its numbers as a table."""
    lead = f"<strong>{escape(label)}</strong> " if label else ""
    return (
        f'<figure class="gdnn-figure" id="{escape(figure.key, quote=True)}">'
        f'<div role="img" aria-label="{escape(figure.alt, quote=True)}">{figure.svg}</div>'
        f"<figcaption>{lead}{escape(figure.caption)}</figcaption>"
        f'<p class="gdnn-source">{escape(words("Nguồn: ") + figure.source)}</p>'
        f"<details><summary>{escape(words('Số liệu của hình'))}</summary>"
        f"{table_html(figure.data)}</details></figure>"
    )
