"""Counted works month by month, for the curve that shows when the target was reached."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_counts import tally, works_in_scope
from gdnn_analysis.indicators.media_eligibility import READINGS

DIGITAL = "S1"
"""The filter the curves are drawn for: the default one (AMB-01)."""


def cumulative_by_month(inputs: Inputs) -> pd.DataFrame:
    """Return works first published up to each month of the window, per reading.

    Parameters
    ----------
    inputs
        Media records.

    Returns
    -------
    DataFrame
        ``reading`` (A, B, C), ``month`` ("2023-05"), ``items`` first published in the month and
        ``cumulative``; every month of the window up to "today" has a row. The last value of a
        reading is its ``…/S1/tat_ca`` figure.
    """
    last = min(inputs.interval.last_day, inputs.today)
    months = pd.period_range(inputs.interval.start, last, freq="M").astype(str)
    parts = [_one_reading(inputs, reading, months) for reading in READINGS]
    return pd.concat(parts, ignore_index=True)


def _one_reading(inputs: Inputs, reading: str, months: pd.Index) -> pd.DataFrame:
    works = tally(works_in_scope(inputs, reading, DIGITAL), inputs.interval).counted
    month = works["published_at"].dt.to_period("M").astype("str")
    items = month.value_counts().reindex(months, fill_value=0).astype("int64")
    return pd.DataFrame(
        {
            "reading": reading,
            "month": list(months),
            "items": items.to_numpy(),
            "cumulative": items.cumsum().to_numpy(),
        }
    )
