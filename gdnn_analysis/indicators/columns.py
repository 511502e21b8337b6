"""Regular columns, pages and programmes kept up (O11)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.cancelled import trace_cancelled
from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row
from gdnn_analysis.indicators.coverage import coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_rows import placements_in, trace_rows, vague_text
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.status import in_force

CODE: Final = "O11"

_FIELDS: Final = [
    "placement_id",
    "record",
    "column_id",
    "kind",
    "verification",
    "published_at",
    "date_precision",
]
_PER_YEAR: Final = {"thang": 12.0, "quy": 4.0}
_DAYS_APART: Final = {"ngay": 1.0, "tuan": 7.0}


def compute_o11(inputs: Inputs) -> Output:
    """Count the columns alive in the year with at least one issue placed (rules R01, R02).

    An issue is a day on which an accepted placement names the column, while the column was alive.

    Parameters
    ----------
    inputs
        Needs ``columns`` and media records.

    Returns
    -------
    Output
        Headline; breakdowns ``kind`` and ``channel`` of the column. ``deu_dan``: issues placed
        over issues expected by periodicity, for the part of the year the column was alive (up to
        today). Issues beyond what was expected of their own column are not counted, so that a
        busy column hides no silent one; columns by occasion (``dot``) expect nothing and are left
        out. Without any filing of ``media`` silence proves nothing: no value.
    """
    columns, placements = _alive(inputs), _placements(inputs)
    placements = placements.assign(reason=_reasons(placements, columns))
    issues = placements[placements["reason"].eq("")]
    counted = columns["column_id"].isin(issues["column_id"])
    firm = issues.loc[issues["verification"].eq("da_doi_chieu"), "column_id"]
    kept = columns[counted]
    flags = {"F-TUKHAI"} if not kept["column_id"].isin(firm).all() else set()
    flags |= {"F-NGOAIKY"} if placements["reason"].eq(vague_text()).any() else set()
    head = count_row(
        inputs,
        CODE,
        _count(inputs, columns, len(kept)),
        unit="chuyên mục",
        coverage=coverage_of(inputs, "columns", "media"),
        checked=float(kept["column_id"].isin(firm).sum()),
        flags=flags,
    )
    rows = [
        head,
        _regularity(inputs, head, columns, issues),
        *count_cells(head, "kind", kept["kind"].value_counts()),
        *count_cells(head, "channel", kept["channel_id"].value_counts()),
    ]
    return Output(rows, lambda: _traces(inputs, columns, counted, placements))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O11": compute_o11}
LABELS: Labels = {
    "O11": {
        "deu_dan": (
            "độ đều đặn: số kỳ đã đăng trên số kỳ phải đăng",
            "regularity: issues placed over issues expected",
        )
    }
}


def _alive(inputs: Inputs) -> pd.DataFrame:
    """Return columns alive in the year with ``first`` and ``last`` day inside it."""
    rows = in_force(inputs.data["columns"])
    window = inputs.interval
    end = min(pd.Timestamp(window.last_day), pd.Timestamp(inputs.today))
    start = pd.Timestamp(window.start)
    last = rows["ended_on"].where(rows["ended_on"].lt(end), end)
    first = rows["started_on"].where(rows["started_on"].gt(start), start)
    alive: pd.DataFrame = rows.assign(first=first, last=last)[first.le(last)]
    return alive


def _placements(inputs: Inputs) -> pd.DataFrame:
    return placements_in(_in_columns(inputs.records.media), inputs.interval)


@lru_cache(maxsize=2)
def _in_columns(media: MediaRecords) -> pd.DataFrame:
    """Return the placements that name a column, the same for all years of a run."""
    rows = media.placements
    return rows.loc[rows["column_id"].notna(), _FIELDS]


def _reasons(placements: pd.DataFrame, columns: pd.DataFrame) -> pd.Series[Any]:
    """Return why a placement is no issue of its column."""
    lives = columns.set_index("column_id")[["first", "last"]].reindex(placements["column_id"])
    first = pd.Series(lives["first"].to_numpy(), index=placements.index)
    last = pd.Series(lives["last"].to_numpy(), index=placements.index)
    outside = ~(placements["end"].gt(first) & placements["start"].le(last))
    note = say("ngoài thời gian duy trì của chuyên mục", "while the column was not alive")
    return placements["reason"].mask(placements["reason"].eq("") & outside, note)


def _count(inputs: Inputs, columns: pd.DataFrame, found: int) -> float | None:
    """Return the count; it is 0 only where columns and placements were both reported (R01)."""
    filing = inputs.records.filing
    listed = len(columns) > 0 or filing.any_submission("columns", inputs.year)
    silent = listed and filing.any_submission("media", inputs.year)
    return float(found) if found or silent else None


def _regularity(inputs: Inputs, head: Row, columns: pd.DataFrame, issues: pd.DataFrame) -> Row:
    base = replace(head, variant="deu_dan", value=None, unit="%", verdict="")
    expected = _expected(inputs, columns)
    due = columns.assign(expected=expected)[expected.notna()]
    if due.empty or head.value is None:
        return base
    days = issues.drop_duplicates(["column_id", "start"])["column_id"].value_counts()
    placed = due["column_id"].map(days).fillna(0).astype("float64")
    top = float(placed.clip(upper=due["expected"]).sum())
    return as_ratio(replace(base, n=float(len(due))), top, float(due["expected"].sum()))


def _expected(inputs: Inputs, columns: pd.DataFrame) -> pd.Series[Any]:
    """Return issues expected of each column while it was alive; missing for ``dot``."""
    days = (columns["last"] - columns["first"]).dt.days.astype("float64") + 1
    by_day = days / columns["periodicity"].map(_DAYS_APART).astype("float64")
    yearly = columns["periodicity"].map(_PER_YEAR).astype("float64")
    expected: pd.Series[Any] = by_day.fillna(yearly * days / inputs.interval.days)
    return expected


def _traces(
    inputs: Inputs, columns: pd.DataFrame, counted: pd.Series[Any], placements: pd.DataFrame
) -> pd.DataFrame:
    note = say("không có kỳ đăng, phát nào trong năm", "no issue placed in the year")
    rows = pd.DataFrame(
        {
            "role": pd.Series("tinh", index=columns.index).where(counted, "loai"),
            "reason": pd.Series("", index=columns.index).where(counted, note),
        }
    )
    return join_traces(
        [
            trace_each(CODE, "columns", rows),
            trace_cancelled(CODE, "columns", inputs.data["columns"]),
            trace_rows(inputs, CODE, placements),
        ]
    )
