"""Sentences of the chapters of an annual report."""

from __future__ import annotations

from gdnn_analysis.report.narrative.annual.channels import (
    airtime_sentence,
    channels_sentence,
    tone_sentence,
)
from gdnn_analysis.report.narrative.annual.contents import contents_sentence, gaps_sentence
from gdnn_analysis.report.narrative.annual.direction import (
    actors_sentence,
    plans_sentence,
    team_sentence,
)
from gdnn_analysis.report.narrative.annual.places import (
    costs_sentence,
    ecosystem_sentence,
    enterprises_sentence,
    feedback_sentence,
    places_sentence,
    schools_sentence,
)
from gdnn_analysis.report.narrative.annual.policies import (
    delay_sentence,
    duties_sentence,
    policies_sentence,
)

__all__ = [
    "actors_sentence",
    "airtime_sentence",
    "channels_sentence",
    "contents_sentence",
    "costs_sentence",
    "delay_sentence",
    "duties_sentence",
    "ecosystem_sentence",
    "enterprises_sentence",
    "feedback_sentence",
    "gaps_sentence",
    "places_sentence",
    "plans_sentence",
    "policies_sentence",
    "schools_sentence",
    "team_sentence",
    "tone_sentence",
]
