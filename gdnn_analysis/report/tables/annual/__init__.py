"""Tables of the chapters of an annual report."""

from __future__ import annotations

from gdnn_analysis.report.tables.annual.channels import airtime, channel_reach
from gdnn_analysis.report.tables.annual.contents import content_gaps, messages_and_exemplars
from gdnn_analysis.report.tables.annual.costs import unit_costs
from gdnn_analysis.report.tables.annual.decisions import decisions_table
from gdnn_analysis.report.tables.annual.direction import actor_groups, team, yearly_plans
from gdnn_analysis.report.tables.annual.duties import duties_by_actor, unscheduled_commitments
from gdnn_analysis.report.tables.annual.lists import events_list, schools_list
from gdnn_analysis.report.tables.annual.places import enterprises, public_places
from gdnn_analysis.report.tables.annual.policies import policies_communicated
from gdnn_analysis.report.tables.annual.record import evidence_list, revisions_list
from gdnn_analysis.report.tables.annual.schools import event_feedback, school_work

__all__ = [
    "actor_groups",
    "airtime",
    "channel_reach",
    "content_gaps",
    "decisions_table",
    "duties_by_actor",
    "enterprises",
    "event_feedback",
    "events_list",
    "evidence_list",
    "messages_and_exemplars",
    "policies_communicated",
    "public_places",
    "revisions_list",
    "school_work",
    "schools_list",
    "team",
    "unit_costs",
    "unscheduled_commitments",
    "yearly_plans",
]
