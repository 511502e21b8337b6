"""The PDF is an archive file, accessible, and laid out as Decree 30/2020/NĐ-CP asks."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from gdnn_analysis.render.document import read_document
from gdnn_analysis.render.pdf import render_pdf
from gdnn_analysis.report.blocks import (
    Cell,
    Column,
    Figure,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
)

from .conftest import TEXT, as_notebook, sample_cells

MM = 72 / 25.4
VIETNAMESE = (
    "Ẩn dấu: à ả ã á ạ ằ ẳ ẵ ắ ặ ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ồ ổ ỗ ố ộ "
    "ờ ở ỡ ớ ợ ù ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ."
)


def pdf_of(*cells, **metadata) -> PdfReader:
    document = read_document(as_notebook(list(cells), **metadata))
    return PdfReader(io.BytesIO(render_pdf(document, run_id="3f9a21c4")))


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return pdf_of(*sample_cells())


def words(page: PageObject) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


def pieces(page: PageObject) -> list[tuple[str, float, float, float]]:
    """Return pieces of text as (text, x, y, size) in points from the lower left corner."""
    found = []

    def note(text, cm, tm, font, size) -> None:
        if text.strip():
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x, y, abs(size * tm[3] * cm[3])))

    page.extract_text(visitor_text=note)
    return found


def in_header(page: PageObject) -> list[str]:
    height = float(page.mediabox.height)
    return [text for text, _, y, _ in pieces(page) if y > height - 20 * MM]


def test_it_claims_pdf_a_2a_and_pdf_ua_1(pdf: PdfReader) -> None:
    xmp = pdf.root_object["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>2<", xmp)
    assert re.search(r"pdfaid:conformance>A<", xmp)
    assert re.search(r"pdfuaid:part>1<", xmp)


def test_it_is_tagged_and_in_vietnamese(pdf: PdfReader) -> None:
    root = pdf.root_object
    assert root["/Lang"] == "vi-VN"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root


def structure(node: object) -> Iterator[DictionaryObject]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from structure(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from structure(node["/K"])


def test_structure_holds_headings_tables_lists_and_figures(pdf: PdfReader) -> None:
    kinds = [str(node["/S"]) for node in structure(pdf.root_object["/StructTreeRoot"])]
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/L", "/LI", "/Figure", "/Caption"} <= set(kinds)
    assert kinds.count("/Table") == 3  # the header block is no table


def test_figures_carry_their_alternative_text(pdf: PdfReader) -> None:
    nodes = structure(pdf.root_object["/StructTreeRoot"])
    texts = [str(node["/Alt"]) for node in nodes if "/Alt" in node]
    assert "Hai cột: đã đối chiếu 171 sản phẩm, tự khai 42 sản phẩm." in texts


def test_fonts_are_the_shipped_ones_and_embedded(pdf: PdfReader) -> None:
    fonts = [
        font.get_object()
        for page in pdf.pages
        for font in page["/Resources"].get("/Font", {}).values()
    ]
    names = {str(font["/BaseFont"]).split("+")[1] for font in fonts}
    assert names <= {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
        "DejaVuSans",
    }
    for font in fonts:
        (below,) = font["/DescendantFonts"]
        assert "/FontFile2" in below.get_object()["/FontDescriptor"]


def test_title_is_the_vietnamese_title(pdf: PdfReader) -> None:
    assert pdf.metadata is not None
    assert pdf.metadata.title == (
        "Báo cáo kết quả thực hiện Kế hoạch truyền thông về giáo dục nghề nghiệp năm 2023"
    )


def test_bookmarks_are_the_headings(pdf: PdfReader) -> None:
    def titles(outline) -> list[str]:
        flat = []
        for item in outline:
            flat += titles(item) if isinstance(item, list) else [item.title]
        return flat

    found = titles(pdf.outline)
    assert found[:3] == ["TÓM TẮT", "I. THÔNG TIN CHUNG", "1. Căn cứ"]
    assert any(title.startswith("Phụ lục II") for title in found)


def test_inner_links_arrive(pdf: PdfReader) -> None:
    links = [
        note.get_object()
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if note.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) >= 8
    assert all("/Dest" in link or link["/A"]["/S"] == "/GoTo" for link in links)


def test_vietnamese_text_is_extracted_as_written() -> None:
    page = pdf_of(Paragraph(VIETNAMESE)).pages[0]
    assert VIETNAMESE.removesuffix(".") in words(page)
    decomposed = unicodedata.normalize("NFD", VIETNAMESE)
    assert VIETNAMESE.removesuffix(".") in words(pdf_of(Paragraph(decomposed)).pages[0])


def test_pages_are_a4_upright_and_wide_tables_lie_across(pdf: PdfReader) -> None:
    sizes = [(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pdf.pages]
    assert set(sizes) == {(595, 842), (842, 595)}
    assert sizes[0] == (595, 842)
    (across,) = [page for page, size in zip(pdf.pages, sizes, strict=True) if size == (842, 595)]
    assert "Bảng 3. Số lượt đăng, phát" in words(across)
    assert "2. Theo tháng" in words(across)  # its heading goes with it


def test_first_page_has_no_number_the_others_have_theirs_in_the_top_margin(pdf: PdfReader) -> None:
    number = 0
    for page in pdf.pages:
        # Pages of each annex are counted by themselves (Decree 30/2020, Appendix I, III.1.đ).
        number = 1 if "(Kèm theo Báo cáo số" in words(page) else number + 1
        expected = [] if number == 1 else [str(number)]
        assert [text for text in in_header(page) if text.isdigit()] == expected


def test_page_numbers_are_13_points_and_centred(pdf: PdfReader) -> None:
    page = pdf.pages[1]
    ((_, x, _, size),) = [piece for piece in pieces(page) if piece[0] == "2" and piece[2] > 790]
    assert size == pytest.approx(13)
    assert x + 3 == pytest.approx((30 + 165 / 2) * MM, abs=2)


def test_margins_are_those_of_the_decree(pdf: PdfReader) -> None:
    for page in pdf.pages:
        width, height = float(page.mediabox.width), float(page.mediabox.height)
        body = [
            piece
            for piece in pieces(page)
            if 20 * MM <= piece[2] <= height - 20 * MM and piece[3] < 40
        ]
        assert min(x for _, x, _, _ in body) >= 30 * MM - 0.5
        assert max(x for _, x, _, _ in body) <= width - 15 * MM
        assert max(y for _, _, y, _ in body) <= height - 20 * MM


def test_the_first_part_begins_on_a_page_after_the_summary(pdf: PdfReader) -> None:
    first, second = (words(page) for page in pdf.pages[:2])
    assert "TÓM TẮT" in first
    assert "I. " not in first
    assert second.index("I. THÔNG TIN CHUNG") < 60


def test_body_text_is_13_points(pdf: PdfReader) -> None:
    found = [size for text, _, _, size in pieces(pdf.pages[1]) if "Trong năm 2023" in text]
    assert found
    assert found == pytest.approx([13] * len(found))


def test_paragraphs_start_one_centimetre_in(pdf: PdfReader) -> None:
    x = next(x for text, x, _, _ in pieces(pdf.pages[1]) if text.startswith("Trong năm 2023"))
    assert x == pytest.approx(40 * MM, abs=1)


def test_header_block_has_the_official_words(pdf: PdfReader) -> None:
    first = words(pdf.pages[0])
    for text in (
        "ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG",
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hải Dương, ngày … tháng … năm …",
        "BÁO CÁO",
    ):
        assert text in first
    assert re.search(r"Số:\s+/BC-SLĐTBXH", first)


def test_number_and_date_are_printed_when_given() -> None:
    first = words(pdf_of(Paragraph("x"), number="5", date="2024-02-05").pages[0])
    assert "Số: 05/BC-SLĐTBXH" in first
    assert "ngày 05 tháng 02 năm 2024" in first
    full = words(pdf_of(Paragraph("x"), number="12/BC-SGDĐT").pages[0])
    assert "Số: 12/BC-SGDĐT" in full


def test_the_symbol_is_blank_when_the_issuer_is_not_known() -> None:
    first = words(pdf_of(Paragraph("x"), abbreviation="", issuer="", superior="").pages[0])
    assert re.search(r"Số:\s+/BC-\s", first)
    assert "SLĐTBXH" not in first


def test_text_ends_with_the_end_mark_before_the_signature(pdf: PdfReader) -> None:
    text = " ".join(words(page) for page in pdf.pages)
    main, _, rest = text.partition("Nơi nhận:")
    assert main.rstrip().endswith("giá trị đếm là cận dưới./.")
    assert "- Lưu: VT." in rest
    assert rest.count("./.") == 2  # each annex ends with its own


def test_a_report_that_ends_with_a_table_gets_the_end_mark_below() -> None:
    table = Table("k", "Tên", "", "nguồn", (Column("A"),), (Row((Cell("x"),)),))
    assert re.search(r"Nguồn: nguồn ./. Nơi nhận", words(pdf_of(table).pages[0]))


def test_signature_prints_what_is_given_and_invents_nothing() -> None:
    signed = words(
        pdf_of(
            Paragraph("x"),
            recipients=["Như trên;", "UBND tỉnh (để báo cáo)", "Lưu: VT, DN"],
            signer_title="KT. Giám đốc",
            signer_name="Nguyễn Thị Ánh",
        ).pages[0]
    )
    assert "Nơi nhận: - Như trên; - UBND tỉnh (để báo cáo); - Lưu: VT, DN." in signed
    assert "KT. GIÁM ĐỐC" in signed
    assert "Nguyễn Thị Ánh" in signed
    blank = words(pdf_of(Paragraph("Nội dung.")).pages[0])
    below = blank.split("Nội dung./.")[1].strip()
    assert below == "Nơi nhận: - ……; - Lưu: VT. Mã lần chạy: 3f9a21c4"


def test_rows_are_never_cut_and_headers_repeat(pdf: PdfReader) -> None:
    pages = [words(page) for page in pdf.pages]
    rows = [re.findall(r"cơ sở (\d+) Phóng sự, tin bài ([\d.]+) ✔ Đạt", page) for page in pages]
    numbers = [int(number) for found in rows for number, _ in found]
    assert numbers == [number for number in range(1, 41) if number != 7]
    with_rows = [page for page, found in zip(pages, rows, strict=True) if found]
    assert len(with_rows) >= 2
    assert all("Đơn vị Loại Số lượng Kết luận" in page for page in with_rows)


@pytest.mark.parametrize("noted", range(4))
@pytest.mark.parametrize("before", range(18, 27))
def test_neither_headings_nor_captions_nor_group_rows_end_a_page(before: int, noted: int) -> None:
    rows = tuple(
        row
        for group in range(12)
        for row in (
            Row((Cell(f"Nhóm {group}"),), "group"),
            *(Row((Cell(f"Dòng {group}.{place}"), Cell("x"))) for place in range(3)),
        )
    )
    table = Table("k", "Tên bảng", "người", "nguồn", (Column("A"), Column("B")), rows)
    lines = [Note("Đoạn khung", ("Đoạn trong khung.",) * noted)]
    lines += [Paragraph(f"Đoạn {place}.") for place in range(before)]
    pdf = pdf_of(*lines, Heading("Phần một"), Heading("Mục một", 2), table)
    assert len(pdf.pages) > 1
    for page, following in pairwise(pdf.pages):
        text = words(page).replace("Mã lần chạy: 3f9a21c4", "").strip()
        last = re.split(r"(?=Đoạn|Nhóm|Dòng|I\. |1\. |Bảng|Đơn vị|Nguồn)", text)[-1].strip()
        assert re.match(r"Đoạn|Dòng", last), (last, words(following)[:60])


def test_marks_stand_on_every_page() -> None:
    pdf = pdf_of(*sample_cells(), kind="minh_hoa", public=False)
    for page in pdf.pages:
        header = " ".join(in_header(page))
        assert "SỐ LIỆU MINH HỌA" in header
        assert "Lưu hành nội bộ" in header
    assert all("MINH HỌA" not in words(p) for p in pdf_of(*sample_cells(), kind="thu_thap").pages)


def test_the_run_id_stands_on_every_page(pdf: PdfReader) -> None:
    assert all("Mã lần chạy: 3f9a21c4" in words(page) for page in pdf.pages)


def test_an_annex_leaves_the_corner_for_the_digital_signature_free() -> None:
    pdf = pdf_of(*sample_cells(), as_annex=True, kind="minh_hoa")
    page = pdf.pages[0]
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    corner = [
        text
        for text, x, y, size in pieces(page)
        if x > width / 2 and y > height - 32 * MM and size < 40
    ]
    assert corner == []
    text = words(page)
    assert "CỘNG HÒA" not in text
    assert text.index("Phụ lục") < text.index("KẾT QUẢ THỰC HIỆN")
    assert "(Kèm theo Báo cáo số" in text
    assert all("Nơi nhận" not in words(page) for page in pdf.pages)


def test_each_annex_starts_a_page_and_is_tied_to_the_report(pdf: PdfReader) -> None:
    starts = [page for page in pdf.pages if re.search(r"Phụ lục I{1,2} [A-ZĐ]", words(page))]
    assert len(starts) == 2
    for page in starts:
        assert "(Kèm theo Báo cáo số" in words(page)


def test_text_is_never_read_as_markup() -> None:
    text = r'#panic("x") *đậm* $x$ <nhãn> @don-vi \u{41} [a] = Đề mục // chú thích'
    assert text in words(pdf_of(Paragraph(text + " hết"), title=text).pages[0])


def test_a_cell_longer_than_a_page_is_printed_whole() -> None:
    long = " ".join(f"chữ{place}" for place in range(2500))
    table = Table(
        "k", "Tên", "", "nguồn", (Column("A"), Column("B")), (Row((Cell("x"), Cell(long))),)
    )
    pdf = pdf_of(table)
    assert all(y > 20 * MM for page in pdf.pages for text, _, y, _ in pieces(page) if "chữ" in text)
    text = " ".join(words(page) for page in pdf.pages)
    assert re.findall(r"chữ(\d+)", text) == [str(place) for place in range(2500)]


def test_long_words_stay_inside_the_page() -> None:
    table = Table(
        "k",
        "Tên",
        "",
        "nguồn",
        tuple(Column(f"Cột {place}") for place in range(5)),
        (Row(tuple(Cell("KhôngCóDấuCách" * 6) for _ in range(5))),),
    )
    pdf = pdf_of(Paragraph("https://haiduong.gov.vn/" + "tin-tuc-" * 30), table)
    for page in pdf.pages:
        right = float(page.mediabox.width) - 15 * MM
        for text, x, _, size in pieces(page):
            if size < 40:
                assert x + 0.3 * size * len(text.split("\u200b")[0].split()[0]) <= right + 1


def test_text_is_in_order_for_readers(pdf: PdfReader) -> None:
    text = " ".join(words(page) for page in pdf.pages)
    places = [
        text.index(part) for part in ("TÓM TẮT", "I. THÔNG TIN CHUNG", TEXT[:30], "Phụ lục I ")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("before", range(5))
def test_a_row_of_several_lines_stays_on_one_page(before: int) -> None:
    filler = " ".join(["nội dung dài"] * 40)
    rows = tuple(Row((Cell(f"đầu{n}"), Cell(f"{filler} cuối{n}."))) for n in range(30))
    table = Table("k", "Tên", "", "nguồn", (Column("A"), Column("B", width=4)), rows)
    pdf = pdf_of(*[Paragraph("Đoạn.")] * before, table)
    assert len(pdf.pages) > 2
    for page in pdf.pages:
        text = words(page)
        assert re.findall(r"đầu(\d+)", text) == re.findall(r"cuối(\d+)\.", text)


@pytest.mark.parametrize("ending", ["body", "item"])
@pytest.mark.parametrize("before", range(17, 31))
def test_the_signature_never_stands_alone_on_a_page(before: int, ending: str) -> None:
    pdf = pdf_of(*[Paragraph("Đoạn.")] * before, *[Paragraph("Lời cuối.", ending)] * 2)
    (page,) = [words(page) for page in pdf.pages if "Nơi nhận" in words(page)]
    assert "Lời cuối./." in page


def grid(*rows: Row, key: str = "luoi") -> Table:
    return Table(
        key=key,
        caption="Lưới",
        unit="",
        source="Nguồn.",
        columns=(Column("Tên", width=3), Column("Số", "right")),
        rows=rows,
    )


@pytest.mark.parametrize(
    "kinds", [("group", "group", "data"), ("data", "group"), ("group",)], ids="-".join
)
def test_a_title_of_a_group_without_rows_is_printed_too(kinds) -> None:
    rows = [
        Row((Cell(f"nhóm {place}"),), kind="group")
        if kind == "group"
        else Row((Cell(f"dòng {place}"), Cell("1")))
        for place, kind in enumerate(kinds)
    ]
    (page,) = pdf_of(Heading("Mục", 1), grid(*rows)).pages
    for place, kind in enumerate(kinds):
        assert f"{'nhóm' if kind == 'group' else 'dòng'} {place}" in words(page)


def test_the_sign_of_the_end_stays_on_the_lying_page_of_the_last_table() -> None:
    columns = tuple(Column(f"Cột {place}", "right") for place in range(12))
    wide = Table(
        key="rong",
        caption="Bảng rộng",
        unit="",
        source="Nguồn.",
        columns=columns,
        rows=(Row(tuple(Cell("123.456.789,12345") for _ in columns)),),
    )
    pdf = pdf_of(Heading("Mục", 1), Paragraph("Chữ."), Heading("Phụ lục I. Bảng", 1), wide)
    *_, last = pdf.pages
    assert float(last.mediabox.width) > float(last.mediabox.height)
    assert "Bảng rộng" in words(last)
    assert "./." in words(last)


def test_an_annex_whose_tables_lie_across_begins_on_their_page() -> None:
    columns = tuple(Column(f"Cột {place}", "right") for place in range(12))
    rows = tuple(Row(tuple(Cell("123.456.789,12345") for _ in columns)) for _ in range(5))
    wide = Table("rong", "Bảng rộng", "", "Nguồn rộng.", columns, rows)
    after = Table("hep", "Bảng hẹp", "", "Nguồn hẹp.", (Column("A"),), (Row((Cell("x"),)),))
    pdf = pdf_of(Heading("Mục", 1), Paragraph("x"), Heading("Phụ lục I. Bảng", 1), wide, after)
    *_, annex = pdf.pages
    assert float(annex.mediabox.width) > float(annex.mediabox.height)
    for text in ("Phụ lục", "Kèm theo Báo cáo", "Bảng rộng", "Bảng hẹp", "Nguồn hẹp./."):
        assert text in words(annex)


def test_a_figure_taller_than_the_page_is_made_smaller() -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="1600" viewBox="0 0 400 1600">'
        '<text x="10" y="20" font-family="Liberation Serif" font-size="30">đỉnh</text>'
        '<text x="10" y="1590" font-family="Liberation Serif" font-size="30">đáy</text></svg>'
    )
    data = grid(Row((Cell("a"), Cell("1"))))
    tall = Figure(
        key="cao", caption="Hình cao", alt="Hình cao.", source="Nguồn.", svg=drawing, data=data
    )
    found = [page for page in pdf_of(Heading("Mục", 1), tall).pages if "đỉnh" in words(page)]
    (page,) = found
    letters = [y for text, _, y, _ in pieces(page) if text == "đ"]
    assert max(letters) < float(page.mediabox.height) - 20 * MM
    assert min(letters) > 20 * MM
    assert "Hình cao" in words(page)


def tall_figure(key: str) -> Figure:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="400pt" height="500pt" '
        'viewBox="0 0 400 500"><text x="10" y="20" font-family="Liberation Serif">x</text></svg>'
    )
    data = grid(Row((Cell("a"), Cell("1"))))
    return Figure(key, f"Hình {key}", f"Hình {key}.", "Nguồn.", svg, data)


def test_words_after_a_tall_figure_fill_the_page_it_does_not_fit_on() -> None:
    before = [Paragraph(f"Đoạn trước {place}.") for place in range(14)]
    after = (Paragraph("Đoạn sau."), Paragraph("Đoạn cuối."))
    pdf = pdf_of(Heading("Mục", 1), *before, tall_figure("cao"), *after)
    (at_words,) = [n for n, page in enumerate(pdf.pages) if "Đoạn sau." in words(page)]
    (at_figure,) = [n for n, page in enumerate(pdf.pages) if "Hình cao" in words(page)]
    assert (at_words, at_figure) == (0, 1)


def test_figures_of_a_series_stand_together_before_what_follows() -> None:
    before = [Paragraph(f"Đoạn trước {place}.") for place in range(14)]
    after = (Paragraph("Đoạn sau."), Paragraph("Đoạn cuối."))
    pdf = pdf_of(Heading("Mục", 1), *before, tall_figure("mot"), tall_figure("hai"), *after)
    (at_words,) = [n for n, page in enumerate(pdf.pages) if "Đoạn sau." in words(page)]
    (at_figure,) = [n for n, page in enumerate(pdf.pages) if "Hình hai" in words(page)]
    assert at_figure <= at_words


def test_a_tall_figure_stands_before_the_signature() -> None:
    before = [Paragraph(f"Đoạn trước {place}.") for place in range(14)]
    pdf = pdf_of(Heading("Mục", 1), *before, tall_figure("cao"))
    (at_figure,) = [n for n, page in enumerate(pdf.pages) if "Hình cao" in words(page)]
    (at_end,) = [n for n, page in enumerate(pdf.pages) if "Nơi nhận" in words(page)]
    assert at_figure <= at_end
