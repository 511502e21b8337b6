"""What sentences of the chapters share."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.language import tell
from gdnn_analysis.report.wording import figure_text, is_lower_bound
from gdnn_analysis.vietnamese.numbers import format_number


def known(row: pd.Series | None) -> bool:
    """Say whether there is a figure."""
    return row is not None and pd.notna(row["value"])


def counts(row: pd.Series) -> str:
    """Return the two counts of a share: "38/63"."""
    return f"{format_number(row['numerator'])}/{format_number(row['denominator'])}"


def counted(row: pd.Series, what: str) -> str:
    """Return a count with what it counts; a 0 of incomplete data is nothing recorded yet (R01)."""
    if row["value"] == 0 and is_lower_bound(row):
        return tell("chưa ghi nhận {what}", what=what)
    return tell("{figure} {what}", figure=figure_text(row), what=what)
