"""Tables without personal data (R14): what may leave the office in an archive.

The same rules work on cells as typed and on typed rows, so that a row keeps one fingerprint:

* a phone number, e-mail address or identity number in a free text gives way to :data:`MARK`;
* an answer to an open question is dropped whole, because people write names into it;
* a code of a person that is such a number itself becomes a running code;
* the place of evidence that shows persons is dropped unless it is a public web address.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.checks.plausible.personal_data import NOTE, OPEN_ANSWER, TEXTS
from gdnn_analysis.ingest.checks.plausible.personal_patterns import (
    SUSPECT,
    personal_data,
    without_personal_data,
)
from gdnn_analysis.ingest.values.flags import NO
from gdnn_analysis.vietnamese.text import match_key

MARK: Final = "(đã che)"
CODE: Final = "an-danh-"
"""Beginning of a running code that stands for a person."""

Action = Literal["che", "bo", "ma"]
"""Masked within a text, dropped whole, replaced by a running code."""


@dataclass(frozen=True)
class Removed:
    """Cells of one column that hold less than their source."""

    table: str
    column: str
    action: Action
    cells: int


def clean_rows(
    table: str, rows: pd.DataFrame, open_questions: Collection[str] = ()
) -> tuple[pd.DataFrame, list[Removed]]:
    """Return the rows of a table without personal data, and what was removed.

    Parameters
    ----------
    table
        Name of the table.
    rows
        Its rows as typed by people or as typed values; unknown columns are left alone.
    open_questions
        Columns of ``survey_responses`` with answers in the respondent's own words.
    """
    changes: dict[str, pd.Series[Any]] = {}
    removed: list[Removed] = []
    for column, action, values, touched in _changes(table, rows, open_questions):
        changes[column] = values
        removed.append(Removed(table, column, action, touched))
    return (rows.assign(**changes) if changes else rows), removed


def open_questions(questions: pd.DataFrame) -> frozenset[str]:
    """Return the questions answered in the respondent's own words."""
    if not {"question_id", "answer_type"} <= set(questions.columns):
        return frozenset()
    kinds = questions["answer_type"].map(lambda kind: match_key(str(kind)))
    return frozenset(questions.loc[kinds.eq(OPEN_ANSWER), "question_id"].dropna())


def clean_text(text: str) -> str:
    """Return a text without the numbers and addresses of persons."""
    return without_personal_data(text, MARK)


_Change = tuple[str, Action, "pd.Series[Any]", int]


def _changes(table: str, rows: pd.DataFrame, open_questions: Collection[str]) -> Iterator[_Change]:
    key = contract().tables[table].primary_key
    for column in (*TEXTS.get(table, ()), NOTE):
        if column not in rows.columns:
            continue
        suspects = _suspects(rows[column])
        if not len(suspects):
            continue
        if column in key:
            yield column, "ma", *_put(rows[column], suspects.map(_codes(suspects)))
        else:
            yield column, "che", *_put(rows[column], suspects.map(clean_text))
    for column in rows.columns:
        if column in open_questions and rows[column].notna().any():
            yield column, "bo", *_put(rows[column], rows[column].dropna().map(lambda _: MARK))
    if table == "evidence" and {"has_personal_data", "location"} <= set(rows.columns):
        places = _shown_persons(rows)
        if len(places):
            yield "location", "bo", *_put(rows["location"], places.map(lambda _: MARK))


def _suspects(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Return the cells that hold personal data."""
    words = texts.dropna()
    words = words[words.map(lambda cell: isinstance(cell, str)).astype(bool)].astype("str")
    words = words[words.str.contains(SUSPECT, regex=True)]
    return words[words.map(personal_data).ne("")]


def _codes(people: pd.Series[Any]) -> dict[str, str]:
    return {text: f"{CODE}{place:05}" for place, text in enumerate(people.unique(), start=1)}


def _shown_persons(rows: pd.DataFrame) -> pd.Series[Any]:
    """Return places of evidence that may show persons and are no public address."""
    cleared = rows["has_personal_data"].map(_is_no)
    places = rows.loc[~cleared.astype(bool), "location"].dropna().astype("str")
    return places[~places.str.match(r"https?://", case=False) & places.ne(MARK)]


def _is_no(cell: Any) -> bool:
    return not pd.isna(cell) and match_key(str(cell)) in NO


def _put(column: pd.Series[Any], values: pd.Series[Any]) -> tuple[pd.Series[Any], int]:
    result = column.copy()
    result.loc[values.index] = values.to_numpy()
    return result, len(values)
