"""The Word template: where it is, what it must have, and how its fields are filled.

Fields are written ``{{ name }}`` and filled by docxtpl, which also finds a field that Word has
cut into several runs. Expressions run in a sandbox: a template is a document, not a program.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from gdnn_analysis.language import say
from gdnn_analysis.render.errors import WordTemplateError
from gdnn_analysis.render.word.elements import Element
from gdnn_analysis.render.word.package import readable
from gdnn_analysis.render.word.styles import Styles

SHIPPED: Final = Path(__file__).parents[1] / "templates" / "report.docx"
MARKERS: Final = ("body", "annexes")
"""Fields that stand alone in a paragraph; the report's text goes in their place."""
FIELDS: Final = (
    "as_annex", "attached_to", "issuer", "marks", "number", "place_date", "recipients", "run_id",
    "signer_name", "signer_title", "superior", "title", *MARKERS,
)  # fmt: skip
_MARKER: Final = re.compile(r"\s*\{\{\s*(\w+)\s*\}\}\s*")
#: Private-use characters: no text of a report can hold them (``render.printable``).
_PLACE: Final = "\ue000{name}\ue001"


def check_template(path: Path) -> None:
    """Check that a template can be filled.

    Raises
    ------
    WordTemplateError
        Naming everything that is wrong with it.
    """
    faults = _faults(path)
    if faults:
        raise WordTemplateError(
            say(
                "Mẫu Word “{path}” chưa dùng được: {faults} Xem docs/word-template.md.",
                "The Word template “{path}” cannot be used: {faults} See docs/word-template.md.",
                path=path,
                faults=" ".join(faults),
            )
        )


def fill(path: Path, values: Mapping[str, object]) -> WordDocument:
    """Return the template with its fields filled and its markers ready to be found.

    Parameters
    ----------
    path
        A template that passed :func:`check_template`.
    values
        By name, all of :data:`FIELDS` but the markers.

    Raises
    ------
    WordTemplateError
        When the template cannot be filled.
    """
    template = DocxTemplate(readable(path.read_bytes()))
    marks = {name: _PLACE.format(name=name) for name in MARKERS}
    try:
        template.render({**values, **marks}, _environment())
    except TemplateError as error:
        raise WordTemplateError(
            say(
                "Không điền được mẫu Word “{path}”: {reason}. Xem docs/word-template.md.",
                "The Word template “{path}” cannot be filled: {reason}. See docs/word-template.md.",
                path=path,
                reason=error,
            )
        ) from error
    filled = BytesIO()
    template.save(filled)
    return docx.Document(filled)


def marker(document: WordDocument, name: str) -> Element:
    """Return the paragraph of the filled template that holds the marker `name`."""
    mark = _PLACE.format(name=name)
    found: Element = next(item for item in _body_paragraphs(document) if _words(item) == mark)
    return found


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _faults(path: Path) -> list[str]:
    try:
        template = DocxTemplate(readable(path.read_bytes()))
        used = template.get_undeclared_template_variables(_environment())
        document: WordDocument = template.get_docx()
    except (OSError, BadZipFile, OpcError, KeyError, ValueError) as error:
        return [say("không đọc được ({cause}).", "unreadable ({cause}).", cause=error)]
    except TemplateError as error:
        return [say("trường viết sai ({cause}).", "a field is wrong ({cause}).", cause=error)]
    return [*_wrong_fields(used), *_wrong_markers(document), *_missing_styles(document)]


def _wrong_fields(used: set[str]) -> list[str]:
    unknown = sorted(used - set(FIELDS))
    if not unknown:
        return []
    return [
        say(
            "có trường lạ: {unknown} (chỉ nhận {known}).",
            "unknown fields {unknown} (known: {known}).",
            unknown=", ".join(unknown),
            known=", ".join(FIELDS),
        )
    ]


def _wrong_markers(document: WordDocument) -> list[str]:
    matches = (_MARKER.fullmatch(_words(item)) for item in _body_paragraphs(document))
    found = Counter(match[1] for match in matches if match)
    return [
        say(
            "phải có đúng một đoạn văn riêng, ngoài bảng, chỉ ghi {field} (thấy {count}).",
            "exactly one paragraph of its own, outside tables, must hold {field} (found {count}).",
            field=f"{{{{ {name} }}}}",
            count=found[name],
        )
        for name in MARKERS
        if found[name] != 1
    ]


def _missing_styles(document: WordDocument) -> list[str]:
    missing = Styles.of(document).missing()
    if not missing:
        return []
    return [
        say(
            "thiếu kiểu: {styles}; chép lại từ mẫu gốc.",
            "styles are missing: {styles}; copy them from the shipped template.",
            styles=", ".join(missing),
        )
    ]


def _body_paragraphs(document: WordDocument) -> list[Any]:
    return list(document.element.body.findall(qn("w:p")))


def _words(paragraph: Any) -> str:
    return "".join(item.text or "" for item in paragraph.iter(qn("w:t")))
