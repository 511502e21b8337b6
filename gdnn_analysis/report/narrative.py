"""Sentences of the reports. Every sentence with a number is made here, from the result table.

Wording follows rule R01 (missing is said, a lower bound is called one), R09 (lượt, not people) and
R15 (no effect is claimed: these sections describe what was done).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.blocks import Blocks, Heading, Note, Paragraph
from gdnn_analysis.report.wording import (
    DIGITAL,
    READINGS,
    VERDICT_SIGNS,
    WINDOWS,
    figure_text,
    flags_of,
    label,
    target_text,
)
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

MOST: Final = 3
"""Findings, limits and decisions on the leaders' page."""


def items(texts: list[str]) -> tuple[Paragraph, ...]:
    """Return list items."""
    return tuple(Paragraph(text, "item") for text in texts)


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
        else "các đơn vị đã nộp đủ, giá trị đếm là số đầy đủ theo số liệu đã nộp."
    )
    return Paragraph(
        f"Số liệu của {format_number(filed)}/{format_number(due)} đơn vị nộp đủ các bảng phải nộp; "
        f"{tail}",
        "lead",
    )


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
        f"năm {ev.period} (bộ lọc S1, cả tự khai): {counts}. {basis} "
        f"Kết luận: {label('VERDICT', verdict).lower()}."
    )


def readings_explained() -> Blocks:
    """The three readings and two filters, in words."""
    lines = [f"Cách hiểu {name}: {text}." for name, text in READINGS.items()]
    lines += [f"Bộ lọc {name}: {text}." for name, text in DIGITAL.items()]
    return Blocks(items(lines))


def scope(ev: Evaluation) -> Blocks:
    """Territory, window and what the year means (sections 1 and 2)."""
    window = ev.interval.label_vi()
    texts = [
        f"Kỳ số liệu: {window} ({WINDOWS[ev.settings.window]}); các bảng về tuyển sinh, kinh phí, "
        "năm học ghi rõ kỳ riêng của mình.",
        "Địa bàn: toàn tỉnh; từ 01/7/2025 là địa bàn tỉnh cũ, giữ 12 huyện, thị xã, thành phố làm "
        "địa bàn thống kê.",
    ]
    if ev.period.first == 2021:
        texts.append(
            "Năm 2021 là năm ban hành Kế hoạch: số liệu được tính trên hai cơ sở, cả kỳ và từ ngày "
            "13/9/2021; chỉ tiêu năm không được Kế hoạch quy đổi."
        )
    if ev.period.last == 2025:
        texts.append(
            "Năm 2025 có thay đổi tổ chức (01/3/2025 và 01/7/2025): bản ghi của đơn vị kế thừa "
            "được tính cho nhóm chủ thể ban đầu."
        )
    return Blocks(items(texts))


def legal_basis(ev: Evaluation) -> Blocks:
    """Documents the report rests on."""
    return Blocks(
        items(
            [
                "Kế hoạch số 3066/KH-SLĐTBXH ngày 13/9/2021 của Sở Lao động – Thương binh và Xã "
                "hội tỉnh Hải Dương về truyền thông giáo dục nghề nghiệp giai đoạn 2021 – 2025;",
                "Quyết định số 534/QĐ-LĐTBXH ngày 07/5/2021 của Bộ Lao động – Thương binh và Xã "
                "hội;",
                "Nghị định số 09/2019/NĐ-CP của Chính phủ quy định về chế độ báo cáo của cơ quan "
                "hành chính nhà nước.",
            ]
        )
    )


def findings(ev: Evaluation) -> Blocks:
    """Up to three results, each with its code; none without a figure."""
    return _listed("Kết quả nổi bật", _first(_findings(ev)))


def _listed(title: str, texts: list[str]) -> Blocks:
    shown = items(texts) if texts else (Paragraph("Không có nội dung."),)
    return Blocks.of(Heading(title, 2, numbered=False), shown)


def _first(texts: Iterator[str]) -> list[str]:
    return [text for _, text in zip(range(MOST), texts, strict=False)]


def _findings(ev: Evaluation) -> Iterator[str]:
    target = ev.row("O01", variant="C/S1/tat_ca")
    if target is not None and target["value"] > 0:
        yield (
            f"Đã đăng tải {figure_text(target)} sản phẩm theo cách hiểu C (O01), với "
            f"{figure_text(ev.row('O02', variant='luot'))} lượt đăng, phát (O02)."
        )
    annex = ev.row("A01")
    if annex is not None and annex["numerator"] > 0:
        yield (
            f"Có {format_number(annex['numerator'])}/{format_number(annex['denominator'])} hoạt "
            "động của Phụ lục đã thực hiện, có minh chứng đã đối chiếu (A01)."
        )
    events = ev.row("A03")
    if events is not None and pd.notna(events["value"]):
        yield (
            f"Đã tổ chức {figure_text(events)} sự kiện (A03); lượt người dự đo được: "
            f"{figure_text(ev.row('T03', variant='do_duoc'))}, ước tính: "
            f"{figure_text(ev.row('T03', variant='uoc'))} (T03)."
        )
    money = ev.row("I02")
    if money is not None and pd.notna(money["value"]):
        yield f"Thực hiện {figure_text(money, 1)} kinh phí được giao (I02)."


