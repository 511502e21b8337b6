"""Figures of the chapters of an annual report."""

from __future__ import annotations

from gdnn_analysis.report.figures.annual.annex import annex_grid
from gdnn_analysis.report.figures.annual.channels import theme_engagement
from gdnn_analysis.report.figures.annual.contents import audience_forms, themes
from gdnn_analysis.report.figures.annual.filing import filing_grid
from gdnn_analysis.report.figures.annual.policies import policy_delay
from gdnn_analysis.report.figures.annual.resources import ecosystem_grid, fund_structure
from gdnn_analysis.report.figures.annual.schools import school_map

__all__ = [
    "annex_grid",
    "audience_forms",
    "ecosystem_grid",
    "filing_grid",
    "fund_structure",
    "policy_delay",
    "school_map",
    "theme_engagement",
    "themes",
]
