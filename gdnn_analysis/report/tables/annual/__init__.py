"""Tables of the chapters of an annual report."""

from __future__ import annotations

from gdnn_analysis.report.tables.annual.contents import content_gaps, messages_and_exemplars
from gdnn_analysis.report.tables.annual.direction import actor_groups, team, yearly_plans
from gdnn_analysis.report.tables.annual.duties import duties_by_actor, unscheduled_commitments
from gdnn_analysis.report.tables.annual.policies import policies_communicated

__all__ = [
    "actor_groups",
    "content_gaps",
    "duties_by_actor",
    "messages_and_exemplars",
    "policies_communicated",
    "team",
    "unscheduled_commitments",
    "yearly_plans",
]
