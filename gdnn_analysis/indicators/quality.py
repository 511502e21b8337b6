"""Quality of the data themselves: filing (Q01), punctuality (Q02), verification (Q03)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from gdnn_analysis.indicators.coverage import coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_breakdowns import UNKNOWN
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.period import span_of
from gdnn_analysis.records.status import in_force


def compute_q01(inputs: Inputs) -> Output:
    """Return the share of due obligations with an accepted submission, data or nil (RL-28).

    Parameters
    ----------
    inputs
        Needs ``obligations`` and ``submissions``. Obligations are those of the year whose
        deadline is not after ``inputs.today``.

    Returns
    -------
    Output
        Headline in percent; breakdowns ``table`` and ``actor_group``. Without obligations the
        value is empty with F-MAUSO: nobody has said what is owed.
    """
    return _filing_rate(inputs, "Q01", "accepted")


def compute_q02(inputs: Inputs) -> Output:
    """Return the share of due obligations met by their deadline; parameters as for Q01."""
    return _filing_rate(inputs, "Q02", "on_time")


def compute_q03(inputs: Inputs) -> Output:
    """Return the share of records whose evidence was checked (rule R17).

    Parameters
    ----------
    inputs
        Media works (by their first placement), event rows and deployments of the year that are in
        force, whatever their verification.

    Returns
    -------
    Output
        Headline in percent; breakdowns ``table`` and ``unit`` (who reported a work or deployment,
        who led an event). Works whose date is too imprecise for the window are left out (rule R03).
    """
    parts = {
        "media": _works(inputs),
        "events": _dated(inputs, "events", "start_on"),
        "deployments": _dated(inputs, "deployments", "from_on"),
    }
    coverage = coverage_of(inputs, *parts)
    dated = pd.concat(
        [rows[rows["role"].eq("tinh")].assign(table=table) for table, rows in parts.items()]
    )
    undated = any(rows["role"].eq("loai").any() for rows in parts.values())
    flags = coverage.flags | ({"F-NGOAIKY"} if undated else frozenset())
    head = Row("Q03", unit="%", completeness=coverage.share, flags=flags)
    checked = dated["verification"].eq("da_doi_chieu")
    rows = _rates(
        inputs, head, checked, {"table": dated["table"], "unit": _reporters(inputs, dated)}
    )
    return Output(list(rows), lambda: _checked_trace(inputs, parts))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {
    "Q01": compute_q01,
    "Q02": compute_q02,
    "Q03": compute_q03,
}


def _reporters(inputs: Inputs, dated: pd.DataFrame) -> pd.Series[Any]:
    """Return whose record each row is, by the row that speaks for it."""
    columns = {  # in the order of the parts of `dated`
        "media": "reporting_unit_id",
        "events": "lead_unit_id",
        "deployments": "reporting_unit_id",
    }
    units = [
        inputs.data[table][column].reindex(dated.index[dated["table"].eq(table)])
        for table, column in columns.items()
    ]
    found: pd.Series[Any] = pd.concat(units)  # in the order of `dated`: one table below the other
    found.index = dated.index
    return found.fillna(UNKNOWN)


def _checked_trace(inputs: Inputs, parts: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    traced = {**parts, "media": pd.concat([parts["media"], _merged(inputs, parts["media"])])}
    return join_traces(trace_each("Q03", table, part) for table, part in traced.items())


def _filing_rate(inputs: Inputs, code: str, column: str) -> Output:
    cells = inputs.records.filing.cells
    owed = cells[cells["year"].eq(inputs.year)]
    is_due = owed["due_on"].le(pd.Timestamp(inputs.today))
    due = owed[is_due]
    met = due[column].fillna(value=False).astype(bool)
    groups = inputs.records.units.group(due["unit_id"], due["due_on"])
    head = Row(
        code,
        unit="%",
        completeness=float(due["accepted"].mean()) if len(due) else None,
        flags=frozenset() if len(due) else frozenset({"F-MAUSO"}),
    )
    rows = _rates(inputs, head, met, {"table": due["table_name"], "actor_group": groups})
    return Output(list(rows), lambda: trace_each(code, "obligations", _roles(owed, is_due, met)))


def _roles(owed: pd.DataFrame, is_due: pd.Series, met: pd.Series) -> pd.DataFrame:
    missed = is_due & ~met.reindex(owed.index, fill_value=True)
    denominator = say("chỉ nằm ở mẫu số: chưa nộp đúng yêu cầu", "in the denominator only: not met")
    early = say("chưa đến hạn nộp", "not due yet")
    reason = pd.Series("", index=owed.index, dtype="str").mask(missed, denominator)
    role = pd.Series("tinh", index=owed.index).where(is_due, "loai")
    return pd.DataFrame({"role": role, "reason": reason.where(is_due, early)})


def _rates(inputs: Inputs, head: Row, met: pd.Series, by: Mapping[str, pd.Series]) -> Iterator[Row]:
    """Yield the percentage of `met`, first of all rows and then per category of each breakdown."""
    total = _rate(head, met)
    verdict = verdict_of(
        inputs, head.code, total.value, share=head.completeness, checked=total.value
    )
    yield replace(total, verdict=verdict)
    for breakdown, categories in by.items():
        for category, part in met.groupby(categories):
            yield replace(_rate(head, part), breakdown=breakdown, category=str(category))


def _rate(head: Row, met: pd.Series) -> Row:
    return replace(
        head,
        value=100 * float(met.mean()) if len(met) else None,
        numerator=float(met.sum()) if len(met) else None,
        denominator=float(len(met)),
    )


def _works(inputs: Inputs) -> pd.DataFrame:
    """Return the works that may have been first placed in the year, by media record (R03, R05)."""
    media = inputs.records.media
    placed = media.placements[media.placements["kind"].ne("chia_se")]
    first = placed.sort_values(["published_at", "placement_id"])
    first = first.drop_duplicates("work_id")[["work_id", "published_at", "date_precision"]]
    works = media.works[["work_id", "record", "verification"]].merge(first, on="work_id")
    start, end = span_of(works["published_at"], works["date_precision"])
    window = inputs.interval
    touching = start.lt(pd.Timestamp(window.end)) & end.gt(pd.Timestamp(window.start))
    inside = start.ge(pd.Timestamp(window.start)) & end.le(pd.Timestamp(window.end))
    reason = say("ngày không đủ chính xác để xếp kỳ", "date not precise enough for the window")
    works = works.assign(
        role=pd.Series("tinh", index=works.index).where(inside, "loai"),
        reason=pd.Series("", index=works.index, dtype="str").where(inside, reason),
    )
    return works[touching].set_index("record")


def _merged(inputs: Inputs, works: pd.DataFrame) -> pd.DataFrame:
    """Return the other reports of counted works, by record."""
    counted = works[works["role"].eq("tinh")]
    reports = inputs.records.media.reports
    reports = reports[reports["work_id"].isin(counted["work_id"])].set_index("record")
    others = reports[~reports.index.isin(counted.index)]
    reason = say("cùng sản phẩm với dòng báo cáo ", "same work as report ")
    return others.assign(role="gop", reason=reason + others["work_id"])


def _dated(inputs: Inputs, table: str, column: str) -> pd.DataFrame:
    """Return the rows of a log in force with their first day in the year."""
    rows = in_force(inputs.data[table])
    inside: pd.DataFrame = rows[inputs.in_window(rows[column])]
    return inside.assign(role="tinh", reason="")
