"""The report as a Word file: template, text, language, properties."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from gdnn_analysis.language import report_language, words
from gdnn_analysis.render.document import Document, in_its_language
from gdnn_analysis.render.header import COUNTRY, MOTTO
from gdnn_analysis.render.layout import page_data
from gdnn_analysis.render.word.assembly import assemble
from gdnn_analysis.render.word.figures import pictures
from gdnn_analysis.render.word.letterhead import field_values, set_letterhead
from gdnn_analysis.render.word.package import describe, saved, set_language
from gdnn_analysis.render.word.sections import section_after, text_width
from gdnn_analysis.render.word.styles import Styles
from gdnn_analysis.render.word.target import Target, blocks_of, bookmarks
from gdnn_analysis.render.word.template import SHIPPED, check_template, fill, marker

TEMPLATE_WORDS: Final = (
    COUNTRY,
    MOTTO,
    "Bản làm việc; bản lưu là tệp PDF cùng mã. Mã lần chạy: ",
    "Nơi nhận:",
    "Báo cáo",
    "Phụ lục",
)
"""Words of the shipped template that are not fields."""


@in_its_language
def render_docx(document: Document, *, run_id: str, template: Path | None = None) -> bytes:
    """Return the report as a Word file; the same document and template give the same bytes.

    Parameters
    ----------
    document
        The report.
    run_id
        Printed in the footer, the same in all media.
    template
        The office's template; the shipped one by default.

    Raises
    ------
    WordTemplateError
        When the template cannot be used, naming everything that is wrong with it.
    DocumentError
        When a drawing cannot be made a picture.
    """
    path = template or SHIPPED
    check_template(path)
    page = page_data(document, run_id=run_id)
    word = fill(path, field_values(page))
    _translate(word)
    set_letterhead(word)
    assemble(word, _target(word, page), page)
    set_language(word, document.metadata.language)
    describe(word, document.metadata, run_id)
    return saved(word)


def _translate(word: WordDocument) -> None:
    """Put the template's own words into the report's language; an office's other words stay."""
    if report_language() == "vi":
        return
    roots = [word.element.body]
    for section in word.sections:
        roots += [section.footer._element, section.first_page_footer._element]
    for root in roots:
        for node in root.iter(qn("w:t")):
            for fixed in TEMPLATE_WORDS:
                node.text = (node.text or "").replace(fixed, words(fixed))


def _target(word: WordDocument, page: Mapping[str, Any]) -> Target:
    section = section_after(marker(word, "body"))
    blocks = list(blocks_of(page))
    return Target(
        part=word.part,
        styles=Styles.of(word),
        bookmarks=bookmarks(blocks),
        pictures=pictures({block["anchor"]: block["svg"] for block in blocks if "svg" in block}),
        widths={across: text_width(section, landscape=across) for across in (False, True)},
    )
