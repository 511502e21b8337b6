"""From answers to what the indicators count: aware, right, favourable, intending (RL-38)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.surveys.questions import Item, Questionnaire
from gdnn_analysis.survey.answers import codes, positive
from gdnn_analysis.survey.knowledge import share_correct
from gdnn_analysis.survey.scales import likert_index, likert_scores

AWARENESS: Final = "nhan_biet"
KNOWLEDGE: Final = "kien_thuc"
ATTITUDE: Final = "thai_do"
INTENTION: Final = "y_dinh"
PASS: Final = 0.6
"""Share of right answers from which somebody knows (C02)."""
FAVOURABLE: Final = 75.0
"""Index from which somebody is favourable: a mean of 4 on the five-point scale (C03)."""
FAMILIES: Final = ("hs9", "hs12", "ph9", "ph12")
"""Populations of C04: pupils and their parents."""
ENTERPRISES: Final = "dn"

Answers = pd.DataFrame
Values = pd.Series
Measure = Callable[[Answers, Questionnaire], "Values[Any] | None"]


def yes(answers: Answers, item: Item) -> Values[Any]:
    """Return 1 for a positive answer, 0 for another or "don't know", missing for none."""
    if item.question.kind != "one" or item.labels:
        return positive(answers[item.id], item.question)
    # No list of choices was given: any other answer than those named is a no.
    given = codes(answers[item.id])
    found = given.isin(item.question.positive).astype("float64")
    return found.mask(given.isna() | given.isin(item.question.refusal))


def asked(answers: Answers, items: Sequence[Item]) -> tuple[Item, ...]:
    """Return the questions that have a column."""
    return tuple(item for item in items if item.id in answers.columns)


def aware(answers: Answers, paper: Questionnaire) -> Values[Any] | None:
    """Return who is aware: all awareness questions positive (C01).

    One negative answer settles it; a refusal leaves it open unless another answer is negative.
    Without one of the questions nobody can be called aware.
    """
    return _combined(answers, paper, AWARENESS, np.fmin)


def intends(answers: Answers, paper: Questionnaire) -> Values[Any] | None:
    """Return who intends: any intention question positive (C04, C05)."""
    return _combined(answers, paper, INTENTION, np.fmax)


def _combined(
    answers: Answers, paper: Questionnaire, construct: str, pick: Callable[..., Any]
) -> Values[Any] | None:
    """Return whether all (``fmin``) or any (``fmax``) answers of a construct are positive.

    Missing answers decide nothing: the result is known when the given ones settle it. A question
    that cannot be read as yes or no leaves nothing to be said.
    """
    used = asked(answers, paper.of(construct))
    if not used or construct in paper.broken or not all(item.is_yes_or_no for item in used):
        return None
    table = np.column_stack([yes(answers, item) for item in used])
    settled = 0.0 if pick is np.fmin else 1.0
    found = pick.reduce(table, axis=1)  # type: ignore[attr-defined]
    open_ = np.isnan(table).any(axis=1) & (found != settled)
    return pd.Series(np.where(open_, np.nan, found), index=answers.index)


def knowledge(answers: Answers, paper: Questionnaire) -> pd.DataFrame | None:
    """Return ``share`` (0-1) of right answers of those who answered all facts, and ``passed``."""
    facts = asked(answers, paper.of(KNOWLEDGE))
    if not facts or KNOWLEDGE in paper.broken or not all(fact.is_yes_or_no for fact in facts):
        return None
    questions = [item.question for item in facts]
    return share_correct(answers, questions, threshold=PASS, at_least=len(questions))


def knows(answers: Answers, paper: Questionnaire) -> Values[Any] | None:
    """Return who gets at least 60 % of the facts right (C02)."""
    found = knowledge(answers, paper)
    return None if found is None else found["passed"]


def scale_items(answers: Answers, paper: Questionnaire) -> tuple[Item, ...]:
    """Return the items of the attitude scale that were asked."""
    items = asked(answers, paper.of(ATTITUDE))
    return tuple(item for item in items if item.question.kind == "scale")


def attitude_index(answers: Answers, paper: Questionnaire) -> Values[Any] | None:
    """Return the attitude index 0-100, reversed items turned round; half of the items needed."""
    items = scale_items(answers, paper)
    if not items:
        return None
    return likert_index(likert_scores(answers, [item.question for item in items]))


def favourable(answers: Answers, paper: Questionnaire) -> Values[Any] | None:
    """Return whose mean answer is 4 or more after turning reversed items round (C03)."""
    index = attitude_index(answers, paper)
    if index is None:
        return None
    return (index >= FAVOURABLE - 1e-9).astype("float64").mask(index.isna())


MEASURES: Final[Mapping[str, Measure]] = {
    "C01": aware,
    "C02": knows,
    "C03": favourable,
    "C04": intends,
    "C05": intends,
}


def concerns(code: str, population: str) -> bool:
    """Say whether an indicator is about a population."""
    if code == "C04":
        return population in FAMILIES
    return population == ENTERPRISES if code == "C05" else True
