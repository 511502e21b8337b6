"""The data of an issued report: what was read, without personal data, as one archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.ingest.freezing.files import thaw
from gdnn_analysis.ingest.freezing.sources import Sources
from gdnn_analysis.ingest.load import dataset_of
from gdnn_analysis.ingest.privacy import MARK, Removed, clean_rows, clean_text, open_questions
from gdnn_analysis.ingest.problems import FileProblem
from gdnn_analysis.ingest.reading.parts import WIDE_TABLES, Intake, Part
from gdnn_analysis.report.archive import unpack
from gdnn_analysis.vietnamese.text import match_key

PERSONAL = "DQ-17"
"""Rule of the warnings about personal data, which already show it masked."""
ASIDE = "DQ-22"
"""Rule of rows that are no data: group names, notes and signatures."""


def without_persons(sources: Sources, *, today: date) -> tuple[Sources, tuple[Removed, ...]]:
    """Return the sources without personal data, and what was removed.

    Warnings about the data removed stay, so that the report made from the snapshot still tells
    of them.
    """
    own, removed = _clean(sources.own)
    if any(item.action in ("che", "ma") for item in removed):
        issues = dataset_of(sources, today=today).issues
        own.problems += _told(issues[issues["rule"].eq(PERSONAL)])
    return replace(sources, own=own), tuple(removed)


def restored(archive: bytes, folder: Path, *, today: date) -> Dataset:
    """Return the dataset of a ``sources.zip``, unpacked into `folder`."""
    unpack(archive, folder)
    return dataset_of(thaw(folder), root=folder, today=today)


def _clean(intake: Intake) -> tuple[Intake, list[Removed]]:
    by_table: dict[str, list[int]] = {}
    for place, part in enumerate(intake.parts):
        by_table.setdefault(part.table, []).append(place)
    questions = [part.rows for part in intake.parts if part.table == "survey_questions"]
    hidden = frozenset[str]().union(*map(open_questions, questions))
    known = {
        match_key(str(question))
        for rows in questions
        if "question_id" in rows
        for question in rows["question_id"].dropna()
    }
    parts, removed = list(intake.parts), list[Removed]()
    for table, places in by_table.items():
        chosen = [_only_records(intake.parts[place], known) for place in places]
        cleaned, found = _clean_parts(table, chosen, frozenset(map(match_key, hidden)))
        removed += found
        for place, part in zip(places, cleaned, strict=True):
            parts[place] = part
    problems, masked = _clean_problems(intake.problems)
    return replace(intake, parts=parts, problems=problems), removed + masked


def _only_records(part: Part, questions: set[str]) -> Part:
    """Return a sheet whose rows set aside, and columns that are no question, hold nothing."""
    rows = part.rows
    cells = [name for name in rows.columns if not name.startswith("_")]
    aside = rows["_aside"].notna()
    if aside.any():
        rows = rows.astype(dict.fromkeys(cells, "object"))
        rows.loc[aside, cells] = None
    foreign = [name for name in part.extra if match_key(name) not in questions]
    if part.table in WIDE_TABLES and foreign:
        rows = rows.assign(
            **{name: pd.Series(None, rows.index, dtype="object") for name in foreign}
        )
    return replace(part, rows=rows)


def _clean_parts(
    table: str, parts: Sequence[Part], hidden: frozenset[str]
) -> tuple[list[Part], list[Removed]]:
    """Clean the sheets of one table together: a running code stands for one person in all."""
    everything = pd.concat([part.rows for part in parts], ignore_index=True)
    open_columns = {name for name in everything.columns if match_key(name) in hidden}
    cleaned, removed = clean_rows(table, everything, open_columns)
    if not removed:
        return list(parts), []
    result, at = [], 0
    for part in parts:
        rows = cleaned.iloc[at : at + len(part.rows)].reset_index(drop=True)
        result.append(replace(part, rows=rows[list(part.rows.columns)]))
        at += len(part.rows)
    return result, removed


def _clean_problems(
    problems: Iterable[FileProblem],
) -> tuple[list[FileProblem], list[Removed]]:
    """Return problems that show no person: what stands in a signature line is not told."""
    cleaned, masked = [], dict[str, int]()
    for problem in problems:
        value = str(problem.get("value", ""))
        signed = problem["rule"] == ASIDE and value and not problem.get("column")
        shown = MARK if signed else clean_text(value)
        if shown != value:
            table = str(problem.get("table", ""))
            masked[table] = masked.get(table, 0) + 1
        message = clean_text(str(problem["message"]))
        cleaned.append({**problem, "value": shown, "message": message})
    return cleaned, [Removed(table, "", "che", count) for table, count in masked.items()]


def _told(issues: pd.DataFrame) -> Iterator[FileProblem]:
    for issue in issues.to_dict("records"):
        row = None if pd.isna(issue["row"]) else int(issue["row"])
        yield {str(name): value for name, value in issue.items()} | {"row": row}
