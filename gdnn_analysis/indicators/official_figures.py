"""What the statistics of schools and colleges have in common (R01, R16)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage

FROM_PROVISIONAL: Final = ("uoc_tinh", "so_bo", "hieu_chinh", "chinh_thuc")
"""Code list DATA_STATUS; the first one met among the rows used is that of the figure."""
ESTIMATE: Final = "uoc_tinh"


def least_final(*statuses: pd.Series[str]) -> str:
    """Return the least final status of the rows behind a figure; empty when none says so (R16)."""
    met = {code for column in statuses for code in column.dropna().unique()}
    return next((code for code in FROM_PROVISIONAL if code in met), "")


def status_flags(status: str) -> frozenset[str]:
    """Return F-UOC for a figure that rests on estimates."""
    return frozenset({"F-UOC"} if status == ESTIMATE else ())


def filing_flags(coverage: Coverage) -> frozenset[str]:
    """Return F-THIEU when a unit that owes the table has not filed it.

    Statistics that an authority draws up itself are owed by no unit: no obligation means nothing.
    """
    missing = coverage.share is not None and coverage.share < 1
    return frozenset({LOWER_BOUND} if missing else ())
