"""What one product (E01), attendance (E02), paid contact (E03) and outcome (E04) costs, in VND.

Every cost is a ratio of sums about the same units or events (rule R19). Lower is not better by
itself: quality and the time of staff are not in these figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.event_costs import LABELS_E02, compute_e02
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.ledger import LEDGER_TABLES, ledger_of
from gdnn_analysis.indicators.media_eligibility import CHECKED
from gdnn_analysis.indicators.outcome_costs import LABELS_E04, compute_e04
from gdnn_analysis.indicators.paid_reach import compute_e03
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.spending import Spending, spending_on, trace_spending
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.indicators.widest import widest_works
from gdnn_analysis.language import say

PRODUCTION: Final = ("PL-I", "PL-I.1", "PL-I.2", "PL-II")
"""Annex rows about making and placing media products."""


def compute_e01(inputs: Inputs) -> Output:
    """Divide spending on media products by the products of the same units (R19, RL-35).

    The units are those with spending on the rows PL-I and PL-II. Works that O01 counts in its
    widest reading (``C/S1/tat_ca``) count for their author unit; works of other units are left
    out, because nothing says what they cost. A unit's spending stays in even when it has no work.

    Parameters
    ----------
    inputs
        Needs ``budget_lines``, ``budget_transactions`` and the media records.

    Returns
    -------
    Output
        Headline in VND per product with both sums; breakdown ``unit``. F-THIEU when works of units
        without spending were left out, or money names no annex row.
    """
    ledger, works = inputs.once(ledger_of), inputs.once(widest_works)
    coverage = coverage_of(inputs, *LEDGER_TABLES, "media")
    spending = spending_on(ledger, PRODUCTION)
    paid = works["author_unit_id"].isin(spending.lines["unit_id"])
    head = Row(
        "E01",
        unit="đồng/sản phẩm",
        completeness=coverage.share,
        flags=coverage.flags
        | year_flags(inputs)
        | spending.flags
        | ({LOWER_BOUND} if not paid.all() else frozenset())
        | ({"F-TUKHAI"} if works["verification"][paid].ne(CHECKED).any() else frozenset()),
    )
    row = as_ratio(head, spending.total, _known(spending, int(paid.sum())), factor=1)
    verdict = verdict_of(inputs, "E01", row.value, share=coverage.share, checked=row.value)
    note = say(
        "đơn vị tác giả không có số chi cho sản phẩm", "the author unit has no spending on products"
    )
    return Output(
        [replace(row, verdict=verdict), *_by_unit(head, spending, works["author_unit_id"][paid])],
        lambda: join_traces(
            [
                trace_spending("E01", ledger, spending.roles),
                trace_each(
                    "E01", "media", pd.DataFrame(roles(pd.Index(works["record"]), (~paid, note)))
                ),
            ]
        ),
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {
    "E01": compute_e01,
    "E02": compute_e02,
    "E03": compute_e03,
    "E04": compute_e04,
}
PERSONS: Persons = {
    "E02": {ANY_VARIANT: "denominator", "ty_le_chi_tinh": "n"},
    "E04": {ANY_VARIANT: "denominator"},
}
"""What money is divided by is people; ``ty_le_chi_tinh`` is money over money, ``n`` is empty."""
LABELS: Labels = {"E02": LABELS_E02, "E04": LABELS_E04}


def _known(spending: Spending, count: int) -> float | None:
    """Return how many works there are; nothing when no unit is known to count them for."""
    return float(count) if len(spending.lines) else None


def _by_unit(head: Row, spending: Spending, authors: pd.Series[str]) -> Iterator[Row]:
    """Yield the cost of each unit with spending; without any work it has none, not 0."""
    made = authors.value_counts()
    for unit, amount in spending.lines.groupby("unit_id")["spent"].sum().items():
        row = as_ratio(head, float(amount), float(made.get(unit, 0)), factor=1)
        yield replace(row, breakdown="unit", category=str(unit))
