"""Channels and what they reached (Bảng 12), airtime by system and former district (Bảng 13)."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.channel_followers import (
    channel_followers,
    measured_channels,
    named_channels,
)
from gdnn_analysis.language import tell
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.organisation import districts_word
from gdnn_analysis.report.tables.annual.common import figures_table, lines_by
from gdnn_analysis.report.tables.common import area_text, cells, source_of
from gdnn_analysis.report.tables.lines import DASH, Line, Titles, value_cell
from gdnn_analysis.report.wording import span_text
from gdnn_analysis.vietnamese.numbers import format_number

MOST: Final = 15
"""Channels listed beside those the plan names."""


def channel_reach(ev: Evaluation) -> Table | None:
    """Bảng 12: posts, reach, engagement and followers of each channel (O14, T01, T02)."""
    named, others = named_channels(ev), measured_channels(ev)
    followers = channel_followers(ev)
    groups = (
        ("Kênh được Kế hoạch nêu tên (VII.2.4)", named),
        ("Kênh khác có số đo, theo mức tiếp cận", others[:MOST]),
    )
    rows: list[Row] = []
    for title, channels in groups:
        if channels:
            rows.append(Row(cells(title), kind="group"))
            rows += [_row(ev, channel, followers.get(channel)) for channel in channels]
    if not others and all(
        cell.text == DASH for row in rows for cell in row.cells[1:] if row.kind == "data"
    ):
        return None
    rest = len(others) - MOST
    more = (
        (
            tell(
                "Còn {rest} kênh khác có số đo; danh sách đầy đủ ở tệp annex.xlsx.",
                rest=format_number(rest),
            ),
        )
        if rest > 0
        else ()
    )
    return Table(
        key="kenh",
        caption=tell(
            "Kênh truyền thông và mức tiếp nhận {span_text}", span_text=span_text(ev.period)
        ),
        unit="",
        source=source_of(ev, "channels", "media", "channel_metrics", "placement_metrics"),
        columns=(
            Column("Kênh", width=2.7),
            Column("Lượt đăng trong năm", "right", group="Đăng tải (O14)"),
            Column("Tháng có đăng", "right", group="Đăng tải (O14)"),
            Column("Trung vị", "right", 1.1, group="Tài khoản tiếp cận/tháng (T01)"),
            Column("Cao nhất", "right", 1.1, group="Tài khoản tiếp cận/tháng (T01)"),
            Column("Tương tác (T02)", "right"),
            Column("Người theo dõi cuối kỳ", "right", 1.1),
        ),
        rows=tuple(rows),
        notes=(
            "Không cộng tài khoản tiếp cận qua kênh hoặc tháng. Mỗi nền tảng đo một cách nên "
            "không so tỷ lệ tương tác giữa các nền tảng. “–”: không có số liệu.",
            *more,
        ),
    )


def _row(ev: Evaluation, channel: str, followers: float | None) -> Row:
    posts = ev.row("O14", breakdown="channel", category=channel)
    months = DASH if posts is None or posts["n"] != posts["n"] else format_number(posts["n"])
    reach = [
        ev.row("T01", variant=variant, breakdown="channel", category=channel)
        for variant in ("trung_vi", "cao_nhat")
    ]
    engaged = ev.row("T02", breakdown="channel", category=channel)
    return Row(
        cells(
            ev.names.channel(channel),
            value_cell(posts),
            months,
            *(value_cell(row) for row in reach),
            value_cell(engaged, 1),
            DASH if followers is None else format_number(followers),
        )
    )


def _area_name(ev: Evaluation, area: str) -> str:
    """Return an area; what lies in none is the station of the province, or a source unknown."""
    return WHOLE_PROVINCE if area == UNKNOWN_DISTRICT else area_text(ev, area)


WHOLE_PROVINCE: Final = "Đài tỉnh, nguồn khác không chia được cho địa bàn"


def airtime(ev: Evaluation) -> Table | None:
    """Bảng 13: minutes of radio and television by system and former district (O10)."""
    areas = [
        Line(_area_name(ev, str(area)), "O10", "", "area", str(area))
        for area in ev.rows("O10", variant="", breakdown="area")["category"]
    ]
    lines: list[Line | str] = [
        "Toàn tỉnh" if ev.scope is None else ev.scope.name,
        Line("Thời lượng phát (O10)", "O10"),
        Line("Lượt phát (O10)", "O10", "luot"),
        Line("Xã, phường, thị trấn có phát thanh về GDNN", "O10", "phu_xa"),
        Line("Tăng, giảm so với năm trước, trên cùng các đài", "O10", "tang_cuong"),
        "Theo hệ thống",
        *lines_by(ev, "O10", "system", "SYSTEM"),
        tell("Theo địa bàn {districts}", districts=districts_word(ev)),
        *areas,
    ]
    return figures_table(
        ev,
        Titles(
            "thoi-luong",
            tell(
                "Thời lượng phát thanh, truyền hình, truyền thanh cơ sở {span_text}",
                span_text=span_text(ev.period),
            ),
            "Hệ thống, địa bàn",
            ("broadcasts", "media", "areas"),
        ),
        lines,
        notes=("Thời lượng của đài tỉnh không chia cho địa bàn.",) if areas else (),
    )
