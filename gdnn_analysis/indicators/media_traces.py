"""Which media row was counted, merged or left out, and why: the traces of O01, O02 and Q04.

Every row that may be of the year appears once, cancelled rows included (rule R06: never deleted).
Reasons of rows left out hold no ids, so that a report can count rows by reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.frame import join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import (
    digital_enough,
    on_channel,
    on_known_channel,
    placed,
)
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.period import span_of

Reasons: TypeAlias = "Sequence[tuple[pd.Series[bool], pd.Series[Any] | str]]"
"""Which rows a reason is about, and its wording; the first that fits is given."""


def trace_works(inputs: Inputs, scope: pd.DataFrame, *, reading: str, digital: str) -> pd.DataFrame:
    """Return the trace of O01 under one reading and filter.

    Parameters
    ----------
    inputs
        Media records and the reporting window.
    scope
        Works of the reading and filter with their first publication, whatever the year.
    reading, digital
        The reading and filter, to name what rows are left out for.

    Returns
    -------
    DataFrame
        ``tinh``: the row of the first publication of a counted work; ``gop``: its other accepted
        rows, of any year; ``loai``: rows of the year that count for nothing.
    """
    reports = inputs.records.media.reports
    inside, _ = placed(scope["start"], scope["end"], inputs.interval)
    counted = scope.loc[inside, "first_record"]
    works = inputs.records.media.works.set_index("work_id")
    work = works.loc[reports["work_id"], ["item_type", "is_digital"]].set_axis(reports.index)
    reasons: Reasons = [
        _share(reports),
        (
            ~on_channel(reports, reading),
            say(
                "Kênh không thuộc cách hiểu {reading}",
                "Channel outside reading {reading}",
                reading=reading,
            ),
        ),
        (work["item_type"].eq("khac"), say("Thể loại “Khác”", "Type “other”")),
        (~digital_enough(work, digital), say("Chưa có bản số", "Not digital")),
        *_year_reasons(reports["work_id"], scope["year"]),
    ]
    heads = reports["work_id"].map(counted)
    chosen = heads.notna() | _of_the_year(inputs, reports)
    traced = _traced("O01", reports, heads, chosen, [*_rejected(reports)], reasons)
    return join_traces([traced, _cancelled(inputs, "O01")])


def trace_placements(inputs: Inputs, counted: pd.DataFrame) -> pd.DataFrame:
    """Return the trace of O02.

    Parameters
    ----------
    inputs
        Media records and the reporting window.
    counted
        The placements counted in the year.
    """
    reports = inputs.records.media.reports
    reasons: Reasons = [
        _share(reports),
        (
            ~on_known_channel(reports),
            say(
                "Kênh chưa đăng ký và không phải cơ quan báo chí",
                "Channel neither registered nor mass media",
            ),
        ),
        _vague(inputs, reports),
    ]
    heads = reports["placement_id"].map(counted.set_index("placement_id")["record"])
    chosen = heads.notna() | _of_the_year(inputs, reports)
    traced = _traced("O02", reports, heads, chosen, [*_rejected(reports)], reasons)
    return join_traces([traced, _cancelled(inputs, "O02")])


def trace_reports(inputs: Inputs, placements: pd.DataFrame) -> pd.DataFrame:
    """Return the trace of Q04: all rows in force of the given placements, whatever their checks."""
    reports = inputs.records.media.reports
    heads = reports["placement_id"].map(placements.set_index("placement_id")["record"])
    chosen = heads.notna() | _of_the_year(inputs, reports)
    traced = _traced("Q04", reports, heads, chosen, [], [_vague(inputs, reports)])
    return join_traces([traced, _cancelled(inputs, "Q04")])


def _traced(
    code: str,
    reports: pd.DataFrame,
    heads: pd.Series[Any],
    chosen: pd.Series[bool],
    always: Reasons,
    reasons: Reasons,
) -> pd.DataFrame:
    """Return role and reason of the chosen rows.

    `heads` is the record that speaks for the counted group of each row, missing where the group is
    not counted; rows that a reason in `always` is about are left out even then.
    """
    merged = heads.notna()
    choices: list[tuple[pd.Series[bool], str, pd.Series[Any] | str]] = [
        *((mask, "loai", reason) for mask, reason in always),
        (merged & heads.eq(reports["record"]), "tinh", ""),
        (merged, "gop", _merge_reason(reports, heads)),
        *((mask, "loai", reason) for mask, reason in reasons),
    ]
    masks = [mask[chosen].to_numpy() for mask, _, _ in choices]
    roles = np.select(masks, [role for _, role, _ in choices], "loai")
    texts = [
        reason if isinstance(reason, str) else reason[chosen].to_numpy(dtype=object)
        for _, _, reason in choices
    ]
    other = say("Không thuộc kỳ báo cáo", "Outside the reporting window")
    rows = pd.DataFrame({"role": roles, "reason": np.select(masks, texts, other)})
    return trace_each(code, "media", rows.set_axis(reports.loc[chosen, "record"], axis=0))


def _rejected(reports: pd.DataFrame) -> Reasons:
    return [
        (reports["verification"].eq("bac"), say("Bị bác khi kiểm chứng", "Rejected")),
        (reports["verification"].eq("chua"), say("Chưa kiểm chứng", "Not verified yet")),
    ]


def _share(reports: pd.DataFrame) -> tuple[pd.Series[bool], str]:
    return reports["kind"].eq("chia_se"), say("Lượt chia sẻ", "A share")


def _vague_text() -> str:
    return say("Ngày không đủ chính xác để xếp kỳ", "Date not precise enough for the window")


def _vague(inputs: Inputs, reports: pd.DataFrame) -> tuple[pd.Series[bool], str]:
    """Say which rows belong to a placement that no single window surely holds."""
    placements = inputs.records.media.placements
    start, end = span_of(placements["published_at"], placements["date_precision"])
    inside, touching = placed(start, end, inputs.interval)
    vague = placements.loc[touching & ~inside, "placement_id"]
    return reports["placement_id"].isin(vague), _vague_text()


def _year_reasons(work_ids: pd.Series[Any], years: pd.Series[int]) -> Reasons:
    """Return why a work of the scope is not of this year: too vague, or first published else."""
    year = work_ids.map(years)
    text = {
        one: say(
            "Đã tính vào năm {year} theo lần đăng đầu",
            "Counted in {year}, when first published",
            year=one,
        )
        for one in years.dropna().unique()
    }
    return [
        (work_ids.isin(years.index) & year.isna(), _vague_text()),
        (year.notna(), year.map(text).astype(object)),
    ]


def _merge_reason(reports: pd.DataFrame, heads: pd.Series[Any]) -> pd.Series[Any]:
    """Return for each row how it came to its group and which row speaks for it."""
    why = {
        "dau": say("Lượt đăng khác của cùng sản phẩm", "Another placement of the work"),
        "dang_lai": say("Đăng lại, phát lại cùng sản phẩm", "Repeat of the work"),
        "item_id": say("Đơn vị ghi cùng mã sản phẩm", "Same item id"),
        "chac_chan": say(
            "Trùng đường dẫn hoặc trùng tiêu đề, kênh, ngày",
            "Same URL, or same title, channel and date",
        ),
        "nghi_trung": say("Nghi trùng: tiêu đề gần giống", "Probably the same: similar title"),
        "thu_cong": say("Người rà soát quyết định", "Decided by a reviewer"),
    }
    into = say("gộp vào dòng", "merged into row")
    ids = heads.map(reports.set_index("record")["report_id"]).astype("str")
    return reports["link"].map(why).astype("str") + f"; {into} " + ids


def _of_the_year(inputs: Inputs, rows: pd.DataFrame) -> pd.Series[bool]:
    """Say which rows may be of the reporting window."""
    spans = span_of(rows["published_at"], rows["date_precision"])
    return placed(*spans, inputs.interval)[1]


def _cancelled(inputs: Inputs, code: str) -> pd.DataFrame:
    media = inputs.data["media"]
    rows = media[media["record_status"].eq("huy") & _of_the_year(inputs, media)]
    reason = say("Bản ghi đã hủy", "Cancelled record")
    return trace_each(code, "media", rows.assign(role="loai", reason=reason))
