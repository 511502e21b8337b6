"""Calibration equations in independent columns, and totals that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration.faults import refuse
from gdnn_analysis.survey.margins import AGREE, Problem, shown
from gdnn_analysis.survey.variables import Numbers

RANK: Final = 1e-10
"""Columns whose part of their own is below this share of the largest follow from the others."""


class System(NamedTuple):
    """The calibration equations in columns that are independent: ``Σ w z z' = I``."""

    z: Numbers
    weights: Numbers
    target: Numbers


def system_of(problem: Problem, weights: Numbers) -> tuple[System, Problem]:
    """Return independent equations, and the problem with the totals they can reach exactly.

    Totals whose columns follow from others must follow too, up to a rounding (`AGREE`).
    """
    inside = weights > 0
    scale = np.abs(problem.x[inside]).max(axis=0)
    scale[scale == 0] = 1.0
    scaled = np.sqrt(weights)[:, None] * (problem.x / scale)
    _, lengths, axes = np.linalg.svd(scaled, full_matrices=False)
    kept = lengths > RANK * lengths.max()
    axes, lengths = axes[kept], lengths[kept]
    wanted = problem.totals / scale
    reachable = axes.T @ (axes @ wanted)
    refuse(_contradictions(problem, wanted, reachable))
    basis = (axes / lengths[:, None]).T / scale[:, None]
    system = System(problem.x @ basis, weights, (reachable * scale) @ basis)
    return system, replace(problem, totals=reachable * scale)


def _contradictions(problem: Problem, wanted: Numbers, reachable: Numbers) -> Iterator[str]:
    lacking = np.abs(wanted - reachable)
    wrong = lacking > np.maximum(AGREE * np.abs(wanted), 1e-12 * np.abs(wanted).max())
    if wrong.any():
        yield say(
            "Không quyền số nào đạt được đồng thời: {totals}. Trong mẫu các cột này phụ thuộc nhau "
            "(hoặc bằng 0 ở mọi dòng có quyền số) nhưng tổng thì không khớp. Hãy xem lại các tổng, "
            "hoặc bỏ bớt.",
            "No weights can meet all of these: {totals}. In the sample these columns follow from "
            "each other (or are 0 in every row with a weight), but the totals do not agree. Check "
            "the totals, or leave some out.",
            totals="; ".join(
                f"{name} {shown(total)}"
                for name, total, bad in zip(problem.names, problem.totals, wrong, strict=True)
                if bad
            ),
        )
