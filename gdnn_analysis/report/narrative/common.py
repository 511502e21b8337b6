"""What sentences share."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.blocks import Paragraph


def items(texts: list[str]) -> tuple[Paragraph, ...]:
    """Return list items."""
    return tuple(Paragraph(text, "item") for text in texts)


def unchecked_text(ev: Evaluation) -> str:
    """Say that no record was checked against evidence; public sources are not self-reports."""
    if ev.data.descriptor.kind == "cong_khai":
        return "Số liệu từ nguồn công khai chưa được đối chiếu với minh chứng gốc (Q03)."
    return "Chưa bản ghi nào được đối chiếu minh chứng (Q03); mọi số là số tự khai."
