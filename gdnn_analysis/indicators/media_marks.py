"""How many works each reading and filter counts in a span of days: what O01 adds up.

Only what is counted, as arrays made once for all years; the works themselves are wide rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gdnn_analysis.indicators.media_eligibility import (
    CHECKED,
    DIGITAL_FILTERS,
    READINGS,
    Days,
    digital_enough,
    first_placements,
    inside_and_touching,
)
from gdnn_analysis.period import Interval
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.media_keys import Bools


@dataclass(frozen=True, eq=False)
class Marks:
    """Works of a reading and filter, whatever their year; all arrays in one order.

    Attributes
    ----------
    start, end
        Days between which the first publication lies.
    checked, suspected
        Whether the evidence was checked; whether probable duplicates were merged in.
    """

    start: Days
    end: Days
    checked: Bools
    suspected: Bools


@dataclass(frozen=True)
class Numbers:
    """Some works of a span of days.

    Attributes
    ----------
    works
        How many.
    flags
        F-NGOAIKY when others may be of the span, but are dated too vaguely to tell (rule R03),
        F-TRUNG and F-TUKHAI for works that are doubtful or only declared.
    """

    works: int
    flags: frozenset[str]


@dataclass(frozen=True)
class Found:
    """The works of a span of days: all that count, and those of them that were checked."""

    every: Numbers
    checked: Numbers


def found_in(marks: Marks, interval: Interval) -> Found:
    """Return how many works were first published inside a span of days."""
    inside, touching = inside_and_touching(marks.start, marks.end, interval)
    vague = bool((touching & ~inside).any())
    return Found(
        _numbers(marks, inside, vague=vague), _numbers(marks, inside & marks.checked, vague=vague)
    )


@lru_cache(maxsize=len(READINGS) * len(DIGITAL_FILTERS))
def marks_of(media: MediaRecords, reading: str, digital: str) -> Marks:
    """Return the works that count under a reading and filter; shared by all years of a run."""
    first = first_placements(media, reading)
    fields = ["work_id", "item_type", "is_digital", "verification", "suspected"]
    works = media.works[fields].set_index("work_id").loc[first.index]
    kept = (works["item_type"].ne("khac") & digital_enough(works, digital)).to_numpy(dtype=bool)
    return Marks(
        first["start"].to_numpy()[kept],
        first["end"].to_numpy()[kept],
        works["verification"].eq(CHECKED).to_numpy(dtype=bool)[kept],
        works["suspected"].to_numpy(dtype=bool)[kept],
    )


def _numbers(marks: Marks, chosen: Bools, *, vague: bool) -> Numbers:
    signs = {
        "F-NGOAIKY": vague,
        "F-TRUNG": bool((chosen & marks.suspected).any()),
        "F-TUKHAI": bool((chosen & ~marks.checked).any()),
    }
    return Numbers(
        int(np.count_nonzero(chosen)), frozenset(flag for flag, shown in signs.items() if shown)
    )
