"""The Word report: the PDF's text in order, real structure, official layout, equal bytes."""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from pypdf import PdfReader

from gdnn_analysis.fonts import text_width
from gdnn_analysis.render.columns import fit_table, shown
from gdnn_analysis.render.document import read_document
from gdnn_analysis.render.header import COUNTRY, MOTTO
from gdnn_analysis.render.pdf import render_pdf
from gdnn_analysis.render.word.figures import pictures
from gdnn_analysis.render.word.letterhead import broken, even_width
from gdnn_analysis.render.word.package import unpacked
from gdnn_analysis.render.word.tables import TONES
from gdnn_analysis.render.word.text import well_formed
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

from .conftest import (
    SVG,
    TEXT,
    as_notebook,
    bar_figure,
    sample_cells,
    summary_table,
    wide_table,
)
from .word_reading import (
    RUN_ID,
    body,
    bytes_of,
    content_tables,
    flat,
    of_style,
    opened,
    style_of,
    value,
    word_of,
    words,
)

HEADINGS = ("heading 1", "heading 2", "heading 3", "heading 4", "GDNN Phụ lục")


@pytest.fixture(scope="module")
def content() -> bytes:
    return bytes_of(*sample_cells())


@pytest.fixture(scope="module")
def word(content):
    return opened(content)


def one_cell(text: str = "x", **cell) -> Table:
    row = Row((Cell(text, **cell), Cell("y")))
    return Table("k", "Tên", "", "nguồn", (Column("A"), Column("B")), (row,))


# ------------------------------------------------------------------ bytes and properties


def test_the_same_document_gives_the_same_bytes(content) -> None:
    assert bytes_of(*sample_cells()) == content


def test_nothing_in_the_file_comes_from_the_clock_or_the_machine(content) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        entries = file.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {0}
    names = [entry.filename for entry in entries]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]


def test_properties_are_those_of_the_report(word) -> None:
    properties = word.core_properties
    assert properties.title == (
        "Báo cáo kết quả thực hiện Kế hoạch truyền thông về giáo dục nghề nghiệp năm 2023"
    )
    assert properties.author == "Sở Lao động - Thương binh và Xã hội"
    assert properties.identifier == RUN_ID
    assert properties.comments == "SỐ LIỆU MINH HỌA"
    assert properties.created == properties.modified == datetime(2024, 1, 5, 1, 0, tzinfo=UTC)


def test_the_language_is_vietnamese(word) -> None:
    assert word.core_properties.language == "vi-VN"
    (default,) = word.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr/w:lang")
    assert value(default) == "vi-VN"
    (font,) = word.settings.element.xpath("./w:themeFontLang")
    assert value(font) == "vi-VN"


# ------------------------------------------------------------------ the text


def expected_texts(document) -> list[str]:
    """Return every text of a document in the order a reader meets it."""
    texts: list[str] = []
    for part in document.parts:
        block = part.block
        if isinstance(block, Heading):
            texts += [part.label, part.title]
        elif isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Note):
            texts += [block.title, *block.lines]
        elif isinstance(block, Figure):
            texts += [f"{part.label}. {block.caption}", f"Nguồn: {block.source}"]
        elif isinstance(block, Table):
            texts += [f"{part.label}. {block.caption}", block.unit, *header_texts(block)]
            texts += [shown(cell) for row in block.rows for cell in row.cells]
            texts += [*block.notes, f"Nguồn: {block.source}"]
    return [document.plain(text).rstrip(" .") for text in texts if text]


def header_texts(table: Table) -> list[str]:
    if not any(column.group for column in table.columns):
        return [column.title for column in table.columns]
    groups = [column.group or column.title for column in table.columns]
    top = [text for place, text in enumerate(groups) if text not in groups[:place]]
    return top + [column.title for column in table.columns if column.group]


def test_every_text_of_the_report_is_there_in_order(word) -> None:
    text = flat(words(body(word))).replace("\n", " ")
    place = 0
    for expected in expected_texts(read_document(as_notebook(sample_cells()))):
        found = text.find(flat(expected), place)
        assert found >= 0, (expected, text[place : place + 200])
        place = found + len(flat(expected))


