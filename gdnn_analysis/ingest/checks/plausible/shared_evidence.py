"""DQ-11: one photograph, clip or list cannot prove two different events."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found, looked_up
from gdnn_analysis.ingest.problems import cell_problems, no_cell_problems
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.text import match_key

OF_ONE_EVENT: Final = ("anh_ht", "anh_mh", "clip", "danh_sach")
"""Kinds of evidence taken at one event; a report or a page on the web may tell of several."""


def shared_evidence(tables: Accepted) -> Found:
    """Yield every event whose evidence already proves an earlier, different one."""
    proof = _proof(tables)
    events = tables.rows("events", "event_id", "name_vi", "start_on", "area_id", "evidence_id")
    events = events.assign(proof=looked_up(events["evidence_id"], proof)).dropna(subset=["proof"])
    events = events[events["proof"].duplicated(keep=False)]
    yield "events", _told(events) if len(events) else no_cell_problems()


def _proof(tables: Accepted) -> pd.Series:
    """Return what identifies the content of each piece of evidence: its hash, or its own id."""
    rows = tables.rows("evidence", "evidence_id", "kind", "sha256")
    rows = rows[rows["kind"].isin(OF_ONE_EVENT)].drop_duplicates("evidence_id")
    rows = rows.set_index("evidence_id")
    return rows["sha256"].where(rows["sha256"].notna(), rows.index.to_series())


def _told(events: pd.DataFrame) -> pd.DataFrame:
    names = {name: match_key(name) for name in events["name_vi"].dropna().unique()}
    events = events.assign(name=events["name_vi"].map(names))
    events = events.sort_values(["proof", "start_on", "event_id"], kind="stable")
    first = events.drop_duplicates("proof").set_index("proof")
    earliest = first.reindex(events["proof"]).set_axis(events.index)
    other = pd.Series(False, index=events.index)
    for column in ("name", "start_on", "area_id"):
        other |= events[column].ne(earliest[column]).fillna(False).astype(bool)
    events, earliest = events[other], earliest[other]
    return cell_problems(
        events.index.sort_values(),
        column="evidence_id",
        rule="DQ-11",
        severity="canh_bao",
        values=events["evidence_id"] + " = " + earliest["event_id"],
        message=lambda value: say(
            "Minh chứng trùng với minh chứng của một sự kiện khác ({value}).",
            "The evidence is that of another event too ({value}).",
            value=value,
        ),
        remedy=say(
            "Gửi minh chứng của đúng sự kiện; nếu hai dòng là một sự kiện thì sửa tên, ngày, "
            "địa bàn cho khớp.",
            "Send evidence of this very event; if both rows are one event, make name, day and "
            "area agree.",
        ),
    )
