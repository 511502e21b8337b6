"""What may be concluded about the contribution of communication, and what may not (R15, 3.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.context import rivals_of
from gdnn_analysis.evaluation.ladder import FIRST_OUTCOME, levels_of
from gdnn_analysis.indicators.contribution import Finding
from gdnn_analysis.indicators.contribution.finding import ASSOCIATION, COMPARISON
from gdnn_analysis.indicators.contribution.measured import CONSTRUCTS
from gdnn_analysis.indicators.surveys.measures import concerns
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Note, Paragraph
from gdnn_analysis.report.evidence_words import (
    OUTCOMES,
    direction_of,
    estimate_of,
    method_name,
    outcome_name,
)
from gdnn_analysis.report.narrative.measured_change import change_of_counts
from gdnn_analysis.report.wording import label
from gdnn_analysis.vietnamese.numbers import format_number

NOT_GRADED = "Nhật ký chưa có hoạt động nào từ khi có Kế hoạch nên chưa xét mức bằng chứng (P06)."


def contribution_sentence(ev: Evaluation) -> Paragraph:
    """How many registered tests ran, what they found, and the level of evidence."""
    ran = [finding for finding in ev.contribution if finding.ran]
    total = format_number(len(ev.contribution))
    level = levels_of(ev).get(FIRST_OUTCOME)
    grade = (
        NOT_GRADED
        if level is None
        else tell(
            "Mức bằng chứng về đóng góp đối với {outcome_name}: {level}/4 (P06).",
            outcome_name=outcome_name(FIRST_OUTCOME),
            level=level,
        )
    )
    if not ran:
        return Paragraph(
            tell(
                "Trong {total} phép kiểm đã đăng ký trước, chưa phép nào đủ điều kiện số "
                "liệu để chạy; lý do nêu ở {{bang:phuong-phap-dong-gop}}. {grade}",
                total=total,
                grade=grade,
            )
        )
    found = "; ".join(
        f"{method_name(finding)}: {estimate_of(finding)}, {direction_of(finding)}"
        for finding in ran
    )
    return Paragraph(
        tell(
            "Trong {total} phép kiểm đã đăng ký trước, {count} phép đủ điều kiện số "
            "liệu để chạy. {found}. {grade}",
            total=total,
            count=format_number(len(ran)),
            found=found,
            grade=grade,
        )
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
    for lowest, say in ((0, _only_done), (1, _only_reached)):
        codes = [code for code, own in levels.items() if own == lowest]
        if codes:
            yield say(codes)
    for code, own in levels.items():
        if own is not None and own >= 2:
            yield tell(
                "Mức {own}, {outcome_name}: {sentence}",
                own=own,
                outcome_name=outcome_name(code),
                sentence=_sentence(ev, code, own),
            )


def _only_done(codes: Sequence[str]) -> str:
    names = ", ".join(outcome_name(code) for code in codes)
    return tell(
        "Mức 0, đối với {names}: chỉ viết được việc đã thực hiện, đăng tải, tổ "
        "chức; chưa có số đo tiếp nhận.",
        names=names,
    )


def _only_reached(codes: Sequence[str]) -> str:
    names = ", ".join(outcome_name(code) for code in codes)
    return tell(
        "Mức 1, đối với {names}: viết được mức tiếp cận, tương tác, lượt dự; kết "
        "quả chưa được đo ít nhất hai lần từ năm 2021 nên không kết luận về thay "
        "đổi.",
        names=names,
    )


def _sentence(ev: Evaluation, code: str, level: int) -> str:
    tests = [found for found in ev.contribution if found.outcome == code and found.supports]
    if level >= 4:
        return _contribution(next(found for found in tests if found.method in COMPARISON), ev)
    if level == 3:
        return _association(next(found for found in tests if found.method in ASSOCIATION), ev, code)
    return tell(
        "{change} Chưa đủ căn cứ quy cho hoạt động truyền thông; {others}.",
        change=_change(ev, code),
        others=_others(ev, code),
    )


def _contribution(finding: Finding, ev: Evaluation) -> str:
    return tell(
        "Có bằng chứng cho thấy truyền thông đã đóng góp vào {outcomes}: "
        "{estimate_of}, trong điều kiện đã xét {others} (mức 4).",
        outcomes=OUTCOMES[finding.outcome],
        estimate_of=estimate_of(finding),
        others=_others(ev, finding.outcome),
    )


def _association(finding: Finding, ev: Evaluation, code: str) -> str:
    return tell(
        "Trường được tiếp xúc nhiều hơn có mức thay đổi cao hơn: {estimate_of}; "
        "liên hệ này phù hợp với khả năng có đóng góp nhưng chưa loại trừ tự chọn "
        "và các yếu tố khác: {others}.",
        estimate_of=estimate_of(finding),
        others=_others(ev, code),
    )


def _change(ev: Evaluation, code: str) -> str:
    if code.startswith("C"):
        return _change_of_survey(ev, code)
    return change_of_counts(ev, code)


def _change_of_survey(ev: Evaluation, code: str) -> str:
    changes = ev.surveys.changes
    own = changes[changes["construct"].eq(CONSTRUCTS[code]) & changes["core"].eq(True)]
    own = own[[concerns(code, str(population)) for population in own["population"]]]
    if own.empty:
        return tell(
            "Trong cùng thời gian, {outcomes} đã được đo ở ít nhất hai đợt so sánh được "
            "({code}); chưa có câu hỏi lõi nào so sánh được trong kỳ này.",
            outcomes=OUTCOMES[code],
            code=code,
        )
    parts = [
        f"{words(label('POP', str(population)))} – {_directions(rows)}"
        for population, rows in own.groupby("population", sort=False)
    ]
    return tell(
        "Trong cùng thời gian, các lượt so sánh câu hỏi lõi về {outcomes} của từng đối tượng cho "
        "kết quả: {parts} ({code}, C06; KTC 95% của từng lượt ở phần khảo sát).",
        outcomes=OUTCOMES[code],
        parts="; ".join(parts),
        code=code,
    )


def _directions(rows: pd.DataFrame) -> str:
    found = rows["finding"].value_counts()
    return ", ".join(
        tell("{found} lượt {text}", found=format_number(int(found[name])), text=text)
        for name, text in (
            ("tang", "tăng"),
            ("giam", "giảm"),
            ("chua_phat_hien", "chưa phát hiện thay đổi"),
        )
        if name in found.index
    )


def _others(ev: Evaluation, code: str) -> str:
    rivals = rivals_of(ev, (code,))
    names = "; ".join(str(title) for title in rivals["title_vi"].head(MOST_RIVALS))
    more = len(rivals) - MOST_RIVALS
    rest = tell(" và {more} yếu tố khác", more=format_number(more)) if more > 0 else ""
    return (
        tell("các yếu tố khác gồm: {names}{rest}", names=names, rest=rest)
        if names
        else words(
            "các yếu tố khác chưa được ghi vào bảng sự kiện bối cảnh, không có nghĩa là không có"
        )
    )


MOST_RIVALS = 4
"""Rivals named in one line; the table of rival explanations has all."""
