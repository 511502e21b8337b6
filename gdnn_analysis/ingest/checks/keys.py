"""Repeated keys (RL-09): identical rows count once, different rows under one key are errors."""

from __future__ import annotations

from typing import Any

import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.problems import cell_problems, no_cell_problems
from gdnn_analysis.language import say


def with_key(rows: pd.DataFrame, table: Table) -> pd.Series[bool]:
    """Return which rows have a complete key: every required part is there.

    Parts that may be blank count as a value of their own, so two blanks are equal.
    """
    needed = [name for name in table.primary_key if table[name].required]
    return rows[needed].notna().all(axis=1)


def identical_repeats(
    rows: pd.DataFrame, table: Table, reasons: pd.DataFrame, *, same_key: pd.Index[Any]
) -> tuple[pd.Index[Any], pd.DataFrame]:
    """Return the records that repeat an earlier one in every column, and their warnings.

    Parameters
    ----------
    rows
        Typed rows by record.
    table
        Their table.
    reasons
        Reason-coded cells: two rows that give different reasons are not identical.
    same_key
        The records that share their key, from :func:`sharing_a_key`.
    """
    if not len(same_key):
        return same_key, no_cell_problems()
    contents = rows.loc[same_key, [name for name in rows.columns if not name.startswith("_")]]
    contents = contents.copy()
    stated = reasons[reasons["record"].isin(contents.index)].sort_values("column")
    pairs = stated["column"] + "=" + stated["reason"]
    contents["_reasons"] = pairs.groupby(stated["record"]).agg("|".join).reindex(contents.index)
    repeats = contents.index[contents.duplicated(keep="first")]
    problems = cell_problems(
        repeats,
        column=table.primary_key[0],
        rule="DQ-03",
        severity="canh_bao",
        values=key_text(rows, table),
        message=lambda key: say(
            "Dòng này giống hệt một dòng khác (khoá “{key}”); chỉ tính một lần.",
            "The row is identical to another one (key “{key}”); it counts once.",
            key=key,
        ),
        remedy=say("Xoá dòng lặp.", "Delete the repeated row."),
    )
    return repeats, problems


def repeated_keys(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return an error for every row whose key another row has as well (DQ-03)."""
    repeated = sharing_a_key(rows, table)
    if not len(repeated):
        return no_cell_problems()
    titles = ", ".join(f"“{table[name].title}”" for name in table.primary_key)
    return cell_problems(
        repeated,
        column=table.primary_key[0],
        rule="DQ-03",
        values=key_text(rows, table),
        message=lambda key: say(
            "Khoá “{key}” có ở nhiều dòng khác nhau; chưa dùng dòng nào.",
            "Key “{key}” stands on several different rows; none of them is used.",
            key=key,
        ),
        remedy=say(
            "Giữ một dòng đúng, hoặc sửa khoá ({titles}) để mỗi dòng một khoá.",
            "Keep the right row, or give each row its own key ({titles}).",
            titles=titles,
        ),
    )


def sharing_a_key(rows: pd.DataFrame, table: Table) -> pd.Index[Any]:
    """Return the records with a complete key that another record has too."""
    repeated = rows.duplicated(list(table.primary_key), keep=False)
    if not repeated.any():
        return rows.index[:0]
    return rows.index[repeated & with_key(rows, table)]


def key_text(rows: pd.DataFrame, table: Table) -> pd.Series[Any]:
    """Return the primary key of each row as one text, parts joined by `` | ``."""
    text: pd.Series[Any] | None = None
    for name in table.primary_key:
        part = _part_text(rows[name])
        text = part if text is None else text + " | " + part
    return pd.Series("", index=rows.index, dtype="str") if text is None else text


def _part_text(values: pd.Series[Any]) -> pd.Series[Any]:
    if values.dtype.kind == "M":
        values = values.dt.strftime("%Y-%m-%d")
    return values.astype("str").fillna("").astype("str")
