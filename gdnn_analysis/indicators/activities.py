"""Fulfilment of the annex schedule (A01): one status per annex row and year.

"Đã thực hiện" means minimum evidence, not sufficiency: the annex gives no quantities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.annex_evidence import Evidence
from gdnn_analysis.indicators.annex_rules import RULES, UNKNOWN_ROW, AnnexRule
from gdnn_analysis.indicators.annex_sources import AnnexSources
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.period import PLAN_START

DONE: Final = "thuc_hien"
PARTLY: Final = "mot_phan"
NOT_DONE: Final = "khong"
NO_DATA: Final = "khong_du_lieu"
NOT_YET: Final = "chua_den_ky"
VALUES: Final = {DONE: 1.0, PARTLY: 0.5, NOT_DONE: 0.0}
"""Value of a cell by its status (code list STATUS); cells without data or not due have none."""

SCHOOLS: Final = "CSGDNN"

_TABLES: Final = tuple(sorted({table for rule in RULES.values() for table in rule.nil}))
"""Logs that somebody must have filed for a row to be "không thực hiện"."""


def compute_a01(inputs: Inputs) -> Output:
    """Return the share of planned annex cells that were done (rules R01, R02, R17; RL-30).

    Parameters
    ----------
    inputs
        Needs ``activities`` and the logs its rows are shown by.

    Returns
    -------
    Output
        Headline: 100 × cells done / cells due; ``n`` is the number of cells with data, so that
        ``n / denominator`` is the data coverage. A year that is not over has no cells due.
        Breakdown ``activity``: value 1, 0.5, 0 or empty, the status in ``verdict`` (code list
        STATUS, or ``chua_den_ky``); where vocational schools are a lead group, ``numerator`` of
        ``denominator`` schools were active.
    """
    sources = AnnexSources(inputs)
    cells = [_cell(sources, row) for row in inputs.once_per_run(_planned).get(inputs.year, ())]
    states = [cell.row.verdict for cell in cells]
    due = len(cells) if inputs.finished else 0
    with_data = sum(state in VALUES for state in states)
    done = states.count(DONE) if inputs.finished else 0
    coverage = coverage_of(inputs, *_TABLES)
    flags = coverage.flags if with_data == len(cells) else coverage.flags | {LOWER_BOUND}
    value = 100 * done / due if due and with_data else None
    headline = Row(
        "A01",
        value=value,
        numerator=float(done) if with_data or not due else None,
        denominator=float(due),
        n=float(with_data),
        unit="%",
        completeness=coverage.share,
        verdict=verdict_of(inputs, "A01", value, share=coverage.share, checked=value),
        flags=flags | ({"F-2021"} if inputs.year == 2021 else frozenset()),
    )
    return Output([headline, *(cell.row for cell in cells)], lambda: _all_traces(sources, cells))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A01": compute_a01}


@dataclass(frozen=True)
class _Planned:
    act_id: str
    lead_groups: tuple[str, ...]
    rule: AnnexRule


@dataclass(frozen=True, eq=False)
class _Cell:
    row: Row
    evidence: Sequence[Evidence]


def _planned(data: Dataset) -> Mapping[int, Sequence[_Planned]]:
    """Return the annex rows with a mark in each year, in the order of the plan."""
    rows = data["activities"]
    rows = rows.loc[
        ~rows["is_heading"].fillna(value=False), ["act_id", "lead_groups", "planned_years"]
    ]
    planned = defaultdict[int, list[_Planned]](list)
    for act, groups, years in rows.itertuples(index=False, name=None):
        for year in dict.fromkeys(years):
            planned[int(year)].append(_Planned(act, tuple(groups), RULES.get(act, UNKNOWN_ROW)))
    return dict(planned)


def groups_with_evidence(inputs: Inputs) -> Mapping[str, frozenset[str]]:
    """Return the groups whose evidence for each annex row of the year was checked (RL-30)."""
    sources = AnnexSources(inputs)
    rows = inputs.once_per_run(_planned).get(inputs.year, ())
    return {row.act_id: _groups_checked(_collect(sources, row)) for row in rows}


def _collect(sources: AnnexSources, planned: _Planned) -> list[Evidence]:
    return [
        *planned.rule.collect(sources, planned.act_id),
        *_linked_elsewhere(sources, planned),
    ]


def _cell(sources: AnnexSources, planned: _Planned) -> _Cell:
    inputs = sources.inputs
    found = _collect(sources, planned)
    status = _status(inputs, planned, found)
    active, schools = _schools(inputs, planned, found)
    coverage = coverage_of(inputs, *planned.rule.nil) if planned.rule.nil else None
    row = Row(
        "A01",
        breakdown="activity",
        category=planned.act_id,
        value=VALUES.get(status),
        numerator=active,
        denominator=schools,
        unit="ô",
        completeness=coverage.share if coverage else None,
        verdict=status,
        flags=_flags(inputs, found, status),
    )
    return _Cell(row, found)


def _linked_elsewhere(sources: AnnexSources, planned: _Planned) -> list[Evidence]:
    """Return records of other tables that were linked to the row: they show a part of it."""
    return [
        sources.evidence(table, sources.linked(planned.act_id, table), done=False)
        for table in sorted(sources.linked_tables(planned.act_id) - set(planned.rule.own))
        if sources.has_days(table)
    ]


def _status(inputs: Inputs, planned: _Planned, found: Sequence[Evidence]) -> str:
    """Return the status of a cell (code list STATUS)."""
    if planned.rule.enough(found) and _from_each(planned.lead_groups, found):
        return DONE
    if any(part.partly.any() for part in found):
        return PARTLY
    if _all_nil(inputs, planned):
        return NOT_DONE
    return NO_DATA if inputs.finished else NOT_YET


def _from_each(lead_groups: Collection[str], found: Sequence[Evidence]) -> bool:
    """Say whether each of several lead groups has evidence; one alone need not lead it."""
    return len(lead_groups) < 2 or _groups_checked(found).issuperset(lead_groups)


def _groups_checked(found: Sequence[Evidence]) -> frozenset[str]:
    return frozenset(group for part in found for group in part.group[part.checked].tolist())


def _all_nil(inputs: Inputs, planned: _Planned) -> bool:
    """Say whether the lead units owed the row's logs and all confirmed that nothing happened."""
    nil = inputs.once(_nil)
    cells = list(product(planned.rule.nil, planned.lead_groups))
    return bool(cells) and all(nil.get(cell, False) for cell in cells)


