"""From a sample and figures about its population to a calibration problem in numbers.

Whoever gives the figures gives them by name (``{"stype": {"E": 4421, …}}``); whoever adjusts
weights needs columns and totals. Between the two everything is checked, and all faults are told
at once: a category left out or written differently would silently distort every weight.
"""

from gdnn_analysis.survey.margins.build import joint_problem, margins_problem, totals_problem
from gdnn_analysis.survey.margins.cells import Key, cell_name, cells
from gdnn_analysis.survey.margins.faults import blank_columns
from gdnn_analysis.survey.margins.figures import COUNT, Counts, Population
from gdnn_analysis.survey.margins.matching import SIZE
from gdnn_analysis.survey.margins.problem import AGREE, Margin, Problem
from gdnn_analysis.survey.margins.wording import listed, shown

__all__ = [
    "AGREE",
    "COUNT",
    "SIZE",
    "Counts",
    "Key",
    "Margin",
    "Population",
    "Problem",
    "blank_columns",
    "cell_name",
    "cells",
    "joint_problem",
    "listed",
    "margins_problem",
    "shown",
    "totals_problem",
]
