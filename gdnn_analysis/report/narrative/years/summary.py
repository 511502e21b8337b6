"""The leaders' pages of the end-of-period report: its main results in words."""

from __future__ import annotations

from collections.abc import Iterator

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.blocks import Blocks, Heading
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.narrative.years.chapters import (
    annex_years,
    events_years,
    money_years,
    policies_years,
    target_years,
)


def period_results(ev: Evaluation) -> Blocks:
    """Main results of the period, one sentence a chapter, each with its code."""
    return Blocks.of(Heading("Kết quả chính", 2, numbered=False), items(list(_results(ev))))


def _results(ev: Evaluation) -> Iterator[str]:
    for sentence in (target_years, annex_years, policies_years, events_years, money_years):
        yield sentence(ev).text
