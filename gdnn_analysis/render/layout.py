"""The document as plain data for the fixed page template: what goes on which page, in what words.

The template gets only data. Nothing in it is ever read as markup, so no text can inject anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from gdnn_analysis.language import Language, words
from gdnn_analysis.render.columns import Fit, fit_table, shown, soften
from gdnn_analysis.render.document import Document, Part, in_its_language
from gdnn_analysis.render.header import COUNTRY, MOTTO, letterhead, signature
from gdnn_analysis.report.blocks import Cell, Column, Figure, Heading, Note, Paragraph, Row, Table

END_MARK = "./."
_HEIGHT: Final = re.compile(r'<svg\b[^>]*?\bheight="([\d.]+)pt"')
_TALL: Final = 220.0
"""Points from which a drawing may stand at the top of the next page, after words that follow it."""
_LONG_WORD = 40
"""Running text has room for longer words than a table cell."""


REGIONS: Final[Mapping[Language, str]] = {"vi": "VN", "en": "GB"}
FIXED: Final[Mapping[str, str]] = {
    "run": "Mã lần chạy: ",
    "unit": "Đơn vị tính: ",
    "source": "Nguồn: ",
    "report": "BÁO CÁO",
    "recipients": "Nơi nhận:",
    "annex": "Phụ lục",
    "illustrative": "SỐ LIỆU MINH HỌA",
}
"""Words the page template prints around the data."""


def page_data(document: Document, *, run_id: str) -> Mapping[str, Any]:
    """Return everything the page template prints, the same for PDF and Word.

    Parameters
    ----------
    document
        The report.
    run_id
        Printed in the footer of every page, the same in all media.
    """
    return document.remembered((page_data, run_id), lambda: _page_data(document, run_id=run_id))


@in_its_language
def _page_data(document: Document, *, run_id: str) -> Mapping[str, Any]:
    metadata = document.metadata
    main, annexes = _split(document.parts)
    return {
        "title": metadata.full_title,
        "issuer": metadata.issuer,
        "marks": list(metadata.marks),
        "illustrative": metadata.kind == "minh_hoa",
        "as_annex": metadata.as_annex,
        "run_id": run_id,
        "lang": metadata.language,
        "region": REGIONS[metadata.language],
        "words": {name: words(text) for name, text in FIXED.items()},
        "country": words(COUNTRY),
        "motto": words(MOTTO),
        "letterhead": asdict(letterhead(metadata)),
        "signature": None if metadata.as_annex else asdict(signature(metadata)),
        "main": _segments(
            _last_marked(_with_end_mark(_lay_out(document, main))), signed=not metadata.as_annex
        ),
        "annexes": [_annex(document, parts) for parts in annexes],
    }


def _split(parts: Sequence[Part]) -> tuple[list[Part], list[list[Part]]]:
    """Return the parts of the report itself and those of each annex."""
    main: list[Part] = []
    annexes: list[list[Part]] = []
    for part in parts:
        if part.is_annex:
            annexes.append([])
        (annexes[-1] if annexes else main).append(part)
    return main, annexes


def _annex(document: Document, parts: Sequence[Part]) -> dict[str, Any]:
    opening, *rest = parts
    return {
        "anchor": opening.anchor,
        "label": opening.label,
        "title": document.plain(opening.title),
        "segments": _segments(
            _lying_down(_with_end_mark(_lay_out(document, rest), signed=False)), signed=False
        ),
    }


def _lay_out(document: Document, parts: Iterable[Part]) -> list[dict[str, Any]]:
    return _series_kept(list(_with_lists(_block(document, part) for part in parts)))


def _series_kept(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep figures that follow one another where they are: what comes after waits for them all."""
    kinds = ["", *(block["kind"] for block in blocks), ""]
    return [
        {**block, "tall": False} if block["kind"] == "figure" in (before, after) else block
        for block, before, after in zip(blocks, kinds, kinds[2:], strict=False)
    ]


def _block(document: Document, part: Part) -> dict[str, Any]:
    block = part.block
    if isinstance(block, Heading):
        title = f"{part.label} {document.plain(part.title)}".strip()
        return {
            "kind": "heading",
            "anchor": part.anchor,
            "level": block.level,
            "text": title,
            "new_page": part.after_summary,
        }
    if isinstance(block, Paragraph):
        return {"kind": block.style, "spans": _spans(document, block.text, _LONG_WORD)}
    if isinstance(block, Note):
        lines = [_spans(document, line, _LONG_WORD) for line in block.lines]
        return {"kind": "note", "title": document.plain(block.title), "lines": lines}
    if isinstance(block, Figure):
        return _figure(document, part, block)
    if isinstance(block, Table):
        return _table(document, part, block)
    raise TypeError(f"no page layout for {type(block).__name__}")


def _spans(document: Document, text: str, limit: int) -> list[dict[str, str]]:
    return [
        {"text": soften(span.text, limit), "target": span.target} for span in document.spans(text)
    ]


def _figure(document: Document, part: Part, figure: Figure) -> dict[str, Any]:
    return {
        "kind": "figure",
        "anchor": part.anchor,
        "label": part.label,
        "caption": _spans(document, figure.caption, _LONG_WORD),
        "alt": document.plain(figure.alt),
        "svg": figure.svg,
        "tall": _height(figure.svg) > _TALL,
        "source": _spans(document, figure.source, _LONG_WORD),
    }


def _height(svg: str) -> float:
    """Return the height of a drawing in points."""
    found = _HEIGHT.search(svg)
    return float(found[1]) if found else 0.0


