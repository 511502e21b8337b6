"""Figures of the chapters of an annual report."""

from __future__ import annotations

from gdnn_analysis.report.figures.annual.annex import annex_grid
from gdnn_analysis.report.figures.annual.contents import audience_forms, themes
from gdnn_analysis.report.figures.annual.filing import filing_grid
from gdnn_analysis.report.figures.annual.policies import policy_delay

__all__ = ["annex_grid", "audience_forms", "filing_grid", "policy_delay", "themes"]
