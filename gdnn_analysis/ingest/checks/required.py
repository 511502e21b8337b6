"""Required cells that are missing (DQ-01): which are told one by one, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.ingest.reading.parts import Part
from gdnn_analysis.language import say


def required_problems(
    failures: pd.DataFrame,
    found: pd.DataFrame,
    reasons: pd.DataFrame,
    parts: Sequence[Part],
    rows: pd.DataFrame,
    table: Table,
) -> pd.DataFrame:
    """Return the missing required cells, each told once and for what it is.

    A cell that holds something unreadable is told as such, not as missing. A column that a sheet
    lacks is one issue for the sheet; its rows are left out without an issue each. A reason code
    does not fill a required cell: a row without its key, unit or count says nothing.

    Parameters
    ----------
    failures
        Missing required cells (rule DQ-01).
    found
        Problems already found in cells.
    reasons
        Reason-coded cells.
    parts
        Sheets of the table, with the required columns they lack.
    rows
        Typed rows by record, with provenance.
    table
        The contract's table.
    """
    if not len(failures):
        return failures
    cells = pd.MultiIndex.from_frame(failures[["record", "column"]])
    errors = found[found["severity"].eq("loi")]
    unreadable = cells.isin(pd.MultiIndex.from_frame(errors[["record", "column"]]))
    by_sheet = cells.isin(_absent_cells(parts, rows))
    stated = pd.Series(
        reasons["reason"].to_numpy(),
        index=pd.MultiIndex.from_frame(reasons[["record", "column"]]),
    ).reindex(cells)
    coded = stated.notna().to_numpy()
    plain = failures[~unreadable & ~by_sheet & ~coded]
    hushed = failures[by_sheet].assign(told=False)
    return join_problems([plain, hushed, *_coded(failures, stated, coded & ~unreadable, table)])


def _absent_cells(parts: Sequence[Part], rows: pd.DataFrame) -> pd.MultiIndex:
    """Return the (record, column) pairs of columns that a sheet does not have."""
    pairs: list[tuple[int, str]] = []
    for part in parts:
        if part.absent:
            own = rows["_file"].eq(part.file) & rows["_sheet"].eq(part.sheet)
            pairs += [(record, name) for record in rows.index[own] for name in part.absent]
    return pd.MultiIndex.from_tuples(pairs, names=["record", "column"])


def _coded(
    failures: pd.DataFrame, stated: pd.Series[Any], coded: Any, table: Table
) -> list[pd.DataFrame]:
    told = []
    chosen = failures[coded]
    for name, group in chosen.groupby("column", sort=True):
        values = pd.Series(
            stated.to_numpy()[coded][chosen["column"].eq(name).to_numpy()],
            index=pd.Index(group["record"]),
            dtype="object",
        )
        told.append(
            cell_problems(
                values.index,
                column=str(name),
                rule="DQ-01",
                values=values,
                message=lambda reason, title=table[str(name)].title: say(  # type: ignore[misc]
                    "Ô bắt buộc “{title}” ghi mã {reason} thay cho giá trị.",
                    "Required cell “{title}” gives reason {reason} instead of a value.",
                    title=title,
                    reason=reason,
                ),
                remedy=say(
                    "Điền giá trị; nếu không có thì bỏ cả dòng này.",
                    "Enter the value; if there is none, leave the whole row out.",
                ),
            )
        )
    return told
