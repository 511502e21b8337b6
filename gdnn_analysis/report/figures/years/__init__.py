"""Figures of the end-of-period report."""

from __future__ import annotations

from gdnn_analysis.report.figures.years.target import target_over_years

__all__ = ["target_over_years"]
