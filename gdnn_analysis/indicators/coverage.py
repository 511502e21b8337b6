"""How much of what was owed has come in, and what that makes of a count (R01, RL-28).

Missing is not zero: a count is 0 only when somebody filed the table for the year; with nothing
filed and no rows it does not exist. A count over an incomplete set is a lower bound (F-THIEU).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.verdict import (
    Count,
    Target,
    judge,
    missing_units,
    target_of,
)
from gdnn_analysis.ingest.dataset import Dataset

LOWER_BOUND: Final = "F-THIEU"


@dataclass(frozen=True)
class Coverage:
    """Filing of the log tables behind one indicator in one year.

    Attributes
    ----------
    share
        Accepted over due obligations, 0 to 1; ``None`` when nothing is owed (RL-28).
    filed
        Whether anybody filed one of the tables, with data or nil.
    """

    share: float | None
    filed: bool

    @property
    def flags(self) -> frozenset[str]:
        """F-THIEU unless every obligation is met."""
        return missing_units(self.share)

    def count(self, value: float, *, known: bool) -> float | None:
        """Return `value`, or nothing when no row makes it `known` and nobody filed (R01)."""
        return float(value) if known or self.filed else None


def coverage_of(inputs: Inputs, *tables: str) -> Coverage:
    """Return the coverage of the year, all obligations of `tables` together.

    What was filed but is not at hand is as missing as what was never filed.
    """
    return inputs.remembered(("coverage", tables), lambda: _coverage(inputs, tables))


def _coverage(inputs: Inputs, tables: tuple[str, ...]) -> Coverage:
    due = accepted = 0
    for table in tables:
        owed, met, nil = inputs.records.filing.account(table, inputs.year, today=inputs.today)
        due, accepted = due + owed, accepted + (met if inputs.data.has(table) else nil)
    return Coverage(
        share=accepted / due if due else None,
        filed=any(was_filed(inputs, table) for table in tables),
    )


def was_filed(inputs: Inputs, table: str) -> bool:
    """Say whether no rows of `table` in the year would mean 0: it was filed, and is at hand.

    Rows that were filed and then went missing prove nothing; only "không phát sinh" needs no rows.
    """
    filing = inputs.records.filing
    if inputs.data.has(table):
        return filing.any_submission(table, inputs.year)
    return filing.nothing_but_nil(table, inputs.year)


def verdict_of(
    inputs: Inputs, code: str, value: float | None, *, share: float | None, checked: float | None
) -> str:
    """Return the verdict on a figure: "không đặt chỉ tiêu" until a target is adopted in writing.

    Parameters
    ----------
    inputs
        Run, with table ``targets``.
    code, value
        Indicator and figure.
    share
        Completeness of the figure, 0 to 1.
    checked
        The same figure from checked records only; the figure itself where nothing is declared.
    """
    return judge(
        Count(checked, value),
        _target(inputs, code),
        finished=inputs.finished,
        completeness=share,
        near_share=inputs.settings.near_share,
        complete_share=inputs.settings.complete_share,
    ).verdict


def _target(inputs: Inputs, code: str) -> Target | None:
    if code not in inputs.once_per_run(_codes_with_target):
        return None
    return target_of(inputs.data["targets"], code, inputs.year)


def _codes_with_target(data: Dataset) -> frozenset[str]:
    """Return the codes of table ``targets``: of the others nothing needs looking up."""
    return frozenset(data["targets"]["code"])
