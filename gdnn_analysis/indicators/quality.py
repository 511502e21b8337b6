"""Quality of the data themselves: filing (Q01), punctuality (Q02), verification (Q03)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.indicators.coverage import coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_breakdowns import UNKNOWN
from gdnn_analysis.indicators.media_eligibility import CHECKED, Days, inside_and_touching
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.period import span_of
from gdnn_analysis.records.events import event_reports
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.media_keys import Bools
from gdnn_analysis.records.status import in_force

Texts = npt.NDArray[np.object_]


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
    works = _works(inputs)
    parts = {
        "media": works.dated,
        "events": _dated(inputs, _events(inputs), "start_on"),
        "deployments": _dated(inputs, inputs.once_per_run(_deployments), "from_on"),
    }
    coverage = coverage_of(inputs, *parts)
    flags = coverage.flags | ({"F-NGOAIKY"} if len(works.undated) else frozenset())
    head = Row("Q03", unit="%", completeness=coverage.share, flags=flags)
    checked = np.concatenate(
        [part["verification"].eq(CHECKED).to_numpy() for part in parts.values()]
    )
    by = {
        "table": np.repeat(np.array(list(parts), dtype=object), list(map(len, parts.values()))),
        "unit": np.concatenate([part["unit"].to_numpy(dtype=object) for part in parts.values()]),
    }
    return Output(
        list(_rates(inputs, head, checked, by)), lambda: _checked_trace(inputs, parts, works)
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {
    "Q01": compute_q01,
    "Q02": compute_q02,
    "Q03": compute_q03,
}


@dataclass(frozen=True)
class _Works:
    """Works of the year by record: those surely first placed in it, and those dated too vaguely."""

    dated: pd.DataFrame
    undated: pd.DataFrame


def _works(inputs: Inputs) -> _Works:
    """Return the works that may have been first placed in the year, by media record (R03, R05)."""
    works, start, end = _first_placed(inputs.records.media)
    inside, touching = inside_and_touching(start, end, inputs.interval)
    return _Works(works[inside], works[touching & ~inside])


@lru_cache(maxsize=2)
def _first_placed(media: MediaRecords) -> tuple[pd.DataFrame, Days, Days]:
    """Return all works that were placed, by record, and the days the first placement may be of."""
    placed = media.placements[["work_id", "placement_id", "published_at", "date_precision"]]
    placed = placed[media.placements["kind"].ne("chia_se").to_numpy()]
    first = placed.sort_values(["published_at", "placement_id"]).drop_duplicates("work_id")
    works = media.works[["work_id", "record", "verification"]].merge(first, on="work_id")
    start, end = span_of(works["published_at"], works["date_precision"])
    units = media.reports.set_index("record")["reporting_unit_id"].reindex(works["record"])
    found = pd.DataFrame(
        {
            "work_id": works["work_id"].array,
            "verification": works["verification"].array,
            "unit": units.fillna(UNKNOWN).array,
        },
        index=pd.Index(works["record"]),
    )
    return found, start.to_numpy(), end.to_numpy()


def _events(inputs: Inputs) -> pd.DataFrame:
    """Return all event rows in force."""
    events = inputs.once_per_run(event_reports)[["start_on", "verification", "lead_unit_id"]]
    return events.rename(columns={"lead_unit_id": "unit"})


def _deployments(data: Dataset) -> pd.DataFrame:
    """Return all deployments in force."""
    columns = ["from_on", "verification", "reporting_unit_id", "record_status"]
    return in_force(data["deployments"][columns]).rename(columns={"reporting_unit_id": "unit"})


def _dated(inputs: Inputs, rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return the rows of a log with their first day in the year."""
    inside = rows[["verification", "unit"]][inputs.in_window(rows[column])]
    return inside.fillna({"unit": UNKNOWN})


