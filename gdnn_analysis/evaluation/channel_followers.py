"""Followers of channels: the last number each reported in the year (beside T01 and T02)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.records.status import in_force

FOLLOWERS: Final = "nguoi_theo_doi"


def channel_followers(ev: Evaluation) -> dict[str, float]:
    """Return the last number of followers of each channel in the window; never added up (R09)."""
    rows = ev.data["channel_metrics"]
    rows = in_force(rows[rows["metric"].eq(FOLLOWERS) & rows["value"].notna()])
    rows = rows[ev.interval.contains(rows["period_start"])]
    rows = rows.sort_values(["channel_id", "period_start", "def_version"])
    last = rows.drop_duplicates("channel_id", keep="last")
    return dict(zip(last["channel_id"].astype(str), last["value"].astype(float), strict=True))


def named_channels(ev: Evaluation) -> tuple[str, ...]:
    """Return the channels the plan names (VII.2.4), in the order of the register.

    In a report of a part of the province: those its own units run.
    """
    channels = ev.data["channels"]
    named = channels[channels["named_in_plan"].eq(True).fillna(value=False).astype(bool)]
    named = named[named["owner_unit_id"].map(ev.records.units.owes).astype(bool)]
    return tuple(dict.fromkeys(named["channel_id"].astype(str)))


def measured_channels(ev: Evaluation) -> tuple[str, ...]:
    """Return the other channels with a figure of reach or engagement, farthest reach first."""
    rows = ev.rows("T01", variant="trung_vi", breakdown="channel")
    reach = dict(zip(rows["category"].astype(str), rows["value"], strict=True))
    engaged = ev.rows("T02", variant="", breakdown="channel")["category"]
    named = set(named_channels(ev))
    others = {*reach, *engaged.astype(str)} - named
    return tuple(sorted(others, key=lambda channel: (-_known(reach.get(channel)), channel)))


def _known(reach: float | None) -> float:
    """Return a reach to sort by; a channel without one comes last."""
    return -1.0 if reach is None or pd.isna(reach) else float(reach)
