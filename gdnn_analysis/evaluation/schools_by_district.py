"""Schools reached in each former district, beside the schools there are (A04, R08)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from gdnn_analysis.evaluation.earlier import inputs_of
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.indicators.school_register import LEVELS, school_register


@dataclass(frozen=True)
class District:
    """A former district.

    Attributes
    ----------
    area_id, code, name
        From the register; `code` is the official one.
    reached
        Schools with a verified exchange or guidance; nothing without data.
    schools
        Lower and upper secondary schools on 31 May; nothing when none are registered.
    """

    area_id: str
    code: str
    name: str
    reached: float | None
    schools: int | None


def schools_by_district(ev: Evaluation) -> tuple[District, ...]:
    """Return the former districts in the order of their official codes."""
    rows = ev.rows("A04", variant="", breakdown="area").set_index("category")["value"]
    counts = _registered(ev)
    districts = ev.records.areas.districts()
    return tuple(
        District(
            str(area),
            "" if pd.isna(code) else str(code),
            str(name),
            float(rows[area]) if area in rows.index and pd.notna(rows[area]) else None,
            counts.get(str(area)),
        )
        for area, code, name in zip(
            districts["area_id"], districts["official_code"], districts["name_vi"], strict=True
        )
    )


def _registered(ev: Evaluation) -> dict[str, int]:
    schools = inputs_of(ev, ev.period.last).once(school_register)
    kinds = {kind for level in LEVELS.values() for kind in level}
    counted = schools[schools["valid"] & schools["school_level"].isin(kinds)]
    counts = counted.groupby("district").size()
    return {str(district): int(number) for district, number in counts.items()}
