"""What "near the given weights" means: the distances of calibration."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from scipy.special import expit

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration.faults import refuse
from gdnn_analysis.survey.margins import shown
from gdnn_analysis.survey.variables import Mask, Numbers

Method: TypeAlias = Literal["linear", "raking", "logit"]
Bounds: TypeAlias = tuple[float, float]


class Distance(NamedTuple):
    """How factors follow from ``u = x λ``: F, its slope and its integral."""

    factor: Callable[[Numbers], Numbers]
    slope: Callable[[Numbers], Numbers]
    integral: Callable[[Numbers], Numbers]


def distance_of(method: str, bounds: Bounds | None) -> Distance:
    """Return the distance of a method; refused when its bounds do not fit."""
    refuse(_bad_method(method, bounds))
    if method == "linear":
        return _linear(*(bounds or (-math.inf, math.inf)))
    if method == "logit" and bounds is not None:
        return _logit(*bounds)
    return Distance(np.exp, np.exp, np.exp)


def _linear(low: float, high: float) -> Distance:
    def factor(u: Numbers) -> Numbers:
        return np.asarray(np.clip(1 + u, low, high), dtype="float64")

    def slope(u: Numbers) -> Numbers:
        free: Mask = (1 + u > low) & (1 + u < high)
        return free.astype("float64")

    def integral(u: Numbers) -> Numbers:
        inner = factor(u)
        return (inner**2 - 1) / 2 + inner * (1 + u - inner)

    return Distance(factor, slope, integral)


def _logit(low: float, high: float) -> Distance:
    """Write F as ``L + (U - L) / (1 + exp(-(A u + c)))``, which cannot overflow."""
    steep = (high - low) / ((1 - low) * (high - 1))
    start = math.log((1 - low) / (high - 1))

    def factor(u: Numbers) -> Numbers:
        share: Numbers = expit(steep * u + start)
        return low + (high - low) * share

    def slope(u: Numbers) -> Numbers:
        share: Numbers = expit(steep * u + start)
        return (high - low) * steep * share * (1 - share)

    def integral(u: Numbers) -> Numbers:
        softened: Numbers = np.logaddexp(0, steep * u + start)
        return low * u + (high - low) / steep * softened

    return Distance(factor, slope, integral)


def _bad_method(method: str, bounds: Bounds | None) -> Iterator[str]:
    if method not in ("linear", "raking", "logit"):
        yield say(
            "Không có phương pháp “{method}”. Hãy chọn linear, raking hoặc logit.",
            "There is no method “{method}”. Choose linear, raking or logit.",
            method=method,
        )
    if method == "logit" and bounds is None:
        yield say(
            "Phương pháp logit cần giới hạn của hệ số, ví dụ bounds=(0.3, 3).",
            "The logit method needs bounds for the factors, such as bounds=(0.3, 3).",
        )
    if method == "raking" and bounds is not None:
        yield say(
            "Phương pháp raking không nhận giới hạn. Hãy dùng logit, hoặc bỏ bounds.",
            "The raking method takes no bounds. Use logit, or leave bounds out.",
        )
    if bounds is not None and not (-math.inf < bounds[0] < 1 < bounds[1] < math.inf):
        yield say(
            "Giới hạn của hệ số là {low} và {high}: cần giới hạn dưới nhỏ hơn 1 và giới hạn trên "
            "lớn hơn 1.",
            "The bounds of the factors are {low} and {high}: the lower must be below 1, the upper "
            "above 1.",
            low=shown(bounds[0]),
            high=shown(bounds[1]),
        )
