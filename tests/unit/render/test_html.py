"""The web page stands alone and can be read by everyone."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from gdnn_analysis.render.document import read_document
from gdnn_analysis.render.html import contents, render_html
from gdnn_analysis.render.svg import inline_svg
from gdnn_analysis.report.blocks import Cell, Column, Figure, Paragraph, Row, Table

from .conftest import SVG, as_notebook, bar_figure, sample_cells, summary_table

VOID = {"meta", "br", "link", "img", "input", "hr", "rect", "path", "use"}
FETCHING = {"src", "srcset", "poster", "background", "data", "action"}


class Page(HTMLParser):
    """Elements of a page with their attributes and ancestors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], tuple[str, ...]]] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}, tuple(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.elements.append((tag, {k: v or "" for k, v in attrs}, tuple(self.open)))

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data) -> None:
        if self.open and self.open[-1] != "style":
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes, _ in self.elements if name == tag]

    def words(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.text))


@pytest.fixture(scope="module")
def source() -> str:
    return render_html(read_document(as_notebook(sample_cells())), run_id="3f9a21c4")


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_nothing_is_fetched(source: str, page: Page) -> None:
    assert "http" not in source  # the sample has no outward links
    assert "@import" not in source
    assert "<script" not in source
    assert page.all("link") == []
    assert not [a for _, attributes, _ in page.elements for a in attributes if a in FETCHING]
    assert not re.findall(r"url\((?!#)", source)


def test_language_and_title_are_vietnamese(page: Page) -> None:
    assert page.all("html") == [{"lang": "vi"}]
    assert "Báo cáo kết quả thực hiện Kế hoạch truyền thông" in page.words()


def test_the_first_link_skips_to_the_report(page: Page) -> None:
    assert page.all("a")[0]["href"] == "#noi-dung"
    assert page.all("main")[0]["id"] == "noi-dung"


def test_ids_are_unique_and_every_inner_link_arrives(page: Page) -> None:
    ids = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = [a["href"][1:] for a in page.all("a") if a["href"].startswith("#")]
    named = [x for _, a, _ in page.elements for x in a.get("aria-labelledby", "").split()]
    assert set(inner) | set(named) <= set(ids)
    assert {"don-vi", "cot-180", "tom-tat"} <= set(inner)


def test_headings_go_down_one_level_at_a_time(page: Page) -> None:
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_contents_list_nests_the_headings() -> None:
    document = read_document(as_notebook(sample_cells()))
    found = contents(document)
    assert [entry.text for entry in found] == [
        "Tóm tắt",
        "I. Thông tin chung",
        "II. Kết quả thực hiện",
        "III. Kiến nghị",
        "Phụ lục I. Danh mục sản phẩm được tính",
        "Phụ lục II. Phương pháp",
    ]
    assert [entry.text for entry in found[2].below] == ["1. Chỉ tiêu số lượng", "2. Theo tháng"]
    points = found[2].below[0].below
    assert [entry.text for entry in points] == ["a) Theo mức đối chiếu", "b) Theo đơn vị"]


def test_every_table_has_a_caption_scoped_headers_and_a_source(page: Page) -> None:
    tables = page.all("table")
    assert len(tables) == 4  # three tables and the numbers of the figure
    assert len(page.all("caption")) == len(tables)
    assert all("scope" in attributes for attributes in page.all("th"))
    assert [a.get("class") for a in page.all("p")].count("source") == len(tables) + 1
    regions = [a for a in page.all("div") if a.get("role") == "region"]
    assert all(a["tabindex"] == "0" and a["aria-labelledby"] for a in regions)


def test_group_headers_span_their_columns(page: Page) -> None:
    assert {"scope": "colgroup", "colspan": "2"} in page.all("th")


def test_units_and_notes_are_printed(page: Page) -> None:
    assert "Đơn vị tính: sản phẩm" in page.words()
    assert "Chữ nghiêng là số sơ bộ." in page.words()


def test_drawings_are_named_and_described(page: Page) -> None:
    (svg,) = page.all("svg")
    assert svg["role"] == "img"
    assert svg["aria-labelledby"] == "cot-180--ten cot-180--mo-ta"
    assert "Hai cột: đã đối chiếu 171 sản phẩm" in page.words()


def test_the_numbers_of_a_figure_stand_beside_it(page: Page) -> None:
    inside = [tag for tag, _, above in page.elements if "details" in above]
    assert "table" in inside


