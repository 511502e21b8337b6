"""Pairs of waves, and caption, alternative text and numbers of the drawing of changes."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.survey_words import (
    Waves,
    change_text,
    change_values,
    finding_text,
    is_core,
    is_shown,
    percent,
    points_interval,
    quoted,
)
from gdnn_analysis.report.tables import source_of


@dataclass(frozen=True)
class Pair:
    """Two waves of a population and the changes of their core questions.

    Attributes
    ----------
    population
        Who was asked, in words.
    before, after
        Months of the waves.
    rows
        Rows of the account of changes, in the order of the questionnaire.
    """

    population: str
    before: str
    after: str
    rows: tuple[pd.Series, ...]


def core_pairs(ev: Evaluation) -> tuple[Pair, ...]:
    """Return the pairs of waves that have core questions to show."""
    waves = Waves(ev)
    pairs: list[Pair] = []
    for (first, last), part in ev.surveys.changes.groupby(["wave_from", "wave_to"], sort=False):
        rows = tuple(row for _, row in part.iterrows() if is_core(row) and is_shown(ev, row))
        before, after = waves.of(str(first)), waves.of(str(last))
        if rows:
            months = (before.month or before.id, after.month or after.id)
            pairs.append(Pair(after.population, *months, rows))
    return tuple(pairs)


def caption(pair: Pair) -> str:
    """Return what the drawing shows."""
    return tell(
        "{population}: câu hỏi lõi ở đợt {before} và đợt {after}, thay đổi với khoảng tin cậy 95%",
        population=pair.population,
        before=pair.before,
        after=pair.after,
    )


def alternative_text(pair: Pair) -> str:
    """Return shares, changes and findings of all rows in words."""
    rows = "; ".join(map(_words, pair.rows))
    return tell(
        "{population}, câu hỏi lõi ở đợt {before} và đợt {after} (KTC: khoảng tin cậy): {rows}.",
        population=pair.population,
        before=pair.before,
        after=pair.after,
        rows=rows,
    )


def _words(row: pd.Series) -> str:
    return tell(
        "{text_vi} từ {value_from} đến {value_to}, thay đổi {change_text} điểm phần "
        "trăm (KTC 95%: {points_interval}), {finding_text}",
        **change_values(row),
        points_interval=points_interval(row["ci_low"], row["ci_high"]),
        finding_text=finding_text(row),
    )


def data_table(ev: Evaluation, pair: Pair, *, key: str) -> Table:
    """Return the numbers drawn."""
    return Table(
        key=f"{key}-so-lieu",
        caption=tell("{population}: câu hỏi lõi ở hai đợt khảo sát", population=pair.population),
        unit="tỷ lệ: %; thay đổi: điểm phần trăm",
        source=source_of(ev, "survey_responses"),
        columns=(
            Column("Câu hỏi", width=3),
            Column(tell("Đợt {before}", before=pair.before), "right"),
            Column(tell("Đợt {after}", after=pair.after), "right"),
            Column("Thay đổi", "right"),
            Column("Khoảng tin cậy 95%", "center", 1.4),
            Column("Kết luận", width=1.8),
        ),
        rows=tuple(Row(_cells(row)) for row in pair.rows),
    )


def _cells(row: pd.Series) -> tuple[Cell, ...]:
    return (
        Cell(quoted(str(row["text_vi"]))),
        Cell(percent(row["value_from"])),
        Cell(percent(row["value_to"])),
        Cell(change_text(row)),
        Cell(points_interval(row["ci_low"], row["ci_high"])),
        Cell(finding_text(row)),
    )
