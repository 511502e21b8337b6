"""Tables of the reports: results → table blocks. Nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.report.blocks import Cell, Column, Paragraph, Row, Table
from gdnn_analysis.report.wording import (
    DIGITAL,
    NO_DATA,
    OTHER_CATEGORIES,
    READINGS,
    VERIFICATION,
    completeness_text,
    figure_text,
    flags_of,
    is_lower_bound,
    label,
    plain_number,
    status_cell,
    unit_text,
    verdict_cell,
)
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number

LOWER_BOUNDS: Final = "Giá trị đếm là cận dưới vì còn đơn vị chưa nộp."

LEADER_ROWS: Final = (
    ("O01", "A/S1/tat_ca"),
    ("O01", "B/S1/tat_ca"),
    ("O01", "C/S1/tat_ca"),
    ("A01", ""),
    ("O03", ""),
    ("A03", ""),
    ("A04", ""),
    ("T03", "do_duoc"),
    ("I01", ""),
    ("I02", ""),
    ("Q01", ""),
    ("Q03", ""),
)
"""Core indicators of page 1 (reports.md 5.3: 180, what was not done, money, what to decide)."""

OWN_SOURCE: Final = "Tính từ số liệu các đơn vị gửi"
PUBLIC_SOURCE: Final = "Tập hợp từ nguồn công khai"


def source_of(ev: Evaluation, *tables: str) -> str:
    """Return the source line of a table: who gave the data, and the tables used."""
    base = PUBLIC_SOURCE if ev.data.descriptor.kind == "cong_khai" else OWN_SOURCE
    return f"{base} (bảng {', '.join(tables)})." if tables else f"{base}."


def if_any(table: Table, otherwise: str) -> Table | Paragraph:
    """Return the table, or a sentence when it would have no row of data."""
    return table if has_data(table) else Paragraph(otherwise)


def or_nothing(table: Table) -> Table | None:
    """Return the table, or nothing when it has no data: the sentence before it says so."""
    return table if has_data(table) else None


def has_data(table: Table) -> bool:
    """Say whether a table has a row of data that is not missing throughout."""
    rows = [row for row in table.rows if row.kind == "data"]
    return any(cell.text not in ("", "–", NO_DATA) for row in rows for cell in row.cells[1:])


def bound_note(total: pd.Series | None) -> tuple[str, ...]:
    """Return the note that a table's counts are lower bounds, when its total is one."""
    return (LOWER_BOUNDS,) if total is not None and is_lower_bound(total) else ()


def cells(*texts: str | Cell) -> tuple[Cell, ...]:
    """Return cells from plain texts and ready cells."""
    return tuple(text if isinstance(text, Cell) else Cell(text) for text in texts)


def leader_summary(ev: Evaluation) -> Table:
    """Bảng TT-1: core indicators with verdict and completeness, on page 1."""
    present = set(ev.results.loc[ev.results["value"].notna(), "code"]) | {"O01", "A01"}
    before = ev.previous
    rows = tuple(
        Row(
            cells(
                _indicator_name(ev, code, variant),
                unit_text(_unit(ev, code, variant)),
                _value_cell(before, code, variant) if before else Cell("–"),
                _value_cell(ev, code, variant),
                verdict_cell(_verdict(ev, code, variant)),
                completeness_text(ev.row(code, variant=variant)),
            )
        )
        for code, variant in LEADER_ROWS
        if code in present
    )
    return Table(
        key="chi-so-loi",
        caption="Các chỉ số lõi",
        unit="",
        source=source_of(ev),
        columns=(
            Column("Chỉ số", width=4.2),
            Column("Đơn vị tính", width=1.4),
            Column("Năm trước", "right", 1.5),
            Column(f"Năm {ev.period}", "right", 1.7),
            Column("Kết luận", width=2.9),
            Column("Mức đầy đủ số liệu", "right", 1.5),
        ),
        rows=rows,
    )


def _unit(ev: Evaluation, code: str, variant: str) -> str:
    row = ev.row(code, variant=variant)
    return str(row["unit"]) if row is not None else str(ev.definitions.at[code, "unit_vi"])


def _verdict(ev: Evaluation, code: str, variant: str) -> str:
    row = ev.row(code, variant=variant)
    return str(row["verdict"]) if row is not None else ""


def _indicator_name(ev: Evaluation, code: str, variant: str) -> str:
    name = str(ev.definitions.at[code, "name_vi"])
    if code == "O01":
        reading = variant[0]
        return f"Sản phẩm số hoá được đăng tải, cách hiểu {reading} ({code})"
    return f"{name} ({code})"


