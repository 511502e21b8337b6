"""What each unit was in one year: still there or not, group, level, former district of its seat."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.records.units import PUBLIC_SOURCES

UNKNOWN: Final = "khong_xac_dinh"

_STILL_OPEN: Final = pd.Timestamp(2262, 1, 1)


def units_of_year(inputs: Inputs) -> pd.DataFrame:
    """Return every unit of the registry as it was on 31/12, or on its closing date (rule R08).

    Call it through ``inputs.once(units_of_year)``.

    Returns
    -------
    DataFrame
        Indexed by ``unit_id``: ``actor_group``, ``admin_level`` and ``ownership`` (unknown where
        blank), ``district`` (former district of the seat), ``day`` (31/12, or the closing date if
        earlier) and ``in_year`` (existed on some day of the calendar year). The team that reads
        public sources is left out.
    """
    rows = inputs.data["units"].sort_values(["unit_id", "valid_from"])
    rows = rows[rows["unit_id"].ne(PUBLIC_SOURCES)]
    first_day, last_day = pd.Timestamp(inputs.year, 1, 1), pd.Timestamp(inputs.year, 12, 31)
    closed = rows["valid_to"].fillna(_STILL_OPEN).groupby(rows["unit_id"]).max()
    day = closed.where(closed.le(last_day), last_day)
    begun = rows["valid_from"].le(rows["unit_id"].map(day))
    # The last row begun by then; of a unit that begins later, its first one.
    rows = pd.concat([rows.drop_duplicates("unit_id"), rows[begun]])
    facts = rows.drop_duplicates("unit_id", keep="last").set_index("unit_id").sort_index()
    facts = facts.assign(day=day, closed=closed)
    return pd.DataFrame(
        {
            "actor_group": facts["actor_group"],
            "admin_level": facts["admin_level"].fillna(UNKNOWN),
            "ownership": facts["ownership"].fillna(UNKNOWN),
            "district": inputs.records.areas.former_district(facts["area_id"], facts["day"]),
            "day": facts["day"],
            "in_year": facts["valid_from"].le(last_day) & facts["closed"].ge(first_day),
        }
    )


def fact(inputs: Inputs, name: str, unit_ids: pd.Series) -> pd.Series:
    """Return a fact of each unit; unknown for an id the registry does not hold."""
    facts = inputs.once(units_of_year)[name]
    return unit_ids.map(facts).astype("str").fillna(UNKNOWN)
