"""Rows as they were read: one part per sheet, and all parts of a reading together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from gdnn_analysis.ingest.problems import FileProblem

WIDE_TABLES: Final = ("survey_responses",)
"""Tables whose further columns are data too: one column per question."""


@dataclass(frozen=True)
class Part:
    """Rows of one table from one sheet.

    Attributes
    ----------
    rows
        Cells by field name, and ``_file``, ``_sheet``, ``_row``, ``_aside``, ``_comma``.
    absent
        Required fields the sheet has no column for.
    faults
        Cells without a value of their own: line, field, kind.
    extra
        Columns that are no field of the contract but may be questions (wide tables only).
    """

    table: str
    file: str
    sheet: str
    rows: pd.DataFrame
    header_row: int
    absent: tuple[str, ...] = ()
    faults: tuple[tuple[int, str, str], ...] = ()
    extra: tuple[str, ...] = ()


@dataclass
class Intake:
    """All that was read.

    Attributes
    ----------
    parts
        Rows per sheet.
    present
        Tables some file or sheet is named after, readable or not (they replace shipped ones).
    problems
        File problems.
    inputs
        Path and SHA-256 of every table file.
    """

    parts: list[Part] = field(default_factory=list)
    present: set[str] = field(default_factory=set)
    problems: list[FileProblem] = field(default_factory=list)
    inputs: list[tuple[str, str]] = field(default_factory=list)
