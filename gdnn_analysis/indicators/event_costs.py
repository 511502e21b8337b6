"""What one attendance costs (E02): money and people of the same events only (R09, R19; G22).

The ledger names no event: a budget line belongs to a unit and an annex row. So money and events
meet where both name the same unit and the same row. Where such a group holds an event without
measured attendances – estimated, not counted, postponed, cancelled, not verified – its money
cannot be told apart from that of the others, and the whole group is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.held import HeldEvents, attendances_held, held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.ledger import LEDGER_TABLES, ledger_of
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.spending import Spending, spending_on, trace_spending
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

EVENT_ROWS: Final = ("PL-III", "PL-V.x", "PL-VI")
"""Annex rows about events: for streaming, integrated in others, exchanges with schools."""
MIXED: Final = "khong_xac_dinh"
"""Event type of money that paid for events of several types."""
LABELS_E02: Final = {
    "ty_le_chi_tinh": (
        "phần chi cho sự kiện được tính (%)",
        "share of event spending that is counted (%)",
    )
}


@dataclass(frozen=True)
class _Match:
    """Events of the year and their money.

    Attributes
    ----------
    rows
        Event rows by record with ``group`` (unit and annex row), ``object_id``, ``event_type``,
        ``measured``, ``funded`` and ``used``.
    attendances
        Measured attendances by event object.
    spent
        Spending by group.
    """

    rows: pd.DataFrame
    attendances: pd.Series[float]
    spent: pd.Series[float]

    @property
    def used(self) -> pd.DataFrame:
        """The rows whose money and people are both known."""
        return self.rows[self.rows["used"]]


def compute_e02(inputs: Inputs) -> Output:
    """Divide spending on events by the attendances measured at the same events (R09, R19, G22).

    An event belongs to the annex row it was linked to by hand, else to PL-VI (exchange with
    schools), PL-V.x (integrated) or PL-III (any other). Events of several units count once and
    bring the money of all of them.

    Parameters
    ----------
    inputs
        Needs ``budget_lines``, ``budget_transactions``, ``events``, ``event_groups`` and
        ``activity_links``.

    Returns
    -------
    Output
        Headline in VND per attendance with both sums; ``event_type``, where
        ``khong_xac_dinh`` is money for several types; variant ``ty_le_chi_tinh``: how much of the
        spending on events stands in the figure. F-THIEU when money or measured events are left out.
    """
    ledger, held = inputs.once(ledger_of), inputs.once(held_events)
    coverage = coverage_of(inputs, *LEDGER_TABLES, "events", "event_groups")
    spending = spending_on(ledger, EVENT_ROWS)
    groups = inputs.once(attendances_held)
    match = _match(inputs, held, groups, spending)
    used = match.used
    top, bottom = _parts(match, used)
    complete = top == spending.total and match.rows["used"].eq(match.rows["measured"]).all()
    head = Row(
        "E02",
        unit="đồng/lượt",
        completeness=coverage.share,
        flags=coverage.flags
        | year_flags(inputs)
        | spending.flags
        | (frozenset() if complete else {LOWER_BOUND})
        | ({"F-TUKHAI"} if (~used["verified"]).any() else frozenset()),
    )
    row = as_ratio(head, top, bottom, factor=1)
    verdict = verdict_of(inputs, "E02", row.value, share=coverage.share, checked=row.value)
    share = as_ratio(replace(head, variant="ty_le_chi_tinh", unit="%"), top or 0, spending.total)
    rows = [replace(row, verdict=verdict), share, *_by_type(head, match)]
    return Output(rows, lambda: _trace(inputs, match, spending, held, groups))


def _match(inputs: Inputs, held: HeldEvents, groups: pd.DataFrame, spending: Spending) -> _Match:
    measured = groups[groups["role"].eq("tinh") & groups["variant"].eq("do_duoc")]
    attendances = measured.groupby("object_id")["attendances"].sum().astype("float64")
    lines = spending.lines
    spent = lines["spent"].groupby(lines["unit_id"] + "|" + lines["act_id"]).sum()
    rows = held.inside[["event_id", "object_id", "event_type", "verified", "reason"]]
    group = held.inside["lead_unit_id"] + "|" + _annex_row(inputs, held.inside)
    rows = rows.assign(
        group=group,
        measured=rows["object_id"].isin(attendances.index) & rows["reason"].eq(""),
        funded=group.isin(spent.index),
    )
    return _Match(rows.assign(used=_clean(rows) & rows["funded"]), attendances, spent)


def _annex_row(inputs: Inputs, events: pd.DataFrame) -> pd.Series[str]:
    """Return the annex row of each event: the one linked by hand, else by its kind."""
    links = inputs.data["activity_links"]
    links = links[links["src_table"].eq("events") & links["act_id"].isin(EVENT_ROWS)]
    linked = links.sort_values("act_id").drop_duplicates("src_id").set_index("src_id")["act_id"]
    integrated = events["is_integrated"].fillna(value=False).astype(bool)
    act = pd.Series("PL-III", index=events.index, dtype="str").mask(integrated, "PL-V.x")
    act = act.mask(events["event_type"].eq("giao_luu"), "PL-VI")
    own = events["event_id"].map(linked).astype("str")
    return own.where(own.notna(), act)


def _clean(rows: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows lie in groups where every event was measured.

    An event shared with a group that is left out is left out with it, and takes its own group
    along: else the money of one side would stand against all the people.
    """
    bad = ~rows["measured"]
    while True:
        groups = bad.groupby(rows["group"]).transform("any")
        shared = (groups & rows["funded"]).groupby(rows["object_id"]).transform("any")
        spread = groups | shared.fillna(value=False).astype(bool)
        if spread.equals(bad):
            return ~bad
        bad = spread


