"""Tables of the reports: results → table blocks. Nothing is computed here."""

from __future__ import annotations

from gdnn_analysis.report.tables.annex import annex_matrix
from gdnn_analysis.report.tables.catalogue import NOT_MEASURED, all_results, plan_answers
from gdnn_analysis.report.tables.common import (
    LOWER_BOUNDS,
    OWN_SOURCE,
    PUBLIC_SOURCE,
    bound_note,
    cells,
    decimals_of,
    flagged,
    has_data,
    if_any,
    or_nothing,
    source_of,
    verdict_of,
)
from gdnn_analysis.report.tables.data_quality import SEVERITIES, issue_list, read_counts
from gdnn_analysis.report.tables.enrolment import (
    enrolment_context,
    enrolment_series,
)
from gdnn_analysis.report.tables.events import events_by_area, events_by_type
from gdnn_analysis.report.tables.filing import filing_status, missing_tables, silent_units
from gdnn_analysis.report.tables.media import (
    items_by_type,
    items_by_unit,
    since_plan,
    target_readings,
)
from gdnn_analysis.report.tables.money import budget
from gdnn_analysis.report.tables.published import published_rates
from gdnn_analysis.report.tables.summary import LEADER_ROWS, leader_summary
from gdnn_analysis.report.tables.surveys import (
    attitude_scale,
    survey_changes,
    survey_estimates,
    survey_groups,
    survey_not_compared,
    survey_samples,
)
from gdnn_analysis.report.tables.works import counted_works, left_out_works, review_list

__all__ = [
    "LEADER_ROWS",
    "LOWER_BOUNDS",
    "NOT_MEASURED",
    "OWN_SOURCE",
    "PUBLIC_SOURCE",
    "SEVERITIES",
    "all_results",
    "annex_matrix",
    "attitude_scale",
    "bound_note",
    "budget",
    "cells",
    "counted_works",
    "decimals_of",
    "enrolment_context",
    "enrolment_series",
    "events_by_area",
    "events_by_type",
    "filing_status",
    "flagged",
    "has_data",
    "if_any",
    "issue_list",
    "items_by_type",
    "items_by_unit",
    "leader_summary",
    "left_out_works",
    "missing_tables",
    "or_nothing",
    "plan_answers",
    "published_rates",
    "read_counts",
    "review_list",
    "silent_units",
    "since_plan",
    "source_of",
    "survey_changes",
    "survey_estimates",
    "survey_groups",
    "survey_not_compared",
    "survey_samples",
    "target_readings",
    "verdict_of",
]
