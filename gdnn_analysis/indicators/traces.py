"""Traces whose role and reason differ from row to row (see ``frame.trace`` for the plain ones)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.indicators.frame import trace_frame


def trace_each(code: str, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return one trace row per source row.

    Parameters
    ----------
    code, table
        Indicator and source table.
    rows
        Indexed by record number, with the columns ``role`` and ``reason``.
    """
    return trace_frame(
        code,
        table,
        rows.index,
        role=rows["role"].astype("str").array,
        reason=rows["reason"].astype("str").array,
    )
