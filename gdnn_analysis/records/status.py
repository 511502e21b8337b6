"""Which rows of a log are in force."""

from __future__ import annotations

import pandas as pd


def in_force(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows whose ``record_status`` is not ``huy`` (blank means in force)."""
    if "record_status" not in frame.columns:
        return frame
    status = frame["record_status"]
    kept = status.isna() | status.eq("hieu_luc")
    return frame if kept.all() else frame[kept]