def test_numbers_are_those_of_the_pdf(word) -> None:
    document = read_document(as_notebook(sample_cells()))
    pdf = PdfReader(io.BytesIO(render_pdf(document, run_id=RUN_ID)))
    number = r"\d+(?:[.,/]\d+)*"
    pages = [re.sub("\u200b", "", page.extract_text()) for page in pdf.pages]
    printed = Counter(found for page in pages for found in re.findall(number, page))
    here = Counter(re.findall(number, words(body(word))))
    assert not here - printed
    # The PDF also numbers its pages, prints the run id in the text and its drawing as text.
    pages_and_run = {str(page) for page in range(1, 20)} | set(re.findall(number, RUN_ID))
    assert set(printed) - set(here) <= pages_and_run | set(re.findall(number, bar_figure().alt))


def test_text_is_never_read_as_markup_or_as_a_field() -> None:
    text = r"{{ 7 * 7 }} {% if x %} <w:p/> &amp; “a” \t {{ issuer }} {_{ x }_}"
    kept = r"{{ 7 * 7 }} {% if x %} <w:p/> &amp; “a” \t {{ issuer }}"
    made = word_of(
        Heading(text), Paragraph(text), one_cell(text), title=kept, issuer=kept, recipients=[kept]
    )
    found = words(body(made))
    assert found.count(text) == 3
    assert found.count(kept) == 3 + 2  # title and recipients
    assert kept.upper() in found


def test_decomposed_text_is_composed() -> None:
    text = "Ẩn dấu ề ợ ữ ặ Đ"
    assert text in words(body(word_of(Paragraph(unicodedata.normalize("NFD", text)))))


def test_places_to_break_are_left_to_word(word) -> None:
    assert "\u200b" not in words(body(word))
    assert "ThôngTinDàiKhôngCóDấuCách" * 2 in words(body(word))


def test_each_text_ends_with_the_end_mark(word) -> None:
    text = flat(words(body(word)))
    main, _, rest = text.partition(" Nơi nhận:")
    assert main.endswith("giá trị đếm là cận dưới./.")
    assert rest.count("./.") == 2
    assert re.search(r"Nguồn: nguồn ./. Nơi nhận", flat(words(body(word_of(one_cell())))))


# ------------------------------------------------------------------ structure


def test_headings_are_real_ones_with_their_levels(word) -> None:
    found = [(style_of(word, p), flat(words(p))) for p in of_style(word, *HEADINGS)]
    assert found == [
        ("heading 1", "Tóm tắt"),
        ("heading 1", "I. Thông tin chung"),
        ("heading 2", "1. Căn cứ"),
        ("heading 2", "2. Phạm vi"),
        ("heading 1", "II. Kết quả thực hiện"),
        ("heading 2", "1. Chỉ tiêu số lượng"),
        ("heading 3", "a) Theo mức đối chiếu"),
        ("heading 3", "b) Theo đơn vị"),
        ("heading 2", "2. Theo tháng"),
        ("heading 1", "III. Kiến nghị"),
        ("GDNN Phụ lục", "Phụ lục I Danh mục sản phẩm được tính"),
        ("heading 2", "1. Danh mục"),
        ("GDNN Phụ lục", "Phụ lục II Phương pháp"),
    ]
    for name, level in zip(HEADINGS[:4], "0123", strict=True):
        (outline,) = word.styles.element.xpath(
            f"./w:style[w:name/@w:val='{name}']/w:pPr/w:outlineLvl"
        )
        assert value(outline) == level
    (based,) = word.styles.element.xpath("./w:style[w:name/@w:val='GDNN Phụ lục']/w:basedOn")
    assert value(based) == "Heading1"


