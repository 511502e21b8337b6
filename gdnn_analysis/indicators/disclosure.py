"""Small cells of persons are hidden, and hidden so that no sum gives them away (R11, RL-11).

Applied once, last. A cell of 1 to 4 persons is emptied. Where its categories add up to a published
total, further cells are emptied, smallest first, until the hidden ones together are no small cell
either. Zero is not a small cell: it says that nobody is there to be recognised.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.frame import join_flags
from gdnn_analysis.indicators.inputs import Settings

PERSON_COUNTS: Final[Mapping[str, str]] = {"T03": "value"}
"""Indicators that count people (persons or attendances), and the column that holds the count."""

HIDDEN: Final = "F-AN"
EMPTIED: Final = ["value", "numerator", "denominator", "ci_low", "ci_high", "n"]

_ADDITIVE: Final = ["code", "period", "window", "variant", "area_id", "breakdown"]
"""Rows alike in these add up to the total of their variant."""


def suppress(results: pd.DataFrame, settings: Settings) -> pd.DataFrame:
    """Return the results without small cells of persons.

    Parameters
    ----------
    results
        Result table with the columns ``RESULT_COLUMNS``.
    settings
        ``public`` switches suppression on; ``smallest_cell`` is the smallest count shown.

    Returns
    -------
    DataFrame
        The same rows in the same order. Hidden rows have no figures and carry F-AN. Applying it
        again changes nothing.
    """
    if not settings.public:
        return results
    persons = _persons(results)
    hidden = persons.gt(0) & persons.lt(settings.smallest_cell)
    counts = results[results["breakdown"].ne("")].assign(persons=persons)
    for _, cells in counts.groupby(_ADDITIVE):
        ascending = cells.sort_values(["persons", "category"])["persons"]
        hidden.loc[_complement(ascending, settings.smallest_cell)] = True
    return _emptied(results, hidden)


def _persons(results: pd.DataFrame) -> pd.Series:
    """Return the number of persons in each row; missing where the row counts something else."""
    persons = pd.Series(float("nan"), index=results.index)
    for code, column in PERSON_COUNTS.items():
        persons = persons.mask(results["code"].eq(code), results[column])
    return persons


def _complement(ascending: pd.Series, smallest: int) -> pd.Index:
    """Return the cells to hide beside the small ones of an additive group: as few as suffice."""
    small = ascending[ascending.gt(0) & ascending.lt(smallest)]
    larger = ascending[ascending.ge(smallest)]
    if small.empty or (len(small) > 1 and small.sum() >= smallest):
        return small.index[:0]
    return larger.index[:1]


def _emptied(results: pd.DataFrame, hidden: pd.Series) -> pd.DataFrame:
    shown = results.copy()
    shown.loc[hidden, EMPTIED] = float("nan")
    shown.loc[hidden, "flags"] = [
        join_flags([*filter(None, flags.split(";")), HIDDEN])
        for flags in results.loc[hidden, "flags"]
    ]
    return shown
