"""What content the year's records do not show: themes, audiences, forms (O06, O07, O09)."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from gdnn_analysis.evaluation.earlier import inputs_of
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.indicators.form_evidence import LOGS

UNKNOWN = "khong_ro"


def themes_under(ev: Evaluation, floor: float) -> dict[str, float]:
    """Return the primary themes with a smaller share of works than `floor` percent.

    None where too few works are coded for a share to say anything (R11).
    """
    rows = ev.rows("O06", variant="chinh", breakdown="theme")
    rows = rows[rows["denominator"].ge(ev.settings.smallest_sample)]
    shares = rows[rows["value"].lt(floor)].set_index("category")["value"]
    return {str(code): float(share) for code, share in shares.items()}


def unaddressed(ev: Evaluation) -> list[str]:
    """Return the audiences known to have neither a work nor an event meant for them first.

    An audience without a figure on either side is not listed: nothing is known of it.
    """
    works = _by_audience(ev, "chinh")
    events = _by_audience(ev, "su_kien")
    both = works.eq(0) & events.reindex(works.index).eq(0)
    return [str(code) for code in works.index[both] if code != UNKNOWN]


def forms_unused(ev: Evaluation) -> dict[str, int]:
    """Return the forms whose logs were filed and show no checked record, with those not checked."""
    rows = ev.rows("O09", breakdown="form")
    inputs = inputs_of(ev, ev.period.last)
    waiting = Counter[str]()
    for make in LOGS:
        waiting.update(inputs.once(make).waiting())
    return {str(code): waiting[str(code)] for code in rows.loc[rows["value"].eq(0), "category"]}


def _by_audience(ev: Evaluation, variant: str) -> pd.Series:
    rows = ev.rows("O07", variant=variant, breakdown="audience")
    return rows.set_index("category")["value"]
