"""Figures of single years beside the period reported: years before the plan, and its years."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.indicators.disclosure import suppress
from gdnn_analysis.indicators.frame import to_frame
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.registry import computed, person_counts


def last_year(ev: Evaluation) -> Evaluation:
    """Return the evaluation of the last year of the period: itself when it is of one year."""
    return ev.years[max(ev.years)] if ev.years else ev


def inputs_of(ev: Evaluation, year: int) -> Inputs:
    """Return what indicator functions receive for `year`, with the choices of the evaluation."""
    return ev.later.inputs(year)


def results_of(ev: Evaluation, year: int, codes: Collection[str]) -> pd.DataFrame:
    """Return the result rows of some indicators for one year, small cells hidden.

    A year the evaluation holds, or the year before that reports compare with anyway, is taken from
    it; any other is computed, so that a series may begin before the plan did.
    """
    held = _held(ev, year)
    if held is not None:
        return held.results[held.results["code"].isin(list(codes))]
    inputs = inputs_of(ev, year)
    rows = [row for code in codes for row in inputs.once(computed()[code]).rows]
    results = to_frame(rows, period=str(year), window=ev.settings.window)
    return suppress(results, ev.settings, persons=person_counts())


def _held(ev: Evaluation, year: int) -> Evaluation | None:
    if not ev.period.is_year:
        return ev.years.get(year)
    own = {ev.period.first: ev}
    return own.get(year, ev.previous if year == ev.period.first - 1 else None)
