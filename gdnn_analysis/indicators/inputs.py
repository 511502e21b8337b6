"""What every indicator function receives."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import Interval, Period, is_finished, window_of
from gdnn_analysis.records.areas import AreaHistory
from gdnn_analysis.records.filing import Filing
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.units import UnitHistory

Shared = TypeVar("Shared")


@dataclass(frozen=True)
class Settings:
    """Choices that change figures; every one is printed in the method note.

    Attributes
    ----------
    window
        ``nd09`` or ``calendar`` (rule R03).
    reading, digital
        The Department's decision on the 180 target, empty while undecided (D1).
    public
        Suppress small cells (RL-11).
    near_share
        A count of at least this share of the target is "gần đạt" (verdict step 8, proposal).
    complete_share
        From this completeness on a count is no longer a lower bound (step 7, proposal).
    similarity
        Titles at least this similar are probably the same work (RL-21).
    smallest_cell
        Cells of 1 to this many persons minus one are hidden (R11); 5 hides 1–4.
    smallest_sample
        A share of fewer observations is not printed as a percentage (R11).
    scope
        The former district or unit whose work is evaluated; empty = the whole province.
    """

    window: str = "nd09"
    reading: str = ""
    digital: str = ""
    public: bool = True
    near_share: float = 0.9
    complete_share: float = 0.95
    similarity: float = 0.92
    smallest_cell: int = 5
    smallest_sample: int = 30
    scope: str = ""


@dataclass(frozen=True)
class Records:
    """Records shared by all years of a run: resolved once per dataset."""

    media: MediaRecords
    filing: Filing
    units: UnitHistory
    areas: AreaHistory
    _shared: dict[Callable[[Dataset], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, compute: Callable[[Dataset], Shared], data: Dataset) -> Shared:
        """Return ``compute(data)``, computed once for all years of the run; never change it."""
        if compute not in self._shared:
            self._shared[compute] = compute(data)
        found: Shared = self._shared[compute]
        return found


@dataclass(frozen=True)
class Inputs:
    """Data and choices for one reported year.

    Attributes
    ----------
    data
        Typed tables.
    records
        De-duplicated media, filing status, unit and area histories.
    year
        The report year.
    settings
        Choices of the run.
    today
        "Today" of the run (RL-03), for periods that are not over yet.
    """

    data: Dataset
    records: Records
    year: int
    settings: Settings = field(default_factory=Settings)
    today: date = date.max
    _shared: dict[Callable[[Inputs], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    _remembered: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, compute: Callable[[Inputs], Shared]) -> Shared:
        """Return ``compute(self)``, computed once for all indicators of the year.

        What it returns is shared: never change it in place.
        """
        if compute not in self._shared:
            self._shared[compute] = compute(self)
        found: Shared = self._shared[compute]
        return found

    def remembered(self, key: Hashable, compute: Callable[[], Shared]) -> Shared:
        """Return ``compute()``, computed once per year for each key; never change it."""
        if key not in self._remembered:
            self._remembered[key] = compute()
        found: Shared = self._remembered[key]
        return found

    def once_per_run(self, compute: Callable[[Dataset], Shared]) -> Shared:
        """Return ``compute(data)``, computed once for all years of the run; never change it."""
        return self.records.once(compute, self.data)

    @cached_property
    def interval(self) -> Interval:
        """The reporting window of the year (rule R03)."""
        return window_of(self.year, self.settings.window)

    @cached_property
    def finished(self) -> bool:
        """Whether the window is over on `today`."""
        return is_finished(self.interval, self.today)

    @property
    def period(self) -> Period:
        """The year as a period."""
        return Period(self.year, self.year)

    def in_window(self, dates: pd.Series) -> pd.Series:
        """Return which of `dates` lie in the reporting window; a missing date does not."""
        return self.interval.contains(dates)
