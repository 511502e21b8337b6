"""Surveys of a period: estimates, changes between waves, and the attitude scale (C01-C06)."""

from __future__ import annotations

from gdnn_analysis.report.figures.surveys.changes import change_figure, survey_changes
from gdnn_analysis.report.figures.surveys.estimates import (
    survey_estimates,
    survey_estimates_by_code,
)
from gdnn_analysis.report.figures.surveys.likert import attitude_figure, attitudes

__all__ = [
    "attitude_figure",
    "attitudes",
    "change_figure",
    "survey_changes",
    "survey_estimates",
    "survey_estimates_by_code",
]
