"""Methods of contribution analysis (section 3.6): what may be claimed, and on which evidence.

Each method is a pure function over DataFrames. It first asks whether the data meet the conditions
registered in :mod:`.registered` before any result was seen; if not, it says why and computes
nothing. No method here reads tables: :mod:`.run` prepares the data and calls them.
"""

from gdnn_analysis.indicators.contribution.dose import dose_response
from gdnn_analysis.indicators.contribution.finding import Check, Finding
from gdnn_analysis.indicators.contribution.ranks import rank_correlation
from gdnn_analysis.indicators.contribution.run import contribution_tests
from gdnn_analysis.indicators.contribution.series import interrupted_time_series
from gdnn_analysis.indicators.contribution.staggered import difference_in_differences

__all__ = [
    "Check",
    "Finding",
    "contribution_tests",
    "difference_in_differences",
    "dose_response",
    "interrupted_time_series",
    "rank_correlation",
]
