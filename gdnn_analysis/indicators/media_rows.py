"""Placements of a span of days with the reason each is left out, and traces of their media rows."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import first_publications, placed
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.period import Interval, span_of
from gdnn_analysis.records.events import unproven

_FIELDS: Final = [
    "report_id",
    "record",
    "placement_id",
    "work_id",
    "verification",
    "published_at",
    "date_precision",
]
"""What a trace reads of the media rows, whose frame is wide."""


def placements_in(placements: pd.DataFrame, interval: Interval) -> pd.DataFrame:
    """Return the placements that may lie in a span of days.

    Returns
    -------
    DataFrame
        The rows with ``start`` and ``end`` (days between which the placement lies) and ``reason``
        (why it does not count, empty when it does): shares, rejected and unchecked rows, dates
        too vague for the span (rule R03).
    """
    start, end = span_of(placements["published_at"], placements["date_precision"])
    inside, touching = placed(start, end, interval)
    reason = placements["verification"].map(unproven()).astype("str").fillna("")
    reason = reason.mask(reason.eq("") & placements["kind"].eq("chia_se"), _share())
    reason = reason.mask(reason.eq("") & ~inside, vague_text())
    return placements.assign(start=start, end=end, reason=reason)[touching]


def vague_text() -> str:
    """Return the reason for a date that no single window surely holds."""
    return say("ngày không đủ chính xác để xếp kỳ", "date not precise enough for the window")


def trace_rows(inputs: Inputs, code: str, placements: pd.DataFrame) -> pd.DataFrame:
    """Return the trace of the media rows behind placements.

    Parameters
    ----------
    inputs, code
        Run and indicator.
    placements
        With ``placement_id``, ``record`` (the row that speaks for it) and ``reason``.
    """
    reports = inputs.records.media.reports[_FIELDS]
    rows = reports[reports["placement_id"].isin(placements["placement_id"])]
    own = placements[["placement_id", "record", "reason"]].set_index("placement_id")
    own = own.reindex(rows["placement_id"])
    reason = pd.Series(own["reason"].to_numpy(), index=rows.index, dtype="str")
    heads = pd.Series(own["record"].to_numpy(), index=rows.index)
    note = say("cùng một lượt đăng, phát với dòng ", "same placement as row ")
    return _traced(code, rows, heads, reason, note, reports)


def trace_marked_works(
    inputs: Inputs, code: str, work_ids: pd.Series[Any], counted: pd.DataFrame
) -> pd.DataFrame:
    """Return the trace of an indicator that counts some works of O01 ``C/S1/tat_ca``.

    Parameters
    ----------
    inputs, code
        Run and indicator.
    work_ids
        All works that bear the mark, counted or not.
    counted
        Those counted this year, indexed by ``work_id``, with ``first_record``.
    """
    reports = inputs.records.media.reports[_FIELDS]
    rows = reports[reports["work_id"].isin(work_ids)]
    spans = span_of(rows["published_at"], rows["date_precision"])
    _, touching = placed(*spans, inputs.interval)
    heads = rows["work_id"].map(counted["first_record"])
    chosen = heads.notna() | touching
    rows, heads = rows[chosen], heads[chosen]
    years = first_publications(inputs.records.media, "C", inputs.settings.window)["year"]
    reason = _why_not(rows["work_id"].map(years), inputs.year).where(heads.isna(), "")
    note = say("lượt đăng khác của sản phẩm ở dòng ", "another placement of the work in row ")
    return _traced(code, rows, heads, reason, note, reports)


def _share() -> str:
    return say("lượt chia sẻ", "a share")


def _why_not(years: pd.Series[Any], this_year: int) -> pd.Series[Any]:
    """Return why a work is not counted this year, from the year of its first publication."""
    other = say(
        "không thuộc phạm vi đếm sản phẩm (O01, cách hiểu C)",
        "outside the scope of works (O01, reading C)",
    )
    texts = {
        year: say(
            "đã tính vào năm {year} theo lần đăng đầu",
            "counted in {year}, when first published",
            year=year,
        )
        for year in years.dropna().unique()
        if year != this_year
    }
    return years.map(texts).astype("str").fillna(other)


def _traced(
    code: str,
    rows: pd.DataFrame,
    heads: pd.Series[Any],
    reason: pd.Series[Any],
    note: str,
    reports: pd.DataFrame,
) -> pd.DataFrame:
    """Return roles: the speaking row counted, others of a counted group merged into it."""
    reason = reason.mask(reason.eq(""), rows["verification"].map(unproven()).astype("str"))
    reason = reason.fillna("")
    speaks = rows["record"].eq(heads)
    merged = reason.eq("") & ~speaks
    names = pd.Series(reports["report_id"].array, index=pd.Index(reports["record"]))
    ids = heads.map(names).astype("str")
    role = pd.Series("tinh", index=rows.index).mask(merged, "gop").mask(reason.ne(""), "loai")
    traced = pd.DataFrame({"role": role, "reason": reason.mask(merged, note + ids)})
    return trace_each(code, "media", traced.set_axis(rows["record"], axis=0))
