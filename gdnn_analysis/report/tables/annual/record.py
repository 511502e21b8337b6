"""Annex tables on the record itself: revisions, and the evidence behind the figures."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.appendix_lists import PUBLIC, evidence_used
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Column, Paragraph, Row, Table
from gdnn_analysis.report.sent_words import noted
from gdnn_analysis.report.tables.common import cells, if_any, source_of
from gdnn_analysis.report.wording import label, span_text
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number


def revisions_list(ev: Evaluation) -> Table | Paragraph:
    """Phụ lục E: changes after a report was sent, with reason and approval (rule R07)."""
    changes = ev.data["revisions"].sort_values(["changed_on", "rev_id"])
    rows = tuple(
        Row(
            cells(
                str(change["rev_id"]),
                str(change["report_id"]),
                f"{ev.names.table(str(change['table_name']))}: {change['row_key']}",
                noted(change["old_value"]),
                noted(change["new_value"]),
                label("REV", str(change["reason"])),
                _day(change["changed_on"]),
                noted(change["approved_by_role"]),
            )
        )
        for _, change in changes.iterrows()
    )
    table = Table(
        key="hieu-chinh",
        caption="Hiệu chỉnh số liệu sau khi gửi báo cáo",
        unit="",
        source=source_of(ev, "revisions"),
        columns=(
            Column("Mã", width=0.8),
            Column("Báo cáo", width=1),
            Column("Bảng: nội dung", width=2.8),
            Column("Số cũ", "right"),
            Column("Số mới", "right"),
            Column("Lý do", width=1.6),
            Column("Ngày", "right", 1.1),
            Column("Người duyệt", width=1.6),
        ),
        rows=rows,
        notes=("Báo cáo đã gửi không bị sửa; báo cáo mới nêu số cũ, số mới và lý do.",),
        long=True,
    )
    return if_any(table, "Không có hiệu chỉnh nào được ghi nhận sau khi gửi báo cáo.")


def _day(day: object) -> str:
    return format_date(day) if isinstance(day, pd.Timestamp) else "–"


def evidence_list(ev: Evaluation) -> Table | Paragraph:
    """Phụ lục H: evidence by kind and access; ids only, and of a public report only public ones."""
    used = evidence_used(ev)
    keys = [used["kind"].fillna(""), used["access"].fillna("")]
    rows = tuple(
        Row(
            cells(
                label("EVID", str(kind)) if kind else "Không có trong danh mục minh chứng",
                label("ACCESS", str(access)) if access else "không ghi",
                format_number(len(part)),
                _ids(ev, str(access), part["evidence_id"].tolist()),
            )
        )
        for (kind, access), part in used.groupby(keys, sort=False)
    )
    table = Table(
        key="danh-muc-minh-chung",
        caption=tell("Danh mục minh chứng của số liệu {span_text}", span_text=span_text(ev.period)),
        unit="",
        source=source_of(ev, "evidence"),
        columns=(
            Column("Loại minh chứng", width=1.8),
            Column("Mức truy cập", width=1),
            Column("Số lượng", "right", 0.8),
            Column("Mã", width=5),
        ),
        rows=rows,
        notes=(
            "Chỉ in mã; không in nơi lưu, nội dung và dữ liệu cá nhân."
            if any(row.cells[-1].text != NOT_PUBLIC for row in rows)
            else "Không in nơi lưu, nội dung và dữ liệu cá nhân.",
        ),
        long=True,
    )
    return if_any(table, "Số liệu của năm không nêu mã minh chứng nào.")


NOT_PUBLIC: Final = "không in ở bản công khai"


def _ids(ev: Evaluation, access: str, ids: list[str]) -> str:
    if ev.settings.public and access != PUBLIC:
        return NOT_PUBLIC
    return ", ".join(ids)
