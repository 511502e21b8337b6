"""Signs of answers given without reading: one answer to everything, interviews far too short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.answers import Question, codes, refuse_unasked
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.scales import refuse_no_scale
from gdnn_analysis.survey.variables import Numbers, as_numbers

FEWEST_ITEMS: Final = 4
FAST: Final = 1 / 3


def straight_lined(frame: pd.DataFrame, items: Sequence[Question]) -> pd.Series[Any]:
    """Return who gave one answer to a whole scale, although some items mean the opposite.

    The strict form of non-differentiation (Krosnick 1991, Applied Cognitive Psychology 5(3),
    213-236). Also one answer in the middle throughout counts: it may be sincere, so look at these
    interviews rather than delete them.

    Parameters
    ----------
    frame
        Answers as given, not turned round; a column per item.
    items
        At least 4 questions of kind ``scale``, some reversed and some not.

    Returns
    -------
    Series
        True where at least 4 items are answered, reversed and other ones among them, all alike.
        Blanks, don't know, refusals and unknown codes are no answers; who gave fewer than 4 is
        not accused: False.

    Raises
    ------
    VariableError
        Questions that are no scale or have no column; too few, or all running the same way.
    """
    refuse_no_scale(items)
    refuse_unasked(frame, items)
    is_reverse = np.array([item.reverse for item in items])
    if len(items) < FEWEST_ITEMS or is_reverse.all() or not is_reverse.any():
        raise VariableError(_cannot_tell(items))
    answers = np.column_stack([_levels(frame[item.id], item) for item in items])
    given = ~np.isnan(answers)
    lowest = np.where(given, answers, np.inf).min(axis=1, initial=np.inf)
    highest = np.where(given, answers, -np.inf).max(axis=1, initial=-np.inf)
    both_ways = given[:, is_reverse].any(axis=1) & given[:, ~is_reverse].any(axis=1)
    enough = both_ways & (given.sum(axis=1) >= FEWEST_ITEMS)
    return pd.Series(enough & (lowest == highest), index=frame.index, name="straight_lined")


def _levels(series: pd.Series[Any], item: Question) -> Numbers:
    levels = {level: float(level) for level in item.levels}
    return np.asarray(codes(series).map(levels), dtype=np.float64)


def speeding(seconds: pd.Series[Any], *, share: float = FAST) -> pd.Series[Any]:
    """Return whose interview took less than a share of the median time.

    Thresholds relative to the median are those of Greszki, Meyer & Schoen (2015), Public Opinion
    Quarterly 79(2), 471-503.

    Parameters
    ----------
    seconds
        Length of each interview, in any unit.
    share
        Part of the median, between 0 and 1.

    Returns
    -------
    Series
        Type ``boolean``; missing where the length is.

    Raises
    ------
    VariableError
        Lengths below 0 or no numbers, a share out of range; all at once.
    """
    lengths = as_numbers(seconds)
    faults = [*_bad_lengths(lengths), *_bad_share(share)]
    if faults:
        raise VariableError(faults)
    known = ~np.isnan(lengths)
    limit = share * np.median(lengths[known]) if known.any() else np.nan
    fast = pd.array(lengths < limit, dtype="boolean")
    fast[~known] = pd.NA
    return pd.Series(fast, index=seconds.index, name="speeding")


def _bad_lengths(lengths: Numbers) -> list[str]:
    wrong = lengths < 0
    if not wrong.any():
        return []
    return [
        say(
            "Thời lượng phỏng vấn âm ở {count} phiếu (dòng {row}: {value}). Hãy kiểm tra giờ bắt "
            "đầu và kết thúc; không rõ thì để trống.",
            "Interviews of negative length: {count} (row {row}: {value}). Check start and end; "
            "leave it blank if unknown.",
            count=int(wrong.sum()),
            row=int(np.argmax(wrong)) + 1,
            value=f"{lengths[wrong][0]:g}",
        )
    ]


def _bad_share(share: float) -> list[str]:
    if 0 < share < 1:
        return []
    return [
        say(
            "Ngưỡng share = {value} không hợp lệ: phải nằm giữa 0 và 1, ví dụ một phần ba ghi 1/3.",
            "share = {value} is not valid: it lies between 0 and 1, e.g. 1/3.",
            value=share,
        )
    ]


def _cannot_tell(items: Sequence[Question]) -> str:
    return say(
        "Không kiểm tra được trả lời một kiểu: cần ít nhất {fewest} câu thang điểm, vừa có câu "
        "xuôi vừa có câu đảo chiều; hiện có {count} câu, {reverse} câu đảo chiều.",
        "One answer throughout cannot be judged: at least {fewest} scale items are needed, some "
        "reversed and some not; there are {count} items, {reverse} of them reversed.",
        fewest=FEWEST_ITEMS,
        count=len(items),
        reverse=sum(item.reverse for item in items),
    )