def test_items_are_a_list(word) -> None:
    assert [flat(words(p)) for p in of_style(word, "List Bullet")][:2] == [
        "Kế hoạch số 3066/KH-SLĐTBXH ngày 13/9/2021;",
        "Nghị định số 09/2019/NĐ-CP; Nghị định số 30/2020/NĐ-CP;",
    ]
    (numbering,) = word.styles.element.xpath("./w:style[w:name/@w:val='List Bullet']//w:numId")
    assert value(numbering) == "1"


def test_styles_carry_the_look_of_lead_warning_and_note(word) -> None:
    assert [flat(words(p)) for p in of_style(word, "GDNN Câu nổi bật")] == [
        "Toàn tỉnh đạt chỉ tiêu theo cách hiểu B và C."
    ]
    assert [flat(words(p)) for p in of_style(word, "GDNN Cảnh báo")] == [
        "Số liệu 2023 chưa đầy đủ; không kết luận về nhận thức."
    ]
    assert [flat(words(p)) for p in of_style(word, "GDNN Tiêu đề ghi chú", "GDNN Ghi chú")] == [
        "Cách hiểu chỉ tiêu",
        "Sở chưa quyết định cách hiểu.",
        "Vì vậy in cả ba.",
    ]


def test_tables_have_a_caption_above_and_notes_and_source_below(word) -> None:
    table = content_tables(word)[1]
    above = [table.getprevious().getprevious(), table.getprevious()]
    assert [style_of(word, p) for p in above] == ["caption", "GDNN Đơn vị tính"]
    assert words(above[0]) == "Bảng 2. Số sản phẩm theo đơn vị và loại, có đường dẫn đến Bảng 1"
    assert words(above[1]) == "Đơn vị tính: sản phẩm"
    below = [table.getnext(), table.getnext().getnext(), table.getnext().getnext().getnext()]
    names = ["GDNN Chú thích bảng", "GDNN Chú thích bảng", "GDNN Nguồn số liệu"]
    assert [style_of(word, p) for p in below] == names
    assert words(below[2]) == "Nguồn: báo cáo của các đơn vị đến ngày 14/12/2023"


def test_a_table_without_a_unit_has_no_unit_line(word) -> None:
    assert style_of(word, content_tables(word)[0].getprevious()) == "caption"


def test_header_rows_repeat_and_rows_are_not_cut(word) -> None:
    for table, headers in zip(content_tables(word), (2, 1, 1), strict=True):
        rows = table.findall(qn("w:tr"))
        repeated = [bool(row.xpath("./w:trPr/w:tblHeader")) for row in rows]
        assert repeated == [True] * headers + [False] * (len(rows) - headers)
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
        (look,) = table.xpath("./w:tblPr/w:tblLook")
        assert (value(look, "firstRow"), value(look, "firstColumn")) == ("1", "1")


def test_a_row_higher_than_half_a_page_may_be_cut() -> None:
    (table,) = content_tables(word_of(one_cell(" ".join(["chữ"] * 2500))))
    head, row = table.findall(qn("w:tr"))
    assert head.xpath("./w:trPr/w:cantSplit")
    assert not row.xpath("./w:trPr/w:cantSplit")


def test_grouped_headers_span_their_columns(word) -> None:
    top, bottom = content_tables(word)[0].findall(qn("w:tr"))[:2]
    assert [words(cell) for cell in top.findall(qn("w:tc"))] == ["Chỉ số", "Năm 2023", "Kết luận"]
    assert [value(s) for s in top.xpath("./w:tc/w:tcPr/w:gridSpan")] == ["2"]
    assert [value(m) for m in top.xpath("./w:tc/w:tcPr/w:vMerge")] == ["restart", "restart"]
    assert [value(m) for m in bottom.xpath("./w:tc/w:tcPr/w:vMerge")] == ["continue", "continue"]
    assert [words(cell) for cell in bottom.findall(qn("w:tc"))] == ["", "Chỉ tiêu", "Thực hiện", ""]


