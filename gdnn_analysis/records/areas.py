"""Areas over time: the twelve former districts as fixed statistical areas (R08, RL-32, G17).

A commune made on 1/12/2024 or 1/7/2025 belongs to a former district when all the communes it was
made from did. One that joins parts of several districts is ``khong_xac_dinh``: a record is never
split, and a share of people is no statement about one venue.
"""

from __future__ import annotations

from functools import cached_property
from typing import Final

import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset

UNKNOWN_DISTRICT: Final = "khong_xac_dinh"
PLAN_PROVINCE_CODE: Final = "30"
"""Official code of Hải Dương province (statistical code list in force until 30/6/2025)."""


class AreaHistory:
    """Areas and the former district each lies in.

    Parameters
    ----------
    data
        Dataset with ``areas`` and ``area_succession``.
    """

    def __init__(self, data: Dataset) -> None:
        self._areas = data["areas"].set_index("area_id").sort_index()
        self._successions = data["area_succession"]
        self._found: dict[tuple[str, int], str] = {}

    def districts(self) -> pd.DataFrame:
        """Return the former districts in the order of their official codes.

        Returns
        -------
        DataFrame
            Rows of ``areas``. Districts of other provinces are left out when the registry says
            which province has the code of Hải Dương.
        """
        return self._districts.copy()

    @cached_property
    def _districts(self) -> pd.DataFrame:
        rows = self._areas[self._areas["area_level"] == "huyen"].reset_index()
        own = self._areas.index[self._areas["official_code"] == PLAN_PROVINCE_CODE]
        inside = rows["parent_area_id"].isin(own)
        rows = rows[inside] if inside.any() else rows
        return rows.sort_values(["official_code", "area_id"], ignore_index=True)

    def former_district(self, area_ids: pd.Series, on: pd.Series | None = None) -> pd.Series:
        """Return the former district of each venue.

        Parameters
        ----------
        area_ids
            Area of the venue at any level.
        on
            Days, aligned with `area_ids`. A commune that kept its id when it took in others is
            read with the boundaries of the day; a missing day is read with the last ones.

        Returns
        -------
        Series
            An ``area_id`` of :meth:`districts`, or ``khong_xac_dinh`` when there are several
            possible districts or none.
        """
        epoch = pd.Series(len(self._breaks), index=area_ids.index)
        if on is not None:
            days = pd.DatetimeIndex(on.fillna(self._breaks.max())) if len(self._breaks) else on
            epoch = pd.Series(self._breaks.searchsorted(days, side="right"), index=area_ids.index)
        keys = pd.DataFrame({"area": area_ids, "epoch": epoch})
        distinct = keys.dropna().drop_duplicates()
        for key in zip(distinct["area"].tolist(), distinct["epoch"].tolist(), strict=True):
            if key not in self._found:
                self._found[key] = self._one_district(*key)
        values = [
            self._found.get(key, UNKNOWN_DISTRICT)
            for key in zip(keys["area"].tolist(), keys["epoch"].tolist(), strict=True)
        ]
        return pd.Series(values, index=area_ids.index, dtype="str")

    def name(self, area_id: str) -> str:
        """Return the name of an area, or the id itself when the registry does not hold it."""
        names = self._areas["name_vi"]
        return str(names.loc[area_id]) if area_id in names.index else area_id

    @cached_property
    def _breaks(self) -> pd.DatetimeIndex:
        """Days on which boundaries changed."""
        return pd.DatetimeIndex(sorted(self._successions["effective_on"].dropna().unique()))

    @cached_property
    def _origins(self) -> dict[str, list[tuple[int, str]]]:
        """For each area, the areas it was made from with the number of the change."""
        rows = self._successions.dropna(subset=["effective_on"])
        numbers = self._breaks.searchsorted(pd.DatetimeIndex(rows["effective_on"]), side="right")
        origins: dict[str, list[tuple[int, str]]] = {}
        for new, number, old in zip(rows["to_area_id"], numbers, rows["from_area_id"], strict=True):
            if new != old:
                origins.setdefault(new, []).append((int(number), old))
        return origins

    @cached_property
    def _parents(self) -> dict[str, str]:
        return dict(self._areas["parent_area_id"].dropna())

    @cached_property
    def _district_ids(self) -> frozenset[str]:
        return frozenset(self._districts["area_id"])

    def _one_district(self, area_id: str, epoch: int) -> str:
        possible = self._possible(area_id, epoch, frozenset())
        return next(iter(possible)) if len(possible) == 1 else UNKNOWN_DISTRICT

    def _possible(self, area_id: str, epoch: int, seen: frozenset[str]) -> frozenset[str]:
        """Return every district that the area may lie in with the boundaries of `epoch`."""
        if area_id in self._district_ids or area_id in seen:
            return frozenset({area_id}) & self._district_ids
        seen |= {area_id}
        origins = self._origins.get(area_id, [])
        known = [(number, old) for number, old in origins if number <= epoch]
        parent = self._parents.get(area_id)
        own = self._possible(parent, epoch, seen) if parent else frozenset()
        # A new commune named for a day before it existed still tells where it lies today.
        used = known or ([] if own else origins)
        return own.union(*(self._possible(old, number - 1, seen) for number, old in used))
