"""Hình 3: the annex schedule, rows by year, with the year reported emphasised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.annex_years import UNPLANNED, annex_statuses
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.annex_words import annex_row_name
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.annual.grid import Mark, draw_grid
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, svg_of
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import status_cell

MARKS: Final = {
    "thuc_hien": Mark("đã\nthực hiện", "#2e6b34", "white"),
    "mot_phan": Mark("một phần", "#e7d9b0"),
    "khong": Mark("không", "#8a1b1b", "white"),
    "khong_du_lieu": Mark("không có\ndữ liệu", "white", hatch="\\\\"),
    "khong_ap_dung": Mark("không\náp dụng", "#eeeeee"),
    "chua_den_ky": Mark("chưa\nđến kỳ", "white", "#555555"),
}
SIGNS_ONLY: Final = replace(MARKS["mot_phan"], text="có dấu hiệu\nthực hiện")
"""What public sources tell of an activity that is not known to be done."""
LEGEND: Final = (
    "Khung đậm: năm báo cáo. “Đã thực hiện”: có minh chứng tối thiểu đã đối chiếu; “không”: mọi đơn "
    "vị chủ trì xác nhận không phát sinh. “Không có dữ liệu” không phải là không thực hiện."
)


def annex_grid(ev: Evaluation) -> ReportFigure | None:
    """Hình 3: status of the annex rows in each planned year; nothing without an annex."""
    statuses = annex_statuses(ev)
    if statuses.empty:
        return None
    years = [int(year) for year in statuses.columns]
    names, marks = _names(ev), MARKS | ({"mot_phan": SIGNS_ONLY} if ev.is_public else {})
    with matplotlib.rc_context(STYLE):
        figure = draw_grid(
            [names[str(act)] for act in statuses.index],
            [str(year) for year in years],
            [[marks.get(status) for status in row] for row in statuses.to_numpy().tolist()],
            name_letters=46,
            size=8.5,
            legend=LEGEND,
            emphasised=years.index(ev.period.last) if ev.period.last in years else None,
        )
        figure.block = Figure(
            key="ma-tran-phu-luc",
            caption=tell(
                "Thực hiện lịch hoạt động Phụ lục theo năm, đến năm {last}", last=ev.period.last
            ),
            alt=_alt(ev, statuses, marks),
            source=source_of(ev, "activities"),
            svg=svg_of(figure),
            data=_data(ev, statuses, names),
        )
    return figure


def _names(ev: Evaluation) -> dict[str, str]:
    activities = ev.data["activities"]
    return {
        str(act): annex_row_name(str(act), str(name))
        for act, name in zip(activities["act_id"], activities["name_vi"], strict=True)
    }


def _alt(ev: Evaluation, statuses: pd.DataFrame, marks: Mapping[str, Mark]) -> str:
    told = []
    for year in statuses.columns:
        if int(year) <= ev.period.last:
            counts = statuses[year].value_counts()
            parts = [
                f"{words(mark.text).replace(chr(10), ' ')} {counts[status]}"
                for status, mark in marks.items()
                if status in counts.index
            ]
            told.append(tell("năm {year}: {parts}", year=year, parts=", ".join(parts)))
    return tell(
        "Ma trận {count} hoạt động theo năm; {told}.", count=len(statuses), told="; ".join(told)
    )


def _data(ev: Evaluation, statuses: pd.DataFrame, names: dict[str, str]) -> Table:
    return Table(
        key="ma-tran-phu-luc-so-lieu",
        caption="Trạng thái từng hoạt động theo năm",
        unit="",
        source=source_of(ev, "activities"),
        columns=(
            Column("Hoạt động", width=4),
            *(Column(str(year), "center") for year in statuses.columns),
        ),
        rows=tuple(
            Row((Cell(names[str(act)]), *(_cell(ev, str(status)) for status in line)))
            for act, line in zip(statuses.index, statuses.to_numpy().tolist(), strict=True)
        ),
    )


def _cell(ev: Evaluation, status: str) -> Cell:
    return Cell("") if status == UNPLANNED else status_cell(ev, status)