def test_every_row_fills_the_width_of_its_page(word) -> None:
    widths = {False: 165, True: 252}
    for table, across in zip(content_tables(word), (False, False, True), strict=True):
        grid = [int(value(column, "w")) for column in table.xpath("./w:tblGrid/w:gridCol")]
        (layout,) = table.xpath("./w:tblPr/w:tblLayout")
        assert value(layout, "type") == "fixed"
        assert sum(grid) == pytest.approx(widths[across] * 72 / 25.4 * 20, abs=2)
        for row in table.findall(qn("w:tr")):
            cells = [int(value(w, "w")) for w in row.xpath("./w:tc/w:tcPr/w:tcW")]
            assert sum(cells) == sum(grid)


def test_group_and_last_rows_stay_with_what_follows(word) -> None:
    rows = content_tables(word)[1].findall(qn("w:tr"))
    kept = [bool(row.xpath(".//w:pPr/w:keepNext")) for row in rows]
    groups = [bool(row.xpath(".//w:gridSpan")) for row in rows]
    assert sum(groups) == 4
    last = [False] * (len(rows) - 2) + [True] * 2
    assert kept == [group or end for group, end in zip(groups, last, strict=True)]
    for style in ("caption", "GDNN Đơn vị tính", "GDNN Đầu bảng", "GDNN Hình", *HEADINGS[:4]):
        assert word.styles.element.xpath(f"./w:style[w:name/@w:val='{style}']/w:pPr/w:keepNext")


def test_verdicts_have_colour_sign_and_word(word) -> None:
    rows = content_tables(word)[0].findall(qn("w:tr"))[2:]
    for row, tone in zip(rows, ("dat", "gan_dat", "chua_dat", "khong_du_lieu"), strict=False):
        *_, cell = row.findall(qn("w:tc"))
        assert value(cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}"), "fill") == TONES[tone]
    assert words(rows[0].findall(qn("w:tc"))[3]) == "✔\u00a0Đạt"
    assert not rows[5].xpath("./w:tc/w:tcPr/w:shd")


def test_signs_are_set_in_the_symbol_font(word) -> None:
    styles = {
        run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") is not None
        for run in body(word).iter(qn("w:r"))
        if "✔" in words_of_run(run)
    }
    assert styles == {True}
    assert all(len(words_of_run(run)) == 1 for run in body(word).iter(qn("w:r")) if
               "✔" in words_of_run(run))  # fmt: skip


def words_of_run(run) -> str:
    return "".join(item.text or "" for item in run.iter(qn("w:t")))


def test_cells_keep_side_and_slant(word) -> None:
    rows = content_tables(word)[1].findall(qn("w:tr"))
    first = rows[2].findall(qn("w:tc"))
    sides = [[value(jc) for jc in cell.xpath("./w:p/w:pPr/w:jc")] for cell in first]
    assert sides == [[], [], ["right"], []]
    slanted = [words(row.findall(qn("w:tc"))[2]) for row in rows if row.xpath(".//w:rPr/w:i")]
    assert slanted == ["11.106", "22.212", "33.318", "44.424"]
    assert all(run.xpath("./w:rPr/w:b") for run in rows[-1].iter(qn("w:r")))


def test_a_table_in_small_print_uses_the_small_styles(word) -> None:
    wide = wide_table()
    crowded = replace(
        wide,
        columns=(*wide.columns, *wide.columns[1:2]),
        rows=tuple(Row((*row.cells, *row.cells[1:2])) for row in wide.rows),
    )
    assert (fit_table(wide).size, fit_table(crowded).size) == (11, 10)
    for made, small in (
        (content_tables(word)[2], False),
        (content_tables(word_of(crowded))[0], True),
    ):
        names = {style_of(word, p) for p in made.iter(qn("w:p"))}
        assert names == (
            {"GDNN Đầu bảng nhỏ", "GDNN Ô bảng nhỏ"} if small else {"GDNN Đầu bảng", "GDNN Ô bảng"}
        )


# ------------------------------------------------------------------ pictures and links


