"""Calibration problems from a sample and figures about its population, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.survey.margins.faults import none_given, sizes_differ
from gdnn_analysis.survey.margins.figures import Counts, Population, counts_of, crossed_counts
from gdnn_analysis.survey.margins.matching import SIZE, Matching, NumericTotal
from gdnn_analysis.survey.margins.problem import Margin, Problem


def margins_problem(
    frame: pd.DataFrame, margins: Mapping[str, Counts], *, rows: npt.ArrayLike | None = None
) -> Problem:
    """Return the problem of raking to the margins of several variables.

    Parameters
    ----------
    frame
        One row per respondent.
    margins
        ``{variable: {category: units of the population}}``. Sizes that differ by a rounding
        (a millionth) are brought to that of the first margin.
    rows
        Which rows belong to the sample: a mask, or the weights (0 is outside). All by default.

    Raises
    ------
    CalibrationError
        No margin, an unknown column, a missing value, a category that only the sample or only the
        population has, a figure that is no count, margins of different size.
    """
    sample = Matching.of(frame, rows)
    found = [sample.margin((name,), counts_of(name, counts)) for name, counts in margins.items()]
    sample.refuse(none_given(margins), sizes_differ(sample.sizes))
    return _problem(sample, [_fitted(sample, margin) for margin in found if margin])


def joint_problem(
    frame: pd.DataFrame, population: Population, *, rows: npt.ArrayLike | None = None
) -> Problem:
    """Return the problem of post-stratification: one margin, of one or several crossed variables.

    Parameters
    ----------
    frame
        One row per respondent.
    population
        ``{variable: {category: units}}``; a table with a column ``count``, whose other columns are
        the variables; or a Series of counts whose index levels are named like the variables.
    rows
        Which rows belong to the sample: a mask, or the weights (0 is outside). All by default.

    Raises
    ------
    CalibrationError
        As :func:`margins_problem`; several variables that are not crossed; no column ``count``.
    """
    sample = Matching.of(frame, rows)
    variables, counts = crossed_counts(population)
    margin = sample.margin(variables, counts)
    sample.refuse()
    return _problem(sample, [margin] if margin else [])


def totals_problem(
    frame: pd.DataFrame,
    totals: Mapping[str, float | Counts],
    *,
    rows: npt.ArrayLike | None = None,
) -> Problem:
    """Return the problem of calibrating to totals of categories and of numbers (GREG).

    Parameters
    ----------
    frame
        One row per respondent.
    totals
        ``{variable: {category: units}}`` for categories, ``{column: total}`` for numbers and
        ``{"(n)": units}`` for the size of the population. Totals may follow from each other.
    rows
        Which rows belong to the sample: a mask, or the weights (0 is outside). All by default.

    Raises
    ------
    CalibrationError
        As :func:`margins_problem`; a column that is not numeric, has missing or infinite values, or
        a total that is no number.
    """
    sample = Matching.of(frame, rows)
    found: list[Margin | NumericTotal | None] = []
    for name, wanted in totals.items():
        if isinstance(wanted, Mapping | pd.Series):
            found.append(sample.margin((name,), counts_of(name, wanted)))
        else:
            found.append(sample.size(wanted) if name == SIZE else sample.column(name, wanted))
    sample.refuse(none_given(totals), sizes_differ(sample.sizes))
    return _problem(sample, [_fitted(sample, part) for part in found if part])


def _fitted(sample: Matching, part: Margin | NumericTotal) -> Margin | NumericTotal:
    """Return a part whose size is exactly that of the first part that has one."""
    size = sample.sizes.get(part.label)
    if size is None:
        return part
    return replace(part, counts=part.counts * (next(iter(sample.sizes.values())) / size))


def _problem(sample: Matching, parts: Sequence[Margin | NumericTotal]) -> Problem:
    return Problem(
        x=np.hstack([part.indicators() for part in parts]),
        totals=np.concatenate([part.counts for part in parts]),
        names=tuple(name for part in parts for name in part.names),
        inside=sample.inside,
        margins=tuple(part for part in parts if isinstance(part, Margin)),
    )
