"""The Kaplan-Meier days of O04 agree with scipy's, which is too slow to import for every run."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from gdnn_analysis.indicators.timeliness import days_until

DAYS = st.lists(st.integers(0, 400), max_size=30)


@given(days=DAYS.filter(bool), censored=DAYS, share=st.sampled_from([0.5, 0.9]))
def test_the_day_by_which_a_share_has_happened_is_scipys(days, censored, share):
    sample = CensoredData(uncensored=days, right=censored)
    still = ecdf(sample).sf
    reached = still.quantiles[still.probabilities <= 1 - share + 1e-9]
    found = days_until(np.array(days, float), np.array(censored, float), share)
    assert found == (float(reached[0]) if len(reached) else None)


def test_nothing_that_happened_has_no_day():
    assert days_until(np.array([]), np.array([365.0, 365.0]), 0.5) is None


def test_a_tie_of_half_counts():
    """2/3 × 3/4 is one half: the product of floats misses it by the last digit."""
    assert days_until(np.array([10.0, 20.0]), np.array([15.0, 30.0, 30.0, 30.0]), 0.5) is None
    assert days_until(np.array([1.0, 2.0, 3.0]), np.array([5.0, 5.0, 5.0]), 0.5) == 3.0