def _value_cell(ev: Evaluation | None, code: str, variant: str) -> Cell:
    if ev is None:
        return Cell(NO_DATA)
    row = ev.row(code, variant=variant)
    text = figure_text(row, decimals_of(ev, code))
    provisional = row is not None and str(row["data_status"]) in ("uoc_tinh", "so_bo")
    return Cell(text, italic=provisional)


def decimals_of(ev: Evaluation, code: str) -> int:
    """Return the number of decimals the definition of `code` prescribes."""
    return int(str(ev.definitions.at[code, "decimals"]))


def filing_status(ev: Evaluation) -> Table | None:
    """Bảng 1: per table, units due, accepted, on time, nothing to report, not filed."""
    account = ev.account.filing
    rows = tuple(
        Row(
            cells(
                ev.names.table(str(name)) if name else "Tổng số",
                *(format_number(int(line[part])) for part in ("due", "accepted", "on_time")),
                *(format_number(int(line[part])) for part in ("nil", "silent")),
            ),
            kind="total" if name == "" else "data",
        )
        for name, line in account.iterrows()
    )
    table = Table(
        key="tinh-hinh-nop",
        caption="Tình hình nộp số liệu của các đơn vị",
        unit="lượt đơn vị",
        source=source_of(ev, "obligations", "submissions"),
        columns=(
            Column("Bảng số liệu", width=4.2),
            Column("Phải nộp", "right"),
            Column("Đã nộp", "right"),
            Column("Đúng hạn", "right"),
            Column("Không phát sinh", "right", 1.2),
            Column("Chưa nộp", "right"),
        ),
        rows=rows,
        notes=(
            "“Không phát sinh” là đơn vị đã xác nhận không có số liệu trong kỳ, khác với chưa nộp.",
        ),
    )
    return or_nothing(table)


def target_readings(ev: Evaluation) -> Table:
    """Bảng 6: the 180 target by reading × filter, verified and all, in both windows."""
    rows: list[Row] = []
    for reading in READINGS:
        rows.append(Row(cells(f"Cách hiểu {reading}: {READINGS[reading]}"), kind="group"))
        rows += [_reading_row(ev, reading, digital) for digital in DIGITAL]
    return Table(
        key="chi-tieu-180",
        caption=f"Số sản phẩm được đăng tải năm {ev.period} theo cách hiểu và bộ lọc",
        unit="sản phẩm",
        source=source_of(ev, "media", "channels"),
        columns=(
            Column("Bộ lọc", width=2.6),
            Column("Đã đối chiếu", "right", group=_window_name(ev.settings.window)),
            Column("Cả tự khai", "right", group=_window_name(ev.settings.window)),
            Column("Cả tự khai", "right", group=_window_name(ev.other_window_name)),
            Column("Kết luận", width=1.9),
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
            f"{digital}: {DIGITAL[digital]}",
            figure_text(ev.row("O01", variant=f"{stem}/da_doi_chieu"), plain=True),
            figure_text(everything),
            figure_text(found.iloc[0] if len(found) else None),
            verdict_cell(str(everything["verdict"]) if everything is not None else ""),
        )
    )


def _reading_notes(ev: Evaluation) -> tuple[str, ...]:
    notes = [
        "Kết luận dựa trên kỳ số liệu đã chọn của báo cáo; cột kỳ còn lại để đối chiếu (quy tắc "
        "R03)."
    ]
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
                f"Cách hiểu {reading}, bộ lọc {digital}",
                figure_text(ev.row("O01", variant=f"{reading}/{digital}/tat_ca")),
                figure_text(ev.row("O01", variant=f"{reading}/{digital}/tat_ca/tu_13_9")),
                verdict_cell(_verdict(ev, "O01", f"{reading}/{digital}/tat_ca")),
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
            f"Mức quy đổi theo số ngày còn lại của kỳ ({ev.reference_2021} sản phẩm) chỉ là tham "
            "chiếu kỹ thuật; Kế hoạch không quy đổi chỉ tiêu năm 2021.",
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
        caption="Sản phẩm được tính (cách hiểu C, bộ lọc S1, cả tự khai) theo thể loại",
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
        notes = (f"Còn {format_number(len(rest))} đơn vị khác; danh sách đầy đủ ở tệp annex.xlsx.",)
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


