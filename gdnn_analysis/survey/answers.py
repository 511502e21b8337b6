"""Answers to a questionnaire: codes with a meaning, read one question at a time.

"Don't know" is an answer, and not a positive one; a refusal and a blank are none. A code the
questionnaire does not list means nothing and is reported, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError

Kind = Literal["one", "several", "scale", "number", "open"]
CODED: Final = ("one", "several", "scale")
"""Kinds whose answers are codes."""


@dataclass(frozen=True)
class Question:
    """One question and what the codes of its answers mean.

    Attributes
    ----------
    id
        The column that holds the answers.
    kind
        ``one`` choice, ``several`` choices, a ``scale`` of whole numbers, a ``number``, ``open``.
    choices
        All codes, also those for "don't know" and refusal; needed for the first three kinds.
    positive
        The codes that count as yes, agreeing or right, as answered: of a reversed item the low
        ones.
    dont_know, refusal
        Codes for these.
    reverse
        Whether a high answer on the scale speaks against what the scale measures.
    scale
        Lowest and highest code of a scale.

    Raises
    ------
    VariableError
        Codes that contradict each other; all faults at once.
    """

    id: str
    kind: Kind
    choices: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    dont_know: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()
    reverse: bool = False
    scale: tuple[int, int] = (1, 5)

    def __post_init__(self) -> None:
        faults = tuple(_contradictions(self))
        if faults:
            raise VariableError(faults)

    @property
    def levels(self) -> tuple[str, ...]:
        """The codes of the scale, lowest first; none for other kinds."""
        if self.kind != "scale":
            return ()
        return tuple(str(level) for level in range(self.scale[0], self.scale[1] + 1))


def positive(series: pd.Series[Any], question: Question) -> pd.Series[Any]:
    """Return 1 for a positive answer, 0 for another, missing for none.

    Parameters
    ----------
    series
        Codes as text or numbers (3 and 3.0 are code ``3``).
    question
        Of kind ``one`` or ``scale``, with positive codes.

    Returns
    -------
    Series
        Float. "Don't know" is 0; a refusal, a blank and a code outside `choices` are missing.
        The latter are reported by :func:`unknown_codes`.

    Raises
    ------
    VariableError
        When the question has no single answer, or no answer of it is positive.
    """
    if question.kind not in ("one", "scale") or not question.positive:
        raise VariableError(_not_yes_or_no(question))
    meaning = {
        code: float(code in question.positive)
        for code in question.choices
        if code not in question.refusal
    }
    return codes(series).map(meaning).astype("float64")


def split_answers(
    series: pd.Series[Any],
    choices: Sequence[str],
    *,
    delimiter: str = ";",
    refusal: Collection[str] = (),
) -> pd.DataFrame:
    """Return which of several choices each person named.

    Parameters
    ----------
    series
        Codes joined by `delimiter`.
    choices
        All codes.
    refusal
        Codes that mean no answer was given.

    Returns
    -------
    DataFrame
        Type ``boolean``, a column per choice in the given order but for refusals; the row of a
        blank or a refusal is missing. A code that is no choice gets a column of its own after
        these, so that nothing named is lost; :func:`unknown_codes` lists them.
    """
    refused = frozenset(refusal)
    given = [named - refused for named in _named(series, delimiter)]
    known = [choice for choice in choices if choice not in refused]
    extra = sorted(frozenset().union(*given).difference(choices))
    columns = {
        code: pd.array([code in named if named else None for named in given], dtype="boolean")
        for code in [*known, *extra]
    }
    return pd.DataFrame(columns, index=series.index)


def unknown_codes(
    series: pd.Series[Any], question: Question, *, delimiter: str = ";"
) -> pd.DataFrame:
    """Return the codes among the answers that the question does not list.

    Returns
    -------
    DataFrame
        ``question, code, count, first`` (index label of the first such row), ordered by code;
        empty for a question without codes.
    """
    columns = ["question", "code", "count", "first"]
    if question.kind not in CODED:
        return pd.DataFrame(columns=columns)
    given = _named(series, delimiter if question.kind == "several" else None)
    seen: dict[str, list[Any]] = {}
    for label, named in zip(series.index, given, strict=True):
        for code in named.difference(question.choices):
            seen.setdefault(code, []).append(label)
    rows = [(question.id, code, len(where), where[0]) for code, where in sorted(seen.items())]
    return pd.DataFrame(rows, columns=columns)


def codes(series: pd.Series[Any]) -> pd.Series[Any]:
    """Return answers as codes: text without spaces around it; a blank is missing."""
    places, values = pd.factorize(series)
    texts = np.array([*(_code(value) for value in values), None], dtype=object)
    return pd.Series(texts[places], index=series.index, name=series.name, dtype="str")


def _code(value: object) -> str | None:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() or None


def _named(series: pd.Series[Any], delimiter: str | None) -> list[frozenset[str]]:
    """Return the codes each person named; none for a blank. No delimiter: one code at most."""
    texts = codes(series).fillna("")
    parts = ([text] if delimiter is None else text.split(delimiter) for text in texts)
    return [frozenset(part.strip() for part in one) - {""} for one in parts]


def refuse_unasked(frame: pd.DataFrame, questions: Sequence[Question]) -> None:
    """Refuse questions that have no column in a frame.

    Raises
    ------
    VariableError
        Names all of them.
    """
    absent = [question.id for question in questions if question.id not in frame.columns]
    if absent:
        raise VariableError(
            say(
                "Bảng trả lời không có cột của câu: {absent}. Các cột có: {columns}.",
                "The answers have no column for: {absent}. Columns: {columns}.",
                absent=", ".join(absent),
                columns=", ".join(map(str, frame.columns[:20])),
            )
        )


def _contradictions(question: Question) -> Iterator[str]:
    if question.kind not in get_args(Kind):
        yield say(
            "Câu {id}: không có kiểu trả lời “{kind}”. Chỉ dùng: {known}.",
            "Question {id}: there is no kind “{kind}”. Use only: {known}.",
            id=question.id,
            kind=question.kind,
            known=", ".join(get_args(Kind)),
        )
    if question.kind in CODED:
        yield from _bad_codes(question)
    if question.kind == "scale" and not question.scale[0] < question.scale[1]:
        yield say(
            "Câu {id}: thang điểm từ {low} đến {high} không hợp lệ. Hãy ghi mức thấp nhất trước.",
            "Question {id}: a scale from {low} to {high} is not valid. Put the lowest level first.",
            id=question.id,
            low=question.scale[0],
            high=question.scale[1],
        )
    if question.reverse and question.kind != "scale":
        yield say(
            "Câu {id} khai đảo chiều nhưng không phải câu thang điểm. Hãy bỏ đảo chiều, hoặc đổi "
            "kiểu thành “scale”.",
            "Question {id} is reversed but no scale. Drop the reversal, or make its kind “scale”.",
            id=question.id,
        )


def _bad_codes(question: Question) -> Iterator[str]:
    listed = [*question.positive, *question.dont_know, *question.refusal]
    needed = dict.fromkeys([*listed, *question.levels])
    absent = [code for code in needed if code not in question.choices]
    if absent or not question.choices:
        yield say(
            "Câu {id}: danh sách mã trả lời [{choices}] thiếu {absent}. Hãy bổ sung các mã còn "
            "thiếu.",
            "Question {id}: the choices [{choices}] lack {absent}. Add them.",
            id=question.id,
            choices=", ".join(question.choices),
            absent=", ".join(absent) or say("mọi mã", "all codes"),
        )
    twice = sorted({code for code in listed if listed.count(code) > 1})
    twice += [code for code in (*question.dont_know, *question.refusal) if code in question.levels]
    if twice:
        yield say(
            "Câu {id}: mã {twice} có hai nghĩa trái nhau (tích cực, không biết, từ chối, mức của "
            "thang). Mỗi mã chỉ một nghĩa.",
            "Question {id}: code {twice} means two different things (positive, don't know, "
            "refusal, level of the scale). Give each code one meaning.",
            id=question.id,
            twice=", ".join(twice),
        )


def _not_yes_or_no(question: Question) -> str:
    return say(
        "Câu {id} (kiểu “{kind}”, mã tích cực: [{positive}]) không đọc được thành có/không. Cần "
        "câu chọn một hoặc câu thang điểm có ghi mã tích cực.",
        "Question {id} (kind “{kind}”, positive codes: [{positive}]) cannot be read as yes or no. "
        "It must have one answer, and name its positive codes.",
        id=question.id,
        kind=question.kind,
        positive=", ".join(question.positive),
    )
