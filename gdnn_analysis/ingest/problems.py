"""What was wrong while reading: one tidy frame of problems, many of one kind at a time.

A *cell problem* belongs to one record of one table; a *file problem* to a file, a sheet or a line.
Both end as rows of ``Dataset.issues``. Severities are those of RL-10.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cache
from typing import Any, Final, Literal

import pandas as pd

from gdnn_analysis.ingest.dataset import ISSUE_COLUMNS

Severity = Literal["loi", "canh_bao", "thong_tin"]
FileProblem = dict[str, object]
"""One issue about a file, a sheet, a line or a column: values by issue column."""
Wording = str | Callable[[str], str]
"""A text, or how to make it from the value concerned."""

SEVERITIES: Final = ("loi", "canh_bao", "thong_tin")
CELL_COLUMNS: Final = (
    "record",
    "column",
    "severity",
    "rule",
    "value",
    "message",
    "remedy",
    "told",
)
SHOWN_LENGTH: Final = 80
EXACT_DIGITS: Final = 1e15
"""From here on a number of a workbook no longer holds every digit."""


def shorten(value: object) -> str:
    """Return a value as it stands in an issue: one line, at most 80 characters."""
    text = " ".join(shown(value).split())
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def shown(value: object) -> str:
    """Return a cell as its user sees it: dates by day, month, year; whole numbers as such."""
    if isinstance(value, datetime):
        has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
        return value.strftime("%d/%m/%Y %H:%M:%S" if has_time else "%d/%m/%Y")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT_DIGITS:
        return str(int(value))
    return str(value)


@cache
def no_cell_problems() -> pd.DataFrame:
    """Return the empty frame of cell problems; one for all, because most checks find nothing."""
    return pd.DataFrame({name: pd.Series(dtype="object") for name in CELL_COLUMNS})


def cell_problems(
    records: pd.Index[Any],
    *,
    column: str,
    rule: str,
    values: pd.Series[Any] | None = None,
    message: Wording,
    remedy: Wording,
    severity: Severity = "loi",
    told: bool = True,
) -> pd.DataFrame:
    """Return one problem per record, all of one kind.

    Parameters
    ----------
    records
        Records concerned.
    column
        Field name; empty when the whole row is meant.
    rule
        DQ-nn.
    values
        The values as typed, by record; ``None`` when there is no value to show.
    message, remedy
        A text for all, or a function of the shown value (called once per distinct value).
    severity
        Code of RL-10.
    told
        Whether it becomes an issue of its own; ``False`` when one issue tells it for a whole
        column or file, and only the rows must be left out.
    """
    if not len(records):
        return no_cell_problems()
    cells = pd.Series("", index=records, dtype="object")
    if values is not None:
        texts = values.loc[records].astype("object")
        cells = texts.where(texts.notna(), "").map(shorten)
    return pd.DataFrame(
        {
            "record": records,
            "column": column,
            "severity": severity,
            "rule": rule,
            "value": cells.to_numpy(dtype="object"),
            "message": _worded(message, cells),
            "remedy": _worded(remedy, cells),
            "told": told,
        },
        columns=list(CELL_COLUMNS),
    ).astype({"column": "object", "severity": "object", "rule": "object"})


def file_problem(
    message: str,
    remedy: str,
    *,
    severity: Severity = "loi",
    rule: str = "DQ-20",
    table: str = "",
    file: str = "",
    sheet: str = "",
    row: int | None = None,
    column: str = "",
    value: object = "",
) -> FileProblem:
    """Return one issue about a file, a sheet, a line or a whole column."""
    return {
        "severity": severity,
        "rule": rule,
        "table": table,
        "file": file,
        "sheet": sheet,
        "row": row,
        "column": column,
        "value": shorten(value),
        "message": message,
        "remedy": remedy,
    }


def join_problems(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put frames of cell problems one below the other."""
    filled = [part for part in parts if len(part)]
    if len(filled) == 1:
        return filled[0]
    return pd.concat(filled, ignore_index=True) if filled else no_cell_problems()


def located(problems: pd.DataFrame, rows: pd.DataFrame, *, table: str) -> pd.DataFrame:
    """Return cell problems as issues, with the file, sheet and line of their records.

    Parameters
    ----------
    problems
        Cell problems of one table.
    rows
        Provenance of the table by record.
    table
        Table name.
    """
    places = rows.loc[problems["record"].to_numpy(), ["_file", "_sheet", "_row"]]
    return pd.DataFrame(
        {
            "severity": problems["severity"].to_numpy(),
            "rule": problems["rule"].to_numpy(),
            "table": table,
            "file": places["_file"].to_numpy(),
            "sheet": places["_sheet"].to_numpy(),
            "row": places["_row"].to_numpy(),
            "column": problems["column"].to_numpy(),
            "value": problems["value"].to_numpy(),
            "message": problems["message"].to_numpy(),
            "remedy": problems["remedy"].to_numpy(),
        },
        columns=list(ISSUE_COLUMNS),
    )


def issue_frame(
    files: Iterable[FileProblem], cells: Iterable[pd.DataFrame], column_order: dict[str, int]
) -> pd.DataFrame:
    """Return all issues in their fixed order: file, sheet, line, column, severity, rule.

    Parameters
    ----------
    files
        File problems.
    cells
        Located cell problems.
    column_order
        Place of ``table.column`` in the contract; what is not in it comes first.
    """
    parts = [pd.DataFrame.from_records(list(files), columns=list(ISSUE_COLUMNS)), *cells]
    filled = [part.astype("object") for part in parts if len(part)]
    issues = pd.concat(filled, ignore_index=True) if filled else parts[0]
    types = {name: "Int64" if name == "row" else "str" for name in ISSUE_COLUMNS}
    issues = issues.astype(types)
    issues["_place"] = (issues["table"] + "." + issues["column"]).map(column_order).fillna(-1)
    issues["_weight"] = issues["severity"].map({name: at for at, name in enumerate(SEVERITIES)})
    order = ["file", "sheet", "row", "_place", "_weight", "rule", "column", "value", "message"]
    ordered = issues.sort_values(order, kind="stable", na_position="first", ignore_index=True)
    return ordered[list(ISSUE_COLUMNS)]


def _worded(wording: Wording, values: pd.Series[Any]) -> list[str]:
    if isinstance(wording, str):
        return [wording] * len(values)
    table = {value: wording(value) for value in values.unique()}
    return [table[value] for value in values.tolist()]


def first_per_place(
    records: pd.Index[Any], places: pd.DataFrame
) -> tuple[pd.Index[Any], list[int]]:
    """Return the first of the records in each sheet, and how many the sheet has.

    Parameters
    ----------
    records
        Records, each once.
    places
        ``_file`` and ``_sheet`` by record.
    """
    rows = places.loc[records, ["_file", "_sheet"]]
    first = rows[~rows.duplicated()].index
    sizes = rows.groupby(["_file", "_sheet"], sort=False).size()
    return first, sizes.astype(int).tolist()
