"""The variables of one question as something that can be added up in one pass over the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.variables import (
    Mask,
    Name,
    Numbers,
    Places,
    as_categories,
    as_numbers,
    is_categorical,
    level_text,
    resolve,
    several,
)


@dataclass(frozen=True)
class Terms:
    """K - 1 variables; the weights are the last one, always 1.

    Attributes
    ----------
    names
        What each is called: the variable, or variable and level (``stypeE``).
    codes
        For one categorical variable: place of its level (n), -1 missing.
    columns
        Otherwise the values (n, K - 1), 0 where a row is not complete.
    complete
        Rows with all values (n).
    """

    names: tuple[str, ...]
    codes: Places | None
    columns: Table | None
    complete: Mask

    def totals(self, groups: Places, count: int, weights: Numbers) -> Table:
        """Return weighted totals by group, (count, K); group `count` is outside."""
        if self.codes is not None:
            return self._category_totals(groups, count, weights)
        assert self.columns is not None
        sums = np.empty((count, len(self.names) + 1))
        own = np.where(self.complete, weights, 0.0)
        for place in range(len(self.names)):
            values = own * self.columns[:, place]
            sums[:, place] = np.bincount(groups, values, minlength=count + 1)[:count]
        sums[:, -1] = np.bincount(groups, own, minlength=count + 1)[:count]
        return sums

    def _category_totals(self, groups: Places, count: int, weights: Numbers) -> Table:
        width = len(self.names) + 1
        key = groups * width + self._codes
        sums = np.bincount(key, weights, minlength=(count + 1) * width).astype(
            "float64", copy=False
        )
        table: Table = sums.reshape(count + 1, width)[:count]
        table[:, -1] = table[:, :-1].sum(axis=1)
        return table

    @cached_property
    def _codes(self) -> Places:
        """Places of the levels; a missing one behind the last."""
        assert self.codes is not None
        return np.where(self.codes < 0, len(self.names), self.codes)

    @cached_property
    def rows(self) -> Table:
        """What every row adds to the totals when its weight is 1, (n, K)."""
        if self.codes is None:
            assert self.columns is not None
            return (
                np.column_stack([self.columns, np.ones(len(self.complete))])
                * (self.complete[:, None])
            )
        table = np.zeros((len(self.codes), len(self.names) + 1))
        known = np.flatnonzero(self.codes >= 0)
        table[known, self.codes[known]] = 1.0
        table[known, -1] = 1.0
        return table

    def products(self, groups: Places, count: int, weights: Numbers) -> npt.NDArray[np.float64]:
        """Return weighted totals of the variables' products by group, (count, K, K)."""
        width = len(self.names) + 1
        found = np.zeros((count, width, width))
        if self.codes is not None:
            table = self.totals(groups, count, weights)
            places = np.arange(width)
            found[:, places, places] = table
            return found
        rows = self.rows
        own = np.where(self.complete, weights, 0.0)
        for one in range(width):
            for other in range(one, width):
                sums = np.bincount(groups, own * rows[:, one] * rows[:, other], count + 1)[:count]
                found[:, one, other] = found[:, other, one] = sums
        return found

    def centred(self) -> Terms:
        """Return the variables less their means, so that their squares do not drown what varies."""
        if self.columns is None:
            return self
        count = max(int(self.complete.sum()), 1)
        middle = self.columns.sum(axis=0) / count
        return replace(self, columns=np.where(self.complete[:, None], self.columns - middle, 0.0))

    def sizes(self) -> Terms:
        """Return the variables without their signs."""
        return self if self.columns is None else replace(self, columns=np.abs(self.columns))

    def counts(self, groups: Places, count: int) -> Numbers:
        """Return complete rows by group (count)."""
        found = np.bincount(groups[self.complete], minlength=count + 1)[:count]
        return found.astype("float64")


def build_terms(frame: pd.DataFrame, asked: Name | Sequence[Name]) -> Terms:
    """Return the variables of a question; several share their complete rows.

    Parameters
    ----------
    frame
        One row per respondent.
    asked
        Columns, expressions or Series; texts and categories give one term per level, or one for
        the question where nobody answered and no level is known.

    Raises
    ------
    VariableError
        When nothing is asked, or a variable cannot be used.
    """
    names = several(asked)
    if not names:
        raise VariableError(
            say(
                "Chưa nêu biến nào để tính. Hãy nêu ít nhất một cột hoặc biểu thức.",
                "No variable is named. Name at least one column or expression.",
            )
        )
    values = [resolve(frame, name) for name in names]
    if len(values) == 1 and is_categorical(values[0]):
        found = as_categories(values[0])
        if not found.levels:
            return joined([_columns(values[0])])
        labels = tuple(f"{found.name}{level_text(level)}" for level in found.levels)
        return Terms(labels, found.codes, None, found.codes >= 0)
    return joined([_columns(one) for one in values])


def joined(parts: Sequence[tuple[tuple[str, ...], Table]]) -> Terms:
    """Return terms of named columns (n, k) side by side; a row counts when it has all of them."""
    table = np.column_stack([columns for _, columns in parts])
    complete: Mask = ~np.any(np.isnan(table), axis=1)
    labels = tuple(name for names, _ in parts for name in names)
    return Terms(labels, None, np.where(complete[:, None], table, 0.0), complete)


def _columns(values: pd.Series) -> tuple[tuple[str, ...], Table]:
    if not is_categorical(values):
        return (str(values.name),), as_numbers(values)[:, None]
    found = as_categories(values)
    if not found.levels:
        return (found.name,), np.full((len(values), 1), np.nan)
    labels = tuple(f"{found.name}{level_text(level)}" for level in found.levels)
    table = np.where(
        found.codes[:, None] < 0,
        np.nan,
        (found.codes[:, None] == np.arange(len(labels))).astype("float64"),
    )
    return labels, table
