"""Drawings for a web page: unique ids, an accessible name, nothing that points outside."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_PROLOGUE: Final = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_METADATA: Final = re.compile(r"<metadata\b.*?</metadata>", re.DOTALL)
_NAMESPACE: Final = re.compile(r"""\sxmlns(?::\w+)?=(?:"[^"]*"|'[^']*')""")
_OWN_ID: Final = re.compile(r"""(\sid=["'])([^"']+)""")
_USED_ID: Final = re.compile(r"""(url\(["']?#|href=["']#)([^"')]+)""")
_START: Final = re.compile(r"<svg\b([^>]*)>")
_NAMING: Final = re.compile(r"""\s(?:role|aria-[a-z]+)=(?:"[^"]*"|'[^']*')""")


def inline_svg(svg: str, *, key: str, title: str, description: str) -> str:
    """Return an SVG drawing to be put into HTML as it is.

    Parameters
    ----------
    svg
        A complete SVG document.
    key
        Put before every id, so that several drawings can stand on one page.
    title, description
        Accessible name and alternative text.

    Notes
    -----
    Name spaces mean nothing inside HTML and metadata are not for readers; both go, so the page
    holds no address but its links.
    """
    drawing = _METADATA.sub("", _PROLOGUE.sub("", svg, count=1))
    drawing = _NAMESPACE.sub("", drawing)
    drawing = _OWN_ID.sub(rf"\g<1>{key}--\g<2>", drawing)
    drawing = _USED_ID.sub(rf"\g<1>{key}--\g<2>", drawing)
    names = (
        f'<title id="{key}--ten">{escape(title)}</title>'
        f'<desc id="{key}--mo-ta">{escape(description)}</desc>'
    )
    found = _START.search(drawing)
    if found is None:
        raise ValueError(f"figure {key!r} is not an SVG drawing")
    opening = (
        f'<svg role="img" aria-labelledby="{key}--ten {key}--mo-ta"{_NAMING.sub("", found[1])}>'
    )
    return f"{opening}{names}{drawing[found.end() :].strip()}"
