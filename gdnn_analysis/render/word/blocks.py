"""Each kind of block of the page data as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import Any, Final

from docx.shared import Pt

from gdnn_analysis.render.word.elements import Element, element, paragraph
from gdnn_analysis.render.word.styles import (
    ANNEX,
    ANNEX_TITLE,
    ATTACHED,
    BODY,
    BULLET,
    FIGURE,
    HEADINGS,
    LEAD,
    NOTE,
    NOTE_TITLE,
    WARNING,
)
from gdnn_analysis.render.word.tables import caption, source_line, table_block
from gdnn_analysis.render.word.target import Block, Target
from gdnn_analysis.render.word.text import marked, plain, runs, words

_FIRST_PICTURE: Final = 100_000
"""Numbers of pictures start above those docxtpl gives to the template's own."""


def lay_out(target: Target, blocks: Iterable[Block]) -> list[Element]:
    """Return the paragraphs and tables of `blocks`; the last one is always a paragraph."""
    return [made for block in blocks for made in _WRITERS[block["kind"]](target, block)]


def annex_head(target: Target, annex: Mapping[str, Any], attached_to: str) -> list[Element]:
    """Return the title of an annex and the line that ties it to the report, unless empty."""
    title = words(target, annex["title"], style=ANNEX_TITLE)
    content = [*words(target, annex["label"]), *([_line_break(), *title] if title else [])]
    head = paragraph(target.styles[ANNEX], marked(target, annex["anchor"], content))
    if not attached_to:
        return [head]
    return [head, paragraph(target.styles[ATTACHED], words(target, attached_to))]


def _line_break() -> Element:
    return element("r", [element("br")])


def _heading(target: Target, block: Block) -> list[Element]:
    content = marked(target, block["anchor"], words(target, block["text"]))
    style = target.styles[HEADINGS[block["level"] - 1]]
    return [paragraph(style, content, new_page=block["new_page"])]


def _styled(style: str) -> Callable[[Target, Block], list[Element]]:
    def write(target: Target, block: Block) -> list[Element]:
        # The last words stay with the signature, which must not stand alone on a page.
        last = block.get("last", False)
        return [paragraph(target.styles[style], runs(target, block["spans"]), keep_next=last)]

    return write


def _list(target: Target, block: Block) -> list[Element]:
    last = block.get("last", False)
    return [
        paragraph(target.styles[BULLET], runs(target, item), keep_next=last)
        for item in block["items"]
    ]


def _note(target: Target, block: Block) -> list[Element]:
    return [
        paragraph(target.styles[NOTE_TITLE], words(target, block["title"])),
        *(paragraph(target.styles[NOTE], runs(target, line)) for line in block["lines"]),
    ]


def _figure(target: Target, block: Block) -> list[Element]:
    return [
        paragraph(target.styles[FIGURE], [element("r", [_drawing(target, block)])]),
        caption(target, block),
        source_line(target, block["source"]),
    ]


def _drawing(target: Target, block: Block) -> Element:
    picture = target.pictures[block["anchor"]]
    scale = min(1.0, target.widths[False] / picture.width)
    size = Pt(picture.width * scale), Pt(picture.height * scale)
    inline = target.part.new_pic_inline(BytesIO(picture.png), *size)
    inline.docPr.set("id", str(_FIRST_PICTURE + target.bookmarks[block["anchor"]].id))
    inline.docPr.set("name", block["label"])
    inline.docPr.set("descr", block["alt"])
    inline.docPr.set("title", f"{block['label']}. {plain(block['caption'])}")
    return element("drawing", [inline])


_WRITERS: Final[Mapping[str, Callable[[Target, Block], list[Element]]]] = {
    "heading": _heading,
    "body": _styled(BODY),
    "lead": _styled(LEAD),
    "warning": _styled(WARNING),
    "end": _styled(BODY),
    "list": _list,
    "note": _note,
    "table": table_block,
    "figure": _figure,
}