def test_pictures_and_tables_have_their_alternative_text(word) -> None:
    (picture,) = body(word).xpath(".//wp:docPr")
    assert picture.get("descr") == "Hai cột: đã đối chiếu 171 sản phẩm, tự khai 42 sản phẩm."
    assert picture.get("title") == "Hình 1. Số sản phẩm theo mức đối chiếu"
    for table, label in zip(content_tables(word), ("Bảng 1", "Bảng 2", "Bảng 3"), strict=True):
        (title,) = table.xpath("./w:tblPr/w:tblCaption")
        (description,) = table.xpath("./w:tblPr/w:tblDescription")
        assert value(title).startswith(f"{label}. ")
        assert re.match(r"Bảng có \d+ dòng; các cột: .+\.$", value(description))


def test_a_figure_is_a_picture_with_its_caption_below(word) -> None:
    (drawing,) = body(word).xpath(".//w:drawing")
    picture = drawing.getparent().getparent()
    assert style_of(word, picture) == "GDNN Hình"
    assert words(picture.getnext()) == "Hình 1. Số sản phẩm theo mức đối chiếu"
    assert words(picture.getnext().getnext()) == "Nguồn: như Bảng 1"


def test_drawings_become_pictures_of_200_dots_per_inch(content) -> None:
    (png,) = [item for name, item in unpacked(content).items() if name.endswith(".png")]
    width, height = struct.unpack_from(">16x2I", png)
    assert (width, height) == pytest.approx((430 / 72 * 200, 180 / 72 * 200), abs=1)
    (extent,) = body(opened(content)).xpath(".//wp:extent")
    assert int(extent.get("cx")) == pytest.approx(Pt(430), abs=Pt(0.5))
    assert int(extent.get("cy")) == pytest.approx(Pt(180), abs=Pt(0.5))


def test_wide_drawings_are_made_to_fit_the_page() -> None:
    wide = SVG.replace('width="430pt" height="180pt"', 'width="860pt" height="360pt"')
    (extent,) = body(word_of(replace(bar_figure(), svg=wide), summary_table())).xpath(
        ".//wp:extent"
    )
    assert int(extent.get("cx")) == pytest.approx(Mm(165), abs=Mm(0.1))
    assert int(extent.get("cx")) / int(extent.get("cy")) == pytest.approx(860 / 360, rel=0.01)


def test_each_drawing_gets_its_own_picture() -> None:
    other = SVG.replace("#1b4f8a", "#b35a00")
    made = pictures({"a": SVG, "b": other})
    assert made["a"].png == pictures({"a": SVG})["a"].png
    assert made["a"].png != made["b"].png
    figures = [replace(bar_figure(), key=key, svg=svg) for key, svg in (("a", SVG), ("b", other))]
    word = word_of(*figures, summary_table())
    ids = [item.get("id") for item in body(word).xpath(".//wp:docPr")]
    assert len(set(ids)) == 2
    pictured = [
        word.part.related_parts[blip.get(qn("r:embed"))].blob
        for blip in body(word).xpath(".//a:blip")
    ]
    assert pictured == [made["a"].png, made["b"].png]


def test_inner_links_arrive(word) -> None:
    starts = body(word).xpath(".//w:bookmarkStart")
    names = [value(start, "name") for start in starts]
    assert len(names) == len(set(names)) == len({value(start, "id") for start in starts})
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name, re.ASCII) for name in names)
    assert [value(e, "id") for e in body(word).xpath(".//w:bookmarkEnd")] == [
        value(start, "id") for start in starts
    ]
    links = body(word).xpath(".//w:hyperlink")
    assert len(links) >= 8
    labels = {value(s, "name"): words_of_run(s.getnext()) for s in starts}
    for link in links:
        assert labels[value(link, "anchor")] == words_of_run(link)


def test_long_and_similar_keys_stay_different_places() -> None:
    keys = ["a" * 60 + "-b", "a" * 60 + "-c", "x-y", "x_y"]
    tables = [replace(one_cell(), key=key) for key in keys]
    text = Paragraph(" ".join(f"{{bang:{key}}}" for key in keys))
    word = word_of(text, *tables)
    anchors = [value(link, "anchor") for link in body(word).xpath(".//w:hyperlink")]
    assert len(set(anchors)) == 4


