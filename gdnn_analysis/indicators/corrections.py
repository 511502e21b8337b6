"""Works that had to be corrected or taken down, per 1,000 works (O05)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_row, year_flags
from gdnn_analysis.indicators.coded_works import trace_coded, work_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_breakdowns import UNKNOWN
from gdnn_analysis.indicators.media_eligibility import CHECKED
from gdnn_analysis.indicators.widest import widest_works

CORRECTED: Final = ("dinh_chinh", "cai_chinh", "go_bo")
"""Codes of list CORRECTION that count; a complaint still being handled does not."""

_PER_MILLE: Final = 1000


class Numbers(NamedTuple):
    """Works, those whose state of correction is written down, and those corrected."""

    works: float
    noted: float
    corrected: float


def compute_o05(inputs: Inputs) -> Output:
    """Return how many of 1,000 works first published in the year were corrected (R01, R11).

    Parameters
    ----------
    inputs
        Works of the year (O01 ``C/S1/tat_ca``).

    Returns
    -------
    Output
        Headline in ‰ with works corrected (``dinh_chinh``, ``cai_chinh``, ``go_bo``) over all
        works; breakdowns ``channel`` (of the first publication) and ``author_unit``. Where no work
        at all has its state of correction written down, the column is as good as missing and the
        figure is empty, not 0 (R01); once it is used, a blank means "khong" (the contract says so).
        Below ``settings.smallest_sample`` works only the parts are given (F-MAUNHO). Variant ``co_ghi``:
        works whose state is written down, in percent: whether corrections are followed at all.
    """
    works = inputs.once(widest_works)
    coverage = coverage_of(inputs, "media")
    marks = pd.DataFrame(
        {
            "works": 1,
            "noted": works["correction"].notna(),
            "corrected": works["correction"].isin(CORRECTED),
            "checked": works["correction"].isin(CORRECTED) & works["verification"].eq(CHECKED),
            "channel": works["channel_id"],
            "author_unit": works["author_unit_id"].fillna(UNKNOWN),
        }
    )
    total = Numbers(*(float(marks[name].sum()) for name in Numbers._fields))
    head = _headline(inputs, total, coverage, checked=float(marks["checked"].sum()))
    head = replace(head, flags=head.flags | work_flags(works))
    rows = [head, _noted(head, total, coverage)]
    part = replace(head, flags=coverage.flags | year_flags(inputs))
    for breakdown in ("author_unit", "channel"):
        rows += [
            replace(
                _rate(inputs, part, numbers, coverage),
                breakdown=breakdown,
                category=category,
                verdict="",
            )
            for category, numbers in _by_group(marks, breakdown)
        ]
    return Output(rows, lambda: trace_coded(inputs, "O05", pd.Series(True, index=works.index)))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O05": compute_o05}
LABELS: Labels = {
    "O05": {
        "co_ghi": (
            "tỷ lệ sản phẩm có ghi tình trạng đính chính",
            "works whose state of correction is written down",
        )
    }
}


def _by_group(marks: pd.DataFrame, breakdown: str) -> Iterator[tuple[str, Numbers]]:
    """Yield the numbers of each category."""
    codes, names = pd.factorize(marks[breakdown], sort=True)
    known = codes >= 0
    columns = [
        np.bincount(codes[known], marks[name].to_numpy(dtype="float64")[known], len(names)).tolist()
        for name in Numbers._fields
    ]
    for category, *numbers in zip(names, *columns, strict=True):
        yield str(category), Numbers(*numbers)


def _headline(inputs: Inputs, total: Numbers, coverage: Coverage, *, checked: float) -> Row:
    """Return the rate of all works with its verdict."""
    rate = _rate(inputs, Row("O05"), total, coverage)
    known = as_ratio(rate, checked, rate.denominator, factor=_PER_MILLE).value
    whole = count_row(
        inputs,
        "O05",
        rate.value,
        unit="‰",
        coverage=coverage,
        checked=None if rate.value is None else known,
        flags=rate.flags,
    )
    return replace(whole, numerator=rate.numerator, denominator=rate.denominator, n=rate.n)


def _rate(inputs: Inputs, row: Row, numbers: Numbers, coverage: Coverage) -> Row:
    """Return the rate of some works, or only its parts where they are few (rule R11)."""
    works, noted, corrected = numbers
    base = coverage.count(works, known=works > 0)
    unused = noted == 0 and works > 0
    top = None if base is None or unused else corrected
    rate = replace(as_ratio(row, top, base, factor=_PER_MILLE), unit="‰", n=base)
    if base and works < inputs.settings.smallest_sample:
        return replace(rate, value=None, flags=rate.flags | {"F-MAUNHO"})
    return rate


def _noted(head: Row, total: Numbers, coverage: Coverage) -> Row:
    """Return the share of works whose state of correction is written down."""
    base = coverage.count(total.works, known=total.works > 0)
    part = replace(
        head,
        variant="co_ghi",
        unit="%",
        n=None,
        verdict="",
        flags=head.flags - {LOWER_BOUND, "F-MAUNHO"} | coverage.flags,
    )
    return as_ratio(part, None if base is None else total.noted, base)
