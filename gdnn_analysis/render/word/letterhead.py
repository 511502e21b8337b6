"""What stands around the text: values of the template's fields, and rules of the right length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.section import Section
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from gdnn_analysis.fonts import text_width
from gdnn_analysis.render.word.styles import ISSUER, RULE_FULL, RULE_SHORT, SUPERIOR

#: Length of a rule in lengths of the line above it (Decree 30/2020/NĐ-CP, Appendix I, Part I:
#: a third to a half below the issuer and the abstract, the whole line below the motto).
RULES: Final[Mapping[str, float]] = {RULE_SHORT: 0.4, RULE_FULL: 1.0}
#: Styles of centred words whose lines should be about equally long.
EVEN: Final = (SUPERIOR, ISSUER, "Subtitle", "Title")
_STEP: Final = 2.0
_BODY_SIZE: Final = 13.0
_NEW_PARAGRAPH: Final = "\a"
_UNKNOWN: Final = "……………………………"


def field_values(page: Mapping[str, Any]) -> dict[str, object]:
    """Return the values of the template's fields, but for its markers.

    Parameters
    ----------
    page
        As made by :func:`gdnn_analysis.render.layout.page_data`.
    """
    signature = page["signature"] or {"recipients": (), "signer_title": "", "signer_name": ""}
    return {
        **page["letterhead"],
        "issuer": page["letterhead"]["issuer"] or _UNKNOWN,
        "as_annex": page["as_annex"],
        "marks": " – ".join(page["marks"]),
        "run_id": page["run_id"],
        "recipients": _NEW_PARAGRAPH.join(signature["recipients"]),
        "signer_title": signature["signer_title"],
        "signer_name": signature["signer_name"],
    }


def set_letterhead(document: WordDocument) -> None:
    """Break the lines of the letterhead evenly and give its rules their lengths.

    Only paragraphs of the styles in :data:`EVEN` and :data:`RULES` are touched, before the text
    of the report is put in; a template without them is left as it is.
    """
    room = _text_width(document.sections[0])
    for table in document.tables:
        for cell in table._cells:
            _set(cell.paragraphs, cell.width or room)
    _set(document.paragraphs, room)


def _set(paragraphs: Sequence[Paragraph], room: Length) -> None:
    for item in paragraphs:
        if _style_name(item) in EVEN:
            _indent(item, room, even_width(_measured(item), item.text, room.pt))
    for above, rule in pairwise(paragraphs):
        factor = RULES.get(_style_name(rule))
        if factor is not None and rule._p.getprevious() is above._p:
            measure = _measured(above)
            lines = broken(measure, above.text, room.pt - _indents(above))
            _indent(rule, room, factor * max(map(measure, lines)))


def _indent(item: Paragraph, room: Length, width: float) -> None:
    """Leave `width` points for a paragraph in the middle of its room."""
    side = Pt(round((room.pt - width) / 2, 1))
    item.paragraph_format.left_indent = item.paragraph_format.right_indent = side


def broken(measure: Callable[[str], float], words: str, room: float) -> list[str]:
    """Return `words` as lines of at most `room` points, each as full as can be."""
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip(" ")
        if lines[-1] and measure(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def even_width(measure: Callable[[str], float], words: str, room: float) -> float:
    """Return the least width at which `words` take no more lines than in `room` points."""
    lines = len(broken(measure, words, room))
    width = room
    while width > room / 2 and len(broken(measure, words, width - _STEP)) <= lines:
        width -= _STEP
    return width


def _measured(item: Paragraph) -> Callable[[str], float]:
    fonts = [style.font for style in _chain(item)]
    size = next((font.size.pt for font in fonts if font.size), _BODY_SIZE)
    bold = next((font.bold for font in fonts if font.bold is not None), False)
    caps = next((font.all_caps for font in fonts if font.all_caps is not None), False)
    return lambda words: text_width(words.upper() if caps else words, size, bold=bold)


def _indents(item: Paragraph) -> float:
    own = item.paragraph_format
    return sum(float(length.pt) for length in (own.left_indent, own.right_indent) if length)


def _style_name(item: Paragraph) -> str:
    return (item.style.name if item.style else "") or ""


def _text_width(section: Section) -> Length:
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return Length((width or 0) - (left or 0) - (right or 0))


def _chain(item: Paragraph) -> Iterator[Any]:
    """Yield the style of a paragraph and those it is based on."""
    style: Any = item.style
    while style is not None:
        yield style
        style = style.base_style
