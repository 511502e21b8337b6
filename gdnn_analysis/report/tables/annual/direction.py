"""Direction and organisation: plans, actors working together, people and press (Bảng 3–5)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.indicators.participation import PLAN_GROUPS
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.organisation import CHANGED_ON, MERGED, actor_name
from gdnn_analysis.report.tables.annual.common import figures_table, lines_by, parts_text
from gdnn_analysis.report.tables.common import (
    LOWER_BOUNDS,
    cells,
    flagged,
    or_nothing,
    source_of,
)
from gdnn_analysis.report.tables.lines import DASH, DASH_MEANING, Line, Titles, value_cell
from gdnn_analysis.report.wording import span_text
from gdnn_analysis.vietnamese.numbers import format_percent

BOTH_COUNTED: Final = (
    "Đơn vị cũ và đơn vị kế thừa trong năm được tính riêng, nên số đơn vị không so sánh được với năm "
    "trước."
)


def yearly_plans(ev: Evaluation) -> Table | None:
    """Bảng 3: units with a plan of the year and with money of their own, by group (I04, I05)."""
    groups = ev.rows("I04", breakdown="actor_group")
    rows = [
        _plan_row(ev, actor_name(ev, str(row["category"])), row, str(row["category"]))
        for _, row in groups.iterrows()
    ]
    total = ev.row("I04")
    if total is not None:
        rows.append(Row(_plan_row(ev, "Tổng số", total, "").cells, kind="total"))
    return or_nothing(
        Table(
            key="ke-hoach-nam",
            caption=tell(
                "Đơn vị có kế hoạch truyền thông GDNN {span_text} theo nhóm chủ thể",
                span_text=span_text(ev.period),
            ),
            unit="",
            source=source_of(ev, "unit_plans", "units", "obligations"),
            columns=(
                Column("Nhóm chủ thể", width=3.6),
                Column("Có kế hoạch/ phải có", "right", 1.2),
                Column("Tỷ lệ", "right"),
                Column("Khoảng có thể", "right", 1.4),
                Column("Có kinh phí riêng/ phải có", "right", 1.3),
            ),
            rows=tuple(rows),
            notes=(
                "Chỉ tính kế hoạch có số, ký hiệu văn bản. “Khoảng có thể”: từ mức mọi đơn vị để "
                "trống đều không có, đến mức tất cả đều có kế hoạch.",
                "“–” ở cột kinh phí: KH 3066 không giao nhóm này bố trí kinh phí riêng, hoặc không "
                "có số liệu.",
            ),
        )
    )


def _plan_row(ev: Evaluation, name: str, row: pd.Series, group: str) -> Row:
    breakdown = "actor_group" if group else ""
    money = ev.row("I05", breakdown=breakdown, category=group)
    return Row(
        cells(name, parts_text(row), value_cell(row, 1), _range(row), parts_text(money)),
    )


def _range(row: pd.Series) -> str:
    if pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        return "–"
    if row["ci_low"] == row["ci_high"]:
        return format_percent(float(row["ci_low"]), 1)
    return f"{format_percent(float(row['ci_low']), 1)} – {format_percent(float(row['ci_high']), 1)}"


def actor_groups(ev: Evaluation) -> Table | None:
    """Bảng 4: units of the eight groups of II.2 with verified work in the year (A08)."""
    found = [(group, ev.row("A08", variant=group)) for group in PLAN_GROUPS]
    units = [row for _, row in found if row is not None and pd.notna(row["value"])]
    if not units:
        return None
    rows = tuple(
        Row(
            cells(
                str(place),
                _group_text(ev, group),
                parts_text(row),
            )
        )
        for place, (group, row) in enumerate(found, start=1)
    )
    return or_nothing(
        Table(
            key="tam-nhom-chu-the",
            caption=tell(
                "Đơn vị có hoạt động đã đối chiếu {span_text}, theo tám nhóm chủ thể phối "
                "hợp (mục II.2 Kế hoạch)",
                span_text=span_text(ev.period),
            ),
            unit="đơn vị",
            source=source_of(ev, "events", "media", "duty_reports", "units"),
            columns=(
                Column(words("TT"), "right", 0.4),
                Column("Nhóm chủ thể", width=4.6),
                Column("Có hoạt động/ số đơn vị", "right", 1.4),
            ),
            rows=rows,
            notes=(
                *((LOWER_BOUNDS,) if flagged(units, "F-THIEU") else ()),
                "Một vai trò đã đối chiếu trong sự kiện, sản phẩm hoặc nhiệm vụ là đủ để tính; bảng "
                "không nói về mức độ tham gia.",
                *((DASH_MEANING,) if any(row.cells[2].text == DASH for row in rows) else ()),
                *((BOTH_COUNTED,) if _has_heirs(ev) else ()),
            ),
        )
    )


def _group_text(ev: Evaluation, group: str) -> str:
    """Return the actors of a group; communes that took over from districts count with them."""
    names = [actor_name(ev, actor) for actor in PLAN_GROUPS[group]]
    if "UBNDH" in PLAN_GROUPS[group] and ev.interval.last_day >= MERGED:
        names.append(words("UBND xã, phường kế thừa (từ 01/7/2025)"))
    return "; ".join(names)


def _has_heirs(ev: Evaluation) -> bool:
    """Say whether bodies gave way to their heirs within the period: then both are there."""
    days = CHANGED_ON.values()
    return any(ev.interval.start <= day <= ev.interval.last_day for day in days)


def team(ev: Evaluation) -> Table | None:
    """Bảng 5: collaborators, training, information for the press (I06, A06, A07, C09)."""
    lines: list[Line | str] = [
        "Đội ngũ cộng tác viên",
        Line("Cộng tác viên có sản phẩm trong năm (I06)", "I06"),
        Line("Cộng tác viên đã đăng ký (I06)", "I06", "dang_ky"),
        "Tập huấn nghiệp vụ truyền thông",
        Line("Lớp tập huấn (A06)", "A06"),
        Line("Lượt người hoàn thành (A06)", "A06", "hoan_thanh"),
        Line("Giờ-người tập huấn (A06)", "A06", "gio_nguoi"),
        Line("Sở, cơ quan chủ quản có người dự (A06)", "A06", "bao_phu"),
        Line("Cơ sở GDNN có người dự (A06)", "A06", "bao_phu_csgdnn"),
        Line("Mức tăng điểm bình quân trước – sau lớp (C09)", "C09"),
        Line("Áp dụng sau 3 tháng, trong số được hỏi (C09)", "C09", "ap_dung"),
        "Cung cấp thông tin cho báo chí",
        Line("Số đợt (A07)", "A07"),
        *lines_by(ev, "A07", "kind", "BRIEFING"),
        Line("Lượt cơ quan báo chí (A07)", "A07", "co_quan"),
        Line("Lượt phóng viên (A07)", "A07", "phong_vien"),
        Line("Số tháng có cung cấp thông tin, trên 12 (A07)", "A07", "thang"),
    ]
    return figures_table(
        ev,
        Titles(
            "doi-ngu",
            tell(
                "Đội ngũ, tập huấn và cung cấp thông tin báo chí {span_text}",
                span_text=span_text(ev.period),
            ),
            "Chỉ số",
            ("collaborators", "trainings", "training_groups", "press_briefings"),
        ),
        lines,
        notes=(
            "Lượt hoàn thành cộng qua các lớp, không phải số người khác nhau. Phụ lục VIII nêu học "
            "viên là cán bộ của Sở và cơ quan chủ quản, nên cơ sở GDNN ghi riêng.",
        ),
    )
