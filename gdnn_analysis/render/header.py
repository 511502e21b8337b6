"""Words of the official header and signature block (Decree 30/2020/NĐ-CP, Appendix I, Form 1.4).

What is not known is printed as a blank to be filled in by hand; nothing is invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from gdnn_analysis.language import report_language, tell, words
from gdnn_analysis.render.metadata import ReportMetadata
from gdnn_analysis.vietnamese.dates import official_date_line

COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
BLANK: Final = "……"
ARCHIVE: Final = re.compile("- (?:lưu:|archive)")
"""How a line of recipients that names the archive begins, in either language."""
_GAP: Final = "\u00a0" * 8


@dataclass(frozen=True)
class Letterhead:
    """What stands above the text of a report.

    Attributes
    ----------
    superior, issuer
        Upper case; empty when unknown.
    number, place_date
        The two lines below, with blanks where something is not known.
    title
        Trích yếu.
    attached_to
        Reference line of an annex: "(Kèm theo Báo cáo số …)".
    """

    superior: str
    issuer: str
    number: str
    place_date: str
    title: str
    attached_to: str


@dataclass(frozen=True)
class Signature:
    """What stands below the text: recipients on the left, signer on the right."""

    recipients: tuple[str, ...]
    signer_title: str
    signer_name: str


def letterhead(metadata: ReportMetadata) -> Letterhead:
    """Return the words above the text."""
    return Letterhead(
        superior=words(metadata.superior).upper(),
        issuer=words(metadata.issuer).upper(),
        number=tell("Số: {number}", number=number_and_symbol(metadata)),
        place_date=_place_and_date(metadata.place or BLANK, metadata.date),
        title=metadata.title,
        attached_to=(
            tell(
                "(Kèm theo Báo cáo số {number} {date} của {issuer})",
                number=number_and_symbol(metadata),
                date=date_words(metadata.date),
                issuer=metadata.issuer or BLANK * 2,
            )
        ),
    )


def number_and_symbol(metadata: ReportMetadata) -> str:
    """Return ``15/BC-SGDĐT`` with blanks for what is not known; below 10 the number is padded.

    A number given with its symbol is printed as given.
    """
    given = metadata.number
    if "/" in given:
        return given
    number = given.zfill(2) if given.isdecimal() else given
    return f"{number or _GAP}/BC-{metadata.abbreviation or _GAP}"


def date_words(iso: str) -> str:
    """Return ``ngày 05 tháng 01 năm 2024``, with blanks for a date not known."""
    return _place_and_date("", iso).partition(", ")[2]


def _place_and_date(place: str, iso: str) -> str:
    day = date.fromisoformat(iso) if iso else None
    return official_date_line(place, day) if report_language() == "vi" else _english(place, day)


def _english(place: str, day: date | None) -> str:
    """Return the place and date as an English letter has them; the year of a blank date too."""
    from babel.dates import format_date  # only an English report pays for it

    written = BLANK if day is None else format_date(day, "d MMMM y", locale="en")
    return f"{place}, {written}"


def signature(metadata: ReportMetadata) -> Signature:
    """Return the words below the text; the archive line is there by rule (component 9b)."""
    named = tuple(f"- {name.strip(' -;.')};" for name in metadata.recipients if name.strip(" -;."))
    kept = any(ARCHIVE.match(name.casefold()) for name in named)
    lines = named if named else (f"- {BLANK};",)
    recipients = (
        (*lines[:-1], lines[-1].rstrip(";") + ".") if kept else (*lines, words("- Lưu: VT."))
    )
    return Signature(recipients, metadata.signer_title.upper(), metadata.signer_name)
