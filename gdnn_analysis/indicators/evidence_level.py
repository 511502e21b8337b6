"""Strength of the evidence for a contribution of communication (P06).

The grade says what reports may write, not how large an effect is. It is given per outcome by the
ladder of section 3.6 and accumulates: the figure of a year uses everything since the plan's first
report year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import year_flags
from gdnn_analysis.indicators.contribution.exposure import school_visits
from gdnn_analysis.indicators.contribution.finding import ASSOCIATION, COMPARISON, Finding
from gdnn_analysis.indicators.contribution.measured import (
    OUTCOMES,
    activities_logged,
    comparable_waves,
    enquiry_rows,
    enrolment_rows,
    rivals,
    take_up,
    times_measured,
)
from gdnn_analysis.indicators.contribution.outcomes import lower_streams, upper_streams, used_rows
from gdnn_analysis.indicators.contribution.run import contribution_tests
from gdnn_analysis.indicators.coverage import verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces, trace
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.language import say

HEADLINE: Final = "P01"
"""The headline is the level of the outcome the plan names first, streaming after lower secondary:
the lowest of all outcomes would hide evidence, the highest would lend it to outcomes that have
none."""


def compute_p06(inputs: Inputs) -> Output:
    """Grade the evidence for each outcome from 0 to 4 by pre-registered tests (section 3.6).

    0: activities and outputs only. 1: people reached were measured (T01, T03 or T06). 2: the
    outcome too was measured at least twice since 2021. 3: schools with more visits gained more,
    p < 0.05, the sign holding without each district and without covariates. 4: a comparison
    design passed its checks and rival explanations of the outcome are listed. Every level needs
    0 to 2; a comparison design does not need the weaker association of level 3. A registered test
    that is significant against the expectation keeps the outcome at 2.

    Parameters
    ----------
    inputs
        Needs the tables of :func:`contribution_tests`, ``channel_metrics``, ``event_groups``,
        ``enrolments``, ``survey_*`` and ``context_events``.

    Returns
    -------
    Output
        Headline: the level for P01; breakdown ``indicator``: the level per outcome. Without any
        activity in the logs there is nothing to grade and the level is missing, not 0. ``n`` is
        the number of schools, areas or months behind the strongest test that ran; F-MAUNHO says
        that no test which could carry level 3 or 4 had enough of them.
    """
    rows = [_row(inputs, code) for code in OUTCOMES]
    headline = next(row for row in rows if row.category == HEADLINE)
    verdict = verdict_of(inputs, "P06", headline.value, share=None, checked=headline.value)
    head = replace(headline, breakdown="", category="", verdict=verdict)
    return Output([head, *rows], lambda: join_traces(_traces(inputs)))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"P06": compute_p06}


def level_of(
    measured: int, tests: tuple[Finding, ...], *, reached: bool, rivals_listed: bool
) -> int:
    """Return the level of an outcome on the ladder.

    Parameters
    ----------
    measured
        How often the outcome was measured since 2021.
    tests
        Findings about the outcome.
    reached
        Whether people reached were measured.
    rivals_listed
        Whether rival explanations of the outcome are listed.
    """
    if not reached:
        return 0
    if measured < 2:
        return 1
    if any(test.contradicts for test in tests):
        return 2
    if rivals_listed and any(test.supports for test in tests if test.method in COMPARISON):
        return 4
    return 3 if any(test.supports for test in tests if test.method in ASSOCIATION) else 2


def _row(inputs: Inputs, code: str) -> Row:
    tests = tuple(test for test in inputs.once(contribution_tests) if test.outcome == code)
    level = level_of(
        inputs.once(times_measured)[code],
        tests,
        reached=bool(inputs.once(take_up)),
        rivals_listed=len(rivals(inputs, code)) > 0,
    )
    known = inputs.once(activities_logged) or bool(inputs.once(take_up))
    ran = [test for test in tests if test.ran]
    graded = [test for test in tests if test.method in ASSOCIATION | COMPARISON]
    none_ran = not any(test.ran for test in graded)
    return Row(
        "P06",
        value=float(level) if known else None,
        unit="mức (0–4)",
        breakdown="indicator",
        category=code,
        n=float(max(test.n for test in ran)) if ran else None,
        flags=year_flags(inputs).union(*(test.flags for test in graded if none_ran)),
    )


def _traces(inputs: Inputs) -> Iterator[pd.DataFrame]:
    """Yield the rows the levels rest on; of long logs the latest row that settles level 1."""
    note = say("số đo gần nhất, đủ để xét mức 1", "latest figure, settles level 1")
    for proof in inputs.once(take_up):
        if proof.table != "leads":
            yield trace("P06", proof.table, proof.records, "tinh", note)
    for streams in (lower_streams(inputs), upper_streams(inputs)):
        yield trace("P06", "graduates", used_rows(streams.graduates), "tinh")
        yield trace("P06", "destinations", used_rows(streams.destinations), "tinh")
    yield trace("P06", "enrolments", inputs.once(enrolment_rows).index, "tinh")
    yield trace("P06", "leads", inputs.once(enquiry_rows).index, "tinh")
    visits = pd.Index(inputs.once(school_visits)["record"])
    yield trace("P06", "event_schools", visits, "tinh", say("một buổi đến trường", "one visit"))
    yield _waves(inputs)
    yield _context(inputs)


def _waves(inputs: Inputs) -> pd.DataFrame:
    waves = inputs.data["survey_waves"]
    used = {wave for found in inputs.once(comparable_waves).values() for wave in found}
    return trace("P06", "survey_waves", waves.index[waves["wave_id"].isin(used)], "tinh")


def _context(inputs: Inputs) -> pd.DataFrame:
    listed = {record for code in OUTCOMES for record in rivals(inputs, code)}
    note = say("giải thích thay thế", "rival explanation")
    return trace("P06", "context_events", pd.Index(sorted(listed)), "tinh", note)
