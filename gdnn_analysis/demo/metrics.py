"""Figures of channels, month by month.

Values move within a band around a level, never repeat from one month to the next and never end
in 0: the later checks of plausibility (DQ-08, DQ-09) shall find nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.demo.chance import Chance, Whole
from gdnn_analysis.demo.channel_list import Channel
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import YEARS, report_year

MONTHS: Final = tuple(date(2020 + number // 12, number % 12 + 1, 1) for number in range(11, 72))
"""From 12/2020 to 12/2025: the months of all ``nd09`` and calendar years."""
_SPREAD: Final = (780, 1220)
"""Lowest and highest value in thousandths of the level."""
_STEPS: Final = 61
_STRIDES: Final = (17, 22, 25, 36, 38)
"""Strides round the band, prime to the number of steps and far from a simple fraction of it."""
SMALL: Final = 60


@dataclass(frozen=True)
class Metric:
    """A figure a platform gives.

    Attributes
    ----------
    name
        Code of list METRIC.
    level
        Usual value, before the size of the channel.
    first, last
        Places in ``MONTHS`` between which this definition was used.
    version
        Definition of the platform.
    """

    name: str
    level: int
    version: str
    first: int = 0
    last: int = len(MONTHS) - 1


NEW_FACEBOOK: Final = MONTHS.index(date(2024, 10, 1))
"""Month from which Facebook counts anew; the old definition overlaps for two months."""
METRICS: Final[Mapping[str, tuple[Metric, ...]]] = {
    "facebook": (
        Metric("nguoi_theo_doi", 5200, "fb1"),
        Metric("tiep_can", 8600, "fb1", last=NEW_FACEBOOK + 1),
        Metric("tiep_can", 9900, "fb2", first=NEW_FACEBOOK),
        Metric("hien_thi", 15400, "fb1", last=NEW_FACEBOOK + 1),
        Metric("luot_xem", 21300, "fb2", first=NEW_FACEBOOK),
        Metric("tuong_tac", 760, "fb1"),
        Metric("chia_se", 142, "fb1"),
        Metric("bai_dang", 23, "fb1"),
    ),
    "zalo": (
        Metric("nguoi_theo_doi", 2300, "zl1"),
        Metric("tiep_can", 1870, "zl1"),
        Metric("tuong_tac", 233, "zl1"),
        Metric("bai_dang", 13, "zl1"),
    ),
    "youtube": (
        Metric("nguoi_theo_doi", 1450, "yt1"),
        Metric("luot_xem", 6340, "yt1"),
        Metric("xem_het", 1930, "yt1"),
        Metric("phut_xem", 14700, "yt1"),
        Metric("tuong_tac", 312, "yt1"),
    ),
    "tiktok": (
        Metric("nguoi_theo_doi", 3100, "tk1"),
        Metric("tiep_can", 11200, "tk1"),
        Metric("luot_xem", 18800, "tk1"),
        Metric("xem_het", 5100, "tk1"),
        Metric("tuong_tac", 1240, "tk1"),
    ),
    "web_csgdnn": (
        Metric("phien", 4300, "ga4"),
        Metric("nguoi_dung", 2900, "ga4"),
        Metric("luot_xem", 9700, "ga4"),
        Metric("bai_dang", 17, "ga4"),
    ),
    "web_khac": (Metric("phien", 640, "ga4"), Metric("nguoi_dung", 410, "ga4")),
    "cong_ttdt": (Metric("phien", 12400, "nb1"),),
    "ung_dung": (Metric("nguoi_dung", 7300, "ap1"),),
    "bao_in": (Metric("so_ban", 4700, "nx1"),),
    "truyen_hinh": (Metric("khan_gia", 31700, "do1"),),
}
_PAID: Final = ("FB-CDN-01", "FB-CDN-02", "FB-CDN-03", "FB-TRANGTIN")


def make_channel_metrics(world: World) -> None:
    """Write ``channel_metrics``, one file per report year."""
    chance = world.province.chance("channel_metrics")
    series = [
        (channel, metric, paid)
        for code, channel in world.channels.items()
        if channel.registered or channel.mass
        for metric in METRICS.get(channel.channel_type, ())
        for paid in ((False, True) if code in _PAID and metric.name == "tiep_can" else (False,))
    ]
    open_months = np.array([_open(channel, metric) for channel, metric, _ in series])
    sizes = [_size(channel) for channel, _, _ in series]
    levels = np.array(
        [
            max(metric.level * size // (5000 if paid else 1000), 12)
            for (_, metric, paid), size in zip(series, sizes, strict=True)
        ],
        dtype=np.int64,
    )
    followers = np.array([metric.name == "nguoi_theo_doi" for _, metric, _ in series])
    values = never_repeating(chance, levels, len(MONTHS), growing=followers)
    row, month = np.nonzero(open_months)
    frame = pd.DataFrame(
        {
            "channel_id": _column([one[0].channel_id for one in series], row),
            "period_type": _column([_period(one[0]) for one in series], row),
            "period_start": _column([day.isoformat() for day in MONTHS], month),
            "metric": _column([one[1].name for one in series], row),
            "value": values[row, month],
            "is_paid": _column(["1" if one[2] else "0" for one in series], row),
            "def_version": _column([one[1].version for one in series], row),
            "source": _column([_source(one[0]) for one in series], row),
        }
    )
    years = np.array([min(report_year(day.replace(day=15)), YEARS[-1]) for day in MONTHS])
    for year in YEARS:
        chosen = frame[years[month] == year]
        world.book.add_block("channel_metrics", f"logs/channel_metrics__{year}.csv", chosen)


def never_repeating(
    chance: Chance, levels: Whole, months: int, *, growing: npt.NDArray[np.bool_] | None = None
) -> Whole:
    """Return a series per level: within ±22 %, even months end in 1–4, odd ones in 5–9.

    The months step round the band, so that every part of a series fills it evenly and no month is
    an outlier; `growing` series climb from its foot to its top. Small levels move by their last
    digit only: a jump by ten would look like an outlier.
    """
    shape = (len(levels), months)
    start = chance.whole(0, _STEPS - 1, len(levels), 1)
    stride = np.array(_STRIDES, dtype=np.int64)[chance.whole(0, len(_STRIDES) - 1, len(levels), 1)]
    place = (start + stride * np.arange(months, dtype=np.int64)) % _STEPS
    if growing is not None:
        place[growing] = np.arange(months) * _STEPS // months
    lowest, highest = _SPREAD
    noise = lowest + (highest - lowest) * place // _STEPS + chance.whole(0, 6, *shape)
    usual = levels[:, None]
    values: Whole = np.where(usual < SMALL, usual, usual * noise // 1000)
    turn = start + np.arange(months, dtype=np.int64) // 2
    digits = np.where(np.arange(months) % 2 == 0, 1 + 3 * turn % 4, 5 + 2 * turn % 5)
    return values - values % 10 + digits


def _column(options: list[str], places: npt.NDArray[np.intp]) -> npt.NDArray[np.object_]:
    return np.array(options, dtype=object)[places]


def _open(channel: Channel, metric: Metric) -> npt.NDArray[np.bool_]:
    """Return in which months a channel gives a figure."""
    return np.array(
        [
            metric.first <= place <= metric.last and channel.active(day.replace(day=28))
            for place, day in enumerate(MONTHS)
        ]
    )


def _size(channel: Channel) -> int:
    """Return the size of a channel in thousandths: named pages and big colleges are larger."""
    if channel.named:
        return 4300
    number = int("".join(letter for letter in channel.channel_id[-2:] if letter.isdigit()) or 5)
    return 1900 - 110 * min(number, 13)


def _period(channel: Channel) -> str:
    return "28_ngay" if channel.channel_type == "tiktok" else "thang"


def _source(channel: Channel) -> str:
    kinds = {"truyen_hinh": "do_doc_lap", "bao_in": "don_vi_khai", "zalo": "chup_man_hinh"}
    return kinds.get(channel.channel_type, "xuat_nen_tang")
