"""Money allocated and spent (I01, I02)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.annex_words import annex_row_name
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.tables.common import bound_note, cells, or_nothing, source_of
from gdnn_analysis.report.wording import (
    NO_DATA,
    OTHER_CATEGORIES,
    figure_text,
    label,
    plain_number,
    span_text,
)


def budget(ev: Evaluation, *, breakdown: str) -> Table | None:
    """Bảng 18: money allocated and execution by fund source or annex activity (I01, I02)."""
    title = {"fund_source": "nguồn", "activity": "hoạt động Phụ lục"}[breakdown]
    given = ev.rows("I01", breakdown=breakdown)
    rows = tuple(
        Row(
            cells(
                _money_name(ev, breakdown, str(row["category"])),
                figure_text(row, plain=True),
                _spent(ev, breakdown, str(row["category"])),
                figure_text(ev.row("I02", breakdown=breakdown, category=str(row["category"])), 1),
            )
        )
        for _, row in given.iterrows()
        if row["value"] != 0
    )
    total = Row(
        cells(
            "Tổng số",
            figure_text(ev.row("I01"), plain=True),
            _spent(ev, "", ""),
            figure_text(ev.row("I02"), 1),
        ),
        kind="total",
    )
    table = Table(
        key=f"kinh-phi-{breakdown.replace('_', '-')}",
        caption=tell(
            "Kinh phí truyền thông GDNN {span_text} theo {title}",
            span_text=span_text(ev.period),
            title=title,
        ),
        unit="triệu đồng",
        source=source_of(ev, "budget_lines", "budget_transactions"),
        columns=(
            Column("Nguồn" if breakdown == "fund_source" else "Hoạt động", width=3.6),
            Column("Được giao", "right"),
            Column("Thực hiện", "right"),
            Column("Tỷ lệ thực hiện", "right"),
        ),
        rows=(*rows, total),
        notes=(
            *bound_note(ev.row("I01")),
            "Tính tại đơn vị sử dụng cuối cùng; khoản chuyển giữa các đơn vị không tính hai lần; "
            "hiện vật quy đổi nêu riêng, không cộng.",
        ),
    )
    return or_nothing(table)


def _money_name(ev: Evaluation, breakdown: str, category: str) -> str:
    if breakdown == "fund_source":
        return label("FUND", category)
    names = ev.data["activities"].set_index("act_id")["name_vi"]
    if category in names.index:
        return annex_row_name(category, str(names[category]))
    return OTHER_CATEGORIES.get(category, category)


def _spent(ev: Evaluation, breakdown: str, category: str) -> str:
    row = ev.row("I02", breakdown=breakdown, category=category)
    if row is None or pd.isna(row["numerator"]):
        return NO_DATA
    return plain_number(float(row["numerator"]), "đồng", 1)
