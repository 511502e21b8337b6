"""Manual decisions on pairs of media reports: applied first, so they beat everything (RL-22)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from gdnn_analysis.records.media_keys import MediaKeys
from gdnn_analysis.records.media_partition import Groups, Link

SAME_PLACEMENT: Final = "cung_luot_dang"
SAME_WORK: Final = "cung_san_pham"
DIFFERENT: Final = "khac"
_CAUTION: Final = {DIFFERENT: 0, SAME_WORK: 1, SAME_PLACEMENT: 2}


class Decision(NamedTuple):
    """One decision on two positions of the sorted reports, the smaller first."""

    first: int
    second: int
    decision: str


def decisions_on(keys: MediaKeys, matches: pd.DataFrame) -> list[Decision]:
    """Return the decisions about reports in force, the strongest first.

    The later decision is the stronger one; undated ones come last, and of those of one day the
    more cautious (different, same work, same placement), then the smaller ids. The order of the
    two ids of a decision does not matter. A decision about a cancelled row has no object and is
    left out.
    """
    place = pd.Series(range(len(keys)), index=keys.reports["report_id"], dtype="Int64")
    ends = pd.DataFrame(
        {name: matches[name].map(place) for name in ("report_id_a", "report_id_b")}
    ).assign(decision=matches["decision"], decided_on=matches["decided_on"])
    ends = ends.dropna(subset=["report_id_a", "report_id_b", "decision"])
    table = pd.DataFrame(
        {
            "first": ends[["report_id_a", "report_id_b"]].min(axis=1).astype("int64"),
            "second": ends[["report_id_a", "report_id_b"]].max(axis=1).astype("int64"),
            "decision": ends["decision"],
            "caution": ends["decision"].map(_CAUTION),
            "decided_on": ends["decided_on"],
        }
    ).sort_values(["first", "second"])
    table = table.sort_values("caution", kind="stable")
    table = table.sort_values("decided_on", ascending=False, na_position="last", kind="stable")
    columns = (table[name].tolist() for name in Decision._fields)
    return [Decision(*values) for values in zip(*columns, strict=True)]


def apply_decisions(groups: Groups, decisions: Sequence[Decision]) -> list[Decision]:
    """Join and separate as decided; return those that contradict a stronger decision."""
    return [decision for decision in decisions if not _applied(groups, decision)]


def _applied(groups: Groups, decision: Decision) -> bool:
    one, other, what = decision
    if what == SAME_PLACEMENT:
        return groups.same_placement(one, other, Link.MANUAL)
    if groups.place.root(one) == groups.place.root(other):
        return False
    if what == SAME_WORK:
        if not groups.same_work(one, other, Link.MANUAL_WORK):
            return False
        groups.place.separate(one, other)
        return True
    if groups.work.root(one) == groups.work.root(other):
        return False
    groups.work.separate(one, other)
    return True
