"""The plan's annex and the duties of its actors, year by year (A01, A02)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.duties import duties_of
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.tables.common import cells, shortened, source_of
from gdnn_analysis.report.tables.lines import DASH, Line, row_of
from gdnn_analysis.report.wording import figure_text, label, status_cell

SHORT = 150
"""Letters of a duty's text printed in the table; the whole text stands in the plan annex."""


def annex_by_year(ev: Evaluation) -> Table:
    """Hình 3: the matrix of 11 scheduled activities by year, 55 cells with sign and colour."""
    rows: list[Row] = []
    activities = ev.data["activities"]
    parents = set(activities["parent_act_id"].dropna())
    for _, activity in activities.iterrows():
        title = _title(activity)
        if activity["is_heading"] and activity["act_id"] in parents:
            rows.append(Row(cells(title), kind="group"))
        elif not activity["is_heading"]:
            rows.append(Row((Cell(title), *_statuses(ev, str(activity["act_id"])))))
    return Table(
        key="phu-luc-nam",
        caption=tell(
            "Hoạt động trong Phụ lục Kế hoạch theo năm, {first}–{last}",
            first=ev.period.first,
            last=ev.period.last,
        ),
        unit="",
        source=source_of(ev),
        columns=(
            Column("Hoạt động (nguyên văn Phụ lục)", width=2.3),
            *(Column(str(year), "center", 1.7) for year in ev.years),
        ),
        rows=tuple(rows),
        notes=(
            "“Đã thực hiện”: có minh chứng tối thiểu đã đối chiếu; Phụ lục không đặt khối lượng.",
            "“Có dấu hiệu thực hiện”: có bản ghi nhưng chưa đối chiếu hoặc chưa đủ mức tối thiểu."
            if ev.is_public
            else "“Thực hiện một phần”: có bản ghi nhưng chưa đối chiếu hoặc chưa đủ mức tối thiểu.",
        ),
    )


def _title(activity: pd.Series) -> str:
    number, name = activity["annex_no"], str(activity["name_vi"])
    return name if pd.isna(number) else f"{number}. {words(name)}"


def _statuses(ev: Evaluation, act_id: str) -> list[Cell]:
    line = Line("", "A01", breakdown="activity", category=act_id)
    found = [row_of(year, line) for year in ev.years.values()]
    statuses = [str(row["verdict"]) if row is not None else "khong_du_lieu" for row in found]
    return [status_cell(ev, status) for status in statuses]


def duties_by_year(ev: Evaluation) -> Table | None:
    """Bảng 4: duties of section VII by actor and year, as shares of the units concerned (A02)."""
    duties = duties_of(ev)
    if duties.empty:
        return None
    rows: list[Row] = []
    for group, part in duties.groupby("actor_group", sort=False):
        rows.append(Row(cells(label("ACTOR", str(group))), kind="group"))
        rows += [
            Row(
                (
                    Cell(shortened(str(text), SHORT)),
                    Cell(label("FORCE", str(force))),
                    *_shares(ev, str(duty)),
                )
            )
            for duty, text, force in zip(
                part["duty_id"], part["text_vi"], part["force"], strict=True
            )
        ]
    if all(cell.text == DASH for row in rows if row.kind == "data" for cell in row.cells[2:]):
        return None  # the sentence before says so
    return Table(
        key="nhiem-vu-nam",
        caption="Tỷ lệ đơn vị có minh chứng đã đối chiếu theo nhiệm vụ của mục VII và năm",
        unit="%",
        source=source_of(ev, "duties", "duty_reports"),
        columns=(
            Column("Nhiệm vụ", width=4.4),
            Column("Tính chất", width=1.1),
            *(Column(str(year), "right") for year in ev.years),
        ),
        rows=tuple(rows),
        notes=(
            "Nhiệm vụ “đề nghị” không phải nghĩa vụ; “–” là không có số liệu, khác với chưa làm.",
        ),
        long=True,
    )


def _shares(ev: Evaluation, duty: str) -> list[Cell]:
    line = Line("", "A02", breakdown="duty", category=duty)
    found = [row_of(year, line) for year in ev.years.values()]
    return [
        Cell("–") if row is None or row["value"] != row["value"] else Cell(figure_text(row, 0))
        for row in found
    ]
