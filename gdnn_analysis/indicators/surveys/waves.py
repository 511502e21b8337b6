"""Waves of surveys: when, of whom, how (RL-38: a wave belongs to the year its fieldwork ends in)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.ingest.dataset import Dataset

VOLUNTARY: Final = "phi_xac_suat"
"""Design of volunteers: no interval, no generalisation (R12)."""
FULL_COUNT: Final = "tong_dieu_tra"
UNWEIGHTED: Final = (VOLUNTARY, FULL_COUNT)
"""Designs that need no weights: everybody counts once where the wave has none."""
CLUSTERED: Final = "xs_phan_tang_cum"


@dataclass(frozen=True)
class Wave:
    """One wave, as table ``survey_waves`` tells it."""

    id: str
    population: str
    first: date
    last: date
    mode: str
    design: str
    version: str
    invited: float | None
    weight_method: str
    comparable_with: tuple[str, ...]

    @property
    def by_chance(self) -> bool:
        """Whether the sample stands for a population."""
        return self.design != VOLUNTARY

    @property
    def estimated(self) -> bool:
        """Whether figures have a sampling error: a full count has none, volunteers none known."""
        return self.design not in UNWEIGHTED


def all_waves(data: Dataset) -> tuple[Wave, ...]:
    """Return all waves whose fieldwork has an end, by population, then end, then id."""
    rows: list[Any] = list(data["survey_waves"].itertuples(index=False))
    found = [
        Wave(
            id=str(row.wave_id),
            population=_text(row.population),
            first=_day(row.fieldwork_from, row.fieldwork_to),
            last=row.fieldwork_to.date(),
            mode=_text(row.mode),
            design=_text(row.design),
            version=_text(row.questionnaire_version),
            invited=None if pd.isna(row.n_invited) else float(row.n_invited),
            weight_method=_text(row.weight_method),
            comparable_with=tuple(row.comparable_with),
        )
        for row in rows
        if pd.notna(row.fieldwork_to)
    ]
    order = {code: place for place, code in enumerate(contract().codes("POP"))}
    return tuple(sorted(found, key=lambda w: (order.get(w.population, 99), w.last, w.id)))


def waves_of(inputs: Inputs) -> tuple[Wave, ...]:
    """Return the waves of the report year."""
    start, end = inputs.interval.start, inputs.interval.end
    return tuple(w for w in inputs.once_per_run(all_waves) if start <= w.last < end)


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _day(value: Any, otherwise: Any) -> date:
    day: date = (otherwise if pd.isna(value) else value).date()
    return day
