"""Runs of text, links and the places they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from gdnn_analysis.render.word.elements import Element, element, text
from gdnn_analysis.render.word.styles import HYPERLINK, SYMBOL
from gdnn_analysis.render.word.target import Target

Spans = Iterable[Mapping[str, str]]

#: Shapes and dingbats, which Times New Roman does not draw.
_SYMBOLS: Final = re.compile("([\u25a0-\u27bf]+)")
#: Places to break that the page layout adds; Word breaks long words itself, and finds words
#: without them.
_SOFT: Final = "\u200b"
_ALLOWED: Final = ":/?#[]@!$&'()*+,;=-._~%"
_BROKEN_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_LONGEST_ADDRESS: Final = 2000
"""Word takes no longer ones."""


def plain(spans: Spans) -> str:
    """Return the words of `spans`."""
    return "".join(span["text"] for span in spans).replace(_SOFT, "")


def runs(
    target: Target, spans: Spans, *, bold: bool = False, italic: bool = False
) -> list[Element]:
    """Return runs of plain and linked text."""
    look = [name for name, on in (("b", bold), ("i", italic)) if on]
    made: list[Element] = []
    for span in spans:
        link = _link(target, span["target"]) if span["target"] else None
        style = HYPERLINK if link is not None else ""
        pieces = _runs(target, span["text"], style, look)
        if link is None:
            made += pieces
        else:
            link.extend(pieces)
            made.append(link)
    return made


def words(target: Target, content: str, *, style: str = "") -> list[Element]:
    """Return runs of text without links."""
    return list(_runs(target, content, style, ()))


def _runs(target: Target, content: str, style: str, look: Iterable[str]) -> Iterator[Element]:
    for place, piece in enumerate(_SYMBOLS.split(content.replace(_SOFT, ""))):
        chosen = SYMBOL if place % 2 else style
        if piece:
            yield _run(target, piece, chosen, look)


def _run(target: Target, piece: str, style: str, look: Iterable[str]) -> Element:
    properties = [element("rStyle", val=target.styles[style])] if style else []
    properties += [element(name) for name in look]
    head = [element("rPr", properties)] if properties else []
    return element("r", [*head, text(piece)])


def marked(target: Target, anchor: str, content: Iterable[Element]) -> list[Element]:
    """Return `content` as the place links to `anchor` lead to."""
    place = target.bookmarks[anchor]
    return [
        element("bookmarkStart", id=place.id, name=place.name),
        *content,
        element("bookmarkEnd", id=place.id),
    ]


def _link(target: Target, aim: str) -> Element | None:
    """Return an empty link to an address or a place of the document, nothing if it leads nowhere."""
    if ":" in aim:
        address = well_formed(aim)
        if not address:
            return None
        link = element("hyperlink")
        kind = RELATIONSHIP_TYPE.HYPERLINK
        link.set(qn("r:id"), target.part.relate_to(address, kind, is_external=True))
        return link
    place = target.bookmarks.get(aim.removeprefix("#"))
    return None if place is None else element("hyperlink", anchor=place.name)


def well_formed(address: str) -> str:
    """Return a web address as Word takes it, empty when it cannot be made one.

    Word calls a whole file damaged when one address in it is not a URI (RFC 3986): blanks,
    letters beyond ASCII and stray percent signs are encoded, an address without a host is not one.
    """
    encoded = quote(_BROKEN_PERCENT.sub("%25", address), safe=_ALLOWED)
    try:
        parts = urlsplit(encoded)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return ""
    return encoded if usable and len(encoded) <= _LONGEST_ADDRESS else ""
