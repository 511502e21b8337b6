"""The contribution story in pictures: the results chain, and exposure beside change."""

from __future__ import annotations

from typing import Any

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.chain_of_results import Link, links_of
from gdnn_analysis.evaluation.doses import Doses, doses_of
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Figure, Paragraph, Row, Table
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import figure_text, small, unit_text
from gdnn_analysis.vietnamese.numbers import format_number, format_signed

BLUE = "#1b4f8a"


def dose_response(ev: Evaluation) -> ReportFigure | Paragraph:
    """Hình 11: visits beside the change of P01, by former district and by dose of schools.

    A sentence when no registered test met its conditions: a picture would then suggest a relation
    nobody may look for.
    """
    doses = doses_of(ev)
    if doses is None:
        return Paragraph(
            "Chưa phép kiểm liều – đáp ứng nào về phân luồng sau THCS (P01) đủ điều kiện số liệu "
            "nên không vẽ hình liều – đáp ứng."
        )
    with matplotlib.rc_context(STYLE):
        figure, axes = new_figure(3.2, widths=(1, 1))
        _districts(axes[0], doses)
        _schools(axes[1], doses)
        axes[0].set_ylabel(
            tell("Thay đổi P01 {first}–{last}, điểm %", first=doses.first, last=doses.last)
        )
        figure.block = Figure(
            key="lieu-dap-ung",
            caption="Số buổi đến trường và thay đổi phân luồng sau THCS (P01, cách tính hẹp)",
            alt=_dose_alt(doses),
            source=source_of(ev, "event_schools", "school_pupils", "graduates", "destinations"),
            svg=svg_of(figure),
            data=_dose_data(ev, doses),
        )
    return figure


def _districts(axes: Any, doses: Doses) -> None:
    axes.scatter(doses.districts["visits"], doses.districts["change"], color=BLUE, marker="o", s=22)
    axes.axhline(0, color="#444444", linewidth=0.8)
    axes.set_title("Huyện cũ", fontsize=11)
    axes.set_xlabel("Buổi trên 100 học sinh lớp 9")


def _schools(axes: Any, doses: Doses) -> None:
    axes.axhline(0, color="#444444", linewidth=0.8)
    axes.set_title("Trường THCS, trung bình theo nhóm", fontsize=11)
    axes.set_xlabel("Số buổi đến trường")
    if doses.schools.empty:
        axes.text(0.5, 0.5, "không đủ số liệu theo trường", ha="center", transform=axes.transAxes)
        return
    axes.plot(
        doses.schools["visits"], doses.schools["change"], "s--", color="#b35a00", markersize=5
    )
    for _, group in doses.schools.iterrows():
        axes.annotate(
            f"n = {format_number(group['schools'])}",
            (group["visits"], group["change"]),
            xytext=(0, 6),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4},
        )
    axes.set_xticks(doses.schools["visits"].to_list())
    axes.margins(x=0.15, y=0.2)


def _dose_alt(doses: Doses) -> str:
    groups = "; ".join(
        tell(
            "{visits} buổi: {change} điểm % ({schools} trường)",
            visits=format_number(group["visits"]),
            change=format_signed(group["change"], 1),
            schools=format_number(group["schools"]),
        )
        for _, group in doses.schools.iterrows()
    )
    return tell(
        "Hai biểu đồ thay đổi P01 từ năm {first} đến năm {last}: {count} huyện cũ "
        "theo số buổi trên 100 học sinh; trường THCS theo số buổi: {value}. Hình "
        "chỉ cho thấy liên hệ, không nói về nguyên nhân.",
        first=doses.first,
        last=doses.last,
        count=format_number(len(doses.districts)),
        value=groups or "không đủ số liệu",
    )


def _dose_data(ev: Evaluation, doses: Doses) -> Table:
    districts = [
        Row(
            (
                Cell(ev.names.area(str(row["district"]))),
                Cell(format_number(row["visits"], 2)),
                Cell(format_signed(row["change"], 1)),
            )
        )
        for _, row in doses.districts.iterrows()
    ]
    schools = [
        Row(
            (
                Cell(tell("{schools} trường THCS", schools=format_number(row["schools"]))),
                Cell(tell("{visits} buổi mỗi trường", visits=format_number(row["visits"]))),
                Cell(format_signed(row["change"], 1)),
            )
        )
        for _, row in doses.schools.iterrows()
    ]
    return Table(
        key="lieu-dap-ung-so-lieu",
        caption="Số buổi đến trường và thay đổi P01",
        unit="",
        source=source_of(ev, "event_schools", "graduates", "destinations"),
        columns=(
            Column("Huyện cũ, nhóm trường", width=2),
            Column("Buổi trên 100 học sinh lớp 9", "right"),
            Column(
                tell("Thay đổi P01 {first}–{last}, điểm %", first=doses.first, last=doses.last),
                "right",
            ),
        ),
        rows=(*districts, *schools),
    )


