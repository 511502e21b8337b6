"""Settings fixed before looking at any result; they are printed with every result (proposal)."""

from __future__ import annotations

from typing import Final

ALPHA: Final = 0.05
"""A finding counts only below this p-value, and only with the expected sign (an increase)."""
SEED: Final = 3066
"""Seed of permutations and bootstrap: the number of the plan."""
PERMUTATIONS: Final = 2000
BOOTSTRAPS: Final = 500
MIN_AREAS: Final = 10
"""Areas a rank correlation needs."""
MIN_SCHOOLS: Final = 60
"""Schools a regression needs."""
FEW_CLUSTERS: Final = 10
"""With fewer clusters, cluster-robust intervals are too narrow to carry a claim."""
MIN_POINTS: Final = 12
"""Months an interrupted series needs before and after the start, each."""
MIN_PRE_PERIODS: Final = 2
"""Periods before the first treatment that a comparison of changes needs."""
MIN_ARM: Final = 10
"""Units in each arm of a comparison of changes."""
PRE_TREND_P: Final = 0.10
"""Below this p-value the arms were already drifting apart before the treatment."""
DURBIN_WATSON: Final = (1.5, 2.5)
"""Within these bounds the residuals of a series show no marked autocorrelation."""
