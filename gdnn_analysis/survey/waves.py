"""Change between two waves of a survey.

When the same clusters are visited again their covariance is part of the change: on school surveys
it often halves the interval. The scores of both waves are added up by cluster, and the clusters of
both waves together are one sample (Berger & Priam 2016, Journal of the Royal Statistical Society A
179; Kish 1965, section 12.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import read_choices
from gdnn_analysis.survey.differences import COLUMNS, tested
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.variables import Name, Names
from gdnn_analysis.survey.wave_clusters import Pooled, pool
from gdnn_analysis.survey.wave_errors import independent, overlapping
from gdnn_analysis.survey.wave_figures import matched, taken, wave_of

if TYPE_CHECKING:
    from gdnn_analysis.survey.design import Design

Overlap: TypeAlias = Literal["clusters", "none"]
OVERLAPS: Final = ("clusters", "none")
_FIGURES: Final = frozenset(
    {*COLUMNS, *(f"{name}_{side}" for name in ("se", "df") for side in ("from", "to"))}
)
"""Columns that are no keys."""


def change(
    d1: Design,
    d2: Design,
    y: Names,
    *,
    overlap: Overlap,
    by: Names | None = None,
    where: Any = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return later − earlier of means or shares of two waves.

    Parameters
    ----------
    d1, d2
        Designs of the earlier and the later wave.
    y, by, where
        As for :meth:`Design.mean`; columns or expressions that both waves have.
    overlap
        ``clusters``: clusters with the same name in the same stratum were visited in both waves;
        covariance is kept, population counts are not used (the interval is a little too wide).
        ``none``: independent samples; variances add.
    level
        Confidence level.

    Returns
    -------
    DataFrame
        ``term``, the ``by`` variables, ``estimate_from, estimate_to, estimate, se, ci_low,
        ci_high, df, t, p_value, covariance, n_from, n_to``. A term or domain that only one wave
        has is there, without a change.

    Raises
    ------
    DesignError
        For an unknown overlap; with ``clusters`` when a design has no clusters, only replicate
        weights, a cluster changed its stratum, no cluster is shared, or names are numbers in one
        wave and text in the other.
    """
    return WavePair(d1, d2, overlap).change(y, by=by, where=where, level=level)


@dataclass(frozen=True)
class WavePair:
    """Two waves to be compared question by question: what they share is made out once.

    Parameters
    ----------
    before, after, overlap
        As ``d1``, ``d2`` and ``overlap`` of :func:`change`.
    """

    before: Design
    after: Design
    overlap: Overlap

    def __post_init__(self) -> None:
        if self.overlap not in OVERLAPS:
            raise DesignError(
                say(
                    "overlap=“{value}” không có. Chọn clusters (khảo sát lại cùng cụm) hoặc none "
                    "(hai mẫu độc lập).",
                    "There is no overlap=“{value}”. Choose clusters (same clusters again) or none "
                    "(independent samples).",
                    value=self.overlap,
                )
            )

    def change(
        self, y: Names, *, by: Names | None = None, where: Any = None, level: float = 0.95
    ) -> pd.DataFrame:
        """Return later − earlier of means or shares; see :func:`change`."""
        read_choices({"level": level}, beside=("by", "where"))
        found = self._compared(y, by, where)
        keys = [name for name in found if name not in _FIGURES]
        table = tested(pd.DataFrame(found), level)[[*keys, *COLUMNS]]
        return table.astype(dict.fromkeys(("n_from", "n_to"), "Int64"))

    def changes(self, questions: Sequence[Name], *, level: float = 0.95) -> pd.DataFrame:
        """Return the changes of several questions, each among those who answered it.

        Returns
        -------
        DataFrame
            As :func:`change`, with ``se_from, se_to, df_from, df_to`` of both shares besides.
        """
        read_choices({"level": level})
        found = [self._compared(question, None, None) for question in questions]
        columns = {
            name: np.concatenate([np.asarray(one[name]) for one in found])
            for name in (found[0] if found else ())
        }
        return tested(pd.DataFrame(columns), level) if found else pd.DataFrame()

    def _compared(self, y: Names, by: Names | None, where: Any) -> dict[str, Any]:
        """Return terms and domains of either wave with the figures of both, side by side."""
        first, second = (wave_of(one.sample, y, by, where) for one in (self.before, self.after))
        keys, places = matched(first, second)
        columns = {
            f"{name}_{side}": taken(values, rows)
            for side, wave, rows in (("from", first, places[0]), ("to", second, places[1]))
            for name, values in wave.figures.items()
        }
        columns["estimate"] = columns["estimate_to"] - columns["estimate_from"]
        shared = (
            overlapping(first, second, places, self._pooled)
            if self.overlap == "clusters"
            else independent(columns)
        )
        known = np.isfinite(columns["estimate"])  # without a change there is no error of one either
        shared |= {name: np.where(known, shared[name], np.nan) for name in ("se", "covariance")}
        return keys | columns | shared

    @cached_property
    def _pooled(self) -> Pooled:
        return pool(self.before.sample, self.after.sample)
