"""Sentences on plans, actors working together, people and press."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.report.narrative.annual.common import counted, counts, known
from gdnn_analysis.report.wording import figure_text, span_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent


def plans_sentence(ev: Evaluation) -> Paragraph:
    """How many units that owe a plan of the year have one."""
    row = ev.row("I04")
    if row is None or not known(row):
        return Paragraph(
            tell(
                "Không có số liệu về kế hoạch truyền thông GDNN của các đơn vị {span_text} (I04).",
                span_text=span_text(ev.period),
            )
        )
    low, high = row["ci_low"], row["ci_high"]
    between = (
        tell(
            "; tính cả đơn vị để trống thì trong khoảng {share} – {share_2}",
            share=format_percent(float(low), 1),
            share_2=format_percent(float(high), 1),
        )
        if pd.notna(low) and low != high
        else ""
    )
    return Paragraph(
        tell(
            "{row} đơn vị có trách nhiệm lập kế hoạch truyền thông GDNN đã có kế hoạch "
            "{span_text}, bằng {figure}{between} (I04). Chỉ số cho biết có văn bản, "
            "không đánh giá chất lượng kế hoạch.",
            row=counts(row),
            span_text=span_text(ev.period),
            figure=figure_text(row, 1),
            between=between,
        )
    )


def actors_sentence(ev: Evaluation) -> Paragraph:
    """How many of the eight groups of II.2 took part."""
    row, units = ev.row("A08"), ev.row("A08", variant="don_vi")
    if row is None or not known(row):
        return Paragraph(
            "Không có bản ghi đã đối chiếu nào cho biết nhóm chủ thể nào tham gia trong năm (A08)."
        )
    share = (
        tell(" Số đơn vị có ít nhất một hoạt động đã đối chiếu: {units}.", units=counts(units))
        if units is not None and known(units)
        else ""
    )
    return Paragraph(
        tell(
            "{row} nhóm chủ thể phối hợp nêu tại mục II.2 Kế hoạch có hoạt động đã đối "
            "chiếu (A08).{share}",
            row=counts(row),
            share=share,
        )
    )


def team_sentence(ev: Evaluation) -> Paragraph:
    """People, training and press in one or two sentences."""
    parts = [
        (ev.row("I06"), "cộng tác viên có sản phẩm trong năm (I06)"),
        (ev.row("A06"), "lớp tập huấn (A06)"),
        (ev.row("A06", variant="hoan_thanh"), "lượt người hoàn thành"),
        (ev.row("A07"), "đợt cung cấp thông tin cho báo chí (A07)"),
    ]
    told = [counted(row, what) for row, what in parts if row is not None and known(row)]
    if not told:
        return Paragraph(
            "Không có số liệu về cộng tác viên, tập huấn và cung cấp thông tin cho báo chí trong "
            "năm (I06, A06, A07)."
        )
    months = ev.value("A07", variant="thang")
    regular = (
        tell(
            " Thông tin được cung cấp trong {months}/12 tháng; Kế hoạch không đặt mức "
            "“thường xuyên”.",
            months=format_number(months),
        )
        if months is not None
        else ""
    )
    return Paragraph(
        tell("Theo số liệu hiện có: {told}.{regular}", told="; ".join(told), regular=regular)
    )
