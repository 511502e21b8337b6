"""How an outcome counted every year moved since the plan: a direction only where it is sure."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.earlier import results_of
from gdnn_analysis.language import tell, words
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.report.evidence_words import OUTCOMES
from gdnn_analysis.report.wording import figure_text, flags_of, unit_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

READING = {"P01": "hep", "P02": "hep", "P03": "tong"}
"""Variant of the figure that stands for an outcome; the headline stands for the others."""


def change_of_counts(ev: Evaluation, code: str) -> str:
    """Return the first and the last figure since the plan, and whether they rose or fell.

    What is not known (graduates without a destination, units without data) may be as large as the
    difference: then no direction is told.
    """
    known = [
        (year, row)
        for year in range(PLAN_START.year, ev.period.last + 1)
        if (row := _figure(ev, year, code)) is not None
    ]
    if len(known) < 2:
        return tell(
            "Trong cùng thời gian, {outcomes} đã được đo ở ít nhất hai năm ({code}).",
            outcomes=OUTCOMES[code],
            code=code,
        )
    (first, before), (last, after) = known[0], known[-1]
    return tell(
        "Trong cùng thời gian {first}–{last}, số ghi nhận được về {outcomes} là {before} năm {first} "
        "và {after} năm {last}{direction} ({code}; số đếm hành chính, không phải mẫu).",
        first=first,
        last=last,
        outcomes=OUTCOMES[code],
        before=_recorded(before),
        after=_recorded(after),
        direction=_direction(before, after),
        code=code,
    )


def _figure(ev: Evaluation, year: int, code: str) -> pd.Series | None:
    rows = results_of(ev, year, (code,))
    own = rows[
        rows["variant"].eq(READING.get(code, ""))
        & rows["breakdown"].eq("")
        & rows["area_id"].eq("")
        & rows["value"].notna()
    ]
    return own.iloc[0] if len(own) else None


def _recorded(row: pd.Series) -> str:
    if not _is_share(row):
        unit = unit_text(str(row["unit"]), str(row["code"]))
        return tell("{count} {unit}", count=figure_text(row), unit=unit)
    share = figure_text(row, 1)
    if _high(row) == _low(row):
        return share
    return tell(
        "{share} (đến {high} khi tính cả số không rõ hướng đi)",
        share=share,
        high=format_percent(_high(row), 1),
    )


def _direction(before: pd.Series, after: pd.Series) -> str:
    if any("F-THIEU" in flags_of(row) for row in (before, after)):
        return words("; còn đơn vị chưa có số liệu nên chưa kết luận tăng hay giảm")
    if max(_low(before), _low(after)) < min(_high(before), _high(after)):
        return words("; hai khoảng chồng nhau nên chưa kết luận tăng hay giảm")
    gap = float(after["value"]) - float(before["value"])
    if gap == 0:
        return words(", không đổi")
    word = "tăng" if gap > 0 else "giảm"
    if _is_share(after):
        return tell(
            ", {word} {gap} điểm % (tính từ số chưa làm tròn)",
            word=word,
            gap=format_number(abs(gap), 1),
        )
    unit = unit_text(str(after["unit"]), str(after["code"]))
    return tell(", {word} {gap} {unit}", word=word, gap=format_number(abs(gap)), unit=unit)


def _is_share(row: pd.Series) -> bool:
    return str(row["unit"]).startswith("%")


def _low(row: pd.Series) -> float:
    return float(row["value"] if pd.isna(row["ci_low"]) else row["ci_low"])


def _high(row: pd.Series) -> float:
    return float(row["value"] if pd.isna(row["ci_high"]) else row["ci_high"])
