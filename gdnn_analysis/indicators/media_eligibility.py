"""Which placements and works count, and when a work was first published (RL-23 to RL-25, R05).

Three readings of "phương tiện thông tin đại chúng" and two of "được số hóa" (AMB-01, AMB-02) are
declared here once; every media figure uses them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.period import PLAN_START, WINDOWS, Interval, span_of, window_year
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.media_keys import ACCEPTED

READINGS: Final = ("A", "B", "C")
DIGITAL_FILTERS: Final = ("S1", "S2")
CHECKED: Final = "da_doi_chieu"
PLAN_YEAR: Final = PLAN_START.year
"""The year the plan was issued: judged by rule R02."""

_PUBLIC_CHANNELS: Final = ("cong_ttdt", "truyen_thanh_cs")
_ONLINE_CHANNELS: Final = (
    "web_csgdnn",
    "web_khac",
    "facebook",
    "zalo",
    "youtube",
    "tiktok",
    "ung_dung",
    "mxh_khac",
)
_DAY: Final = pd.Timedelta(days=1)


def published(placements: pd.DataFrame) -> pd.Series[bool]:
    """Say which placements are accepted publications: not shares, not rejected, not unchecked."""
    accepted = placements["verification"].isin(ACCEPTED) & placements["kind"].ne("chia_se")
    return accepted.astype(bool)


def on_channel(rows: pd.DataFrame, reading: str) -> pd.Series[bool]:
    """Say which rows are on a channel of the reading (RL-25).

    Parameters
    ----------
    rows
        Rows with ``channel_type``, ``is_mass_media``, ``is_registered``.
    reading
        ``A`` mass media; ``B`` also state portals and grass-roots radio; ``C`` also registered
        online channels. Registration is asked of those last ones only.
    """
    chosen = rows["is_mass_media"]
    if reading in ("B", "C"):
        chosen = chosen | rows["channel_type"].isin(_PUBLIC_CHANNELS)
    if reading == "C":
        chosen = chosen | (rows["is_registered"] & rows["channel_type"].isin(_ONLINE_CHANNELS))
    return chosen.astype(bool)


def on_known_channel(rows: pd.DataFrame) -> pd.Series[bool]:
    """Say which rows are on a registered or mass-media channel: the scope of O02 (RL-23)."""
    return (rows["is_mass_media"] | rows["is_registered"]).astype(bool)


def digital_enough(works: pd.DataFrame, digital: str) -> pd.Series[bool]:
    """Say which works pass the filter: ``S2`` all must be digital, ``S1`` only publications."""
    if digital == "S2":
        return works["is_digital"].astype(bool)
    return (works["is_digital"] | works["item_type"].ne("an_pham_so")).astype(bool)


@lru_cache(maxsize=len(READINGS) * len(WINDOWS))
def first_publications(media: MediaRecords, reading: str, window: str) -> pd.DataFrame:
    """Return when and where each work was first published under a reading.

    Parameters
    ----------
    media
        Matched media records.
    reading, window
        Codes of the reading and of the reporting window.

    Returns
    -------
    DataFrame
        Per work with an eligible placement, indexed by ``work_id``: ``placement_id``, ``record``,
        ``channel_id``, ``url``, ``published_at``, ``date_precision`` of that placement; ``start``
        and ``end``, the days between which the first publication surely lies; ``year``, the report
        year, missing when these days are in two (rule R03).

    Notes
    -----
    A placement dated "12/2022" may be of any day of that month, so the first publication lies
    between the earliest possible start of any placement and the earliest end of any placement.
    With exact dates this is the earliest date.

    The frame is shared by all years and indicators of a run: never change it in place.
    """
    placements = media.placements
    chosen = placements[published(placements) & on_channel(placements, reading)]
    start, end = span_of(chosen["published_at"], chosen["date_precision"])
    chosen = chosen.assign(start=start, end=end).sort_values(
        ["end", "start", "published_at", "placement_id"]
    )
    fields = ["work_id", "placement_id", "record", "channel_id", "url"]
    fields += ["published_at", "date_precision", "end"]
    first = chosen[fields].drop_duplicates("work_id").set_index("work_id").sort_index()
    first["start"] = chosen.groupby("work_id")["start"].min()
    first["year"] = certain_year(first["start"], first["end"], window)
    return first


def certain_year(start: pd.Series[Any], end: pd.Series[Any], window: str) -> pd.Series[int]:
    """Return the report year of spans of days, missing where they lie in two (rule R03)."""
    year = window_year(start, window)
    return year.where(year == window_year(end - _DAY, window))


def placed(
    start: pd.Series[Any], end: pd.Series[Any], interval: Interval
) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Say which spans of days lie inside an interval, and which share any day with it."""
    first, after = pd.Timestamp(interval.start), pd.Timestamp(interval.end)
    return start.ge(first) & end.le(after), start.lt(after) & end.gt(first)


def anything_reported(inputs: Inputs) -> bool:
    """Say whether any row in force may be of the year: then a count of none is a 0 (rule R01)."""
    reports = inputs.records.media.reports
    spans = span_of(reports["published_at"], reports["date_precision"])
    _, touching = placed(*spans, inputs.interval)
    return bool(touching.any())
