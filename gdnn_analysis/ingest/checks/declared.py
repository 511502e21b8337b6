"""The rules between the fields of one row, declared as data: DQ-04, DQ-05, DQ-07, DQ-21.

A rule is a name of fields; how it is checked and told is the same for all rules of a kind
(``row_rules``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

EARLIEST: Final = date(2018, 1, 1)
"""No figure of this plan is older (DQ-04); what may have begun earlier is not in the list."""
EARLIEST_YEAR: Final = 2000
FURTHEST_YEAR_AHEAD: Final = 1


@dataclass(frozen=True)
class DateRule:
    """A date that tells what has happened: not after "today" and not before 2018.

    Attributes
    ----------
    since_2018
        ``False`` for what may be older than every figure: a column that has run for years, an
        agreement still alive, a billboard that still stands.
    until_today
        ``False`` for a date that may lie ahead, e.g. the planned end of a survey.
    only
        ``field=value`` the rule is limited to, e.g. events that were held.
    """

    field: str
    since_2018: bool = True
    until_today: bool = True
    only: tuple[str, str] | None = None


DATES: Final[dict[str, tuple[DateRule, ...]]] = {
    "media": (DateRule("published_at"),),
    "media_matches": (DateRule("decided_on"),),
    "columns": (DateRule("started_on", since_2018=False),),
    "broadcasts": (DateRule("month"),),
    "events": (
        DateRule("start_on", until_today=False),
        DateRule("start_on", since_2018=False, only=("status", "da_to_chuc")),
        DateRule("end_on", until_today=False),
        DateRule("end_on", since_2018=False, only=("status", "da_to_chuc")),
    ),
    "products": (DateRule("completed_on"),),
    "deployments": (DateRule("from_on", since_2018=False),),
    "trainings": (DateRule("start_on"),),
    "press_briefings": (DateRule("held_on"),),
    "unit_plans": (DateRule("signed_on"),),
    "agreements": (DateRule("signed_on", since_2018=False),),
    "leads": (DateRule("month"),),
    "channel_metrics": (DateRule("period_start"), DateRule("captured_on")),
    "placement_metrics": (DateRule("as_of"),),
    "evidence": (DateRule("captured_on"),),
    "survey_waves": (
        DateRule("fieldwork_from"),
        DateRule("fieldwork_to", until_today=False),
    ),
    "budget_transactions": (DateRule("txn_on"),),
    "destinations": (DateRule("as_of"),),
    "enrolments": (DateRule("as_of"),),
    "reported_rates": (DateRule("published_on"),),
    "submissions": (DateRule("submitted_on"),),
    "revisions": (DateRule("changed_on"),),
}
"""Not listed, because they may lie ahead or far back: validity of registry and plan rows, due
dates, ends of columns, deployments and agreements, context events."""

YEARS: Final[dict[str, str]] = {
    "unit_plans": "year",
    "duty_reports": "year",
    "ecosystem_scores": "year",
    "entry_survey": "year",
    "budget_lines": "year",
    "enrolments": "year",
    "enrolment_plans": "year",
    "outcomes": "grad_year",
    "dqa_scores": "year",
}
"""Years that cannot lie beyond the next one nor before 2000 (a typing error, DQ-04)."""

SPANS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "units": (("valid_from", "valid_to"),),
    "areas": (("valid_from", "valid_to"),),
    "schools": (("valid_from", "valid_to"),),
    "channels": (("valid_from", "valid_to"),),
    "statements": (("year_from", "year_to"),),
    "duties": (("applies_from", "applies_to"),),
    "columns": (("started_on", "ended_on"),),
    "events": (("start_on", "end_on"),),
    "deployments": (("from_on", "to_on"),),
    "trainings": (("start_on", "end_on"),),
    "agreements": (("signed_on", "valid_to"),),
    "context_events": (("from_on", "to_on"),),
    "survey_waves": (("fieldwork_from", "fieldwork_to"),),
}
"""Start and end: the end is not before the start (DQ-05)."""

PARTS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "event_groups": (("uniques", "attendances"),),
    "event_feedback": (("n_positive", "n_valid"), ("n_valid", "n_given")),
    "training_groups": (
        ("n_completed", "n_enrolled"),
        ("n_paired", "n_enrolled"),
        ("n_asked_3m", "n_enrolled"),
        ("n_applied_3m", "n_asked_3m"),
    ),
    "leads": (("uniques", "count"),),
    "entry_survey": (("n_main", "n_named"), ("n_named", "n_asked")),
    "outcomes": (("surveyed", "graduates"), ("employed", "surveyed")),
}
"""Part and whole: the part is not larger (DQ-07)."""

POSITIVE_MONEY: Final = ("giao", "chi", "quyet_toan")
"""Kinds of transactions that are never negative (RL-10); ``dieu_chinh`` may be."""
SUBTRACTED_MONEY: Final = ("chuyen_tiep", "huy_du_toan")
"""Kinds that are subtracted, so entered without a minus (RL-36, RL-37)."""
