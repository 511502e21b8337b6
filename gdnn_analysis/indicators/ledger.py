"""The budget lines of a year and what was allocated and spent on them (R19; RL-12, RL-35).

The year is the budget year of the line, whatever the window of the report: a decision of
20/12/2022 on the budget of 2023 is money of 2023. Amounts are weighted with the line's share for
vocational-education communication and never rounded. In-kind amounts stand apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.records.status import in_force

ALLOCATION_SIGN: Final = {"giao": 1, "dieu_chinh": 1, "chuyen_tiep": -1, "huy_du_toan": -1}
"""Sign of each kind in the allocation that stays with the final-use unit (RL-35)."""
NOT_SPLIT: Final = "khong_tach"
"""Category of lines that no annex row could be named for."""
LEDGER_TABLES: Final = ("budget_lines", "budget_transactions")


@dataclass(frozen=True)
class Ledger:
    """Budget lines of the year with their sums, and the transactions on them.

    Attributes
    ----------
    lines
        Lines in force of the budget year, ``act_id`` being ``khong_tach`` where none is named;
        with ``allocated``, ``spent`` (VND weighted with ``comms_share``, money only; missing
        without any transaction of the sort) and ``final`` (a final account exists).
    entries
        All transactions on these lines, in kind too, with ``weighted`` (VND).
    receiver_silent
        Whether money went to a unit that reports no line for the year.
    """

    lines: pd.DataFrame
    entries: pd.DataFrame
    receiver_silent: bool


def ledger_of(inputs: Inputs) -> Ledger:
    """Return the ledger of the year; call it through ``inputs.once(ledger_of)``."""
    lines = in_force(inputs.data["budget_lines"])
    lines = lines[lines["year"].eq(inputs.year)]
    lines = lines.assign(act_id=lines["act_id"].fillna(NOT_SPLIT))
    entries = in_force(inputs.data["budget_transactions"]).rename_axis("record").reset_index()
    entries = entries.merge(lines[["line_id", "comms_share"]], on="line_id").set_index("record")
    entries = entries.assign(
        weighted=entries["amount_vnd"].astype("float64") * entries["comms_share"],
        is_in_kind=entries["is_in_kind"].fillna(value=False).astype(bool),
    )
    cash = entries[~entries["is_in_kind"]]
    passed_on = cash.loc[cash["kind"].eq("chuyen_tiep"), "counterpart_unit_id"].dropna()
    return Ledger(
        lines=_with_sums(lines, cash),
        entries=entries,
        receiver_silent=bool((~passed_on.isin(lines["unit_id"])).any()),
    )


def _with_sums(lines: pd.DataFrame, cash: pd.DataFrame) -> pd.DataFrame:
    """Return lines with ``allocated``, ``spent`` and ``final``."""
    signed = cash["weighted"] * cash["kind"].map(ALLOCATION_SIGN).astype("float64")
    paid, settled = (
        cash[cash["kind"].eq(kind)].groupby("line_id")["weighted"].sum(min_count=1).dropna()
        for kind in ("chi", "quyet_toan")
    )
    allocated = signed.groupby(cash["line_id"]).sum(min_count=1)
    key = lines["line_id"]
    return lines.assign(
        allocated=key.map(allocated).astype("float64"),
        spent=key.map(settled).astype("float64").fillna(key.map(paid).astype("float64")),
        final=key.isin(settled.index),
    )
