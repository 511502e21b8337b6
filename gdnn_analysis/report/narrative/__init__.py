"""Sentences of the reports. Every sentence with a number is made here, from the result table.

Wording follows rule R01 (missing is said, a lower bound is called one), R09 (lượt, not people) and
R15 (no effect is claimed: these sections describe what was done).
"""

from __future__ import annotations

from gdnn_analysis.report.narrative.annual import (
    actors_sentence,
    airtime_sentence,
    channels_sentence,
    contents_sentence,
    costs_sentence,
    delay_sentence,
    duties_sentence,
    ecosystem_sentence,
    enterprises_sentence,
    feedback_sentence,
    gaps_sentence,
    places_sentence,
    plans_sentence,
    policies_sentence,
    schools_sentence,
    team_sentence,
    tone_sentence,
)
from gdnn_analysis.report.narrative.assessment import (
    causes_sentence,
    comments,
    directions,
    left_out_sentence,
    lessons,
    limitations,
    main_results,
    proposals,
)
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.narrative.contribution import (
    conclusions_box,
    contribution_sentence,
)
from gdnn_analysis.report.narrative.dac import (
    dac_introduction,
    summary_answers,
)
from gdnn_analysis.report.narrative.enrolment import (
    enrolment_sentences,
    not_credited,
)
from gdnn_analysis.report.narrative.frame import (
    closing,
    completeness,
    issues_of_part,
    legal_basis,
    scope,
    works_of_part,
)
from gdnn_analysis.report.narrative.framework import (
    contribution_method,
    evaluation_method,
    plan_evaluated,
)
from gdnn_analysis.report.narrative.methods import method, verdict_legend
from gdnn_analysis.report.narrative.missing import left_out_reminder, missing_sentence
from gdnn_analysis.report.narrative.results import (
    annex_sentence,
    budget_sentence,
    events_sentence,
    published,
    readings_explained,
    target_details,
    target_sentence,
)
from gdnn_analysis.report.narrative.sent import replaced_report
from gdnn_analysis.report.narrative.summary import (
    MOST,
    coverage,
    decisions,
    findings,
    limits,
    summary_heading,
)
from gdnn_analysis.report.narrative.survey_method import survey_method
from gdnn_analysis.report.narrative.surveys import (
    questionnaire_heading,
    survey_annex_heading,
    survey_changes,
    survey_estimates,
    survey_overview,
)
from gdnn_analysis.report.narrative.years import (
    annex_years,
    duties_years,
    events_years,
    money_years,
    period_results,
    policies_years,
    target_years,
)

__all__ = [
    "MOST",
    "actors_sentence",
    "airtime_sentence",
    "annex_sentence",
    "annex_years",
    "budget_sentence",
    "causes_sentence",
    "channels_sentence",
    "closing",
    "comments",
    "completeness",
    "conclusions_box",
    "contents_sentence",
    "contribution_method",
    "contribution_sentence",
    "costs_sentence",
    "coverage",
    "dac_introduction",
    "decisions",
    "delay_sentence",
    "directions",
    "duties_sentence",
    "duties_years",
    "ecosystem_sentence",
    "enrolment_sentences",
    "enterprises_sentence",
    "evaluation_method",
    "events_sentence",
    "events_years",
    "feedback_sentence",
    "findings",
    "gaps_sentence",
    "issues_of_part",
    "items",
    "left_out_reminder",
    "left_out_sentence",
    "legal_basis",
    "lessons",
    "limitations",
    "limits",
    "main_results",
    "method",
    "missing_sentence",
    "money_years",
    "not_credited",
    "period_results",
    "places_sentence",
    "plan_evaluated",
    "plans_sentence",
    "policies_sentence",
    "policies_years",
    "proposals",
    "published",
    "questionnaire_heading",
    "readings_explained",
    "replaced_report",
    "schools_sentence",
    "scope",
    "summary_answers",
    "summary_heading",
    "survey_annex_heading",
    "survey_changes",
    "survey_estimates",
    "survey_method",
    "survey_overview",
    "target_details",
    "target_sentence",
    "target_years",
    "team_sentence",
    "tone_sentence",
    "verdict_legend",
    "works_of_part",
]
