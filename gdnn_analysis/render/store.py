"""Reading back what the notebook stored for the writers (shapes: ``render.metadata``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.frame import RESULT_COLUMNS
from gdnn_analysis.ingest.dataset import ISSUE_COLUMNS
from gdnn_analysis.language import say
from gdnn_analysis.render.errors import StoreError

TABLES: Final = ("results", "definitions", "items", "review", "events", "issues")
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "results": RESULT_COLUMNS,
    "issues": ISSUE_COLUMNS,
}
_INPUT_FIELDS: Final = ("path", "sha256", "rows_read", "rows_used")


@dataclass(frozen=True)
class Store:
    """The tables behind a report.

    Attributes
    ----------
    tables
        Stored tables by name.
    inputs
        Files read: ``path``, ``sha256``, ``rows_read``, ``rows_used``, by path.
    """

    tables: Mapping[str, pd.DataFrame]
    inputs: tuple[Mapping[str, Any], ...]

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.tables[name]

    @property
    def issue_counts(self) -> dict[str, int]:
        """Number of issues by severity, worst first."""
        counts = self["issues"]["severity"].value_counts()
        return {name: int(counts.get(name, 0)) for name in ("loi", "canh_bao", "thong_tin")}


def read_store(folder: Path) -> Store:
    """Read the tables a notebook stored in `folder`.

    Raises
    ------
    StoreError
        When a file is missing or a table lacks columns.
    """
    tables = {name: _read_table(folder / f"{name}.parquet") for name in TABLES}
    for name, columns in _COLUMNS.items():
        missing = [column for column in columns if column not in tables[name]]
        if missing:
            raise StoreError(_lacking(name, missing))
    inputs = json.loads(_existing(folder / "inputs.json").read_text(encoding="utf-8"))
    chosen = [{field: item[field] for field in _INPUT_FIELDS} for item in inputs]
    return Store(tables, tuple(sorted(chosen, key=lambda item: str(item["path"]))))


def _read_table(path: Path) -> pd.DataFrame:
    return pd.read_parquet(_existing(path))


def _existing(path: Path) -> Path:
    if path.is_file():
        return path
    raise StoreError(
        say(
            "Sổ tính toán không lưu “{name}”. Ô cuối của sổ phải gọi gdnn.publish.store.",
            "The notebook did not store “{name}”. Its last cell must call gdnn.publish.store.",
            name=path.name,
        )
    )


def _lacking(table: str, columns: list[str]) -> str:
    return say(
        "Bảng “{table}” do sổ tính toán lưu thiếu cột: {columns}.",
        "Table “{table}” stored by the notebook lacks the columns {columns}.",
        table=table,
        columns=", ".join(columns),
    )
