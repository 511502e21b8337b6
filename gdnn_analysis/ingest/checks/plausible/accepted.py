"""The accepted rows in force of every table, as the rules of plausibility look at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from gdnn_analysis.ingest.checks.checked import PLACES, Checked

Found = Iterator[tuple[str, pd.DataFrame]]
"""What a rule gives: tables with the cell problems found in them."""


class Accepted:
    """Accepted rows by table.

    Parameters
    ----------
    checked
        All tables after the checks that leave rows out.
    """

    def __init__(self, checked: Mapping[str, Checked]) -> None:
        self._checked = checked
        self._masks: dict[str, pd.Series[bool] | None] = {}

    def rows(self, table: str, *columns: str) -> pd.DataFrame:
        """Return some columns of the rows that are accepted and not cancelled, by record."""
        if table not in self._masks:
            self._masks[table] = self._in_force(table)
        mask, rows = self._masks[table], self._checked[table].rows[list(columns)]
        return rows if mask is None else rows[mask]

    def everything(self, table: str) -> pd.DataFrame:
        """Return all rows of a table, cancelled ones and those left out too."""
        return self._checked[table].rows

    def questions(self) -> list[str]:
        """Return the columns of survey answers, which are named by their questions."""
        entry = self._checked["survey_responses"]
        known = {*entry.table.names, *PLACES}
        return [name for name in entry.rows.columns if name not in known]

    def title(self, table: str, column: str) -> str:
        """Return the Vietnamese title of a field."""
        return self._checked[table].table[column].title

    def _in_force(self, table: str) -> pd.Series[bool] | None:
        """Return which rows count, or nothing when all do: most tables have no faults."""
        entry = self._checked[table]
        stands = entry.accepted if len(entry.broken) else None
        if "record_status" in entry.rows.columns:
            cancelled = entry.rows["record_status"].eq("huy").fillna(False).astype(bool)
            if cancelled.any():
                stands = ~cancelled if stands is None else stands & ~cancelled
        return stands


def looked_up(keys: pd.Series[Any], values: pd.Series[Any]) -> pd.Series[Any]:
    """Return the value of each key, missing where there is none; also from an empty table."""
    return values.reindex(pd.Index(keys)).set_axis(keys.index)


def shown(numbers: pd.Series[Any]) -> pd.Series[Any]:
    """Return figures as issues show them: no decimals that say nothing."""
    return numbers.astype("float64").map("{:g}".format, na_action="ignore").astype("object")
