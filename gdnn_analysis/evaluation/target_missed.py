"""Whether a year's works fell short of the target, and under which readings (O01)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gdnn_analysis.evaluation.result import Evaluation

SHORT: Final = ("chua_dat", "gan_dat")
"""Verdicts of a number of works below the target."""


@dataclass(frozen=True)
class Missed:
    """Readings under which the target was missed.

    Attributes
    ----------
    counts
        Works by reading that fell short.
    by_all
        Whether they are all readings there are: the decided one, or all three.
    """

    counts: Mapping[str, float]
    by_all: bool


def target_missed(ev: Evaluation) -> Missed | None:
    """Return the readings that fell short in a year; nothing of a part or of several years."""
    if ev.scope is not None or not ev.period.is_year:
        return None
    readings = (ev.settings.reading,) if ev.settings.reading else ("A", "B", "C")
    rows = {
        reading: ev.row("O01", variant=f"{reading}/{ev.settings.digital or 'S1'}/tat_ca")
        for reading in readings
    }
    short = {
        str(reading): float(row["value"])
        for reading, row in rows.items()
        if row is not None and row["verdict"] in SHORT
    }
    return Missed(short, by_all=len(short) == len(rows)) if short else None
