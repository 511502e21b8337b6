"""Schools reached, career guidance, integration and feedback (Bảng 15)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.tables.annual.common import figures_table, lines_by
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of
from gdnn_analysis.report.tables.lines import Line, Titles, value_cell
from gdnn_analysis.report.wording import label, span_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent


def school_work(ev: Evaluation) -> Table | None:
    """Schools reached, pupils covered, career guidance, events integrated (A04, A05, A09)."""
    lines: list[Line | str] = [
        "Trường được giao lưu, tư vấn",
        Line("Trường THCS, THPT đã đến (A04)", "A04"),
        Line("Trong tổng số trường THCS (A04)", "A04", "THCS"),
        Line("Trong tổng số trường THPT (A04)", "A04", "THPT"),
        Line("Học sinh lớp 9 của các trường đã đến (A04)", "A04", "hs_lop9"),
        Line("Học sinh lớp 12 của các trường đã đến (A04)", "A04", "hs_lop12"),
        "Giáo dục hướng nghiệp",
        Line("Cơ sở GDNN tham gia (A05)", "A05"),
        Line("Trong tổng số cơ sở GDNN (A05)", "A05", "ty_le"),
        *lines_by(ev, "A05", "kind", "GDHN"),
        Line("Lượt giáo viên (A05)", "A05", "giao_vien"),
        Line("Số tiết (A05)", "A05", "tiet"),
        Line("Chương trình, tài liệu (A05)", "A05", "tai_lieu"),
        "Lồng ghép trong sự kiện của ngành, địa phương",
        Line("Sự kiện có lồng ghép (A09)", "A09"),
        Line("Sự kiện lồng ghép có tin, bài (A09)", "A09", "dua_tin"),
    ]
    return figures_table(
        ev,
        Titles(
            "truong-hoc",
            tell(
                "Trường được tiếp cận, giáo dục hướng nghiệp, lồng ghép {span_text}",
                span_text=span_text(ev.period),
            ),
            "Chỉ số",
            ("event_schools", "guidance", "schools", "school_pupils", "events"),
        ),
        lines,
        notes=(
            "Hướng nghiệp và trường được tiếp cận tính theo năm học kết thúc trong năm báo cáo. Học "
            "sinh của một trường lấy lần dự đông nhất, không cộng các lần đến.",
            "Trường liên cấp THCS–THPT tính ở cả hai cấp nên hai số không cộng lại thành tổng.",
        ),
    )


def event_feedback(ev: Evaluation) -> Table | None:
    """Bảng 15: usefulness told by participants, by audience and type of event (T04)."""
    rows: list[Row] = []
    total = ev.row("T04")
    for title, breakdown, code_list in (
        ("Theo đối tượng", "audience", "AUDIENCE"),
        ("Theo loại sự kiện", "event_type", "EVENT"),
    ):
        found = ev.rows("T04", variant="", breakdown=breakdown)
        if len(found):
            rows.append(Row(cells(title), kind="group"))
            rows += [
                _feedback_row(label(code_list, str(row["category"])), row)
                for _, row in found.iterrows()
            ]
    if total is not None:
        rows.append(Row(_feedback_row("Tổng số", total).cells, kind="total"))
    return or_nothing(
        Table(
            key="phieu-danh-gia",
            caption=tell(
                "Đánh giá của người dự sự kiện {span_text}", span_text=span_text(ev.period)
            ),
            unit="",
            source=source_of(ev, "event_feedback", "events"),
            columns=(
                Column("Đối tượng, loại sự kiện", width=3.8),
                Column("Phiếu hợp lệ", "right"),
                Column("Đánh giá hữu ích", "right"),
                Column("Khoảng tin cậy 95%", "right", 1.5),
            ),
            rows=tuple(rows),
            notes=(
                tell(
                    "Người dự tự đánh giá ngay sau sự kiện; phiếu không phải mẫu ngẫu nhiên, "
                    "không suy rộng. Nhóm dưới {smallest_sample} phiếu không in tỷ lệ.",
                    smallest_sample=ev.settings.smallest_sample,
                ),
            ),
        )
    )


def _feedback_row(name: str, row: pd.Series) -> Row:
    between = (
        "–"
        if pd.isna(row["ci_low"])
        else f"{format_percent(float(row['ci_low']), 1)} – {format_percent(float(row['ci_high']), 1)}"
    )
    base = "–" if pd.isna(row["n"]) else format_number(row["n"])
    return Row(cells(name, base, value_cell(row, 1), between))
