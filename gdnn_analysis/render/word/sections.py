"""Sections: upright and landscape pages, page numbers, first pages without a number.

In a Word file a section ends in the paragraph that carries its properties; those of the last one
stand at the end of the body (ECMA-376 Part 1, 17.6.17 and 17.6.18).
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from docx.oxml.ns import qn

from gdnn_analysis.render.word.elements import Element, element

#: Children of section properties that stand before the kind of page numbers.
_BEFORE_NUMBERS: Final = ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")


@dataclass(frozen=True)
class Stretch:
    """Pages of one direction.

    Attributes
    ----------
    content
        Paragraphs and tables; ends with a paragraph.
    landscape
        Direction of the pages.
    opens
        Begins the report or an annex: the number of its first page is not shown
        (Decree 30/2020/NĐ-CP, Appendix I, Part I, II).
    annex
        Begins an annex, whose pages are counted from 1 (Part III.1.đ).
    """

    content: list[Element]
    landscape: bool = False
    opens: bool = False
    annex: bool = False


def section_after(paragraph: Element) -> Element:
    """Return the section properties that govern `paragraph`: the next ones in the document."""
    found = paragraph.xpath("following::w:sectPr | .//w:sectPr")
    first: Element = found[0]
    return first


def properties(base: Element, stretch: Stretch) -> Element:
    """Return the section properties of a stretch, otherwise like `base`."""
    made = deepcopy(base)
    if not stretch.opens:
        _remove(made, "titlePg")
    if stretch.annex or not stretch.opens:
        _remove(made, "type")
        _count_pages(made, from_one=stretch.annex)
    if stretch.landscape:
        _turn(made)
    return made


def text_width(base: Element, *, landscape: bool) -> float:
    """Return the width of the text in points on pages of one direction."""
    size, margins = base.find(qn("w:pgSz")), base.find(qn("w:pgMar"))
    across = _number(size, "h" if landscape else "w")
    sides = sum(_number(margins, side) for side in ("left", "right", "gutter"))
    return (across - sides) / 20


def close(paragraph: Element, section: Element) -> None:
    """End a section in `paragraph`."""
    paragraph.get_or_add_pPr().append(section)


def _remove(section: Element, name: str) -> None:
    for found in section.findall(qn(f"w:{name}")):
        section.remove(found)


def _count_pages(section: Element, *, from_one: bool) -> None:
    counted = section.find(qn("w:pgNumType"))
    if counted is None:
        counted = element("pgNumType")
        before = [item for name in _BEFORE_NUMBERS for item in section.findall(qn(f"w:{name}"))]
        before[-1].addnext(counted)
    counted.attrib.pop(qn("w:start"), None)
    if from_one:
        counted.set(qn("w:start"), "1")


def _turn(section: Element) -> None:
    size = section.find(qn("w:pgSz"))
    width, height = size.get(qn("w:w")), size.get(qn("w:h"))
    size.set(qn("w:w"), height)
    size.set(qn("w:h"), width)
    size.set(qn("w:orient"), "landscape")


def _number(parent: Element, name: str) -> float:
    return float(parent.get(qn(f"w:{name}")) or 0)
