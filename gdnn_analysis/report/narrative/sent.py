"""Which report this one replaces, and whether its figures moved (R07; NĐ 30/2020, art. 18.3)."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.sent import Sent, corrected
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks, Paragraph
from gdnn_analysis.report.sent_words import difference_words, noted, sent_name
from gdnn_analysis.vietnamese.numbers import format_number

NEVER: Final = "Chưa có bản phát hành nào của kỳ này được lưu để đối chiếu."


def replaced_report(ev: Evaluation, sent: Sent | None) -> Blocks:
    """Return which report this one replaces, how much of it moved, and approved corrections."""
    if sent is None:
        return Blocks.of(Paragraph(NEVER), _corrected(ev))
    return Blocks.of(
        Paragraph(tell("Báo cáo này thay thế {sent_name}.", sent_name=sent_name(sent))),
        _moved(sent),
        _corrected(ev),
    )


def _corrected(ev: Evaluation) -> Blocks:
    """Return the approved corrections of a year's report; a part of the province has none."""
    found = corrected(ev)
    approved = found[found["approved_by_role"].notna()]
    if approved.empty or ev.scope is not None or not ev.period.is_year:
        return Blocks()
    told = [
        tell("{code} từ {old} thành {new}", code=code, old=noted(old), new=noted(new))
        for code, old, new in zip(
            approved["code"], approved["old_value"], approved["new_value"], strict=True
        )
    ]
    return Blocks.of(
        Paragraph(
            tell(
                "Có {count} hiệu chỉnh đã duyệt đối với báo cáo kỳ này: {told}.",
                count=format_number(len(told)),
                told="; ".join(told),
            )
        )
    )


def _moved(sent: Sent) -> Paragraph:
    figures = sent.moved.figures
    whole = figures[figures["breakdown"].eq("") & figures["area_id"].eq("")]
    changed = [difference_words(difference) for difference in sent.differences]
    also = tell(" Cách tính có khác: {changed}.", changed="; ".join(changed)) if changed else ""
    if not len(figures):
        return Paragraph(tell("Không có số liệu nào đã gửi thay đổi.{also}", also=also))
    if not len(whole):
        return Paragraph(
            tell(
                "Số liệu chung đã gửi không thay đổi; có {count} số phân tổ thay đổi.{also}",
                count=format_number(len(figures)),
                also=also,
            )
        )
    codes = whole["code"].nunique()
    verdicts = int(whole["verdict_before"].ne(whole["verdict_after"]).sum())
    judged = tell(", trong đó {verdicts} kết luận thay đổi", verdicts=verdicts) if verdicts else ""
    return Paragraph(
        tell(
            "Có {count} số liệu của {codes} chỉ số khác với số đã gửi{judged}; số đã "
            "gửi, số hiện nay và lý do nêu ở {{bang:da-gui}}.{also}",
            count=format_number(len(whole)),
            codes=codes,
            judged=judged,
            also=also,
        )
    )
