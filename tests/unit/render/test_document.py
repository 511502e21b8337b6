"""An executed notebook reads back as one document, or says why it does not."""

from __future__ import annotations

import unicodedata

import pytest

from gdnn_analysis.render.document import read_document
from gdnn_analysis.render.errors import DocumentError
from gdnn_analysis.render.metadata import REPORT_MIME
from gdnn_analysis.report.blocks import Heading, Note, Paragraph, Table

from .conftest import TEXT, as_notebook, bar_figure, long_table, sample_cells, summary_table


def labels(document) -> list[tuple[str, str]]:
    return [(p.label, p.title) for p in document.parts if isinstance(p.block, Heading)]


def read(*cells, **metadata):
    return read_document(as_notebook(list(cells), **metadata))


def test_blocks_come_back_as_they_were_published() -> None:
    table = summary_table()
    note = Note("Cách hiểu", ("Dòng một.", "Dòng hai."))
    assert read(table, note).blocks == (table, note)


def test_tables_and_figures_are_numbered_apart_in_document_order(sample_notebook) -> None:
    assert read_document(sample_notebook).labels == {
        "tom-tat": "Bảng 1",
        "cot-180": "Hình 1",
        "don-vi": "Bảng 2",
        "theo-thang": "Bảng 3",
        "cac-phu-luc": " Kèm theo: Phụ lục I (Danh mục sản phẩm được tính); Phụ lục II (Phương pháp).",
    }


def test_a_text_names_the_annexes_the_report_has() -> None:
    text = Paragraph("Trên đây là báo cáo.{phuluc:cac-phu-luc}")
    with_annex = read("# Kết quả", text, "# Phụ lục II. Phương pháp")

    assert with_annex.plain(text.text).endswith(". Kèm theo: Phụ lục I (Phương pháp).")
    assert read("# Kết quả", text).plain(text.text) == "Trên đây là báo cáo."


def test_headings_get_official_numbers(sample_notebook) -> None:
    assert labels(read_document(sample_notebook)) == [
        ("", "Tóm tắt"),
        ("I.", "Thông tin chung"),
        ("1.", "Căn cứ"),
        ("2.", "Phạm vi"),
        ("II.", "Kết quả thực hiện"),
        ("1.", "Chỉ tiêu số lượng"),
        ("a)", "Theo mức đối chiếu"),
        ("b)", "Theo đơn vị"),
        ("2.", "Theo tháng"),
        ("III.", "Kiến nghị"),
        ("Phụ lục I", "Danh mục sản phẩm được tính"),
        ("1.", "Danh mục"),
        ("Phụ lục II", "Phương pháp"),
    ]


def test_points_follow_the_vietnamese_alphabet() -> None:
    points = "\n".join(f"### Điểm {place}" for place in range(1, 8))
    document = read(f"# Phần\n## Mục\n{points}")
    assert [label for label, _ in labels(document)[2:]] == [
        "a)",
        "b)",
        "c)",
        "d)",
        "đ)",
        "e)",
        "g)",
    ]


def test_one_annex_needs_no_number() -> None:
    assert labels(read("# Phụ lục. Bảng số liệu")) == [("Phụ lục", "Bảng số liệu")]


def test_a_skipped_heading_level_is_an_error_naming_the_heading() -> None:
    with pytest.raises(DocumentError, match="Kinh phí"):
        read("# Phần\n### Kinh phí")


def test_a_part_after_the_annexes_is_an_error() -> None:
    with pytest.raises(DocumentError, match="Kiến nghị"):
        read("# Phụ lục I. Bảng\n# Kiến nghị")


def test_references_resolve_to_labels_and_targets(sample_notebook) -> None:
    document = read_document(sample_notebook)
    linked = [(span.text, span.target) for span in document.spans(TEXT) if span.target]
    assert linked == [("Bảng 2", "don-vi"), ("Hình 1", "cot-180")]
    assert "{" not in document.plain(TEXT)


@pytest.mark.parametrize(
    "text", ["Xem {bang:khong-co}.", "Xem {hinh:tom-tat}.", "Xem {bang:cot-180-so-lieu}."]
)
def test_a_reference_to_no_such_block_is_an_error_naming_it(text: str) -> None:
    with pytest.raises(DocumentError, match=r"khong-co|hinh:tom-tat|cot-180-so-lieu"):
        read(summary_table(), bar_figure(), Paragraph(text))


def test_references_in_cells_and_notes_are_checked_too() -> None:
    with pytest.raises(DocumentError, match="tom-tat"):
        read(long_table(1))  # its caption refers to a table that is not there


