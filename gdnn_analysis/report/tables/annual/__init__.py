"""Tables of the chapters of an annual report."""

from __future__ import annotations

from gdnn_analysis.report.tables.annual.channels import airtime, channel_reach
from gdnn_analysis.report.tables.annual.contents import content_gaps, messages_and_exemplars
from gdnn_analysis.report.tables.annual.costs import unit_costs
from gdnn_analysis.report.tables.annual.direction import actor_groups, team, yearly_plans
from gdnn_analysis.report.tables.annual.duties import duties_by_actor, unscheduled_commitments
from gdnn_analysis.report.tables.annual.places import enterprises, public_places
from gdnn_analysis.report.tables.annual.policies import policies_communicated
from gdnn_analysis.report.tables.annual.schools import event_feedback, school_work

__all__ = [
    "actor_groups",
    "airtime",
    "channel_reach",
    "content_gaps",
    "duties_by_actor",
    "enterprises",
    "event_feedback",
    "messages_and_exemplars",
    "policies_communicated",
    "public_places",
    "school_work",
    "team",
    "unit_costs",
    "unscheduled_commitments",
    "yearly_plans",
]
