"""A report in English says so to screen readers, and what media print around it is in English."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from gdnn_analysis.language import report_language
from gdnn_analysis.render.document import Document, read_document
from gdnn_analysis.render.html import render_html
from gdnn_analysis.render.pdf import render_pdf
from gdnn_analysis.render.word import render_docx
from gdnn_analysis.report.blocks import Cell, Column, Paragraph, Row, Table

from .conftest import as_notebook
from .word_reading import RUN_ID, opened

TABLE = Table("k", "Caption", "schools", "the units", (Column("A"),), (Row((Cell("1"),)),))
CELLS = ("# Kiến nghị", Paragraph("See {bang:k}."), TABLE, "# Phụ lục I. Danh mục sản phẩm")


@pytest.fixture(scope="module")
def document() -> Document:
    return read_document(
        as_notebook(CELLS, language="en", title="Results", number="12", date="2024-01-05")
    )


def test_the_page_is_in_english(document) -> None:
    page = render_html(document, run_id=RUN_ID)
    assert '<html lang="en">' in page
    assert "Contents" in page
    assert "Table 1. Caption" in re.sub(r"<[^>]+>", "", page)
    assert "Rendered with gdnn-analysis" in page
    for words in ("Nguồn:", "Bảng 1", "Mục lục", "SỐ LIỆU MINH HỌA"):
        assert words not in page


def test_the_pdf_is_in_english(document) -> None:
    pdf = PdfReader(io.BytesIO(render_pdf(document, run_id=RUN_ID)))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert pdf.root_object["/Lang"] == "en-GB"
    assert "SOCIALIST REPUBLIC OF VIET NAM" in text
    assert "5 January 2024" in text
    assert "dated 5 January 2024 of" in text
    # The mark behind the text and the one at the head of the page.
    assert "ILLUSTRATIVE DATA" in text
    assert "SỐ LIỆU MINH HỌA" not in text


def test_the_word_file_is_in_english(document) -> None:
    word = opened(render_docx(document, run_id=RUN_ID))
    assert word.core_properties.language == "en-GB"
    (default,) = word.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert set(default.attrib.values()) >= {"en-GB"}


def test_rendering_in_english_leaves_the_next_report_as_it_was(document) -> None:
    render_html(document, run_id=RUN_ID)
    assert report_language() == "vi"
