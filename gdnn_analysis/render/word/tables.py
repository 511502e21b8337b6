"""Tables: repeated header rows, rows that are not cut, what a screen reader needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any, Final

from gdnn_analysis.language import tell
from gdnn_analysis.render.word.elements import Element, element, flag, paragraph, twips
from gdnn_analysis.render.word.styles import (
    CAPTION,
    SOURCE,
    TABLE,
    TABLE_HEAD,
    TABLE_HEAD_SMALL,
    TABLE_NOTE,
    TABLE_TEXT,
    TABLE_TEXT_SMALL,
    UNIT,
)
from gdnn_analysis.render.word.target import Block, Target
from gdnn_analysis.render.word.text import Spans, marked, plain, runs, words

#: Fill of a cell by its tone (VERDICT, STATUS); the sign and the word say the same.
TONES: Final[Mapping[str, str]] = {
    "dat": "E3F1E3",
    "gan_dat": "FBF0D5",
    "chua_dat": "F9E0DD",
    "chua_ket_luan": "ECECEC",
    "phu_thuoc_cach_hieu": "E4EAF6",
    "khong_du_lieu": "F2F2F2",
    "status-thuc_hien": "E3F1E3",
    "status-mot_phan": "FBF0D5",
    "status-khong": "F9E0DD",
    "status-khong_du_lieu": "F2F2F2",
}
_HEAD_FILL: Final = "EEEEEE"
_GROUP_FILL: Final = "F7F7F7"
_KEPT: Final = 2
"""Last rows that stay together with the notes below: neither of them stands alone on a page."""
_SMALL: Final = 11
"""Below this size in points the small styles are used."""


def table_block(target: Target, block: Block) -> list[Element]:
    """Return a table with its caption and unit above and its notes and source below."""
    unit = tell("Đơn vị tính: {unit}", unit=block["unit"]) if block["unit"] else ""
    return [
        caption(target, block),
        *([paragraph(target.styles[UNIT], words(target, unit))] if unit else []),
        _table(target, block),
        *(paragraph(target.styles[TABLE_NOTE], runs(target, note)) for note in block["notes"]),
        source_line(target, block["source"]),
    ]


def caption(target: Target, block: Block) -> Element:
    """Return "Bảng 3. …" or "Hình 1. …"; references lead to the label."""
    label = marked(target, block["anchor"], words(target, block["label"]))
    rest = [*words(target, ". "), *runs(target, block["caption"])]
    return paragraph(target.styles[CAPTION], [*label, *rest])


def source_line(target: Target, spans: Spans) -> Element:
    """Return the line that says where the figures come from."""
    return paragraph(target.styles[SOURCE], [*words(target, tell("Nguồn: ")), *runs(target, spans)])


@dataclass(frozen=True)
class _Grid:
    """What the cells of one table share."""

    target: Target
    widths: Sequence[int]
    columns: Sequence[Mapping[str, str]]
    head: str
    text: str


def _table(target: Target, block: Block) -> Element:
    small = block["size"] < _SMALL
    grid = _Grid(
        target=target,
        widths=_widths(block["widths"], target.widths[block["landscape"]]),
        columns=block["columns"],
        head=target.styles[TABLE_HEAD_SMALL if small else TABLE_HEAD],
        text=target.styles[TABLE_TEXT_SMALL if small else TABLE_TEXT],
    )
    kept = len(block["rows"]) - _KEPT
    return element(
        "tbl",
        [
            _properties(grid, block),
            element("tblGrid", [element("gridCol", w=width) for width in grid.widths]),
            *_header(grid),
            *(_row(grid, row, keep=place >= kept) for place, row in enumerate(block["rows"])),
        ],
    )


def _widths(shares: Sequence[float], room: float) -> list[int]:
    """Return column widths in twips that fill `room` points exactly."""
    total = sum(shares)
    edges = [twips(room * sum(shares[:place]) / total) for place in range(len(shares) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _properties(grid: _Grid, block: Block) -> Element:
    titles = "; ".join(column["title"].replace("\u200b", "") for column in grid.columns)
    description = tell(
        "Bảng có {count} dòng; các cột: {titles}.", count=len(block["rows"]), titles=titles
    )
    return element(
        "tblPr",
        [
            element("tblStyle", val=grid.target.styles[TABLE]),
            element("tblW", w=sum(grid.widths), type="dxa"),
            element("tblLayout", type="fixed"),
            element("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0,
                    noHBand=0, noVBand=1),
            element("tblCaption", val=f"{block['label']}. {plain(block['caption'])}"),
            element("tblDescription", val=description),
        ],
    )  # fmt: skip


def _header(grid: _Grid) -> Iterator[Element]:
    """Yield the header rows; neighbouring columns of one group share a header above theirs."""
    columns = list(zip(grid.columns, grid.widths, strict=True))
    grouped = any(column["group"] for column in grid.columns)
    if not grouped:
        yield _header_row(_head_cell(grid, column["title"], width) for column, width in columns)
        return
    top: list[Element] = []
    bottom: list[Element] = []
    for group, members in groupby(columns, key=lambda item: item[0]["group"]):
        inside = list(members)
        if group:
            width = sum(width for _, width in inside)
            top.append(_head_cell(grid, group, width, span=len(inside)))
            bottom += [_head_cell(grid, column["title"], width) for column, width in inside]
        else:
            top += [_head_cell(grid, col["title"], width, merge="restart") for col, width in inside]
            bottom += [_head_cell(grid, "", width, merge="continue") for _, width in inside]
    yield _header_row(top)
    yield _header_row(bottom)


def _header_row(cells: Iterator[Element] | list[Element]) -> Element:
    return element("tr", [element("trPr", [element("cantSplit"), element("tblHeader")]), *cells])


def _head_cell(grid: _Grid, title: str, width: int, *, span: int = 1, merge: str = "") -> Element:
    content = paragraph(grid.head, words(grid.target, title))
    return _cell(content, width, span=span, merge=merge, fill=_HEAD_FILL)


def _row(grid: _Grid, row: Mapping[str, Any], *, keep: bool) -> Element:
    """Return a row; one to `keep` stays on the page of what follows, a group with its rows."""
    if row["kind"] == "group":
        spans = row["cells"][0]["spans"]
        content = paragraph(grid.text, runs(grid.target, spans, bold=True), keep_next=True)
        cells = [_cell(content, sum(grid.widths), span=len(grid.widths), fill=_GROUP_FILL)]
        return element("tr", [element("trPr", [element("cantSplit")]), *cells])
    total = row["kind"] == "total"
    parts = zip(row["cells"], grid.columns, grid.widths, strict=True)
    cells = [
        _cell(
            paragraph(
                grid.text,
                runs(grid.target, cell["spans"], bold=total, italic=cell["italic"]),
                keep_next=keep,
                align="" if column["align"] == "left" else column["align"],
            ),
            width,
            fill=TONES.get(cell["tone"], ""),
        )
        for cell, column, width in parts
    ]
    properties = flag("cantSplit", on=not row["tall"])
    return element("tr", [*([element("trPr", properties)] if properties else []), *cells])


def _cell(
    content: Element, width: int, *, span: int = 1, merge: str = "", fill: str = ""
) -> Element:
    properties = [element("tcW", w=width, type="dxa")]
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if merge:
        properties.append(element("vMerge", val=merge))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill))
    properties.append(element("vAlign", val="center"))
    return element("tc", [element("tcPr", properties), content])
