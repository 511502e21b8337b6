"""The sample while it is matched with figures about its population, name by name."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.survey.columns import unknown_columns
from gdnn_analysis.survey.faults import CalibrationError
from gdnn_analysis.survey.margins.cells import Key, cell_name, cells, plain
from gdnn_analysis.survey.margins.faults import (
    blank_columns,
    blank_fault,
    no_figure_fault,
    not_numeric_fault,
    twice_fault,
)
from gdnn_analysis.survey.margins.figures import number_of
from gdnn_analysis.survey.margins.mismatches import mismatches
from gdnn_analysis.survey.margins.problem import Margin
from gdnn_analysis.survey.variables import Mask, Numbers

SIZE: Final = "(n)"
"""Name under which calibration totals give the size of the population."""


@dataclass(frozen=True, eq=False)
class NumericTotal:
    """A numeric auxiliary variable and its total; to the problem it is a margin of one column."""

    label: str
    names: tuple[str, ...]
    values: Numbers
    counts: Numbers

    def indicators(self) -> Numbers:
        return self.values[:, None]


@dataclass(frozen=True, eq=False)
class Matching:
    """The sample while it is matched with figures; faults and population sizes met so far."""

    frame: pd.DataFrame
    inside: Mask
    faults: list[str] = field(default_factory=list)
    sizes: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, frame: pd.DataFrame, rows: npt.ArrayLike | None) -> Matching:
        inside = np.ones(len(frame), bool) if rows is None else np.asarray(rows) != 0
        return cls(frame, inside)

    def margin(
        self, variables: tuple[str, ...], figures: Sequence[tuple[Key, object]]
    ) -> Margin | None:
        """Return one margin; without its columns there is none."""
        counts = self._counts(variables, figures)
        unknown = list(unknown_columns(self.frame, variables))
        self.faults.extend(unknown)
        if unknown:
            return None
        self.faults.extend(blank_columns(self.frame, variables, self.inside))
        codes, keys = cells(self.frame, variables, self.inside)
        self.faults.extend(mismatches(variables, counts, (codes, keys)))
        levels = [key for key, count in counts.items() if count != 0]
        place = {key: number for number, key in enumerate(levels)}
        lookup = np.array([*(place.get(key, -1) for key in keys), -1], dtype=np.intp)
        return Margin(
            " × ".join(variables),
            tuple(cell_name(variables, key) for key in levels),
            lookup[codes],
            np.array([counts[key] for key in levels]),
        )

    def _counts(
        self, variables: tuple[str, ...], figures: Sequence[tuple[Key, object]]
    ) -> dict[Key, float]:
        counts: dict[Key, float] = {}
        for raw, value in figures:
            key = tuple(map(plain, raw))
            name = cell_name(variables, key)
            number = number_of(value)
            if key in counts:
                self.faults.append(twice_fault(name))
            if not number >= 0:
                self.faults.append(no_figure_fault(name, value))
            counts[key] = number
        size = sum(counts.values())
        if math.isfinite(size) and size > 0:
            self.sizes[" × ".join(variables)] = size
        return counts

    def size(self, units: object) -> NumericTotal:
        """Return the column of ones, whose total is the size of the population."""
        number = number_of(units)
        if number > 0:
            self.sizes[SIZE] = number
        else:
            self.faults.append(no_figure_fault(SIZE, units))
        return NumericTotal(SIZE, (SIZE,), self.inside.astype("float64"), np.array([number]))

    def column(self, name: str, total: object) -> NumericTotal | None:
        """Return a numeric column of the sample and its total."""
        number = number_of(total)
        if not math.isfinite(number):
            self.faults.append(no_figure_fault(name, total))
        unknown = list(unknown_columns(self.frame, [name]))
        self.faults.extend(unknown)
        if unknown:
            return None
        series = self.frame[name]
        if not pd.api.types.is_numeric_dtype(series.dtype):
            self.faults.append(not_numeric_fault(series))
            return None
        values = series.to_numpy(dtype="float64", na_value=np.nan)
        lacking = ~np.isfinite(values) & self.inside
        if lacking.any():
            self.faults.append(blank_fault(name, lacking))
        kept = np.where(self.inside, values, 0.0)
        return NumericTotal(name, (name,), kept, np.array([number]))

    def refuse(self, *more: Iterator[str]) -> None:
        """Raise all faults, if there are any."""
        for faults in more:
            self.faults.extend(faults)
        if self.faults:
            raise CalibrationError(self.faults)
