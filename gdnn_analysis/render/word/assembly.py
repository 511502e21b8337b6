"""The text in its places in the template, cut into sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from gdnn_analysis.render.word.blocks import annex_head, lay_out
from gdnn_analysis.render.word.elements import Element, paragraph
from gdnn_analysis.render.word.sections import Stretch, close, properties, section_after
from gdnn_analysis.render.word.styles import BREAK
from gdnn_analysis.render.word.target import Target
from gdnn_analysis.render.word.template import marker

Page = Mapping[str, Any]


def assemble(word: WordDocument, target: Target, page: Page) -> None:
    """Put the text of the report and its annexes where the template has their markers.

    Parameters
    ----------
    word
        The filled template; it may have sections of its own around the markers.
    target
        The same file as the writers of blocks see it.
    page
        As made by :func:`gdnn_analysis.render.layout.page_data`.
    """
    main, annexes = _main(target, page), _annexes(target, page)
    place, place_after = marker(word, "body"), marker(word, "annexes")
    section, last = section_after(place), section_after(place_after)
    ending = properties(section, main[-1])
    _insert(main, place, section)
    _remove(place, target)
    before = _paragraph_before(place_after, target)
    if annexes and section is last:
        close(before, ending)
    else:
        _swap(section, ending)
        if annexes and not _ends_section(before):
            close(before, deepcopy(last))
    if annexes:
        _insert(annexes, place_after, last)
        _swap(last, properties(last, annexes[-1]))
    _remove(place_after, target)


def _main(target: Target, page: Page) -> list[Stretch]:
    segments = page["main"]
    stretches = [
        Stretch(lay_out(target, segment["blocks"]), segment["landscape"]) for segment in segments
    ]
    if stretches[0].landscape:
        # The letterhead stays on an upright page of its own.
        stretches.insert(0, Stretch([_thin(target)]))
    return _opened(stretches)


def _annexes(target: Target, page: Page) -> list[Stretch]:
    attached_to = "" if page["as_annex"] else page["letterhead"]["attached_to"]
    stretches = []
    for annex in page["annexes"]:
        own = [
            Stretch(lay_out(target, segment["blocks"]), segment["landscape"], annex=place == 0)
            for place, segment in enumerate(annex["segments"])
        ]
        own[0].content[:0] = annex_head(target, annex, attached_to)
        stretches += _opened(own)
    return stretches


def _opened(stretches: Sequence[Stretch]) -> list[Stretch]:
    first, *rest = stretches
    return [Stretch(first.content, first.landscape, opens=True, annex=first.annex), *rest]


def _insert(stretches: Sequence[Stretch], place: Element, section: Element) -> None:
    """Put the stretches before `place`; each but the last ends a section like `section`."""
    for number, stretch in enumerate(stretches, start=1):
        for made in stretch.content:
            place.addprevious(made)
        if number < len(stretches):
            close(stretch.content[-1], properties(section, stretch))


def _paragraph_before(place: Element, target: Target) -> Element:
    """Return the paragraph before `place`; after a table, which needs one, a thin new one."""
    before: Element | None = place.getprevious()
    if before is not None and before.tag == qn("w:p"):
        return before
    made = _thin(target)
    place.addprevious(made)
    return made


def _remove(used: Element, target: Target) -> None:
    """Remove a marker; when the office ended a section there, a thin paragraph goes on doing so."""
    for section in used.xpath("./w:pPr/w:sectPr"):
        kept = _thin(target)
        close(kept, section)
        used.addprevious(kept)
    used.getparent().remove(used)


def _thin(target: Target) -> Element:
    return paragraph(target.styles[BREAK], [])


def _ends_section(item: Element) -> bool:
    return bool(item.xpath("./w:pPr/w:sectPr"))


def _swap(old: Element, new: Element) -> None:
    old.getparent().replace(old, new)