def _parts(match: _Match, used: pd.DataFrame) -> tuple[float | None, float | None]:
    """Return spending and measured attendances of the events in `used`, each counted once."""
    if used.empty:
        return None, None
    people = match.attendances.reindex(used["object_id"].unique())
    return float(match.spent.reindex(used["group"].unique()).sum()), float(people.sum())


def _by_type(head: Row, match: _Match) -> Iterator[Row]:
    used = match.used
    types = used.groupby("group")["event_type"].transform("nunique")
    owners = used.groupby("object_id")["group"].transform("nunique")
    joined = owners.gt(1).groupby(used["group"]).transform("any")
    kind = used["event_type"].mask(types.gt(1) | joined, MIXED)
    for category, part in used.groupby(kind):
        row = as_ratio(head, *_parts(match, part), factor=1)
        yield replace(row, breakdown="event_type", category=str(category))


def _trace(
    inputs: Inputs, match: _Match, spending: Spending, held: HeldEvents, groups: pd.DataFrame
) -> pd.DataFrame:
    """Return events with why they do not count, and lines whose money is left out (G22)."""
    rows = match.rows
    unknown = say("không có số người dự đo được", "attendances not measured")
    unpaid = say(
        "đơn vị không có số chi cho hoạt động này", "the unit has no spending on this activity"
    )
    apart = say(
        "cùng nguồn chi với sự kiện bị hoãn, huỷ hoặc không đo được số người dự",
        "paid from the same money as an event postponed, cancelled or not measured",
    )
    held_back = roles(
        rows.index,
        (~rows["used"], apart),
        (~rows["funded"], unpaid),
        (~rows["measured"], unknown),
        *((rows["reason"].eq(why), why) for why in rows["reason"].unique() if why),
    )
    counted = set(match.used["event_id"])
    left = groups["role"].eq("tinh") & ~groups["event_id"].isin(counted)
    people = groups.assign(
        role=groups["role"].mask(left, "loai"),
        reason=groups["reason"].mask(left, say("sự kiện không được tính", "event left out")),
    )
    return join_traces(
        [
            trace_spending("E02", inputs.once(ledger_of), _line_roles(match, spending)),
            trace_each("E02", "events", pd.DataFrame(held_back)),
            trace_each("E02", "event_groups", people),
        ]
    )


def _line_roles(match: _Match, spending: Spending) -> pd.DataFrame:
    """Return every budget line with role and reason: money without measured events is left out."""
    lines = spending.lines
    group = lines["unit_id"] + "|" + lines["act_id"]
    none = say("đơn vị không có sự kiện nào thuộc dòng này", "the unit has no event of this row")
    apart = say(
        "có sự kiện bị hoãn, huỷ hoặc không đo được số người dự: không tách được tiền",
        "an event was postponed, cancelled or not measured: the money cannot be told apart",
    )
    own = roles(
        lines.index,
        (~group.isin(match.used["group"]), apart),
        (~group.isin(match.rows["group"]), none),
    )
    every = spending.roles.copy()
    every.loc[lines.index, ["role", "reason"]] = pd.DataFrame(own)
    return every
