"""What one more aware adult cost (E04, outcome c): an accounting ratio, no effect of money (R15).

Only when two comparable surveys of adults show a significant rise of awareness (C06): everything
spent on communication in the budget years between the waves, over the rise times the adults the
later sample stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.ledger import LEDGER_TABLES, Ledger, ledger_of
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.spending import estimates, unpaid
from gdnn_analysis.indicators.surveys.comparison import Change, comparisons
from gdnn_analysis.indicators.surveys.measures import AWARENESS

ADULTS: Final = "dan"
VARIANT: Final = "nhan_biet"


@dataclass(frozen=True)
class AwarenessCost:
    """The figure and the ledgers it was made of.

    Attributes
    ----------
    row
        Variant ``nhan_biet`` of E04; empty with F-MAUSO where no significant rise was found.
    by_year
        Ledgers by budget year between the waves; none for an empty row.
    """

    row: Row
    by_year: Mapping[int, Ledger] = field(default_factory=dict)

    @property
    def ledgers(self) -> tuple[Ledger, ...]:
        """The ledgers, earliest year first."""
        return tuple(self.by_year.values())


def awareness_cost(inputs: Inputs) -> AwarenessCost:
    """Return what one more aware adult cost; call it through ``inputs.once``."""
    base = Row("E04", variant=VARIANT, unit="đồng/người", flags=year_flags(inputs))
    found = _rise(inputs)
    if found is None:
        return AwarenessCost(replace(base, flags=base.flags | {"F-MAUSO"}))
    change, adults = found
    first = min(change.before.last.year + 1, change.after.last.year)
    years = {
        year: inputs if year == inputs.year else replace(inputs, year=year)
        for year in range(first, change.after.last.year + 1)
    }
    ledgers = {year: one.once(ledger_of) for year, one in years.items()}
    spent = [one.lines["spent"].sum(min_count=1) for one in ledgers.values()]
    complete = not pd.isna(spent).any()
    flags = frozenset({LOWER_BOUND} if not complete else ()).union(
        *(estimates(one.lines[one.lines["spent"].notna()]) for one in ledgers.values()),
        *(coverage_of(one, *LEDGER_TABLES).flags for one in years.values()),
    )
    row = as_ratio(
        replace(base, flags=base.flags | flags),
        float(sum(spent)) if complete else None,
        change.value / 100 * adults,
        factor=1,
    )
    return AwarenessCost(row, ledgers)


def spent_roles(ledger: Ledger) -> pd.DataFrame:
    """Return what became of the budget lines: all that was spent counts."""
    lines = ledger.lines
    status = roles(lines.index, (lines["spent"].isna(), unpaid()))
    return pd.DataFrame({"line_id": lines["line_id"], **status})


def _rise(inputs: Inputs) -> tuple[Change, float] | None:
    """Return the year's significant rise of adults' awareness, and how many adults there are."""
    found = inputs.once(comparisons)
    rises = [
        one
        for one in found.changes
        if one.after.population == ADULTS and one.item.construct == AWARENESS and one.item.core
    ]
    if len(rises) != 1 or rises[0].finding != "tang":
        return None
    design = next(s.design for s in found.samples if s.wave.id == rises[0].after.id)
    return None if design is None else (rises[0], float(design.weights.sum()))
