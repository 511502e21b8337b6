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

Persons = Mapping[str, Mapping[str, str]]
"""Indicators that count people (persons or attendances): code → variant → column of the count."""
ANY_VARIANT: Final = "*"
"""Key of :data:`Persons` for every variant of a code that is not named."""

HIDDEN: Final = "F-AN"
EMPTIED: Final = ["value", "numerator", "denominator", "ci_low", "ci_high", "n"]

APART: Final = ("wave", "trend", "item", "message", "score")
"""Breakdowns whose categories are samples or questions: they never add up to anything."""

_ADDITIVE: Final = ["code", "period", "window", "variant", "area_id", "breakdown"]
"""Rows alike in these add up to the total of their variant."""


def suppress(results: pd.DataFrame, settings: Settings, *, persons: Persons) -> pd.DataFrame:
    """Return the results without small cells of persons.

    Parameters
    ----------
    results
        Result table with the columns ``RESULT_COLUMNS``.
    settings
        ``public`` switches suppression on; ``smallest_cell`` is the smallest count shown.
    persons
        Which figures count people.

    Returns
    -------
    DataFrame
        The same rows in the same order. Hidden rows have no figures and carry F-AN. Applying it
        again changes nothing.
    """
    if not settings.public:
        return results
    people = _people(results, persons)
    hidden = people.gt(0) & people.lt(settings.smallest_cell)
    counts = results[results["breakdown"].ne("") & people.notna()].assign(persons=people)
    # "wave:area": the areas of one wave add up, those of several waves do not
    waves = counts["category"].str.extract(r"^(.*):")[0].fillna("")
    counts = counts.assign(wave=waves.mask(counts["breakdown"].isin(APART), counts["category"]))
    groups = [counts[name] for name in (*_ADDITIVE, "wave")]
    touched = counts[hidden[counts.index].groupby(groups).transform("any").astype(bool)]
    for _, cells in touched.groupby([*_ADDITIVE, "wave"]):
        ascending = cells.sort_values(["persons", "category"])["persons"]
        hidden.loc[_complement(ascending, settings.smallest_cell)] = True
    return _emptied(results, hidden)


def _people(results: pd.DataFrame, persons: Persons) -> pd.Series:
    """Return the number of people in each row; missing where the row counts something else."""
    people = pd.Series(float("nan"), index=results.index)
    for code, variants in persons.items():
        own = results["code"].eq(code)
        named = results["variant"].isin([name for name in variants if name != ANY_VARIANT])
        for variant, column in variants.items():
            chosen = ~named if variant == ANY_VARIANT else results["variant"].eq(variant)
            people = people.mask(own & chosen, results[column])
    return people


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
