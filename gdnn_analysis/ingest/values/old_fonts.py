"""Cells typed in an old font (TCVN3, VNI …) → Unicode, told cell by cell (RL-10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy.typing as npt
import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.legacy import repair, repair_series


def repair_cells(
    raw: pd.DataFrame, table: Table, foreign: Mapping[str, Sequence[str]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the cells with old encodings undone, and a warning for each changed cell.

    A file's cells are judged together, because a short one alone proves nothing.

    Parameters
    ----------
    raw
        Cells as typed by record, with ``_file``.
    table
        The contract's table, for the titles of columns.
    foreign
        The distinct texts of each column that are not plain ASCII.
    """
    files: set[str] = set()
    for name, texts in foreign.items():
        suspects = [text for text in texts if repair(text)[1] is not None]
        if suspects:
            files |= set(raw.loc[raw[name].isin(suspects), "_file"])
    problems: list[pd.DataFrame] = []
    for file in sorted(files):
        rows = raw["_file"].eq(file)
        cells = _stacked(raw.loc[rows, list(foreign)])
        repaired, encodings = repair_series(cells)
        changed = encodings.dropna()
        raw = raw.copy() if not problems else raw
        for name in sorted(set(changed.index.get_level_values("column"))):
            group = changed.xs(name, level="column", drop_level=False)
            records = group.index.get_level_values("record")
            shown = raw[name].loc[records].copy()
            problems.append(_told(table, name, shown, group.to_numpy()))
            column = raw[name].copy()
            column.loc[records] = repaired.loc[group.index].to_numpy()
            raw[name] = column
    return raw, join_problems(problems)


def _stacked(cells: pd.DataFrame) -> pd.Series[Any]:
    """Return the text cells of a frame one below the other, by record and column."""
    parts = {}
    for name in cells.columns:
        column = cells[name]
        parts[name] = column[[isinstance(cell, str) for cell in column.tolist()]].astype("str")
    return pd.concat(parts, names=["column", "record"])


def _told(
    table: Table, name: str, shown: pd.Series[Any], encodings: npt.NDArray[Any]
) -> pd.DataFrame:
    title = table[name].title if name in table else name
    found = []
    for encoding in sorted(set(encodings)):
        records = shown.index[encodings == encoding]
        found.append(
            cell_problems(
                records,
                column=name,
                rule="DQ-20",
                severity="canh_bao",
                values=shown,
                message=say(
                    "Chữ ở cột “{title}” không phải Unicode; đã chuyển từ {encoding}.",
                    "The text in “{title}” is not Unicode; it was converted from {encoding}.",
                    title=title,
                    encoding=encoding,
                ),
                remedy=say(
                    "Kiểm tra lại dấu; nên nhập bằng font và bảng mã Unicode.",
                    "Check the letters; use a Unicode font and keyboard.",
                ),
            )
        )
    return join_problems(found)
