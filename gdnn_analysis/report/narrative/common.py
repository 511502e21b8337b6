"""What sentences share."""

from __future__ import annotations

from gdnn_analysis.report.blocks import Paragraph


def items(texts: list[str]) -> tuple[Paragraph, ...]:
    """Return list items."""
    return tuple(Paragraph(text, "item") for text in texts)