def limits(ev: Evaluation) -> Blocks:
    """Up to three limits, of the work or of the data themselves."""
    return _listed("Hạn chế", _first(_limits(ev)))


def _limits(ev: Evaluation) -> Iterator[str]:
    filing = ev.row("Q01")
    if filing is not None and pd.notna(filing["value"]) and filing["value"] < 100:
        yield (
            f"Số liệu chưa đầy đủ: {figure_text(filing, 1)} nghĩa vụ nộp số liệu đã hoàn thành "
            "(Q01); các giá trị đếm là cận dưới."
        )
    if filing is None or pd.isna(filing["value"]):
        yield "Chưa xác định được mức đầy đủ của số liệu vì không có danh mục nghĩa vụ nộp (Q01)."
    open_rows = ev.account.annex_open
    if open_rows:
        yield (
            f"Có {format_number(len(open_rows))} hoạt động của Phụ lục chưa có dữ liệu hoặc mới "
            "thực hiện một phần (A01)."
        )
    checked = ev.row("Q03")
    if checked is not None and pd.notna(checked["value"]) and checked["value"] < 100:
        yield (
            f"Mới {figure_text(checked, 1)} bản ghi được đối chiếu minh chứng (Q03); phần còn lại "
            "là số tự khai."
        )
    if len(ev.review):
        yield (
            f"Còn {format_number(len(ev.review))} cặp bản ghi nghi trùng chưa được người rà soát "
            "quyết định."
        )


def decisions(ev: Evaluation) -> Blocks:
    """Three things leaders have to decide, in the order of their weight."""
    return _listed("Việc cần quyết định", _first(_decisions(ev)))


def _decisions(ev: Evaluation) -> Iterator[str]:
    rules: tuple[tuple[bool, Callable[[], str]], ...] = (
        (not (ev.settings.reading and ev.settings.digital), lambda: _decide_reading(ev)),
        (bool(_silent(ev)), lambda: _decide_filing(ev)),
        (ev.data.descriptor.kind == "cong_khai", lambda: _decide_collection(ev)),
        (bool(ev.account.unverified), lambda: _decide_checking(ev)),
        (not ev.account.policy_list_approved, lambda: _decide_policies()),
        (bool(len(ev.review)), lambda: _decide_review(ev)),
        (bool(ev.account.annex_open), lambda: _decide_annex(ev)),
    )
    for due, sentence in rules:
        if due:
            yield sentence()


def _silent(ev: Evaluation) -> int:
    return len(ev.records.filing.silent_units("media", ev.period.last))


def _decide_reading(ev: Evaluation) -> str:
    return (
        "Quyết định bằng văn bản cách hiểu “phương tiện thông tin đại chúng” (A, B hoặc C) và “được "
        "số hóa” (S1 hoặc S2) của chỉ tiêu 180 sản phẩm."
    )


def _decide_filing(ev: Evaluation) -> str:
    return (
        f"Yêu cầu {format_number(_silent(ev))} đơn vị chưa nộp nhật ký tin, bài bổ sung số liệu "
        "hoặc xác nhận không phát sinh."
    )


def _decide_collection(ev: Evaluation) -> str:
    return (
        "Giao đơn vị đầu mối tổ chức thu thập số liệu của các đơn vị theo bộ biểu mẫu, thay cho số "
        "liệu từ nguồn công khai."
    )


def _decide_checking(ev: Evaluation) -> str:
    return (
        f"Bố trí đối chiếu minh chứng cho {format_number(ev.account.unverified)} sản phẩm mới ở mức tự "
        "khai (cách hiểu C)."
    )


def _decide_policies() -> str:
    return (
        "Phê duyệt danh mục văn bản phải tuyên truyền; chưa có danh mục được duyệt thì không tính "
        "tỷ lệ chủ trương, chính sách được truyền thông."
    )


def _decide_review(ev: Evaluation) -> str:
    return f"Rà soát {format_number(len(ev.review))} cặp bản ghi nghi trùng."


def _decide_annex(ev: Evaluation) -> str:
    return (
        f"Chỉ đạo thực hiện hoặc bổ sung minh chứng cho {format_number(len(ev.account.annex_open))} hoạt "
        "động Phụ lục chưa đủ minh chứng."
    )


