"""The Word file as another program sees it: LibreOffice opens it and prints the same text.

Runs where LibreOffice is installed and says so where it is not.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from gdnn_analysis.fonts import fonts_folder
from gdnn_analysis.render.document import read_document
from gdnn_analysis.render.pdf import render_pdf
from gdnn_analysis.render.word import SHIPPED, check_template
from gdnn_analysis.report.blocks import Cell, Column, Heading, Paragraph, Row, Table

from .conftest import TEXT, as_notebook, sample_cells, wide_table
from .test_pdf import VIETNAMESE
from .word_reading import RUN_ID, bytes_of, opened

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>Times New Roman</family>
<accept><family>Liberation Serif</family></accept></alias>
<alias binding="same"><family>Segoe UI Symbol</family>
<accept><family>DejaVu Sans</family></accept></alias>
</fontconfig>
"""
"""Only the shipped fonts, whatever the machine has; they measure like those of Windows."""


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Return a converter of files by LibreOffice, with a profile and fonts of its own."""
    place = tmp_path_factory.mktemp("libreoffice")
    fonts = place / "fonts.conf"
    fonts.write_text(FONTS.format(folder=fonts_folder(), cache=place / "cache"), encoding="utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(place)}

    def run(files: dict[str, bytes], to: str) -> dict[str, bytes]:
        source, target = place / f"vào {to}", place / f"ra {to}"
        source.mkdir(exist_ok=True)
        paths = [source / f"{name}.docx" for name in files]
        for path, content in zip(paths, files.values(), strict=True):
            path.write_bytes(content)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        command = [OFFICE, profile, "--headless", "--convert-to", to, "--outdir", target, *paths]
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=300)
        return {name: (target / f"{name}.{to}").read_bytes() for name in files}

    return run


def table_of_rows(rows: int) -> Table:
    columns = (Column("Thứ tự"), Column("Nội dung", width=4))
    filler = " ".join(["nội dung dài"] * 20)
    cells = [(Cell(f"đầu{n}"), Cell(f"{filler} cuối{n}.")) for n in range(rows)]
    return Table("k", "Tên bảng", "người", "nguồn", columns, tuple(Row(pair) for pair in cells))


ENDINGS = {
    f"het-{before}-{style}": [
        *[Paragraph("Đoạn.")] * before,
        *[Paragraph("Lời cuối.", style)] * 2,
    ]
    for before in range(17, 29, 2)
    for style in ("body", "item")
}
LONG = [*[Paragraph("Đoạn.")] * 3, Heading("Phần một"), table_of_rows(40)]


@pytest.fixture(scope="module")
def printed(convert) -> dict[str, PdfReader]:
    """Return every file of these tests as LibreOffice prints it."""
    cells = {
        "mau": sample_cells(),
        "dau": [Paragraph(VIETNAMESE), Paragraph(unicodedata.normalize("NFD", VIETNAMESE))],
        "dai": LONG,
        "ngang": [wide_table(), Heading("Phụ lục I. Bảng"), Paragraph("Lời văn.")],
        **ENDINGS,
    }
    files = {name: bytes_of(*blocks, public=False) for name, blocks in cells.items()}
    made = convert(files, "pdf")
    return {name: PdfReader(io.BytesIO(content)) for name, content in made.items()}


def words(page: PageObject) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


def test_vietnamese_text_is_printed_as_written(printed) -> None:
    text = words(printed["dau"].pages[0])
    assert text.count(VIETNAMESE.removesuffix(".")) == 2


def test_the_report_is_printed_whole_and_in_order(printed) -> None:
    text = " ".join(words(page) for page in printed["mau"].pages)
    found = [
        text.index(part)
        for part in (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "BÁO CÁO",
            "TÓM TẮT",
            "Bảng 1. Chỉ số lõi",
            "I. THÔNG TIN CHUNG",
            TEXT[:30],
            "Hình 1. Số sản phẩm theo mức đối chiếu",
            "Bảng 3. Số lượt đăng, phát theo tháng và thể loại",
            "Nơi nhận:",
            "DANH MỤC SẢN PHẨM ĐƯỢC TÍNH",
            "PHƯƠNG PHÁP",
        )
    ]
    assert found == sorted(found)
    assert "✔ Đạt" in text


def test_every_number_of_a_table_is_printed_as_in_the_pdf(printed) -> None:
    document = read_document(as_notebook(sample_cells(), public=False))
    pdf = PdfReader(io.BytesIO(render_pdf(document, run_id=RUN_ID)))
    row = r"cơ sở (\d+) Phóng sự, tin bài ([\d.]+)"
    rows = [
        [pair for page in file.pages for pair in re.findall(row, words(page))]
        for file in (printed["mau"], pdf)
    ]
    assert len(rows[0]) == 39
    assert rows[0] == rows[1]


def test_only_the_page_of_the_wide_table_lies_across(printed) -> None:
    across = [page.mediabox.width > page.mediabox.height for page in printed["mau"].pages]
    assert across.count(True) == 1
    assert "Bảng 3" in words(printed["mau"].pages[across.index(True)])
    shapes = [page.mediabox.width > page.mediabox.height for page in printed["ngang"].pages]
    assert shapes == [False, True, False, False]


def test_pages_carry_marks_run_id_and_their_numbers(printed) -> None:
    numbers = []
    for page in printed["mau"].pages:
        text = words(page)
        assert "SỐ LIỆU MINH HỌA – Lưu hành nội bộ" in text
        assert f"Mã lần chạy: {RUN_ID}" in text
        number = re.match(r"\s*(\d+) SỐ LIỆU", text)
        numbers.append(number[1] if number else "")
    main = len(numbers) - 2
    assert numbers == ["", *map(str, range(2, main + 1)), "", ""]  # each annex is one page


def test_header_rows_repeat_and_rows_stay_whole(printed) -> None:
    pages = [words(page) for page in printed["dai"].pages]
    with_rows = [page for page in pages if "đầu" in page]
    assert len(with_rows) > 2
    for page in with_rows:
        assert "Thứ tự Nội dung" in page
        assert re.findall(r"đầu(\d+)", page) == re.findall(r"cuối(\d+)\.", page)
    assert len(re.findall(r"đầu\d+", with_rows[-1])) >= 2  # the last row is not alone


@pytest.mark.parametrize("name", ENDINGS)
def test_the_signature_never_stands_alone_on_a_page(printed, name) -> None:
    (page,) = [words(page) for page in printed[name].pages if "Nơi nhận" in words(page)]
    assert "Lời cuối./." in page


def test_a_template_saved_by_another_program_still_works(convert, tmp_path: Path) -> None:
    saved = tmp_path / "report.docx"
    saved.write_bytes(convert({"report": SHIPPED.read_bytes()}, "docx")["report"])
    check_template(saved)
    word = opened(bytes_of(*sample_cells(), template=saved))
    assert len(word.sections) == 5
    assert word.sections[1].orientation == 1
