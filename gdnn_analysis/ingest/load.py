"""A data directory, or rows in memory → a ``Dataset``."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.checks.checked import Checked
from gdnn_analysis.ingest.checks.validation import column_order, validate_tables
from gdnn_analysis.ingest.dataset import Dataset, Descriptor
from gdnn_analysis.ingest.freezing.files import is_frozen, thaw
from gdnn_analysis.ingest.freezing.sources import Sources
from gdnn_analysis.ingest.prepared import prepared_dataset
from gdnn_analysis.ingest.problems import issue_frame
from gdnn_analysis.ingest.reading.descriptor import read_descriptor
from gdnn_analysis.ingest.reading.folder import check_folder, list_files
from gdnn_analysis.ingest.reading.intake import take_in
from gdnn_analysis.ingest.reading.memory import parts_of
from gdnn_analysis.ingest.reading.parts import Intake
from gdnn_analysis.ingest.reading.shipped import take_in_shipped
from gdnn_analysis.period import resolve_created

COUNT_COLUMNS: Final = ("table", "rows_read", "rows_used", "rows_left_out")
INPUT_COLUMNS: Final = ("path", "sha256", "rows_read", "rows_used")


def load(path: str | Path, *, today: date | None = None) -> Dataset:
    """Read and validate a data directory.

    Parameters
    ----------
    path
        A folder of CSV, TSV, XLSX, XLS or ODS files, at any depth.
    today
        Dates of what has happened must not be later (RL-03); default is the day of the run.

    Returns
    -------
    Dataset
        Accepted rows of every table; problems with files, sheets, rows and cells are issues and
        never raise.

    Raises
    ------
    DataPathError
        When `path` itself is missing, is no folder or cannot be opened.
    """
    root = Path(path)
    day = today or resolve_created(None, os.environ).date()
    prepared = prepared_dataset(root, today=day)
    return prepared or dataset_of(read_sources(root), root=root, today=day)


def read_sources(root: Path) -> Sources:
    """Read a data directory without judging anything in it; frozen sources are read back.

    Raises
    ------
    DataPathError
        As ``load``.
    """
    check_folder(root)
    if is_frozen(root):
        return thaw(root)
    files = list_files(root)
    descriptor, problems = read_descriptor(root)
    intake = take_in(files)
    intake.problems += problems
    return Sources(intake, take_in_shipped(intake.present), descriptor)


def load_rows(
    rows: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    today: date | None = None,
    descriptor: Descriptor | None = None,
    shipped: bool = True,
) -> Dataset:
    """Type and validate rows in memory, exactly as if they stood in files.

    Parameters
    ----------
    rows
        Rows by table; values as text or Python values. Line numbers start at 2, and the file is
        ``<table>.csv``.
    today
        As in ``load``.
    descriptor
        What the dataset says of itself; default is collected data.
    shipped
        Whether the plan and registry of the package stand in for tables not given.

    Raises
    ------
    KeyError
        For a table the contract does not know.
    """
    intake = parts_of(rows)
    own = take_in_shipped(intake.present) if shipped else Intake()
    return dataset_of(Sources(intake, own, descriptor or Descriptor()), today=today)


def dataset_of(sources: Sources, *, root: Path | None = None, today: date | None = None) -> Dataset:
    """Type and validate what was read; `root` is where it was read from."""
    intake = sources.own
    parts = [*intake.parts, *sources.shipped.parts]
    problems = [*intake.problems, *sources.shipped.problems]
    sent = frozenset(part.table for part in parts)
    by_table = {name: [part for part in parts if part.table == name] for name in sent}
    day = today or resolve_created(None, os.environ).date()
    checked, found = validate_tables(by_table, today=day)
    located = [issues for entry in checked.values() for issues in entry.issues]
    return Dataset(
        root=root,
        tables={name: checked[name].used for name in contract().tables},
        sent=sent,
        missing={name: _reasons(checked[name]) for name in contract().tables},
        issues=issue_frame([*problems, *found], located, column_order()),
        counts=_counts(checked, sent),
        inputs=_inputs(intake, checked),
        left_out={name: checked[name].left_out() for name in contract().tables},
        descriptor=sources.descriptor,
    )


def _reasons(entry: Checked) -> pd.DataFrame:
    """Return the reason-coded cells of accepted rows."""
    if not len(entry.reasons):
        return entry.reasons
    kept = entry.reasons["record"].isin(entry.rows.index[entry.accepted])
    return entry.reasons[kept].reset_index(drop=True)


def _counts(checked: Mapping[str, Checked], sent: frozenset[str]) -> pd.DataFrame:
    counts = []
    for name in contract().tables:
        if name in sent:
            entry = checked[name]
            read, used = len(entry.rows) + len(entry.aside), len(entry.used)
            counts.append((name, read, used, read - used))
    return pd.DataFrame(counts, columns=list(COUNT_COLUMNS)).astype({"table": "str"})


def _inputs(intake: Intake, checked: Mapping[str, Checked]) -> pd.DataFrame:
    frame = pd.DataFrame(intake.inputs, columns=["path", "sha256"]).astype("str")
    sent = [entry for entry in checked.values() if len(entry.rows) or len(entry.aside)]
    used = [entry.used["_file"] for entry in sent]
    read = [entry.rows["_file"] for entry in sent]
    read += [entry.aside["_file"] for entry in sent if len(entry.aside)]
    for column, files in (("rows_read", read), ("rows_used", used)):
        sizes = pd.concat(files).value_counts() if files else pd.Series(dtype="int64")
        frame[column] = frame["path"].map(sizes).fillna(0).astype("int64")
    return frame[list(INPUT_COLUMNS)]
