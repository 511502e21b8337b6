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
from gdnn_analysis.indicators.media_marks import Found, Marks, Numbers, found_in, marks_of
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
from gdnn_analysis.ingest.dataset import Dataset
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

    def count(self, found: Found) -> Count:
        """Return the figures of a span, or none when nobody reported anything (rule R01)."""
        return Count(self.value(found, found.checked), self.value(found, found.every))

    def value(self, found: Found, numbers: Numbers) -> float | None:
        """Return how many of the works found `numbers` are, or nothing when none can tell.

        Rows that nobody filed formally prove what they show, but never that there was none: without
        a submission a tally of no work is missing, not 0 (rule R01, RL-28).
        """
        return self.coverage.count(numbers.works, known=self.known and found.every.works > 0)


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
    blocks = {
        (reading, digital): _variant_rows(
            year, f"{reading}/{digital}", marks_of(inputs.records.media, reading, digital)
        )
        for reading, digital in product(READINGS, DIGITAL_FILTERS)
    }
    rows = [_headline(inputs, {scope: block[0] for scope, block in blocks.items()})]
    for block in blocks.values():
        rows += block
    widest = blocks[WIDEST][0]
    if widest.value is not None:
        works = inputs.once(counted_widest)
        rows += breakdown_rows(inputs, works, replace(widest, verdict="", flags=year.flags))
    return Output(rows, lambda: _trace(inputs))


def counted_widest(inputs: Inputs) -> pd.DataFrame:
    """Return the works of the year under C/S1/tat_ca; call through ``inputs.once``."""
    return tally(works_in_scope(inputs, *WIDEST), inputs.interval).counted


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


def _trace(inputs: Inputs) -> pd.DataFrame:
    reading = inputs.settings.reading or WIDEST[0]
    digital = inputs.settings.digital or WIDEST[1]
    scope = works_in_scope(inputs, reading, digital)
    return trace_works(inputs, scope, reading=reading, digital=digital)


def _year(inputs: Inputs) -> Year:
    return Year(
        inputs=inputs,
        coverage=coverage_of(inputs, "media"),
        known=anything_reported(inputs),
        target=target_of(inputs.once_per_run(_targets), CODE, inputs.year),
    )


def _targets(data: Dataset) -> pd.DataFrame:
    """Return the targets of O01, of all years."""
    targets = data["targets"]
    return targets[targets["code"].eq(CODE)]


def _variant_rows(year: Year, name: str, marks: Marks) -> list[Row]:
    """Return ``tat_ca`` first, then ``da_doi_chieu``, then both from 13/9 for 2021."""
    inputs = year.inputs
    whole = found_in(marks, inputs.interval)
    if inputs.year != PLAN_YEAR:
        return _pair(year, name, whole, "", _judge(year, whole))
    since = found_in(marks, since_plan(inputs.year, inputs.settings.window))
    rows = _pair(year, name, whole, "", _judge_2021(year, whole, since))
    return rows + _pair(year, name, since, f"/{_SINCE}", Judgement(""))


def _pair(year: Year, name: str, found: Found, suffix: str, judgement: Judgement) -> list[Row]:
    shown = {"tat_ca": (found.every, judgement), CHECKED: (found.checked, Judgement(""))}
    return [
        Row(
            CODE,
            variant=f"{name}/{level}{suffix}",
            value=year.value(found, numbers),
            numerator=year.value(found, numbers),
            unit="sản phẩm",
            completeness=year.coverage.share,
            verdict=verdict.verdict,
            flags=year.flags | numbers.flags | verdict.flags,
        )
        for level, (numbers, verdict) in shown.items()
    ]


def _judge(year: Year, whole: Found) -> Judgement:
    settings = year.inputs.settings
    return judge(
        year.count(whole),
        year.target,
        finished=year.inputs.finished,
        completeness=year.coverage.share,
        near_share=settings.near_share,
        complete_share=settings.complete_share,
    )


def _judge_2021(year: Year, whole: Found, since: Found) -> Judgement:
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
