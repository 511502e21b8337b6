"""Change between survey waves (C06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.aggregate import ONE_YEAR
from gdnn_analysis.indicators.coverage import verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.surveys.comparison import Change, comparisons
from gdnn_analysis.indicators.surveys.samples import trace_people
from gdnn_analysis.indicators.surveys.shares import empty_row, shown
from gdnn_analysis.indicators.surveys.waves import waves_of

UNIT: Final = "điểm phần trăm"


def compute_c06(inputs: Inputs) -> Output:
    """Return how shares changed from an earlier wave to those of the year (R11-R13, RL-38).

    Δ = p₂ - p₁ of questions with the same trend, for waves that name each other comparable and
    have the same population, mode, season and weighting, both drawn by chance. SE² = V₁ + V₂ - 2
    Cov: the covariance is kept where clusters were visited again, and is 0 for independent
    samples. 95 % t interval.

    Parameters
    ----------
    inputs
        Needs ``survey_waves``, ``survey_questions``, ``survey_responses``.

    Returns
    -------
    Output
        Headline: the change of the year's only comparable core question, else empty. ``trend``
        (category ``wave1>wave2:trend_id``): change in percentage points with interval; ``n`` is
        the smaller number of answers. Below 30 answers in a wave no figure (F-MAUNHO). p values,
        Holm's correction and the smallest detectable change stand in the account of surveys.
    """
    base = empty_row(inputs, "C06", UNIT)
    found = inputs.once(comparisons)
    rows = [shown(inputs, _row(base, one)) for one in found.changes]
    core = [row for row, one in zip(rows, found.changes, strict=True) if one.item.core]
    head = replace(core[0], breakdown="", category="") if len(core) == 1 else base
    why = {"F-CACHHIEU"} if len(core) > 1 else set[str]()  # which question is meant decides
    if any(not wave.by_chance and wave.comparable_with for wave in waves_of(inputs)):
        why = why | {"F-PXS"}
    verdict = verdict_of(inputs, "C06", head.value, share=None, checked=head.value)
    head = replace(head, verdict=verdict, flags=head.flags | why)
    return Output([head, *rows], lambda: trace_people("C06", found.samples))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"C06": compute_c06}
PERSONS: Persons = {"C06": {ANY_VARIANT: "n"}}
AGGREGATIONS: Final = {"C06": {"/trend": ONE_YEAR}}


def _row(base: Row, one: Change) -> Row:
    return replace(
        base,
        breakdown="trend",
        category=f"{one.before.id}>{one.after.id}:{one.item.trend}",
        value=one.value,
        ci_low=None if pd.isna(one.low) else one.low,
        ci_high=None if pd.isna(one.high) else one.high,
        n=float(min(one.answers)),
    )
