"""A sample with other weights: the step is kept for the variance, replicates are adjusted too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.calibration import Adjustment, adjust_replicates
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.margins import Problem
from gdnn_analysis.survey.replicate_weights import Kind, make_replicates
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.steps import Step
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.variables import Numbers
from gdnn_analysis.survey.weighting import diagnostics


def calibrated(
    sample: Sample, problem: Problem, solve: Callable[[Numbers], Adjustment]
) -> tuple[Sample, pd.DataFrame]:
    """Return the sample with weights that meet totals, and what that did to the weights.

    Parameters
    ----------
    problem
        The totals.
    solve
        The adjustment that any column of weights needs; replicates are adjusted one by one.
    """
    found = solve(sample.weights)
    after = sample.weights * found.factors
    report = diagnostics(sample.weights, after, problem, found)
    step = Step(sample.weights, found.factors, problem.x)
    return _after(sample, after, step, partial(adjust_replicates, adjust=solve)), report


def multiplied(sample: Sample, factors: Numbers) -> tuple[Sample, pd.DataFrame]:
    """Return the sample with weights times factors taken as given (n), and what that did."""
    own = sample.weights
    after = own * factors
    made = _after(sample, after, Step(own, factors), lambda table: table * factors[:, None])
    return made, diagnostics(own, after)


def with_replicates(
    sample: Sample, kind: Kind, *, seed: int | None, n: int | None, rho: float | None, mse: bool
) -> Sample:
    """Return the sample with replicate weights of its own strata and clusters.

    Raises
    ------
    DesignError
        When the design does not allow the kind, has no clusters, or was calibrated.
    """
    if sample.structure is None or any(step.auxiliaries is not None for step in sample.steps):
        raise DesignError(
            say(
                "Lập quyền số lặp trước khi hiệu chỉnh theo tổng thể, để mỗi bản lặp được "
                "hiệu chỉnh riêng; và phải biết tầng, cụm.",
                "Make replicates before calibrating, so that each is calibrated by itself; "
                "strata and clusters must be known.",
            )
        )
    made = make_replicates(
        sample.structure.first, sample.weights, kind, seed=seed, n=n, rho=rho, mse=mse
    )
    return replace(sample, replicates=made, steps=())


def _after(sample: Sample, weights: Numbers, step: Step, again: Callable[[Table], Table]) -> Sample:
    made = sample.replicates
    if made is not None:
        made = replace(made, weights=again(made.weights))
    return replace(sample, weights=weights, steps=(*sample.steps, step), replicates=made)
