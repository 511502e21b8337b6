"""Surveys of a period: samples, estimates, groups, changes, and the attitude scale (C01-C06)."""

from __future__ import annotations

from gdnn_analysis.report.tables.surveys.attitudes import attitude_scale
from gdnn_analysis.report.tables.surveys.changes import survey_changes, survey_not_compared
from gdnn_analysis.report.tables.surveys.estimates import survey_estimates
from gdnn_analysis.report.tables.surveys.groups import survey_groups
from gdnn_analysis.report.tables.surveys.samples import survey_samples

__all__ = [
    "attitude_scale",
    "survey_changes",
    "survey_estimates",
    "survey_groups",
    "survey_not_compared",
    "survey_samples",
]
