"""O02 placements and the republication factor (R05, RL-23); Q04 duplicate reports (R04)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.coverage import coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_breakdowns import counts
from gdnn_analysis.indicators.media_eligibility import (
    CHECKED,
    PLAN_YEAR,
    Days,
    anything_reported,
    inside_and_touching,
    on_known_channel,
    placement_spans,
    published,
)
from gdnn_analysis.indicators.media_traces import trace_placements, trace_reports
from gdnn_analysis.records.media import MediaRecords

_PROBABLE: Final = "nghi_trung"
_FIELDS: Final = ["placement_id", "record", "work_id", "channel_id", "kind", "verification"]


def compute_o02(inputs: Inputs) -> Output:
    """Return how often content was placed, and the republication factor.

    Parameters
    ----------
    inputs
        Media records and filing of ``media``.

    Returns
    -------
    Output
        Headline and ``luot``: accepted placements in the year by their own date, on registered or
        mass-media channels, without shares. ``he_so``: placements per work placed in the year.
        Breakdowns ``channel`` and ``kind`` of the headline.
    """
    chosen, undated = _of_the_year(inputs, _eligible(inputs.records.media))
    headline = _placement_headline(inputs, chosen, undated=undated)
    rows = [headline, replace(headline, variant="luot"), _factor(headline, chosen)]
    if headline.value is not None:
        rows += _placement_parts(headline, chosen)
    return Output(rows, lambda: trace_placements(inputs, chosen))


def compute_q04(inputs: Inputs) -> Output:
    """Return the share of media reports that tell of a placement another report has told of.

    Parameters
    ----------
    inputs
        Media records. All rows in force count, whatever their verification; the year is that of
        the placement.

    Returns
    -------
    Output
        Headline: certain and decided duplicates, in percent. ``nghi_trung``: probable ones that
        nobody has decided on. Breakdowns ``unit`` (reporting unit) and ``channel`` of the headline.
        A repost is no duplicate: it is a placement of its own (R05).
    """
    media = inputs.records.media
    placements, undated = _of_the_year(inputs, _every(media))
    reports = _reports(media)
    reports = reports[reports["placement_id"].isin(placements["placement_id"])]
    again = ~reports["speaks"].to_numpy()
    probable = again & reports["probable"].to_numpy()
    certain = again & ~probable
    share = coverage_of(inputs, "media").share
    signs = {"F-TRUNG": bool(probable.any()), "F-NGOAIKY": undated, "F-THIEU": reports.empty}
    base = Row("Q04", unit="%", completeness=share, flags=_shown(signs))
    head = _percent(base, int(certain.sum()), len(reports))
    verdict = verdict_of(inputs, "Q04", head.value, share=share, checked=head.value)
    doubtful = _percent(base, int(probable.sum()), len(reports))
    rows = [replace(head, verdict=verdict), replace(doubtful, variant=_PROBABLE)]
    part = replace(base, flags=frozenset())
    for name, column in (("unit", "reporting_unit_id"), ("channel", "channel_id")):
        sizes, tops = Counter(reports[column].dropna()), Counter(reports[column][certain])
        rows += [
            replace(
                _percent(part, tops[category], sizes[category]), breakdown=name, category=category
            )
            for category in sorted(sizes)
        ]
    return Output(rows, lambda: trace_reports(inputs, placements))


def _placement_headline(inputs: Inputs, chosen: pd.DataFrame, *, undated: bool) -> Row:
    coverage, known = coverage_of(inputs, "media"), anything_reported(inputs)
    total = coverage.count(len(chosen), known=known)
    checked = coverage.count(int(chosen["verification"].eq(CHECKED).sum()), known=known)
    signs = {
        "F-NGOAIKY": undated,
        "F-2021": inputs.year == PLAN_YEAR,
        "F-TUKHAI": checked != total,
    }
    return Row(
        "O02",
        total,
        numerator=total,
        unit="lượt",
        completeness=coverage.share,
        verdict=verdict_of(inputs, "O02", total, share=coverage.share, checked=checked),
        flags=coverage.flags | _shown(signs),
    )


def _factor(headline: Row, chosen: pd.DataFrame) -> Row:
    """Return placements per work; without any placement there is nothing to divide."""
    total, works = headline.value, float(chosen["work_id"].nunique())
    return replace(
        headline,
        variant="he_so",
        value=total / works if total is not None and works else None,
        denominator=None if total is None else works,
        unit="lượt/sản phẩm",
        verdict="",
    )


def _placement_parts(headline: Row, chosen: pd.DataFrame) -> list[Row]:
    part = replace(headline, verdict="", flags=headline.flags - {"F-NGOAIKY", "F-TUKHAI"})
    kinds = [code for code in contract().codes("PLACEMENT") if code != "chia_se"]
    return [
        replace(part, breakdown=name, category=category, value=value, numerator=value)
        for name, values, known in (
            ("channel", chosen["channel_id"], []),
            ("kind", chosen["kind"], kinds),
        )
        for category, value in counts(values, known).items()
    ]


@dataclass(frozen=True, eq=False)
class _Dated:
    """Placements with the days each may be of, all in one order."""

    rows: pd.DataFrame
    start: Days
    end: Days


@lru_cache(maxsize=2)
def _every(media: MediaRecords) -> _Dated:
    """Return all placements; shared by all years of a run."""
    start, end = placement_spans(media)
    return _Dated(media.placements[_FIELDS], start.to_numpy(), end.to_numpy())


@lru_cache(maxsize=2)
def _eligible(media: MediaRecords) -> _Dated:
    """Return the accepted placements on registered or mass-media channels."""
    every, placements = _every(media), media.placements
    kept = (published(placements) & on_known_channel(placements)).to_numpy()
    return _Dated(every.rows[kept], every.start[kept], every.end[kept])


@lru_cache(maxsize=2)
def _reports(media: MediaRecords) -> pd.DataFrame:
    """Return all reports: whether each speaks for its placement, or is probably a repeat."""
    reports = media.reports
    return pd.DataFrame(
        {
            "placement_id": reports["placement_id"],
            "reporting_unit_id": reports["reporting_unit_id"],
            "channel_id": reports["channel_id"],
            "speaks": reports["record"].isin(media.placements["record"]),
            "probable": reports["link"].eq(_PROBABLE).astype(bool),
        }
    )


def _of_the_year(inputs: Inputs, placements: _Dated) -> tuple[pd.DataFrame, bool]:
    """Return the placements surely in the year, and whether others only may be (rule R03)."""
    inside, touching = inside_and_touching(placements.start, placements.end, inputs.interval)
    return placements.rows[inside], bool((touching & ~inside).any())


def _percent(base: Row, top: int, bottom: int) -> Row:
    value = 100 * top / bottom if bottom else None
    return replace(base, value=value, numerator=float(top), denominator=float(bottom))


def _shown(signs: dict[str, bool]) -> frozenset[str]:
    return frozenset(flag for flag, shown in signs.items() if shown)
