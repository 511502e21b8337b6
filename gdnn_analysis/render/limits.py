"""How long a report may take, and the environment its kernel runs in."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final


@dataclass(frozen=True)
class Limits:
    """Time limits in seconds; a report that hangs fails alone, the others go on.

    Attributes
    ----------
    cell
        For one cell.
    report
        For the whole notebook.
    start
        For the kernel to answer.
    """

    cell: int = 900
    report: int = 3600
    start: int = 120


@dataclass
class Clock:
    """What is left of a report's time when a cell starts."""

    limits: Limits
    _started: float = field(default_factory=time.monotonic)

    def allowance(self, cell: object = None) -> int:
        """Return the seconds the next cell may take; at least one, so that it can fail."""
        left = self.limits.report - (time.monotonic() - self._started)
        return max(1, int(min(self.limits.cell, left)))


def kernel_environment(created: datetime) -> dict[str, str]:
    """Return the environment of the kernel: the user's, with what would change results fixed.

    Parameters
    ----------
    created
        Time stamp of the run; libraries that stamp what they write get this one.
    """
    return {**os.environ, **_fixed(created)}


STEADY: Final[Mapping[str, str]] = {
    "MPLBACKEND": "Agg",
    "PYTHONHASHSEED": "0",
    "PYTHONUTF8": "1",
    # What issues and lists say is printed in the report; its notebook chooses the language.
    "GDNN_LANG": "vi",
}
"""What is the same for the kernels of all reports."""


def _fixed(created: datetime) -> Mapping[str, str]:
    return {**STEADY, "SOURCE_DATE_EPOCH": str(int(created.timestamp()))}
