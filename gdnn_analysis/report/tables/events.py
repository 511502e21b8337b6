"""Events held and attendances (A03, T03)."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.organisation import MERGED, districts_word
from gdnn_analysis.report.tables.common import area_text, bound_note, cells, or_nothing, source_of
from gdnn_analysis.report.wording import figure_text, label, span_text


def events_by_type(ev: Evaluation) -> Table | None:
    """Bảng 14: events held by type, attendances measured and estimated (A03, T03)."""
    events = ev.rows("A03", breakdown="event_type")
    rows = tuple(
        Row(
            cells(
                label("EVENT", str(row["category"])),
                figure_text(row, plain=True),
                _attendance(ev, "do_duoc", str(row["category"])),
                _attendance(ev, "uoc", str(row["category"])),
            )
        )
        for _, row in events.iterrows()
        if row["value"] != 0
    )
    total = Row(
        cells(
            "Tổng số",
            figure_text(ev.row("A03"), plain=True),
            figure_text(ev.row("T03", variant="do_duoc"), plain=True),
            figure_text(ev.row("T03", variant="uoc"), plain=True),
        ),
        kind="total",
    )
    table = Table(
        key="su-kien",
        caption=tell(
            "Sự kiện đã tổ chức và lượt người dự {span_text} theo loại",
            span_text=span_text(ev.period),
        ),
        unit="",
        source=source_of(ev, "events", "event_groups"),
        columns=(
            Column("Loại sự kiện", width=4),
            Column("Số sự kiện", "right"),
            Column("Lượt người dự đo được", "right", 1.3),
            Column("Lượt người dự ước tính", "right", 1.3),
        ),
        rows=(*rows, total),
        notes=(
            *bound_note(ev.row("A03")),
            "Lượt đo được: theo danh sách ký, vé, quét mã hoặc nền tảng. Lượt ước tính: ước đếm "
            "tại chỗ. Hai cột không cộng với nhau và không phải số người (quy tắc R09).",
        ),
    )
    return or_nothing(table)


def _attendance(ev: Evaluation, variant: str, event_type: str) -> str:
    row = ev.row("T03", variant=variant, breakdown="event_type", category=event_type)
    return figure_text(row, plain=True) if row is not None else "–"


FORMER_DISTRICTS: Final = (
    "12 huyện, thị xã, thành phố trước 01/7/2025 được giữ làm địa bàn thống kê; sự kiện ở xã, "
    "phường mới ghép từ nhiều huyện cũ mà không rõ nơi tổ chức thì ghi “Không xác định”, không chia."
)


def events_by_area(ev: Evaluation) -> Table | None:
    """Events held by former district (rule R08: fixed statistical areas)."""
    rows = tuple(
        Row(cells(area_text(ev, str(row["category"])), figure_text(row, plain=True)))
        for _, row in ev.rows("A03", breakdown="area").iterrows()
    )
    table = Table(
        key="su-kien-dia-ban",
        caption=tell("Sự kiện đã tổ chức theo địa bàn {districts}", districts=districts_word(ev)),
        unit="sự kiện",
        source=source_of(ev, "events", "areas", "area_succession"),
        columns=(Column("Địa bàn", width=3), Column("Số sự kiện", "right")),
        rows=rows,
        notes=(
            *bound_note(ev.row("A03")),
            *((FORMER_DISTRICTS,) if ev.interval.last_day >= MERGED else ()),
        ),
    )
    return or_nothing(table)
