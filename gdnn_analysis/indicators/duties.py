"""Duties of the actors carried out (A02): section VII of the plan, by duty and by actor group.

The plan binds the department that issued it; other bodies were asked ("đề nghị"). The figure is
read as the degree of participation; it says nothing about a breach.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from gdnn_analysis.indicators.cells import count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.duty_cells import (
    DONE,
    KNOWN,
    NOT_APPLICABLE,
    CellKey,
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
    marks = {cell: _mark(found.verified.get(cell)) for cell in found.cells}
    total = _rated(Row("A02", unit="%"), _sum(marks.values()))
    missing = set(found.duties.values()) - set(found.cells.values())
    plain = count_row(
        inputs,
        "A02",
        total.value,
        unit="%",
        coverage=coverage,
        flags=total.flags | ({NO_UNITS} if missing else frozenset()),
    )
    head = replace(plain, numerator=total.numerator, denominator=total.denominator, n=total.n)
    part = replace(plain, verdict="", flags=plain.flags - {LOWER_BOUND, NO_UNITS})
    declared = _sum(_mark(found.declared.get(cell)) for cell in found.cells)
    rows = [
        head,
        _rated(replace(part, variant=DECLARED, flags=part.flags | {"F-TUKHAI"}), declared),
        *_cells(replace(part, breakdown="duty"), found.duties, _by_duty(marks)),
        *_cells(
            replace(part, breakdown="actor_group"),
            dict.fromkeys(found.duties.values()),
            _by_group(found, marks),
        ),
    ]
    return Output(rows, lambda: trace_each("A02", "duty_reports", found.sources()))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A02": compute_a02}
LABELS: Labels = {
    "A02": {
        DECLARED: (
            "theo đơn vị tự đánh giá, chưa kiểm chứng",
            "as declared by the units, unchecked",
        )
    }
}


class Parts(NamedTuple):
    """Cells done, cells due, cells whose status is known, cells due whose status is not."""

    done: float
    due: float
    known: float
    open: float


_UNKNOWN: Final = Parts(done=0, due=1, known=0, open=1)
_MARKS: Final = {
    NOT_APPLICABLE: Parts(done=0, due=0, known=0, open=0),
    **{status: Parts(done=float(status == DONE), due=1, known=1, open=0) for status in KNOWN},
}
"""What one cell adds, by its status."""


def _mark(status: str | None) -> Parts:
    return _UNKNOWN if status is None else _MARKS[status]


def _sum(marks: Iterable[Parts]) -> Parts:
    """Add up; exactly, so that the order of the cells does not matter."""
    columns = list(zip(*marks, strict=True))
    return Parts(*map(math.fsum, columns)) if columns else Parts(0.0, 0.0, 0.0, 0.0)


def _by_duty(marks: Mapping[CellKey, Parts]) -> Mapping[str, Parts]:
    sums = defaultdict[str, list[Parts]](list)
    for (duty, _), mark in marks.items():
        sums[duty].append(mark)
    return {duty: _sum(own) for duty, own in sums.items()}


def _by_group(found: DutyCells, marks: Mapping[CellKey, Parts]) -> Mapping[str, Parts]:
    """Return the units' own shares added up, the units, and the units with a known status."""
    own = defaultdict[tuple[str, str], list[Parts]](list)
    for cell, mark in marks.items():
        own[found.cells[cell], cell[1]].append(mark)
    groups = defaultdict[str, list[Parts]](list)
    for (group, _), parts in own.items():
        unit = _sum(parts)
        share = unit.done / unit.due if unit.due else 0.0
        groups[group].append(Parts(share, min(unit.due, 1), min(unit.known, 1), unit.open))
    return {group: _sum(parts) for group, parts in groups.items()}


def _cells(head: Row, categories: Iterable[str], sums: Mapping[str, Parts]) -> Iterator[Row]:
    """Yield one row per category; missing sums mean that nobody knows who is to do it."""
    for category in categories:
        if category in sums:
            yield _rated(head, sums[category], category)
        else:
            flags = head.flags | {NO_UNITS}
            yield replace(head, category=category, value=None, flags=flags)


def _rated(row: Row, parts: Parts, category: str = "") -> Row:
    """Return `row` with the rate; nothing is known of how many were done when nobody checked."""
    done = parts.done if parts.known or not parts.due else None
    return replace(
        row,
        category=category,
        value=None if done is None or not parts.due else 100 * done / parts.due,
        numerator=done,
        denominator=parts.due,
        n=parts.known,
        flags=row.flags | ({LOWER_BOUND} if parts.open else frozenset()),
    )
