"""Whether each channel has somebody who owns it after the plan (sustainability)."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.result import Evaluation

CLOSED: Final = "da_dong"
OWNED: Final = "con_chu"
INHERITED: Final = "ke_thua"
ORPHANED: Final = "khong_chu"
UNRECORDED: Final = "chua_ghi"
STATES: Final = (OWNED, INHERITED, ORPHANED, UNRECORDED, CLOSED)
"""Owner still valid; owner ended, an heir is valid; no heir; no owner recorded; channel ended."""


def day_after(ev: Evaluation) -> date:
    """Return the first day after the last year of the period."""
    return date(ev.period.last + 1, 1, 1)


def channel_owners(ev: Evaluation) -> pd.DataFrame:
    """Return the official channels of the period and who owns them after it.

    Returns
    -------
    DataFrame
        ``channel_id``, ``name_vi``, ``channel_type``, ``scope``, ``named_in_plan``,
        ``is_mass_media``, ``valid_to``, ``owner_unit_id``, ``heir_unit_id`` (missing without one)
        and ``state``, a code of :data:`STATES`. Channels that are neither registered, mass media
        nor named in the plan are no official ones.
    """
    rows = ev.data["channels"]
    official = rows[["is_registered", "is_mass_media", "named_in_plan"]].eq(True).any(axis=1)
    start = pd.Timestamp(ev.interval.start)
    used = rows[official & (rows["valid_to"].isna() | rows["valid_to"].ge(start))]
    told = [_state(ev, row) for _, row in used.iterrows()]
    columns = ["channel_id", "name_vi", "channel_type", "scope", "is_mass_media"]
    return used[[*columns, "valid_to", "owner_unit_id"]].assign(
        named_in_plan=used["named_in_plan"].eq(True).fillna(value=False).astype("bool"),
        state=pd.Series([state for state, _ in told], index=used.index, dtype="str"),
        heir_unit_id=pd.Series([heir for _, heir in told], index=used.index, dtype="str"),
    )


def own_channels(ev: Evaluation) -> pd.DataFrame:
    """Return the channels that belong to the plan's actors: mass media belong to the press."""
    owners = channel_owners(ev)
    return owners[owners["is_mass_media"].ne(True) | owners["named_in_plan"]]


def _state(ev: Evaluation, row: pd.Series) -> tuple[str, str | None]:
    day = day_after(ev)
    if pd.notna(row["valid_to"]) and row["valid_to"] < pd.Timestamp(day):
        return CLOSED, None
    if pd.isna(row["owner_unit_id"]):
        return UNRECORDED, None
    valid = set(ev.records.units.valid_on(day)["unit_id"])
    owner = str(row["owner_unit_id"])
    if owner in valid:
        return OWNED, None
    heirs = [heir for heir in ev.records.units.successors(owner) if heir in valid]
    return (INHERITED, heirs[0]) if heirs else (ORPHANED, None)