def results_chain(ev: Evaluation) -> ReportFigure:
    """Hình TT-1 (5.2): inputs to impact, one figure each, and what the evidence carries."""
    links = links_of(ev)
    with matplotlib.rc_context(STYLE):
        figure, axes = new_figure(3.1)
        axes.set_axis_off()
        axes.set_xlim(0, 1)
        axes.set_ylim(0, len(links))
        for place, link in enumerate(reversed(links)):
            _box(axes, place, link, last=place == 0)
        figure.block = Figure(
            key="chuoi-ket-qua",
            caption=tell(
                "Chuỗi kết quả kỳ {period}, từ đầu vào đến tác động, với mức bằng chứng",
                period=ev.period,
            ),
            alt=_chain_alt(links),
            source=source_of(ev),
            svg=svg_of(figure),
            data=_chain_data(ev, links),
        )
    return figure


def _box(axes: Any, place: int, link: Link, *, last: bool) -> None:
    axes.add_patch(
        matplotlib.patches.FancyBboxPatch(
            (0.005, place + 0.14),
            0.99,
            0.66,
            boxstyle="round,pad=0,rounding_size=0.02",
            facecolor="#f4f4f4",
            edgecolor="#333333",
            linewidth=0.9,
        )
    )
    middle = place + 0.47
    axes.text(
        0.02, middle, words(STAGES[link.stage], STAGE), weight="bold", va="center", fontsize=10.5
    )
    axes.text(0.2, middle + 0.14, _figure_of(link), va="center", fontsize=10.5)
    axes.text(0.2, middle - 0.17, evidence_text(link), va="center", fontsize=9, color="#333333")
    if not last:
        axes.annotate(
            "",
            (0.1, place - 0.2),
            (0.1, place + 0.14),
            arrowprops={"arrowstyle": "->", "color": "#333333"},
        )


STAGE = "stage of the results chain"
"""Where "Kết quả" is a stage, not the head of a column."""
STAGES = {
    "dau_vao": "Đầu vào",
    "hoat_dong": "Hoạt động",
    "dau_ra": "Đầu ra",
    "tiep_nhan": "Tiếp nhận",
    "ket_qua": "Kết quả",
    "tac_dong": "Tác động",
}
"""Stages of the results chain, in its order."""


def _figure_of(link: Link) -> str:
    decimals = 1 if link.unit.startswith("%") else 0
    unit = "" if link.unit.startswith("%") else unit_text(link.unit, link.code)
    text = figure_text(link.row, decimals)
    missing = link.row is None or pd.isna(link.row["value"])
    figure = text if missing or not unit else tell("{text} {unit}", text=text, unit=unit)
    return f"{words(link.name)} ({link.code}): {figure}"


def evidence_text(link: Link) -> str:
    """Return what the evidence carries at a stage."""
    if link.level is not None:
        return tell("mức {level}/4 về đóng góp (P06)", level=link.level)
    if link.row is None or pd.isna(link.row["value"]):
        return "không xét"
    return "mức 0: việc đã làm" if link.checked else "mức 1: số đo tiếp nhận"


def _chain_alt(links: tuple[Link, ...]) -> str:
    return words("Sáu ô nối tiếp: ") + "; ".join(
        f"{small(words(STAGES[link.stage], STAGE))}: {_figure_of(link)}, {words(evidence_text(link))}"
        for link in links
    )


def _chain_data(ev: Evaluation, links: tuple[Link, ...]) -> Table:
    return Table(
        key="chuoi-ket-qua-so-lieu",
        caption="Chuỗi kết quả",
        unit="",
        source=source_of(ev),
        columns=(
            Column("Khâu"),
            Column("Số liệu", width=3),
            Column("Bằng chứng", width=3),
        ),
        rows=tuple(
            Row(
                (
                    Cell(words(STAGES[link.stage], STAGE)),
                    Cell(_figure_of(link)),
                    Cell(evidence_text(link)),
                )
            )
            for link in links
        ),
    )
