"""DQ-17: personal data typed into free text, where nobody expects and protects it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found
from gdnn_analysis.ingest.checks.plausible.personal_patterns import SUSPECT, personal_data
from gdnn_analysis.ingest.problems import cell_problems, no_cell_problems
from gdnn_analysis.language import say

NOTE: Final = "note"
"""Free text of every table that has it."""
TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "media": ("title_vi",),
    "columns": ("name_vi",),
    "events": ("name_vi", "host_event"),
    "products": ("name_vi",),
    "deployments": ("place_desc",),
    "trainings": ("title_vi",),
    "collaborators": ("collaborator_id",),
    "guidance": ("document_title",),
    "duty_reports": ("narrative_vi",),
    "context_events": ("title_vi",),
    "narratives": ("text_vi", "author_role"),
    "recommendations": ("text_vi", "response_vi"),
    "survey_responses": ("resp_id",),
    "budget_lines": ("share_method", "description"),
    "budget_transactions": ("valuation",),
    "revisions": ("changed_by_role", "approved_by_role"),
    "dqa_scores": ("finding_vi", "assessor_role"),
}
"""Titles, descriptions and the codes that stand for persons; open survey answers come on top.
Not addresses of pages and files, numbers of documents, nor the registry of organisations."""
OPEN_ANSWER: Final = "mo"


def personal_data_in_texts(tables: Accepted) -> Found:
    """Yield cells with personal data, also of rows that are cancelled or left out."""
    for name, table in contract().tables.items():
        columns = [*TEXTS.get(name, ()), *([NOTE] if NOTE in table else [])]
        rows = tables.everything(name)
        if name == "survey_responses":
            columns += _open_questions(tables)
        if len(rows):
            yield from ((name, found) for found in _found(tables, name, columns))


def _open_questions(tables: Accepted) -> list[str]:
    questions = tables.rows("survey_questions", "question_id", "answer_type")
    is_open = questions["answer_type"].eq(OPEN_ANSWER)
    return sorted(set(questions.loc[is_open, "question_id"]) & set(tables.questions()))


def _found(tables: Accepted, name: str, columns: Sequence[str]) -> list[pd.DataFrame]:
    rows = tables.everything(name)
    return [_told(tables, name, rows[column]) for column in columns if rows[column].notna().any()]


def _told(tables: Accepted, table: str, texts: pd.Series) -> pd.DataFrame:
    column = str(texts.name)
    suspects = texts[texts.str.contains(SUSPECT, regex=True, na=False)]
    if not len(suspects):
        return no_cell_problems()
    known = {text: personal_data(text) for text in suspects.unique()}
    masked = suspects.map(known)
    title = tables.title(table, column) if column in contract().tables[table] else column
    return cell_problems(
        masked.index[masked.ne("")],
        column=column,
        rule="DQ-17",
        severity="canh_bao",
        values=masked,
        message=lambda value: say(
            "“{title}” có vẻ chứa dữ liệu cá nhân ({value}).",
            "“{title}” seems to hold personal data ({value}).",
            title=title,
            value=value,
        ),
        remedy=say(
            "Xoá khỏi tệp; chỉ giữ ở nơi được phép lưu dữ liệu cá nhân.",
            "Delete it from the file; keep it only where personal data may be kept.",
        ),
    )
