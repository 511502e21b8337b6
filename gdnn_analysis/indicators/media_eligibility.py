"""Which placements and works count, and when a work was first published (RL-23 to RL-25, R05).

Three readings of "phương tiện thông tin đại chúng" and two of "được số hóa" (AMB-01, AMB-02) are
declared here once; every media figure uses them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.period import PLAN_START, WINDOWS, Interval, span_of, window_year
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.media_keys import ACCEPTED, CHANNEL_FIELDS, Bools

Days = npt.NDArray[np.datetime64]

READINGS: Final = ("A", "B", "C")
DIGITAL_FILTERS: Final = ("S1", "S2")
CHECKED: Final = "da_doi_chieu"
PLAN_YEAR: Final = PLAN_START.year
"""The year the plan was issued: judged by rule R02."""

_PUBLIC_CHANNELS: Final = ("cong_ttdt", "truyen_thanh_cs")
ONLINE_CHANNELS: Final = (
    "web_csgdnn",
    "web_khac",
    "facebook",
    "zalo",
    "youtube",
    "tiktok",
    "ung_dung",
    "mxh_khac",
)
"""Types of online channel that reading C asks to be registered (RL-25)."""
_FIELDS: Final = [
    "work_id",
    "placement_id",
    "record",
    "channel_id",
    "url",
    "published_at",
    "date_precision",
]
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
        chosen = chosen | (rows["is_registered"] & rows["channel_type"].isin(ONLINE_CHANNELS))
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
    first = first_placements(media, reading)
    return first.assign(year=certain_year(first["start"], first["end"], window))


@lru_cache(maxsize=len(READINGS))
def first_placements(media: MediaRecords, reading: str) -> pd.DataFrame:
    """Return what :func:`first_publications` does, without the year: the same in every window."""
    rows = _publications(media)
    rows = rows[on_channel(rows, reading).to_numpy()]
    head = ~rows["work_id"].duplicated().to_numpy()
    first = rows[head].set_index("work_id")
    heads = np.flatnonzero(head)
    earliest = np.fmin.reduceat(rows["start"].to_numpy(), heads) if len(heads) else None
    first = first.drop(columns=["start", *CHANNEL_FIELDS])
    return first.assign(start=pd.Series(earliest, first.index, dtype="datetime64[s]"))


@lru_cache(maxsize=2)
def _publications(media: MediaRecords) -> pd.DataFrame:
    """Return the accepted publications by work, the one that is surely first on top."""
    start, end = placement_spans(media)
    rows = media.placements[[*_FIELDS, *CHANNEL_FIELDS]].assign(end=end, start=start)
    rows = rows[published(media.placements).to_numpy()]
    # placements are sorted by their id, which decides last
    order = np.lexsort(
        (
            rows["published_at"].to_numpy(),
            rows["start"].to_numpy(),
            rows["end"].to_numpy(),
            pd.factorize(rows["work_id"], sort=True)[0],
        )
    )
    return rows.take(order)


@lru_cache(maxsize=2)
def placement_spans(media: MediaRecords) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Return the days each placement may be of, as :func:`span_of` does; never change them."""
    return span_of(media.placements["published_at"], media.placements["date_precision"])


@lru_cache(maxsize=2)
def report_spans(media: MediaRecords) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Return the days each report may be of, as :func:`span_of` does; never change them."""
    return span_of(media.reports["published_at"], media.reports["date_precision"])


def certain_year(start: pd.Series[Any], end: pd.Series[Any], window: str) -> pd.Series[int]:
    """Return the report year of spans of days, missing where they lie in two (rule R03)."""
    year = window_year(start, window)
    return year.where(year == window_year(end - _DAY, window))


def placed(
    start: pd.Series[Any], end: pd.Series[Any], interval: Interval
) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Say which spans of days lie inside an interval, and which share any day with it."""
    inside, touching = inside_and_touching(start.to_numpy(), end.to_numpy(), interval)
    return pd.Series(inside, start.index), pd.Series(touching, start.index)


def inside_and_touching(start: Days, end: Days, interval: Interval) -> tuple[Bools, Bools]:
    """Say of arrays what :func:`placed` says of series; a missing day is nowhere."""
    first, after = np.datetime64(interval.start, "s"), np.datetime64(interval.end, "s")
    return (start >= first) & (end <= after), (start < after) & (end > first)


def anything_reported(inputs: Inputs) -> bool:
    """Say whether any row in force may be of the year: then a count of none is a 0 (rule R01)."""
    _, touching = placed(*report_spans(inputs.records.media), inputs.interval)
    return bool(touching.any())
