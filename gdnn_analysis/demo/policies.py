"""The list of documents to be communicated: fictional, approved before counting (AMB-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from gdnn_analysis.demo.book import Book
from gdnn_analysis.demo.province import PROVINCE_NAME, Province

_TITLES: Final = (
    "hỗ trợ học phí người học trình độ trung cấp",
    "chuyển đổi số trong cơ sở giáo dục nghề nghiệp",
    "liên kết giữa nhà trường và doanh nghiệp trong đào tạo",
    "giáo dục hướng nghiệp trong trường trung học",
    "đánh giá, cấp chứng chỉ kỹ năng nghề",
    "chính sách nội trú cho người học nghề",
    "đào tạo nghề cho lao động nông thôn",
    "bảo đảm chất lượng chương trình đào tạo",
)
_KINDS: Final = (
    ("nd", "Chính phủ (hư cấu)", "NĐ-CP"),
    ("qd_ttg", "Thủ tướng Chính phủ (hư cấu)", "QĐ-TTg"),
    ("tt", "Bộ quản lý ngành (hư cấu)", "TT-BQL"),
    ("nq_hdnd", f"HĐND tỉnh {PROVINCE_NAME}", "NQ-HĐND"),
    ("vb_ubnd", f"UBND tỉnh {PROVINCE_NAME}", "KH-UBND"),
    ("vb_so", "Sở quản lý GDNN", "HD-SO"),
)
PER_YEAR: Final = 6
FILE: Final = "registry/policies.csv"


@dataclass(frozen=True)
class Policy:
    """One document that units should explain."""

    policy_id: str
    issued_on: date
    relevance: str
    must: bool


def make_policies(province: Province, book: Book) -> list[Policy]:
    """Return the documents, the same for all provinces; the first province writes them."""
    policies = []
    for year in range(2018, 2026):
        count = 1 if year < 2021 else PER_YEAR
        for number in range(count):
            policies.append(_policy(province, book, year, number))
    return policies


def _policy(province: Province, book: Book, year: int, number: int) -> Policy:
    place = (year * 5 + number) % len(_KINDS)
    doc_type, issuer, symbol = _KINDS[place]
    relevance = "3" if number == 5 else ("1" if number % 2 == 0 else "2")
    policy = Policy(
        policy_id=f"VB-{year}-{number + 1}",
        issued_on=date(year, 1 + 2 * number, 5 + 3 * number),
        relevance=relevance,
        must=relevance != "3",
    )
    if province.is_first:
        subject = _TITLES[(year + 3 * number) % len(_TITLES)]
        book.add(
            "policies",
            FILE,
            {
                "policy_id": policy.policy_id,
                "number": f"90{number + 1}/{year}/{symbol}",
                "doc_type": doc_type,
                "issuer": issuer,
                "issued_on": policy.issued_on,
                "title_vi": f"Về {subject} (văn bản hư cấu)",
                "relevance": relevance,
                "must_communicate": policy.must,
                "approved": True,
            },
        )
    return policy
