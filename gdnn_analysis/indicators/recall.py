"""Recall of the plan's messages in surveys (T05)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from gdnn_analysis.indicators.aggregate import ONE_YEAR
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.surveys.questions import Item
from gdnn_analysis.indicators.surveys.samples import ITEM, Samples, WaveSample, trace_people
from gdnn_analysis.indicators.surveys.shares import (
    GROUPS,
    empty_row,
    group_rows,
    headline,
    item_rows,
    limit,
    marks,
    shown,
)
from gdnn_analysis.indicators.surveys.waves import waves_of

CONSTRUCT: Final = "nho_thong_diep"
DECOY: Final = "nho_gia"
"""End of the ``trend_id`` of the made-up message among the questions."""


def compute_t05(inputs: Inputs) -> Output:
    """Return how many recall the messages, less those who "recall" a made-up one (RL-38, R12).

    Recall of a message is 100 × Σ w·1[recalled] / Σ w over those who answered: "don't know" is
    not recalled, a refusal and a blank are no answer. Net recall is the mean over the messages
    minus recall of the decoy; its interval knows that the same people answered. A wave belongs to
    the year its fieldwork ends in. Respondents without a weight are left out, except where a
    voluntary sample or a full count has none.

    Parameters
    ----------
    inputs
        Needs ``survey_waves``, ``survey_questions`` (construct ``nho_thong_diep``, one choice)
        and ``survey_responses``, whose columns are the questions.

    Returns
    -------
    Output
        Headline: net recall of the year's only probability wave; empty when there are several,
        for different populations have no mean. ``wave``, ``wave_sex``, ``wave_area`` (former
        district): net recall, with the smallest number of answers to one question as ``n``; a
        difference of shares, so without parts. ``message`` (category ``wave:question``): recall
        of each message and of the decoy with its weighted parts. Below 30 answers no percentage.
        Waves of volunteers carry F-PXS and have no interval. A wave without a decoy has no net
        recall.
    """
    base = empty_row(inputs, "T05")
    samples = inputs.once_per_run(Samples)
    found = [samples.of(wave, inputs.records.areas) for wave in waves_of(inputs)]
    used = [sample for sample in found if _items(sample)]
    rows = [row for sample in used for row in _rows(inputs, base, sample)]
    head = headline(inputs, base, tuple(sample.wave for sample in found), rows)
    return Output([head, *rows], lambda: trace_people("T05", found))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"T05": compute_t05}
PERSONS: Persons = {"T05": {ANY_VARIANT: "n"}}
AGGREGATIONS: Final = {"T05": {f"/{name}": ONE_YEAR for name in (*GROUPS, "message")}}


def _items(sample: WaveSample) -> list[Item]:
    """Return the questions about messages that anybody answered."""
    return [
        item
        for item in sample.paper.of(CONSTRUCT)
        if item.question.kind == "one"
        and ITEM + item.id in sample.people
        and sample.people[ITEM + item.id].notna().any()
    ]


def _rows(inputs: Inputs, base: Row, sample: WaveSample) -> Iterator[Row]:
    items = _items(sample)
    for breakdown in GROUPS:
        yield from _net(inputs, replace(base, breakdown=breakdown), sample, items)
    for item in items:
        category = f"{sample.wave.id}:{item.id}"
        for row in item_rows(inputs, base, sample, ITEM + item.id, category):
            yield replace(row, breakdown="message")


def _net(inputs: Inputs, base: Row, sample: WaveSample, items: list[Item]) -> Iterator[Row]:
    """Yield net recall by group: mean of the messages less the decoy."""
    decoys = [item for item in items if item.trend.endswith(DECOY)]
    messages = [item for item in items if item not in decoys]
    complete = len(decoys) == 1 and bool(messages)
    coefficients = {ITEM + item.id: 1 / max(len(messages), 1) for item in messages}
    coefficients |= {ITEM + item.id: -1.0 for item in decoys}
    for category, line in group_rows(sample, base.breakdown, coefficients):
        row = replace(
            base,
            category=category,
            n=float(line["n"]),
            flags=base.flags | marks(sample.wave),
        )
        if complete:
            row = replace(
                row,
                value=100 * line["estimate"],
                ci_low=limit(line["ci_low"], sample.wave),
                ci_high=limit(line["ci_high"], sample.wave),
            )
        yield shown(inputs, row)
