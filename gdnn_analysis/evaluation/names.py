"""Names that reports print for ids: units, areas, channels, tables."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import words


class Names:
    """Look up names of one dataset; an id that nothing knows is shown as it is."""

    def __init__(self, data: Dataset) -> None:
        self._data = data

    def unit(self, unit_id: str) -> str:
        """Return the latest full name of a unit."""
        return str(self._units.get(unit_id, unit_id))

    def area(self, area_id: str) -> str:
        """Return the name of an area."""
        return str(self._areas.get(area_id, area_id))

    def channel(self, channel_id: str) -> str:
        """Return the name of a channel."""
        return str(self._channels.get(channel_id, channel_id))

    @staticmethod
    def table(name: str) -> str:
        """Return the Vietnamese title of a table, without the explanation in brackets."""
        tables = contract().tables
        return words(tables[name].title.split(" (")[0], "table of data") if name in tables else name

    @cached_property
    def _units(self) -> dict[str, str]:
        units = self._data["units"].sort_values(["unit_id", "valid_from"])
        return _mapping(units.drop_duplicates("unit_id", keep="last"), "unit_id")

    @cached_property
    def _areas(self) -> dict[str, str]:
        return _mapping(self._data["areas"], "area_id")

    @cached_property
    def _channels(self) -> dict[str, str]:
        return _mapping(self._data["channels"], "channel_id")


def _mapping(frame: pd.DataFrame, key: str) -> dict[str, str]:
    return dict(zip(frame[key], frame["name_vi"], strict=True))
