"""WordprocessingML elements made from data; text is never read as markup.

Element names and the order of children follow ECMA-376 Part 1, section 17 (WordprocessingML);
Word refuses files whose children stand in another order.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final, TypeAlias

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

Element: TypeAlias = BaseOxmlElement
_NAMES: Final = {"w": nsmap["w"]}
_qualified = cache(qn)


def element(name: str, children: Iterable[Element] = (), /, **attributes: str | int) -> Element:
    """Return ``w:name`` with `children` and attributes of the same name space."""
    made: Element = oxml_parser.makeelement(_qualified(f"w:{name}"), nsmap=_NAMES)
    for attribute, value in attributes.items():
        made.set(_qualified(f"w:{attribute}"), str(value))
    made.extend(children)
    return made


def flag(name: str, *, on: bool) -> list[Element]:
    """Return the empty element `name` when `on`, else nothing."""
    return [element(name)] if on else []


def text(content: str) -> Element:
    """Return ``w:t`` that keeps its blanks."""
    made = element("t")
    made.text = content
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def twips(points: float) -> int:
    """Return points as twentieths of a point."""
    return round(20 * points)


def paragraph(
    style: str,
    runs: Iterable[Element],
    *,
    keep_next: bool = False,
    new_page: bool = False,
    align: str = "",
) -> Element:
    """Return a paragraph of a style (by its id in the file)."""
    properties = [element("pStyle", val=style), *flag("keepNext", on=keep_next)]
    properties += flag("pageBreakBefore", on=new_page)
    if align:
        properties.append(element("jc", val=align))
    return element("p", [element("pPr", properties), *runs])
