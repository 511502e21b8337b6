"""Bảng 20: what the waves of a period estimate (C01-C05, rules R11 and R12)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.survey_words import (
    CODES,
    SCORES,
    Waves,
    WaveWords,
    bare_number,
    count_text,
    interval_text,
    share_text,
    wave_rows,
)
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of
from gdnn_analysis.report.wording import span_text


def survey_estimates(ev: Evaluation) -> Table | None:
    """Bảng 20: C01 to C05 of each wave with interval and number of answers; nothing without any.

    Flags are said in words: a small sample (F-MAUNHO) instead of the percentage, volunteers (F-PXS)
    beside the name of the wave and below the table. Each population stands for itself: there is no mean of populations
    (C04).
    """
    waves = Waves(ev)
    rows: list[Row] = []
    for wave in waves.shown:
        found = list(_wave_lines(ev, waves, wave))
        if found:
            rows += [Row(cells(wave.title), kind="group"), *found]
    table = Table(
        key="uoc-luong-khao-sat",
        caption=tell(
            "Nhận biết, kiến thức, thái độ, ý định theo kết quả khảo sát {span_text}",
            span_text=span_text(ev.period),
        ),
        unit="",
        source=source_of(ev, "survey_waves", "survey_questions", "survey_responses"),
        columns=(
            Column("Chỉ số", width=4.4),
            Column("Ước lượng", "right", 1.5),
            Column("Khoảng tin cậy 95%", "center", 1.5),
            Column("Số trả lời (n)", "right", 1.1),
        ),
        rows=tuple(rows),
        notes=_notes(waves),
    )
    return or_nothing(table)


def _notes(waves: Waves) -> tuple[str, ...]:
    notes = [
        "Tỷ lệ có quyền số, tính riêng cho từng đối tượng, không lấy bình quân chung. Kế hoạch "
        "không đặt chỉ tiêu cho các tỷ lệ này. Cách tính từng chỉ số nêu ở phụ lục về phương pháp.",
    ]
    if any(wave.volunteers for wave in waves.shown):
        notes.append(
            "Mẫu tự nguyện: số liệu chỉ nói về người đã trả lời, không có khoảng tin cậy, không "
            "suy rộng cho cả đối tượng."
        )
    return tuple(notes)


def _wave_lines(ev: Evaluation, waves: Waves, wave: WaveWords) -> Iterator[Row]:
    for code in CODES:
        row = wave_rows(ev, code).get(wave.id)
        if row is not None:
            name = str(ev.definitions.at[code, "name_vi"])
            yield Row(_estimate_cells(f"{words(name)} ({code})", row))
        score = wave_rows(ev, code, "score").get(wave.id)
        if score is not None:
            yield Row(_estimate_cells(f"{words(SCORES.get(code, code))} ({code})", score))
        yield from _item_lines(ev, waves, wave, code)


def _item_lines(ev: Evaluation, waves: Waves, wave: WaveWords, code: str) -> Iterator[Row]:
    start = f"{wave.id}:"
    for category, row in wave_rows(ev, code, "item").items():
        if category.startswith(start):
            question = waves.question(wave.id, category.removeprefix(start))
            yield Row(
                _estimate_cells(
                    tell("– Câu {question} ({code})", question=question, code=code), row
                )
            )


def _estimate_cells(name: str, row: pd.Series) -> tuple[Cell, ...]:
    value = row["value"]
    shown = share_text(row) if pd.isna(value) else bare_number(value, str(row["unit"]))
    return cells(
        name,
        shown,
        interval_text(row["ci_low"], row["ci_high"]),
        count_text(row["n"]),
    )
