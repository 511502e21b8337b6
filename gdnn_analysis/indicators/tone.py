"""Tone of earned media (T07)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_share, year_flags
from gdnn_analysis.indicators.coverage import coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import counted, with_roles
from gdnn_analysis.indicators.media_counts import tally, works_in_scope
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

TONES: Final = ("tich_cuc", "trung_tinh", "tieu_cuc")
SAMPLE: Final = 100
"""A sample of works to be coded has at least this many (catalogue T07)."""
_FIELDS: Final = [
    "placement_id",
    "first_record",
    "channel_id",
    "tone",
    "theme_codes",
    "suspected",
    "verification",
]
UNKNOWN: Final = "khong_xac_dinh"


def compute_t07(inputs: Inputs) -> Output:
    """Return the share of positive works among earned press works with a coded tone (R11, R17).

    Works first published in the year on a mass-media channel (reading A), not paid there. A work
    nobody coded is not neutral: it is left out.

    Parameters
    ----------
    inputs
        Media records and filing of ``media``.

    Returns
    -------
    Output
        Headline with both parts; fewer than 30 coded works give the parts alone. ``tone``: the
        three shares, which add up to 100. ``channel`` (of first publication) and ``theme``
        (primary): share of positive works. A Wilson interval is given when only some of the works
        were coded, for then they are a sample; one of fewer than 100 carries F-MAUNHO.
    """
    coded = _coded(inputs)
    coverage = coverage_of(inputs, "media")
    base = Row(
        "T07",
        unit="%",
        completeness=coverage.share,
        flags=coverage.flags | year_flags(inputs) | coded.flags,
    )
    works = coded.works
    positive = works["tone"].eq("tich_cuc")
    head = _share(coded, base, positive)
    verdict = verdict_of(inputs, "T07", head.value, share=coverage.share, checked=head.value)
    rows = [replace(head, verdict=verdict)]
    if len(works):
        rows += [
            replace(_share(coded, base, works["tone"].eq(tone)), breakdown="tone", category=tone)
            for tone in TONES
        ]
    theme = works["theme_codes"].str[0].astype("str").fillna(UNKNOWN)
    rows += _cells(coded, replace(base, breakdown="channel"), positive, works["channel_id"])
    rows += _cells(coded, replace(base, breakdown="theme"), positive, theme)
    return Output(rows, lambda: trace_each("T07", "media", coded.rows))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"T07": compute_t07}


@dataclass(frozen=True)
class _Coded:
    """Coded works, the trace of all press works of the year, and whether some were not coded."""

    inputs: Inputs
    works: pd.DataFrame
    rows: pd.DataFrame
    is_sample: bool
    flags: frozenset[str]


def _coded(inputs: Inputs) -> _Coded:
    found = tally(works_in_scope(inputs, "A", "S1"), inputs.interval)
    placements = inputs.records.media.placements[["placement_id", "is_paid"]]
    press = found.counted[_FIELDS]
    paid = (
        placements.set_index("placement_id")["is_paid"]
        .reindex(press["placement_id"])
        .set_axis(press.index)
    )
    rows = with_roles(
        press,
        [
            (
                paid.eq(True),
                say("có trả phí, không phải báo chí tự đưa tin", "paid, not earned"),
            ),
            (
                ~press["tone"].isin(TONES),
                say("chưa mã hoá sắc thái", "tone not coded"),
            ),
        ],
    )
    works = counted(rows)
    is_sample = len(works) < int((~paid.eq(True).fillna(value=False)).sum())
    small = {"F-MAUNHO"} if is_sample and len(works) < SAMPLE else set()
    return _Coded(
        inputs,
        works,
        rows.set_index("first_record"),
        is_sample=is_sample,
        flags=found.flags(works) | small,
    )


def _share(coded: _Coded, row: Row, chosen: pd.Series) -> Row:
    if chosen.empty:
        return as_share(coded.inputs, row, None, None)
    share = as_share(coded.inputs, row, float(chosen.sum()), float(len(chosen)))
    return share if coded.is_sample else replace(share, ci_low=None, ci_high=None)


def _cells(coded: _Coded, row: Row, positive: pd.Series, categories: pd.Series) -> Iterator[Row]:
    for category, chosen in positive.groupby(categories):
        yield replace(_share(coded, row, chosen), category=str(category))