def _table(document: Document, part: Part, table: Table) -> dict[str, Any]:
    fit = fit_table(table, document.plain)
    return {
        "kind": "table",
        "anchor": part.anchor,
        "label": part.label,
        "caption": _spans(document, table.caption, _LONG_WORD),
        "unit": document.plain(table.unit),
        "source": _spans(document, table.source, _LONG_WORD),
        "notes": [_spans(document, note, _LONG_WORD) for note in table.notes],
        "size": fit.size,
        "landscape": fit.landscape,
        "short": fit.short,
        "widths": [round(width, 3) for width in fit.widths],
        "columns": [_column(document, column, fit) for column in table.columns],
        "rows": [
            {**_row(document, row, fit, tall=tall), "leads": leads}
            for row, tall, leads in zip(table.rows, fit.tall, _leading(table.rows), strict=True)
        ],
    }


def _leading(rows: Sequence[Row]) -> list[bool]:
    """Say of each row whether it is the title of data rows that follow at once.

    The typesetter only takes those as headers: one without rows of its own stops it.
    """
    following = [row.kind for row in rows[1:]] + ["group"]
    return [
        row.kind == "group" and after != "group" for row, after in zip(rows, following, strict=True)
    ]


def _column(document: Document, column: Column, fit: Fit) -> dict[str, str]:
    return {
        "title": soften(document.plain(column.title), fit.limit),
        "group": soften(document.plain(column.group), fit.limit),
        "align": column.align,
    }


def _row(document: Document, row: Row, fit: Fit, *, tall: bool) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "tall": tall,
        "cells": [_cell(document, cell, fit) for cell in row.cells],
    }


def _cell(document: Document, cell: Cell, fit: Fit) -> dict[str, Any]:
    spans = _spans(document, shown(cell), fit.limit)
    link = document.address(cell.link)
    if link and cell.text:
        spans = [{**span, "target": link} for span in spans]
    return {"spans": spans, "tone": cell.tone, "italic": cell.italic}


def _with_lists(blocks: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Join neighbouring items to one list, so that the file says they are one."""
    items: list[list[dict[str, str]]] = []
    for block in blocks:
        if block["kind"] == "item":
            items.append(block["spans"])
            continue
        if items:
            yield {"kind": "list", "items": items}
            items = []
        yield block
    if items:
        yield {"kind": "list", "items": items}


def _with_end_mark(blocks: list[dict[str, Any]], *, signed: bool = True) -> list[dict[str, Any]]:
    """Put "./." after the last word, as every official text ends.

    Below a table it stands on a line of its own only where a signature follows.
    """
    if not blocks:
        return [_end_line()]
    *before, last = blocks
    if last["kind"] in ("body", "lead"):
        return [*before, {**last, "spans": _ended(last["spans"])}]
    if last["kind"] == "list":
        return [*before, {**last, "items": [*last["items"][:-1], _ended(last["items"][-1])]}]
    if last["kind"] == "note" and last["lines"]:
        return [*before, {**last, "lines": [*last["lines"][:-1], _ended(last["lines"][-1])]}]
    if last["kind"] in ("table", "figure") and last["source"] and not signed:
        return [*before, {**last, "source": _ended(last["source"])}]
    return [*blocks, _end_line()]


def _lying_down(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Lay all pages of an annex across where most rows of its tables need it.

    Else each change of direction would leave the rest of a page empty.
    """
    tables = [block for block in blocks if block["kind"] == "table"]
    across = sum(len(table["rows"]) for table in tables if table["landscape"])
    if 2 * across <= sum(len(table["rows"]) for table in tables):
        return blocks
    return [{**block, "landscape": True} for block in blocks]


def _last_marked(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Mark what ends the text, so that it goes with the signature below it.

    Of a list only the last item does.
    """
    *before, last = blocks
    if last["kind"] != "list" or len(last["items"]) == 1:
        return [*before, {**last, "last": True}]
    *items, ending = last["items"]
    return [
        *before,
        {**last, "items": items},
        {**last, "items": [ending], "last": True},
    ]


def _end_line() -> dict[str, Any]:
    return {"kind": "end", "spans": [{"text": END_MARK, "target": ""}]}


def _ended(spans: list[dict[str, str]]) -> list[dict[str, str]]:
    *before, last = spans
    if last["target"]:
        return [*spans, {"text": END_MARK, "target": ""}]
    return [*before, {**last, "text": last["text"].rstrip(" .;") + END_MARK}]


def _segments(blocks: Sequence[dict[str, Any]], *, signed: bool = True) -> list[dict[str, Any]]:
    """Cut the text into runs of pages of one direction.

    A heading goes with the table it stands above, and the text before a landscape table stays on
    its upright page. The sign of the end goes with the signature of a `signed` text, else it stays
    with what it ends.
    """
    segments: list[dict[str, Any]] = []
    for block in blocks:
        ends = block["kind"] == "end" and bool(segments) and not signed
        landscape = segments[-1]["landscape"] if ends else bool(block.get("landscape"))
        if not segments:
            segments.append({"landscape": landscape, "blocks": []})
        elif segments[-1]["landscape"] != landscape:
            moved = _take_headings(segments[-1]["blocks"]) if landscape else []
            segments.append({"landscape": landscape, "blocks": moved})
        segments[-1]["blocks"].append(block)
    return [segment for segment in segments if segment["blocks"]]


def _take_headings(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Remove the headings that end `blocks` and return them."""
    cut = len(blocks)
    while cut and blocks[cut - 1]["kind"] == "heading":
        cut -= 1
    moved = blocks[cut:]
    del blocks[cut:]
    return moved
