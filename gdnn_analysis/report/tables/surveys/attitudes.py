"""Whether the attitude items may be read as one scale (C03)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.survey_words import (
    DASH,
    Waves,
    WaveWords,
    count_text,
    interval_text,
    is_enough,
)
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of
from gdnn_analysis.report.wording import span_text
from gdnn_analysis.vietnamese.numbers import format_number


def attitude_scale(ev: Evaluation) -> Table | None:
    """Reliability and mean of the attitude scale of each wave; nothing without such a scale."""
    waves = Waves(ev)
    rows = tuple(
        Row(_scale_cells(ev, row, waves.of(str(row["wave_id"]))))
        for _, row in ev.surveys.scales.iterrows()
    )
    table = Table(
        key="thang-thai-do",
        caption=tell(
            "Thang thái độ với GDNN trong các đợt khảo sát {span_text}",
            span_text=span_text(ev.period),
        ),
        unit="",
        source=source_of(ev, "survey_questions", "survey_responses"),
        columns=(
            Column("Đợt khảo sát", width=2.6),
            Column("Số câu", "right", 0.7),
            Column("n", "right", 0.7),
            Column(words("Alpha (KTC 95%)"), "center", 2.2),
            Column("Omega", "right", 0.8),
            Column("Chỉ số 0–100 (KTC 95%)", "center", 2.2),
            Column("Cách dùng", width=1.6),
        ),
        rows=rows,
        notes=(
            "Alpha Cronbach và omega McDonald cho biết các câu có đo cùng một điều hay không; dưới "
            "0,7 thì in từng câu thay cho một thang chung. Câu đảo đã được quay chiều trước khi "
            "tính; chỉ số càng cao thì thái độ càng tích cực.",
        ),
    )
    return or_nothing(table)


def _scale_cells(ev: Evaluation, row: pd.Series, wave: WaveWords) -> tuple[Cell, ...]:
    title = f"{wave.population} ({wave.id})"
    if not is_enough(ev, row["n"]):
        counts = (count_text(row["items"]), count_text(row["n"]))
        return cells(title, *counts, DASH, DASH, DASH, "mẫu nhỏ")
    return cells(
        title,
        count_text(row["items"]),
        count_text(row["n"]),
        _with_interval(row, "alpha", 2),
        format_number(row["omega"], 2, missing=DASH),
        _with_interval(row, "index", 1),
        _use(row),
    )


def _with_interval(row: pd.Series, name: str, decimals: int) -> str:
    value = format_number(row[name], decimals, missing=DASH)
    interval = interval_text(row[f"{name}_low"], row[f"{name}_high"], decimals=decimals)
    return value if interval == DASH else f"{value} ({interval})"


def _use(row: pd.Series) -> str:
    if pd.isna(row["alpha"]):
        return "chưa tính được"
    return "một thang chung" if row["usable"] else "in từng câu"
