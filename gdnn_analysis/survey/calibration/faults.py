"""What can be wrong with weights before they are adjusted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import CalibrationError
from gdnn_analysis.survey.margins import Problem, listed, shown
from gdnn_analysis.survey.variables import Mask, Numbers


def refuse(*faults: Iterator[str]) -> None:
    """Raise all faults, if there are any."""
    found = [fault for several in faults for fault in several]
    if found:
        raise CalibrationError(found)


def bad_weights(weights: Numbers) -> Iterator[str]:
    """Yield what is wrong with weights by themselves."""
    bad: Mask = ~(np.isfinite(weights) & (weights >= 0))
    if bad.any():
        yield say(
            "Quyền số thiếu, âm hoặc vô hạn ở dòng {rows} (ví dụ {value}). Hãy sửa; "
            "dòng không thuộc mẫu thì ghi 0.",
            "Weights are missing, negative or infinite in row {rows} (e.g. {value}). "
            "Correct them; a row outside the sample weighs 0.",
            rows=listed(bad),
            value=shown(weights[bad][0]),
        )
    elif not (weights > 0).any():
        yield say(
            "Mọi quyền số đều bằng 0: mẫu không có dòng nào.",
            "All weights are 0: the sample has no rows.",
        )


def weights_outside(weights: Numbers, problem: Problem) -> Iterator[str]:
    """Yield where weights do not belong to the rows of a problem."""
    if len(weights) != len(problem.inside):
        yield say(
            "Có {found} quyền số cho {wanted} dòng. Mỗi dòng cần một quyền số.",
            "There are {found} weights for {wanted} rows. Every row needs one weight.",
            found=len(weights),
            wanted=len(problem.inside),
        )
    elif (stray := (weights > 0) & ~problem.inside).any():
        yield say(
            "Dòng {rows} có quyền số lớn hơn 0 nhưng đã được khai là ngoài mẫu. "
            "Hãy lập lại bài toán với đúng các dòng của mẫu.",
            "Row {rows} weighs more than 0 but was declared outside the sample. "
            "Build the problem with the rows of the sample.",
            rows=listed(stray),
        )
