"""Reading Word files back, for the tests."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from gdnn_analysis.render.document import read_document
from gdnn_analysis.render.word import render_docx

from .conftest import as_notebook

RUN_ID = "3f9a21c4"


def bytes_of(*cells, template=None, **metadata) -> bytes:
    document = read_document(as_notebook(list(cells), **metadata))
    return render_docx(document, run_id=RUN_ID, template=template)


def word_of(*cells, template=None, **metadata) -> WordDocument:
    return opened(bytes_of(*cells, template=template, **metadata))


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def body(word: WordDocument) -> Any:
    return word.element.body


def words(item: Any) -> str:
    """Return the text of an element: a paragraph ends a line, a line break is a blank."""
    lines = []
    for paragraph in item.iter(qn("w:p")):
        pieces = paragraph.iter(qn("w:t"), qn("w:br"))
        lines.append("".join(p.text or "" if p.tag == qn("w:t") else " " for p in pieces))
    return "\n".join(lines)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def style_of(word: WordDocument, paragraph: Any) -> str:
    """Return the name of a paragraph's style, the built-in ones as stored ("heading 1")."""
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    id_ = found.get(qn("w:val"))
    (style,) = [
        s for s in word.styles.element.findall(qn("w:style")) if s.get(qn("w:styleId")) == id_
    ]
    return style.find(qn("w:name")).get(qn("w:val"))


def of_style(word: WordDocument, *names: str) -> list[Any]:
    return [
        p for p in body(word).iter(qn("w:p")) if p.xpath("./w:pPr/w:pStyle") if
        style_of(word, p) in names
    ]  # fmt: skip


def content_tables(word: WordDocument) -> list[Any]:
    """Return the tables of the report, not those that lay out letterhead and signature."""
    return [t for t in body(word).iter(qn("w:tbl")) if t.xpath("./w:tblPr/w:tblStyle")]


def value(item: Any, name: str = "val") -> str | None:
    return None if item is None else item.get(qn(f"w:{name}"))
