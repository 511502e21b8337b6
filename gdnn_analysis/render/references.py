"""References between blocks: ``{bang:key}`` and ``{hinh:key}`` become linked "Bảng 3", "Hình 1".

``{phuluc:cac-phu-luc}`` becomes the list of the annexes, which the text has to point to (Decree
30/2020/NĐ-CP); nothing in a report without any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Final

from gdnn_analysis.language import say, words
from gdnn_analysis.render.errors import DocumentError
from gdnn_analysis.report.blocks import Block, Figure, Table

LABELS: Final = {"bang": "Bảng", "hinh": "Hình"}
ANNEXES: Final = "cac-phu-luc"
_REFERENCE: Final = re.compile(r"\{(bang|hinh|phuluc):([^{}]*)\}")
_KEY: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Span:
    """A run of text, linked to the block whose key is `target` unless that is empty."""

    text: str
    target: str = ""


def number_blocks(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Return the label of each table and figure by key, numbered in document order.

    Raises
    ------
    DocumentError
        When two blocks have the same key, or a key cannot be an address within a page.
    """
    labels: dict[str, str] = {}
    counts = {"bang": 0, "hinh": 0}
    for block in blocks:
        if isinstance(block, Table | Figure):
            _check_key(block.key, labels)
            kind = "bang" if isinstance(block, Table) else "hinh"
            counts[kind] += 1
            labels[block.key] = f"{words(LABELS[kind])} {counts[kind]}"
    return labels


def _check_key(key: str, labels: Mapping[str, str]) -> None:
    if key in labels:
        raise DocumentError(
            say(
                "Hai bảng hoặc hình cùng mang mã “{key}”. Hãy đặt mã khác cho một trong hai.",
                "Two tables or figures have the key “{key}”. Give one of them another key.",
                key=key,
            )
        )
    if not _KEY.fullmatch(key):
        raise DocumentError(
            say(
                "Mã “{key}” của bảng hoặc hình chỉ được gồm chữ thường a–z, chữ số, dấu nối.",
                "Key “{key}” of a table or figure may hold a-z, digits and hyphens only.",
                key=key,
            )
        )


def spans(text: str, labels: Mapping[str, str]) -> tuple[Span, ...]:
    """Return `text` with its references resolved, as runs of plain and linked text.

    Raises
    ------
    DocumentError
        For a reference to a block that is not in the report, or of the other kind.
    """
    return tuple(_spans(text, labels))


def _spans(text: str, labels: Mapping[str, str]) -> Iterator[Span]:
    place = 0
    for found in _REFERENCE.finditer(text):
        if found.start() > place:
            yield Span(text[place : found.start()])
        if found[1] == "phuluc":
            yield Span(labels.get(found[2], ""))
        else:
            yield Span(_label(found[1], found[2], labels), found[2])
        place = found.end()
    if place < len(text) or not text:
        yield Span(text[place:])


def plain(text: str, labels: Mapping[str, str]) -> str:
    """Return `text` with its references resolved to words only."""
    return "".join(span.text for span in spans(text, labels))


def _label(kind: str, key: str, labels: Mapping[str, str]) -> str:
    label = labels.get(key, "")
    if not label.startswith(words(LABELS[kind])):
        raise DocumentError(
            say(
                "Văn bản nhắc đến {{{kind}:{key}}} nhưng báo cáo không có. Các mã có trong báo "
                "cáo: {known}.",
                "The text refers to {{{kind}:{key}}}, which the report does not have. "
                "Keys in the report: {known}.",
                kind=kind,
                key=key,
                known=", ".join(labels) or "–",
            )
        )
    return label


def texts_of(part: object) -> Iterator[str]:
    """Yield every text in a block, its cells, columns and notes, except drawings."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from texts_of(item)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name != "svg":
                yield from texts_of(getattr(part, field.name))
