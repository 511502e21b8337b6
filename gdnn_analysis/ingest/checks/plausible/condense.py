"""Many rows of a sheet with one and the same fault → one warning that names all these rows.

Three thousand lines of the same warning hide every other one. Nothing is kept silent: the one
warning gives the number of rows and where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from gdnn_analysis.ingest.problems import join_problems
from gdnn_analysis.language import say

ONE_BY_ONE: Final = 20
"""Up to so many rows of a sheet are told one by one."""
MOST_RANGES: Final = 60
"""Longer lists of line numbers nobody reads; the rest is given as a number."""
_PLACES: Final = ["_file", "_sheet"]


def condense(problems: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return cell problems with long runs of one fault in one sheet told once, at its first row.

    Parameters
    ----------
    problems
        Cell problems of one table.
    rows
        Provenance of the table by record.
    """
    if len(problems) <= ONE_BY_ONE:
        return problems
    places = rows.loc[problems["record"].to_numpy(), [*_PLACES, "_row"]].reset_index(drop=True)
    located = pd.concat([problems.reset_index(drop=True), places], axis=1)
    by = located.groupby([*_PLACES, "rule", "column"], sort=False)
    many = by["record"].transform("size").gt(ONE_BY_ONE)
    parts = [located[~many]]
    groups = located[many].groupby([*_PLACES, "rule", "column"], sort=False)
    parts += [_one(group.sort_values("_row")) for _, group in groups]
    return join_problems(parts)[list(problems.columns)]


def _one(group: pd.DataFrame) -> pd.DataFrame:
    first = group.iloc[:1]
    message = say(
        "{count} dòng của trang này có cùng vấn đề (dòng {lines}). Dòng đầu: {message}",
        "{count} rows of this sheet share one problem (rows {lines}). First row: {message}",
        count=len(group),
        lines=line_list(group["_row"].astype(int).tolist()),
        message=first["message"].iloc[0],
    )
    return first.assign(message=message)


def line_list(lines: Sequence[int]) -> str:
    """Return sorted line numbers as ``2–5, 8``; a very long list ends with how many are left."""
    ranges: list[list[int]] = []
    for line in lines:
        if ranges and line == ranges[-1][1] + 1:
            ranges[-1][1] = line
        else:
            ranges.append([line, line])
    told = [f"{first}–{last}" if last > first else str(first) for first, last in ranges]
    rest = sum(last - first + 1 for first, last in ranges[MOST_RANGES:])
    if rest:
        more = say("và {count} dòng nữa", "and {count} more rows", count=rest)
        told = [*told[:MOST_RANGES], more]
    return ", ".join(told)
