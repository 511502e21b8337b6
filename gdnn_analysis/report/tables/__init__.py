"""Tables of the reports: results → table blocks. Nothing is computed here."""

from __future__ import annotations

from gdnn_analysis.report.tables.annex import annex_matrix
from gdnn_analysis.report.tables.annual import (
    actor_groups,
    content_gaps,
    duties_by_actor,
    messages_and_exemplars,
    policies_communicated,
    team,
    unscheduled_commitments,
    yearly_plans,
)
from gdnn_analysis.report.tables.assessment import (
    causes,
    followed_recommendations,
    new_recommendations,
    next_year_tasks,
    refused_texts,
)
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
from gdnn_analysis.report.tables.contribution import (
    contribution_methods,
    evidence_levels,
    rival_explanations,
)
from gdnn_analysis.report.tables.dac import (
    dac_criteria,
    owners_of_channels,
)
from gdnn_analysis.report.tables.data_quality import SEVERITIES, issue_list, read_counts
from gdnn_analysis.report.tables.enrolment import (
    enrolment_context,
    enrolment_series,
)
from gdnn_analysis.report.tables.events import events_by_area, events_by_type
from gdnn_analysis.report.tables.filing import filing_status, missing_tables, silent_units
from gdnn_analysis.report.tables.framework import (
    completeness_by_year,
    context_timeline,
    evaluation_questions,
    next_plan_frame,
    plan_gaps,
)
from gdnn_analysis.report.tables.media import (
    items_by_type,
    items_by_unit,
    since_plan,
    target_readings,
)
from gdnn_analysis.report.tables.money import budget
from gdnn_analysis.report.tables.published import published_rates
from gdnn_analysis.report.tables.reference import (
    area_changes,
    definitions,
    questionnaire,
    unit_changes,
)
from gdnn_analysis.report.tables.sent import sent_figures
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
from gdnn_analysis.report.tables.years import (
    all_by_year,
    annex_by_year,
    areas_by_year,
    audiences_by_year,
    channels_by_year,
    core_by_year,
    criteria_by_year,
    duties_by_year,
    events_by_year,
    forms_by_year,
    funds_by_year,
    money_by_year,
    places_by_year,
    policies_by_year,
    target_by_year,
    team_by_year,
    themes_by_year,
    types_by_year,
)

__all__ = [
    "LEADER_ROWS",
    "LOWER_BOUNDS",
    "NOT_MEASURED",
    "OWN_SOURCE",
    "PUBLIC_SOURCE",
    "SEVERITIES",
    "actor_groups",
    "all_by_year",
    "all_results",
    "annex_by_year",
    "annex_matrix",
    "area_changes",
    "areas_by_year",
    "attitude_scale",
    "audiences_by_year",
    "bound_note",
    "budget",
    "causes",
    "cells",
    "channels_by_year",
    "completeness_by_year",
    "content_gaps",
    "context_timeline",
    "contribution_methods",
    "core_by_year",
    "counted_works",
    "criteria_by_year",
    "dac_criteria",
    "decimals_of",
    "definitions",
    "duties_by_actor",
    "duties_by_year",
    "enrolment_context",
    "enrolment_series",
    "evaluation_questions",
    "events_by_area",
    "events_by_type",
    "events_by_year",
    "evidence_levels",
    "filing_status",
    "flagged",
    "followed_recommendations",
    "forms_by_year",
    "funds_by_year",
    "has_data",
    "if_any",
    "issue_list",
    "items_by_type",
    "items_by_unit",
    "leader_summary",
    "left_out_works",
    "messages_and_exemplars",
    "missing_tables",
    "money_by_year",
    "new_recommendations",
    "next_plan_frame",
    "next_year_tasks",
    "or_nothing",
    "owners_of_channels",
    "places_by_year",
    "plan_answers",
    "plan_gaps",
    "policies_by_year",
    "policies_communicated",
    "published_rates",
    "questionnaire",
    "read_counts",
    "refused_texts",
    "review_list",
    "rival_explanations",
    "sent_figures",
    "silent_units",
    "since_plan",
    "source_of",
    "survey_changes",
    "survey_estimates",
    "survey_groups",
    "survey_not_compared",
    "survey_samples",
    "target_by_year",
    "target_readings",
    "team",
    "team_by_year",
    "themes_by_year",
    "types_by_year",
    "unit_changes",
    "unscheduled_commitments",
    "verdict_of",
    "yearly_plans",
]
