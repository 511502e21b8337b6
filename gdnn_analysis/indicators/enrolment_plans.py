"""How much of the enrolment plan was met (P03 ``ke_hoach``): entrants and plan of the same levels.

A plan for the whole province and plans of its units are never added. Level by level the provincial
one stands where there is one: it covers every unit. Elsewhere the plans of the units do, and only
their own entrants of that level are compared with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.language import say

SHORT: Final = "d3t"
PROVINCE: Final = "TINH"
"""``vet_unit_id`` of a plan for the whole province."""

_Pair = tuple[str, str]
_Parts = tuple[float | None, float | None]


def plans_of(inputs: Inputs) -> pd.DataFrame:
    """Return the plans of the year with ``figure``, ``role`` and ``reason``."""
    rows = inputs.data["enrolment_plans"]
    rows = rows[rows["year"].eq(inputs.year)]
    whole = rows["vet_unit_id"].eq(PROVINCE)
    covered = ~whole & rows["level"].isin(rows.loc[whole, "level"])
    note = say(
        "đã tính theo kế hoạch toàn tỉnh của trình độ này; chỉ dùng cho phân tổ theo cơ sở",
        "the provincial plan of the level is used; this one only for the unit's own figure",
    )
    figures = rows["plan_count"].astype("float64")
    return rows.assign(figure=figures, **roles(rows.index, (covered, note)))


def completion_rows(
    head: Row, entrants: pd.DataFrame, plans: pd.DataFrame, total: float | None
) -> Iterator[Row]:
    """Yield the completion of the plan: all levels but d3t, each level, each unit.

    Parameters
    ----------
    head
        Row taken over.
    entrants, plans
        Entrants and plans of the year with ``figure``.
    total
        All entrants without d3t; missing when nobody reported any.
    """
    came, planned = _by_unit_and_level(entrants), _by_unit_and_level(plans)
    levels = {level: _of_level(level, came, planned) for level in sorted({k[1] for k in planned})}
    main = [parts for level, parts in levels.items() if level != SHORT]
    parts = _added(main) if total is not None else (None, _added(main)[1])
    yield as_ratio(head, *parts) if main else replace(head, flags=head.flags | {"F-MAUSO"})
    for level, own in levels.items():
        yield replace(as_ratio(head, *own), breakdown="level", category=level)
    by_unit: dict[str, list[_Pair]] = {}
    for pair in planned:
        if pair[0] != PROVINCE and pair[1] != SHORT:
            by_unit.setdefault(pair[0], []).append(pair)
    for unit, pairs in sorted(by_unit.items()):
        own = _compared(pairs, came, planned)
        yield replace(as_ratio(head, *own), breakdown="unit", category=unit)


def _by_unit_and_level(rows: pd.DataFrame) -> dict[_Pair, float]:
    sums = rows.groupby(["vet_unit_id", "level"], as_index=False)["figure"].sum()
    pairs = zip(sums["vet_unit_id"], sums["level"], strict=True)
    return dict(zip(pairs, sums["figure"].astype("float64").tolist(), strict=True))


def _of_level(level: str, came: dict[_Pair, float], planned: dict[_Pair, float]) -> _Parts:
    """Return entrants and plan of a level; nobody reported is missing, not 0 (R01)."""
    if (PROVINCE, level) in planned:
        own = [figure for (_, name), figure in came.items() if name == level]
        return (sum(own) if own else None, planned[PROVINCE, level])
    return _compared([pair for pair in planned if pair[1] == level], came, planned)


def _compared(pairs: list[_Pair], came: dict[_Pair, float], planned: dict[_Pair, float]) -> _Parts:
    own = [came[pair] for pair in pairs if pair in came]
    return (sum(own) if own else None, sum(planned[pair] for pair in pairs))


def _added(parts: Iterable[_Parts]) -> _Parts:
    """Return the sums of both parts; a level nobody reported on adds to the plan alone."""
    tops, bottoms = zip(*parts, strict=True) if parts else ((), ())
    known = [top for top in tops if top is not None]
    return (sum(known) if known else None, sum(bottom or 0 for bottom in bottoms))
