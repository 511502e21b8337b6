"""Knowledge tests: right answers by a key, which may change from one questionnaire to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.answers import Question, codes, positive, refuse_unasked
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.scales import answers_needed, mean_of_answered
from gdnn_analysis.survey.variables import Numbers

Texts: TypeAlias = npt.NDArray[np.object_]
PASS: Final = 0.6
"""Share of right answers from which somebody knows the subject."""
_ROUNDING: Final = 1e-9


def share_correct(
    frame: pd.DataFrame,
    questions: Sequence[Question] | Mapping[str, Sequence[Question]],
    *,
    versions: pd.Series[Any] | None = None,
    threshold: float = PASS,
    at_least: int | None = None,
) -> pd.DataFrame:
    """Return what share of the questions of a knowledge test each person got right.

    Parameters
    ----------
    frame
        Answers, a column per question.
    questions
        The test, with right answers as positive codes; or one test per questionnaire version,
        for right answers change with the law.
    versions
        Version each person answered; needed with several tests.
    threshold
        Share of right answers from which somebody passes.
    at_least
        Answers needed, half of the questions by default; see :func:`likert_index`.

    Returns
    -------
    DataFrame
        ``answered``, ``correct`` (numbers of questions), ``share`` (correct / answered, 0-1) and
        ``passed`` (1, 0), the latter two missing below `at_least`. "Don't know" is answered and
        not right; refusals and blanks are not answered.

    Raises
    ------
    VariableError
        People whose version has no key (all versions are named), versions of other people,
        questions without a column or without a right answer.
    """
    if not 0 < threshold <= 1:
        raise VariableError(_bad_threshold(threshold))
    keys, version = _keys(frame, questions, versions)
    marks = np.full((len(frame), 4), np.nan)
    for name, test in keys.items():
        own = np.flatnonzero(version == name)
        if len(own):
            marks[own] = _marks(frame.iloc[own], test, threshold, at_least)
    return pd.DataFrame(
        marks, index=frame.index, columns=["answered", "correct", "share", "passed"]
    )


def _marks(
    frame: pd.DataFrame, test: Sequence[Question], threshold: float, at_least: int | None
) -> Numbers:
    """Return answered, correct, share and passed of everybody who took one test (n × 4)."""
    needed = answers_needed(at_least, len(test))
    refuse_unasked(frame, test)
    right = np.column_stack([positive(frame[question.id], question) for question in test])
    answered, correct = (~np.isnan(right)).sum(axis=1), np.nansum(right, axis=1)
    share = mean_of_answered(right, needed)
    passed = np.where(np.isnan(share), np.nan, share >= threshold - _ROUNDING)
    return np.column_stack([answered, correct, share, passed])


def _keys(
    frame: pd.DataFrame,
    questions: Sequence[Question] | Mapping[str, Sequence[Question]],
    versions: pd.Series[Any] | None,
) -> tuple[Mapping[str, Sequence[Question]], Texts]:
    """Return the tests by version, and the version of each person."""
    if not isinstance(questions, Mapping):
        return {"": questions}, np.full(len(frame), "", dtype=object)
    if versions is None or not versions.index.equals(frame.index):
        raise VariableError(
            say(
                "Có nhiều bộ đáp án nhưng thiếu phiên bản bảng hỏi của từng người trả lời. Hãy "
                "truyền versions lấy từ chính bảng trả lời.",
                "There are several keys but not the version each person answered. Give versions, "
                "taken from the table of answers.",
            )
        )
    version = codes(versions).fillna("").to_numpy(dtype=object)
    unknown = sorted(set(version) - set(questions))
    if unknown:
        raise VariableError(_no_key(unknown, version, list(questions)))
    return questions, version


def _no_key(unknown: list[str], version: Texts, known: list[str]) -> str:
    blank = say("(để trống)", "(blank)")
    return say(
        "Không có đáp án cho phiên bản bảng hỏi: {unknown}. Các phiên bản có đáp án: {known}. Hãy "
        "bổ sung đáp án hoặc sửa phiên bản.",
        "There is no key for questionnaire version: {unknown}. Versions with a key: {known}. Add "
        "the key or correct the version.",
        unknown=", ".join(f"{name or blank} ({(version == name).sum()})" for name in unknown),
        known=", ".join(known),
    )


def _bad_threshold(threshold: float) -> str:
    return say(
        "Ngưỡng threshold = {value} không hợp lệ: lớn hơn 0 và không quá 1, ví dụ 60 % ghi 0.6.",
        "threshold = {value} is not valid: above 0 and at most 1; write 60 % as 0.6.",
        value=threshold,
    )