def annex_matrix(ev: Evaluation) -> Table:
    """Bảng 8: the annex rows with status, evidence and volume (A01)."""
    found = {
        str(row["category"]): row for _, row in ev.rows("A01", breakdown="activity").iterrows()
    }
    rows = []
    for _, activity in ev.data["activities"].iterrows():
        if activity["is_heading"]:
            rows.append(Row(cells(f"{activity['annex_no']}. {activity['name_vi']}"), kind="group"))
            continue
        row = found.get(str(activity["act_id"]))
        rows.append(
            Row(
                cells(
                    _annex_name(activity),
                    status_cell(str(row["verdict"]) if row is not None else "khong_du_lieu"),
                    _schools_text(row),
                    _evidence_text(ev, str(activity["act_id"])),
                )
            )
        )
    return Table(
        key="phu-luc",
        caption=f"Mức thực hiện các hoạt động trong Phụ lục Kế hoạch, năm {ev.period}",
        unit="",
        source=source_of(ev),
        columns=(
            Column("Hoạt động (nguyên văn Phụ lục)", width=4.6),
            Column("Trạng thái", width=1.9),
            Column("Cơ sở GDNN có hoạt động", "center", 1.4),
            Column("Minh chứng", width=2.6),
        ),
        rows=tuple(rows),
        notes=(
            "“Không có dữ liệu” không phải là “không thực hiện”: chỉ ghi “không thực hiện” khi mọi "
            "đơn vị chủ trì đã xác nhận không phát sinh.",
        ),
        long=True,
    )


def _annex_name(activity: pd.Series) -> str:
    number = activity["annex_no"]
    name = str(activity["name_vi"])
    return f"{number}. {name}" if pd.notna(number) and number else f"(dòng không đánh số) {name}"


def _schools_text(row: pd.Series | None) -> str:
    if row is None or pd.isna(row["denominator"]) or pd.isna(row["numerator"]):
        return "–"
    return f"{format_number(row['numerator'])}/{format_number(row['denominator'])}"


def _evidence_text(ev: Evaluation, act_id: str) -> str:
    counts = ev.account.annex_evidence.get(act_id, {})
    if not counts:
        return "chưa có bản ghi làm minh chứng"
    return "; ".join(
        f"{format_number(count)} dòng “{ev.names.table(table)}”" for table, count in counts.items()
    )


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
        caption=f"Sự kiện đã tổ chức và lượt người dự năm {ev.period} theo loại",
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


def events_by_area(ev: Evaluation) -> Table | None:
    """Events held by former district (rule R08: fixed statistical areas)."""
    rows = tuple(
        Row(cells(_area(ev, str(row["category"])), figure_text(row, plain=True)))
        for _, row in ev.rows("A03", breakdown="area").iterrows()
    )
    table = Table(
        key="su-kien-dia-ban",
        caption="Sự kiện đã tổ chức theo địa bàn huyện cũ",
        unit="sự kiện",
        source=source_of(ev, "events", "areas", "area_succession"),
        columns=(Column("Địa bàn", width=3), Column("Số sự kiện", "right")),
        rows=rows,
        notes=(
            *bound_note(ev.row("A03")),
            "12 huyện, thị xã, thành phố trước 01/7/2025 được giữ làm địa bàn thống kê; sự kiện ở "
            "xã, phường mới ghép từ nhiều huyện cũ mà không rõ nơi tổ chức thì ghi “Không xác "
            "định”, không chia.",
        ),
    )
    return or_nothing(table)


def _area(ev: Evaluation, area_id: str) -> str:
    return OTHER_CATEGORIES.get(area_id) or ev.names.area(area_id)


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
        caption=f"Kinh phí truyền thông GDNN năm {ev.period} theo {title}",
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
    return f"{category}: {names[category]}" if category in names.index else label("", category)


def _spent(ev: Evaluation, breakdown: str, category: str) -> str:
    row = ev.row("I02", breakdown=breakdown, category=category)
    if row is None or pd.isna(row["numerator"]):
        return NO_DATA
    return plain_number(float(row["numerator"]), "đồng", 1)


def missing_tables(ev: Evaluation) -> Table | None:
    """What nobody sent, and which indicators cannot be computed for want of it."""
    rows = tuple(
        Row(cells(ev.names.table(name), ", ".join(codes)))
        for name, codes in ev.account.tables_missing.items()
    )
    table = Table(
        key="bang-thieu",
        caption="Bảng số liệu chưa có và chỉ số bị ảnh hưởng",
        unit="",
        source="Đối chiếu hợp đồng số liệu với thư mục số liệu.",
        columns=(Column("Bảng số liệu chưa có", width=3), Column("Chỉ số cần bảng này", width=3)),
        rows=rows,
        long=True,
    )
    return or_nothing(table)


