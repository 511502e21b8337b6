"""Columns of survey answers: one per question, named by the question's id."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gdnn_analysis.ingest.reading.parts import Part
from gdnn_analysis.vietnamese.text import match_key

Place = dict[str, object]


def question_columns(
    raw: pd.DataFrame, parts: Sequence[Part], questions: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...], list[tuple[str, Place]]]:
    """Return answers with their columns named by question id.

    Parameters
    ----------
    raw
        Rows of all sheets as typed.
    parts
        The sheets, with their columns that are no field.
    questions
        The ``survey_questions`` table; without it no further column is known.

    Returns
    -------
    tuple
        The rows; the question columns in the order of their ids; and the columns that are no
        question, with the sheet they stand in.
    """
    ids = {match_key(identity): identity for identity in questions["question_id"].dropna().unique()}
    unknown: list[tuple[str, Place]] = []
    named: dict[str, str] = {}
    for part in parts:
        for text in part.extra:
            identity = ids.get(match_key(text))
            if identity is None:
                unknown.append((text, _place(part)))
            else:
                named[text] = identity
    answers = {
        identity: _first_filled(raw, [text for text in named if named[text] == identity])
        for identity in sorted(set(named.values()))
    }
    rest = raw.drop(columns=[text for part in parts for text in part.extra], errors="ignore")
    return rest.assign(**answers), tuple(answers), unknown


def _first_filled(raw: pd.DataFrame, columns: list[str]) -> pd.Series:
    """Return the answers of spellings of one question id, which different sheets may use."""
    answers = raw[columns[0]]
    for name in columns[1:]:
        answers = answers.where(answers.notna(), raw[name])
    return answers


def _place(part: Part) -> Place:
    return {
        "table": part.table,
        "file": part.file,
        "sheet": part.sheet,
        "row": part.header_row,
    }
