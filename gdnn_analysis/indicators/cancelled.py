"""Traces of cancelled records: they stay in the log and count for nothing (rule R06)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.indicators.frame import no_sources
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say


def trace_cancelled(code: str, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the trace of those of `rows` (records of the year) that were cancelled."""
    gone = rows[rows["record_status"].eq("huy")]
    if gone.empty:
        return no_sources()
    reason = say("bản ghi đã huỷ", "cancelled record")
    return trace_each(code, table, gone.assign(role="loai", reason=reason))
