"""The works of the widest reading, as all figures about content use them."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_counts import counted_widest


def widest_works(inputs: Inputs) -> pd.DataFrame:
    """Return the works of the year under C/S1/tat_ca, the same frame for all indicators."""
    return inputs.once(counted_widest)
