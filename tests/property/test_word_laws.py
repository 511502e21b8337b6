"""Laws of the Word report that hold for any text."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from gdnn_analysis.render.document import Document, Part
from gdnn_analysis.render.metadata import ReportMetadata
from gdnn_analysis.render.printable import Printer
from gdnn_analysis.render.word import render_docx
from gdnn_analysis.render.word.letterhead import broken, even_width
from gdnn_analysis.render.word.text import well_formed
from gdnn_analysis.report.blocks import Cell, Column, Paragraph, Row, Table

TEXTS = st.text(max_size=60).map(lambda text: Printer().text(text) or "x")
MARKUP = st.sampled_from(
    ["{{ body }}", "{%p if x %}", "<w:p>", "&lt;", "]]>", "{# x #}", "{_{", '"']
)


def document(text: str) -> Document:
    metadata = ReportMetadata(
        title=text,
        period="2023",
        window="nd09",
        window_label="",
        kind="thu_thap",
        created="2024-01-05T08:00:00+07:00",
        issuer=text,
        recipients=(text,),
    )
    table = Table("k", text, text, text, (Column(text),), (Row((Cell(text),)),), notes=(text,))
    parts = (Part(Paragraph(text), "doan-1"), Part(table, "k", "Bảng 1"))
    return Document(metadata, parts, {"k": "Bảng 1"})


def texts(content: bytes) -> list[str]:
    """Return the paragraphs of a Word file without places to break, which Word sets itself."""
    body = docx.Document(io.BytesIO(content)).element.body
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p"))]


@settings(max_examples=40)
@given(st.one_of(TEXTS, st.lists(st.one_of(MARKUP, TEXTS), max_size=4).map(" ".join)))
def test_any_text_is_printed_as_it_is_in_text_tables_and_title(text: str) -> None:
    text = Printer().text(text) or "x"
    expected = text.replace("\u200b", "")
    found = texts(render_docx(document(text), run_id="x"))
    assert found.count(expected) >= 4  # paragraph, header, cell, note
    assert f"Bảng 1. {expected}" in found
    assert f"Nguồn: {expected}" in found


@settings(max_examples=10)
@given(TEXTS)
def test_equal_documents_make_equal_bytes(text: str) -> None:
    assert render_docx(document(text), run_id="x") == render_docx(document(text), run_id="x")


@given(st.lists(st.text("ab", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(1, 60))
def test_breaking_lines_loses_no_word_and_evening_adds_no_line(words, room) -> None:
    text = " ".join(words)
    lines = broken(len, text, room)
    assert " ".join(lines) == text
    assert all(len(line) <= room or " " not in line for line in lines)
    assert len(broken(len, text, even_width(len, text, room))) == len(lines)


@given(st.one_of(st.text(max_size=40), st.text("a.:/?#[]@%é ", max_size=40)))
def test_an_address_is_ascii_without_blanks_or_empty_and_stays_as_it_is(tail: str) -> None:
    address = well_formed(f"https://a.vn/{tail}")
    assert address.isascii()
    assert " " not in address
    assert well_formed(address) == address
