"""The OECD-DAC chapter: six criteria with reasons, and who owns the channels afterwards."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.channel_owners import (
    CLOSED,
    INHERITED,
    ORPHANED,
    OWNED,
    UNRECORDED,
    channel_owners,
    day_after,
)
from gdnn_analysis.evaluation.dac import Criterion, criteria_of
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.dac_words import (
    INDICATORS,
    NAMES,
    QUESTIONS,
    RATINGS,
    SYMBOLS,
    caps_of,
    condition_text,
    counts_text,
)
from gdnn_analysis.report.tables.common import cells, source_of
from gdnn_analysis.report.wording import capital, label
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number

STATES = {
    OWNED: "có chủ sở hữu hợp lệ",
    INHERITED: "chủ cũ kết thúc, có đơn vị kế thừa; chưa ghi chuyển giao kênh",
    ORPHANED: "chủ cũ kết thúc, không có đơn vị kế thừa",
    UNRECORDED: "chưa có số liệu về chủ sở hữu",
    CLOSED: "kênh đã kết thúc",
}
SIGNS = {OWNED: "✔", ORPHANED: "✘", UNRECORDED: "–"}
LOCAL = ("huyen", "xa", "co_so")
"""Scopes whose channels are many: counted by type, not listed."""


def dac_criteria(ev: Evaluation) -> Table:
    """Six criteria with rating and reasons; no total (outline 5.2, part VI)."""
    return Table(
        key="tieu-chi-dac",
        caption="Đánh giá theo tiêu chí OECD-DAC",
        unit="",
        source=source_of(ev),
        columns=(
            Column("Tiêu chí", width=1.0),
            Column("Câu hỏi", width=2.2),
            Column("Bằng chứng và lý do", width=4.6),
            Column(words("Mức", "rating"), "center", 1.2),
        ),
        rows=tuple(_criterion(criterion) for criterion in criteria_of(ev)),
        notes=(
            "Thang bốn mức và quy tắc chấm là đề xuất: trong các điều kiện kết luận được, đạt tất cả là "
            "Tốt, từ hai phần ba là Khá, từ một phần ba là Trung bình, ít hơn là Yếu; còn điều kiện "
            "chưa kết luận được thì tối đa Khá; quá nửa chưa kết luận được là Không đủ căn cứ. Đơn vị "
            "chưa nộp có thể làm đổi kết quả thì điều kiện ghi “chưa kết luận được”.",
            "Không cộng điểm thành điểm chung.",
        ),
        long=True,
    )


def _criterion(criterion: Criterion) -> Row:
    reasons = [
        *(condition_text(condition) for condition in criterion.conditions),
        *caps_of(criterion),
    ]
    codes = ", ".join(INDICATORS[criterion.name])
    return Row(
        cells(
            f"“{words(NAMES[criterion.name])}”",
            f"{words(QUESTIONS[criterion.name])} [{codes}]",
            f"{capital(counts_text(criterion))}: {'; '.join(reasons)}.",
            Cell(RATINGS[criterion.rating], symbol=SYMBOLS[criterion.rating]),
        )
    )


def owners_of_channels(ev: Evaluation) -> Table | None:
    """Whether each official channel has a valid owner after the period."""
    owners = channel_owners(ev)
    if owners.empty:
        return None
    local = owners["scope"].isin(LOCAL) & ~owners["named_in_plan"]
    listed, many = owners[~local], owners[local]
    rows: list[Row] = []
    if len(listed):
        rows.append(
            Row(cells("Kênh nêu tên trong Kế hoạch, kênh cấp tỉnh, trung ương"), kind="group")
        )
        order = listed.sort_values(
            ["named_in_plan", "state", "name_vi"], ascending=[False, True, True]
        )
        rows += [_channel(ev, row) for _, row in order.iterrows()]
    if len(many):
        rows.append(Row(cells("Kênh cấp huyện, cấp xã, cơ sở: số kênh theo loại"), kind="group"))
        rows += [
            _counted(str(kind), str(state), len(found))
            for (kind, state), found in many.groupby(["channel_type", "state"], sort=True)
        ]
    return Table(
        key="chu-so-huu-kenh",
        caption=tell(
            "Chủ sở hữu kênh sau kỳ {period} (vào ngày {format_date})",
            period=ev.period,
            format_date=format_date(day_after(ev)),
        ),
        unit="",
        source=source_of(ev, "channels", "units", "unit_succession"),
        columns=(
            Column("Kênh", width=3.0),
            Column("Loại", width=1.6),
            Column("Chủ sở hữu, đơn vị kế thừa", width=2.8),
            Column("Tình trạng", width=2.4),
        ),
        rows=tuple(rows),
        notes=(
            "Chỉ xét kênh chính thức đã đăng ký, cơ quan báo chí và kênh nêu tên trong Kế hoạch. Có "
            "đơn vị kế thừa chưa có nghĩa là kênh đã được bàn giao.",
        ),
        long=True,
    )


def _channel(ev: Evaluation, row: pd.Series) -> Row:
    owner = "–" if pd.isna(row["owner_unit_id"]) else ev.names.unit(str(row["owner_unit_id"]))
    heir = "" if pd.isna(row["heir_unit_id"]) else f" → {ev.names.unit(str(row['heir_unit_id']))}"
    ended = f" {format_date(row['valid_to'])}" if row["state"] == CLOSED else ""
    named = words(" (nêu tên trong Kế hoạch)") if row["named_in_plan"] else ""
    return Row(
        cells(
            f"{row['name_vi']}{named}",
            label("CHANNEL", str(row["channel_type"])),
            f"{owner}{heir}",
            _state(str(row["state"]), ended),
        )
    )


def _counted(kind: str, state: str, count: int) -> Row:
    return Row(
        cells(
            tell("{count} kênh", count=format_number(count)),
            label("CHANNEL", kind),
            "–",
            _state(state, ""),
        )
    )


def _state(state: str, ended: str) -> Cell:
    return Cell(f"{words(STATES[state])}{ended}", symbol=SIGNS.get(state, "◐"))
