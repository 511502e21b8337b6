"""Weights before calibration, weights that are too large, and what weighting costs.

The order of work is that of Valliant, Dever & Kreuter (2018), Practical Tools for Designing and
Weighting Survey Samples, second edition, chapter 13: base weights, non-response, calibration
(:mod:`gdnn_analysis.survey.calibration`), trimming; the weighting effect is looked at after each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from numbers import Real
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration import Adjustment, relative_errors, usable_weights
from gdnn_analysis.survey.columns import unknown_columns
from gdnn_analysis.survey.faults import CalibrationError
from gdnn_analysis.survey.margins import (
    Problem,
    blank_columns,
    cell_name,
    cells,
    listed,
    shown,
)
from gdnn_analysis.survey.variables import Mask, Numbers, Places

ROUNDING: Final = 1e-12
"""Relative difference that is no difference."""


def base_weights(probabilities: npt.ArrayLike) -> Numbers:
    """Return the inverse of the probability with which every row was drawn (n).

    Parameters
    ----------
    probabilities
        Probabilities within 0-1 (n), or one column per stage of sampling (n × stages), of which
        the product counts.

    Raises
    ------
    CalibrationError
        A probability that is missing, 0 or below, or above 1.

    References
    ----------
    Horvitz & Thompson (1952), Journal of the American Statistical Association 47, 663-685.
    """
    values = np.asarray(probabilities, dtype="float64")
    stages = values.reshape(len(values), -1)
    _refuse(_no_probabilities(stages))
    return np.asarray(1 / stages.prod(axis=1), dtype="float64")


def nonresponse_factors(
    frame: pd.DataFrame,
    weights: npt.ArrayLike,
    responded: str | npt.ArrayLike,
    adjust_by: str | Sequence[str],
) -> Numbers:
    """Return factors that let the respondents of a class stand for all of it.

    Parameters
    ----------
    frame
        Everybody drawn, whether they answered or not.
    weights
        Weights before (n), 0 outside the sample.
    responded
        Who answered: a column of `frame`, or one truth value per row.
    adjust_by
        Columns known for everybody, whose crossed values are the classes; none is one class.

    Returns
    -------
    numpy.ndarray
        ``Σ_class w / Σ_class, answered w`` for respondents, 0 for all others (n).

    Raises
    ------
    CalibrationError
        Bad weights, unknown columns, missing values, a class in which nobody answered.

    References
    ----------
    Särndal & Lundström (2005), Estimation in Surveys with Nonresponse, weighting-class estimator;
    Valliant, Dever & Kreuter (2018), section 13.5.
    """
    columns = [adjust_by] if isinstance(adjust_by, str) else list(adjust_by)
    named = [responded] if isinstance(responded, str) else []
    _refuse(unknown_columns(frame, [*named, *columns]))
    before = usable_weights(weights)
    inside = before > 0
    given = np.asarray(frame[responded] if isinstance(responded, str) else responded, dtype=object)
    answers = np.array([value if isinstance(value, Real) else np.nan for value in given], float)
    _refuse(blank_columns(frame, columns, inside), _no_answers(given, answers, inside))
    answered = inside & (answers == 1)
    codes, keys = cells(frame, columns, inside)
    drawn = np.bincount(codes[inside], before[inside], len(keys))
    kept: Numbers = np.bincount(codes[answered], before[answered], len(keys)).astype("float64")
    names = [cell_name(columns, key) for key in keys]
    _refuse(_silent_classes(names, kept, codes))
    return np.where(answered, (drawn / kept)[codes], 0.0)


def trim_weights(
    weights: npt.ArrayLike, upper: float, *, lower: float = 0.0, strict: bool = False
) -> Numbers:
    """Return weights cut to limits, their sum kept (n).

    Parameters
    ----------
    weights
        Weights (n); rows of weight 0 are outside the sample and stay 0.
    upper, lower
        Largest and smallest weight.
    strict
        What was cut off is spread evenly over the weights that were not cut, which may lift some
        of them above the limit. Strict repeats this until none is left outside.

    Raises
    ------
    CalibrationError
        Bad weights or limits; limits no weights with this sum can keep; no weight left to take
        what was cut off.

    References
    ----------
    Potter (1990), Proceedings of the Survey Research Methods Section, American Statistical
    Association, 225-230; the even spread is that of ``trimWeights`` of R's package survey.
    """
    values = usable_weights(weights)
    inside = values > 0
    _refuse(_bad_limits(values[inside], lower, upper))
    trimmed = values.copy()
    trimmed[inside] = _spread(values[inside], lower, upper, strict=strict)
    return trimmed


def trim_limit(weights: npt.ArrayLike, times: float = 5.0) -> float:
    """Return a multiple of the median weight of the sample, a usual upper limit.

    Parameters
    ----------
    weights
        Weights (n); rows of weight 0 are outside the sample.
    times
        The multiple.

    Raises
    ------
    CalibrationError
        Bad weights.

    References
    ----------
    Potter (1990), as in :func:`trim_weights`: limits from the distribution of the weights.
    """
    values = usable_weights(weights)
    return float(times * np.median(values[values > 0]))


def weight_effect(weights: npt.ArrayLike) -> float:
    """Return how much unequal weights multiply the variance of a mean: ``1 + CV²``.

    ``n Σ w² / (Σ w)²``, with n the rows of the sample (weight not 0).

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.
    """
    values = np.asarray(weights, dtype="float64")
    return float(np.count_nonzero(values) / effective_size(values))


def effective_size(weights: npt.ArrayLike) -> float:
    """Return the rows with equal weights that would tell as much: ``(Σ w)² / Σ w²``.

    References
    ----------
    Kish (1965), Survey Sampling, section 11.7.
    """
    values = np.asarray(weights, dtype="float64")
    return float(values.sum() ** 2 / (values**2).sum())


def diagnostics(
    before: npt.ArrayLike,
    after: npt.ArrayLike,
    problem: Problem | None = None,
    adjustment: Adjustment | None = None,
) -> pd.DataFrame:
    """Return what weighting did, one figure per row.

    Parameters
    ----------
    before, after
        Weights (n).
    problem
        The totals that were to be met.
    adjustment
        How it went.

    Returns
    -------
    pandas.DataFrame
        Columns ``part, name, wanted, before, after, relative_error``; missing where a column does
        not apply. Parts: ``total`` (one row per category or column of `problem`),
        ``weight`` (``sum``, ``min``, ``median``, ``max``, ``effect``, ``effective_size``, over the
        rows of weight not 0), ``factor`` (``min``, ``max`` of after by before) and ``adjustment``
        (``iterations``, ``largest_error``).
    """
    old, new = np.asarray(before, dtype="float64"), np.asarray(after, dtype="float64")
    rows = _total_rows(old, new, problem) if problem is not None else []
    rows += [
        ("weight", name, np.nan, one, other, np.nan)
        for (name, one), other in zip(_summary(old).items(), _summary(new).values(), strict=True)
    ]
    factors = new[old != 0] / old[old != 0]
    figures = [("factor", "min", factors.min()), ("factor", "max", factors.max())]
    if adjustment is not None:
        figures.append(("adjustment", "iterations", adjustment.iterations))
        figures.append(("adjustment", "largest_error", adjustment.largest_error))
    rows += [(part, name, np.nan, np.nan, float(value), np.nan) for part, name, value in figures]
    return pd.DataFrame(
        rows, columns=["part", "name", "wanted", "before", "after", "relative_error"]
    )


_Row: TypeAlias = tuple[str, str, float, float, float, float]


def _total_rows(old: Numbers, new: Numbers, problem: Problem) -> list[_Row]:
    sums, errors = (old @ problem.x, new @ problem.x), relative_errors(problem, new)
    return [
        ("total", name, problem.totals[at], sums[0][at], sums[1][at], errors[at])
        for at, name in enumerate(problem.names)
    ]


def _summary(weights: Numbers) -> dict[str, float]:
    sample = weights[weights != 0]
    return {
        "sum": float(sample.sum()),
        "min": float(sample.min()),
        "median": float(np.median(sample)),
        "max": float(sample.max()),
        "effect": weight_effect(sample),
        "effective_size": effective_size(sample),
    }


def _spread(weights: Numbers, lower: float, upper: float, *, strict: bool) -> Numbers:
    """Return weights after one pass of cutting, or after as many as it takes."""
    while (outside := _outside(weights, lower, upper)).any():
        cut = np.clip(weights, lower, upper)
        excess = float((weights - cut).sum())
        takers = ~outside
        if strict:
            room = cut < upper if excess > 0 else cut > lower
            if not room.any():  # all at one limit: the excess is a rounding
                return cut
            takers = takers & room if (takers & room).any() else room
        _refuse(_no_takers(takers, lower, upper))
        weights = cut + takers * (excess / takers.sum())
        if not strict:
            break
    _refuse(_not_positive(weights))
    return weights


def _outside(weights: Numbers, lower: float, upper: float) -> Mask:
    return (weights > upper * (1 + ROUNDING)) | (weights < lower * (1 - ROUNDING))


def _refuse(*faults: Iterator[str]) -> None:
    found = [fault for several in faults for fault in several]
    if found:
        raise CalibrationError(found)


def _no_probabilities(stages: Numbers) -> Iterator[str]:
    bad = ~((stages > 0) & (stages <= 1))
    if bad.any():
        yield say(
            "Xác suất chọn ở dòng {rows} thiếu hoặc nằm ngoài khoảng trên 0 đến 1 (ví dụ {value}). "
            "Hãy sửa; nếu đó là quyền số thì khai là quyền số.",
            "Drawing probabilities in row {rows} are missing or not above 0 and up to 1 (e.g. "
            "{value}). Correct them; if they are weights, pass them as weights.",
            rows=listed(np.logical_or.reduce(bad, axis=1)),
            value=shown(stages[bad][0]),
        )


def _no_answers(given: npt.NDArray[Any], answers: Numbers, inside: Mask) -> Iterator[str]:
    unclear = inside & ~((answers == 0) | (answers == 1))
    if unclear.any():
        yield say(
            "Không rõ có trả lời hay không ở dòng {rows} (ghi “{value}”). Hãy ghi đúng/sai "
            "hoặc 1/0 cho mọi dòng đã chọn vào mẫu.",
            "Whether row {rows} answered is unclear (“{value}”). Give true/false or 1/0 for "
            "every row that was drawn.",
            rows=listed(unclear),
            value=given[unclear][0],
        )


def _silent_classes(names: Sequence[str], kept: Numbers, codes: Places) -> Iterator[str]:
    for number in np.flatnonzero(kept <= 0).tolist():
        yield say(
            "Lớp “{name}” có {n} dòng trong mẫu nhưng không ai trả lời. Hãy gộp với lớp gần nhất.",
            "Class “{name}” has {n} rows in the sample but nobody answered. Join it with the "
            "nearest class.",
            name=names[number] or say("cả mẫu", "the sample"),
            n=int((codes == number).sum()),
        )


def _bad_limits(weights: Numbers, lower: float, upper: float) -> Iterator[str]:
    mean = float(weights.mean())
    slack = ROUNDING * mean
    if not (0 <= lower <= mean + slack and mean - slack <= upper):
        yield say(
            "Giới hạn của quyền số là {lower} đến {upper} nhưng trung bình là {mean}: không thể cắt "
            "mà giữ nguyên tổng. Giới hạn dưới phải từ 0 đến trung bình, giới hạn trên từ trung "
            "bình trở lên.",
            "The limits of the weights are {lower} to {upper} but their mean is {mean}: trimming "
            "cannot keep the sum. The lower limit must be from 0 to the mean, the upper one no "
            "less than the mean.",
            lower=shown(lower),
            upper=shown(upper),
            mean=shown(mean),
        )


def _no_takers(takers: Mask, lower: float, upper: float) -> Iterator[str]:
    if not takers.any():
        yield say(
            "Mọi quyền số đều nằm ngoài {lower} đến {upper}: không còn quyền số nào nhận phần đã "
            "cắt. Hãy nới giới hạn, hoặc dùng strict=True.",
            "All weights are outside {lower} to {upper}: none is left to take what was cut off. "
            "Widen the limits, or use strict=True.",
            lower=shown(lower),
            upper=shown(upper),
        )


def _not_positive(weights: Numbers) -> Iterator[str]:
    if (weights <= 0).any():
        yield say(
            "Cắt như vậy làm quyền số nhỏ nhất còn {value}, không dương. "
            "Hãy hạ giới hạn dưới, hoặc dùng strict=True.",
            "Trimming like this leaves a smallest weight of {value}, which is not above 0. "
            "Lower the lower limit, or use strict=True.",
            value=shown(weights.min()),
        )
