"""Weights before calibration, weights that are too large, and what weighting costs.

The order of work is that of Valliant, Dever & Kreuter (2018), Practical Tools for Designing and
Weighting Survey Samples, second edition, chapter 13: base weights, non-response, calibration
(:mod:`gdnn_analysis.survey.calibration`), trimming; the weighting effect is looked at after each.
"""

from gdnn_analysis.survey.weighting.base import base_weights
from gdnn_analysis.survey.weighting.effects import diagnostics, effective_size, weight_effect
from gdnn_analysis.survey.weighting.nonresponse import nonresponse_factors
from gdnn_analysis.survey.weighting.trimming import trim_limit, trim_weights

__all__ = [
    "base_weights",
    "diagnostics",
    "effective_size",
    "nonresponse_factors",
    "trim_limit",
    "trim_weights",
    "weight_effect",
]
