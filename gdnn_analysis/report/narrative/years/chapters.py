"""One or two sentences before each table of the end-of-period report."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.report.wording import (
    NOT_SETTLED,
    READINGS,
    figure_text,
    target_text,
    years_met,
)
from gdnn_analysis.vietnamese.numbers import format_number


def target_years(ev: Evaluation) -> Paragraph:
    """Years that met the yearly target, by reading; works are not added up (RL-29)."""
    met = {reading: _met(ev, f"{reading}/S1/tat_ca") for reading in READINGS}
    counts = (
        "chưa đủ căn cứ kết luận theo cả ba cách hiểu"
        if set(met.values()) == {NOT_SETTLED}
        else "; ".join(
            tell("cách hiểu {reading}: {met}", reading=reading, met=text)
            for reading, text in met.items()
        )
    )
    return Paragraph(
        tell(
            "Chỉ tiêu ít nhất {target_text} sản phẩm được số hoá, đăng tải mỗi năm. Số "
            "năm đạt (bộ lọc S1): {counts}. Năm 2021 là năm ban hành Kế hoạch nên kết "
            "luận có điều kiện. Kế hoạch không đặt chỉ tiêu cho cả giai đoạn; số sản "
            "phẩm các năm không cộng để so với chỉ tiêu.",
            target_text=target_text(ev.account.annual_target),
            counts=counts,
        )
    )


def _met(ev: Evaluation, variant: str) -> str:
    met = years_met(ev.row("O01", variant=variant))
    return tell("{met} năm", met=met) if met else NOT_SETTLED


def annex_years(ev: Evaluation) -> Paragraph:
    """Cells of the annex matrix that are done, of those due."""
    row = ev.row("A01")
    if row is None or pd.isna(row["numerator"]) or pd.isna(row["denominator"]):
        return Paragraph(
            "Chưa đủ số liệu để tính mức hoàn thành lịch hoạt động trong Phụ lục Kế hoạch (A01). Ô "
            "“không có dữ liệu” chưa phải là không làm."
        )
    return Paragraph(
        tell(
            "Trong {denominator} ô hoạt động – năm của Phụ lục, {numerator} ô đã thực "
            "hiện, có minh chứng đã đối chiếu (A01). Ô “không có dữ liệu” chưa phải là "
            "không làm. Phụ lục không đặt khối lượng, nên “đã thực hiện” là có minh "
            "chứng tối thiểu.",
            denominator=format_number(row["denominator"]),
            numerator=format_number(row["numerator"]),
        )
    )


def duties_years(ev: Evaluation) -> Paragraph:
    """Duties of section VII over the years; most are proposals, not obligations."""
    row = ev.row("A02")
    if row is None or pd.isna(row["value"]):
        return Paragraph(
            "Không có báo cáo của các đơn vị về nhiệm vụ ở mục VII nên không tính tỷ lệ thực hiện "
            "(A02). Thiếu báo cáo không có nghĩa là không làm."
        )
    text = figure_text(row, 1)
    return Paragraph(
        tell(
            "Lượt đơn vị – nhiệm vụ của mục VII có minh chứng đã đối chiếu, cả giai "
            "đoạn: {text} (A02). Nhiệm vụ giao cho cơ quan ngoài Sở mang tính chất “đề "
            "nghị”; thiếu báo cáo không có nghĩa là không làm.",
            text=text,
        )
    )


def policies_years(ev: Evaluation) -> Paragraph:
    """Policies communicated, of the approved list."""
    row = ev.row("O03")
    if row is None or pd.isna(row["value"]):
        return Paragraph(
            "Chưa có danh mục văn bản phải tuyên truyền được duyệt cho cả giai đoạn nên không tính "
            "tỷ lệ chủ trương, chính sách được truyền thông (O03)."
        )
    return Paragraph(
        tell(
            "{numerator}/{denominator} chủ trương, chính sách trong danh mục đã được "
            "truyền thông, đạt {figure} (O03).",
            numerator=format_number(row["numerator"]),
            denominator=format_number(row["denominator"]),
            figure=figure_text(row, 1),
        )
    )


def events_years(ev: Evaluation) -> Paragraph:
    """Events and attendances of the whole period."""
    if not _known(ev, "T03", "do_duoc") and not _known(ev, "T03", "uoc"):
        return Paragraph(
            tell(
                "Cả giai đoạn đã tổ chức {or_none} sự kiện (A03); không có số liệu về lượt người dự "
                "(T03).",
                or_none=_or_none(ev, "A03", ""),
            )
            if _known(ev, "A03")
            else "Không có số liệu về sự kiện của giai đoạn (A03)."
        )
    return Paragraph(
        tell(
            "Cả giai đoạn đã tổ chức {or_none} sự kiện (A03). Lượt người dự đo được: "
            "{or_none_2}; ước tính: {or_none_3} (T03). Lượt không phải số người; một "
            "người dự nhiều sự kiện được tính nhiều lượt.",
            or_none=_or_none(ev, "A03", ""),
            or_none_2=_or_none(ev, "T03", "do_duoc"),
            or_none_3=_or_none(ev, "T03", "uoc"),
        )
        if _known(ev, "A03")
        else "Không có số liệu về sự kiện của giai đoạn (A03)."
    )


def money_years(ev: Evaluation) -> Paragraph:
    """Money of the whole period, at current prices."""
    if not _known(ev, "I01"):
        return Paragraph("Không có số liệu kinh phí (I01). KH 3066 không đặt mức kinh phí.")
    return Paragraph(
        tell(
            "Kinh phí được giao cả giai đoạn: {or_none} triệu đồng (I01), theo giá hiện "
            "hành; tỷ lệ thực hiện {figure} (I02). KH 3066 không đặt mức kinh phí.",
            or_none=_or_none(ev, "I01", ""),
            figure=figure_text(ev.row("I02"), 1),
        )
    )


def _known(ev: Evaluation, code: str, variant: str = "") -> bool:
    return ev.value(code, variant=variant) is not None


def _or_none(ev: Evaluation, code: str, variant: str) -> str:
    return figure_text(ev.row(code, variant=variant))