def test_ids_of_two_drawings_do_not_clash() -> None:
    first = bar_figure()
    second = Figure(**{**vars(first), "key": "hinh-hai"})
    text = render_html(read_document(as_notebook([summary_table(), first, second])), run_id="x")
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    for key in ("cot-180", "hinh-hai"):
        assert f"url(#{key}--p1)" in text
        assert f'href="#{key}--m1"' in text


def test_svg_loses_prologue_metadata_and_name_spaces() -> None:
    svg = '<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://w" viewBox="0 0 1 1"><metadata>' \
        '<x xmlns:dc="http://p"/></metadata><g/></svg>'  # fmt: skip
    drawn = inline_svg(svg, key="k", title="T & T", description="<mô tả>")
    assert drawn.startswith("<svg role=")
    assert "http" not in drawn
    assert "metadata" not in drawn
    assert "T &amp; T" in drawn
    assert "&lt;mô tả&gt;" in drawn


def test_what_is_no_drawing_is_an_error() -> None:
    with pytest.raises(ValueError, match="hinh-x"):
        inline_svg("<p/>", key="hinh-x", title="t", description="d")


def test_text_from_data_cannot_become_markup() -> None:
    evil = "<script>alert(1)</script>\"'&"
    table = Table(
        "k", evil, evil, evil, (Column(evil, group=evil),), (Row((Cell(evil, tone='"><b>'),)),)
    )
    cells = [f"# {'Phần'}", table, Paragraph(evil), Figure("h", evil, evil, evil, SVG, table)]
    cells[3] = Figure("h", evil, evil, evil, SVG, Table(**{**vars(table), "key": "k2"}))
    text = render_html(read_document(as_notebook(cells, title=evil, issuer=evil)), run_id="x")
    assert "<script" not in text
    assert "<b>" not in text
    Page(text)


def test_only_web_links_of_cells_are_followed() -> None:
    links = ("https://haiduong.gov.vn/a?b=1&c=2", "javascript:alert(1)", "#k", "#khong-co")
    rows = tuple(Row((Cell(f"dòng {place}", link=link),)) for place, link in enumerate(links))
    table = Table("k", "Tên", "", "nguồn", (Column("A"),), rows)
    page = Page(render_html(read_document(as_notebook([table])), run_id="x"))
    inside = [a["href"] for tag, a, above in page.elements if tag == "a" and "tbody" in above]
    assert inside == ["https://haiduong.gov.vn/a?b=1&c=2", "#k"]


def test_marks_stand_on_the_page() -> None:
    document = read_document(as_notebook([], kind="minh_hoa", public=False, draft=True))
    words = Page(render_html(document, run_id="x")).words()
    for mark in ("SỐ LIỆU MINH HỌA", "DỰ THẢO", "Lưu hành nội bộ"):
        assert mark in words
    plain = read_document(as_notebook([], kind="thu_thap"))
    assert "SỐ LIỆU MINH HỌA" not in render_html(plain, run_id="x")


def test_signature_and_header_are_blank_where_nothing_is_known(page: Page) -> None:
    words = page.words()
    assert "Hải Dương, ngày … tháng … năm …" in words
    assert "/BC-SLĐTBXH" in words
    assert "Nơi nhận: - ……; - Lưu: VT." in words.replace("Nơi nhận:- ", "Nơi nhận: - ").replace(
        ";- ", "; - "
    )


def test_an_annex_has_neither_country_name_nor_signature() -> None:
    words = Page(
        render_html(read_document(as_notebook(sample_cells(), as_annex=True)), run_id="x")
    ).words()
    assert "CỘNG HÒA" not in words
    assert "Nơi nhận" not in words
    assert "(Kèm theo Báo cáo số" in words


def test_colours_of_tones_keep_contrast(source: str) -> None:
    """WCAG 2.1 AA: 4.5 to 1 for the page's ink on every background given by a rule."""
    inks = ("#1a1a1a", "#4a4a4a")
    backgrounds = re.findall(r"background: (#[0-9a-f]{3,6})", source)
    assert len(backgrounds) > 6
    for background in backgrounds:
        for ink in inks:
            assert contrast(ink, background) >= 4.5, (ink, background)
    assert contrast("#0b3d78", "#ffffff") >= 4.5
    assert contrast("#ffffff", "#8a1b1b") >= 4.5


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
