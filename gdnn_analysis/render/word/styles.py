"""The styles the writer uses, by the names the office sees in Word.

Programs that save a Word file may give styles new ids, so they are looked up by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

HEADINGS: Final = ("heading 1", "heading 2", "heading 3", "heading 4")
BODY: Final = "Body Text"
BULLET: Final = "List Bullet"
CAPTION: Final = "caption"
HYPERLINK: Final = "Hyperlink"
LEAD: Final = "GDNN Câu nổi bật"
WARNING: Final = "GDNN Cảnh báo"
NOTE: Final = "GDNN Ghi chú"
NOTE_TITLE: Final = "GDNN Tiêu đề ghi chú"
TABLE: Final = "GDNN Bảng"
TABLE_TEXT: Final = "GDNN Ô bảng"
TABLE_TEXT_SMALL: Final = "GDNN Ô bảng nhỏ"
TABLE_HEAD: Final = "GDNN Đầu bảng"
TABLE_HEAD_SMALL: Final = "GDNN Đầu bảng nhỏ"
UNIT: Final = "GDNN Đơn vị tính"
TABLE_NOTE: Final = "GDNN Chú thích bảng"
SOURCE: Final = "GDNN Nguồn số liệu"
FIGURE: Final = "GDNN Hình"
SYMBOL: Final = "GDNN Ký hiệu"
ANNEX: Final = "GDNN Phụ lục"
ANNEX_TITLE: Final = "GDNN Tên phụ lục"
ATTACHED: Final = "GDNN Kèm theo"
BREAK: Final = "GDNN Ngắt phần"
SUPERIOR: Final = "GDNN Cơ quan chủ quản"
ISSUER: Final = "GDNN Cơ quan ban hành"
RULE_SHORT: Final = "GDNN Kẻ ngắn"
RULE_FULL: Final = "GDNN Kẻ dài"

NEEDED: Final = (
    *HEADINGS, BODY, BULLET, CAPTION, HYPERLINK, LEAD, WARNING, NOTE, NOTE_TITLE, TABLE,
    TABLE_TEXT, TABLE_TEXT_SMALL, TABLE_HEAD, TABLE_HEAD_SMALL, UNIT, TABLE_NOTE, SOURCE, FIGURE,
    SYMBOL, ANNEX, ANNEX_TITLE, ATTACHED, BREAK,
)  # fmt: skip
"""Styles a template must have; those of the letterhead are the office's own affair."""


class Styles:
    """Ids of the styles of one file by name; names are compared without case, as Word does."""

    def __init__(self, ids: Mapping[str, str]) -> None:
        self._ids = {name.casefold(): id_ for name, id_ in ids.items()}

    @classmethod
    def of(cls, document: WordDocument) -> Styles:
        """Return the styles of a Word document."""
        found = {}
        for style in document.styles.element.findall(qn("w:style")):
            name = style.find(qn("w:name"))
            if name is not None:
                found[str(name.get(qn("w:val")))] = str(style.get(qn("w:styleId")))
        return cls(found)

    def __getitem__(self, name: str) -> str:
        return self._ids[name.casefold()]

    def missing(self) -> tuple[str, ...]:
        """Return the needed styles the file lacks."""
        return tuple(name for name in NEEDED if name.casefold() not in self._ids)