def _nobody_silent(ev: Evaluation, name: str) -> str:
    title = ev.names.table(name)
    due = ev.records.filing.due(name, ev.period.last)
    if due.empty:
        return f"Không có danh mục đơn vị phải nộp bảng “{title}”."
    return f"Mọi đơn vị phải nộp bảng “{title}” đều đã nộp."


def silent_units(ev: Evaluation, *, of: str = "media") -> Table | Paragraph:
    """Units that had to file a table and did not."""
    names = [ev.names.unit(unit) for unit in ev.records.filing.silent_units(of, ev.period.last)]
    rows = tuple(Row(cells(str(place), name)) for place, name in enumerate(sorted(names), start=1))
    table = Table(
        key=f"chua-nop-{of.replace('_', '-')}",
        caption=f"Đơn vị chưa nộp bảng “{ev.names.table(of)}” năm {ev.period}",
        unit="",
        source=source_of(ev, "obligations", "submissions"),
        columns=(Column("TT", "right", 0.3), Column("Đơn vị", width=4)),
        rows=rows,
        long=True,
    )
    return if_any(table, _nobody_silent(ev, of))


def all_results(ev: Evaluation) -> Table:
    """Phụ lục: headline of every indicator of the catalogue."""
    rows: list[Row] = []
    level = ""
    for code, definition in ev.definitions.iterrows():
        if definition["level"] != level:
            level = str(definition["level"])
            rows.append(Row(cells(label("RESULT", level)), kind="group"))
        row = ev.row(str(code))
        rows.append(
            Row(
                cells(
                    str(code),
                    str(definition["name_vi"]),
                    unit_text(str(definition["unit_vi"])),
                    _headline_text(ev, str(code)),
                    verdict_cell(str(row["verdict"]) if row is not None else ""),
                )
            )
        )
    return Table(
        key="toan-bo-chi-so",
        caption=f"Toàn bộ chỉ số năm {ev.period}",
        unit="",
        source=source_of(ev),
        columns=(
            Column("Mã", width=0.7),
            Column("Chỉ số", width=4),
            Column("Đơn vị tính", width=1.4),
            Column("Giá trị", "right", 1.5),
            Column("Kết luận", width=2.2),
        ),
        rows=tuple(rows),
        notes=("“Chưa tính”: phiên bản này của phần mềm chưa tính chỉ số đó, dù có số liệu.",),
        long=True,
    )


def plan_answers(ev: Evaluation) -> Table:
    """Phụ lục: every statement of the plan, and the figures that answer it."""
    statements = ev.data["statements"]
    rows: list[Row] = []
    for kind, part in statements.groupby("kind", sort=False):
        rows.append(Row(cells(label("STMT", str(kind))), kind="group"))
        rows += [
            Row(cells(str(ref), str(text), _answer(ev, codes)))
            for ref, text, codes in zip(
                part["ref"], part["text_vi"], part["indicators"], strict=True
            )
        ]
    return Table(
        key="noi-dung-ke-hoach",
        caption=f"Nội dung của Kế hoạch và chỉ số trả lời, năm {ev.period}",
        unit="",
        source="Kế hoạch số 3066/KH-SLĐTBXH; " + source_of(ev).lower(),
        columns=(
            Column("Mục", width=1.3),
            Column("Nội dung Kế hoạch", width=4.6),
            Column("Chỉ số trả lời", width=3.6),
        ),
        rows=tuple(rows),
        notes=("Tên, đơn vị tính và kết luận của từng chỉ số: Phụ lục I.",),
        long=True,
    )


NOT_MEASURED: Final = "Không có chỉ số nào đo nội dung này."


def _answer(ev: Evaluation, codes: Sequence[str]) -> str:
    """Return the headline figures of some codes in one line each; none is said as such."""
    if not codes:
        return NOT_MEASURED
    known = [code for code in codes if code in ev.definitions.index]
    return "; ".join(f"{code}: {_headline_with_unit(ev, code)}" for code in known) or NOT_MEASURED


def _headline_with_unit(ev: Evaluation, code: str) -> str:
    row, text = ev.row(code), _headline_text(ev, code)
    if row is None or pd.isna(row["value"]) or str(row["unit"]).startswith("%"):
        return text
    return f"{text} {unit_text(str(row['unit']))}"


