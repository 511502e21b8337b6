"""What sentences of the chapters share."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.vietnamese.numbers import format_number


def known(row: pd.Series | None) -> bool:
    """Say whether there is a figure."""
    return row is not None and pd.notna(row["value"])


def counts(row: pd.Series) -> str:
    """Return the two counts of a share: "38/63"."""
    return f"{format_number(row['numerator'])}/{format_number(row['denominator'])}"
