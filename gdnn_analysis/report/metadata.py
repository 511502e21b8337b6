"""The official frame of a report: who issues it, for which period, in whose name.

Only what the registry knows is filled in. Number, date, recipients and signatory stay blank unless
they are given (NĐ 30/2020, art. 15: numbers and dates come from the records office).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import report_language, tell
from gdnn_analysis.report.blocks import REPORT_MIME
from gdnn_analysis.report.wording import small, span_text
from gdnn_analysis.vietnamese.text import nfc


@dataclass(frozen=True)
class Metadata:
    """The report's frame as one notebook output (shape: ``render.metadata``)."""

    content: dict[str, Any]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        line = f"{self.content['title']} – {self.content['window_label']}"
        return {"text/plain": line, REPORT_MIME: self.content}


def metadata(
    ev: Evaluation,
    *,
    as_annex: bool = False,
    issuer: str = "",
    superior: str = "",
    place: str = "",
    number: str = "",
    date: str = "",
    recipients: str = "",
    signer_title: str = "",
    signer_name: str = "",
) -> Metadata:
    """Return the frame of the report of `ev`.

    Parameters
    ----------
    ev
        The evaluation reported.
    as_annex
        Rendered as an annex.
    issuer, superior, place
        Names in the header; empty = the body competent on `date`, or on the last day of the
        period, as the registry knows it.
    number, date
        As issued; empty is printed as a blank.
    recipients
        Recipients separated by ``;``.
    signer_title, signer_name
        Signature block; empty is printed as a blank.
    """
    day = datetime.date.fromisoformat(date) if date else ev.interval.last_day
    body = ev.records.units.competent_body(day)
    own = {} if body is None else _header(body)
    return Metadata(
        {
            "title": title(ev),
            "period": str(ev.period),
            "window": ev.settings.window,
            "window_label": ev.interval.label_vi(),
            "kind": ev.data.descriptor.kind,
            "created": ev.created.isoformat(timespec="seconds"),
            "public": ev.settings.public,
            "as_annex": as_annex,
            "superior": superior or own.get("superior", ""),
            "issuer": issuer or own.get("issuer", ""),
            "abbreviation": "" if issuer else own.get("abbreviation", ""),
            "place": place or (own.get("place", "") if not issuer else ""),
            "number": number,
            "date": date,
            "recipients": [name.strip() for name in recipients.split(";") if name.strip()],
            "signer_title": signer_title,
            "signer_name": signer_name,
            "language": report_language(),
        }
    )


def title(ev: Evaluation) -> str:
    """Return the report's subject (trích yếu); it names the district or unit reported on."""
    if ev.scope is None:
        return _title(ev)
    if ev.scope.kind == "unit":
        return tell("{title}, của {name}", title=_title(ev), name=ev.scope.name)
    return tell("{title}, địa bàn {name} (cũ)", title=_title(ev), name=small(ev.scope.name))


def _title(ev: Evaluation) -> str:
    if not ev.period.is_year:
        return tell(
            "Tổng kết thực hiện Kế hoạch truyền thông về giáo dục nghề nghiệp giai đoạn "
            "{first} – {last}",
            first=ev.period.first,
            last=ev.period.last,
        )
    return tell(
        "Kết quả thực hiện Kế hoạch truyền thông về giáo dục nghề nghiệp giai đoạn "
        "2021 – 2025, {span_text}",
        span_text=span_text(ev.period),
    )


def _header(body: pd.Series) -> dict[str, str]:
    parent = body["parent_name_vi"]
    superior = "" if pd.isna(parent) else nfc(str(parent))
    return {
        "issuer": nfc(str(body["name_vi"])),
        "superior": superior,
        "abbreviation": _abbreviation(body["short_name"]),
        "place": _place(superior),
    }


def _abbreviation(short_name: object) -> str:
    """Return the symbol of an issuer: "Sở LĐTBXH" → "SLĐTBXH" (NĐ 30/2020, Phụ lục III)."""
    if not isinstance(short_name, str):
        return ""
    return "".join(
        "S" if word == "Sở" else "".join(sign for sign in word if sign.isalnum())
        for word in short_name.split()
    )


def _place(superior: str) -> str:
    """Return the place name of an authority's seat: "UBND tỉnh Hải Dương" → "Hải Dương"."""
    for word in ("tỉnh ", "thành phố "):
        if word in superior:
            return superior.rsplit(word, 1)[1].strip()
    return ""