def test_cells_may_link_to_addresses_and_places() -> None:
    address = "https://baohaiduong.vn/tin tức?a=1&b=2"
    word = word_of(
        Heading("Mục"),
        one_cell("bài", link=address),
        replace(one_cell("đến mục", link="#muc-1"), key="m"),
        replace(one_cell("lệnh", link="javascript:alert(1)"), key="n"),
    )
    out, inside = body(word).xpath(".//w:hyperlink")
    relation = word.part.rels[out.get(qn("r:id"))]
    assert relation.is_external
    assert relation.target_ref == "https://baohaiduong.vn/tin%20t%E1%BB%A9c?a=1&b=2"
    assert words_of_run(out) == "bài"
    assert words_of_run(inside) == "đến mục"
    assert "lệnh" in words(body(word))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.vn/x", "https://a.vn/x"),
        ("https://a.vn/100%", "https://a.vn/100%25"),
        ("https://a.vn/%C4%91", "https://a.vn/%C4%91"),
        ("https://a.vn/đ", "https://a.vn/%C4%91"),
        ('https://a.vn/"<>', "https://a.vn/%22%3C%3E"),
        ("https://", ""),
        ("https:///x", ""),
        ("https://a.vn:x/", ""),
        ("https://[a.vn/", ""),
        ("https://a.vn/" + "x" * 3000, ""),
    ],
)
def test_an_address_is_one_word_takes_or_none(address, expected) -> None:
    assert well_formed(address) == expected


# ------------------------------------------------------------------ pages


def sections(word):
    return [
        (
            section.orientation == 1,
            section.different_first_page_header_footer,
            value(section._sectPr.find(qn("w:pgNumType")), "start"),
        )
        for section in word.sections
    ]


def test_pages_are_a4_with_the_margins_of_the_decree(word) -> None:
    for section in word.sections:
        size = section.page_width.mm, section.page_height.mm
        across = section.orientation == 1
        assert tuple(map(round, size)) == ((297, 210) if across else (210, 297))
        margins = section.top_margin, section.bottom_margin, section.left_margin
        assert [round(margin.mm) for margin in margins] == [20, 20, 30]
        assert round(section.right_margin.mm) == 15


def test_wide_tables_lie_across_with_their_heading_and_annexes_count_from_1(word) -> None:
    assert sections(word) == [
        (False, True, None),
        (True, False, None),
        (False, False, None),
        (False, True, "1"),
        (False, True, "1"),
    ]
    closing = [p for p in body(word) if p.xpath("./w:pPr/w:sectPr")]
    assert words(closing[0]) == "Nguồn: báo cáo của các đơn vị đến ngày 14/12/2023"
    assert words(closing[1]) == "Nguồn: báo cáo của các đơn vị"
    assert words(closing[0].getnext()) == "2. Theo tháng"


def test_a_section_ends_without_an_empty_line(word) -> None:
    empty = [
        p for p in body(word).findall(qn("w:p")) if not words(p) and not p.xpath(".//w:drawing")
    ]
    assert {style_of(word, p) for p in empty} <= {"GDNN Ngắt phần", "GDNN Kẻ ngắn"}
    for name in ("GDNN Ngắt phần",):
        (spacing,) = word.styles.element.xpath(f"./w:style[w:name/@w:val='{name}']//w:spacing")
        assert (value(spacing, "line"), value(spacing, "lineRule")) == ("20", "exact")


def test_the_letterhead_stays_upright_and_end_marks_stay_with_landscape_tables() -> None:
    other = replace(wide_table(), key="khac")
    word = word_of(wide_table(), Heading("Phụ lục I. Bảng rộng"), other)
    assert sections(word) == [
        (False, True, None),
        (True, False, None),
        (False, False, None),
        (True, True, "1"),
    ]
    assert words(body(word).xpath("./w:p[last()]")[0]) == "Nguồn: báo cáo của các đơn vị./."


