"""Awareness, knowledge, attitude and intention in surveys (C01 to C05)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.aggregate import ONE_YEAR
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.surveys.measures import (
    INTENTION,
    asked,
    attitude_index,
    concerns,
    knowledge,
    scale_items,
)
from gdnn_analysis.indicators.surveys.samples import ITEM, Samples, WaveSample, trace_people
from gdnn_analysis.indicators.surveys.scales import is_one_scale
from gdnn_analysis.indicators.surveys.shares import (
    empty_row,
    headline,
    item_rows,
    limit,
    marks,
    share_rows,
    shown,
)
from gdnn_analysis.indicators.surveys.waves import waves_of

CODES: Final = ("C01", "C02", "C03", "C04", "C05")


def compute_shares(code: str, inputs: Inputs) -> Output:
    """Return the share of people who are aware, know, are favourable or intend (R11, R12, RL-38).

    100 × Σ w·1[measure] / Σ w over those who answered: "don't know" is a no, a refusal and a blank
    are no answer. Intervals are Korn-Graubard's with clusters less strata as degrees of freedom;
    a stratum with one cluster is centred at the mean of all clusters.

    Parameters
    ----------
    code
        ``C01`` aware: all awareness questions positive. ``C02`` knows: at least 60 % of the facts
        right, by the key of the questionnaire's version. ``C03`` favourable: mean of the attitude
        items 4 or more, reversed items turned round; only where Cronbach's alpha is 0.7 or more,
        else the items stand singly. ``C04`` pupils and parents, ``C05`` enterprises: any intention
        question positive.
    inputs
        Needs ``survey_waves``, ``survey_questions``, ``survey_responses``; ``survey_margins``
        where the weights are to be raked.

    Returns
    -------
    Output
        Headline: the share of the year's only probability wave. ``wave``, ``wave_sex``,
        ``wave_area`` (former district). ``score``: C02 mean share of right answers, C03 mean index
        0-100. ``item``: single items (C03 where alpha is too low; C05's intentions). No interval
        for volunteers (F-PXS) and full counts; below 30 answers no percentage (F-MAUNHO).
    """
    base = empty_row(inputs, code)
    waves = tuple(wave for wave in waves_of(inputs) if concerns(code, wave.population))
    samples = inputs.once_per_run(Samples)
    found = [samples.of(wave, inputs.records.areas) for wave in waves]
    used = [sample for sample in found if code in sample.people]
    rows = [row for sample in used for row in _rows(inputs, base, sample)]
    head = headline(inputs, base, tuple(sample.wave for sample in used), rows)
    return Output([head, *rows], lambda: trace_people(code, used))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {
    code: partial(compute_shares, code) for code in CODES
}
PERSONS: Persons = {code: {ANY_VARIANT: "n"} for code in CODES}
AGGREGATIONS: Final = {
    code: {f"/{name}": ONE_YEAR for name in ("wave", "wave_sex", "wave_area", "score", "item")}
    for code in CODES
}


def _rows(inputs: Inputs, base: Row, sample: WaveSample) -> Iterator[Row]:
    if base.code == "C03" and not is_one_scale(sample):
        # Without a scale there is no share of it: its items are shown singly.
        items = scale_items(sample.people, sample.paper)
        for item in items:
            yield from _item(inputs, base, sample, item.id)
    else:
        yield from share_rows(inputs, base, sample, base.code)
    if base.code == "C05":
        items = asked(sample.people, sample.paper.of(INTENTION))
        for item in items:
            yield from _item(inputs, base, sample, item.id)
    yield from _score(inputs, base, sample)


def _item(inputs: Inputs, base: Row, sample: WaveSample, question: str) -> Iterator[Row]:
    if ITEM + question in sample.people:
        category = f"{sample.wave.id}:{question}"
        yield from item_rows(inputs, base, sample, ITEM + question, category)


def _score(inputs: Inputs, base: Row, sample: WaveSample) -> Iterator[Row]:
    """Yield the mean score of a wave: right answers in %, or the attitude index 0-100."""
    values: pd.Series[float] | None = None
    if base.code == "C02":
        found = knowledge(sample.people, sample.paper)
        values = None if found is None else 100 * found["share"]
    elif base.code == "C03":
        values = attitude_index(sample.people, sample.paper)
    if values is None or sample.design is None:
        return
    line = sample.design.mean(values.rename("score")).iloc[0]
    yield shown(
        inputs,
        replace(
            base,
            breakdown="score",
            category=sample.wave.id,
            value=float(line["estimate"]),
            unit=base.unit if base.code == "C02" else "điểm (0–100)",
            ci_low=limit(line["ci_low"] / 100, sample.wave),
            ci_high=limit(line["ci_high"] / 100, sample.wave),
            n=float(line["n"]),
            flags=base.flags | marks(sample.wave),
        ),
    )
