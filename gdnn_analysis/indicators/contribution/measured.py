"""What has been measured since the plan began: the lower levels of the ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gdnn_analysis.indicators.contribution.outcomes import lower_streams, upper_streams
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.surveys.measures import concerns
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import PLAN_START, WINDOWS, Interval, Period, month_year, window_of
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
    return any(bool(span.contains(days).any()) for days in inputs.once_per_run(_days_logged))


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
        "P01": len(lower_streams(inputs).years),
        "P02": len(upper_streams(inputs).years),
        "P03": int(inputs.once(enrolment_rows)["year"].nunique()),
        "T06": int(inputs.once(enquiry_rows)["year"].nunique()),
    }


def comparable_waves(inputs: Inputs) -> dict[str, tuple[str, ...]]:
    """Return the waves of the longest comparable series of each survey outcome.

    A series is one question put to one population, and to one the outcome is about: what
    enterprises intend is no intention to learn (C04).
    """
    rows = _questions_asked(inputs)
    return {
        code: _longest(rows[rows["construct"].eq(construct)], code)
        for code, construct in CONSTRUCTS.items()
    }


def enrolment_rows(inputs: Inputs) -> pd.DataFrame:
    """Return entrants since the plan's first report year, short courses apart (as P03)."""
    rows = inputs.once_per_run(_long_courses)
    return rows[_since_plan(inputs, rows["year"])]


def enquiry_log(data: Dataset) -> pd.DataFrame:
    """Return the enquiries in force of all years; call it through ``inputs.once_per_run``.

    Returns
    -------
    DataFrame
        Columns ``month``, ``unit_id``, ``count`` and the report year by each sort of window.
    """
    rows = in_force(data["leads"][["month", "unit_id", "count", "record_status"]])
    years = {window: month_year(rows["month"], window).astype("float64") for window in WINDOWS}
    return rows[["month", "unit_id", "count"]].assign(**years)


def enquiry_rows(inputs: Inputs) -> pd.DataFrame:
    """Return enquiries since the plan's first report year, with ``year``."""
    rows = inputs.once_per_run(enquiry_log)
    rows = rows[["month", inputs.settings.window]].set_axis(["month", "year"], axis="columns")
    return rows[_since_plan(inputs, rows["year"])]


def rivals(inputs: Inputs, code: str) -> pd.Index:
    """Return the records of the rival explanations listed for an outcome; a blank ``affects`` means all."""
    begun = inputs.once_per_run(_rival_days)[code]
    return begun.index[begun.to_numpy() < np.datetime64(inputs.interval.end)]


def _days_logged(data: Dataset) -> tuple[pd.Series[Any], ...]:
    return tuple(in_force(data[table][[day, "record_status"]])[day] for table, day in _LOGS.items())


def _long_courses(data: Dataset) -> pd.DataFrame:
    rows = data["enrolments"][["year", "level"]]
    rows = rows[rows["level"].ne("d3t").to_numpy(dtype=bool, na_value=False)]
    return pd.DataFrame({"year": rows["year"].astype("float64")})


def _since_plan(inputs: Inputs, years: pd.Series[float]) -> NDArray[np.bool_]:
    numbers = years.to_numpy()
    found: NDArray[np.bool_] = (numbers >= PLAN_START.year) & (numbers <= inputs.year)
    return found


def _rival_days(data: Dataset) -> dict[str, pd.Series[Any]]:
    """Return for each outcome the first days of what may explain it as well, by record."""
    rows = data["context_events"]
    return {
        code: rows["from_on"][[not found or code in found for found in rows["affects"]]]
        for code in OUTCOMES
    }


def _longest(rows: pd.DataFrame, code: str) -> tuple[str, ...]:
    series = (
        tuple(sorted(set(asked["wave_id"])))
        for (population, _), asked in rows.groupby(["population", "trend_id"])
        if concerns(code, str(population))
    )
    return max(series, key=len, default=())


def _questions_asked(inputs: Inputs) -> pd.DataFrame:
    """Return the questions asked in finished probability waves."""
    rows = inputs.once_per_run(_all_questions)
    return rows[plan_span(inputs).contains(rows["fieldwork_to"])]


def _all_questions(data: Dataset) -> pd.DataFrame:
    waves, questions = data["survey_waves"], data["survey_questions"]
    answered = waves["wave_id"].isin(data["survey_responses"]["wave_id"].unique())
    used = waves["design"].ne(NO_PROBABILITY) & answered
    asked = waves.loc[used, ["wave_id", "population", "questionnaire_version", "fieldwork_to"]]
    trends = questions[["questionnaire_version", "construct", "trend_id"]].dropna()
    return asked.merge(trends, on="questionnaire_version")


def _latest(table: str, rows: pd.DataFrame, day: pd.Series[Any]) -> Proof:
    return Proof(table, rows.index[[int(day.argmax())]] if len(rows) else rows.index)


def _attendance(inputs: Inputs) -> Proof:
    rows = inputs.once_per_run(_counted_groups)
    rows = rows[plan_span(inputs).contains(rows["start_on"])]
    return _latest("event_groups", rows, rows["start_on"])


def _counted_groups(data: Dataset) -> pd.DataFrame:
    """Return the day of every group whose attendances were counted, by record."""
    events = in_force(data["events"][_EVENT])
    held = events["status"].eq(HELD) & events["verification"].isin(CLAIMED)
    counted = events["count_method"].isin(
        [way for way, kind in VARIANT_OF.items() if kind != "uoc"]
    )
    days = events.loc[held & counted, ["event_id", "start_on"]]
    groups = in_force(data["event_groups"][["event_id", "attendances", "record_status"]])
    groups = groups.loc[groups["attendances"].notna(), ["event_id"]]
    rows = groups.rename_axis("record").reset_index().merge(days, on="event_id")
    return rows.set_index("record")[["start_on"]]


def _enquiry(inputs: Inputs) -> Proof:
    rows = inputs.once(enquiry_rows)
    return _latest("leads", rows, pd.to_datetime(rows["month"], format="%Y-%m"))


def _reach(inputs: Inputs) -> Proof:
    rows = inputs.once_per_run(_days_of_reach)
    rows = rows[plan_span(inputs).contains(rows["day"])]
    return _latest("channel_metrics", rows, rows["day"])


def _days_of_reach(data: Dataset) -> pd.DataFrame:
    """Return the day every reach belongs to: a month to its 15th day (RL-37)."""
    metrics = data["channel_metrics"]  # long: narrowed before anything is copied
    measured = metrics["metric"].eq("tiep_can") & metrics["value"].notna()
    rows = in_force(metrics.loc[measured, ["period_type", "period_start", "record_status"]])
    month = rows["period_type"].eq("thang")
    day = rows["period_start"].mask(month, rows["period_start"] + pd.Timedelta(days=14))
    return pd.DataFrame({"day": day})
