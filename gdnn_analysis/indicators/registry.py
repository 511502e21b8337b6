"""The catalogue in code: which function computes which indicator.

The declared definition (name, formula, unit, aggregation) is data, in ``data/plan/indicators.csv``;
the computation is a pure function in a chapter module. A code with a function but no definition is
refused here, so a figure can never appear without its handbook entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators import (
    activities,
    agreements,
    airtime,
    audiences,
    awareness,
    career_guidance,
    collaborators,
    columns,
    corrections,
    dqa,
    duties,
    ecosystem,
    enquiries,
    enrolment,
    entrants,
    events,
    evidence_level,
    exemplars,
    feedback,
    forms,
    fund_shares,
    graduate_jobs,
    integration,
    media,
    messages,
    money,
    online_channels,
    participation,
    places_reached,
    policies,
    press,
    public_places,
    quality,
    reach,
    recall,
    revision_size,
    school_visits,
    streaming,
    survey_change,
    themes,
    tone,
    trainings,
    unit_costs,
    unit_plans,
)
from gdnn_analysis.indicators.disclosure import Persons
from gdnn_analysis.indicators.frame import Labels, Output, code_order
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.language import say

Compute = Callable[[Inputs], Output]

CHAPTERS: Final[tuple[ModuleType, ...]] = (
    activities,
    agreements,
    airtime,
    audiences,
    awareness,
    career_guidance,
    collaborators,
    columns,
    corrections,
    dqa,
    duties,
    ecosystem,
    enquiries,
    enrolment,
    entrants,
    events,
    evidence_level,
    exemplars,
    feedback,
    forms,
    fund_shares,
    graduate_jobs,
    integration,
    media,
    messages,
    money,
    online_channels,
    participation,
    places_reached,
    policies,
    press,
    public_places,
    quality,
    reach,
    recall,
    revision_size,
    school_visits,
    streaming,
    survey_change,
    themes,
    tone,
    trainings,
    unit_costs,
    unit_plans,
)


@cache
def computed() -> Mapping[str, Compute]:
    """Return the indicator functions by code, in catalogue order."""
    found: dict[str, Compute] = {}
    for chapter in CHAPTERS:
        for code, function in chapter.COMPUTED.items():
            if code in found:
                raise ValueError(f"two functions compute {code}")
            found[code] = function
    return {code: found[code] for code in sorted(found, key=code_order)}


@cache
def person_counts() -> Persons:
    """Return which figures count people, of all chapters."""
    return _merged("PERSONS")


@cache
def variant_labels() -> Labels:
    """Return what the variants of every code are called."""
    return _merged("LABELS")


@cache
def variant_aggregations() -> Mapping[str, Mapping[str, str]]:
    """Return what years aggregate otherwise than the headline: code → variant → AGG.

    Of a breakdown alone: ``variant/breakdown``.
    """
    return _merged("AGGREGATIONS")


def aggregation_of(code: str, variant: str, breakdown: str, headline: str) -> str:
    """Return how years of a cell are put together (AGG), given how those of the headline are."""
    own = variant_aggregations().get(code, {})
    return own.get(f"{variant}/{breakdown}", own.get(variant, headline))


def _merged(name: str) -> dict[str, Any]:
    return {
        code: found for chapter in CHAPTERS for code, found in getattr(chapter, name, {}).items()
    }


def catalogue(definitions: pd.DataFrame) -> pd.DataFrame:
    """Return the definitions in force, one row per code, in catalogue order.

    Parameters
    ----------
    definitions
        The ``indicators`` table; of several versions the highest is in force.

    Raises
    ------
    ValueError
        When a function exists for a code that has no definition.
    """
    latest = definitions.sort_values("version").drop_duplicates("code", keep="last")
    missing = sorted(set(computed()) - set(latest["code"]), key=code_order)
    if missing:
        raise ValueError(
            say(
                "Bảng “indicators” thiếu định nghĩa của {codes}. Bổ sung các mã này vào bảng.",
                "Table “indicators” has no definition of {codes}. Add these codes to the table.",
                codes=", ".join(missing),
            )
        )
    order = latest["code"].map(code_order)
    return latest.loc[order.sort_values().index].set_index("code")
