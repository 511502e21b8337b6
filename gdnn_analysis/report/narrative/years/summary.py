"""The leaders' pages of the end-of-period report: its main results in words."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.blocks import Blocks, Heading, Paragraph
from gdnn_analysis.report.narrative.assessment import results
from gdnn_analysis.report.narrative.common import items


def period_results(ev: Evaluation) -> Blocks:
    """Main results of the period, one short sentence each, with its code."""
    texts = list(results(ev))
    return Blocks.of(
        Heading("Kết quả chính", 2, numbered=False),
        items(texts) if texts else (Paragraph("Chưa có số liệu để nêu kết quả của kỳ báo cáo."),),
    )
