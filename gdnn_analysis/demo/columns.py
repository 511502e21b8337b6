"""Regular columns and programmes on press, station, site and pages (O11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from gdnn_analysis.demo.works import Placement
from gdnn_analysis.demo.world import World

COLUMNS: Final = """
CM-01|BDL-DT|chuyen_muc|SLDTBXH|thang|2021-10-01|2025-06-30|Học nghề – Lập nghiệp
CM-02|BDL-IN|chuyen_trang|SLDTBXH|quy|2022-01-01|2025-06-30|Trang Giáo dục nghề nghiệp
CM-03|THDL|chuong_trinh|CDN-01|thang|2022-03-01|2025-06-30|Nghề nghiệp và Cuộc sống
CM-04|PTDL|toa_dam|CDN-02|quy|2022-06-01|2024-12-31|Tọa đàm Chọn nghề
CM-05|TRANG-SLDTBXH|chuyen_muc||thang|2019-01-01|2025-02-28|Tin GDNN
CM-06|FB-TRANGTIN|chuyen_de|SLDTBXH|thang|2023-02-01||Mỗi tháng một nghề
CM-07|THVH|chuong_trinh|SGDDT-VH|thang|2025-07-01||Tay nghề và Tương lai
"""
"""Code, channel, kind, partner, periodicity, from, to, name."""


@dataclass(frozen=True)
class Column:
    """A column: its code, channel, what it is and how often it should appear."""

    code: str
    channel: str
    kind: str
    partner: str
    periodicity: str
    first: date
    last: date | None
    name: str


@cache
def columns() -> tuple[Column, ...]:
    """Return the columns."""
    rows = []
    for line in COLUMNS.strip().splitlines():
        code, channel, kind, partner, periodicity, first, last, name = line.split("|")
        end = date.fromisoformat(last) if last else None
        start = date.fromisoformat(first)
        rows.append(Column(code, channel, kind, partner, periodicity, start, end, name))
    return tuple(rows)


def write_columns(world: World) -> None:
    """Write table ``columns``."""
    for column in columns():
        partner = world.units[column.partner].unit_id if column.partner else None
        world.book.add(
            "columns",
            "logs/columns.csv",
            {
                "column_id": world.province.id(column.code),
                "name_vi": column.name,
                "kind": column.kind,
                "channel_id": world.channels[column.channel].channel_id,
                "partner_unit_id": partner,
                "started_on": column.first,
                "ended_on": column.last,
                "periodicity": column.periodicity,
            },
        )


def column_of(world: World, placement: Placement) -> str:
    """Return the column a placement stands in: three pieces out of four of its channel."""
    for column in columns():
        if world.channels[column.channel] is placement.channel:
            inside = column.first <= placement.day <= (column.last or date.max)
            return world.province.id(column.code) if inside and placement.at.minute % 4 else ""
    return ""
