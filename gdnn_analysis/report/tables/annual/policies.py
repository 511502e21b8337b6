"""Policies communicated: which document, where, and by how many works (Bảng 10)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.tables.common import cells, source_of
from gdnn_analysis.report.tables.lines import DASH
from gdnn_analysis.report.wording import capital, flags_of, span_text
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number

PLACES: Final = {"bao_chi": "Báo chí", "trang_so": "Trang của Sở", "khac": "Kênh khác"}
KINDS: Final = (
    "Nghị định",
    "Nghị quyết",
    "Quyết định",
    "Chỉ thị",
    "Kết luận",
    "Thông tư",
    "Kế hoạch",
    "Thông báo",
    "Hướng dẫn",
)
SYMBOLS: Final = {"".join(word[0] for word in kind.split()).upper(): kind for kind in KINDS}
"""Kinds of documents by the symbol in their number (NĐ 30/2020/NĐ-CP, Phụ lục III)."""
LAW: Final = "Luật"
NONE_FOUND: Final = "chưa ghi nhận"


def policies_communicated(ev: Evaluation) -> Table | None:
    """Bảng 10: documents that must be communicated × three places, with works counted (O03)."""
    found = ev.rows("O03", variant="", breakdown="policy")
    if found.empty:
        return None
    register = ev.data["policies"].drop_duplicates("policy_id").set_index("policy_id")
    rows = tuple(_row(ev, register, policy) for policy in _by_day(register, found["category"]))
    return Table(
        key="chinh-sach",
        caption=tell(
            "Chủ trương, chính sách phải truyền thông {span_text} và nơi đã đăng, phát",
            span_text=span_text(ev.period),
        ),
        unit="sản phẩm",
        source=source_of(ev, "policies", "media", "channels"),
        columns=(
            Column("Văn bản", width=4.4),
            Column("Ngày ban hành", "right", 1.2),
            *(Column(place, "right", 1.1) for place in PLACES.values()),
            Column("Đã truyền thông", "center", 1.2),
        ),
        rows=rows,
        notes=(
            "Tính sản phẩm giải thích toàn văn hoặc một phần, đăng trong 12 tháng từ ngày ban hành.",
            *_none_found(rows),
            *_approval(found),
        ),
        long=len(rows) > 20,
    )


def _none_found(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return what "not recorded" means, where the table says so."""
    if not any(cell.text == NONE_FOUND for row in rows for cell in row.cells):
        return ()
    return (
        tell(
            "“{capitalize}”: không có sản phẩm nào trong số liệu đã nộp; còn đơn vị chưa nộp nên "
            "chưa phải là không có.",
            capitalize=capital(NONE_FOUND),
        ),
    )


def _approval(found: pd.DataFrame) -> tuple[str, ...]:
    if any("F-MAUSO" in flags_of(row) for _, row in found.iterrows()):
        return ("Danh mục văn bản chưa được duyệt nên chỉ liệt kê, không tính tỷ lệ.",)
    return ()


def _row(ev: Evaluation, register: pd.DataFrame, policy: str) -> Row:
    everywhere = ev.row("O03", breakdown="policy", category=policy)
    places = [ev.row("O03", variant=place, breakdown="policy", category=policy) for place in PLACES]
    return Row(
        cells(
            _name(register, policy),
            _issued(register, policy),
            *(_count(row) for row in places),
            _told(everywhere),
        )
    )


def _name(register: pd.DataFrame, policy: str) -> str:
    if policy not in register.index:
        return policy
    document = register.loc[policy]
    named = {"number": document["number"], "title_vi": document["title_vi"]}
    kind = _kind(str(document["number"]), str(document["title_vi"]))
    issuer = register["issuer"].get(policy)
    if issuer is None or pd.isna(issuer):
        return tell("{kind} số {number}: {title_vi}", kind=kind, **named)
    return tell(
        "{kind} số {number} của {issuer}: {title_vi}",
        kind=kind,
        issuer=issuer,
        **named,
    )


def _kind(number: str, title: str) -> str:
    """Return what kind of document it is: the symbol in its number says so, of a law its title."""
    symbols = (part for part in re.split(r"[/-]", number) if part in SYMBOLS)
    known = next(symbols, None)
    if known is not None:
        return SYMBOLS[known]
    return LAW if title.startswith(LAW) else "Văn bản"


def _by_day(register: pd.DataFrame, policies: pd.Series) -> list[str]:
    """Return the documents by their day, those without one last."""
    days = register["issued_on"].reindex(policies.astype(str))
    return [str(policy) for policy in days.sort_values(kind="stable").index]


def _issued(register: pd.DataFrame, policy: str) -> str:
    day = register["issued_on"].get(policy)
    return DASH if day is None or pd.isna(day) else format_date(day)


def _count(row: pd.Series | None) -> str:
    if row is None or pd.isna(row["numerator"]):
        return DASH
    if row["numerator"] == 0 and "F-THIEU" in flags_of(row):
        return NONE_FOUND
    return format_number(row["numerator"])


def _told(row: pd.Series | None) -> Cell:
    if row is None or pd.isna(row["value"]):
        return Cell("không có số liệu", symbol="–")
    if row["value"] > 0:
        return Cell("có", symbol="✔")
    return Cell(NONE_FOUND if "F-THIEU" in flags_of(row) else "không", symbol="–")
