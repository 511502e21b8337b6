"""Who was drawn, who answered, and how much the weights cost (section 3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.survey_words import DASH, VOLUNTARY, Waves, WaveWords, count_text, percent
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of
from gdnn_analysis.report.wording import label, small, span_text
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number

WEIGHTINGS: Final = {
    "cho_san": "quyền số dùng như số liệu đã nộp",
    "hieu_chinh": "quyền số hiệu chỉnh theo biên tổng thể",
    "bang_nhau": "mọi phiếu có quyền số như nhau",
}
DESIGNS: Final = {VOLUNTARY: "Tự nguyện (phi xác suất)"}
"""Shorter than the code list, whose label also holds the rule."""
LARGE: Final = 5.0
"""Times the median from which a weight is told: the limit at which weights are trimmed (3.5)."""


def survey_samples(ev: Evaluation) -> Table | None:
    """Sample and response of each wave: design, mode, time, response, clusters, weights.

    Nothing when no survey was held.
    """
    waves = Waves(ev)
    samples = ev.surveys.samples
    table = Table(
        key="mau-khao-sat",
        caption=tell(
            "Mẫu khảo sát và tình hình trả lời, {span_text}", span_text=span_text(ev.period)
        ),
        unit="",
        source=source_of(ev, "survey_waves", "survey_responses", "survey_margins"),
        columns=(
            Column("Đối tượng (mã đợt)", width=3.2),
            Column("Thiết kế mẫu; cách phỏng vấn", width=3.2),
            Column("Thời gian", "center", 2.0),
            Column("Mời", "right", 0.9, group="Số phiếu"),
            Column("Hoàn thành", "right", 1.0, group="Số phiếu"),
            Column("Một phần", "right", 0.9, group="Số phiếu"),
            Column("Tỷ lệ trả lời", "right", 1.0),
            Column("Tầng/ cụm", "center", 0.9),
            Column("Hệ số thiết kế", "right", 1.2),
        ),
        rows=tuple(
            Row(_sample_cells(row, waves.of(str(row["wave_id"])))) for _, row in samples.iterrows()
        ),
        notes=(
            *_wave_notes(samples),
            "Tỷ lệ trả lời: số phiếu hoàn thành và phiếu trả lời một phần trên số phiếu mời. Hệ số "
            "thiết kế do quyền số: 1 + CV² của quyền số; càng lớn hơn 1 thì khoảng tin cậy càng "
            "rộng.",
        ),
    )
    return or_nothing(table)


def _sample_cells(row: pd.Series, wave: WaveWords) -> tuple[Cell, ...]:
    design = str(row["design"])
    return cells(
        f"{wave.population} ({wave.id})",
        f"{words(DESIGNS.get(design, '')) or label('DESIGN', design)}; {small(label('MODE', str(row['mode'])))}",
        _fieldwork(row),
        count_text(row["n_invited"]),
        count_text(row["n_completed"]),
        count_text(row["n_partial"]),
        percent(row["response_rate"]),
        _strata_and_clusters(row),
        format_number(row["weight_effect"], 2, missing=DASH),
    )


def _fieldwork(row: pd.Series) -> str:
    """Return the days of fieldwork; the year once when both ends are in it."""
    first, last = (format_date(row[end], missing="…") for end in ("fieldwork_from", "fieldwork_to"))
    year = last[-5:]
    return f"{first.removesuffix(year)}{DASH}{last}"


def _strata_and_clusters(row: pd.Series) -> str:
    if pd.isna(row["clusters"]):
        return DASH
    return f"{count_text(row['strata'])}/{count_text(row['clusters'])}"


def _wave_notes(samples: pd.DataFrame) -> Iterator[str]:
    """Yield what is the same for several waves once, with their ids, then each wave's own notes."""
    said: dict[str, list[str]] = {}
    for _, row in samples.iterrows():
        for text in (*_weight_notes(row), *_answer_notes(row)):
            said.setdefault(text, []).append(str(row["wave_id"]))
    for text, waves in said.items():
        yield f"{', '.join(waves)}: {text}."
    for _, row in samples.iterrows():
        yield from row["notes"]


def _weight_notes(row: pd.Series) -> Iterator[str]:
    how = words(WEIGHTINGS.get(str(row["weighting"]), str(row["weighting"])))
    raked = row["weighting"] == "hieu_chinh" and pd.notna(row["margins_gap"])
    yield (
        tell(
            "{how} (lệch lớn nhất trước đó {margins_gap})",
            how=how,
            margins_gap=percent(row["margins_gap"]),
        )
        if raked
        else how
    )
    if pd.notna(row["largest_weight"]) and row["largest_weight"] > LARGE:
        yield tell(
            "quyền số lớn nhất gấp {largest_weight} lần trung vị",
            largest_weight=format_number(row["largest_weight"], 1),
        )


def _answer_notes(row: pd.Series) -> Iterator[str]:
    if pd.notna(row["straight_lined"]) and row["straight_lined"] > 0:
        number = format_number(row["straight_lined"])
        yield tell("{number} phiếu chọn cùng một mức cho mọi câu của thang thái độ", number=number)
