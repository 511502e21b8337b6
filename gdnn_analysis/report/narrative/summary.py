"""The leaders' page: whose data, findings, limits, decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.open_items import OpenItem, open_items, unverified
from gdnn_analysis.evaluation.target_missed import target_missed
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks, Heading, Paragraph
from gdnn_analysis.report.narrative.common import items, missed_texts, unchecked_text
from gdnn_analysis.report.open_words import annex_left, proposal_of
from gdnn_analysis.report.wording import figure_text, unchecked_words
from gdnn_analysis.vietnamese.numbers import format_number

MOST: Final = 3
"""Findings, limits and decisions on the leaders' page."""


def summary_heading() -> Heading:
    """Heading of the leaders' page."""
    return Heading("Tóm tắt", 1, numbered=False)


def coverage(ev: Evaluation) -> Paragraph:
    """The sentence page 1 must carry: whose data, and that counts are lower bounds."""
    if ev.data.descriptor.kind == "cong_khai":
        return Paragraph(
            "Số liệu tập hợp từ nguồn công khai, không phải số liệu do các đơn vị nộp; mọi giá trị "
            "đếm là cận dưới và báo cáo không kết luận đạt hay chưa đạt từ các giá trị này.",
            "warning",
        )
    filed, due = ev.account.units_filed, ev.account.units_due
    if due == 0:
        return Paragraph(
            "Chưa có danh sách đơn vị phải nộp số liệu; giá trị đếm là cận dưới.", "warning"
        )
    tail = (
        "giá trị đếm là cận dưới."
        if filed < due
        else "giá trị đếm là số đầy đủ theo số liệu đã nộp, trừ giá trị ghi “ít nhất”."
    )
    return Paragraph(
        tell(
            "Số liệu của {filed}/{due} đơn vị đã nộp đủ các bảng phải nộp; {tail}",
            filed=format_number(filed),
            due=format_number(due),
            tail=tail,
        ),
        "lead",
    )


def findings(ev: Evaluation) -> Blocks:
    """Up to three results, each with its code; none without a figure."""
    return _listed("Kết quả nổi bật", _first(_findings(ev)))


def _listed(title: str, texts: list[str]) -> Blocks:
    shown = items(texts) if texts else (Paragraph("Số liệu hiện có chưa đủ để nêu nội dung này."),)
    return Blocks.of(Heading(title, 2, numbered=False), shown)


def _first(texts: Iterator[str]) -> list[str]:
    return [text for _, text in zip(range(MOST), texts, strict=False)]


def _findings(ev: Evaluation) -> Iterator[str]:
    target, missed = ev.row("O01", variant="C/S1/tat_ca"), target_missed(ev)
    is_missed = missed is not None and missed.by_all  # a number that fell short is a limit
    if target is not None and target["value"] > 0 and not is_missed:
        yield tell(
            "Đã đăng tải {figure} sản phẩm theo cách hiểu C (O01), với {figure_2} lượt "
            "đăng, phát (O02).",
            figure=figure_text(target),
            figure_2=figure_text(ev.row("O02", variant="luot")),
        )
    annex = ev.row("A01")
    if annex is not None and annex["numerator"] > 0:
        yield tell(
            "Có {numerator}/{denominator} hoạt động của Phụ lục đã thực hiện, có minh "
            "chứng đã đối chiếu (A01).",
            numerator=format_number(annex["numerator"]),
            denominator=format_number(annex["denominator"]),
        )
    events = ev.row("A03")
    if events is not None and events["value"] > 0:
        yield tell(
            "Đã tổ chức {figure} sự kiện (A03); lượt người dự đo được: {figure_2}, ước "
            "tính: {figure_3} (T03).",
            figure=figure_text(events),
            figure_2=figure_text(ev.row("T03", variant="do_duoc")),
            figure_3=figure_text(ev.row("T03", variant="uoc")),
        )
    money = ev.row("I02")
    if money is not None and pd.notna(money["value"]):
        yield tell("Thực hiện {figure} kinh phí được giao (I02).", figure=figure_text(money, 1))


def limits(ev: Evaluation) -> Blocks:
    """Up to three limits, of the work or of the data themselves."""
    return _listed("Hạn chế", _first(_limits(ev)))


