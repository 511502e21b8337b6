"""O01: works first published in the year, by reading, filter and verification (rules R02-R06)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.coverage import Coverage, coverage_of
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_breakdowns import breakdown_rows
from gdnn_analysis.indicators.media_eligibility import (
    CHECKED,
    DIGITAL_FILTERS,
    PLAN_YEAR,
    READINGS,
    anything_reported,
    digital_enough,
    first_publications,
    placed,
)
from gdnn_analysis.indicators.media_traces import trace_works
from gdnn_analysis.indicators.verdict import (
    Count,
    Judgement,
    Target,
    judge,
    judge_2021,
    judge_readings,
    target_of,
)
from gdnn_analysis.period import WINDOWS, Interval, prorated_reference, since_plan
from gdnn_analysis.records.media import MediaRecords

CODE: Final = "O01"

WIDEST: Final = ("C", "S1")
_SINCE: Final = "tu_13_9"


@dataclass(frozen=True)
class Tally:
    """Works of one reading and filter first published in a span of days.

    Attributes
    ----------
    counted
        The works, as :func:`works_in_scope` gives them.
    undated
        How many could be of the span, but are dated too vaguely to tell (rule R03).
    """

    counted: pd.DataFrame
    undated: int

    @property
    def checked(self) -> pd.DataFrame:
        """The counted works whose evidence was checked."""
        return self.counted[self.counted["verification"].eq(CHECKED)]

    def flags(self, works: pd.DataFrame) -> frozenset[str]:
        """Return the flags of a count of `works`, some or all of the counted ones."""
        signs = {
            "F-NGOAIKY": self.undated > 0,
            "F-TRUNG": bool(works["suspected"].any()),
            "F-TUKHAI": bool(works["verification"].ne(CHECKED).any()),
        }
        return frozenset(flag for flag, shown in signs.items() if shown)


@dataclass(frozen=True)
class Year:
    """What the counts of all readings of one year have in common."""

    inputs: Inputs
    coverage: Coverage
    known: bool
    target: Target | None

    @property
    def flags(self) -> frozenset[str]:
        """Flags of every figure of the year."""
        plan_year = {"F-2021"} if self.inputs.year == PLAN_YEAR else set()
        return self.coverage.flags | plan_year

    def count(self, tally: Tally) -> Count:
        """Return the figures of a tally, or none when nobody reported anything (rule R01)."""
        return Count(self.value(tally, tally.checked), self.value(tally, tally.counted))

    def value(self, tally: Tally, works: pd.DataFrame) -> float | None:
        """Return how many of the tally `works` are, or nothing when that cannot be told.

        Rows that nobody filed formally prove what they show, but never that there was none: without
        a submission a tally of no work is missing, not 0 (rule R01, RL-28).
        """
        proven = self.known and len(tally.counted) > 0
        return self.coverage.count(len(works), known=proven)


def compute_o01(inputs: Inputs) -> Output:
    """Return the number of digitised works first published in the year (target: at least 180).

    Parameters
    ----------
    inputs
        Media records, filing of ``media``, ``targets``.

    Returns
    -------
    Output
        Headline: has a value only when the Department's reading and filter are set; else its
        verdict says whether the readings agree (step 4, RL-26, G27). Then each reading × filter
        as ``tat_ca`` (with its verdict) and ``da_doi_chieu``; for 2021 also from 13/9 (R02).
        Breakdowns of ``C/S1/tat_ca``.
    """
    year = _year(inputs)
    scopes = {
        (reading, digital): works_in_scope(inputs, reading, digital)
        for reading, digital in product(READINGS, DIGITAL_FILTERS)
    }
    blocks = {scope: _variant_rows(year, "/".join(scope), works) for scope, works in scopes.items()}
    whole = tally(scopes[WIDEST], inputs.interval)
    rows = [_headline(inputs, {scope: block[0] for scope, block in blocks.items()})]
    for block in blocks.values():
        rows += block
    widest = blocks[WIDEST][0]
    if widest.value is not None:
        rows += breakdown_rows(inputs, whole.counted, replace(widest, verdict="", flags=year.flags))
    basis = (inputs.settings.reading or WIDEST[0], inputs.settings.digital or WIDEST[1])
    return Output(
        rows, lambda: trace_works(inputs, scopes[basis], reading=basis[0], digital=basis[1])
    )


def works_in_scope(inputs: Inputs, reading: str, digital: str) -> pd.DataFrame:
    """Return the works that count under a reading and filter, whatever their year.

    Returns
    -------
    DataFrame
        Indexed by ``work_id``: the fields of the work, and of its first publication (see
        :func:`first_publications`) with ``record`` as ``first_record``.
    """
    return _works_in_scope(inputs.records.media, reading, digital, inputs.settings.window)


@lru_cache(maxsize=len(READINGS) * len(DIGITAL_FILTERS) * len(WINDOWS))
def _works_in_scope(media: MediaRecords, reading: str, digital: str, window: str) -> pd.DataFrame:
    """Return the works in scope, the same frame for all years and indicators of a run."""
    first = first_publications(media, reading, window)
    works = media.works.set_index("work_id")
    works = works[works["item_type"].ne("khac") & digital_enough(works, digital)]
    return works.join(first.rename(columns={"record": "first_record"}), how="inner")


def tally(works: pd.DataFrame, interval: Interval) -> Tally:
    """Return the works first published inside a span of days, and how many are undecided."""
    inside, touching = placed(works["start"], works["end"], interval)
    return Tally(works[inside], int((touching & ~inside).sum()))


def _year(inputs: Inputs) -> Year:
    return Year(
        inputs=inputs,
        coverage=coverage_of(inputs, "media"),
        known=anything_reported(inputs),
        target=target_of(inputs.data["targets"], CODE, inputs.year),
    )


def _variant_rows(year: Year, name: str, works: pd.DataFrame) -> list[Row]:
    """Return ``tat_ca`` first, then ``da_doi_chieu``, then both from 13/9 for 2021."""
    inputs = year.inputs
    whole = tally(works, inputs.interval)
    if inputs.year != PLAN_YEAR:
        return _pair(year, name, whole, "", _judge(year, whole))
    since = tally(works, since_plan(inputs.year, inputs.settings.window))
    rows = _pair(year, name, whole, "", _judge_2021(year, whole, since))
    return rows + _pair(year, name, since, f"/{_SINCE}", Judgement(""))


def _pair(year: Year, name: str, found: Tally, suffix: str, judgement: Judgement) -> list[Row]:
    shown = {"tat_ca": (found.counted, judgement), CHECKED: (found.checked, Judgement(""))}
    return [
        Row(
            CODE,
            variant=f"{name}/{level}{suffix}",
            value=year.value(found, works),
            numerator=year.value(found, works),
            unit="sản phẩm",
            completeness=year.coverage.share,
            verdict=verdict.verdict,
            flags=year.flags | found.flags(works) | verdict.flags,
        )
        for level, (works, verdict) in shown.items()
    ]


def _judge(year: Year, whole: Tally) -> Judgement:
    settings = year.inputs.settings
    return judge(
        year.count(whole),
        year.target,
        finished=year.inputs.finished,
        completeness=year.coverage.share,
        near_share=settings.near_share,
        complete_share=settings.complete_share,
    )


def _judge_2021(year: Year, whole: Tally, since: Tally) -> Judgement:
    settings = year.inputs.settings
    value = year.target.value if year.target else 0
    return judge_2021(
        year.count(whole),
        year.count(since),
        year.target,
        reference=prorated_reference(round(value), settings.window),
        finished=year.inputs.finished,
        completeness=year.coverage.share,
        complete_share=settings.complete_share,
    )


def _headline(inputs: Inputs, rows: dict[tuple[str, str], Row]) -> Row:
    """Return the decided count, or only what the readings still open agree on (step 4)."""
    reading, digital = inputs.settings.reading, inputs.settings.digital
    open_rows = [
        row
        for scope, row in rows.items()
        if reading in ("", scope[0]) and digital in ("", scope[1])
    ]
    first = open_rows[0]
    if reading and digital:
        return replace(first, variant="")
    judgement = judge_readings(row.verdict for row in open_rows)
    return replace(
        first,
        variant="",
        value=None,
        numerator=None,
        verdict=judgement.verdict,
        flags=_all_flags(open_rows) | judgement.flags,
    )


def _all_flags(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset[str]().union(*(row.flags for row in rows))
