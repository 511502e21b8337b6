"""The Word template: the committed one is what its parts make; the office may redesign it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm

from docs.word_template import main, template_bytes
from gdnn_analysis.language import use_language
from gdnn_analysis.render.errors import WordTemplateError
from gdnn_analysis.render.word import SHIPPED, check_template
from gdnn_analysis.render.word.package import packed, unpacked
from gdnn_analysis.report.blocks import Heading, Paragraph

from .conftest import sample_cells, summary_table
from .word_reading import (
    body,
    bytes_of,
    content_tables,
    opened,
    style_of,
    value,
    word_of,
    words,
)


@pytest.fixture
def redesigned(tmp_path: Path) -> Callable[..., Path]:
    """Return a maker of templates: the shipped one with its XML or its document changed."""

    def make(*, xml=None, document=None) -> Path:
        content = SHIPPED.read_bytes()
        if xml is not None:
            content = packed({n: xml(n, p.decode()).encode() for n, p in unpacked(content).items()})
        if document is not None:
            word = docx.Document(io.BytesIO(content))
            document(word)
            out = io.BytesIO()
            word.save(out)
            content = out.getvalue()
        path = tmp_path / "mẫu cơ quan.docx"
        path.write_bytes(content)
        return path

    return make


def test_the_committed_template_is_what_its_parts_make() -> None:
    assert unpacked(SHIPPED.read_bytes()) == unpacked(template_bytes())
    assert main(["--check"]) == 0


def test_the_shipped_template_has_no_faults() -> None:
    check_template(SHIPPED)


def test_the_template_shows_its_fields_and_its_text_in_word() -> None:
    text = words(body(docx.Document(str(SHIPPED))))
    for field in ("superior", "issuer", "number", "place_date", "title", "recipients", "body"):
        assert f"{{{{ {field} }}}}" in text


def test_the_page_for_the_office_names_every_field_and_style() -> None:
    from gdnn_analysis.render.word.styles import NEEDED
    from gdnn_analysis.render.word.template import FIELDS

    page = (Path(__file__).parents[3] / "docs" / "word-template.md").read_text(encoding="utf-8")
    assert [name for name in FIELDS if name not in page] == []
    own = [name for name in NEEDED if name.startswith("GDNN") and not name.endswith("nhỏ")]
    assert [name for name in own if name not in page] == []


# ------------------------------------------------------------------ redesigns that work


def test_fields_cut_into_runs_by_word_are_filled(redesigned) -> None:
    cut = '{{ iss</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>uer }}'
    template = redesigned(xml=lambda _, xml: xml.replace("{{ issuer }}", cut))
    text = words(body(word_of(Paragraph("x"), template=template)))
    assert "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI" in text


def test_styles_are_found_by_name_whatever_their_ids(redesigned) -> None:
    def renamed(name: str, xml: str) -> str:
        return re.sub(r'(w:(?:styleId|val)=")(Gdnn|Heading|ListBullet|BodyText)', r"\1X\2", xml)

    template = redesigned(xml=renamed)
    word = word_of(*sample_cells(), template=template)
    (heading, *_) = body(word).xpath("./w:p[w:pPr/w:pStyle/@w:val='XHeading1']")
    assert words(heading) == "Tóm tắt"
    assert not body(word).xpath(".//w:pStyle[starts-with(@w:val, 'Gdnn')]")


def test_text_of_the_office_and_its_language_are_kept_and_declared(redesigned) -> None:
    def typed(name: str, xml: str) -> str:
        english = '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>Nơi nhận:'
        return xml.replace("<w:r><w:t>Nơi nhận:", english)

    def signed(word) -> None:
        word.tables[0].cell(1, 0).add_paragraph("Điện thoại: 0220 3 123 456")

    word = word_of(Paragraph("x"), template=redesigned(xml=typed, document=signed))
    assert "Điện thoại: 0220 3 123 456" in words(body(word))
    assert {value(lang) for lang in body(word).iter(qn("w:lang"))} == {"vi-VN"}


def test_tables_and_figures_follow_the_margins_of_the_office(redesigned) -> None:
    def wider(word) -> None:
        word.sections[0].left_margin = Mm(35)
        word.sections[0].right_margin = Mm(20)

    word = word_of(*sample_cells(), template=redesigned(document=wider))
    widths = [
        sum(int(value(column, "w")) for column in table.xpath("./w:tblGrid/w:gridCol"))
        for table in content_tables(word)
    ]
    upright, across = 155 / 25.4 * 1440, 242 / 25.4 * 1440
    assert widths == pytest.approx([upright, upright, across], abs=3)


def test_a_cover_page_and_a_section_break_of_the_office_stay(redesigned) -> None:
    def covered(word) -> None:
        cover = word.paragraphs[0].insert_paragraph_before("Trang bìa")
        cover._p.get_or_add_pPr().append(_copy(word.sections[-1]._sectPr))
        *_, marker = word.paragraphs
        before = marker.insert_paragraph_before("Hết phần chính")
        before._p.get_or_add_pPr().append(_copy(word.sections[-1]._sectPr))

    word = word_of(*sample_cells(), template=redesigned(document=covered))
    starts = [value(s._sectPr.find(qn("w:pgNumType")), "start") for s in word.sections]
    assert starts == [None, None, None, None, "1", "1"]
    closing = [words(p) for p in body(word) if p.xpath("./w:pPr/w:sectPr")]
    assert closing[0] == "Trang bìa"
    assert closing[3] == "Hết phần chính"


def test_a_section_break_at_a_marker_survives_it(redesigned) -> None:
    def broken(word) -> None:
        (marker,) = [p for p in word.paragraphs if p.text == "{{ body }}"]
        section = _copy(word.sections[-1]._sectPr)
        marker._p.get_or_add_pPr().append(section)

    word = word_of(Paragraph("Lời văn."), template=redesigned(document=broken))
    assert len(word.sections) == 2
    (closing,) = [p for p in body(word) if p.xpath("./w:pPr/w:sectPr")]
    assert words(closing.getprevious()) == "Lời văn./."
    assert style_of(word, closing) == "GDNN Ngắt phần"


def test_words_before_the_annexes_keep_their_own_section(redesigned) -> None:
    def extended(word) -> None:
        section = word.add_section(WD_SECTION.NEW_PAGE)
        assert section is not None
        body_ = word.element.body
        (marker,) = [p for p in word.paragraphs if p.text == "{{ annexes }}"]
        extra = word.add_paragraph("Danh sách phụ lục")
        body_.remove(marker._p)
        extra._p.addnext(marker._p)

    cells = [Paragraph("Lời văn."), Heading("Phụ lục I. Một"), summary_table()]
    word = word_of(*cells, template=redesigned(document=extended))
    closing = [words(p) for p in body(word) if p.xpath("./w:pPr/w:sectPr")]
    assert closing[-1] == "Danh sách phụ lục"
    assert len(word.sections) == 3


def _copy(section):
    from copy import deepcopy

    return deepcopy(section)


def test_a_template_gives_the_same_bytes_every_time(redesigned) -> None:
    template = redesigned(document=lambda word: word.add_paragraph("Thêm"))
    first = bytes_of(*sample_cells(), template=template)
    assert bytes_of(*sample_cells(), template=template) == first
    assert words(body(opened(first))).endswith("Thêm")


# ------------------------------------------------------------------ faults


def faults(path: Path) -> str:
    with pytest.raises(WordTemplateError) as refused:
        check_template(path)
    return str(refused.value)


def test_a_file_that_is_not_word_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_text("không phải Word", encoding="utf-8")
    assert "không đọc được" in faults(path)
    path.write_bytes(packed({"xl/workbook.xml": b"<x/>"}))
    assert "không đọc được" in faults(path)


def test_all_faults_are_named_at_once(redesigned) -> None:
    def spoiled(name: str, xml: str) -> str:
        xml = xml.replace("{{ annexes }}", "xem {{ annexes }}").replace("{{ marks }}", "{{ dau }}")
        xml = xml.replace("{{ place_date }}", "{{ ngay_thang }}")
        return xml.replace("GDNN Cảnh báo", "Cảnh báo").replace('"caption"', '"chú thích"')

    text = faults(redesigned(xml=spoiled))
    assert "dau, ngay_thang" in text
    assert "{{ annexes }} (thấy 0)" in text
    assert "caption, GDNN Cảnh báo" in text
    assert "docs/word-template.md" in text


def test_a_marker_must_stand_alone_once_and_outside_tables(redesigned) -> None:
    def doubled(word) -> None:
        word.add_paragraph("{{ body }}")

    def in_a_table(word) -> None:
        (marker,) = [p for p in word.paragraphs if p.text == "{{ body }}"]
        word.tables[0].cell(0, 0)._tc.append(marker._p)

    assert "{{ body }} (thấy 2)" in faults(redesigned(document=doubled))
    assert "{{ body }} (thấy 0)" in faults(redesigned(document=in_a_table))


def test_a_field_that_is_not_closed_is_refused(redesigned) -> None:
    template = redesigned(xml=lambda _, xml: xml.replace("{{ title }}", "{{ title | }}"))
    assert "trường viết sai" in faults(template)


def test_a_template_cannot_reach_into_the_program(redesigned) -> None:
    reach = "{{ title.__class__.__mro__ }}"
    template = redesigned(xml=lambda _, xml: xml.replace("{{ title }}", reach))
    with pytest.raises(WordTemplateError, match="Không điền được"):
        word_of(Paragraph("x"), template=template)


def test_faults_can_be_told_in_english(tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    path.write_text("not Word", encoding="utf-8")
    use_language("en")
    assert "cannot be used: unreadable" in faults(path)
