"""Shares of a wave with their intervals, as rows of the result table (R11, R12, RL-38)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.cells import year_flags
from gdnn_analysis.indicators.coverage import verdict_of
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.surveys.samples import UNKNOWN, WaveSample
from gdnn_analysis.indicators.surveys.waves import Wave
from gdnn_analysis.survey import Design

GROUPS: Final = ("wave", "wave_sex", "wave_area")
INTERVAL: Final = "beta"
"""Korn-Graubard, as the specification asks for (RL-38)."""


def share_rows(inputs: Inputs, base: Row, sample: WaveSample, column: str) -> Iterator[Row]:
    """Yield the rows of one measure of a wave: whole wave, by sex, by former district."""
    if column not in sample.people:
        return
    for breakdown in GROUPS:
        yield from _cells(inputs, replace(base, breakdown=breakdown), sample, column)


def item_rows(
    inputs: Inputs, base: Row, sample: WaveSample, column: str, category: str
) -> Iterator[Row]:
    """Yield the row of one question of a wave; none when nobody answered it."""
    for row in _cells(inputs, replace(base, breakdown="wave"), sample, column):
        yield replace(row, breakdown="item", category=category)


def _cells(inputs: Inputs, base: Row, sample: WaveSample, column: str) -> Iterator[Row]:
    design, wave = sample.design, sample.wave
    if design is None:
        return
    by = None if base.breakdown == "wave" else base.breakdown
    found = design.proportion(column, by=by, interval=INTERVAL)
    groups = found[by].tolist() if by else [""]
    if groups == [UNKNOWN]:
        return  # nothing was asked that would tell groups apart
    hits, weights = _sums(design, column, by)
    figures = (found[name].tolist() for name in ("estimate", "ci_low", "ci_high", "n"))
    for group, value, low, high, n, hit, weight in zip(
        groups, *figures, hits, weights, strict=True
    ):
        if not n:
            continue
        row = replace(
            base,
            category=f"{wave.id}:{group}" if by else wave.id,
            value=100 * value,
            numerator=hit,
            denominator=weight,
            ci_low=limit(low, wave),
            ci_high=limit(high, wave),
            n=float(n),
            flags=base.flags | marks(wave),
        )
        yield shown(inputs, row)


def _sums(design: Design, column: str, by: str | None) -> tuple[list[float], list[float]]:
    """Return Σ w·1[yes] and Σ w of those who answered, by group in the order of the estimates."""
    values = design.frame[column].to_numpy()
    groups = design.sample.domains(by=by)
    answered = groups.inside & ~np.isnan(values)
    code, own = groups.code[answered], design.weights.to_numpy()[answered]
    hits = np.bincount(code, own * values[answered], minlength=len(groups))
    return hits.tolist(), np.bincount(code, own, minlength=len(groups)).tolist()


def group_rows(
    sample: WaveSample, breakdown: str, coefficients: Mapping[str, float]
) -> Iterator[tuple[str, Mapping[Hashable, Any]]]:
    """Yield category and estimate of a sum of shares, by the groups of a breakdown."""
    if sample.design is None:
        return
    by = None if breakdown == "wave" else breakdown
    found = sample.design.contrast(coefficients, by=by)
    if by and found[by].tolist() == [UNKNOWN]:
        return
    for line in found.to_dict("records"):
        if line["n"]:
            yield (f"{sample.wave.id}:{line[by]}" if by else sample.wave.id), line


def limit(value: Any, wave: Wave) -> float | None:
    """Return an interval's limit in %; none without a sampling error or degrees of freedom."""
    return 100 * float(value) if wave.estimated and pd.notna(value) else None


def marks(wave: Wave) -> frozenset[str]:
    """Return F-PXS for volunteers."""
    return frozenset() if wave.by_chance else frozenset({"F-PXS"})


def shown(inputs: Inputs, row: Row) -> Row:
    """Return the row, without its percentage where too few people answered (R11)."""
    if (row.n or 0) >= inputs.settings.smallest_sample:
        return row
    return replace(row, value=None, ci_low=None, ci_high=None, flags=row.flags | {"F-MAUNHO"})


def headline(inputs: Inputs, base: Row, waves: tuple[Wave, ...], rows: list[Row]) -> Row:
    """Return the figure of the only probability wave of the year, else an empty row.

    Populations have no mean: with several waves the figures stand in the breakdown ``wave``.
    """
    sampled = {wave.id for wave in waves if wave.by_chance}
    own = [row for row in rows if row.breakdown == "wave" and row.category in sampled]
    why: set[str] = set()
    if waves and not sampled:
        why = {"F-PXS"}
    if len(sampled) > 1:
        why = {"F-CACHHIEU"}  # which population is meant decides
    head = replace(own[0], breakdown="", category="") if len(sampled) == len(own) == 1 else base
    verdict = verdict_of(inputs, base.code, head.value, share=None, checked=head.value)
    return replace(head, verdict=verdict, flags=head.flags | why)


def empty_row(inputs: Inputs, code: str, unit: str = "%") -> Row:
    """Return the row every figure of a code starts from."""
    return Row(code, unit=unit, flags=year_flags(inputs))
