"""What the matching of media reports compares: one row per report in force, sorted by its id.

Everything later works on positions in this table. Because the order is that of ``report_id``,
neither the order of rows nor of files can change a result, and ties are broken by ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.records.status import in_force
from gdnn_analysis.records.urls import canonical_urls, names_a_site
from gdnn_analysis.vietnamese.text import match_keys

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

ACCEPTED: Final = ("da_doi_chieu", "tu_khai")
"""Verification levels whose rows count (rule R17, RL-26), the better first."""
VERIFICATION_RANK: Final = {"da_doi_chieu": 0, "tu_khai": 1, "chua": 2, "bac": 3}
_SECONDS_PER_DAY: Final = 86_400
IMPRECISE: Final = ("thang", "nam")
CHANNEL_FIELDS: Final = ["channel_type", "is_mass_media", "is_registered"]


@dataclass(frozen=True)
class MediaKeys:
    """Media reports in force with their comparison keys.

    Attributes
    ----------
    reports
        All media columns; ``record`` (index label in ``data["media"]``), the channel's
        ``channel_type``, ``is_mass_media``, ``is_registered``, and ``match_key``, ``url_key``.
    """

    reports: pd.DataFrame

    def __len__(self) -> int:
        return len(self.reports)

    @cached_property
    def channel(self) -> Ints:
        """Channel as a number in the order of channel ids."""
        return _codes(self.reports["channel_id"])

    @cached_property
    def title(self) -> Ints:
        """Match key of the title as a number in the order of keys; -1 without a title."""
        return _codes(self.reports["match_key"])

    @cached_property
    def url(self) -> Ints:
        """Canonical URL as a number; -1 where the row has none."""
        return _codes(self.reports["url_key"])

    @cached_property
    def item(self) -> Ints:
        """``item_id`` as a number; -1 where the unit did not know one."""
        return _codes(self.reports["item_id"])

    @cached_property
    def day(self) -> Ints:
        """Day of publication, counted from 1970-01-01."""
        return np.asarray(self.moment // _SECONDS_PER_DAY, dtype=np.int64)

    @cached_property
    def rerun(self) -> Bools:
        """Rebroadcasts: always a placement of their own (RL-23)."""
        return self.reports["kind"].eq("phat_lai").to_numpy()

    @cached_property
    def share(self) -> Bools:
        """Shares: never counted, and never speak for a publication that somebody else reported."""
        return self.reports["kind"].eq("chia_se").to_numpy()

    @cached_property
    def first_issue(self) -> Bools:
        """Rows of kind ``goc``: published for the first time."""
        return self.reports["kind"].eq("goc").to_numpy()

    @cached_property
    def accepted(self) -> Bools:
        """Rows that count: declared with evidence, or checked against it."""
        return self.reports["verification"].isin(ACCEPTED).to_numpy()

    @cached_property
    def rank(self) -> Ints:
        """Place of each row when one row must speak for several (RL-24); lower is better.

        Accepted before not accepted, publications before shares, better verified, earlier, id.
        """
        return self._places(~self.accepted, self.share, self._verification, self.moment)

    @cached_property
    def date_rank(self) -> Ints:
        """Place of each row when one date must stand for several; lower is better.

        As :attr:`rank`, but a date known to the day goes before "12/2022", which says nothing
        against a day in it.
        """
        vague = self.reports["date_precision"].isin(IMPRECISE).to_numpy()
        return self._places(~self.accepted, self.share, vague, self._verification, self.moment)

    @cached_property
    def moment(self) -> Ints:
        """Time of publication in seconds."""
        return self.reports["published_at"].to_numpy("datetime64[s]").astype(np.int64)

    @cached_property
    def _verification(self) -> Ints:
        return np.asarray(self.reports["verification"].map(VERIFICATION_RANK), dtype=np.int64)

    def _places(self, *keys: Ints | Bools) -> Ints:
        order = np.lexsort([np.arange(len(self)), *reversed(keys)])
        places = np.empty(len(self), dtype=np.int64)
        places[order] = np.arange(len(self))
        return places


def speakers(rank: Ints, groups: Ints) -> Ints:
    """Return for each position the best-ranked position of its group.

    Parameters
    ----------
    rank
        Place of each position; all different.
    groups
        Group of each position, any numbers from 0 to the number of positions.
    """
    best = np.full(len(rank), len(rank), dtype=np.int64)
    np.minimum.at(best, groups, rank)
    holder = np.empty(len(rank), dtype=np.int64)
    holder[rank] = np.arange(len(rank))
    spoken: Ints = holder[best[groups]]
    return spoken


def _codes(values: pd.Series[Any]) -> Ints:
    return pd.factorize(values, sort=True)[0].astype(np.int64)


def media_keys(data: Dataset) -> MediaKeys:
    """Return the media reports in force with what they are compared by."""
    rows = in_force(data["media"]).rename_axis("record").reset_index()
    rows = rows.sort_values("report_id", ignore_index=True)
    channels = data["channels"].drop_duplicates("channel_id").set_index("channel_id")
    for name in CHANNEL_FIELDS:
        rows[name] = rows["channel_id"].map(channels[name])
    rows["is_mass_media"] = rows["is_mass_media"].astype("boolean").fillna(value=False).astype(bool)
    rows["is_registered"] = rows["is_registered"].astype("boolean").fillna(value=False).astype(bool)
    rows["match_key"] = match_keys(rows["title_vi"])
    urls = canonical_urls(rows["url"])
    own = set(canonical_urls(channels["url"]).dropna())
    rows["url_key"] = urls.mask(names_a_site(urls) | urls.isin(own))
    return MediaKeys(rows)
