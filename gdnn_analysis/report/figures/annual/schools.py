"""Hình 8: schools reached by former district, as a tile map."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Final

import matplotlib
from matplotlib.patches import Rectangle

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.schools_by_district import District, schools_by_district
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.annual.grid import add_legend
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.organisation import districts_word
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import span_text
from gdnn_analysis.vietnamese.numbers import format_number

PLACES: Final[Mapping[str, tuple[int, int]]] = {
    "290": (0, 2),
    "292": (0, 3),
    "295": (1, 0),
    "288": (1, 1),
    "291": (1, 2),
    "293": (1, 3),
    "296": (2, 0),
    "297": (2, 1),
    "298": (2, 2),
    "294": (2, 3),
    "300": (3, 0),
    "299": (3, 1),
}
"""Row and column of each former district of Hải Dương by official code, roughly as on a map."""
COLUMNS: Final = 4
SHADES: Final = (
    (0.75, "#1b4f8a", "white"),
    (0.5, "#5d8abf", "white"),
    (0.25, "#a9c3e0", "#111111"),
)
PALE: Final = "#e3ecf6"


def school_map(ev: Evaluation) -> ReportFigure | None:
    """Hình 8: schools reached of schools there are; nothing when no district has a figure."""
    districts = schools_by_district(ev)
    if not any(district.reached is not None for district in districts):
        return None
    places = _places(districts)
    tall = max(row for row, _ in places.values()) + 1
    with matplotlib.rc_context(STYLE):
        figure, axes = new_figure(0.85 * tall + 0.35)
        axes.set_axis_off()
        axes.set_xlim(0, COLUMNS)
        axes.set_ylim(tall, 0)
        for district in districts:
            _tile(axes, places[district.area_id], district)
        add_legend(figure, _legend(districts))
        figure.block = Figure(
            key="truong-dia-ban",
            caption=tell(
                "Trường THCS, THPT được giao lưu, tư vấn theo địa bàn {districts} {span_text}",
                districts=districts_word(ev),
                span_text=span_text(ev.period),
            ),
            alt=words("Sơ đồ ô địa bàn, trường đã đến trên số trường: ")
            + "; ".join(f"{words(found.name)} {_text(found)}" for found in districts)
            + ".",
            source=source_of(ev, "event_schools", "guidance", "schools", "areas"),
            svg=svg_of(figure),
            data=_data(ev, districts),
        )
    return figure


def _places(districts: Sequence[District]) -> dict[str, tuple[int, int]]:
    """Return where each tile stands: as on the map, or in order for districts it does not know."""
    if all(district.code in PLACES for district in districts):
        return {district.area_id: PLACES[district.code] for district in districts}
    return {district.area_id: divmod(number, COLUMNS) for number, district in enumerate(districts)}


def _legend(districts: Sequence[District]) -> str:
    known = all(district.code in PLACES for district in districts)
    where = (
        "Ô xếp gần đúng vị trí địa lý" if known else "Ô xếp theo danh mục, không theo vị trí địa lý"
    )
    return tell(
        "{where}. Màu đậm dần theo tỷ lệ trường đã đến. Gạch chéo: không có số "
        "liệu. Không xếp hạng: mức đầy đủ số liệu của các địa bàn khác nhau.",
        where=where,
    )


def _tile(axes: Any, place: tuple[int, int], district: District) -> None:
    row, column = place
    missing = district.reached is None
    fill, ink = _shade(district)
    axes.add_patch(
        Rectangle(
            (column + 0.03, row + 0.05),
            0.94,
            0.9,
            facecolor=fill,
            edgecolor="#555555",
            linewidth=0.8,
            hatch="///" if missing else None,
        )
    )
    name = "\n".join(textwrap.wrap(words(district.name), 18))
    box = {"facecolor": "white", "edgecolor": "none", "pad": 1} if missing else None
    axes.text(column + 0.5, row + 0.34, name, ha="center", va="center", color=ink, bbox=box, size=9)
    axes.text(
        column + 0.5,
        row + 0.72,
        _text(district),
        ha="center",
        va="center",
        color=ink,
        weight="bold",
        bbox=box,
        size=10.5,
    )


def _shade(district: District) -> tuple[str, str]:
    if district.reached is None:
        return "white", "#111111"
    share = district.reached / district.schools if district.schools else 0.0
    return next(((fill, ink) for least, fill, ink in SHADES if share >= least), (PALE, "#111111"))


def _text(district: District) -> str:
    if district.reached is None:
        return "không có số liệu"
    number = format_number(district.reached)
    if district.schools is None:
        return tell("{number} trường", number=number)
    return tell("{number}/{schools} trường", number=number, schools=format_number(district.schools))


def _data(ev: Evaluation, districts: Sequence[District]) -> Table:
    return Table(
        key="truong-dia-ban-so-lieu",
        caption="Trường đã đến trên số trường",
        unit="",
        source=source_of(ev, "event_schools", "guidance", "schools"),
        columns=(
            Column(tell("Địa bàn {districts}", districts=districts_word(ev)), width=2),
            Column("Trường đã đến", "right", 1.4),
        ),
        rows=tuple(Row((Cell(found.name), Cell(_text(found)))) for found in districts),
    )
