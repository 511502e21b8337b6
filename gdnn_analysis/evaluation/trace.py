"""Which rows made which figure, and what each row held: enough to say later what changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.checks.plausible.personal_data import NOTE
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.ingest.privacy import clean_rows, open_questions

if TYPE_CHECKING:
    from gdnn_analysis.evaluation.result import Evaluation

ROW_COLUMNS: Final = ("table", "key", "file", "sheet", "row", "unit", "content")
FIGURE_COLUMNS: Final = ("code", "place", "role", "reason")
UNIT_FIELDS: Final = (
    "reporting_unit_id",
    "unit_id",
    "lead_unit_id",
    "vet_unit_id",
    "station_unit_id",
    "author_unit_id",
    "owner_unit_id",
)
"""Fields that name the unit a row comes from, the first that a table has."""
PARENTS: Final[Mapping[str, tuple[str, str]]] = {
    "event_groups": ("event_id", "events"),
    "event_schools": ("event_id", "events"),
    "event_feedback": ("event_id", "events"),
    "budget_transactions": ("line_id", "budget_lines"),
    "placement_metrics": ("report_id", "media"),
    "channel_metrics": ("channel_id", "channels"),
}
"""Tables whose rows come from the unit of a row they refer to."""
_UNMOVING: Final = frozenset({NOTE, "submission_id"})
"""Fields whose change is no change of the record."""
_DIGITS: Final = 16
_ROLES: Final = ("tinh", "gop", "loai")


@dataclass(frozen=True)
class Trace:
    """The rows of a dataset and the part each has in the figures.

    Attributes
    ----------
    rows
        Every accepted row: ``table, key, file, sheet, row, unit, content``; ``content`` is the
        beginning of a SHA-256 of what the row holds, without personal data.
    figures
        ``code, place, role, reason``: the row at ``place`` of `rows` was counted (``tinh``),
        merged into another (``gop``) or left out (``loai``); one line per code and row.
    """

    rows: pd.DataFrame
    figures: pd.DataFrame

    def tables(self) -> dict[str, tuple[int, str]]:
        """Return the number of rows and the SHA-256 of each table, whatever their order (R07)."""
        found: dict[str, tuple[int, str]] = {}
        for table, rows in self.rows.groupby("table"):
            lines = sorted(f"{key}\t{content}" for key, content in _pairs(rows))
            text = "\n".join(lines).encode()
            found[str(table)] = len(lines), hashlib.sha256(text).hexdigest()
        return found


def trace_of(ev: Evaluation) -> Trace:
    """Return the trace of an evaluation."""
    units = _Units(ev.data)
    hidden = open_questions(ev.data["survey_questions"])
    parts = [
        _rows(ev.data, table, units, clean_rows(table, ev.data[table], hidden)[0])
        for table in contract().tables
        if len(ev.data[table])
    ]
    rows = pd.concat(parts, ignore_index=True) if parts else _none(ROW_COLUMNS)
    return Trace(rows[list(ROW_COLUMNS)], _figures(ev.sources, rows))


def _pairs(rows: pd.DataFrame) -> zip[tuple[str, str]]:
    return zip(rows["key"], rows["content"], strict=True)


def _rows(data: Dataset, table: str, units: _Units, rows: pd.DataFrame) -> pd.DataFrame:
    keys = [rows[name].astype("str").tolist() for name in contract().tables[table].primary_key]
    return pd.DataFrame(
        {
            "table": table,
            "record": rows.index.to_numpy(),
            "key": [" | ".join(parts) for parts in zip(*keys, strict=True)],
            "file": rows["_file"].to_numpy(),
            "sheet": rows["_sheet"].to_numpy(),
            "row": rows["_row"].to_numpy(),
            "unit": units.of(table).to_numpy(),
            "content": _contents(rows),
        }
    )


def _contents(rows: pd.DataFrame) -> list[str]:
    names = sorted(
        name for name in rows.columns if not name.startswith("_") and name not in _UNMOVING
    )
    filled = [name for name in names if rows[name].notna().any()]
    texts = [[_written(name, cell) for cell in rows[name].tolist()] for name in filled]
    return [
        hashlib.sha256("\x1f".join(filter(None, cells)).encode()).hexdigest()[:_DIGITS]
        for cells in (zip(*texts, strict=True) if texts else [()] * len(rows))
    ]


def _written(name: str, cell: Any) -> str:
    """Return a filled cell as a text of its own; nothing for a missing one.

    Column by column and without empty cells, so that a column nobody used before changes nothing.
    """
    if isinstance(cell, str):  # by far the most
        return f"{name}={cell}"
    if isinstance(cell, list | tuple | np.ndarray):
        return f"{name}={';'.join(map(str, cell))}" if len(cell) else ""
    if pd.isna(cell):
        return ""
    if isinstance(cell, float):
        return f"{name}={int(cell) if cell.is_integer() else repr(cell)}"
    return f"{name}={cell.isoformat() if isinstance(cell, datetime) else cell}"


def _figures(sources: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the part each row has in each code; of several parts the one nearest to counting."""
    if not len(sources) or not len(rows):
        return _none(FIGURE_COLUMNS)
    places = pd.Series(rows.index, index=pd.MultiIndex.from_frame(rows[["table", "record"]]))
    named = pd.MultiIndex.from_frame(sources[["table", "record"]])
    figures = sources[["code", "role", "reason"]].assign(
        place=places.reindex(named).to_numpy(), weight=sources["role"].map(_ROLES.index)
    )
    ordered = figures.dropna(subset="place").sort_values(["code", "place", "weight"], kind="stable")
    first = ordered.drop_duplicates(["code", "place"]).astype({"place": "int64"})
    return first[list(FIGURE_COLUMNS)].reset_index(drop=True)


class _Units:
    """The unit each row of a dataset comes from; empty when nothing names one."""

    def __init__(self, data: Dataset) -> None:
        self._data = data

    def of(self, table: str) -> pd.Series[Any]:
        rows = self._data[table]
        if table in PARENTS:
            field, parent = PARENTS[table]
            owners = self._data[parent].drop_duplicates(field)
            known = self.of(parent).loc[owners.index]
            found = rows[field].map(dict(zip(owners[field], known, strict=True)))
        else:
            own = next((name for name in UNIT_FIELDS if name in rows.columns), None)
            found = rows[own] if own else pd.Series(pd.NA, index=rows.index)
        return found.astype("object").where(found.notna(), "").astype("str")


def _none(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="str") for name in columns})
