"""What has been measured since the plan began: the lower levels of the ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.contribution.outcomes import lower_streams, upper_streams
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.period import PLAN_START, Interval, Period, month_year, window_of
from gdnn_analysis.records.attendance import VARIANT_OF
from gdnn_analysis.records.events import CLAIMED, HELD
from gdnn_analysis.records.status import in_force

CONSTRUCTS: Final[Mapping[str, str]] = {"C01": "nhan_biet", "C03": "thai_do", "C04": "y_dinh"}
"""Survey outcomes and what the questions behind them measure."""
OUTCOMES: Final = (*CONSTRUCTS, "P01", "P02", "P03", "T06")
"""Outcomes the ladder is graded for."""
NO_PROBABILITY: Final = "phi_xac_suat"

_EVENT: Final = ["event_id", "start_on", "status", "verification", "count_method", "record_status"]
_LOGS: Final[Mapping[str, str]] = {
    "media": "published_at",
    "events": "start_on",
    "deployments": "from_on",
}


@dataclass(frozen=True)
class Proof:
    """Rows of one table that prove something was measured."""

    table: str
    records: pd.Index


def plan_span(inputs: Inputs) -> Interval:
    """Return the days from the first report year of the plan to the end of this one."""
    return window_of(Period(PLAN_START.year, inputs.year), inputs.settings.window)


def activities_logged(inputs: Inputs) -> bool:
    """Whether the logs hold any activity or output since the plan's first report year."""
    span = plan_span(inputs)
    return any(
        bool(span.contains(in_force(inputs.data[table][[day, "record_status"]])[day]).any())
        for table, day in _LOGS.items()
    )


def take_up(inputs: Inputs) -> tuple[Proof, ...]:
    """Return the latest figure of each kind that shows people were reached (T01, T03, T06)."""
    found = (_attendance(inputs), _enquiry(inputs), _reach(inputs))
    return tuple(proof for proof in found if len(proof.records))


def times_measured(inputs: Inputs) -> dict[str, int]:
    """Return how often each outcome has been measured since the plan's first report year.

    Years for P01, P02, P03 and T06; for survey outcomes the most comparable waves of one
    population: a probability sample each, with a question of the same ``trend_id`` (R12).
    """
    return {
        **{code: len(waves) for code, waves in inputs.once(comparable_waves).items()},
        "P01": len(inputs.once(lower_streams).years),
        "P02": len(inputs.once(upper_streams).years),
        "P03": int(inputs.once(enrolment_rows)["year"].nunique()),
        "T06": int(inputs.once(enquiry_rows)["year"].nunique()),
    }


def comparable_waves(inputs: Inputs) -> dict[str, tuple[str, ...]]:
    """Return the waves of the longest comparable series of each survey outcome."""
    found: dict[str, dict[str, set[str]]] = {construct: {} for construct in CONSTRUCTS.values()}
    for wave, construct, trend in _questions_asked(inputs).itertuples(index=False):
        if construct in found:
            found[construct].setdefault(trend, set()).add(wave)
    return {code: _longest(found[construct]) for code, construct in CONSTRUCTS.items()}


def enrolment_rows(inputs: Inputs) -> pd.DataFrame:
    """Return entrants since the plan's first report year, short courses apart (as P03)."""
    rows = inputs.data["enrolments"][["year", "level"]]
    used = rows["year"].between(PLAN_START.year, inputs.year) & rows["level"].ne("d3t")
    return rows[used.fillna(False)]


def enquiry_rows(inputs: Inputs) -> pd.DataFrame:
    """Return enquiries since the plan's first report year, with ``year``."""
    rows = in_force(inputs.data["leads"][["month", "record_status"]])
    rows = rows.assign(year=month_year(rows["month"], inputs.settings.window))
    return rows[rows["year"].between(PLAN_START.year, inputs.year).fillna(False)]


def rivals(inputs: Inputs, code: str) -> pd.Index:
    """Return the records of the rival explanations listed for an outcome; a blank ``affects`` means all."""
    rows = inputs.data["context_events"]
    begun = rows["from_on"].lt(pd.Timestamp(inputs.interval.end))
    named = [not found or code in found for found in rows["affects"]]
    return rows.index[begun & pd.Series(named, index=rows.index, dtype="bool")]


def _longest(waves_of_trend: Mapping[str, set[str]]) -> tuple[str, ...]:
    ordered = (tuple(sorted(waves_of_trend[trend])) for trend in sorted(waves_of_trend))
    return max(ordered, key=len, default=())


def _questions_asked(inputs: Inputs) -> pd.DataFrame:
    """Return wave, construct and trend of every question asked in a finished probability wave."""
    waves, questions = inputs.data["survey_waves"], inputs.data["survey_questions"]
    used = plan_span(inputs).contains(waves["fieldwork_to"]) & waves["design"].ne(NO_PROBABILITY)
    answered = waves["wave_id"].isin(inputs.data["survey_responses"]["wave_id"].unique())
    asked = waves.loc[used & answered, ["wave_id", "questionnaire_version"]]
    trends = questions[["questionnaire_version", "construct", "trend_id"]].dropna()
    return asked.merge(trends, on="questionnaire_version").drop(columns="questionnaire_version")


def _latest(table: str, rows: pd.DataFrame, day: pd.Series[Any]) -> Proof:
    return Proof(table, rows.index[[int(day.argmax())]] if len(rows) else rows.index)


def _attendance(inputs: Inputs) -> Proof:
    events = in_force(inputs.data["events"][_EVENT])
    held = events["status"].eq(HELD) & events["verification"].isin(CLAIMED)
    counted = events["count_method"].isin(
        [way for way, kind in VARIANT_OF.items() if kind != "uoc"]
    )
    days = events[held & counted & plan_span(inputs).contains(events["start_on"])]
    groups = in_force(inputs.data["event_groups"][["event_id", "attendances", "record_status"]])
    counted_groups = groups[groups["attendances"].notna()].rename_axis("record").reset_index()
    rows = counted_groups.merge(days[["event_id", "start_on"]], on="event_id").set_index("record")
    return _latest("event_groups", rows, rows["start_on"])


def _enquiry(inputs: Inputs) -> Proof:
    rows = inputs.once(enquiry_rows)
    return _latest("leads", rows, pd.to_datetime(rows["month"], format="%Y-%m"))


def _reach(inputs: Inputs) -> Proof:
    metrics = inputs.data["channel_metrics"]  # long: narrowed before anything is copied
    measured = metrics["metric"].eq("tiep_can") & metrics["value"].notna()
    rows = in_force(metrics.loc[measured, ["period_type", "period_start", "record_status"]])
    month = rows["period_type"].eq("thang")  # belongs to the year of its 15th day (RL-37)
    day = rows["period_start"].mask(month, rows["period_start"] + pd.Timedelta(days=14))
    inside = plan_span(inputs).contains(day)
    return _latest("channel_metrics", rows[inside], day[inside])
