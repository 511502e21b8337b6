"""What part of the money allocated each source gives (I01)."""

from __future__ import annotations

from gdnn_analysis.evaluation.result import Evaluation


def fund_shares(ev: Evaluation) -> dict[str, float]:
    """Return the percent of the money allocated by source; nothing without a total."""
    total = ev.value("I01")
    if not total:
        return {}
    sources = ev.rows("I01", breakdown="fund_source").set_index("category")["value"].dropna()
    return {str(source): 100 * float(value) / total for source, value in sources.items()}
