"""What was spent on rows of the plan's annex, and what became of every amount (R19; RL-12, RL-35).

Only money counts: in-kind amounts are left out with the reason. A line that no annex row could be
named for is never shared out among rows; a figure that needs the row is then a lower bound.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.frame import join_traces
from gdnn_analysis.indicators.ledger import NOT_SPLIT, Ledger
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

SPENT_KINDS: Final = ("chi", "quyet_toan")
_LINE_COLUMNS: Final = ("line_id", "unit_id", "act_id", "comms_share", "spent", "final")
_ENTRY_COLUMNS: Final = ["line_id", "kind", "weighted", "is_in_kind"]


@dataclass(frozen=True)
class Spending:
    """Spending of the year on some annex rows.

    Attributes
    ----------
    lines
        Budget lines of these rows on which something was spent.
    roles
        Every budget line of the year by record: ``line_id``, ``role``, ``reason``.
    not_split
        Whether money was also spent on lines that name no annex row.
    """

    lines: pd.DataFrame
    roles: pd.DataFrame
    not_split: bool

    @property
    def total(self) -> float | None:
        """What was spent, in VND; nothing when no line says so."""
        return float(self.lines["spent"].sum()) if len(self.lines) else None

    @property
    def flags(self) -> frozenset[str]:
        """F-UOC for estimates, F-THIEU for money that could not be told apart."""
        return estimates(self.lines) | frozenset({"F-THIEU"} if self.not_split else ())


def spending_on(ledger: Ledger, acts: Collection[str]) -> Spending:
    """Return what was spent on the lines of the annex rows `acts`."""
    lines = ledger.lines
    chosen, blank = lines["act_id"].isin(acts), lines["spent"].isna()
    unsplit = lines["act_id"].eq(NOT_SPLIT)
    status = roles(
        lines.index,
        (blank, unpaid()),
        (~chosen, say("không thuộc hoạt động của chỉ số", "not an activity of this indicator")),
        (unsplit, say("không tách được theo hoạt động", "not told apart by activity")),
    )
    return Spending(
        lines=lines.loc[chosen & ~blank, list(_LINE_COLUMNS)],
        roles=pd.DataFrame({"line_id": lines["line_id"], **status}),
        not_split=bool((unsplit & lines["spent"].fillna(0).gt(0)).any()),
    )


def unpaid() -> str:
    """Return why a line without spending stands in no figure about spending."""
    return say("chưa có số chi hay quyết toán", "nothing paid or settled yet")


def estimates(lines: pd.DataFrame) -> frozenset[str]:
    """Return F-UOC when a line is not settled yet or its share is an estimate."""
    shared = lines["comms_share"].gt(0) & lines["comms_share"].lt(1)
    return frozenset({"F-UOC"} if bool((shared | ~lines["final"]).any()) else ())


def trace_spending(code: str, ledger: Ledger, lines: pd.DataFrame) -> pd.DataFrame:
    """Return what became of every budget line and of every payment and final account.

    Parameters
    ----------
    code, ledger
        Indicator and the year's ledger.
    lines
        Budget lines by record, with ``line_id``, ``role`` and ``reason``.
    """
    entries = ledger.entries.loc[ledger.entries["kind"].isin(SPENT_KINDS), _ENTRY_COLUMNS]
    settled = ledger.lines.loc[ledger.lines["final"], "line_id"]
    payments = roles(
        entries.index,
        *(
            (entries["line_id"].isin(lines.loc[lines["reason"].eq(why), "line_id"]), why)
            for why in lines["reason"].unique()
        ),
        (
            entries["kind"].eq("chi") & entries["line_id"].isin(settled),
            say(
                "đã thay bằng quyết toán của dòng kinh phí", "replaced by the line's final account"
            ),
        ),
        (entries["weighted"].isna(), say("để trống số tiền", "amount left blank")),
        (
            entries["is_in_kind"],
            say("hiện vật quy đổi: trình bày riêng, không cộng", "in kind: shown apart, not added"),
        ),
    )
    return join_traces(
        [
            trace_each(code, "budget_lines", lines),
            trace_each(code, "budget_transactions", pd.DataFrame(payments)),
        ]
    )