def _nil(inputs: Inputs) -> Mapping[tuple[str, str], bool]:
    """Return whether all obligations of the year for a log were nil, by table and group."""
    cells = inputs.records.filing.cells
    chosen = cells["year"].eq(inputs.year) & cells["table_name"].isin(_TABLES)
    cells = cells[["unit_id", "table_name", "due_on", "nil"]][chosen]
    groups = inputs.records.units.lead_group(cells["unit_id"], cells["due_on"])
    nil: dict[tuple[str, str], bool] = {}
    for table, group, none in zip(cells["table_name"], groups, cells["nil"], strict=True):
        nil[table, group] = nil.get((table, group), True) and bool(none)
    return nil


def _schools(
    inputs: Inputs, planned: _Planned, found: Sequence[Evidence]
) -> tuple[float | None, float | None]:
    """Return how many vocational schools were active, and how many there were in the year (R08).

    No active school is a figure only when a school filed one of the row's logs (R01).
    """
    schools = inputs.once(_schools_there) if SCHOOLS in planned.lead_groups else frozenset()
    if not schools:
        return None, None
    active = schools.intersection(
        unit for part in found for unit in part.unit_id[part.partly].tolist()
    )
    known = bool(active) or not inputs.once(_filed_by_schools).isdisjoint(planned.rule.nil)
    return float(len(active)) if known else None, float(len(schools))


def _filed_by_schools(inputs: Inputs) -> frozenset[str]:
    """Return the tables that a vocational school of the year filed for it."""
    sent = inputs.records.filing.sent
    by_school = sent["year"].eq(inputs.year) & sent["unit_id"].isin(inputs.once(_schools_there))
    return frozenset(sent["table_name"][by_school])


def _schools_there(inputs: Inputs) -> frozenset[str]:
    """Return the vocational schools that existed on some day of the window."""
    units, window = inputs.data["units"], inputs.interval
    there = units["valid_from"].lt(pd.Timestamp(window.end)) & (
        units["valid_to"].isna() | units["valid_to"].ge(pd.Timestamp(window.start))
    )
    return frozenset(units.loc[there & units["actor_group"].eq(SCHOOLS), "unit_id"])


def _flags(inputs: Inputs, found: Sequence[Evidence], status: str) -> frozenset[str]:
    """Return F-2021 when all evidence is older than the plan, F-TUKHAI when some is unchecked."""
    flags = set()
    if status == NO_DATA:
        flags.add(LOWER_BOUND)
    if inputs.year == PLAN_START.year and _all_before_the_plan(found):
        flags.add("F-2021")
    if status == PARTLY and any((part.partly & ~part.verified).any() for part in found):
        flags.add("F-TUKHAI")
    return frozenset(flags)


def _all_before_the_plan(found: Sequence[Evidence]) -> bool:
    """Say whether there is evidence with a day, all of it older than the plan."""
    days = [part.on[part.partly & ~np.isnat(part.on)] for part in found]
    started = np.datetime64(PLAN_START, "s")
    return any(map(len, days)) and all((part < started).all() for part in days)


def _all_traces(sources: AnnexSources, cells: Sequence[_Cell]) -> pd.DataFrame:
    told = [_trace(cell.row.category, cell.evidence) for cell in cells]
    return join_traces([*told, *_not_evidence(sources)])


def _trace(act_id: str, found: Sequence[Evidence]) -> pd.DataFrame:
    """Return one trace row per record: counted, and for what."""
    enough = say("{act}: đủ điều kiện", "{act}: meets the condition", act=act_id)
    declared = say("{act}: tự khai", "{act}: self-declared", act=act_id)
    part = say("{act}: mới được một phần", "{act}: a part only", act=act_id)
    told = []
    for one in sorted(found, key=lambda evidence: evidence.table):
        reason = np.where(one.checked, enough, np.where(one.done, declared, part))
        rows = pd.DataFrame({"role": "tinh", "reason": reason}, index=one.record)[one.partly]
        told.append(trace_each("A01", one.table, rows[~rows.index.duplicated()]))
    return join_traces(told)


def _not_evidence(sources: AnnexSources) -> list[pd.DataFrame]:
    """Return traces of rows left out, and of links to tables whose rows have no day."""
    left_out = sources.left_out().assign(role="loai")
    links = sources.logs.links
    links = links[~links["src_table"].map(sources.has_days).astype(bool)]
    undated = say("bảng được gắn không có ngày để xếp kỳ", "the linked table has no day")
    return [
        *(trace_each("A01", str(table), rows) for table, rows in left_out.groupby("table")),
        trace_each("A01", "activity_links", links.assign(role="loai", reason=undated)),
    ]
