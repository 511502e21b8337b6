"""Fulfilment of the annex schedule (A01): one status per annex row and year.

"Đã thực hiện" means minimum evidence, not sufficiency: the annex gives no quantities.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.annex_evidence import evidence, join_evidence
from gdnn_analysis.indicators.annex_rules import RULES, UNKNOWN_ROW, AnnexRule
from gdnn_analysis.indicators.annex_sources import AnnexSources
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
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
    cells = [_cell(sources, row) for row in _planned(inputs)]
    states = [cell.row.verdict for cell in cells]
    due = len(cells) if inputs.finished else 0
    with_data = sum(state in VALUES for state in states)
    done = states.count(DONE) if inputs.finished else 0
    tables = sorted({table for rule in RULES.values() for table in rule.nil})
    coverage = coverage_of(inputs, *tables)
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


@dataclass(frozen=True)
class _Cell:
    row: Row
    evidence: pd.DataFrame


def _planned(inputs: Inputs) -> list[_Planned]:
    """Return the annex rows with a mark in the year, in the order of the plan."""
    rows = inputs.data["activities"]
    marked = rows["planned_years"].map(lambda years: str(inputs.year) in years).astype(bool)
    rows = rows[marked & ~rows["is_heading"].fillna(value=False)]
    return [
        _Planned(act, tuple(groups), RULES.get(act, UNKNOWN_ROW))
        for act, groups in zip(rows["act_id"], rows["lead_groups"], strict=True)
    ]


def _cell(sources: AnnexSources, planned: _Planned) -> _Cell:
    inputs = sources.inputs
    found = _evidence(sources, planned)
    status = _status(inputs, planned, found)
    shown = found[found["partly"]]
    active, schools = _schools(inputs, planned, shown["unit_id"])
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
        flags=_flags(inputs, shown, status),
    )
    return _Cell(row, found)


def _evidence(sources: AnnexSources, planned: _Planned) -> pd.DataFrame:
    """Return the row's evidence with the group each record counts for."""
    found = join_evidence(
        planned.rule.collect(sources, planned.act_id),
        *_linked_elsewhere(sources, planned),
    )
    units = sources.inputs.records.units
    return found.assign(group=units.lead_group(found["unit_id"].astype("str"), found["on"]))


def _linked_elsewhere(sources: AnnexSources, planned: _Planned) -> list[pd.DataFrame]:
    """Return records of other tables that were linked to the row: they show a part of it."""
    parts = []
    for table in sorted(sources.linked_tables(planned.act_id) - set(planned.rule.own)):
        if sources.has_days(table):
            rows = sources.table(table)
            linked = rows["key"].isin(sources.linked(planned.act_id, table))
            parts.append(evidence(table, rows[linked], done=False))
    return parts


def _status(inputs: Inputs, planned: _Planned, found: pd.DataFrame) -> str:
    """Return the status of a cell (code list STATUS)."""
    checked = found[found["done"] & found["verified"]]
    if planned.rule.enough(checked) and _from_each(planned.lead_groups, checked["group"]):
        return DONE
    if found["partly"].any():
        return PARTLY
    if _all_nil(inputs, planned):
        return NOT_DONE
    return NO_DATA if inputs.finished else NOT_YET


def _from_each(lead_groups: Collection[str], groups: pd.Series) -> bool:
    """Say whether each of several lead groups has evidence; one alone need not lead it."""
    return len(lead_groups) < 2 or set(lead_groups) <= set(groups.dropna())


def _all_nil(inputs: Inputs, planned: _Planned) -> bool:
    """Say whether the lead units owed the row's logs and all confirmed that nothing happened."""
    cells = inputs.records.filing.cells
    cells = cells[cells["year"].eq(inputs.year) & cells["table_name"].isin(planned.rule.nil)]
    groups = inputs.records.units.lead_group(cells["unit_id"], cells["due_on"])
    cells = cells.assign(group=groups)[groups.isin(planned.lead_groups)]
    wanted = len(planned.rule.nil) * len(planned.lead_groups)
    owed = len(cells.drop_duplicates(["table_name", "group"]))
    return wanted > 0 and owed == wanted and bool(cells["nil"].all())


def _schools(
    inputs: Inputs, planned: _Planned, active: pd.Series
) -> tuple[float | None, float | None]:
    """Return how many vocational schools were active, and how many there were in the year (R08).

    No active school is a figure only when a school filed one of the row's logs (R01).
    """
    schools = inputs.once(_schools_there) if SCHOOLS in planned.lead_groups else frozenset()
    if not schools:
        return None, None
    found = schools & set(active.dropna())
    sent = inputs.records.filing.sent
    sent = sent[sent["year"].eq(inputs.year) & sent["table_name"].isin(planned.rule.nil)]
    known = bool(found) or bool(sent["unit_id"].isin(schools).any())
    return float(len(found)) if known else None, float(len(schools))


def _schools_there(inputs: Inputs) -> frozenset[str]:
    """Return the vocational schools that existed on some day of the window."""
    units, window = inputs.data["units"], inputs.interval
    there = units["valid_from"].lt(pd.Timestamp(window.end)) & (
        units["valid_to"].isna() | units["valid_to"].ge(pd.Timestamp(window.start))
    )
    return frozenset(units.loc[there & units["actor_group"].eq(SCHOOLS), "unit_id"])


def _flags(inputs: Inputs, shown: pd.DataFrame, status: str) -> frozenset[str]:
    """Return F-2021 when all evidence is older than the plan, F-TUKHAI when some is unchecked."""
    flags = set()
    if status == NO_DATA:
        flags.add(LOWER_BOUND)
    days = shown["on"].dropna()
    if inputs.year == PLAN_START.year and len(days) and days.lt(pd.Timestamp(PLAN_START)).all():
        flags.add("F-2021")
    if status == PARTLY and (~shown["verified"]).any():
        flags.add("F-TUKHAI")
    return frozenset(flags)


def _all_traces(sources: AnnexSources, cells: Sequence[_Cell]) -> pd.DataFrame:
    told = [_trace(cell.row.category, cell.evidence) for cell in cells]
    return join_traces([*told, *_not_evidence(sources)])


def _trace(act_id: str, found: pd.DataFrame) -> pd.DataFrame:
    """Return one trace row per record: counted, and for what."""
    enough = say("{act}: đủ điều kiện", "{act}: meets the condition", act=act_id)
    declared = say("{act}: tự khai", "{act}: self-declared", act=act_id)
    part = say("{act}: mới được một phần", "{act}: a part only", act=act_id)
    shown = found[found["partly"]]
    reason = pd.Series(part, index=shown.index, dtype="str")
    reason = reason.mask(shown["done"], declared).mask(shown["done"] & shown["verified"], enough)
    rows = shown.assign(role="tinh", reason=reason)
    return join_traces(
        trace_each("A01", str(table), part_of[~part_of.index.duplicated()])
        for table, part_of in rows.groupby("table")
    )


def _not_evidence(sources: AnnexSources) -> list[pd.DataFrame]:
    """Return traces of rows left out, and of links to tables whose rows have no day."""
    left_out = sources.left_out().assign(role="loai")
    links = sources.links[~sources.links["src_table"].map(sources.has_days).astype(bool)]
    undated = say("bảng được gắn không có ngày để xếp kỳ", "the linked table has no day")
    return [
        *(trace_each("A01", str(table), rows) for table, rows in left_out.groupby("table")),
        trace_each("A01", "activity_links", links.assign(role="loai", reason=undated)),
    ]
