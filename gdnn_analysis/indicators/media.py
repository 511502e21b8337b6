"""Media figures: works published (O01), placements (O02), duplicate reports (Q04)."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from gdnn_analysis.indicators.frame import Labels, Output
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_counts import WIDEST, compute_o01, tally, works_in_scope
from gdnn_analysis.indicators.media_eligibility import READINGS
from gdnn_analysis.indicators.media_placements import compute_o02, compute_q04

COMPUTED: dict[str, Callable[[Inputs], Output]] = {
    "O01": compute_o01,
    "O02": compute_o02,
    "Q04": compute_q04,
}
LABELS: Labels = {
    "O02": {
        "luot": ("lượt đăng, phát", "placements"),
        "he_so": ("hệ số lan toả", "republication factor"),
    },
    "Q04": {"nghi_trung": ("nghi trùng, chưa có quyết định", "probable, undecided")},
}


def counted_works(inputs: Inputs) -> pd.DataFrame:
    """Return the works counted in the year under ``C/S1/tat_ca``, for lists and figures.

    Returns
    -------
    DataFrame
        One row per work, by first publication and id: all work fields; ``placement_id``,
        ``channel_id``, ``url``, ``published_at``, ``date_precision`` of the first publication under
        reading C; for each reading ``reading_a`` … whether it counts in this year, and
        ``first_a`` … its first publication (missing where the reading has none).
    """
    reading, digital = WIDEST
    items = tally(works_in_scope(inputs, reading, digital), inputs.interval).counted
    for name in READINGS:
        scope = works_in_scope(inputs, name, digital)
        inside = tally(scope, inputs.interval).counted.index
        items[f"reading_{name.lower()}"] = items.index.isin(inside)
        items[f"first_{name.lower()}"] = scope["published_at"].reindex(items.index)
    return items.reset_index().sort_values(["published_at", "work_id"], ignore_index=True)
