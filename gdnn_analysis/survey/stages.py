"""How a sample was drawn, stage by stage: what its variance is made of.

Every stage is treated alike: units drawn without replacement within strata. At the second stage
the strata are the clusters of the first (Särndal, Swensson & Wretman 1992, section 4.3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from gdnn_analysis.survey.variables import Mask, Numbers, Places

CERTAIN = 1e-7
"""A stratum of which less than this share was not drawn is a full count."""


@dataclass(frozen=True)
class Stage:
    """One stage of sampling.

    Attributes
    ----------
    unit
        Number of the unit each row belongs to (n), 0 to U - 1.
    stratum
        Number of the stratum each unit belongs to (U), 0 to H - 1.
    names
        What the strata are called (H), for messages.
    population
        Units in the population per stratum (H); infinite where none was given.
    reach
        Share drawn of the units above (H): the factor its variance carries to the total.
    """

    unit: Places
    stratum: Places
    names: tuple[str, ...]
    population: Numbers
    reach: Numbers

    @cached_property
    def drawn(self) -> Numbers:
        """Units drawn per stratum (H)."""
        return np.bincount(self.stratum, minlength=len(self.names)).astype("float64")

    @cached_property
    def left(self) -> Numbers:
        """Share of the units that was not drawn (H); 1 where the population is not given."""
        return 1.0 - self.drawn / self.population

    @cached_property
    def factor(self) -> Numbers:
        """What squared deviations of unit totals count with (H); 0 where nothing varies.

        ``reach · (1 - n/N) · n/(n - 1)``; n/(n - 1) is 1 in a stratum with one unit.
        """
        spread = self.drawn / np.maximum(self.drawn - 1, 1)
        return np.where(self.left < CERTAIN, 0.0, self.reach * self.left * spread)

    @cached_property
    def lonely(self) -> Mask:
        """Which strata have one unit drawn of several (H)."""
        found: Mask = (self.drawn == 1) & (self.left >= CERTAIN)
        return found


@dataclass(frozen=True)
class Structure:
    """How a sample was drawn: one stage, or two.

    Attributes
    ----------
    stages
        First stage first. Without population counts one stage tells everything: the first one's
        totals vary as if drawn with replacement (ultimate clusters; Wolter 2007, section 1.4).
    labels
        Stratum and cluster of every primary unit as the data name them (U × 2); empty when rows
        were drawn one by one.
    """

    stages: tuple[Stage, ...]
    labels: pd.DataFrame

    @property
    def first(self) -> Stage:
        """The stage of the primary sampling units."""
        return self.stages[0]

    @property
    def last(self) -> Stage:
        """The stage whose units are smallest."""
        return self.stages[-1]

    def implied_weights(self) -> Numbers:
        """Return the inverse of the drawing probability of every row (n)."""
        weights = np.ones(len(self.first.unit))
        for stage in self.stages:
            weights = weights * (stage.population / stage.drawn)[stage.stratum][stage.unit]
        return weights
