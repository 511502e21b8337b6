"""Design-based estimation on any DataFrame; knows nothing of this plan.

::

    from gdnn_analysis.survey import Design

    design = Design(frame, weights="weight", strata="stratum", clusters="school", fpc="schools")
    design.proportion("aware", by="district", interval="beta")
"""

from gdnn_analysis.survey.design import Design
from gdnn_analysis.survey.estimates import Estimates
from gdnn_analysis.survey.faults import (
    CalibrationError,
    ConvergenceError,
    DesignError,
    LonelyClusterError,
    SurveyError,
    VariableError,
)
from gdnn_analysis.survey.multiple import holm
from gdnn_analysis.survey.power import minimum_detectable, sample_size
from gdnn_analysis.survey.reliability import reliability
from gdnn_analysis.survey.waves import change

__all__ = [
    "CalibrationError",
    "ConvergenceError",
    "Design",
    "DesignError",
    "Estimates",
    "LonelyClusterError",
    "SurveyError",
    "VariableError",
    "change",
    "holm",
    "minimum_detectable",
    "reliability",
    "sample_size",
]
