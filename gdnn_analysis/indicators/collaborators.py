"""Collaborators who communicate about vocational education (I06); R09, R14."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import count_cells, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.indicators.units_of_year import fact
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force

REGISTERED: Final = "dang_ky"

_BREAKDOWNS: Final = {"unit": "unit_id", "sex": "sex", "area": "district"}


def compute_i06(inputs: Inputs) -> Output:
    """Count the collaborators of the year who made at least one product.

    Parameters
    ----------
    inputs
        Needs ``collaborators``; one row is one pseudonymous person and year.

    Returns
    -------
    Output
        Headline: persons whose time overlaps the calendar year (from on or before 31/12, to blank
        or after 1/1) with ``items_in_year`` of 1 or more. A blank number of products is missing,
        not 0: not counted, F-THIEU; all blank gives no value. Variant ``dang_ky``: the same
        persons whatever they made. Both by ``unit``, ``sex`` and ``area`` (former district of the
        unit's seat). All figures count persons (small cells are hidden).
    """
    people = _people(inputs)
    there, blank = people["reason"].eq(""), people["items_in_year"].isna()
    active = there & people["items_in_year"].ge(1).fillna(value=False).astype(bool)
    unclear = there & blank
    silent = bool(unclear.any() and unclear.sum() == there.sum())
    rows = [
        *_rows(inputs, people, active, silent=silent, lower_bound=bool(unclear.any())),
        *_rows(inputs, people, there, variant=REGISTERED),
    ]
    return Output(rows, lambda: trace_each("I06", "collaborators", _roles(people, active)))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"I06": compute_i06}
PERSONS: Persons = {"I06": {ANY_VARIANT: "value"}}
LABELS: Labels = {"I06": {REGISTERED: ("đã đăng ký", "registered")}}


def _people(inputs: Inputs) -> pd.DataFrame:
    """Return the rows of the year with ``district`` and why a person is not counted at all."""
    rows = in_force(inputs.data["collaborators"])
    rows = rows[rows["year"].eq(inputs.year)]
    first, last = pd.Timestamp(inputs.year, 1, 1), pd.Timestamp(inputs.year, 12, 31)
    overlaps = rows["from_on"].le(last) & (rows["to_on"].isna() | rows["to_on"].gt(first))
    outside = say("không tham gia trong năm", "not taking part in the year")
    return rows.assign(
        district=fact(inputs, "district", rows["unit_id"]),
        # A total beside no parts is one person whose sex the unit did not give.
        sex=rows["sex"].replace("tong", "khong_ro"),
        reason=pd.Series(outside, index=rows.index, dtype="str").where(~overlaps, ""),
    )


def _rows(
    inputs: Inputs,
    people: pd.DataFrame,
    counted: pd.Series,
    *,
    silent: bool = False,
    variant: str = "",
    lower_bound: bool = False,
) -> Iterator[Row]:
    """Yield one count of persons with its breakdowns; `silent`: nobody's products are known.

    Without anybody taking part it is 0 when the table was filed, or has rows of the year.
    """
    coverage = coverage_of(inputs, "collaborators")
    value = None if silent else coverage.count(counted.sum(), known=len(people) > 0)
    flags = {LOWER_BOUND} if lower_bound else frozenset()
    head = count_row(inputs, "I06", value, unit="người", coverage=coverage, flags=flags)
    yield replace(head, variant=variant, verdict="" if variant else head.verdict)
    if value is not None:
        head = replace(head, variant=variant)
        for breakdown, column in _BREAKDOWNS.items():
            yield from count_cells(head, breakdown, people.loc[counted, column].value_counts())


def _roles(people: pd.DataFrame, active: pd.Series) -> pd.DataFrame:
    there = people["reason"].eq("")
    blank = there & people["items_in_year"].isna()
    idle = there & ~active & ~blank
    reason = people["reason"].mask(
        blank,
        say("chỉ tính là đã đăng ký: để trống số sản phẩm", "registered only: products left blank"),
    )
    reason = reason.mask(
        idle,
        say("chỉ tính là đã đăng ký: không có sản phẩm", "registered only: no product"),
    )
    role = pd.Series("tinh", index=people.index).where(there, "loai")
    return pd.DataFrame({"role": role, "reason": reason})
