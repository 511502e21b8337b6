"""Evidence: one numbered record per file a unit keeps; only scene photos carry a hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo.book import Book
from gdnn_analysis.demo.province import Province
from gdnn_analysis.demo.years import LAST_DAY

_SUFFIX: Final = {
    "anh_mh": "png",
    "clip": "mp4",
    "ban_scan": "pdf",
    "anh_ht": "jpg",
    "danh_sach": "pdf",
    "xuat_so_lieu": "csv",
}


@dataclass
class Shelf:
    """Numbers evidence and writes table ``evidence``."""

    province: Province
    book: Book
    used: dict[str, int] = field(default_factory=dict)

    def put(self, subject: str, kind: str, day: date, unit_id: str) -> str:
        """Record a piece of evidence and return its id.

        Parameters
        ----------
        subject
            Two letters of the log it belongs to; each log numbers its own.
        kind
            Code of list EVID.
        day
            Day of what is shown; captured up to four days later.
        unit_id
            Unit that keeps it.
        """
        number = self.used.get(subject, 0) + 1
        self.used[subject] = number
        evidence_id = self.province.id(f"MC-{subject}-{number:04d}")
        personal = kind == "danh_sach"
        digest = hashlib.sha256(f"{self.province.seed}/{evidence_id}".encode()).hexdigest()
        self.book.add(
            "evidence",
            "logs/evidence.csv",
            {
                "evidence_id": evidence_id,
                "kind": kind,
                "location": f"{subject.lower()}/{day.year}/{number:04d}.{_SUFFIX[kind]}",
                "sha256": digest if kind == "anh_ht" else "",
                "captured_on": min(day + timedelta(days=number % 5), LAST_DAY),
                "unit_id": unit_id,
                "has_personal_data": personal,
                "access": "han_che" if personal else "noi_bo",
            },
        )
        return evidence_id
