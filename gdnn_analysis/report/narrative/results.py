"""Results: the target, the annex, events, money, published rates."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks, Paragraph
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.wording import (
    DIGITAL,
    READINGS,
    figure_text,
    flags_of,
    has_figure,
    is_lower_bound,
    label,
    small,
    span_text,
    target_text,
    unchecked_words,
)
from gdnn_analysis.vietnamese.numbers import format_number

SETTLED: Final = ("dat", "gan_dat", "chua_dat")
"""Verdicts that all readings share when none was chosen."""


def target_sentence(ev: Evaluation) -> Paragraph:
    """What can be said of the only numeric target, before any table."""
    row = ev.row("O01")
    verdict = str(row["verdict"]) if row is not None else "khong_du_lieu"
    rows = {reading: ev.row("O01", variant=f"{reading}/S1/tat_ca") for reading in READINGS}
    counts = "; ".join(
        tell("cách hiểu {reading}: {figure} sản phẩm", reading=reading, figure=figure_text(row))
        if row is not None and has_figure(row)
        else tell("cách hiểu {reading}: không có số liệu", reading=reading)
        for reading, row in rows.items()
    )
    decided = ev.settings.reading and ev.settings.digital
    basis = (
        tell(
            "Cách hiểu đã được quyết định là {reading}, bộ lọc {digital}.",
            reading=ev.settings.reading,
            digital=ev.settings.digital,
        )
        if decided
        else "Cách hiểu chỉ tiêu chưa được quyết định, nhưng mọi cách hiểu cho cùng một kết luận."
        if verdict in SETTLED
        else "Cách hiểu chỉ tiêu chưa được quyết định nên không kết luận chung theo một cách hiểu."
    )
    return Paragraph(
        tell(
            "Chỉ tiêu ít nhất {target_text} sản phẩm được số hoá, đăng tải trong "
            "{span_text} (bộ lọc S1, cả {unchecked}): {counts}. {basis} Kết luận: "
            "{verdict}.",
            target_text=target_text(ev.account.annual_target),
            span_text=span_text(ev.period),
            unchecked=unchecked_words(ev),
            counts=counts,
            basis=basis,
            verdict=small(label("VERDICT", verdict)),
        )
    )


def readings_explained() -> Blocks:
    """The three readings and two filters, in words."""
    lines = [
        tell("Cách hiểu {name}: {text}.", name=name, text=text) for name, text in READINGS.items()
    ]
    lines += [
        tell("Bộ lọc {name}: {text}.", name=name, text=text) for name, text in DIGITAL.items()
    ]
    return Blocks(items(lines))


def target_details(ev: Evaluation) -> Blocks:
    """What stands behind the 180 table: republication, duplicates, exclusions."""
    texts: list[str] = []
    factor = ev.row("O02", variant="he_so")
    if factor is not None and pd.notna(factor["value"]):
        texts.append(
            tell(
                "Số lượt đăng, phát trong kỳ: {figure} (O02), của {works} sản phẩm có lượt trong "
                "kỳ; bình quân {value} lượt trên một sản phẩm. Đăng lại không làm tăng số sản phẩm.",
                figure=figure_text(ev.row("O02", variant="luot")),
                works=format_number(factor["denominator"]),
                value=format_number(float(factor["value"]), 2),
            )
        )
    duplicates = ev.row("Q04")
    if duplicates is not None and pd.notna(duplicates["value"]):
        texts.append(_duplicates_text(ev, duplicates))
    if len(ev.items) and bool(ev.items["suspected"].any()):
        texts.append(
            tell(
                "{sum} sản phẩm có dòng nghi trùng đã được tính một lần và nằm trong danh "
                "sách rà soát.",
                sum=format_number(int(ev.items["suspected"].sum())),
            )
        )
    if any("F-NGOAIKY" in flags_of(row) for _, row in ev.rows("O01").iterrows()):
        texts.append(
            "Có bản ghi bị loại vì ngày đăng ngoài kỳ hoặc không đủ chính xác để xếp vào kỳ; xem "
            "{bang:khong-tinh}."
        )
    return Blocks(items(texts))


def _duplicates_text(ev: Evaluation, row: pd.Series) -> str:
    if row["numerator"] == 0:
        return tell(
            "Không có dòng nào trùng với sản phẩm đã có (Q04: 0/{rows} dòng).",
            rows=format_number(row["denominator"]),
        )
    return tell(
        "{figure} số dòng trùng với sản phẩm đã có và được gộp (Q04)."
        if ev.is_public
        else "{figure} số dòng báo cáo trùng với sản phẩm đã có và được gộp (Q04); mọi đơn vị báo cáo "
        "vẫn được ghi nhận.",
        figure=figure_text(row, 1),
    )


def annex_sentence(ev: Evaluation) -> Paragraph:
    """How many annex rows are done, and on how much data that rests."""
    row = ev.row("A01")
    if row is None or pd.isna(row["denominator"]):
        return Paragraph("Chưa có ô lịch hoạt động nào đến kỳ trong năm báo cáo.")
    due = format_number(row["denominator"])
    statuses = ev.rows("A01", breakdown="activity")["verdict"]
    unknown = int(statuses.eq("khong_du_lieu").sum())
    if pd.isna(row["numerator"]):
        return Paragraph(
            tell(
                "Không có dữ liệu về {unknown}/{due} hoạt động có lịch trong năm.",
                unknown=unknown,
                due=due,
            )
        )
    if not has_figure(row):
        return Paragraph(
            tell(
                "Chưa hoạt động nào có minh chứng đã đối chiếu trong nguồn hiện có; {partial} hoạt "
                "động có dấu hiệu thực hiện, {unknown}/{due} hoạt động không có dữ liệu. Không có "
                "dữ liệu không phải là không thực hiện.",
                partial=int(statuses.eq("mot_phan").sum()),
                unknown=unknown,
                due=due,
            )
        )
    silent = (
        tell(" Không có dữ liệu về {unknown} hoạt động, nên đây là cận dưới.", unknown=unknown)
        if unknown
        else ""
    )
    return Paragraph(
        tell(
            "Đã thực hiện, có minh chứng đã đối chiếu: {numerator}/{due} hoạt động có "
            "lịch trong năm.{silent} Phụ lục không đặt khối lượng, nên “đã thực hiện” "
            "là có minh chứng tối thiểu, không phải mức đủ; Kế hoạch không đặt chỉ tiêu "
            "định lượng cho nội dung này.",
            numerator=format_number(row["numerator"]),
            due=due,
            silent=silent,
        )
    )


def events_sentence(ev: Evaluation) -> Paragraph:
    """Events and attendances in one sentence; estimates apart."""
    row = ev.row("A03")
    if row is None or pd.isna(row["value"]):
        return Paragraph("Không có số liệu về sự kiện trong năm báo cáo.")
    if row["value"] == 0 and is_lower_bound(row):
        return Paragraph("Chưa ghi nhận sự kiện nào trong năm báo cáo (A03).")
    return Paragraph(
        tell(
            "Đã tổ chức {figure} sự kiện (A03). Lượt người dự đo được: {figure_2}; ước "
            "tính: {figure_3} (T03). Số người không trùng: không xác định, trừ nơi có "
            "danh sách.",
            figure=figure_text(row),
            figure_2=figure_text(ev.row("T03", variant="do_duoc")),
            figure_3=figure_text(ev.row("T03", variant="uoc")),
        )
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
        tell(
            "Kinh phí được giao: {figure} triệu đồng (I01); tỷ lệ thực hiện {figure_2} "
            "(I02). KH 3066 không đặt mức kinh phí.",
            figure=figure_text(row),
            figure_2=figure_text(rate, 1),
        )
    )


def published(ev: Evaluation) -> Paragraph:
    """Published rates are shown as published, never mixed with computed figures."""
    if ev.published_rates.empty:
        return Paragraph("Chưa tập hợp được tỷ lệ đã công bố nào cho kỳ báo cáo.")
    return Paragraph(
        "Các tỷ lệ dưới đây in nguyên theo nguồn đã công bố, không do phần mềm tính và không so "
        "với số tính từ nhật ký. Không quy kết quả phân luồng, tuyển sinh cho hoạt động truyền "
        "thông."
    )
