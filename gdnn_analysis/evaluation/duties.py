"""The plan's duties that concern what is evaluated."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation.result import Evaluation


def duties_of(ev: Evaluation) -> pd.DataFrame:
    """Return the rows of ``duties``: all, or those of the groups a part's own units belong to."""
    duties = ev.data["duties"]
    if ev.scope is None:
        return duties
    units = pd.Series(sorted(ev.scope.units), dtype="str")
    groups = {*ev.records.units.group(units).dropna(), *ev.records.units.lead_group(units).dropna()}
    return duties[duties["actor_group"].isin(groups)]
