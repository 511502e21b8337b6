"""Sentences of the end-of-period report."""

from __future__ import annotations

from gdnn_analysis.report.narrative.years.chapters import (
    annex_years,
    duties_years,
    events_years,
    money_years,
    policies_years,
    target_years,
)
from gdnn_analysis.report.narrative.years.summary import period_results

__all__ = [
    "annex_years",
    "duties_years",
    "events_years",
    "money_years",
    "period_results",
    "policies_years",
    "target_years",
]
