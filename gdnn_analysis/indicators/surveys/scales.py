"""Whether the attitude items measure one thing (C03: Cronbach's alpha of 0.7 or more)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.surveys.measures import scale_items
from gdnn_analysis.indicators.surveys.samples import WaveSample
from gdnn_analysis.survey import SurveyError, reliability
from gdnn_analysis.survey.alpha import FEWEST_ROWS, alpha_of, covariance_of
from gdnn_analysis.survey.scales import likert_scores

USABLE: Final = 0.7


@dataclass(frozen=True)
class Scale:
    """Reliability of the attitude scale of one wave; missing where it cannot be computed.

    Attributes
    ----------
    items, n
        Items asked, and interviews with all of them answered.
    alpha, alpha_low, alpha_high, omega
        Cronbach's alpha with its interval (Feldt), McDonald's omega.
    """

    items: int
    n: int
    alpha: float
    alpha_low: float
    alpha_high: float
    omega: float


def is_one_scale(sample: WaveSample) -> bool:
    """Say whether the attitude items of a wave may be read as one scale."""
    complete = _scores(sample).dropna().to_numpy()
    if complete.shape[1] < 2 or len(complete) < FEWEST_ROWS:
        return False
    return alpha_of(covariance_of(complete, np.ones(len(complete)))) >= USABLE


def attitude_scale(sample: WaveSample) -> Scale:
    """Return the reliability of the attitude items of a wave."""
    scores = _scores(sample)
    unknown = float("nan")
    try:
        found = reliability(scores, list(scores.columns))
    except SurveyError:
        return Scale(scores.shape[1], 0, unknown, unknown, unknown, unknown)
    alpha: Any = found.scale.set_index("term").loc["alpha"]
    return Scale(
        scores.shape[1],
        found.n,
        float(alpha["estimate"]),
        float(alpha["ci_low"]),
        float(alpha["ci_high"]),
        found.estimate("omega_total"),
    )


def _scores(sample: WaveSample) -> pd.DataFrame:
    questions = [item.question for item in scale_items(sample.people, sample.paper)]
    return likert_scores(sample.people, questions) if questions else pd.DataFrame()
