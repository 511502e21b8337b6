"""The target of 180 works and what stands behind it (O01)."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.tables.common import bound_note, cells, or_nothing, source_of, verdict_of
from gdnn_analysis.report.wording import (
    DIGITAL,
    READINGS,
    checked_text,
    figure_text,
    label,
    span_text,
    unchecked_words,
    verdict_cell,
)
from gdnn_analysis.vietnamese.numbers import format_number


def target_readings(ev: Evaluation) -> Table:
    """Bảng 6: the 180 target by reading × filter, verified and all, in both windows."""
    rows: list[Row] = []
    everything = tell("Cả {unchecked}", unchecked=unchecked_words(ev))
    for reading in READINGS:
        rows.append(
            Row(
                cells(
                    tell(
                        "Cách hiểu {reading}: {readings}",
                        reading=reading,
                        readings=READINGS[reading],
                    )
                ),
                kind="group",
            )
        )
        rows += [_reading_row(ev, reading, digital) for digital in DIGITAL]
    return Table(
        key="chi-tieu-180",
        caption=tell(
            "Số sản phẩm được đăng tải {span_text} theo cách hiểu và bộ lọc",
            span_text=span_text(ev.period),
        ),
        unit="sản phẩm",
        source=source_of(ev, "media", "channels"),
        columns=(
            Column("Bộ lọc", width=2.6),
            Column("Đã đối chiếu", "right", group=_window_name(ev.settings.window)),
            Column(everything, "right", group=_window_name(ev.settings.window)),
            Column(everything, "right", group=_window_name(ev.other_window_name)),
            *((Column("Kết luận", width=1.9),) if ev.scope is None else ()),
        ),
        rows=tuple(rows),
        notes=_reading_notes(ev),
    )


def _window_name(window: str) -> str:
    return "Kỳ NĐ 09" if window == "nd09" else "Năm dương lịch"


def _reading_row(ev: Evaluation, reading: str, digital: str) -> Row:
    stem = f"{reading}/{digital}"
    everything = ev.row("O01", variant=f"{stem}/tat_ca")
    other = ev.other_window
    found = other[other["variant"].eq(f"{stem}/tat_ca") & other["breakdown"].eq("")]
    return Row(
        cells(
            f"{digital}: {words(DIGITAL[digital])}",
            checked_text(ev, stem),
            figure_text(everything),
            figure_text(found.iloc[0] if len(found) else None),
            *(
                (verdict_cell(str(everything["verdict"]) if everything is not None else ""),)
                if ev.scope is None
                else ()
            ),
        )
    )


def _reading_notes(ev: Evaluation) -> tuple[str, ...]:
    notes = (
        [
            "Kết luận dựa trên kỳ số liệu đã chọn của báo cáo; cột kỳ còn lại để đối chiếu (quy tắc "
            "R03)."
        ]
        if ev.scope is None
        else [
            "Số liệu tính theo kỳ đã chọn của báo cáo; cột kỳ còn lại để đối chiếu (quy tắc R03)."
        ]
    )
    if ev.period.first == PLAN_START.year:
        notes.append(
            "Năm 2021 là năm ban hành Kế hoạch (13/9/2021): xem thêm số đếm từ 13/9/2021 ở bảng "
            "sau."
        )
    return tuple(notes)


def since_plan(ev: Evaluation) -> Table | None:
    """2021 on two bases: the whole window and from 13/9/2021 (rule R02); nothing for other years."""
    if ev.period.first != PLAN_START.year:
        return None
    rows = tuple(
        Row(
            cells(
                tell("Cách hiểu {reading}, bộ lọc {digital}", reading=reading, digital=digital),
                figure_text(ev.row("O01", variant=f"{reading}/{digital}/tat_ca")),
                figure_text(ev.row("O01", variant=f"{reading}/{digital}/tat_ca/tu_13_9")),
                verdict_cell(verdict_of(ev, "O01", f"{reading}/{digital}/tat_ca")),
            )
        )
        for reading in READINGS
        for digital in DIGITAL
    )
    return Table(
        key="nam-2021",
        caption="Số sản phẩm năm 2021 tính cả kỳ và tính từ ngày ban hành Kế hoạch",
        unit="sản phẩm",
        source=source_of(ev, "media", "channels"),
        columns=(
            Column("Cách tính", width=2.4),
            Column("Cả kỳ", "right"),
            Column("Từ 13/9/2021", "right"),
            Column("Kết luận", width=1.8),
        ),
        rows=rows,
        notes=(
            tell(
                "Mức quy đổi theo số ngày còn lại của kỳ ({reference_2021} sản phẩm) chỉ là "
                "tham chiếu kỹ thuật; Kế hoạch không quy đổi chỉ tiêu năm 2021.",
                reference_2021=ev.reference_2021,
            ),
        ),
    )


def items_by_type(ev: Evaluation) -> Table | None:
    """Bảng 7: counted works by type, with what hangs on decision D6 set apart."""
    found = ev.rows("O01", breakdown="item_type")
    disputed = {"anh", "bai_mxh", "livestream"}
    rows = tuple(
        Row(
            cells(
                label("ITEM", str(row["category"])),
                figure_text(row, plain=True),
                "tính hay không còn chờ quyết định" if row["category"] in disputed else "",
            )
        )
        for _, row in found.iterrows()
        if row["value"] != 0
    )
    table = Table(
        key="the-loai",
        caption=tell(
            "Sản phẩm được tính (cách hiểu C, bộ lọc S1, cả {unchecked}) theo thể loại",
            unchecked=unchecked_words(ev),
        ),
        unit="sản phẩm",
        source=source_of(ev, "media"),
        columns=(
            Column("Thể loại", width=3),
            Column("Số sản phẩm", "right", 1.2),
            Column("Ghi chú", width=2.4),
        ),
        notes=bound_note(ev.row("O01", variant="C/S1/tat_ca")),
        rows=(*rows, _total_row(ev, "O01", "C/S1/tat_ca", columns=3)),
    )
    return or_nothing(table)


def items_by_unit(ev: Evaluation, *, most: int = 15) -> Table | None:
    """Counted works by producing unit, the `most` largest and the rest in one line."""
    found = ev.rows("O01", breakdown="author_unit").sort_values(
        ["value", "category"], ascending=[False, True]
    )
    shown, rest = found.head(most), found.iloc[most:]
    rows = [
        Row(cells(ev.names.unit(str(row["category"])), figure_text(row, plain=True)))
        for _, row in shown.iterrows()
    ]
    notes: tuple[str, ...] = ()
    if len(rest):
        notes = (
            tell(
                "Còn {count} đơn vị khác; danh sách đầy đủ ở tệp annex.xlsx.",
                count=format_number(len(rest)),
            ),
        )
    table = Table(
        key="don-vi-san-xuat",
        caption="Sản phẩm được tính theo đơn vị sản xuất",
        unit="sản phẩm",
        source=source_of(ev, "media"),
        columns=(Column("Đơn vị", width=4), Column("Số sản phẩm", "right")),
        rows=tuple(rows),
        notes=(*notes, *bound_note(ev.row("O01", variant="C/S1/tat_ca"))),
    )
    return or_nothing(table)


def _total_row(ev: Evaluation, code: str, variant: str, *, columns: int) -> Row:
    filler = [""] * (columns - 2)
    return Row(
        cells("Tổng số", figure_text(ev.row(code, variant=variant), plain=True), *filler),
        kind="total",
    )
