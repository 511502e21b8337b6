"""Population counts of a stage of sampling: what ``fpc`` may say, and what contradicts the sample."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.columns import column_numbers, texts
from gdnn_analysis.survey.variables import Mask, Numbers, Places

ROUNDING = 1e-9
"""Relative difference by which a count may lie below the sample."""


class Strata(NamedTuple):
    """The strata of one stage.

    Attributes
    ----------
    of
        Stratum of every row (n).
    heads
        First row of each (H).
    names
        What each is called (H).
    drawn
        Units drawn in each (H).
    """

    of: Places
    heads: Places
    names: tuple[str, ...]
    drawn: Numbers


def are_shares(counts: Numbers) -> bool:
    """Say whether counts are shares drawn: none above 1, and not all 1, which is a count too."""
    return bool((counts <= 1).all() and (counts < 1).any())


def count_faults(values: pd.Series[Any]) -> Iterator[str]:
    """Yield what is wrong with a column of counts by itself; blanks are told elsewhere."""
    counts = column_numbers(values)
    yield from texts(values, counts)
    wrong = (counts <= 0) | np.isinf(counts)
    if wrong.any():
        row = int(np.argmax(wrong))
        yield say(
            "Cột “{column}” (số đơn vị của tổng thể), dòng {row}: {value} không hợp lệ. "
            "Số phải lớn hơn 0.",
            "Column “{column}” (population count), row {row}: {value} is not valid. "
            "It must be above 0.",
            column=values.name,
            row=row + 1,
            value=f"{counts[row]:g}",
        )
        return
    small, large = counts < 1, counts > 1
    if small.any() and large.any():
        yield say(
            "Cột “{column}” lẫn tỷ lệ chọn ({small}) với số đơn vị ({large}). "
            "Hãy dùng một loại cho cả cột.",
            "Column “{column}” mixes shares drawn ({small}) with counts ({large}). "
            "Use one kind for the whole column.",
            column=values.name,
            small=f"{counts[small][0]:g}",
            large=f"{counts[large][0]:g}",
        )


def stratum_faults(column: str, counts: Numbers, strata: Strata) -> Iterator[str]:
    """Yield every stratum in which counts vary or are below the sample."""
    own = counts[strata.heads]
    for row in _first_of(strata.of, counts != own[strata.of]):
        yield say(
            "Cột “{column}” không như nhau trong tầng “{stratum}”: {one} và {other} (dòng {row}). "
            "Trong một tầng chỉ có một số đơn vị của tổng thể.",
            "Column “{column}” varies within stratum “{stratum}”: {one} and {other} (row {row}). "
            "A stratum has one population count.",
            column=column,
            stratum=strata.names[strata.of[row]],
            one=f"{own[strata.of[row]]:g}",
            other=f"{counts[row]:g}",
            row=row + 1,
        )
    if are_shares(counts):
        return
    for number in np.flatnonzero(strata.drawn > own * (1 + ROUNDING)):
        yield say(
            "Cột “{column}”, tầng “{stratum}” (dòng {row}): tổng thể ghi {count} đơn vị nhưng mẫu "
            "có {drawn}. Hãy ghi số đơn vị của tổng thể, không nhỏ hơn số đã chọn.",
            "Column “{column}”, stratum “{stratum}” (row {row}): the population has {count} units "
            "but {drawn} were drawn. Give the population's number of units, not fewer than were "
            "drawn.",
            column=column,
            stratum=strata.names[number],
            row=int(strata.heads[number]) + 1,
            count=f"{own[number]:g}",
            drawn=f"{strata.drawn[number]:g}",
        )


def units(counts: Numbers, drawn: Numbers) -> Numbers:
    """Return the units of the population of every stratum (H) from its counts, or shares, (H)."""
    return drawn / counts if are_shares(counts) else counts


def _first_of(group: Places, wrong: Mask) -> list[int]:
    """Return the first wrong row of each group."""
    rows = np.flatnonzero(wrong)
    return [int(row) for row in rows[np.unique(group[rows], return_index=True)[1]]]
