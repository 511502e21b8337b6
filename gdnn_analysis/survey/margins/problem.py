"""What calibration solves: auxiliary variables of a sample and what their totals are to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gdnn_analysis.survey.variables import Mask, Numbers, Places

AGREE: Final = 1e-6
"""Sizes of the population that differ by no more than this share are roundings of one size."""


@dataclass(frozen=True, eq=False)
class Margin:
    """The population counted by categories that exclude each other.

    Attributes
    ----------
    label
        The variable, or the variables that are crossed.
    names
        What the categories are called (k), such as ``stype=E``.
    codes
        Category of every row (n), 0 to k - 1; -1 is outside the sample.
    counts
        Units of the population in each category (k), all above 0.
    """

    label: str
    names: tuple[str, ...]
    codes: Places
    counts: Numbers

    def indicators(self) -> Numbers:
        """Return one 0/1 column per category (n × k)."""
        table = np.zeros((len(self.codes), len(self.names)))
        known = np.flatnonzero(self.codes >= 0)
        table[known, self.codes[known]] = 1.0
        return table


@dataclass(frozen=True, eq=False)
class Problem:
    """Find weights w with ``Σ w x = totals``.

    Attributes
    ----------
    x
        Auxiliary variables (n × p); rows outside the sample are 0.
    totals
        What their weighted sums are to be (p).
    names
        What the columns are called (p), to name faults.
    inside
        Which rows belong to the sample (n).
    margins
        The categorical part of the columns.
    """

    x: Numbers
    totals: Numbers
    names: tuple[str, ...]
    inside: Mask
    margins: tuple[Margin, ...] = ()
