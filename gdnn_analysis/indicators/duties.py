"""Duties of the actors carried out (A02): section VII of the plan, by duty and by actor group.

The plan binds the department that issued it; other bodies were asked ("đề nghị"). The figure is
read as the degree of participation; it says nothing about a breach.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.duty_cells import (
    DONE,
    KNOWN,
    NOT_APPLICABLE,
    DutyCells,
    duty_cells,
)
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each

NO_UNITS: Final = "F-MAUSO"
DECLARED: Final = "tu_khai"


def compute_a02(inputs: Inputs) -> Output:
    """Return the share of duty cells confirmed as done (rules R01, R02, R08, R17; G16).

    A cell is a duty in force on a day of the year and a unit of the group it names that existed
    then; predecessor and successor share one. Its status is ``verified_status``; without one it is
    "không có dữ liệu" and stays in the denominator. Cells that do not apply leave it. A year that
    is not over has no cells due.

    Parameters
    ----------
    inputs
        Needs ``duties``, ``duty_reports``, ``units`` and ``unit_succession``.

    Returns
    -------
    Output
        Headline: 100 × cells done / cells, with ``n`` cells of which the status is known; a lower
        bound (F-THIEU) while n is smaller. With no status at all it is empty, not 0. Breakdown
        ``duty``: the same over the units of each duty. ``actor_group``: mean of the units' own
        shares (numerator: their sum; denominator: units; n: units with a known status). A group of
        which the registry holds no unit is empty with F-MAUSO, and the headline carries the flag:
        its denominator lacks them. Variant ``tu_khai``: by ``self_status``, shown beside the
        headline and never part of it.
    """
    found = duty_cells(inputs)
    coverage = coverage_of(inputs, "duty_reports")
    marks = _marks(found.cells, "verified_status")
    total = _rated(Row("A02", unit="%"), _total(marks))
    missing = set(found.duties["group"]) - set(found.cells["group"])
    plain = count_row(
        inputs,
        "A02",
        total.value,
        unit="%",
        coverage=coverage,
        flags=total.flags | ({NO_UNITS} if missing else frozenset()),
    )
    head = replace(plain, numerator=total.numerator, denominator=total.denominator, n=total.n)
    part = replace(head, verdict="", flags=head.flags - {LOWER_BOUND, NO_UNITS})
    declared = _total(_marks(found.cells, "self_status"))
    rows = [
        head,
        _rated(
            replace(head, variant=DECLARED, verdict="", flags=part.flags | {"F-TUKHAI"}), declared
        ),
        *_cells(part, "duty", _by_duty(found, marks)),
        *_cells(part, "actor_group", _by_group(found, marks)),
    ]
    return Output(rows, lambda: trace_each("A02", "duty_reports", found.reports))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A02": compute_a02}
LABELS: Labels = {
    "A02": {
        DECLARED: (
            "theo đơn vị tự đánh giá, chưa kiểm chứng",
            "as declared by the units, unchecked",
        )
    }
}


Parts = Mapping[str, float]
"""Cells done, cells due, cells whose status is known, cells due whose status is not."""
_PARTS: Final = ["done", "due", "known", "open"]


def _marks(cells: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return 1 or 0 for each cell: done, due, status known, status not known."""
    status = cells[column]
    due, known = status.ne(NOT_APPLICABLE), status.isin(KNOWN)
    marks = pd.DataFrame(
        {"done": status.eq(DONE), "due": due, "known": known, "open": due & ~known}
    )
    return marks.astype("float64").assign(
        duty_id=cells["duty_id"], group=cells["group"], place=cells["place"]
    )


def _total(marks: pd.DataFrame) -> Parts:
    return {str(name): float(value) for name, value in marks[_PARTS].sum().items()}


def _by_duty(found: DutyCells, marks: pd.DataFrame) -> pd.DataFrame:
    return marks.groupby("duty_id")[_PARTS].sum().reindex(found.duties["duty_id"])


def _by_group(found: DutyCells, marks: pd.DataFrame) -> pd.DataFrame:
    """Return the units' own shares added up, the units, and the units with a known status."""
    own = marks.groupby(["group", "place"])[_PARTS].sum()
    own = own.assign(
        done=(own["done"] / own["due"]).fillna(0.0),
        due=own["due"].clip(upper=1),
        known=own["known"].clip(upper=1),
    )
    return own.groupby("group").sum().reindex(found.duties["group"].unique())


def _cells(head: Row, breakdown: str, sums: pd.DataFrame) -> Iterator[Row]:
    """Yield one row per category; missing sums mean that nobody knows who is to do it."""
    empty = replace(head, breakdown=breakdown, value=None, numerator=None, denominator=None, n=None)
    for category, parts in zip(sums.index, sums.to_dict("records"), strict=True):
        row = replace(empty, category=str(category))
        if math.isnan(parts["due"]):
            yield replace(row, flags=row.flags | {NO_UNITS})
        else:
            yield _rated(row, {str(name): float(value) for name, value in parts.items()})


def _rated(row: Row, parts: Parts) -> Row:
    """Return `row` with the rate; nothing is known of how many were done when nobody checked."""
    done = parts["done"] if parts["known"] or not parts["due"] else None
    flags = row.flags | ({LOWER_BOUND} if parts["open"] else frozenset())
    return replace(as_ratio(row, done, parts["due"]), n=parts["known"], flags=flags)
