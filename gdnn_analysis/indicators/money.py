"""Budget allocated (I01) and executed (I02), in VND at current prices (rule R19; RL-12, RL-35)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.ledger import (
    ALLOCATION_SIGN,
    LEDGER_TABLES,
    Ledger,
    ledger_of,
)
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

_BREAKDOWNS: Final = {"fund_source": "fund_source", "activity": "act_id"}


def compute_i01(inputs: Inputs) -> Output:
    """Add up what was allocated, each amount where it is finally used (rule R19, G10).

    ``giao`` and ``dieu_chinh`` of a line, minus what the line's unit passed on (``chuyen_tiep``,
    positive on the giver's line) and what was cancelled (``huy_du_toan``). The receiver reports
    its own ``giao``.

    Parameters
    ----------
    inputs
        Needs ``budget_lines`` and ``budget_transactions``.

    Returns
    -------
    Output
        Headline in VND; ``fund_source`` and ``activity`` add up to it. ``in_kind`` holds in-kind
        amounts by kind of transaction and is part of no other figure.
    """
    ledger = inputs.once(ledger_of)
    coverage = coverage_of(inputs, *LEDGER_TABLES)
    allocated = ledger.lines[ledger.lines["allocated"].notna()]
    estimated = allocated["comms_share"].gt(0) & allocated["comms_share"].lt(1)
    value = coverage.count(allocated["allocated"].sum(), known=bool(len(allocated)))
    head = Row(
        "I01",
        value=value,
        unit="đồng",
        completeness=coverage.share,
        verdict=verdict_of(inputs, "I01", value, share=coverage.share, checked=value),
        flags=coverage.flags
        | ({LOWER_BOUND} if ledger.receiver_silent else frozenset())
        | ({"F-UOC"} if estimated.any() else frozenset()),
    )
    rows = [head]
    for breakdown, column in _BREAKDOWNS.items():
        for category, amount in allocated.groupby(column)["allocated"].sum().items():
            rows.append(_cell(head, breakdown, str(category), float(amount)))
    in_kind = ledger.entries[ledger.entries["is_in_kind"]]
    for kind, amount in in_kind.groupby("kind")["weighted"].sum().items():
        rows.append(_cell(head, "in_kind", str(kind), float(amount)))
    return Output(rows, lambda: _trace("I01", ledger, set(ALLOCATION_SIGN)))


def compute_i02(inputs: Inputs) -> Output:
    """Compare what was spent with what was allocated on the same lines (RL-35).

    The final account (``quyet_toan``) replaces the payments (``chi``) line by line; F-UOC stays
    until every line has one. More than 100 % is shown as it is.

    Parameters
    ----------
    inputs
        As for I01.

    Returns
    -------
    Output
        Headline in percent with both sums; breakdowns ``fund_source`` and ``activity``. Nothing
        allocated, or no spending reported, leaves the value empty; spending on a line without an
        allocation is no execution of it and stands in neither sum.
    """
    ledger = inputs.once(ledger_of)
    coverage = coverage_of(inputs, *LEDGER_TABLES)
    rate = _rate(ledger.lines, coverage)
    verdict = verdict_of(inputs, "I02", rate.value, share=coverage.share, checked=rate.value)
    head = replace(rate, verdict=verdict)
    rows = [head]
    for breakdown, column in _BREAKDOWNS.items():
        for category, lines in ledger.lines.groupby(column):
            cell = _rate(lines, coverage)
            rows.append(replace(cell, breakdown=breakdown, category=str(category)))
    return Output(rows, lambda: _trace("I02", ledger, {*ALLOCATION_SIGN, "chi", "quyet_toan"}))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"I01": compute_i01, "I02": compute_i02}


def _rate(lines: pd.DataFrame, coverage: Coverage) -> Row:
    """Return the execution rate of the lines with an allocation, with its parts."""
    known = lines[lines["allocated"].notna()]
    spent = coverage.count(known["spent"].sum(), known=bool(known["spent"].notna().any()))
    allocated = coverage.count(known["allocated"].sum(), known=bool(len(known)))
    provisional = not known["final"].all()
    return Row(
        "I02",
        value=100 * spent / allocated
        if spent is not None and allocated and allocated > 0
        else None,
        numerator=spent,
        denominator=allocated,
        unit="%",
        completeness=coverage.share,
        flags=coverage.flags | ({"F-UOC"} if provisional else frozenset()),
    )


def _cell(head: Row, breakdown: str, category: str, amount: float) -> Row:
    return replace(head, breakdown=breakdown, category=category, value=amount, verdict="")


def _trace(code: str, ledger: Ledger, kinds: set[str]) -> pd.DataFrame:
    """Return what became of every line and of every transaction of `kinds`."""
    entries = ledger.entries[ledger.entries["kind"].isin(kinds)]
    allotted = set(ledger.lines.loc[ledger.lines["allocated"].notna(), "line_id"])
    settled = set(ledger.lines.loc[ledger.lines["final"], "line_id"])
    reason = pd.Series("", index=entries.index, dtype="str")
    for chosen, vi, en in (
        (
            entries["kind"].eq("chi") & entries["line_id"].isin(settled),
            "đã thay bằng quyết toán của dòng kinh phí",
            "replaced by the line's final account",
        ),
        (
            entries["kind"].isin(["chi", "quyet_toan"]) & ~entries["line_id"].isin(allotted),
            "dòng kinh phí không có số được giao",
            "the line has no allocation",
        ),
        (
            entries["is_in_kind"],
            "hiện vật quy đổi: trình bày riêng, không cộng",
            "in kind: shown apart, not added",
        ),
        (entries["weighted"].isna(), "để trống số tiền", "amount left blank"),
    ):
        reason = reason.mask(chosen, say(vi, en))
    role = pd.Series("tinh", index=entries.index).mask(reason.ne(""), "loai")
    lines = ledger.lines.assign(role="tinh", reason="")
    return join_traces(
        [
            trace_each(code, "budget_lines", lines),
            trace_each(code, "budget_transactions", entries.assign(role=role, reason=reason)),
        ]
    )