def _checked_trace(
    inputs: Inputs, parts: Mapping[str, pd.DataFrame], works: _Works
) -> pd.DataFrame:
    vague = say("ngày không đủ chính xác để xếp kỳ", "date not precise enough for the window")
    traces = [
        trace_each("Q03", table, part.assign(role="tinh", reason=""))
        for table, part in parts.items()
    ]
    undated = trace_each("Q03", "media", works.undated.assign(role="loai", reason=vague))
    merged = trace_each("Q03", "media", _merged(inputs, works))
    return join_traces([*traces, undated, merged])


def _merged(inputs: Inputs, works: _Works) -> pd.DataFrame:
    """Return the other reports of counted works, by record."""
    reports = inputs.records.media.reports[["record", "work_id"]]
    reports = reports[reports["work_id"].isin(works.dated["work_id"])].set_index("record")
    known = works.dated.index
    others = reports[~reports.index.isin(known)]
    reason = say("cùng sản phẩm với dòng báo cáo ", "same work as report ")
    return others.assign(role="gop", reason=reason + others["work_id"])


@dataclass(frozen=True)
class _Duties:
    """Obligations of the year by record, which of them are due, and whose those are."""

    owed: pd.DataFrame
    is_due: pd.Series[bool]
    due: pd.DataFrame
    groups: pd.Series[Any]


def _duties(inputs: Inputs) -> _Duties:
    """Return the obligations of the year; call it through ``inputs.once``."""
    cells = inputs.records.filing.cells
    cells = cells[["unit_id", "table_name", "due_on", "accepted", "on_time"]][
        cells["year"].eq(inputs.year)
    ]
    is_due = cells["due_on"].le(pd.Timestamp(inputs.today))
    due = cells[is_due]
    return _Duties(cells, is_due, due, inputs.records.units.group(due["unit_id"], due["due_on"]))


def _filing_rate(inputs: Inputs, code: str, column: str) -> Output:
    duties = inputs.once(_duties)
    due = duties.due
    met = due[column].fillna(value=False).astype(bool)
    head = Row(
        code,
        unit="%",
        completeness=float(due["accepted"].mean()) if len(due) else None,
        flags=frozenset() if len(due) else frozenset({"F-MAUSO"}),
    )
    by = {
        "table": due["table_name"].to_numpy(dtype=object),
        "actor_group": duties.groups.to_numpy(dtype=object),
    }
    return Output(
        list(_rates(inputs, head, met.to_numpy(), by)),
        lambda: trace_each(code, "obligations", _roles(duties.owed, duties.is_due, met)),
    )


def _roles(owed: pd.DataFrame, is_due: pd.Series, met: pd.Series) -> pd.DataFrame:
    missed = is_due & ~met.reindex(owed.index, fill_value=True)
    denominator = say("chỉ nằm ở mẫu số: chưa nộp đúng yêu cầu", "in the denominator only: not met")
    early = say("chưa đến hạn nộp", "not due yet")
    reason = pd.Series("", index=owed.index, dtype="str").mask(missed, denominator)
    role = pd.Series("tinh", index=owed.index).where(is_due, "loai")
    return pd.DataFrame({"role": role, "reason": reason.where(is_due, early)})


def _rates(inputs: Inputs, head: Row, met: Bools, by: Mapping[str, Texts]) -> Iterator[Row]:
    """Yield the percentage of `met`, first of all rows and then per category of each breakdown."""
    total = _rate(head, "", "", int(met.sum()), len(met))
    verdict = verdict_of(
        inputs, head.code, total.value, share=head.completeness, checked=total.value
    )
    yield replace(total, verdict=verdict)
    for breakdown, categories in by.items():
        codes, names = pd.factorize(categories, sort=True)  # a missing category has the code -1
        sizes = np.bincount(codes[codes >= 0], minlength=len(names))
        tops = np.bincount(codes[(codes >= 0) & met], minlength=len(names))
        for category, top, size in zip(names, tops.tolist(), sizes.tolist(), strict=True):
            yield _rate(head, breakdown, str(category), top, size)


def _rate(head: Row, breakdown: str, category: str, top: int, size: int) -> Row:
    return replace(
        head,
        breakdown=breakdown,
        category=category,
        value=100 * (top / size) if size else None,
        numerator=float(top) if size else None,
        denominator=float(size),
    )
