"""``report.html``: one self-contained page, readable on a phone, by a screen reader and in print.

Nothing is fetched from anywhere; there is no script.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gdnn_analysis.language import tell, words
from gdnn_analysis.render.document import Document, Part, in_its_language
from gdnn_analysis.render.header import COUNTRY, MOTTO, letterhead, signature
from gdnn_analysis.render.software import PROGRAM
from gdnn_analysis.render.svg import inline_svg
from gdnn_analysis.report.blocks import Column, Figure, Heading, Paragraph, Row, Table

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES: Final = Path(__file__).with_name("templates")


@dataclass
class Entry:
    """A line of the contents list with the lines below it."""

    anchor: str
    text: str
    below: list[Entry] = field(default_factory=list)


@in_its_language
def render_html(document: Document, *, run_id: str) -> str:
    """Return the report as a web page; the same document gives the same text.

    Parameters
    ----------
    document
        The report.
    run_id
        Printed at the foot, the same in all media.
    """
    main, annexes = _split(document.parts)
    page = environment().get_template("report.html.j2")
    return page.render(
        document=document,
        metadata=document.metadata,
        letterhead=letterhead(document.metadata),
        signature=signature(document.metadata),
        country=words(COUNTRY),
        motto=words(MOTTO),
        contents=contents(document),
        main=list(with_lists(main)),
        annexes=list(with_lists(annexes)),
        run_id=run_id,
        program=PROGRAM,
    )


@cache
def environment() -> Environment:
    """Return the template environment of all pages; every value is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(
        words=words,
        tell=tell,
        drawing=drawing,
        header_rows=header_rows,
        row_groups=row_groups,
        style=_style(),
    )
    return made


def _style() -> str:
    return (TEMPLATES / "page.css").read_text(encoding="utf-8")


def contents(document: Document) -> list[Entry]:
    """Return the contents list: headings of levels 1 to 3, nested."""
    top = Entry("", "")
    open_entries = [top]
    for part in document.parts:
        if isinstance(part.block, Heading) and part.block.level <= 3:
            del open_entries[part.block.level :]
            entry = Entry(part.anchor, heading_text(document, part))
            open_entries[-1].below.append(entry)
            open_entries.append(entry)
    return top.below


def heading_text(document: Document, part: Part) -> str:
    """Return a heading with its number on one line."""
    joint = ". " if part.is_annex and part.title else " "
    return f"{part.label}{joint}{document.plain(part.title)}".strip(" ")


def _split(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    cut = next((place for place, part in enumerate(parts) if part.is_annex), len(parts))
    return parts[:cut], parts[cut:]


def with_lists(parts: Sequence[Part]) -> Iterator[tuple[str, list[Part]]]:
    """Yield the parts by kind, neighbouring items together as one list."""
    for kind, group in groupby(parts, key=_kind):
        members = list(group)
        if kind == "item":
            yield kind, members
        else:
            yield from ((kind, [part]) for part in members)


def _kind(part: Part) -> str:
    block = part.block
    return block.style if isinstance(block, Paragraph) else block.kind


def header_rows(columns: Sequence[Column]) -> list[list[tuple[str, str, int, int]]]:
    """Return header rows as (text, scope, columns spanned, rows spanned).

    Neighbouring columns of one group share a header above theirs.
    """
    if not any(column.group for column in columns):
        return [[(column.title, "col", 1, 1) for column in columns]]
    top: list[tuple[str, str, int, int]] = []
    bottom: list[tuple[str, str, int, int]] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        inside = list(members)
        if group:
            top.append((group, "colgroup", len(inside), 1))
            bottom += [(column.title, "col", 1, 1) for column in inside]
        else:
            top += [(column.title, "col", 1, 2) for column in inside]
    return [top, bottom]


def row_groups(table: Table) -> list[list[Row]]:
    """Return the rows cut into bodies, each opened by its group row."""
    groups: list[list[Row]] = [[]]
    for row in table.rows:
        if row.kind == "group" and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    return groups


def drawing(figure: Figure, document: Document) -> str:
    """Return the drawing of a figure with its alternative text."""
    return inline_svg(
        figure.svg,
        key=figure.key,
        title=document.plain(figure.caption),
        description=document.plain(figure.alt),
    )
