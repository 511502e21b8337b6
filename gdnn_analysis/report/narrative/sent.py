"""Which report this one replaces, and whether its figures moved (R07; NĐ 30/2020, art. 18.3)."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.evaluation.sent import Sent
from gdnn_analysis.report.blocks import Blocks, Paragraph
from gdnn_analysis.report.sent_words import difference_words, sent_name
from gdnn_analysis.vietnamese.numbers import format_number

NEVER: Final = "Chưa có báo cáo nào của kỳ này được phát hành."


def replaced_report(sent: Sent | None) -> Blocks:
    """Return which report this one replaces, and how much of it moved."""
    if sent is None:
        return Blocks.of(Paragraph(NEVER))
    return Blocks.of(Paragraph(f"Báo cáo này thay thế {sent_name(sent)}."), _moved(sent))


def _moved(sent: Sent) -> Paragraph:
    figures = sent.moved.figures
    whole = figures[figures["breakdown"].eq("") & figures["area_id"].eq("")]
    changed = [difference_words(difference) for difference in sent.differences]
    also = f" Cách tính có khác: {'; '.join(changed)}." if changed else ""
    if not len(figures):
        return Paragraph(f"Không có số liệu nào đã gửi thay đổi.{also}")
    if not len(whole):
        return Paragraph(
            f"Số liệu chung đã gửi không thay đổi; có {format_number(len(figures))} số phân tổ "
            f"thay đổi.{also}"
        )
    codes = whole["code"].nunique()
    verdicts = int(whole["verdict_before"].ne(whole["verdict_after"]).sum())
    judged = f", trong đó {verdicts} kết luận thay đổi" if verdicts else ""
    return Paragraph(
        f"Có {format_number(len(whole))} số liệu của {codes} chỉ số khác với số đã gửi{judged}; "
        f"số đã gửi, số hiện nay và lý do nêu ở {{bang:da-gui}}.{also}"
    )
