"""Results: the target, the annex, events, money, published rates."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.blocks import Blocks, Paragraph
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.wording import (
    DIGITAL,
    READINGS,
    figure_text,
    flags_of,
    label,
    span_text,
    target_text,
)
from gdnn_analysis.vietnamese.numbers import format_number


def target_sentence(ev: Evaluation) -> Paragraph:
    """What can be said of the only numeric target, before any table."""
    row = ev.row("O01")
    verdict = str(row["verdict"]) if row is not None else "khong_du_lieu"
    counts = "; ".join(
        f"cách hiểu {reading}: "
        f"{figure_text(ev.row('O01', variant=f'{reading}/S1/tat_ca'))} sản phẩm"
        for reading in READINGS
    )
    decided = ev.settings.reading and ev.settings.digital
    basis = (
        f"Cách hiểu đã được quyết định là {ev.settings.reading}, bộ lọc {ev.settings.digital}."
        if decided
        else "Cách hiểu chỉ tiêu chưa được quyết định nên không kết luận chung theo một cách hiểu."
    )
    return Paragraph(
        f"Chỉ tiêu ít nhất {target_text(ev.account.annual_target)} sản phẩm được số hoá, đăng tải trong "
        f"{span_text(ev.period)} (bộ lọc S1, cả tự khai): {counts}. {basis} "
        f"Kết luận: {label('VERDICT', verdict).lower()}."
    )


def readings_explained() -> Blocks:
    """The three readings and two filters, in words."""
    lines = [f"Cách hiểu {name}: {text}." for name, text in READINGS.items()]
    lines += [f"Bộ lọc {name}: {text}." for name, text in DIGITAL.items()]
    return Blocks(items(lines))


def target_details(ev: Evaluation) -> Blocks:
    """What stands behind the 180 table: republication, duplicates, exclusions."""
    texts: list[str] = []
    factor = ev.row("O02", variant="he_so")
    if factor is not None and pd.notna(factor["value"]):
        texts.append(
            f"Số lượt đăng, phát trong kỳ: {figure_text(ev.row('O02', variant='luot'))} (O02); "
            f"bình quân {format_number(float(factor['value']), 2)} lượt trên một sản phẩm. Đăng lại "
            "không làm tăng số sản phẩm."
        )
    duplicates = ev.row("Q04")
    if duplicates is not None and pd.notna(duplicates["value"]):
        texts.append(
            f"{figure_text(duplicates, 1)} số dòng báo cáo trùng với sản phẩm đã có và được gộp "
            "(Q04); mọi đơn vị báo cáo vẫn được ghi nhận."
        )
    if len(ev.items) and bool(ev.items["suspected"].any()):
        texts.append(
            f"{format_number(int(ev.items['suspected'].sum()))} sản phẩm có dòng nghi trùng đã được "
            "tính một lần và nằm trong danh sách rà soát."
        )
    if any("F-NGOAIKY" in flags_of(row) for _, row in ev.rows("O01").iterrows()):
        texts.append(
            "Có bản ghi bị loại vì ngày đăng ngoài kỳ hoặc không đủ chính xác để xếp vào kỳ; xem "
            "{bang:khong-tinh}."
        )
    return Blocks(items(texts))


def annex_sentence(ev: Evaluation) -> Paragraph:
    """How many annex rows are done, and on how much data that rests."""
    row = ev.row("A01")
    if row is None or pd.isna(row["denominator"]):
        return Paragraph("Chưa có ô lịch hoạt động nào đến kỳ trong năm báo cáo.")
    due = format_number(row["denominator"])
    unknown = int(ev.rows("A01", breakdown="activity")["verdict"].eq("khong_du_lieu").sum())
    if pd.isna(row["numerator"]):
        return Paragraph(f"Không có dữ liệu về {unknown}/{due} hoạt động có lịch trong năm.")
    silent = f" Không có dữ liệu về {unknown} hoạt động, nên đây là cận dưới." if unknown else ""
    return Paragraph(
        "Đã thực hiện, có minh chứng đã đối chiếu: "
        f"{format_number(row['numerator'])}/{due} hoạt động có lịch trong năm.{silent} Phụ lục "
        "không đặt khối lượng, nên “đã thực hiện” là có minh chứng tối thiểu, không phải mức đủ; "
        "Kế hoạch không đặt chỉ tiêu định lượng cho nội dung này."
    )


def events_sentence(ev: Evaluation) -> Paragraph:
    """Events and attendances in one sentence; estimates apart."""
    row = ev.row("A03")
    if row is None or pd.isna(row["value"]):
        return Paragraph("Không có số liệu về sự kiện trong năm báo cáo.")
    return Paragraph(
        f"Đã tổ chức {figure_text(row)} sự kiện (A03). Lượt người dự đo được: "
        f"{figure_text(ev.row('T03', variant='do_duoc'))}; ước tính: "
        f"{figure_text(ev.row('T03', variant='uoc'))} (T03). Số người không trùng: không xác định, "
        "trừ nơi có danh sách."
    )


def budget_sentence(ev: Evaluation) -> Paragraph:
    """Money given and spent; the plan sets no amount."""
    row, rate = ev.row("I01"), ev.row("I02")
    if row is None or pd.isna(row["value"]):
        return Paragraph(
            "Không có số liệu về kinh phí truyền thông GDNN trong năm báo cáo. KH 3066 không đặt "
            "mức kinh phí."
        )
    return Paragraph(
        f"Kinh phí được giao: {figure_text(row)} triệu đồng (I01); tỷ lệ thực hiện "
        f"{figure_text(rate, 1)} (I02). KH 3066 không đặt mức kinh phí."
    )


def published(ev: Evaluation) -> Paragraph:
    """Published rates are shown as published, never mixed with computed figures."""
    if ev.published_rates.empty:
        return Paragraph("Chưa tập hợp được tỷ lệ đã công bố nào cho năm báo cáo.")
    return Paragraph(
        "Các tỷ lệ dưới đây in nguyên theo nguồn đã công bố, không do phần mềm tính và không so "
        "với số tính từ nhật ký. Không quy kết quả phân luồng, tuyển sinh cho hoạt động truyền "
        "thông."
    )
