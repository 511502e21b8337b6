"""What may be concluded about the contribution of communication, and what may not (R15, 3.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.context import rivals_of
from gdnn_analysis.evaluation.enrolment import series_of_enrolment, series_row
from gdnn_analysis.evaluation.ladder import FIRST_OUTCOME, levels_of
from gdnn_analysis.indicators.contribution import Finding
from gdnn_analysis.indicators.contribution.finding import ASSOCIATION, COMPARISON
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.report.blocks import Note, Paragraph
from gdnn_analysis.report.evidence_words import (
    OUTCOMES,
    direction_of,
    estimate_of,
    method_name,
    outcome_name,
)
from gdnn_analysis.vietnamese.numbers import format_number, format_percent, format_signed

READING = {"P01": "hep", "P02": "hep", "P03": "tong"}
"""Variant of the figure that stands for an outcome."""
NOT_GRADED = "Nhật ký chưa có hoạt động nào từ khi có Kế hoạch nên chưa xét mức bằng chứng (P06)."


def contribution_sentence(ev: Evaluation) -> Paragraph:
    """How many registered tests ran, what they found, and the level of evidence."""
    ran = [finding for finding in ev.contribution if finding.ran]
    total = format_number(len(ev.contribution))
    level = levels_of(ev).get(FIRST_OUTCOME)
    grade = (
        NOT_GRADED
        if level is None
        else f"Mức bằng chứng về đóng góp đối với {outcome_name(FIRST_OUTCOME)}: {level}/4 (P06)."
    )
    if not ran:
        return Paragraph(
            f"Trong {total} phép kiểm đã đăng ký trước, chưa phép nào đủ điều kiện số liệu để chạy; "
            f"lý do nêu ở {{bang:phuong-phap-dong-gop}}. {grade}"
        )
    found = "; ".join(
        f"{method_name(finding)}: {estimate_of(finding)}, {direction_of(finding)}"
        for finding in ran
    )
    return Paragraph(
        f"Trong {total} phép kiểm đã đăng ký trước, {format_number(len(ran))} phép đủ điều kiện số "
        f"liệu để chạy. {found}. {grade}"
    )


def conclusions_box(ev: Evaluation) -> Note:
    """The box “Điều có thể và không thể kết luận”, in the only words each level permits."""
    levels = levels_of(ev)
    lines = list(_conclusions(ev, levels))
    unknown = [code for code, level in levels.items() if level is None]
    if unknown or not levels:
        lines.append(NOT_GRADED)
    lines.append(
        "Không thể kết luận: thay đổi của nhận thức, thái độ, ý định, phân luồng hay tuyển sinh là "
        "kết quả riêng của hoạt động truyền thông; số hoạt động, sản phẩm nhiều hơn không phải là "
        "bằng chứng của điều đó."
    )
    return Note("Điều có thể và không thể kết luận", tuple(lines))


def _conclusions(ev: Evaluation, levels: dict[str, int | None]) -> Iterator[str]:
    """Yield what may be said, from the lowest level on."""
    series = series_of_enrolment(ev)
    for lowest, say in ((0, _only_done), (1, _only_reached)):
        codes = [code for code, own in levels.items() if own == lowest]
        if codes:
            yield say(codes)
    for code, own in levels.items():
        if own is not None and own >= 2:
            yield f"Mức {own}, {outcome_name(code)}: {_sentence(ev, series, code, own)}"


def _only_done(codes: Sequence[str]) -> str:
    names = ", ".join(outcome_name(code) for code in codes)
    return (
        f"Mức 0, đối với {names}: chỉ viết được việc đã thực hiện, đăng tải, tổ chức; chưa có số đo "
        "tiếp nhận."
    )


def _only_reached(codes: Sequence[str]) -> str:
    names = ", ".join(outcome_name(code) for code in codes)
    return (
        f"Mức 1, đối với {names}: viết được mức tiếp cận, tương tác, lượt dự; kết quả chưa được đo ít "
        "nhất hai lần từ năm 2021 nên không kết luận về thay đổi."
    )


def _sentence(ev: Evaluation, series: pd.DataFrame, code: str, level: int) -> str:
    tests = [found for found in ev.contribution if found.outcome == code and found.supports]
    if level >= 4:
        return _contribution(next(found for found in tests if found.method in COMPARISON), ev)
    if level == 3:
        return _association(next(found for found in tests if found.method in ASSOCIATION), ev, code)
    return f"{_change(ev, series, code)} Chưa đủ căn cứ quy cho hoạt động truyền thông; {_others(ev, code)}."


def _contribution(finding: Finding, ev: Evaluation) -> str:
    return (
        "Có bằng chứng cho thấy truyền thông đã đóng góp vào "
        f"{OUTCOMES[finding.outcome]}: {estimate_of(finding)}, trong điều kiện đã xét "
        f"{_others(ev, finding.outcome)} (mức 4)."
    )


def _association(finding: Finding, ev: Evaluation, code: str) -> str:
    return (
        f"Trường được tiếp xúc nhiều hơn có mức thay đổi cao hơn: {estimate_of(finding)}; liên hệ "
        "này phù hợp với khả năng có đóng góp nhưng chưa loại trừ tự chọn và các yếu tố khác: "
        f"{_others(ev, code)}."
    )


def _change(ev: Evaluation, series: pd.DataFrame, code: str) -> str:
    if code.startswith("C"):
        return _change_of_survey(ev, code)
    if code not in READING:
        return f"Trong cùng thời gian, {OUTCOMES[code]} đã được đo ở ít nhất hai năm ({code})."
    return _change_of_series(ev, series, code)


def _change_of_series(ev: Evaluation, series: pd.DataFrame, code: str) -> str:
    known = [
        (year, row)
        for year in range(PLAN_START.year, ev.period.last + 1)
        if (row := series_row(series, year, code, READING[code])) is not None
        and pd.notna(row["value"])
    ]
    if len(known) < 2:
        return f"Trong cùng thời gian, {OUTCOMES[code]} đã được đo ở ít nhất hai năm ({code})."
    (first, before), (last, after) = known[0], known[-1]
    gap = float(after["value"]) - float(before["value"])
    word = "tăng" if gap > 0 else "giảm" if gap < 0 else "không đổi"
    if code == "P03":
        size = f"từ {format_number(before['value'])} lên {format_number(after['value'])} người"
        size = size if gap > 0 else size.replace(" lên ", " xuống ")
    else:
        size = (
            f"từ {format_percent(before['value'], 1)} đến {format_percent(after['value'], 1)}, chênh "
            f"lệch {format_signed(gap, 1)} điểm %"
        )
    return (
        f"Trong cùng thời gian {first}–{last}, {OUTCOMES[code]} {word} {size} ({code}; số đếm hành "
        "chính, không phải mẫu)."
    )


def _change_of_survey(ev: Evaluation, code: str) -> str:
    constructs = {"C01": "nhan_biet", "C03": "thai_do", "C04": "y_dinh"}
    changes = ev.surveys.changes
    own = changes[changes["construct"].eq(constructs[code]) & changes["core"].eq(True)]
    if own.empty:
        return (
            f"Trong cùng thời gian, {OUTCOMES[code]} đã được đo ở ít nhất hai đợt so sánh được "
            f"({code}); chưa có câu hỏi lõi nào so sánh được trong kỳ này."
        )
    found = own["finding"].value_counts()
    words = "; ".join(
        f"{format_number(int(found[name]))} lượt {text}"
        for name, text in (
            ("tang", "tăng"),
            ("giam", "giảm"),
            ("chua_phat_hien", "chưa phát hiện thay đổi"),
        )
        if name in found.index
    )
    return (
        f"Trong cùng thời gian, {format_number(len(own))} lượt so sánh câu hỏi lõi về "
        f"{OUTCOMES[code]} cho kết quả: {words} ({code}, C06; KTC 95% của từng lượt ở phần khảo sát)."
    )


def _others(ev: Evaluation, code: str) -> str:
    rivals = rivals_of(ev, (code,))
    names = "; ".join(str(title) for title in rivals["title_vi"].head(MOST_RIVALS))
    more = len(rivals) - MOST_RIVALS
    rest = f" và {format_number(more)} yếu tố khác" if more > 0 else ""
    return (
        f"các yếu tố khác gồm: {names}{rest}"
        if names
        else "các yếu tố khác chưa được ghi vào bảng context_events"
    )


MOST_RIVALS = 4
"""Rivals named in one line; the table of rival explanations has all."""
