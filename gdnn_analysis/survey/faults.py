"""What can be wrong with a survey: every misuse is refused, none becomes a silent number.

All are ``ValueError``; their text names the column and the row, shows the value and says what to
do. A text may hold several faults, one per line: they are reported together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager


class SurveyError(ValueError):
    """Something about a survey that no estimate may be built on.

    Parameters
    ----------
    faults
        One sentence, or one per fault.
    """

    def __init__(self, faults: str | Iterable[str]) -> None:
        self.faults: tuple[str, ...] = (faults,) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(self.faults))


class DesignError(SurveyError):
    """Weights, strata, clusters or population counts contradict each other or are missing."""


class LonelyClusterError(DesignError):
    """A stratum with a single cluster has no variance of its own; the user must say what to do."""


class VariableError(SurveyError):
    """A variable, domain or expression that the data do not hold, or of the wrong kind."""


class CalibrationError(SurveyError):
    """Weights cannot meet the population figures: a margin is missing, contradictory or empty."""


class ConvergenceError(CalibrationError):
    """The weights did not settle within the iterations allowed."""


@contextmanager
def keeping(faults: list[str]) -> Iterator[None]:
    """Keep what is wrong with one part of a design, so that the other parts are looked at too."""
    try:
        yield
    except DesignError as error:
        faults.extend(fault for fault in error.faults if fault not in faults)
