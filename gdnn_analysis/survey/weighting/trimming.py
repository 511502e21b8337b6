"""Weights that are too large, cut without changing their sum."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration import usable_weights
from gdnn_analysis.survey.calibration.faults import refuse
from gdnn_analysis.survey.margins import shown
from gdnn_analysis.survey.variables import Mask, Numbers

ROUNDING: Final = 1e-12
"""Relative difference that is no difference."""


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
    refuse(_bad_limits(values[inside], lower, upper))
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
        refuse(_no_takers(takers, lower, upper))
        weights = cut + takers * (excess / takers.sum())
        if not strict:
            break
    refuse(_not_positive(weights))
    return weights


def _outside(weights: Numbers, lower: float, upper: float) -> Mask:
    return (weights > upper * (1 + ROUNDING)) | (weights < lower * (1 - ROUNDING))


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
