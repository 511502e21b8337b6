"""What reading a data directory gives: typed tables, issues, counts and the list of inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pandas as pd

# Text columns as Python strings: the many small selections of this work are twice as quick as with
# pyarrow, and a country's worth of rows takes 3 instead of 5 GB (benchmarks/scale.py). Set for the
# process, because frames of both sorts do not mix without conversion.
pd.set_option("mode.string_storage", "python")

DatasetKind = Literal["thu_thap", "cong_khai", "minh_hoa"]

PROVENANCE: Final = ("_file", "_sheet", "_row")
ISSUE_COLUMNS: Final = (
    "severity",
    "rule",
    "table",
    "file",
    "sheet",
    "row",
    "column",
    "value",
    "message",
    "remedy",
)


@dataclass(frozen=True)
class Descriptor:
    """What a dataset says of itself in ``datapackage.json``.

    Attributes
    ----------
    title
        Vietnamese title, empty when there is no descriptor.
    kind
        ``thu_thap`` collected by the department (default), ``cong_khai`` gathered from public
        sources (incomplete by nature: no verdict), ``minh_hoa`` fictional (every page says so).
    """

    title: str = ""
    kind: DatasetKind = "thu_thap"


@dataclass(frozen=True)
class Dataset:
    """Accepted rows of every table, and an account of everything that was read.

    Attributes
    ----------
    root
        The directory that was read; ``None`` for a dataset made from rows in memory.
    tables
        Every table of the contract by name; accepted rows only, all contract fields and the
        provenance columns ``_file``, ``_sheet``, ``_row``. A table that was not sent is an empty
        frame with the right columns.
    sent
        Names of the tables for which at least one file or sheet was found (shipped plan and
        registry tables included).
    missing
        Per table, the reason-coded missing cells: columns ``record``, ``column``, ``reason``.
    issues
        All issues, columns ``ISSUE_COLUMNS``; ``row`` is ``Int64`` and missing for whole files.
    counts
        ``table, rows_read, rows_used, rows_left_out`` per sent table; read = used + left out.
    inputs
        ``path, sha256, rows_read, rows_used`` per file read, paths relative to `root`.
    left_out
        Rows with an error, per table: provenance, the primary key as text, the rules broken.
    descriptor
        What the dataset says of itself.
    """

    root: Path | None
    tables: Mapping[str, pd.DataFrame]
    sent: frozenset[str]
    missing: Mapping[str, pd.DataFrame]
    issues: pd.DataFrame
    counts: pd.DataFrame
    inputs: pd.DataFrame
    left_out: Mapping[str, pd.DataFrame]
    descriptor: Descriptor = Descriptor()

    def __getitem__(self, table: str) -> pd.DataFrame:
        return self.tables[table]

    def has(self, table: str) -> bool:
        """Say whether anybody sent this table at all (an empty file counts as sent)."""
        return table in self.sent