def test_page_numbers_stand_in_the_middle_of_the_header_but_not_on_first_pages(word) -> None:
    first = word.sections[0]
    number, marks = first.header.paragraphs
    assert number._p.xpath(".//w:instrText")[0].text.strip() == "PAGE"
    assert number.style.name == "Header"
    (side,) = word.styles.element.xpath("./w:style[w:name/@w:val='header']/w:pPr/w:jc")
    assert value(side) == "center"
    assert marks.text == "SỐ LIỆU MINH HỌA"
    assert not first.first_page_header._element.xpath(".//w:instrText")
    assert [p.text for p in first.first_page_header.paragraphs] == ["", "SỐ LIỆU MINH HỌA"]


def test_marks_and_run_id_stand_on_every_page() -> None:
    word = word_of(*sample_cells(), public=False, draft=True)
    for section in word.sections:
        heads = [section.header]
        feet = [section.footer]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
            feet.append(section.first_page_footer)
        for head in heads:
            assert "SỐ LIỆU MINH HỌA – DỰ THẢO – Lưu hành nội bộ" in words(head._element)
        for foot in feet:
            assert f"Mã lần chạy: {RUN_ID}" in words(foot._element)
    real = word_of(Paragraph("x"), kind="thu_thap").sections[0].header
    assert "MINH HỌA" not in words(real._element)


def test_the_letterhead_has_the_official_words(word) -> None:
    first = word.tables[0]._cells
    assert [paragraph.text for paragraph in first[0].paragraphs] == [
        "ỦY BAN NHÂN DÂN TỈNH HẢI DƯƠNG",
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI",
        "",
    ]
    assert [paragraph.text for paragraph in first[1].paragraphs] == [COUNTRY, MOTTO, ""]
    assert re.fullmatch(r"Số:\s+/BC-SLĐTBXH", first[2].text)
    assert first[3].text == "Hải Dương, ngày … tháng … năm …"
    assert [p.text for p in word.paragraphs[:2]] == [
        "Báo cáo",
        "Kết quả thực hiện Kế hoạch truyền thông về giáo dục nghề nghiệp năm 2023",
    ]


def test_what_is_not_known_is_a_blank_and_leaves_no_empty_line() -> None:
    cells = (
        word_of(Paragraph("x"), superior="", issuer="", abbreviation="", place="").tables[0]._cells
    )
    assert [p.text for p in cells[0].paragraphs] == ["……………………………", ""]
    assert re.fullmatch(r"Số:\s+/BC-\s+", cells[2].text)


def test_number_and_date_are_printed_when_given() -> None:
    cells = word_of(Paragraph("x"), number="5", date="2024-02-05").tables[0]._cells
    assert cells[2].text == "Số: 05/BC-SLĐTBXH"
    assert cells[3].text == "Hải Dương, ngày 05 tháng 02 năm 2024"


def test_rules_have_the_lengths_the_decree_asks_for(word) -> None:
    left, right = word.tables[0]._cells[:2]
    bold = [text_width(line, 12, bold=True) for line in ("SỞ LAO ĐỘNG - THƯƠNG", "BINH VÀ XÃ HỘI")]
    assert max(bold) / 3 < rule_length(left.paragraphs[-1], left.width) < max(bold) / 2
    motto = text_width(MOTTO, 13, bold=True)
    assert rule_length(right.paragraphs[-1], right.width) == pytest.approx(motto, abs=0.5)


def rule_length(rule, room) -> float:
    layout = rule.paragraph_format
    return room.pt - layout.left_indent.pt - layout.right_indent.pt


def test_lines_are_broken_full_or_even() -> None:
    words = "một hai ba bốn năm"
    assert broken(len, words, 11) == ["một hai ba", "bốn năm"]
    assert broken(len, words, 3) == words.split()
    assert even_width(len, words, 30) <= len(words) + 2
    assert len(broken(len, words, even_width(len, words, 14))) == len(broken(len, words, 14))


