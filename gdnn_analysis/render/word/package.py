"""The Word file as bytes: the same parts always give the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from gdnn_analysis.render.metadata import ReportMetadata
from gdnn_analysis.render.software import PROGRAM

LANGUAGES: Final[Mapping[str, str]] = {"vi": "vi-VN", "en": "en-GB"}
_CONTENT_TYPES: Final = "[Content_Types].xml"
_RELATIONS: Final = "_rels/.rels"
_PROPERTIES: Final = RELATIONSHIP_TYPE.CORE_PROPERTIES.encode()
_OTHER_PROPERTIES: Final = re.compile(rb'http://[^"]*/metadata/core-properties')
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of `parts` in a fixed order, without times, owner or system in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            file.writestr(entry, parts[name])
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def readable(content: bytes) -> io.BytesIO:
    """Return a Word file as python-docx takes it.

    LibreOffice names the relation to the properties otherwise than OPC (ECMA-376 Part 2, 15.2.12
    "Core Properties"); python-docx would not find them and add a second part of the same name.
    """
    parts = unpacked(content)
    if _RELATIONS in parts:
        parts[_RELATIONS] = _OTHER_PROPERTIES.sub(_PROPERTIES, parts[_RELATIONS])
    return io.BytesIO(packed(parts))


def saved(document: WordDocument) -> bytes:
    """Return a Word document as bytes that depend on its content only."""
    out = io.BytesIO()
    document.save(out)
    return packed(unpacked(out.getvalue()))


def describe(document: WordDocument, metadata: ReportMetadata, run_id: str) -> None:
    """Write the document's properties: title, author, language and the time of the run."""
    properties = document.core_properties
    # Stored as UTC without saying so; python-docx writes the "Z".
    moment = metadata.created_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title = metadata.full_title
    properties.author = metadata.issuer
    properties.last_modified_by = PROGRAM
    properties.comments = " – ".join(metadata.marks)
    properties.identifier = run_id
    properties.language = LANGUAGES[metadata.language]
    properties.created = moment
    properties.modified = moment
    properties.revision = 1


def set_language(document: WordDocument, language: str) -> None:
    """Declare the language of all text, whatever keyboard the template was typed with."""
    parts = [document.part, *document.part.related_parts.values()]
    for part in parts:
        root = getattr(part, "element", None)
        if root is None:
            continue
        for name in ("lang", "themeFontLang"):
            for declared in root.iter(qn(f"w:{name}")):
                declared.set(qn("w:val"), LANGUAGES[language])