def _headline_text(ev: Evaluation, code: str) -> str:
    """Return a headline for the list of all indicators; what is not computed says so."""
    if code not in ev.computed:
        return "chưa tính"
    row = ev.row(code)
    if code == "O01" and not (ev.settings.reading and ev.settings.digital):
        return "theo từng cách hiểu"
    return figure_text(row, decimals_of(ev, code))


def counted_works(ev: Evaluation, *, most: int = 400) -> Table | Paragraph:
    """Phụ lục: list of works counted under reading C, with place, date, unit and verification."""
    shown = ev.items.head(most)
    rows = tuple(
        Row(
            cells(
                str(place),
                Cell(str(item["title_vi"]), link=_link(item["url"])),
                label("ITEM", str(item["item_type"])),
                ev.names.channel(str(item["channel_id"])),
                format_date(item["published_at"]),
                _readings_met(item),
                _verification(ev, str(item["verification"])),
            )
        )
        for place, (_, item) in enumerate(shown.iterrows(), start=1)
    )
    notes = ["Cột “Cách hiểu”: sản phẩm được tính trong năm theo các cách hiểu nào."]
    if ev.data.descriptor.kind == "cong_khai":
        notes.append("Tiêu đề không dấu là phần địa chỉ trang, khi nguồn không hiện tiêu đề.")
    if len(ev.items) > most:
        notes.append(
            f"Bảng in {format_number(most)} trên {format_number(len(ev.items))} sản phẩm; danh "
            "sách đầy đủ ở tệp annex.xlsx."
        )
    table = Table(
        key="danh-muc-san-pham",
        caption=f"Danh mục sản phẩm được tính năm {ev.period} (bộ lọc S1, cả tự khai)",
        unit="",
        source=source_of(ev, "media"),
        columns=(
            Column("TT", "right", 0.5),
            Column("Tiêu đề", width=4.4),
            Column("Thể loại", width=1),
            Column("Kênh đăng lần đầu", width=1.8),
            Column("Ngày", "right", 1),
            Column("Cách hiểu", "center", 0.8),
            Column("Kiểm chứng", width=1.3),
        ),
        rows=rows,
        notes=tuple(notes),
        long=True,
    )
    return if_any(table, "Không có sản phẩm nào được tính trong năm.")


def _verification(ev: Evaluation, code: str) -> str:
    if ev.data.descriptor.kind == "cong_khai" and code == "tu_khai":
        return "Chưa đối chiếu"
    return VERIFICATION.get(code, code)


def _link(url: object) -> str:
    return str(url) if isinstance(url, str) and url.startswith(("http://", "https://")) else ""


def _readings_met(item: pd.Series) -> str:
    met = [reading for reading in READINGS if item[f"reading_{reading.lower()}"]]
    return " ".join(met)


def left_out_works(ev: Evaluation) -> Table | Paragraph:
    """Phụ lục: rows of the media log that are not counted in the year, by reason."""
    sources = ev.sources
    left = sources[sources["code"].eq("O01") & sources["role"].eq("loai")]
    counts = left.groupby("reason", sort=True)["record"].nunique()
    rows = tuple(
        Row(cells(str(reason), format_number(int(count)))) for reason, count in counts.items()
    )
    table = Table(
        key="khong-tinh",
        caption=f"Dòng nhật ký không tính vào năm {ev.period}, theo lý do",
        unit="dòng",
        source=source_of(ev, "media"),
        columns=(Column("Lý do", width=4), Column("Số dòng", "right")),
        rows=rows,
        notes=("Từng dòng có tệp, trang tính và số dòng trong lệnh gdnn explain O01.",),
    )
    return if_any(
        table, "Mọi dòng nhật ký trong năm đều được tính hoặc gộp vào sản phẩm được tính."
    )


def review_list(ev: Evaluation, *, most: int = 60) -> Table | Paragraph:
    """Phụ lục: pairs of rows that are probably the same, for a person to decide."""
    pairs = ev.review.head(most)
    reports = ev.records.media.reports.set_index("report_id")["title_vi"]
    rows = tuple(
        Row(
            cells(
                str(pair["report_id_a"]),
                str(reports.get(pair["report_id_a"], "")),
                str(pair["report_id_b"]),
                str(reports.get(pair["report_id_b"], "")),
                str(pair["reason"]),
            )
        )
        for _, pair in pairs.iterrows()
    )
    table = Table(
        key="nghi-trung",
        caption="Danh sách nghi trùng cần rà soát",
        unit="",
        source=source_of(ev, "media"),
        columns=(
            Column("Dòng 1", width=1.1),
            Column("Tiêu đề 1", width=2.6),
            Column("Dòng 2", width=1.1),
            Column("Tiêu đề 2", width=2.6),
            Column("Lý do", width=1.6),
        ),
        rows=rows,
        notes=(
            "Quyết định của người rà soát ghi vào bảng “Quyết định khử trùng thủ công” và luôn "
            "được ưu tiên.",
        ),
        long=True,
    )
    return if_any(table, "Không có cặp bản ghi nào nghi trùng.")


