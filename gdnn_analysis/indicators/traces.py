"""Traces whose role and reason differ from row to row (see ``frame.trace`` for the plain ones)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.indicators.frame import SOURCE_COLUMNS


def trace_each(code: str, table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return one trace row per source row.

    Parameters
    ----------
    code, table
        Indicator and source table.
    rows
        Indexed by record number, with the columns ``role`` and ``reason``.
    """
    traced = rows[["role", "reason"]].rename_axis("record").reset_index()
    traced = traced.astype({"record": "int64", "role": "str", "reason": "str"})
    traced.insert(0, "code", code)
    traced.insert(1, "table", table)
    return traced.astype({"code": "str", "table": "str"})[list(SOURCE_COLUMNS)]
