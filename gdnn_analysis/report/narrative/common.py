"""What sentences share."""

from __future__ import annotations

from collections.abc import Iterator

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.target_missed import target_missed
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.report.wording import target_text
from gdnn_analysis.vietnamese.numbers import format_number


def items(texts: list[str]) -> tuple[Paragraph, ...]:
    """Return list items."""
    return tuple(Paragraph(text, "item") for text in texts)


def unchecked_text(ev: Evaluation) -> str:
    """Say that no record was checked against evidence; public sources are not self-reports."""
    if ev.data.descriptor.kind == "cong_khai":
        return "Số liệu từ nguồn công khai chưa được đối chiếu với minh chứng gốc (Q03)."
    return "Chưa bản ghi nào được đối chiếu minh chứng (Q03); mọi số là số tự khai."


def missed_texts(ev: Evaluation) -> Iterator[str]:
    """Yield that the works of the year fell short of the target, with the readings it is so by."""
    missed = target_missed(ev)
    if missed is None:
        return
    counts = "; ".join(f"{name} {format_number(count)}" for name, count in missed.counts.items())
    yield tell(
        "Chưa đạt chỉ tiêu {target} sản phẩm theo cách hiểu {counts} (O01)."
        if ev.settings.reading or not missed.by_all
        else "Chưa đạt chỉ tiêu {target} sản phẩm theo mọi cách hiểu: {counts} (O01).",
        target=target_text(ev.account.annual_target),
        counts=counts,
    )
