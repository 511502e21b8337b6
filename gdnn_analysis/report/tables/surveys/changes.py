"""Changes between waves and questions that must not be compared (C06, rules R12 and R13)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.survey_words import (
    DASH,
    FINDING_SIGNS,
    Waves,
    change_text,
    count_of_answers,
    count_text,
    finding_text,
    is_shown,
    p_text,
    points_interval,
    quoted,
)
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of
from gdnn_analysis.report.wording import capital
from gdnn_analysis.vietnamese.numbers import format_number

OVERLAPS = {
    "cum": "có cụm chung",
    "doc_lap": "mẫu độc lập",
}


def survey_changes(ev: Evaluation) -> Table | None:
    """Every comparable question of two waves: change, interval, tests, detectable change."""
    waves = Waves(ev)
    rows: list[Row] = []
    for (first, last), part in ev.surveys.changes.groupby(["wave_from", "wave_to"], sort=False):
        title = _pair_title(waves, str(first), str(last), str(part["overlap"].iloc[0]))
        for kind, members in _kinds(part):
            rows.append(Row(cells(f"{words(title)} {DASH} {words(kind)}"), kind="group"))
            rows += [Row(_change_cells(ev, row)) for _, row in members.iterrows()]
    table = Table(
        key="thay-doi-khao-sat",
        caption="Thay đổi giữa hai đợt khảo sát của từng câu hỏi so sánh được (C06)",
        unit="tỷ lệ: %; thay đổi: điểm phần trăm",
        source=source_of(ev, "survey_waves", "survey_questions", "survey_responses"),
        columns=(
            Column("Câu hỏi", width=4.6),
            Column("Đợt trước", "right", 0.8),
            Column("Đợt sau", "right", 0.8),
            Column("Thay đổi", "right", 0.8),
            Column("Khoảng tin cậy 95%", "center", 1.5),
            Column("p", "right", 0.8),
            Column("p Holm", "right", 0.8),
            Column("Ngưỡng phát hiện", "right", 0.9),
            Column("Kết luận", width=2.4),
        ),
        rows=tuple(rows),
        notes=(
            "Ngưỡng phát hiện: mức thay đổi nhỏ nhất hai mẫu phát hiện được với công suất 80%. "
            "“Chưa phát hiện thay đổi” không có nghĩa là giữ nguyên.",
            "Câu hỏi lõi: p được hiệu chỉnh Holm trong từng cặp đợt. Câu hỏi khám phá: không hiệu "
            "chỉnh, chỉ để gợi ý, không dùng làm kết luận. Tỷ lệ là tỷ lệ trả lời tích cực hoặc "
            "đúng; với câu đảo, tích cực là không đồng ý.",
        ),
        long=True,
    )
    return or_nothing(table)


def _pair_title(waves: Waves, first: str, last: str, overlap: str) -> str:
    before, after = waves.of(first), waves.of(last)
    kind = OVERLAPS.get(overlap, overlap)
    return (
        f"{words(after.population)}, {before.month or first} → {after.month or last} "
        f"({first}, {last}; {words(kind)})"
    )


def _kinds(part: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the core questions, then the exploratory ones, each with what they are called."""
    core = part["core"].fillna(value=False).astype("bool")
    for kind, members in (("câu hỏi lõi", part[core]), ("câu hỏi khám phá", part[~core])):
        if len(members):
            yield kind, members


def _change_cells(ev: Evaluation, row: pd.Series) -> tuple[Cell, ...]:
    if not is_shown(ev, row):
        answers = tell(
            "{count_of_answers} và {count_text}",
            count_of_answers=count_of_answers(row["n_from"]),
            count_text=count_text(row["n_to"]),
        )
        return cells(
            quoted(str(row["text_vi"])), *[DASH] * 7, tell("mẫu nhỏ ({answers})", answers=answers)
        )
    return cells(
        quoted(str(row["text_vi"])),
        format_number(row["value_from"], 1, missing=DASH),
        format_number(row["value_to"], 1, missing=DASH),
        change_text(row),
        points_interval(row["ci_low"], row["ci_high"]),
        p_text(row["p_value"]),
        p_text(row["p_holm"]),
        format_number(row["detectable"], 1, missing=DASH),
        Cell(finding_text(row), symbol=FINDING_SIGNS.get(str(row["finding"]), "")),
    )


def survey_not_compared(ev: Evaluation) -> Table | None:
    """Questions of the same trend that must not be compared, with the reason (rule R12)."""
    waves = Waves(ev)
    rows = tuple(
        Row(
            cells(
                f"{row['wave_from']} → {row['wave_to']}",
                _question(waves, row),
                capital(str(row["reason"])),
            )
        )
        for _, row in ev.surveys.not_compared.iterrows()
    )
    table = Table(
        key="khong-so-sanh",
        caption="Câu hỏi không so sánh được giữa hai đợt khảo sát",
        unit="",
        source=source_of(ev, "survey_waves", "survey_questions"),
        columns=(
            Column("Hai đợt", width=1.5),
            Column("Câu hỏi", width=3),
            Column("Lý do", width=3),
        ),
        rows=rows,
        notes=("Khác cách hỏi, thời điểm, câu chữ hoặc thiết kế mẫu thì không tính thay đổi.",),
        long=True,
    )
    return or_nothing(table)


def _question(waves: Waves, row: pd.Series) -> str:
    trend = row["trend_id"]
    if pd.isna(trend) or not trend:
        return "Mọi câu hỏi"
    return waves.trend(str(row["wave_to"]), str(trend))
