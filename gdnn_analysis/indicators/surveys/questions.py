"""Questionnaires: what the answers of each version mean (answer keys are versioned, C02)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.survey import SurveyError
from gdnn_analysis.survey.answers import Kind, Question

KINDS: Final[Mapping[str, Kind]] = {
    "mot": "one",
    "nhieu": "several",
    "thang5": "scale",
    "so": "number",
    "mo": "open",
}
FIVE: Final = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Item:
    """One question of one version of a questionnaire.

    Attributes
    ----------
    question
        Codes and their meaning.
    construct, text, trend, core
        As table ``survey_questions`` tells them.
    labels
        What the codes are called.
    """

    question: Question
    construct: str
    text: str
    trend: str
    core: bool
    labels: Mapping[str, str]

    @property
    def id(self) -> str:
        """The column of the answers."""
        return self.question.id

    @property
    def is_yes_or_no(self) -> bool:
        """Whether a share of positive answers can be given."""
        return self.question.kind in ("one", "scale") and bool(self.question.positive)


@dataclass(frozen=True)
class Questionnaire:
    """The questions of one version in the order of the table, and what is wrong with others."""

    items: tuple[Item, ...] = ()
    faults: tuple[str, ...] = ()
    broken: frozenset[str] = frozenset()
    """Constructs of questions that cannot be read: no measure may rest on the others alone."""

    def of(self, construct: str) -> tuple[Item, ...]:
        """Return the questions of a construct."""
        return tuple(item for item in self.items if item.construct == construct)


def questionnaires(data: Dataset) -> dict[str, Questionnaire]:
    """Return all versions of questionnaires."""
    items: dict[str, list[Item]] = {}
    faults: dict[str, list[str]] = {}
    broken: dict[str, set[str]] = {}
    for row in data["survey_questions"].itertuples(index=False):
        version = str(row.questionnaire_version)
        items.setdefault(version, [])
        try:
            items[version].append(_item(row))
        except SurveyError as error:
            faults.setdefault(version, []).extend(error.faults)
            broken.setdefault(version, set()).add(str(row.construct))
    return {
        version: Questionnaire(
            tuple(found),
            tuple(faults.get(version, ())),
            frozenset(broken.get(version, ())),
        )
        for version, found in items.items()
    }


def _item(row: Any) -> Item:
    kind = KINDS.get(str(row.answer_type), "open")
    labels = dict(_choice(choice) for choice in row.choices)
    special = (*row.dk_codes, *row.refusal_codes)
    scale = FIVE if kind == "scale" else ()
    choices = tuple(dict.fromkeys([*labels, *scale, *special, *row.positive_codes]))
    question = Question(
        id=str(row.question_id),
        kind=kind,
        choices=choices if kind in ("one", "several", "scale") else (),
        positive=tuple(row.positive_codes),
        dont_know=tuple(row.dk_codes),
        refusal=tuple(row.refusal_codes),
        reverse=_yes(row.reverse),
    )
    trend = "" if pd.isna(row.trend_id) else str(row.trend_id)
    return Item(question, str(row.construct), str(row.text_vi), trend, _yes(row.core), labels)


def _choice(text: str) -> tuple[str, str]:
    code, _, label = text.partition(":")
    return code.strip(), label.strip()


def _yes(value: Any) -> bool:
    return False if pd.isna(value) else bool(value)
