"""Several tests at once: p values that keep the chance of one false alarm where it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.variables import Numbers, as_numbers


@overload
def holm(p_values: pd.Series[Any]) -> pd.Series[Any]: ...
@overload
def holm(p_values: Sequence[float] | Numbers) -> Numbers: ...
def holm(p_values: pd.Series[Any] | Sequence[float] | Numbers) -> pd.Series[Any] | Numbers:
    """Return p values adjusted by Holm's method for a family of tests listed beforehand.

    The i-th smallest of m becomes the largest of ``(m - j + 1) · p_j`` over j = 1 … i, at most 1
    (S. Holm 1979, Scandinavian Journal of Statistics 6(2), 65-70). Whatever the dependence
    between the tests, calling those below 0.05 significant raises at least one false alarm in at
    most 5 % of families.

    Parameters
    ----------
    p_values
        One per test. A missing one (a test that could not be made) stays missing and does not
        count in the family.

    Returns
    -------
    Series or array
        In the given order; a Series keeps its index and name.

    Raises
    ------
    VariableError
        Values that are no numbers, or not within 0-1: all are listed.
    """
    given = p_values if isinstance(p_values, pd.Series) else pd.Series(p_values, dtype="float64")
    values = as_numbers(given)
    wrong = (values < 0) | (values > 1)
    if wrong.any():
        raise VariableError(_no_probability(given, values, wrong.nonzero()[0].tolist()))
    adjusted = _adjusted(values)
    if isinstance(p_values, pd.Series):
        return pd.Series(adjusted, index=p_values.index, name=p_values.name)
    return adjusted


def _adjusted(values: Numbers) -> Numbers:
    order = np.argsort(values, kind="stable")
    family = order[: int((~np.isnan(values)).sum())]  # missing ones are sorted last
    factors = np.arange(len(family), 0, -1)
    adjusted = np.full(len(values), np.nan)
    adjusted[family] = np.minimum(np.maximum.accumulate(factors * values[family]), 1.0)
    return adjusted


def _no_probability(given: pd.Series[Any], values: Numbers, places: list[int]) -> str:
    return say(
        "Giá trị p phải nằm trong khoảng 0–1; không hợp lệ: {shown}. Hãy kiểm tra lại phép kiểm "
        "định.",
        "p values lie within 0-1; not valid: {shown}. Check the tests.",
        shown=", ".join(f"{given.index[place]}: {values[place]:g}" for place in places),
    )
