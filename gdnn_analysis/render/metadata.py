"""What the notebook tells the writers besides blocks, and the tables it stores for them.

**Metadata output.** One cell shows one output with MIME :data:`REPORT_MIME`; its JSON object has
exactly the fields of :class:`ReportMetadata` (those with a default may be left out)::

    {
      "title": "Kết quả thực hiện … năm 2023",   # trích yếu, without the words "Báo cáo"
      "period": "2023",                           # or "2021-2025"
      "window": "nd09",
      "window_label": "từ 15/12/2022 đến hết 14/12/2023",
      "kind": "thu_thap" | "cong_khai" | "minh_hoa",
      "created": "2024-01-05T08:00:00+07:00",     # of the evaluation (RL-03)
      "public": true,
      "as_annex": false,
      "draft": false,                             # true prints "DỰ THẢO" on every page
      "superior": "", "issuer": "", "abbreviation": "",   # abbreviation: of the issuer, "SGDĐT"
      "place": "", "number": "", "date": "",      # date ISO 8601; empty = printed as a blank
      "recipients": ["…", "…"],
      "signer_title": "", "signer_name": "",
      "language": "vi"
    }

**Stored tables.** With the hidden parameter ``store_folder`` the notebook writes there:

=====================  ==========================================================================
``results.parquet``    ``RESULT_COLUMNS`` of :mod:`gdnn_analysis.indicators.frame`, in order
``definitions.parquet``  one row per indicator of the results: columns of the table ``indicators``
``items.parquet``      works counted (see :mod:`gdnn_analysis.render.sheets` for the columns)
``review.parquet``     pairs of reports to look at
``events.parquet``     events of the period
``issues.parquet``     ``ISSUE_COLUMNS`` of :mod:`gdnn_analysis.ingest.dataset`
``inputs.json``        list of ``{"path", "sha256", "rows_read", "rows_used"}``
=====================  ==========================================================================

Presenters recompute nothing: ``results.csv`` and ``annex.xlsx`` are written from these files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import Any, Final, Self, get_args

from gdnn_analysis.ingest.dataset import DatasetKind
from gdnn_analysis.language import LANGUAGES, Language, say, tell, words
from gdnn_analysis.render.errors import DocumentError
from gdnn_analysis.report.blocks import REPORT_MIME as REPORT_MIME

#: Parameter of every notebook that names the folder to store tables in; empty when interactive.
STORE_PARAMETER: Final = "store_folder"
#: Parameter that names the folder with what was issued before for the same period; empty when
#: nothing was. A notebook that does not declare it says nothing about earlier reports.
SENT_PARAMETER: Final = "sent_folder"


@dataclass(frozen=True, kw_only=True)
class ReportMetadata:
    """What is printed around the blocks; an empty text is printed as a blank, never invented.

    Attributes
    ----------
    title
        Trích yếu: what the report is about, without the words "Báo cáo".
    period, window, window_label
        What is reported; the label is the span of days in words.
    kind
        Kind of the dataset; ``minh_hoa`` is marked on every page.
    created
        Time stamp of the run, ISO 8601.
    public
        False marks every page "Lưu hành nội bộ" (RL-11).
    as_annex
        Printed as an annex to a report instead of a report of its own.
    draft
        Printed with "DỰ THẢO" on every page (decision D8 still open).
    superior, issuer, abbreviation
        Official header; the abbreviation makes the symbol of the number (``…/BC-SGDĐT``).
    place, number, date
        As issued by the records office; date ISO 8601.
    recipients, signer_title, signer_name
        Signature block.
    language
        Language the report is written in.
    """

    title: str
    period: str
    window: str
    window_label: str
    kind: DatasetKind
    created: str
    public: bool = True
    as_annex: bool = False
    draft: bool = False
    superior: str = ""
    issuer: str = ""
    abbreviation: str = ""
    place: str = ""
    number: str = ""
    date: str = ""
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer_name: str = ""
    language: Language = "vi"

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> Self:
        """Return the metadata of one notebook output.

        Raises
        ------
        DocumentError
            Naming every field that is missing, unknown or of the wrong type.
        """
        wrong = _wrong_fields(raw)
        if wrong:
            raise DocumentError(
                say(
                    "Thông tin báo cáo do sổ tính toán công bố không đúng: {wrong}.",
                    "The report metadata published by the notebook are wrong: {wrong}.",
                    wrong="; ".join(wrong),
                )
            )
        values = dict(raw)
        values["recipients"] = tuple(values.get("recipients", ()))
        return cls(**values)

    @property
    def full_title(self) -> str:
        """The title with the kind of document: "Báo cáo kết quả …"."""
        return tell("Báo cáo {subject}", subject=self.title[:1].lower() + self.title[1:])

    @property
    def created_at(self) -> datetime:
        """The time stamp as a moment."""
        return datetime.fromisoformat(self.created)

    @property
    def marks(self) -> tuple[str, ...]:
        """What every page must say about the figures it carries."""
        marks = []
        if self.kind == "minh_hoa":
            marks.append(words("SỐ LIỆU MINH HỌA"))
        if self.draft:
            marks.append(words("DỰ THẢO"))
        if not self.public:
            marks.append(words("Lưu hành nội bộ"))
        return tuple(marks)


def _wrong_fields(raw: Mapping[str, Any]) -> list[str]:
    known = {field.name: field for field in fields(ReportMetadata)}
    wrong = [f"{name}: ?" for name in raw if name not in known]
    wrong += [name for name, field in known.items() if field.default is MISSING and name not in raw]
    for name, field in known.items():
        if name in raw and not _fits(raw[name], str(field.type)):
            wrong.append(f"{name} = {raw[name]!r}")
    if "created" in raw and not _is_moment(raw["created"]):
        wrong.append(f"created = {raw['created']!r}")
    return wrong


def _fits(value: object, annotation: str) -> bool:
    if annotation == "bool":
        return isinstance(value, bool)
    if annotation.startswith("tuple"):
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    if annotation == "Language":
        return value in LANGUAGES
    if annotation == "DatasetKind":
        return value in get_args(DatasetKind)
    return isinstance(value, str)


def _is_moment(value: object) -> bool:
    try:
        return datetime.fromisoformat(str(value)).tzinfo is not None
    except ValueError:
        return False
