"""Respondents that stand for those like them who did not answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from numbers import Real
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration import usable_weights
from gdnn_analysis.survey.calibration.faults import refuse
from gdnn_analysis.survey.columns import unknown_columns
from gdnn_analysis.survey.margins import blank_columns, cell_name, cells, listed
from gdnn_analysis.survey.variables import Mask, Numbers, Places


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
    refuse(unknown_columns(frame, [*named, *columns]))
    before = usable_weights(weights)
    inside = before > 0
    given = np.asarray(frame[responded] if isinstance(responded, str) else responded, dtype=object)
    answers = np.array([value if isinstance(value, Real) else np.nan for value in given], float)
    refuse(blank_columns(frame, columns, inside), _no_answers(given, answers, inside))
    answered = inside & (answers == 1)
    codes, keys = cells(frame, columns, inside)
    drawn = np.bincount(codes[inside], before[inside], len(keys))
    kept: Numbers = np.bincount(codes[answered], before[answered], len(keys)).astype("float64")
    names = [cell_name(columns, key) for key in keys]
    refuse(_silent_classes(names, kept, codes))
    return np.where(answered, (drawn / kept)[codes], 0.0)


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
