"""Share of non-state resources in what was spent (I03; rule R19, RL-12, RL-35)."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.ledger import LEDGER_TABLES, Ledger, ledger_of
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.spending import SPENT_KINDS, estimates, trace_spending, unpaid

NARROW: Final = ("tai_tro", "dn", "oda", "khac")
"""Non-state funds in the narrow sense of "xã hội hoá" (code list FUND)."""
VARIANTS: Final = {"gom_su_nghiep": ("su_nghiep", *NARROW), "khong_su_nghiep": NARROW}
"""Funds counted: with and without the own revenue of public institutions."""
_LINE_COLUMNS: Final = ["fund_source", "comms_share", "spent", "final"]


def compute_i03(inputs: Inputs) -> Output:
    """Compare what was spent from non-state funds with all that was spent (RL-12, RL-35).

    Money only: payments, replaced line by line by the final account, weighted with the line's
    share. The headline includes the own revenue of public institutions ("nguồn hợp pháp khác").

    Parameters
    ----------
    inputs
        Needs ``budget_lines`` and ``budget_transactions``.

    Returns
    -------
    Output
        Headline in percent with both sums; variants ``gom_su_nghiep`` and ``khong_su_nghiep``.
        ``fund_source`` of the headline is the share of every source, state ones too; of a variant
        it is the sources counted, which add up to it. ``in_kind`` holds in-kind amounts in VND by
        source and is part of no other figure. Nothing spent leaves the value empty.
    """
    ledger, coverage = inputs.once(ledger_of), coverage_of(inputs, *LEDGER_TABLES)
    spent = ledger.lines.loc[ledger.lines["spent"].notna(), _LINE_COLUMNS]
    by_fund = {str(k): float(v) for k, v in spent.groupby("fund_source")["spent"].sum().items()}
    head = Row(
        "I03",
        unit="%",
        completeness=coverage.share,
        flags=coverage.flags | year_flags(inputs) | _flags(ledger, spent),
    )
    wide, narrow = (_share(head, by_fund, funds) for funds in VARIANTS.values())
    verdict = verdict_of(inputs, "I03", wide.value, share=coverage.share, checked=wide.value)
    rows = [replace(wide, verdict=verdict), *_parts(head, by_fund, by_fund)]
    for (variant, funds), row in zip(VARIANTS.items(), (wide, narrow), strict=True):
        rows.append(replace(row, variant=variant))
        rows += _parts(replace(head, variant=variant), by_fund, funds)
    rows += _in_kind(head, ledger)
    return Output(rows, lambda: trace_spending("I03", ledger, _roles(ledger)))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"I03": compute_i03}
LABELS: Labels = {
    "I03": {
        "gom_su_nghiep": (
            "gồm nguồn thu sự nghiệp của đơn vị",
            "with the institutions' own revenue",
        ),
        "khong_su_nghiep": (
            "không gồm nguồn thu sự nghiệp của đơn vị",
            "without the institutions' own revenue",
        ),
    }
}


def _flags(ledger: Ledger, spent: pd.DataFrame) -> frozenset[str]:
    """Return F-UOC for estimates, F-THIEU when a unit that received money reports none."""
    silent = frozenset({LOWER_BOUND} if ledger.receiver_silent else ())
    return estimates(spent) | silent


def _share(head: Row, by_fund: Mapping[str, float], funds: Collection[str]) -> Row:
    """Return the share of `funds`; without any spending both sums are missing, not 0 (R01)."""
    if not by_fund:
        return head
    top = math.fsum(amount for fund, amount in by_fund.items() if fund in funds)
    return as_ratio(head, top, math.fsum(by_fund.values()))


def _parts(head: Row, by_fund: Mapping[str, float], funds: Collection[str]) -> Iterator[Row]:
    for fund in by_fund:
        if fund in funds:
            row = _share(head, by_fund, [fund])
            yield replace(row, breakdown="fund_source", category=fund)


def _in_kind(head: Row, ledger: Ledger) -> Iterator[Row]:
    """Yield in-kind amounts used, by source, in VND; a final account replaces payments."""
    entries = ledger.entries[["line_id", "kind", "weighted", "is_in_kind"]]
    entries = entries[entries["is_in_kind"] & entries["kind"].isin(SPENT_KINDS)]
    final = entries["kind"].eq("quyet_toan")
    settled = entries["line_id"].isin(entries.loc[final, "line_id"])
    used = entries[final | ~settled]
    funds = used["line_id"].map(ledger.lines.set_index("line_id")["fund_source"])
    for fund, amount in used.groupby(funds)["weighted"].sum().items():
        yield replace(
            head, breakdown="in_kind", category=str(fund), value=float(amount), unit="đồng"
        )


def _roles(ledger: Ledger) -> pd.DataFrame:
    """Return role and reason of every line: all with spending stand in the denominator."""
    lines = ledger.lines
    status = roles(lines.index, (lines["spent"].isna(), unpaid()))
    return pd.DataFrame({"line_id": lines["line_id"], **status})
