"""Scores of attitude scales: answers turned the same way, and an index from 0 to 100."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.answers import Question, codes, refuse_unasked
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.variables import Numbers, as_numbers


def likert_scores(frame: pd.DataFrame, questions: Sequence[Question]) -> pd.DataFrame:
    """Return the answers to a scale as numbers that all run the same way.

    Parameters
    ----------
    frame
        Answers, a column per question.
    questions
        Of kind ``scale``. Those with ``reverse`` are turned round: lowest + highest - answer.

    Returns
    -------
    DataFrame
        Float, a column per question. Don't know, refusal, blank and codes outside the scale are
        missing (the latter: :func:`~gdnn_analysis.survey.answers.unknown_codes`).

    Raises
    ------
    VariableError
        Questions that are no scale, or have no column.
    """
    refuse_no_scale(questions)
    refuse_unasked(frame, questions)
    scores = {
        question.id: codes(frame[question.id]).map(_score(question)) for question in questions
    }
    return pd.DataFrame(scores, index=frame.index).astype("float64")


def _score(question: Question) -> dict[str, float]:
    ends = sum(question.scale)
    return {
        level: float(ends - int(level) if question.reverse else int(level))
        for level in question.levels
    }


def likert_index(
    scores: pd.DataFrame,
    *,
    minimum: float = 1,
    maximum: float = 5,
    at_least: int | None = None,
) -> pd.Series[Any]:
    """Return an index 0-100: ``100 · (mean score - minimum)/(maximum - minimum)``.

    Parameters
    ----------
    scores
        Turned the same way (:func:`likert_scores`); a column per item.
    minimum, maximum
        Ends of the scale.
    at_least
        Answers needed. The default is half of the items: below that the index is missing, from
        there on the mean of the answered items stands for the others (Ware et al. 1993, SF-36
        Health Survey Manual, chapter 6; Fayers et al. 2001, EORTC QLQ-C30 Scoring Manual). Give
        the number of items to use complete answers only.

    Returns
    -------
    Series
        One index per row.

    Raises
    ------
    VariableError
        Scores outside the scale, an empty scale, or `at_least` not within 1 and the items.
    """
    needed = answers_needed(at_least, scores.shape[1])
    values = np.column_stack([as_numbers(scores[name]) for name in scores])
    if not minimum < maximum:
        raise VariableError(_no_scale(minimum, maximum))
    outside = (values < minimum) | (values > maximum)
    if outside.any():
        raise VariableError(_outside(values[outside], minimum, maximum))
    index = 100 * (mean_of_answered(values, needed) - minimum) / (maximum - minimum)
    return pd.Series(index, index=scores.index, name="index")


def mean_of_answered(values: Numbers, needed: int) -> Numbers:
    """Return the mean of the answers in each row (n); missing where fewer than `needed`."""
    answered = (~np.isnan(values)).sum(axis=1)
    total = np.nansum(values, axis=1)
    enough = answered >= needed
    mean: Numbers = np.divide(total, answered, out=np.full(len(values), np.nan), where=enough)
    return mean


def answers_needed(at_least: int | None, items: int) -> int:
    """Return how many answers a score needs: as asked for, or half of the items.

    Raises
    ------
    VariableError
        When that is not within 1 and the number of items.
    """
    needed = max(1, (items + 1) // 2) if at_least is None else at_least
    if not 1 <= needed <= items:
        raise VariableError(
            say(
                "Cần ít nhất {needed} câu trả lời nhưng thang đo có {items} câu. Hãy ghi "
                "at_least từ 1 đến số câu.",
                "At least {needed} answers are asked for but the scale has {items} items. Give "
                "at_least from 1 to the number of items.",
                needed=needed,
                items=items,
            )
        )
    return needed


def refuse_no_scale(questions: Sequence[Question]) -> None:
    """Refuse questions that are no scale.

    Raises
    ------
    VariableError
        Names all of them, or says that there are no questions.
    """
    wrong = [question.id for question in questions if question.kind != "scale"]
    if wrong or not questions:
        raise VariableError(
            say(
                "Cần các câu thang điểm (kiểu “scale”); không đúng kiểu: {wrong}.",
                "Questions of kind “scale” are needed; of another kind: {wrong}.",
                wrong=", ".join(wrong) or say("không có câu nào", "no question given"),
            )
        )


def _outside(values: Numbers, minimum: float, maximum: float) -> str:
    return say(
        "Điểm phải nằm trong thang {minimum:g}–{maximum:g}; có {count} điểm ngoài thang (ví dụ "
        "{value}). Hãy kiểm tra mã trả lời hoặc hai đầu thang.",
        "Scores lie within {minimum:g}-{maximum:g}; {count} do not (e.g. {value}). Check the "
        "answers or the ends of the scale.",
        minimum=minimum,
        maximum=maximum,
        count=len(values),
        value=f"{values[0]:g}",
    )


def _no_scale(minimum: float, maximum: float) -> str:
    return say(
        "Thang điểm từ {minimum:g} đến {maximum:g} không hợp lệ: điểm thấp nhất phải nhỏ hơn điểm "
        "cao nhất.",
        "A scale from {minimum:g} to {maximum:g} is not valid: the lowest score must be below the "
        "highest.",
        minimum=minimum,
        maximum=maximum,
    )
