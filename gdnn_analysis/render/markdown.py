"""Markdown cells of report notebooks: headings, paragraphs and list items, nothing else.

What a cell may hold is small on purpose: every medium must be able to show it, and sentences with
numbers come from ``report.narrative``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from gdnn_analysis.report.blocks import Block, Heading, Paragraph

HEADING: Final = re.compile(r"(#{1,4})[ \t]+(\S.*?)[ \t]*#*")
_ITEM: Final = re.compile(r"- +(\S.*)")
#: Marks of Markdown we do not carry out: they would be printed as they stand.
_FOREIGN: Final = re.compile(
    r"^#|^>|^\||^[*+] |^[0-9]+[.)] |^(?:```|~~~)|^(?:-{3,}|={3,}|\*{3,})$"
    r"|`|\*\*|__|!\[|\]\(|</?[A-Za-z!]|(?<!\w)[*_]\S[^*_]*[*_](?!\w)"
)


class NotPlainError(ValueError):
    """A line of Markdown that is neither heading, paragraph nor list item."""


def markdown_blocks(source: str) -> list[Block]:
    """Return the blocks of a Markdown cell; lines of a paragraph are joined.

    Raises
    ------
    NotPlainError
        With the first line that is anything else.
    """
    return list(_blocks(source))


def _blocks(source: str) -> Iterator[Block]:
    open_lines: list[str] = []
    is_item = False
    for raw in [*source.splitlines(), ""]:
        line = raw.strip()
        heading, item = HEADING.fullmatch(line), _ITEM.fullmatch(line)
        if open_lines and (not line or heading or item):
            yield Paragraph(" ".join(open_lines), "item" if is_item else "body")
            open_lines, is_item = [], False
        if heading:
            yield Heading(_plain(heading[2]), len(heading[1]))
        elif item:
            open_lines, is_item = [_plain(item[1])], True
        elif line:
            open_lines.append(_plain(line))


def _plain(line: str) -> str:
    if _FOREIGN.search(line):
        raise NotPlainError(line)
    return line
