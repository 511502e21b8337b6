"""The file being written, as the writers of blocks see it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from docx.parts.document import DocumentPart

from gdnn_analysis.render.word.figures import Picture
from gdnn_analysis.render.word.styles import Styles

Block = Mapping[str, Any]
"""A block of the page data (:mod:`gdnn_analysis.render.layout`)."""

_LONGEST_NAME: Final = 40
"""Word's limit for the name of a bookmark."""
_FIRST: Final = 10_000
"""Numbers of bookmarks start above those a template may have of its own."""


@dataclass(frozen=True)
class Bookmark:
    """A place links can lead to: Word's number and name for it."""

    id: int
    name: str


@dataclass(frozen=True)
class Target:
    """The file being written.

    Attributes
    ----------
    part
        Its main part, which keeps pictures and outside addresses.
    styles
        Ids of its styles.
    bookmarks
        Places of the document by anchor.
    pictures
        Drawings of the document by anchor.
    widths
        Text width in points of an upright (False) and of a landscape (True) page.
    """

    part: DocumentPart
    styles: Styles
    bookmarks: Mapping[str, Bookmark]
    pictures: Mapping[str, Picture]
    widths: Mapping[bool, float]


def blocks_of(page: Mapping[str, Any]) -> Iterator[Block]:
    """Yield every block of the page data in order, annex headings among them."""
    for segment in page["main"]:
        yield from segment["blocks"]
    for annex in page["annexes"]:
        yield annex
        for segment in annex["segments"]:
            yield from segment["blocks"]


def bookmarks(blocks: Iterable[Block]) -> dict[str, Bookmark]:
    """Return a bookmark for every block with an anchor.

    Names hold letters, digits and "_" only and are numbered, so that neither Word's rules nor its
    limit of length can make two the same.
    """
    anchors = dict.fromkeys(block["anchor"] for block in blocks if "anchor" in block)
    return {
        anchor: Bookmark(_FIRST + place, _name(place, anchor))
        for place, anchor in enumerate(anchors, start=1)
    }


def _name(place: int, anchor: str) -> str:
    return f"gdnn_{place}_{re.sub(r'[^a-z0-9]', '_', anchor)}"[:_LONGEST_NAME]
