"""Rows in memory → the warnings of one rule, with the promise every rule makes: no row goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from gdnn_analysis.ingest import Dataset
from tests.unit.ingest.world import Row, issues_of, read


def warned(rule: str, rows: Mapping[str, Sequence[Row]]) -> pd.DataFrame:
    """Return the warnings of a rule; all rows must stay in use and no rule may be an error."""
    data = read(rows)
    assert_all_used(data)
    return issues_of(data, rule=rule)


def assert_all_used(data: Dataset) -> None:
    assert data.counts["rows_left_out"].sum() == 0, data.issues.to_string()
    assert "loi" not in set(data.issues["severity"])
