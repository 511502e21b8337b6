"""Figures of the reports: results → matplotlib figures that carry their block."""

from __future__ import annotations

from gdnn_analysis.report.figures.annual import (
    annex_grid,
    audience_forms,
    ecosystem_grid,
    filing_grid,
    fund_structure,
    policy_delay,
    school_map,
    theme_engagement,
    themes,
)
from gdnn_analysis.report.figures.canvas import STYLE, WIDTH, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.figures.contribution import (
    dose_response,
    results_chain,
)
from gdnn_analysis.report.figures.enrolment import (
    enrolment_trend,
)
from gdnn_analysis.report.figures.media import (
    COLOURS,
    DASHES,
    MARKS,
    TARGET_COLOUR,
    cumulative_items,
    target_by_reading,
)
from gdnn_analysis.report.figures.surveys import (
    attitude_figure,
    attitudes,
    change_figure,
    survey_changes,
    survey_estimates,
    survey_estimates_by_code,
)
from gdnn_analysis.report.figures.years import (
    target_over_years,
)

__all__ = [
    "COLOURS",
    "DASHES",
    "MARKS",
    "STYLE",
    "TARGET_COLOUR",
    "WIDTH",
    "ReportFigure",
    "annex_grid",
    "attitude_figure",
    "attitudes",
    "audience_forms",
    "change_figure",
    "cumulative_items",
    "dose_response",
    "ecosystem_grid",
    "enrolment_trend",
    "filing_grid",
    "fund_structure",
    "new_figure",
    "policy_delay",
    "results_chain",
    "school_map",
    "survey_changes",
    "survey_estimates",
    "survey_estimates_by_code",
    "svg_of",
    "target_by_reading",
    "target_over_years",
    "theme_engagement",
    "themes",
]
