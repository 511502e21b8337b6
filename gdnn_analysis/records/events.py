"""Many event reports → one event (rule R04): same name, same first day, same area.

Two units that held an event together both report it. Their rows stay, each keeps its credit, and
the event counts once. A second site or a second day is another event only under its own row with
another area or another first day.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force
from gdnn_analysis.vietnamese.text import match_keys

HELD: Final = "da_to_chuc"
CLAIMED: Final = ("da_doi_chieu", "tu_khai")
"""Verification states that count, best first; ``chua`` and ``bac`` do not (RL-32)."""

_SAME_EVENT: Final = ["name_key", "start_on", "area_id"]


def event_reports(data: Dataset) -> pd.DataFrame:
    """Return every event row in force with what it counts for.

    Returns
    -------
    DataFrame
        All columns of ``events``, and ``reason`` (why the row does not count, empty when it
        does), ``verified`` (bool) and ``object_id``: the event the row reports, named after the
        smallest event id of its group; missing for rows that do not count.
    """
    events = in_force(data["events"])
    reports = events.assign(
        reason=_reasons(events), verified=events["verification"].eq("da_doi_chieu")
    )
    counted = reports[reports["reason"].eq("")].assign(name_key=lambda f: match_keys(f["name_vi"]))
    ordered = counted.sort_values("event_id")
    owner = ordered.groupby(_SAME_EVENT, dropna=False)["event_id"].transform("first")
    return reports.assign(object_id=owner.reindex(reports.index).astype("str"))


def one_per_event(reports: pd.DataFrame) -> pd.DataFrame:
    """Return one row per ``object_id``: the best verified report, then the smallest id."""
    ordered = reports.sort_values(["verified", "event_id"], ascending=[False, True])
    return ordered.drop_duplicates("object_id").sort_values("object_id")


def unproven() -> dict[str, str]:
    """Return why a record does not count, by its state of verification (list VERIF)."""
    return {
        "chua": say("chưa kiểm chứng", "not verified yet"),
        "bac": say("minh chứng bị bác", "evidence rejected"),
    }


def _reasons(events: pd.DataFrame) -> pd.Series:
    """Return why each row is left out, the status before the verification (rules R06, R17)."""
    not_held = {
        "du_kien": say("mới dự kiến, chưa tổ chức", "planned, not held"),
        "hoan": say("đã hoãn, không tổ chức", "postponed, not held"),
        "huy": say("đã huỷ, không tổ chức", "cancelled, not held"),
    }
    status = events["status"].map(not_held).astype("str")
    state = events["verification"].map(unproven()).astype("str")
    return status.fillna(state).fillna("")
