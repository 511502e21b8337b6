"""Sentences on schools, public places, the K/H grid, enterprises and costs."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.report.narrative.annual.common import counted, counts, known
from gdnn_analysis.report.wording import figure_text, unit_text
from gdnn_analysis.vietnamese.numbers import format_million_vnd, format_number


def schools_sentence(ev: Evaluation) -> Paragraph:
    """Schools reached, career guidance and integration, in one sentence."""
    row = ev.row("A04")
    levels = [
        tell("{name} {part} trường", name=name, part=counts(part))
        for level, name in (("THCS", words("THCS")), ("THPT", words("THPT")))
        if (part := ev.row("A04", variant=level)) is not None and known(part)
    ]
    both = words("; trường liên cấp tính ở cả hai cấp") if len(levels) > 1 else ""
    among = f" ({'; '.join(levels)}{both})" if levels else ""
    parts = [
        (row, tell("trường được giao lưu, tư vấn{among} (A04)", among=among)),
        (ev.row("A05"), "cơ sở GDNN tham gia giáo dục hướng nghiệp (A05)"),
        (ev.row("A09"), "sự kiện có lồng ghép nội dung GDNN (A09)"),
    ]
    return _listed(
        parts, "Không có số liệu về trường được tiếp cận, hướng nghiệp, lồng ghép (A04, A05, A09)."
    )


def feedback_sentence(ev: Evaluation) -> Paragraph:
    """Usefulness told by participants."""
    row, answered = ev.row("T04"), ev.row("T04", variant="ty_le_tra_loi")
    if row is None or not known(row):
        return Paragraph("Không có phiếu đánh giá đủ điều kiện nêu tỷ lệ (T04).")
    rate = (
        tell("; tỷ lệ trả lời {figure}", figure=figure_text(answered, 1)) if known(answered) else ""
    )
    return Paragraph(
        tell(
            "{figure} phiếu hợp lệ đánh giá sự kiện hữu ích ({row}){rate} (T04).",
            figure=figure_text(row, 1),
            row=counts(row),
            rate=rate,
        )
    )


def places_sentence(ev: Evaluation) -> Paragraph:
    """Sites in public places and publications."""
    parts = [
        (ev.row("O12"), "điểm quảng bá ở không gian công cộng (O12)"),
        (ev.row("O13"), "đầu ấn phẩm (O13)"),
        (ev.row("O13", variant="ban"), "bản in"),
    ]
    return _listed(parts, "Không có số liệu về điểm quảng bá công cộng và ấn phẩm (O12, O13).")


def enterprises_sentence(ev: Evaluation) -> Paragraph:
    """Enterprises, agreements and foreign relations."""
    parts = [
        (ev.row("O19"), "doanh nghiệp tham gia truyền thông GDNN (O19)"),
        (ev.row("C08"), "thoả thuận doanh nghiệp – cơ sở GDNN ký trong năm (C08)"),
        (ev.row("O17"), "sản phẩm, hoạt động đối ngoại (O17)"),
    ]
    return _listed(
        parts, "Không có số liệu về doanh nghiệp, thoả thuận, đối ngoại (O19, C08, O17)."
    )


def _listed(parts: Sequence[tuple[pd.Series | None, str]], otherwise: str) -> Paragraph:
    told = [counted(row, what) for row, what in parts if row is not None and known(row)]
    return Paragraph(
        tell("Theo số liệu hiện có: {told}.", told="; ".join(told)) if told else otherwise
    )


def ecosystem_sentence(ev: Evaluation) -> Paragraph:
    """How the K/H grid is to be read; no mean is told (D5)."""
    if not ev.rows("O15", breakdown="criterion")["value"].notna().any():
        return Paragraph(
            "Năm báo cáo chưa có điểm chấm không gian, hệ sinh thái truyền thông (O15): cần quyết "
            "định bộ tiêu chí và người chấm (D5)."
        )
    phase = (
        "Giai đoạn 2021–2023 xem các tiêu chí không gian (K)"
        if ev.period.last <= LAST_OF_SPACE
        else "Giai đoạn 2024–2025 xem cả tiêu chí không gian (K) và hệ sinh thái (H)"
    )
    apart = ev.value("O15", variant="chenh_lech")
    differ = " Có tiêu chí hai người chấm khác nhau." if apart else ""
    return Paragraph(
        tell(
            "{phase}. Bộ tiêu chí là đề xuất, chưa được quyết định nên chỉ in từng tiêu "
            "chí, không tính trung bình (D5).{differ}",
            phase=phase,
            differ=differ,
        )
    )


LAST_OF_SPACE = 2023
"""Last year of the first phase (KH 3066, I.2)."""


def costs_sentence(ev: Evaluation) -> Paragraph:
    """Unit costs; the plan sets no amount."""
    parts = [
        (ev.row("E01"), "một sản phẩm đăng tải (E01)"),
        (ev.row("E02"), "một lượt người dự đo được (E02)"),
        (ev.row("E03"), "1.000 lượt tiếp cận trả phí (E03)"),
    ]
    told = [
        f"{words(what)}: {figure_text(row)} {unit_text(str(row['unit'])).split('/')[0]}"
        f"{_base(ev, row)}"
        for row, what in parts
        if row is not None and known(row)
    ]
    if not told:
        return Paragraph("Không tính được chi phí đơn vị. KH 3066 không đặt mức kinh phí.")
    return Paragraph(
        tell("Chi phí bình quân {told}. KH 3066 không đặt mức kinh phí.", told="; ".join(told))
    )


def _base(ev: Evaluation, row: pd.Series) -> str:
    """Return what a unit cost was divided from: not all works are of units with money known."""
    if pd.isna(row["numerator"]) or pd.isna(row["denominator"]):
        return ""
    spent, count = format_million_vnd(row["numerator"]), format_number(row["denominator"])
    if row["code"] != "E01":
        return tell(" ({spent} triệu đồng cho {count} lượt)", spent=spent, count=count)
    works = ev.value("O01", variant="C/S1/tat_ca")
    return tell(
        " ({spent} triệu đồng cho {count} sản phẩm, của các đơn vị có số liệu kinh phí)",
        spent=spent,
        count=f"{count}/{format_number(works)}" if works else count,
    )
