"""Units with a plan of their own (I04) and a budget line of their own (I05); R01, R08.

The denominator is fixed by the obligations, not by who answered: a unit that says nothing stays
in it, and the range printed beside the rate says how low and how high the rate can be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.indicators.cells import year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.indicators.units_of_year import units_of_year
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force

TABLE: Final = "unit_plans"
BUDGET_GROUPS: Final = ("UBNDH", "CQCQ", "CSGDNN")
"""Groups the plan asks for money of their own (VII.2.7.b, VII.2.8.c, VII.3.e)."""

_BREAKDOWNS: Final = {"actor_group": "actor_group", "area": "district"}


def compute_i04(inputs: Inputs) -> Output:
    """Return the share of obliged units with a numbered communication plan of the year (G30).

    Parameters
    ----------
    inputs
        Needs ``obligations`` for table ``unit_plans``, the table itself, ``units``.

    Returns
    -------
    Output
        Headline: 100 × units with ``has_plan`` and ``plan_no`` over units obliged for the year
        that existed on 31/12 or closed in the year; ``n`` is how many answered. ``ci_low`` and
        ``ci_high`` hold the range [yes / N; (yes + silent) / N]: bounds of what is not known, no
        confidence interval. A plan without number is declared only: neither in the numerator nor
        silent, F-TUKHAI. Blank or without row is silent (F-THIEU), unless the unit confirmed
        "không phát sinh": that is a no. Nobody answered: no value. No obligations: F-MAUSO.
        Breakdowns ``actor_group`` and ``area`` (former district of the seat).
    """
    units = inputs.once(_obliged_units)
    proven = units["said_plan"] & units["plan_no"].notna()
    return _output(inputs, "I04", units, answer="has_plan", yes=proven)


def compute_i05(inputs: Inputs) -> Output:
    """Return the share of obliged units with a budget line of their own.

    Parameters
    ----------
    inputs
        As for I04.

    Returns
    -------
    Output
        As I04 with ``has_budget_line``, of the groups :data:`BUDGET_GROUPS` only.
    """
    units = inputs.once(_obliged_units)
    units = units[units["actor_group"].isin(BUDGET_GROUPS)]
    return _output(
        inputs, "I05", units, answer="has_budget_line", yes=units["said_line"], groups=BUDGET_GROUPS
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"I04": compute_i04, "I05": compute_i05}


def _obliged_units(inputs: Inputs) -> pd.DataFrame:
    """Return the units of the denominator of I04 with what they said, indexed by ``unit_id``."""
    cells = inputs.records.filing.cells
    chosen = cells["table_name"].eq(TABLE) & cells["year"].eq(inputs.year)
    cells = cells[["unit_id", "nil"]][chosen.to_numpy(dtype=bool, na_value=False)]
    facts = inputs.once(units_of_year)
    obliged = facts["in_year"] & facts.index.isin(cells["unit_id"])
    facts = facts[["actor_group", "district"]][obliged]
    plans = _plans(inputs)
    plans.insert(0, "record", plans.index)
    units = facts.join(plans.set_index("unit_id"))
    nil = units.index.isin(cells["unit_id"][cells["nil"]]) & units["record"].isna()
    return units.assign(
        nil=nil,
        said_plan=units["has_plan"].to_numpy(dtype=bool, na_value=False),
        said_line=units["has_budget_line"].to_numpy(dtype=bool, na_value=False),
    )


def _plans(inputs: Inputs) -> pd.DataFrame:
    """Return the plan rows of the year, a frame of its own."""
    rows = inputs.once_per_run(_plan_rows)
    own = rows["year"].eq(inputs.year).to_numpy(dtype=bool, na_value=False)
    return rows.loc[own, ["unit_id", "has_plan", "plan_no", "has_budget_line", "evidence_id"]]


def _plan_rows(data: Dataset) -> pd.DataFrame:
    return in_force(data[TABLE])


def _output(
    inputs: Inputs,
    code: str,
    units: pd.DataFrame,
    *,
    answer: str,
    yes: pd.Series,
    groups: Collection[str] = (),
) -> Output:
    said = units[answer].to_numpy(dtype=bool, na_value=False)
    states = units.assign(
        answered=units[answer].notna() | units["nil"],
        yes=yes,
        declared=said & (~yes | units["evidence_id"].isna()),
        answer=units[answer].astype("boolean"),
    )
    rows = list(_figures(inputs, code, states))
    return Output(
        rows,
        lambda: join_traces(
            [
                trace_each(code, TABLE, _plan_roles(inputs, states)),
                trace_each(code, "obligations", _obligation_roles(inputs, states, groups)),
            ]
        ),
    )


def _figures(inputs: Inputs, code: str, states: pd.DataFrame) -> Iterator[Row]:
    """Yield the rate of all units, then of each category."""
    coverage = coverage_of(inputs, TABLE)
    empty = Row(code, unit="%", completeness=coverage.share, flags=year_flags(inputs))
    names = ["answered", "yes", "declared"]
    counts = np.column_stack([states[name].to_numpy(dtype="int64") for name in names])
    head = _rate(empty, counts)
    verdict = verdict_of(inputs, code, head.value, share=coverage.share, checked=head.value)
    yield replace(head, verdict=verdict)
    for breakdown, column in _BREAKDOWNS.items():
        codes, categories = pd.factorize(states[column], sort=True)
        for number, category in enumerate(categories):
            cell = _rate(empty, counts[codes == number])
            yield replace(cell, breakdown=breakdown, category=str(category))


def _rate(row: Row, counts: npt.NDArray[np.int64]) -> Row:
    """Return yes over all with the range that the silent units leave open.

    Of each unit `counts` says whether it answered, answered yes, and only declared it.
    """
    size = len(counts)
    if not size:
        return replace(row, flags=row.flags | {"F-MAUSO"})
    answered, yes, declared = map(float, counts.sum(axis=0))
    silent = size - answered
    signs = {LOWER_BOUND: silent > 0, "F-TUKHAI": declared > 0}
    flags = row.flags | {flag for flag, shown in signs.items() if shown}
    known = answered > 0
    return replace(
        row,
        value=100 * yes / size if known else None,
        numerator=yes if known else None,
        denominator=float(size),
        n=answered,
        ci_low=100 * yes / size if known else None,
        ci_high=100 * (yes + silent) / size if known else None,
        flags=flags,
    )


def _plan_roles(inputs: Inputs, states: pd.DataFrame) -> pd.DataFrame:
    """Return role and reason of every plan row of the year."""
    rows = _plans(inputs)
    known = states.reindex(rows["unit_id"]).set_index(rows.index)
    counted = known["yes"].eq(True).fillna(value=False).astype(bool)
    obliged = rows["unit_id"].isin(states.index)
    reason = pd.Series(
        say("chỉ nằm ở mẫu số: để trống", "in the denominator only: left blank"), index=rows.index
    )
    no = say("chỉ nằm ở mẫu số: trả lời không", "in the denominator only: answered no")
    unproven = say("chỉ nằm ở mẫu số: không có số văn bản", "in the denominator only: no number")
    outside = say("không nằm trong mẫu số của năm", "not in the denominator of the year")
    reason = reason.mask(known["answer"].eq(False).fillna(value=False).astype(bool), no)
    reason = reason.mask(known["answer"].eq(True).fillna(value=False).astype(bool), unproven)
    return pd.DataFrame(
        {
            "role": pd.Series("tinh", index=rows.index).where(obliged, "loai"),
            "reason": reason.mask(counted, "").where(obliged, outside),
        }
    )


def _obligation_roles(
    inputs: Inputs, states: pd.DataFrame, groups: Collection[str]
) -> pd.DataFrame:
    """Return role and reason of every obligation: silent units have no other row."""
    cells = inputs.records.filing.cells
    cells = cells[cells["table_name"].eq(TABLE) & cells["year"].eq(inputs.year)]
    facts = inputs.once(units_of_year).reindex(cells["unit_id"]).set_index(cells.index)
    obliged = cells["unit_id"].isin(states.index)
    silent = cells["unit_id"].isin(states.index[~states["answered"]])
    closed = say("đơn vị không hoạt động trong năm", "the unit did not exist in the year")
    reason = pd.Series(closed, index=cells.index).where(~obliged, "")
    if groups:
        other = obliged.eq(False) & ~facts["actor_group"].isin(groups)
        reason = reason.mask(other, say("không thuộc nhóm được tính", "not of the groups counted"))
    unanswered = say("chỉ nằm ở mẫu số: chưa trả lời", "in the denominator only: no answer")
    return pd.DataFrame(
        {
            "role": pd.Series("tinh", index=cells.index).where(obliged, "loai"),
            "reason": reason.mask(silent, unanswered),
        }
    )
