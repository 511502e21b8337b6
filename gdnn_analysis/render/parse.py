"""From the JSON a notebook output carries back to the block it was made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from gdnn_analysis.language import say
from gdnn_analysis.render.errors import DocumentError
from gdnn_analysis.report.blocks import (
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
)

Content = Mapping[str, Any]


def parse_block(content: Content) -> Block:
    """Return the block whose :meth:`~gdnn_analysis.report.blocks.Block.content` is `content`.

    Raises
    ------
    DocumentError
        When the content is not that of a block of this version.
    """
    kind = content.get("kind")
    try:
        return _PARSERS[str(kind)]({key: value for key, value in content.items() if key != "kind"})
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentError(
            say(
                "Khối “{kind}” trong sổ tính toán không đọc được ({error}). "
                "Hãy chạy lại sổ bằng đúng phiên bản phần mềm.",
                "Block “{kind}” of the notebook cannot be read ({error}). "
                "Run the notebook again with this version of the software.",
                kind=kind,
                error=error,
            )
        ) from error


def _table(content: Content) -> Table:
    parts = dict(content)
    parts.pop("kind", None)
    parts["columns"] = tuple(Column(**column) for column in parts["columns"])
    parts["rows"] = tuple(
        Row(tuple(Cell(**cell) for cell in row["cells"]), row["kind"]) for row in parts["rows"]
    )
    parts["notes"] = tuple(parts.get("notes", ()))
    return Table(**parts)


def _figure(content: Content) -> Figure:
    return Figure(**{**content, "data": _table(content["data"])})


def _note(content: Content) -> Note:
    return Note(content["title"], tuple(content["lines"]))


_PARSERS: Final[Mapping[str, Callable[[Content], Block]]] = {
    "heading": lambda content: Heading(**content),
    "paragraph": lambda content: Paragraph(**content),
    "table": _table,
    "figure": _figure,
    "note": _note,
}
