"""Weights of everybody drawn: the inverse of the probability with which they were drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration.faults import refuse
from gdnn_analysis.survey.margins import listed, shown
from gdnn_analysis.survey.variables import Numbers


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
    refuse(_no_probabilities(stages))
    return np.asarray(1 / stages.prod(axis=1), dtype="float64")


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
