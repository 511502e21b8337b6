"""Duties of section VII, and commitments that the annex schedules nowhere (Bảng 9, Phụ lục G)."""

from __future__ import annotations

import re
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.commitments import unscheduled
from gdnn_analysis.evaluation.duties import duties_of
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.organisation import actor_name
from gdnn_analysis.report.tables.annual.common import parts_text
from gdnn_analysis.report.tables.common import cells, or_nothing, shortened, source_of
from gdnn_analysis.report.tables.lines import DASH, value_cell
from gdnn_analysis.report.wording import label, small, span_text
from gdnn_analysis.vietnamese.numbers import format_number

SHORT = 160
"""Letters of a duty's text printed in the table; the whole text stands in the plan annex."""


def duties_by_actor(ev: Evaluation) -> Table | None:
    """Bảng 9: duties by actor, units with checked evidence over units named (A02)."""
    duties = duties_of(ev)
    if duties.empty or not ev.rows("A02", breakdown="duty")["value"].notna().any():
        return None
    rows: list[Row] = []
    for group, part in duties.groupby("actor_group", sort=False):
        rows.append(Row(cells(_group_title(ev, str(group))), kind="group"))
        rows += [_duty_row(ev, duty) for _, duty in part.iterrows()]
    return or_nothing(
        Table(
            key="nhiem-vu",
            caption=tell(
                "Mức tham gia thực hiện nhiệm vụ của các chủ thể (mục VII) {span_text}",
                span_text=span_text(ev.period),
            ),
            unit="",
            source=source_of(ev, "duties", "duty_reports", "units"),
            columns=(
                Column("Nhiệm vụ", width=4.6),
                Column("Tính chất", width=1.3),
                Column("Đã thực hiện/ số đơn vị", "right", 1.1),
                Column("Đơn vị có số liệu", "right"),
                Column("Tỷ lệ", "right", 0.9),
            ),
            rows=tuple(rows),
            notes=(
                "“Đã thực hiện”: có minh chứng đã đối chiếu; số tự khai không được nâng thành đã thực "
                "hiện. “–”: không có số liệu, khác với chưa làm. Tỷ lệ tính trên mọi đơn vị, kể cả "
                "đơn vị chưa có số liệu, nên là mức tối thiểu.",
            ),
            long=True,
        )
    )


def _group_title(ev: Evaluation, group: str) -> str:
    row = ev.row("A02", breakdown="actor_group", category=group)
    name = actor_name(ev, group)
    if row is None or pd.isna(row["value"]):
        return tell("{name}: không có số liệu đã đối chiếu", name=name)
    return tell(
        "{name}: bình quân mỗi đơn vị có minh chứng {text} nhiệm vụ được giao",
        name=name,
        text=value_cell(row).text,
    )


def _duty_row(ev: Evaluation, duty: pd.Series) -> Row:
    row = ev.row("A02", breakdown="duty", category=str(duty["duty_id"]))
    answered = DASH if row is None or pd.isna(row["n"]) else format_number(row["n"])
    return Row(
        cells(
            f"{_place_in_plan(str(duty['duty_id']))}. {shortened(str(duty['text_vi']), SHORT)}",
            label("FORCE", str(duty["force"])),
            parts_text(row),
            answered,
            # the reason of an empty share, "chưa có mẫu số", is too long for its column
            DASH if row is None or pd.isna(row["value"]) else value_cell(row),
        )
    )


_PART: Final = re.compile(r"\.[A-ZĐ]{4,}$")
"""Behind the place of a duty in the plan: whose part of it a row of the list is."""


def _place_in_plan(duty: str) -> str:
    """Return where the plan has a duty; its text says whose part of it is meant."""
    return _PART.sub("", duty)


def unscheduled_commitments(ev: Evaluation) -> Table | None:
    """Phụ lục G: what the plan commits to without a row in its annex (AMB-12)."""
    rows = tuple(
        Row(
            cells(
                _place_in_plan(found.ref),
                shortened(found.text, SHORT),
                found.measure,
                *_figure(found.row),
            )
        )
        for found in unscheduled(ev)
    )
    if not rows:
        return None
    return Table(
        key="cam-ket-khong-lich",
        caption=tell(
            "Cam kết của Kế hoạch không có dòng trong Phụ lục và số liệu {span_text}",
            span_text=span_text(ev.period),
        ),
        unit="",
        source=words("Kế hoạch số 3066/KH-SLĐTBXH; ") + small(source_of(ev)),
        columns=(
            Column("Mục", width=1.3),
            Column("Nội dung cam kết", width=4.4),
            Column("Chỉ số theo dõi", width=1.6),
            Column("Giá trị", "right", 1.1),
            Column("Tử số/mẫu số", "right", 1.1),
        ),
        rows=rows,
        notes=(
            "Phụ lục Kế hoạch không xếp lịch các nội dung này, nên chúng không nằm trong tỷ lệ hoàn "
            "thành Phụ lục (A01). “–”: không có số liệu.",
        ),
        long=True,
    )


def _figure(row: pd.Series | None) -> tuple[str, str]:
    cell = value_cell(row)
    if row is not None and str(row["unit"]).startswith("%"):
        return cell.text, parts_text(row)
    return (
        cell.text if row is None or cell.text == DASH else f"{cell.text} {words(row['unit'])}"
    ), ""
