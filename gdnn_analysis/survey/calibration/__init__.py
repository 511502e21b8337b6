"""Factors that bring weighted sums of a sample to the known totals of its population.

The weights change as little as possible: of all weights that meet the totals, the ones nearest to
the given weights are taken. What "near" means is the method (Deville & Särndal 1992, Journal of
the American Statistical Association 87, 376-382; Deville, Särndal & Sautory 1993, same journal
88, 1013-1020).
"""

from gdnn_analysis.survey.calibration.adjustment import (
    ITERATIONS,
    TOLERANCE,
    Adjustment,
    relative_errors,
    usable_weights,
)
from gdnn_analysis.survey.calibration.distances import Bounds, Method
from gdnn_analysis.survey.calibration.fitting import poststratify_factors, rake_factors
from gdnn_analysis.survey.calibration.replicates import adjust_replicates
from gdnn_analysis.survey.calibration.solve import calibrate_factors

__all__ = [
    "ITERATIONS",
    "TOLERANCE",
    "Adjustment",
    "Bounds",
    "Method",
    "adjust_replicates",
    "calibrate_factors",
    "poststratify_factors",
    "rake_factors",
    "relative_errors",
    "usable_weights",
]
