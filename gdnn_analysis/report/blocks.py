"""What a report is made of: headings, paragraphs, tables, figures and notes.

A block shows itself in Jupyter (``text/html``) and carries its typed content in the same output
under :data:`MIME`, so every medium is written from the executed notebook and nothing else. Text
that a medium needs to be accessible (caption, unit, source, alternative text) is required here, so
no medium can lack it.

Numbers of tables and figures ("Bảng 3") are given when a document is read back; text refers to a
block by ``{bang:key}`` or ``{hinh:key}``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from html import escape
from typing import Any, ClassVar, Final, Literal, Self, TypeVar

from gdnn_analysis.language import report_language, words

MIME: Final = "application/vnd.gdnn.block+json"
REPORT_MIME: Final = "application/vnd.gdnn.report+json"
"""Of the one output that carries the report's frame (shape: ``render.metadata``)."""

Align = Literal["left", "right", "center"]
RowKind = Literal["data", "group", "total"]
T = TypeVar("T")
ParagraphStyle = Literal["body", "item", "lead", "warning"]


@dataclass(frozen=True)
class Cell:
    """One table cell.

    Attributes
    ----------
    text
        What is printed, already formatted.
    tone
        A code of VERDICT or STATUS that colours the cell (with its symbol, never colour alone).
    symbol
        The sign printed before the text.
    link
        Address the text links to.
    italic
        For provisional figures (rule R16).
    """

    text: str
    tone: str = ""
    symbol: str = ""
    link: str = ""
    italic: bool = False


@dataclass(frozen=True)
class Column:
    """One table column.

    Attributes
    ----------
    title
        Header text.
    align
        Numbers right, text left, signs centred.
    width
        Share of the table's width, relative to the other columns.
    group
        Text of a header that spans neighbouring columns of the same group.
    """

    title: str
    align: Align = "left"
    width: float = 1.0
    group: str = ""


@dataclass(frozen=True)
class Row:
    """One table row; a ``group`` row has one cell that spans the table."""

    cells: tuple[Cell, ...]
    kind: RowKind = "data"


@dataclass(frozen=True)
class Block:
    """Base of all blocks."""

    kind: ClassVar[str] = ""

    def content(self) -> dict[str, Any]:
        """Return the typed content as plain JSON data with its ``kind``."""
        return {"kind": self.kind, **asdict(self)}

    def html(self) -> str:
        """Return the block as an HTML fragment for Jupyter."""
        raise TypeError(f"{type(self).__name__} is not a kind of block")

    def worded(self) -> Self:
        """Return the block in the report's language (see :func:`gdnn_analysis.language.words`)."""
        return self if report_language() == "vi" else _worded(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        shown = self.worded()
        return {"text/html": shown.html(), "text/plain": shown.plain(), MIME: shown.content()}

    def plain(self) -> str:
        """Return a short plain text, for logs."""
        return f"<{self.kind}>"


@dataclass(frozen=True)
class Heading(Block):
    """A heading; level 1 is a part of the report (I, II, …), 2 a section, 3 a subsection.

    Parts of the leaders' page are not ``numbered``.
    """

    kind: ClassVar[str] = "heading"
    text: str
    level: int = 1
    numbered: bool = True

    def html(self) -> str:
        level = min(self.level + 1, 6)
        return f"<h{level}>{escape(self.text)}</h{level}>"

    def plain(self) -> str:
        return self.text


@dataclass(frozen=True)
class Paragraph(Block):
    """A paragraph of running text.

    Style ``item`` is a list item, ``lead`` stands out, ``warning`` must not be overlooked.
    """

    kind: ClassVar[str] = "paragraph"
    text: str
    style: ParagraphStyle = "body"

    def html(self) -> str:
        mark = "– " if self.style == "item" else ""
        return f'<p class="gdnn-{self.style}">{mark}{escape(self.text)}</p>'

    def plain(self) -> str:
        return self.text


@dataclass(frozen=True)
class Table(Block):
    """A table with what official tables carry.

    Attributes
    ----------
    key
        Name for references, unique in a report.
    caption
        Title, without "Bảng n".
    unit
        "Đơn vị tính" line above the table; empty when columns carry their own units.
    source
        Where the figures come from.
    columns, rows
        Content. The first column is the row header.
    notes
        Lines below the table.
    long
        May run over several pages (its header row is repeated).
    """

    kind: ClassVar[str] = "table"
    key: str
    caption: str
    unit: str
    source: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    long: bool = False

    def __post_init__(self) -> None:
        for row in self.rows:
            expected = 1 if row.kind == "group" else len(self.columns)
            if len(row.cells) != expected:
                raise ValueError(
                    f"table {self.key!r}: a {row.kind} row has {len(row.cells)} cells, "
                    f"expected {expected}: {[cell.text for cell in row.cells]}"
                )

    def html(self) -> str:
        from gdnn_analysis.report.markup import table_html

        return table_html(self)

    def plain(self) -> str:
        return self.caption


@dataclass(frozen=True)
class Figure(Block):
    """A drawing with the message it carries in words and the data it shows.

    Attributes
    ----------
    key, caption, source
        As for tables.
    alt
        Alternative text: the message, with its numbers.
    svg
        The drawing, with real text (no outlines) in the shipped font.
    data
        The numbers drawn, as a table shown beside or below the figure in HTML.
    """

    kind: ClassVar[str] = "figure"
    key: str
    caption: str
    alt: str
    source: str
    svg: str
    data: Table

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError(f"figure {self.key!r} has no alternative text")

    def content(self) -> dict[str, Any]:
        return {**super().content(), "data": self.data.content()}

    def html(self) -> str:
        from gdnn_analysis.report.markup import figure_html

        return figure_html(self)

    def plain(self) -> str:
        return self.alt


@dataclass(frozen=True)
class Note(Block):
    """A framed note: method, caution, or what is missing."""

    kind: ClassVar[str] = "note"
    title: str
    lines: tuple[str, ...]

    def html(self) -> str:
        lines = "".join(f"<p>{escape(line)}</p>" for line in self.lines)
        return f'<div class="gdnn-note"><p><strong>{escape(self.title)}</strong></p>{lines}</div>'

    def plain(self) -> str:
        return self.title


@dataclass(frozen=True)
class Blocks(Sequence[Block]):
    """Several blocks published by one notebook cell, each as its own output."""

    items: tuple[Block, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, *parts: Block | Iterable[Block]) -> Blocks:
        """Return the blocks in `parts`, flattened."""
        items: list[Block] = []
        for part in parts:
            items.extend([part] if isinstance(part, Block) else part)
        return cls(tuple(items))

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: Any) -> Any:
        return self.items[index]

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for item in self.items:
            display(item)  # type: ignore[no-untyped-call]


NOT_WORDS: Final = frozenset({"key", "svg", "link", "tone", "symbol", "align", "kind", "style"})
"""Fields of blocks whose text is not for reading."""
COLUMN: Final = "column head"
"""Context of words at the head of a column: one "Sự kiện" in each row, not "Events"."""


def _worded(part: T) -> T:
    """Return a block, or a part of one, with every text a reader sees in the report's language."""
    context = COLUMN if isinstance(part, Column) else ""
    changed = {
        item.name: _in_words(getattr(part, item.name), context)
        for item in fields(part)  # type: ignore[arg-type]
        if item.name not in NOT_WORDS
    }
    return replace(part, **changed)  # type: ignore[type-var]


def _in_words(value: Any, context: str = "") -> Any:
    if isinstance(value, str):
        return words(value, context)
    if isinstance(value, tuple):
        return tuple(_in_words(item) for item in value)
    return _worded(value) if is_dataclass(value) else value