def test_two_blocks_with_one_key_are_an_error() -> None:
    with pytest.raises(DocumentError, match="tom-tat"):
        read(summary_table(), summary_table())


def test_a_key_that_is_no_address_is_an_error() -> None:
    table = summary_table()
    wrong = Table(**{**vars(table), "key": "Bảng 1"})
    with pytest.raises(DocumentError, match="Bảng 1"):
        read(wrong)


def test_paragraph_lines_are_joined_and_items_kept_apart() -> None:
    document = read("Dòng một\ndòng hai.\n\n- Mục một;\n- Mục hai\n  viết tiếp.\nĐoạn\n")
    assert document.blocks == (
        Paragraph("Dòng một dòng hai."),
        Paragraph("Mục một;", "item"),
        Paragraph("Mục hai viết tiếp. Đoạn", "item"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "**đậm**",
        "_nghiêng_ và *nghiêng*",
        "Xem [trang](https://example.org)",
        "| a | b |",
        "> trích",
        "1. một",
        "* mục",
        "`mã`",
        "<b>x</b>",
        "##### Cấp năm",
        "#Không cách",
        "---",
        "![hình](x.png)",
    ],
)
def test_markdown_beyond_headings_paragraphs_and_items_is_an_error_naming_the_cell(line) -> None:
    with pytest.raises(DocumentError, match="o-3") as error:
        read("Đoạn đầu.", line)
    assert line in str(error.value)


@pytest.mark.parametrize(
    "line", ["5 * 3 = 15 và 2_3", "Sở LĐ-TB&XH – 95,0 %", "a < b", "Số 3066/KH-SLĐTBXH (*)"]
)
def test_ordinary_sentences_are_not_taken_for_markup(line: str) -> None:
    assert read(line).blocks == (Paragraph(line),)


def test_characters_without_glyph_are_replaced_counted_and_listed() -> None:
    document = read(Paragraph("Hay \uf0b7 quá 中 中!\ufeff"), title="Kết quả 中")
    assert document.blocks == (Paragraph("Hay □ quá □ □!"),)
    assert document.metadata.title == "Kết quả □"
    assert [(r.char, r.count) for r in document.replaced] == [
        ("U+4E2D", 3),
        ("U+F0B7", 1),
        ("U+FEFF", 1),
    ]


def test_decomposed_text_is_composed_without_being_listed() -> None:
    document = read(Paragraph(unicodedata.normalize("NFD", "Hải Dương")))
    assert document.blocks == (Paragraph("Hải Dương"),)
    assert document.replaced == ()


def test_a_notebook_that_was_not_run_is_refused() -> None:
    notebook = as_notebook(sample_cells())
    notebook.cells[0]["outputs"] = []
    with pytest.raises(DocumentError, match="chưa có kết quả"):
        read_document(notebook)


def test_metadata_published_twice_are_refused() -> None:
    notebook = as_notebook([])
    notebook.cells.append(notebook.cells[0])
    with pytest.raises(DocumentError, match="2 lần"):
        read_document(notebook)


def test_metadata_with_missing_or_unknown_fields_are_refused_naming_them() -> None:
    notebook = as_notebook([], lạ="x", public="yes")
    del notebook.cells[0]["outputs"][0]["data"][REPORT_MIME]["title"]
    with pytest.raises(DocumentError) as error:
        read_document(notebook)
    assert all(name in str(error.value) for name in ("title", "lạ", "public"))


def test_an_output_that_is_no_block_is_an_error_naming_the_cell() -> None:
    notebook = as_notebook([summary_table()])
    notebook.cells[1]["outputs"][0]["data"] = {"text/plain": "123"}
    with pytest.raises(DocumentError, match="o-2"):
        read_document(notebook)


def test_what_a_cell_prints_is_no_part_of_the_report() -> None:
    notebook = as_notebook([summary_table()])
    notebook.cells[1]["outputs"].append({"output_type": "stream", "name": "stdout", "text": "x"})
    assert len(read_document(notebook).blocks) == 1


def test_a_block_of_another_version_is_an_error() -> None:
    notebook = as_notebook([Paragraph("x")])
    data = next(iter(notebook.cells[1]["outputs"][0]["data"].values()))
    data["unknown"] = 1
    with pytest.raises(DocumentError, match="paragraph"):
        read_document(notebook)


def test_links_lead_to_the_web_or_within_the_document_only(sample_notebook) -> None:
    document = read_document(sample_notebook)
    assert document.address("https://haiduong.gov.vn/a") == "https://haiduong.gov.vn/a"
    assert document.address("#don-vi") == "#don-vi"
    assert document.address("#khong-co") == ""
    assert document.address("javascript:alert(1)") == ""
    assert document.address("don-vi") == ""
