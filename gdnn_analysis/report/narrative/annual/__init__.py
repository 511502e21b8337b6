"""Sentences of the chapters of an annual report."""

from __future__ import annotations

from gdnn_analysis.report.narrative.annual.contents import contents_sentence, gaps_sentence
from gdnn_analysis.report.narrative.annual.direction import (
    actors_sentence,
    plans_sentence,
    team_sentence,
)
from gdnn_analysis.report.narrative.annual.policies import (
    delay_sentence,
    duties_sentence,
    policies_sentence,
)

__all__ = [
    "actors_sentence",
    "contents_sentence",
    "delay_sentence",
    "duties_sentence",
    "gaps_sentence",
    "plans_sentence",
    "policies_sentence",
    "team_sentence",
]
