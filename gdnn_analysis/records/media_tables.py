"""Matched media reports as tables: reports with their trace, placements, works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.records.media_keys import ACCEPTED, Bools, Ints, MediaKeys, speakers
from gdnn_analysis.records.media_partition import Groups, Link

PLACEMENT_FIELDS: Final = [
    "channel_id",
    "channel_type",
    "is_mass_media",
    "is_registered",
    "kind",
    "url",
    "is_paid",
    "air_minutes",
    "verification",
    "event_id",
    "column_id",
    "policy_ids",
    "policy_depth",
]
WORK_FIELDS: Final = [
    "title_vi",
    "item_type",
    "author_unit_id",
    "theme_codes",
    "audience_codes",
    "message_ids",
    "policy_ids",
    "event_id",
    "language",
    "is_exemplar",
    "is_external",
    "correction",
    "tone",
    "verification",
]

_TOLD: Final = (Link.MANUAL, Link.CERTAIN, Link.PROBABLE, Link.MANUAL_WORK)


def report_table(keys: MediaKeys, groups: Groups) -> pd.DataFrame:
    """Return the reports with ``placement_id``, ``work_id``, ``link`` and their ranks.

    ``rank`` and ``date_rank`` say which row speaks for a group (see :class:`MediaKeys`).
    """
    ids = keys.reports["report_id"].to_numpy()
    return keys.reports.assign(
        placement_id=pd.Series(ids[groups.place.roots()], dtype="str"),
        work_id=pd.Series(ids[groups.work.roots()], dtype="str"),
        link=pd.Series(_links(keys, groups), dtype="str"),
        rank=keys.rank,
        date_rank=keys.date_rank,
    )


def _links(keys: MediaKeys, groups: Groups) -> np.ndarray[Any, Any]:
    """Say how each report came to its work, from the whole work down to its nearest companions.

    Each row is looked at in ever smaller groups, made by ever stronger evidence alone. In the
    largest group that it does not speak for, the evidence of that step is what attached it.
    """

    def speaks(groups_of_rows: Ints) -> Bools:
        return np.equal(speakers(keys.rank, groups_of_rows), np.arange(len(keys)))

    def by(*links: Link) -> Ints:
        return groups.components(len(keys), links)

    steps = [
        (speaks(groups.work.roots()), "dau"),
        (speaks(by(*_TOLD, Link.ITEM_ID)), "dang_lai"),
        (speaks(by(*_TOLD)), "item_id"),
        (speaks(by(Link.MANUAL, Link.CERTAIN, Link.PROBABLE)), "thu_cong"),
        (speaks(by(Link.MANUAL, Link.CERTAIN)), "nghi_trung"),
        (speaks(by(Link.MANUAL)), "chac_chan"),
    ]
    return np.select([first for first, _ in steps], [name for _, name in steps], "thu_cong")


def placement_table(reports: pd.DataFrame) -> pd.DataFrame:
    """Return one row per placement, sorted by ``placement_id``.

    Fields are those of the row that speaks for the placement; what it leaves blank comes from the
    next accepted row. The date is that of the best row known to the day, if there is one.
    """
    told = _speaking(reports, "placement_id")
    fields = _first_known(told, "placement_id", ["work_id", *PLACEMENT_FIELDS])
    dates = told.sort_values("date_rank").drop_duplicates("placement_id")
    dates = dates.set_index("placement_id")[["published_at", "date_precision"]]
    return fields.join(dates).reset_index()


def work_table(reports: pd.DataFrame) -> pd.DataFrame:
    """Return one row per work, sorted by ``work_id``.

    Fields are those of the best-verified, then earliest row (RL-24); what it leaves blank comes
    from the next accepted row. A work is digital if any accepted row says so; blank is not.
    """
    told = _speaking(reports, "work_id")
    works = _first_known(told, "work_id", WORK_FIELDS)
    digital = told["is_digital"].fillna(value=False).astype(bool)
    doubtful = told["link"].eq("nghi_trung")
    works["is_digital"] = digital.groupby(told["work_id"]).any()
    works["suspected"] = doubtful.groupby(told["work_id"]).any()
    works["n_reports"] = reports.groupby("work_id").size()
    works["reporting_unit_ids"] = _credits(reports).reindex(works.index)
    works["reporting_unit_ids"] = works["reporting_unit_ids"].map(
        lambda units: units if isinstance(units, tuple) else ()
    )
    return works.reset_index()


def _speaking(reports: pd.DataFrame, group: str) -> pd.DataFrame:
    """Return the rows that may give a group its fields: accepted ones, or all where none is."""
    accepted = reports["verification"].isin(ACCEPTED)
    return reports[accepted | ~accepted.groupby(reports[group]).transform("any")]


def _first_known(rows: pd.DataFrame, group: str, fields: Sequence[str]) -> pd.DataFrame:
    """Return per group the first known value of each field in the order of ``rank``."""
    ordered = rows.sort_values("rank")
    codes, ids = pd.factorize(ordered[group], sort=True)
    _, head = np.unique(codes, return_index=True)
    found = {"record": ordered["record"].to_numpy()[head]}
    for name in fields:
        blank = _blank(ordered[name]).to_numpy()
        others = np.flatnonzero(blank[head][codes] & ~blank)
        filled, first = np.unique(codes[others], return_index=True)
        source = head.copy()
        source[filled] = others[first]
        found[name] = ordered[name].array[source]
    return pd.DataFrame(found, index=pd.Index(ids, name=group))


def _blank(values: pd.Series[Any]) -> pd.Series[bool]:
    """Say which values are missing; an empty list says nothing either."""
    empty = values.isna()
    if values.dtype == object:
        empty |= values.map(len, na_action="ignore").eq(0)
    return empty


def _credits(reports: pd.DataFrame) -> pd.Series[Any]:
    """Return the units that reported each work with an accepted row, sorted (R04)."""
    accepted = reports[reports["verification"].isin(ACCEPTED)]
    pairs = accepted[["work_id", "reporting_unit_id"]].drop_duplicates()
    pairs = pairs.sort_values(["work_id", "reporting_unit_id"])
    start = np.flatnonzero(~pairs["work_id"].duplicated().to_numpy())
    units = pairs["reporting_unit_id"].tolist()
    ends = np.append(start, len(units))[1:]
    values = [tuple(units[low:high]) for low, high in zip(start, ends, strict=True)]
    return pd.Series(values, index=pairs["work_id"].to_numpy()[start], dtype=object)
