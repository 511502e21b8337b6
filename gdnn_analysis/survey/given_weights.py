"""Weights as the user gives them: a column of weights or of drawing probabilities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.columns import column_numbers, texts, unknown_columns
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.structure import Structure
from gdnn_analysis.survey.variables import Mask, Numbers


def read_weights(frame: pd.DataFrame, weights: str | None, probs: str | None) -> Numbers | None:
    """Return the weights that a column gives (n); none when no column is named.

    Parameters
    ----------
    frame
        One row per respondent.
    weights, probs
        Column of weights, or of drawing probabilities.

    Raises
    ------
    DesignError
        Unknown columns; values that are missing, no numbers, infinite, negative (or, for
        probabilities, not above 0 and up to 1), or all 0. All faults of the column at once.
    """
    if weights is not None:
        return _checked(frame, weights, are_shares=False)
    if probs is not None:
        return 1.0 / _checked(frame, probs, are_shares=True)
    return None


def implied_weights(structure: Structure, rows: int) -> Numbers:
    """Return the weights that follow from the population counts; 1 where there are none (n).

    Raises
    ------
    DesignError
        When counts are known of some stages only.
    """
    implied = structure.implied_weights()
    if np.isfinite(implied).all():
        return implied
    if all(np.isinf(stage.population).all() for stage in structure.stages):
        return np.ones(rows)
    raise DesignError(
        say(
            "Không có cột quyền số và fpc không đủ mọi giai đoạn chọn nên không suy ra được quyền "
            "số. Hãy khai weights, hoặc fpc cho từng giai đoạn.",
            "There are no weights, and fpc does not cover every stage, so weights cannot be "
            "implied. Give weights, or fpc for every stage.",
        )
    )


def weight_faults(values: pd.Series, *, are_shares: bool = False) -> Iterator[str]:
    """Yield what is wrong with single values of a column of weights or of probabilities."""
    numbers = column_numbers(values)
    yield from texts(values, numbers)
    for kind in _kinds(values, numbers, are_shares=are_shares):
        if kind.wrong.any():
            yield _told(str(values.name), numbers, kind)


class _Kind(NamedTuple):
    """A kind of fault: the rows that have it, and what is said of them."""

    wrong: Mask
    what: str


def _kinds(values: pd.Series, numbers: Numbers, *, are_shares: bool) -> Iterator[_Kind]:
    yield _Kind(values.isna().to_numpy(), say("để trống", "is blank"))
    endless = np.isinf(numbers)
    yield _Kind(endless, say("vô hạn", "is infinite"))
    finite = ~endless
    if not are_shares:
        yield _Kind(finite & (numbers < 0), say("là số âm", "is negative"))
        return
    low = say("không được âm hoặc bằng 0", "must be above 0")
    yield _Kind(finite & (numbers <= 0), low)
    yield _Kind(finite & (numbers > 1), say("lớn hơn 1", "is above 1"))


def _told(column: str, numbers: Numbers, kind: _Kind) -> str:
    row = int(np.argmax(kind.wrong))
    return say(
        "Cột “{column}” {what} ở {count} dòng, đầu tiên là dòng {row}{value}. "
        "Hãy sửa, hoặc bỏ dòng đó khỏi mẫu có chủ ý.",
        "Column “{column}” {what} in {count} rows, the first is row {row}{value}. "
        "Correct it, or leave the row out on purpose.",
        column=column,
        what=kind.what,
        count=int(kind.wrong.sum()),
        row=row + 1,
        value="" if np.isnan(numbers[row]) else f" ({numbers[row]:g})",
    )


def _checked(frame: pd.DataFrame, column: str, *, are_shares: bool) -> Numbers:
    faults = list(unknown_columns(frame, [column]))
    if not faults:
        faults = list(weight_faults(frame[column], are_shares=are_shares))
    if faults:
        raise DesignError(faults)
    numbers = column_numbers(frame[column])
    if not (numbers > 0).any():
        raise DesignError(
            say(
                "Mọi giá trị của cột “{column}” bằng 0: không ai đại diện cho tổng thể.",
                "All values of column “{column}” are 0: nobody stands for the population.",
                column=column,
            )
        )
    return numbers
