"""The fixed order of result rows: code, period, variant, breakdown, category in code-list order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.frame import code_order

CATEGORY_LISTS: Final[Mapping[str, str]] = {
    "item_type": "ITEM",
    "theme": "THEME",
    "audience": "AUDIENCE",
    "form": "FORM",
    "kind": "PLACEMENT",
    "event_type": "EVENT",
    "fund_source": "FUND",
    "actor_group": "ACTOR",
    "sex": "SEX",
    "level": "VETLEVEL",
    "dimension": "DQA",
    "reason": "REV",
    "ownership": "OWNERSHIP",
    "admin_level": "LEVEL",
    "channel_type": "CHANNEL",
    "doc_type": "DOC",
    "language": "LANGUAGE",
    "place_type": "PLACE",
    "product_type": "PRODUCT",
    "school_level": "SCHOOL_LEVEL",
    "scope": "AGREE",
    "source": "INFOSRC",
    "system": "SYSTEM",
    "tone": "TONE",
}
"""Breakdowns whose categories are codes of one code list; the others sort as text."""
OWN_LISTS: Final[Mapping[tuple[str, str], str]] = {
    ("A05", "kind"): "GDHN",
    ("A07", "kind"): "BRIEFING",
    ("T06", "kind"): "LEAD",
}
"""Breakdowns that mean another list under one code."""


def order_results(results: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the fixed order.

    Parameters
    ----------
    results
        Result rows of one run.
    activities
        The plan's annex rows, whose order is the order of the ``activity`` breakdown.
    """
    places = {act: place for place, act in enumerate(activities["act_id"])}
    keys = pd.DataFrame(
        {
            "code": [code_order(code) for code in results["code"]],
            "period": results["period"].to_numpy(),
            "variant": results["variant"].to_numpy(),
            "breakdown": results["breakdown"].to_numpy(),
            "place": [
                _place(code, breakdown, category, places)
                for code, breakdown, category in zip(
                    results["code"], results["breakdown"], results["category"], strict=True
                )
            ],
            "category": results["category"].to_numpy(),
            "area_id": results["area_id"].to_numpy(),
        },
        index=results.index,
    )
    return results.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(
        drop=True
    )


def _place(code: str, breakdown: str, category: str, activities: Mapping[str, int]) -> int:
    if breakdown == "activity":
        return activities.get(category, len(activities))
    name = OWN_LISTS.get((code, breakdown), CATEGORY_LISTS.get(breakdown))
    return contract().code_lists[name].order(category) if name else 0
