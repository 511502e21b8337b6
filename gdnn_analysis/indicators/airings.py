"""What was broadcast in a year, station by station: the rows behind O10 and O18.

A station that keeps the monthly log is counted from it alone; of a station that does not, the air
minutes of its placements are used. Never both: the log already holds the placements.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_rows import placements_in
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.status import in_force

AIR_CHANNELS: Final = ("truyen_hinh", "phat_thanh", "truyen_thanh_cs")
LOG: Final = "broadcasts"
COUNTED: Final = ["table", "station", "system", "area_id", "month", "spots", "minutes", "verified"]

_FIELDS: Final = [
    "placement_id",
    "record",
    "channel_id",
    "channel_type",
    "kind",
    "verification",
    "air_minutes",
    "published_at",
    "date_precision",
]
_SYSTEMS: Final = {
    ("truyen_hinh", "tinh"): "ptth_tinh",
    ("phat_thanh", "tinh"): "ptth_tinh",
    ("truyen_hinh", "tw"): "tw",
    ("phat_thanh", "tw"): "tw",
    ("truyen_thanh_cs", "huyen"): "tt_huyen",
    ("truyen_thanh_cs", "xa"): "tt_xa",
}
"""System of a placement, from type and scope of its channel."""


def logged_months(inputs: Inputs) -> pd.DataFrame:
    """Return the rows of the monthly log in force of the year (a month as RL-37 says).

    Returns
    -------
    DataFrame
        Columns ``COUNTED`` and ``day`` (the middle of the month, for the boundaries of areas),
        indexed by record; call it through ``inputs.once(logged_months)``.
    """
    rows = inputs.once_per_run(_log)
    days = rows["day"].to_numpy()
    if inputs.settings.window == "calendar":
        days = days.astype("datetime64[M]").astype(days.dtype)
    start, end = (np.datetime64(day) for day in (inputs.interval.start, inputs.interval.end))
    return rows.take(np.flatnonzero((days >= start) & (days < end)))


def _log(data: Dataset) -> pd.DataFrame:
    """Return the rows of the monthly log in force of all years (see :func:`logged_months`)."""
    rows = in_force(data[LOG])
    return pd.DataFrame(
        {
            "table": pd.Series(LOG, index=rows.index, dtype="str"),
            "station": rows["station_unit_id"],
            "system": rows["system"],
            "area_id": rows["area_id"],
            "month": rows["month"],
            "spots": rows["spots"].astype("float64"),
            "minutes": rows["minutes"],
            "verified": rows["evidence_id"].notna(),
            "day": pd.to_datetime(rows["month"] + "-15", format="%Y-%m-%d"),
        },
        index=rows.index,
    )


def aired_placements(inputs: Inputs) -> pd.DataFrame:
    """Return the placements on radio and television that may be of the year.

    Returns
    -------
    DataFrame
        Columns ``COUNTED``, ``placement_id``, ``record`` and ``reason`` (why its minutes are not
        used, empty when they are); call it through ``inputs.once(aired_placements)``.
    """
    rows = placements_in(_on_air(inputs.records.media), inputs.interval)
    channels = inputs.data["channels"][["channel_id", "owner_unit_id", "scope"]]
    channels = channels.drop_duplicates("channel_id").set_index("channel_id")
    channels = channels.reindex(rows["channel_id"])
    station = pd.Series(channels["owner_unit_id"].to_numpy(), index=rows.index, dtype="str")
    keys = zip(rows["channel_type"], channels["scope"].fillna(""), strict=True)
    system = [_SYSTEMS.get(key, UNKNOWN_DISTRICT) for key in keys]
    return rows[["placement_id", "record"]].assign(
        table="media",
        station=station,
        system=pd.Series(system, index=rows.index, dtype="str"),
        area_id=pd.Series(np.nan, index=rows.index, dtype="str"),
        month=_month(rows),
        spots=1.0,
        minutes=rows["air_minutes"],
        verified=rows["verification"].eq("da_doi_chieu"),
        reason=_reasons(inputs, rows, station),
    )


@lru_cache(maxsize=2)
def _on_air(media: MediaRecords) -> pd.DataFrame:
    """Return the placements on radio and television, the same for all years of a run."""
    rows = media.placements
    return rows.loc[rows["channel_type"].isin(AIR_CHANNELS), _FIELDS]


def airings(inputs: Inputs) -> pd.DataFrame:
    """Return what counts as broadcast, from the log and from placements (columns ``COUNTED``)."""
    placements = inputs.once(aired_placements)
    used = placements[placements["reason"].isin(["", no_minutes()])]
    return pd.concat([inputs.once(logged_months)[COUNTED], used[COUNTED]], ignore_index=True)


def no_owner() -> str:
    """Return the reason for a channel that no station is named for."""
    return say(
        "kênh chưa ghi đơn vị sở hữu: không rõ đã nằm trong bảng thời lượng chưa",
        "channel without owner: it may be in the airtime log already",
    )


def no_minutes() -> str:
    """Return the reason for a row whose minutes are blank."""
    return say("không ghi số phút", "minutes not given")


def _reasons(inputs: Inputs, rows: pd.DataFrame, station: pd.Series[Any]) -> pd.Series[Any]:
    logged = station.isin(inputs.once(logged_months)["station"])
    in_log = say(
        "đài đã báo ở bảng thời lượng phát, không lấy cả hai",
        "the station keeps the airtime log; never both",
    )
    reason = rows["reason"]
    for mask, text in (
        (logged, in_log),
        (station.isna(), no_owner()),
        (rows["air_minutes"].isna(), no_minutes()),
    ):
        reason = reason.mask(reason.eq("") & mask, text)
    return reason


def _month(rows: pd.DataFrame) -> pd.Series[Any]:
    """Return the month of each placement, unknown where it is dated to the year only."""
    first = rows["start"].to_numpy().astype("datetime64[M]")
    last = (rows["end"] - pd.Timedelta(days=1)).to_numpy().astype("datetime64[M]")
    known = np.where(first == last, first.astype(str), UNKNOWN_DISTRICT)
    return pd.Series(known, index=rows.index, dtype="str")
