"""Building result rows: headlines with their verdict, cells of a breakdown, ratios with parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, verdict_of
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.survey.intervals import wilson


def year_flags(inputs: Inputs) -> frozenset[str]:
    """Return F-2021 for the year the plan was issued (rule R02)."""
    return frozenset({"F-2021"} if inputs.year == PLAN_START.year else ())


def count_row(
    inputs: Inputs,
    code: str,
    value: float | None,
    *,
    unit: str,
    coverage: Coverage,
    checked: float | None = None,
    flags: Iterable[str] = (),
) -> Row:
    """Return the headline of a count: completeness, flags of the year and verdict filled in.

    Parameters
    ----------
    inputs, code
        Run and indicator.
    value
        The count; ``None`` when it is missing.
    unit
        Unit printed beside it.
    coverage
        Filing of the tables behind it.
    checked
        The same count from checked records only; `value` where nothing is declared.
    flags
        Flags beside those of the coverage and the year.
    """
    known = value if checked is None else checked
    return Row(
        code,
        value=value,
        unit=unit,
        completeness=coverage.share,
        verdict=verdict_of(inputs, code, value, share=coverage.share, checked=known),
        flags=coverage.flags | year_flags(inputs) | frozenset(flags),
    )


def as_ratio(row: Row, top: float | None, bottom: float | None, *, factor: float = 100) -> Row:
    """Return `row` with ``factor × top / bottom`` and both parts; empty where it has no value."""
    known = top is not None and bottom is not None and bottom > 0
    value = factor * top / bottom if known and top is not None and bottom is not None else None
    return replace(row, value=value, numerator=top, denominator=bottom)


def as_share(inputs: Inputs, row: Row, top: float | None, bottom: float | None) -> Row:
    """Return `row` as a percentage of a sample, with both parts and the Wilson 95 % interval.

    A sample smaller than ``settings.smallest_sample`` gives the parts alone, with F-MAUNHO (R11).
    """
    if top is None or not bottom:
        return replace(row, value=None, numerator=top, denominator=bottom, n=bottom)
    if bottom < inputs.settings.smallest_sample:
        flags = row.flags | {"F-MAUNHO"}
        return replace(row, value=None, numerator=top, denominator=bottom, n=bottom, flags=flags)
    low, high = wilson(top / bottom, bottom)
    return replace(as_ratio(row, top, bottom), n=bottom, ci_low=100 * low, ci_high=100 * high)


def sum_row(
    head: Row, variant: str, unit: str, values: pd.Series[Any], *, due: pd.Series[Any] | None = None
) -> Row:
    """Return a sum beside a count; a blank leaves it open, nothing but blanks is no figure (R01).

    Parameters
    ----------
    head
        Row of the count; where it has no value the sum has none.
    variant, unit
        Of the sum.
    values
        Figures by row.
    due
        Rows a figure was due of; of all without it.
    """
    blank = values.isna() if due is None else values.isna() & due
    missing = head.value is None or (bool(blank.any()) and bool(values.isna().all()))
    return replace(
        head,
        variant=variant,
        unit=unit,
        value=None if missing else float(values.sum()),
        verdict="",
        flags=head.flags | ({LOWER_BOUND} if blank.any() else frozenset()),
    )


def count_cells(
    head: Row, breakdown: str, values: pd.Series[Any], *, drop: Iterable[str] = ("F-TUKHAI",)
) -> Iterator[Row]:
    """Yield one row per category, in the order of the codes, without verdict.

    Parameters
    ----------
    head
        Row of the whole: variant, unit, completeness and flags are taken over.
    breakdown
        Name of the breakdown.
    values
        Category → count; a missing count gives an empty cell.
    drop
        Flags of the whole that say nothing about a part.
    """
    for category, value in values.sort_index().items():
        yield replace(
            head,
            breakdown=breakdown,
            category=str(category),
            value=None if pd.isna(value) else float(value),
            numerator=None,
            denominator=None,
            verdict="",
            flags=head.flags - frozenset(drop),
        )
