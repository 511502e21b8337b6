"""Replicate weights adjusted one by one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration.adjustment import Adjustment
from gdnn_analysis.survey.faults import CalibrationError
from gdnn_analysis.survey.variables import Numbers


def adjust_replicates(replicates: Numbers, adjust: Callable[[Numbers], Adjustment]) -> Numbers:
    """Return replicate weights that were each adjusted like the full sample.

    Parameters
    ----------
    replicates
        One column of weights per replicate (n × R).
    adjust
        The adjustment of one column, such as ``partial(rake_factors, problem)``.

    Raises
    ------
    CalibrationError
        When replicates cannot be adjusted: how many, and why the first of them cannot.

    References
    ----------
    Valliant, Dever & Kreuter (2018), Practical Tools for Designing and Weighting Survey Samples,
    second edition, chapter 15: every step of weighting is repeated in every replicate.
    """
    adjusted = np.empty_like(replicates, dtype="float64")
    failed: dict[int, CalibrationError] = {}
    for number, weights in enumerate(replicates.T):
        try:
            adjusted[:, number] = weights * adjust(weights).factors
        except CalibrationError as error:
            failed[number + 1] = error
    if failed:
        first = next(iter(failed.values()))
        raise type(first)([_failed_replicates(failed, replicates.shape[1]), *first.faults])
    return adjusted


def _failed_replicates(failed: dict[int, CalibrationError], replicates: int) -> str:
    return say(
        "{n} trong {all} bộ quyền số lặp lại không hiệu chỉnh được, trước hết là bộ số {first}:",
        "{n} of {all} replicates cannot be adjusted; the first is number {first}:",
        n=len(failed),
        all=replicates,
        first=next(iter(failed)),
    )