def _limits(ev: Evaluation) -> Iterator[str]:
    yield from missed_texts(ev)
    filing = ev.row("Q01")
    if filing is not None and pd.notna(filing["value"]) and filing["value"] < 100:
        yield tell(
            "Số liệu chưa đầy đủ: {figure} nghĩa vụ nộp số liệu đã hoàn thành (Q01); "
            "các giá trị đếm là cận dưới.",
            figure=figure_text(filing, 1),
        )
    if filing is None or pd.isna(filing["value"]):
        yield "Chưa xác định được mức đầy đủ của số liệu vì không có danh mục nghĩa vụ nộp (Q01)."
    open_rows = ev.account.annex_open
    if open_rows:
        yield tell(
            "Có {count} hoạt động của Phụ lục mới có dấu hiệu thực hiện hoặc không có dữ liệu trong "
            "nguồn công khai (A01)."
            if ev.is_public
            else "Có {count} hoạt động của Phụ lục chưa hoàn thành: {parts} (A01).",
            count=format_number(len(open_rows)),
            parts=annex_left(ev),
        )
    checked = ev.row("Q03")
    if checked is not None and pd.notna(checked["value"]) and checked["value"] < 100:
        yield (
            unchecked_text(ev)
            if checked["value"] == 0
            else tell(
                "Mới {figure} bản ghi được đối chiếu minh chứng (Q03); phần còn lại là số {unchecked}.",
                figure=figure_text(checked, 1),
                unchecked=unchecked_words(ev),
            )
        )
    if len(ev.review):
        yield tell(
            "Còn {count} cặp bản ghi nghi trùng chưa được người rà soát quyết định.",
            count=format_number(len(ev.review)),
        )


def decisions(ev: Evaluation) -> Blocks:
    """Three things leaders have to decide, in the order of their weight."""
    return _listed("Việc cần quyết định", _first(_decisions(ev)))


def _decisions(ev: Evaluation) -> Iterator[str]:
    rules: tuple[tuple[bool, Callable[[], str]], ...] = (
        (bool(_to_be_reached(ev)), lambda: proposal_of(ev, _to_be_reached(ev)[0]) + "."),
        (not (ev.settings.reading and ev.settings.digital), lambda: _decide_reading(ev)),
        (bool(_silent(ev)), lambda: _decide_filing(ev)),
        (ev.data.descriptor.kind == "cong_khai", lambda: _decide_collection(ev)),
        (bool(unverified(ev)), lambda: _decide_checking(ev)),
        (not ev.account.policy_list_approved, lambda: _decide_policies()),
        (bool(len(ev.review)), lambda: _decide_review(ev)),
        (bool(ev.account.annex_open), lambda: _decide_annex(ev)),
    )
    for due, sentence in rules:
        if due:
            yield sentence()


def _to_be_reached(ev: Evaluation) -> list[OpenItem]:
    return [item for item in open_items(ev) if item.kind == "chi_tieu"]


def _silent(ev: Evaluation) -> int:
    return len(ev.records.filing.silent_units("media", ev.period.last))


def _decide_reading(ev: Evaluation) -> str:
    return (
        "Quyết định bằng văn bản cách hiểu “phương tiện thông tin đại chúng” (A, B hoặc C) và “được "
        "số hóa” (S1 hoặc S2) của chỉ tiêu 180 sản phẩm."
    )


def _decide_filing(ev: Evaluation) -> str:
    return tell(
        "Yêu cầu {silent} đơn vị chưa nộp nhật ký tin, bài bổ sung số liệu hoặc xác "
        "nhận không phát sinh.",
        silent=format_number(_silent(ev)),
    )


def _decide_collection(ev: Evaluation) -> str:
    return (
        "Giao đơn vị đầu mối tổ chức thu thập số liệu của các đơn vị theo bộ biểu mẫu, thay cho số "
        "liệu từ nguồn công khai."
    )


def _decide_checking(ev: Evaluation) -> str:
    return tell(
        "Bố trí đối chiếu minh chứng cho {unverified} sản phẩm tìm được ở nguồn công khai (cách "
        "hiểu C)."
        if ev.is_public
        else "Bố trí đối chiếu minh chứng cho {unverified} sản phẩm mới ở mức tự khai (cách hiểu C).",
        unverified=format_number(unverified(ev)),
    )


def _decide_policies() -> str:
    return (
        "Phê duyệt danh mục văn bản phải tuyên truyền; chưa có danh mục được duyệt thì không tính "
        "tỷ lệ chủ trương, chính sách được truyền thông."
    )


def _decide_review(ev: Evaluation) -> str:
    return tell("Rà soát {count} cặp bản ghi nghi trùng.", count=format_number(len(ev.review)))


def _decide_annex(ev: Evaluation) -> str:
    return tell(
        "Chỉ đạo thực hiện hoặc bổ sung minh chứng cho {count} hoạt động Phụ lục "
        "chưa hoàn thành hoặc chưa đủ minh chứng.",
        count=format_number(len(ev.account.annex_open)),
    )