def completeness(ev: Evaluation) -> Paragraph:
    """One paragraph on filing, before the table."""
    row, on_time = ev.row("Q01"), ev.row("Q02")
    if row is None or pd.isna(row["value"]):
        return Paragraph(
            "Không có danh mục nghĩa vụ nộp số liệu nên không tính được mức đầy đủ. Giá trị đếm "
            "trong báo cáo là cận dưới."
        )
    return Paragraph(
        f"Các đơn vị đã hoàn thành {format_number(row['numerator'])}/"
        f"{format_number(row['denominator'])} lượt nghĩa vụ nộp số liệu, đạt "
        f"{figure_text(row, 1)} (Q01); đúng hạn {figure_text(on_time, 1)} (Q02). Chi tiết ở "
        "{bang:tinh-hinh-nop}."
    )


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


def missing_sentence(ev: Evaluation) -> Paragraph:
    """How much is missing, before the lists."""
    tables = ev.account.tables_missing
    left_out = int(ev.data.counts["rows_left_out"].sum())
    return Paragraph(
        f"Có {format_number(len(tables))} bảng số liệu chưa có ({{bang:bang-thieu}}) và "
        f"{format_number(left_out)} dòng bị loại vì có lỗi ({{bang:so-dong-doc}}). Chỉ số cần các "
        "bảng này để trống, không ghi là 0."
        if tables
        else f"Mọi bảng số liệu đều có; {format_number(left_out)} dòng bị loại vì có lỗi "
        "({bang:so-dong-doc})."
    )


def method(ev: Evaluation) -> Blocks:
    """The method note: windows, readings, thresholds, rules marked as proposals."""
    settings = ev.settings
    lines = [
        f"Kỳ số liệu: {ev.interval.label_vi()} ({WINDOWS[settings.window]}).",
        "Một sản phẩm được tính một lần, vào năm của lượt đăng hợp lệ đầu tiên; đăng lại, phát lại, "
        "bản dịch là lượt đăng (quy tắc R05).",
        "Hai dòng cùng địa chỉ trang là một lượt đăng. Hai dòng cùng tiêu đề, cùng kênh, lệch không "
        f"quá 1 ngày là trùng chắc chắn; tiêu đề giống từ "
        f"{format_percent(100 * settings.similarity, 0)} mà không khác chữ số nào là nghi trùng, "
        "tính một lần và đưa vào danh sách rà soát (đề xuất).",
        "Ngày chỉ biết tháng hoặc năm được xếp vào kỳ khi cả tháng hoặc năm đó nằm trong kỳ; nếu "
        "không thì bị loại và được nêu (quy tắc R03).",
        f"Giá trị đếm là cận dưới khi mức đầy đủ dưới "
        f"{format_percent(100 * settings.complete_share, 0)}; “gần đạt” là từ "
        f"{format_percent(100 * settings.near_share, 0)} chỉ tiêu (hai ngưỡng là đề xuất của hệ "
        "thống).",
        "Chỉ tiêu chỉ “đạt” khi số đã đối chiếu đạt; nếu phải tính cả số tự khai mới đạt thì ghi "
        "“chưa đủ căn cứ kết luận”.",
        "Trạng thái hoạt động Phụ lục theo minh chứng tối thiểu do hệ thống đề xuất; hai nhóm chủ "
        "trì thì cần minh chứng của cả hai.",
        "Tiền tính tại đơn vị sử dụng cuối cùng theo giá hiện hành; hiện vật quy đổi nêu riêng.",
        f"Tỷ lệ tính từ mẫu dưới {settings.smallest_sample} quan sát chỉ in số đếm, không in phần "
        "trăm; tỷ lệ từ mẫu kèm khoảng tin cậy 95% (quy tắc R11).",
        "Không cộng số người qua nhiều kênh, tháng, sự kiện; lượt người dự được cộng và luôn gọi là "
        "lượt (quy tắc R09).",
    ]
    if settings.public:
        lines.append(
            f"Ô dưới {settings.smallest_cell} người và ô bù của nó được ẩn để bảo mật (quy tắc R11)."
        )
    return Blocks(items(lines))


def verdict_legend() -> Note:
    """The signs used in the report."""
    return Note(
        "Ký hiệu kết luận",
        tuple(f"{sign} {label('VERDICT', code)}" for code, sign in VERDICT_SIGNS.items()),
    )


def left_out_reminder(ev: Evaluation) -> Paragraph:
    """How data problems were treated."""
    issues = ev.issues["severity"].value_counts()
    errors, warnings = int(issues.get("loi", 0)), int(issues.get("canh_bao", 0))
    return Paragraph(
        f"Kiểm tra số liệu phát hiện {format_number(errors)} lỗi và {format_number(warnings)} cảnh "
        "báo. Dòng có lỗi không được tính nhưng vẫn nằm trong danh sách; dòng có cảnh báo vẫn được "
        "tính."
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