def test_the_signature_stays_whole_with_the_last_words(word) -> None:
    table = word.tables[-1]._tbl
    assert table.xpath("./w:tr/w:trPr/w:cantSplit")
    last = table.getprevious()
    assert words(last).endswith("cận dưới./.")
    assert last.xpath("./w:pPr/w:keepNext")
    signed = word_of(
        Paragraph("x"),
        recipients=["Như trên;", "UBND tỉnh (để báo cáo)", "Lưu: VT, DN"],
        signer_title="KT. Giám đốc",
        signer_name="Nguyễn Thị Ánh",
    )
    left, right = signed.tables[-1]._cells
    assert [p.text for p in left.paragraphs] == [
        "Nơi nhận:",
        "- Như trên;",
        "- UBND tỉnh (để báo cáo);",
        "- Lưu: VT, DN.",
    ]
    assert [p.text for p in right.paragraphs] == ["KT. GIÁM ĐỐC", "Nguyễn Thị Ánh"]
    assert right.paragraphs[1].style.paragraph_format.space_before.mm == pytest.approx(28, abs=0.1)
    blank = [[p.text for p in cell.paragraphs] for cell in word.tables[-1]._cells]
    assert blank == [["Nơi nhận:", "- ……;", "- Lưu: VT."], ["", ""]]


def test_each_annex_is_tied_to_the_report(word) -> None:
    starts = of_style(word, "GDNN Phụ lục")
    for start in starts:
        assert words(start.getnext()).startswith("(Kèm theo Báo cáo số")
        assert style_of(word, start.getnext()) == "GDNN Kèm theo"


def test_printed_as_an_annex_it_has_no_letterhead_and_a_free_corner() -> None:
    word = word_of(*sample_cells(), as_annex=True)
    texts = [p.text for p in word.paragraphs]
    assert texts[1:3] == [
        "Phụ lục",
        "Kết quả thực hiện Kế hoạch truyền thông về giáo dục nghề nghiệp năm 2023",
    ]
    assert texts[3].startswith("(Kèm theo Báo cáo số")
    assert word.paragraphs[0].style.paragraph_format.line_spacing.mm == pytest.approx(14, abs=0.1)
    text = words(body(word))
    assert "CỘNG HÒA" not in text
    assert "Nơi nhận" not in text
    assert text.count("(Kèm theo Báo cáo số") == 1
    assert sections(word)[3:] == [(False, True, "1")] * 2
    assert not of_style(word, "GDNN Ngắt phần")


def test_a_report_without_annexes_has_one_section_and_ends_after_the_signature() -> None:
    word = word_of(Paragraph("x"))
    assert sections(word) == [(False, True, None)]
    *_, table, last, _ = body(word)
    assert table.tag == qn("w:tbl")
    assert style_of(word, last) == "GDNN Ngắt phần"


# ------------------------------------------------------------------ what Word insists on

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr pBdr shd tabs "
    "spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr tcPr",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
}
"""Order of children (ECMA-376 Part 1, Annex A, wml.xsd), of those that are used."""


def test_children_stand_in_the_order_word_insists_on(content) -> None:
    word = opened(content)
    roots = [word.element, word.styles.element, word.part.numbering_part.element]
    roots += [section.header._element for section in word.sections]
    for root in roots:
        for name, order in ORDER.items():
            places = order.split()
            for item in root.iter(qn(f"w:{name}")):
                found = [child.tag.rpartition("}")[2] for child in item]
                assert found == sorted(found, key=places.index), (name, found)


def test_every_style_and_relation_used_exists(content) -> None:
    word = opened(content)
    known = {value(style, "styleId") for style in word.styles.element.findall(qn("w:style"))}
    used = {
        value(item)
        for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for root in (word.element, word.styles.element)
        for item in root.iter(qn(f"w:{name}"))
    }
    assert used <= known
    relations = {item.get(qn("r:id")) or item.get(qn("r:embed")) for item in
                 body(word).xpath(".//*[@r:id or @r:embed]")}  # fmt: skip
    assert relations <= set(word.part.rels)


def test_a_body_of_text_is_readable_without_fields(word) -> None:
    assert "{{" not in words(body(word))
    assert "{%" not in words(body(word))
    assert flat(TEXT.split(";")[0]) in flat(words(body(word)))