def read_counts(ev: Evaluation) -> Table:
    """Phụ lục: rows read, used and left out per table."""
    rows = tuple(
        Row(
            cells(
                ev.names.table(str(line["table"])),
                *(
                    format_number(int(line[part]))
                    for part in ("rows_read", "rows_used", "rows_left_out")
                ),
            )
        )
        for _, line in ev.data.counts.iterrows()
    )
    return Table(
        key="so-dong-doc",
        caption="Số dòng đã đọc, đã dùng và bị loại theo bảng",
        unit="dòng",
        source="Kết quả đọc và kiểm tra thư mục số liệu.",
        columns=(
            Column("Bảng số liệu", width=4),
            Column("Đã đọc", "right"),
            Column("Đã dùng", "right"),
            Column("Bị loại", "right"),
        ),
        rows=rows,
        long=True,
    )


def issue_list(ev: Evaluation, *, most: int = 60) -> Table | Paragraph:
    """Phụ lục: problems found in the data, errors first."""
    issues = ev.issues
    chosen = issues[issues["severity"].isin(["loi", "canh_bao"])]
    order = {"loi": 0, "canh_bao": 1}
    chosen = chosen.sort_values("severity", key=lambda column: column.map(order), kind="stable")
    rows = tuple(
        Row(
            cells(
                SEVERITIES[str(issue["severity"])],
                str(issue["rule"]),
                _place_text(issue),
                str(issue["message"]),
            )
        )
        for _, issue in chosen.head(most).iterrows()
    )
    notes: tuple[str, ...] = ()
    if len(chosen) > most:
        notes = (
            f"Bảng in {format_number(most)} trên {format_number(len(chosen))} vấn đề; danh sách "
            "đầy đủ ở tệp annex.xlsx.",
        )
    table = Table(
        key="van-de-so-lieu",
        caption="Vấn đề phát hiện khi kiểm tra số liệu",
        unit="",
        source="Kết quả kiểm tra thư mục số liệu (gdnn check).",
        columns=(
            Column("Mức", width=0.9),
            Column("Quy tắc", width=0.8),
            Column("Vị trí", width=2.2),
            Column("Nội dung", width=4),
        ),
        rows=rows,
        notes=notes,
        long=True,
    )
    return if_any(table, "Không phát hiện lỗi hoặc cảnh báo nào trong số liệu.")


SEVERITIES: Final = {"loi": "Lỗi", "canh_bao": "Cảnh báo", "thong_tin": "Thông tin"}


def _place_text(issue: pd.Series) -> str:
    parts = [str(issue["file"])]
    if issue["sheet"]:
        parts.append(f"trang “{issue['sheet']}”")
    if pd.notna(issue["row"]):
        parts.append(f"dòng {int(issue['row'])}")
    if issue["column"]:
        parts.append(f"cột {issue['column']}")
    return ", ".join(parts)


def published_rates(ev: Evaluation) -> Table | None:
    """Published rates, printed as published with their source, apart from computed figures."""
    found = ev.published_rates
    rows = tuple(
        Row(
            cells(
                f"{rate['definition_vi']} ({rate['code']})",
                str(rate["period"]),
                f"{format_number(float(rate['value']), 2)}%",
                str(rate["source"]),
            )
        )
        for _, rate in found.sort_values(["code", "period", "source"]).iterrows()
    )
    table = Table(
        key="ty-le-da-cong-bo",
        caption="Tỷ lệ đã công bố (in nguyên như nguồn, không phải số do phần mềm tính)",
        unit="",
        source="Nguồn ghi trong bảng.",
        columns=(
            Column("Chỉ tiêu theo định nghĩa của nguồn", width=4),
            Column("Kỳ", "center"),
            Column("Giá trị công bố", "right", 1.2),
            Column("Nguồn", width=2.6),
        ),
        rows=rows,
    )
    return or_nothing(table)


def flagged(rows: Iterable[pd.Series], flag: str) -> bool:
    """Say whether any row carries `flag`."""
    return any(flag in flags_of(row) for row in rows)
