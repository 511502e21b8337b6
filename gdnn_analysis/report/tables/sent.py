"""Bảng 2: figures sent before, figures now, and why they differ (R07)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.sent import Sent
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.sent_words import figure_name, reason, variant_name
from gdnn_analysis.report.tables.common import cells, decimals_of, source_of
from gdnn_analysis.report.wording import (
    VERDICT_SIGNS,
    figure_text,
    label,
    plain_number,
    small,
    span_text,
    unit_text,
)

_MOST_DECIMALS: Final = 4


def sent_figures(ev: Evaluation, sent: Sent | None) -> Table | None:
    """Bảng 2: figures of the whole province that moved since the last report was sent."""
    if sent is None:
        return None
    figures = sent.moved.figures
    whole = figures[figures["breakdown"].eq("") & figures["area_id"].eq("")]
    if not len(whole):
        return None
    rows: list[Row] = []
    told: dict[str, str] = {}
    for code, group in whole.groupby("code", sort=False):
        why = reason(ev, sent, str(code))
        first = told.setdefault(why, str(code))
        for place, (_, figure) in enumerate(group.iterrows()):
            shown = why if first == code else tell("như {first}", first=first)
            rows.append(_row(ev, figure, shown if place == 0 else "như trên", first=place == 0))
    others = len(figures) - len(whole)
    return Table(
        key="da-gui",
        caption=tell("Thay đổi so với báo cáo đã gửi, {span_text}", span_text=span_text(ev.period)),
        unit="",
        source=tell(
            "Bản phát hành thứ {number}; {source_of}",
            number=sent.about["number"],
            source_of=small(source_of(ev)),
        ),
        columns=(
            Column("Mã", width=0.6),
            Column("Chỉ số", width=2.6),
            Column("Số đã gửi", "right", 1.1),
            Column("Số hiện nay", "right", 1.1),
            Column("Chênh lệch", "right", 1),
            Column("Lý do", width=3.2),
        ),
        rows=tuple(rows),
        notes=(tell("Ngoài ra có {others} số phân tổ thay đổi.", others=others),) if others else (),
        long=True,
    )


def _row(ev: Evaluation, figure: pd.Series, told: str, *, first: bool) -> Row:
    """Return one figure; the name of the indicator stands on its first row."""
    code, variant = str(figure["code"]), str(figure["variant"])
    name = figure_name(ev, code, variant) if first else variant_name(ev, code, variant)
    unit = unit_text(str(figure["unit"]), code)
    return Row(
        cells(
            code if first else "",
            name if unit in ("", "%") else f"{words(name)} ({words(unit)})",
            _value(ev, figure, "before"),
            _value(ev, figure, "after"),
            _difference(ev, figure),
            told,
        )
    )


def _value(ev: Evaluation, figure: pd.Series, side: str) -> str:
    """Return a value; with its verdict where the verdict is another one."""
    parts = {"value": figure[side], "flags": figure[f"flags_{side}"], "denominator": None}
    row = pd.Series({"code": figure["code"], "unit": figure["unit"], **parts})
    text = figure_text(row, _decimals(ev, figure), plain=True)
    verdict = str(figure[f"verdict_{side}"])
    if figure["verdict_before"] == figure["verdict_after"] or verdict not in VERDICT_SIGNS:
        return text
    return f"{text} – {small(label('VERDICT', verdict))}"


def _difference(ev: Evaluation, figure: pd.Series) -> str:
    change, unit = figure["difference"], str(figure["unit"])
    if pd.isna(change):
        return "–"
    sign = "+" if change > 0 else ""
    text = sign + plain_number(float(change), unit, _decimals(ev, figure))
    return tell("{text} điểm %", text=text.rstrip("%").rstrip()) if unit.startswith("%") else text


def _decimals(ev: Evaluation, figure: pd.Series) -> int:
    """Return the decimals of the definition, or as many as it takes to show the difference."""
    code, unit = str(figure["code"]), str(figure["unit"])
    least = decimals_of(ev, code) if code in ev.definitions.index else 0
    sides = [figure["before"], figure["after"]]
    if any(pd.isna(value) for value in sides):
        return least
    for decimals in range(least, _MOST_DECIMALS):
        shown = {plain_number(float(value), unit, decimals) for value in sides}
        if len(shown) > 1 and (decimals or all(float(value).is_integer() for value in sides)):
            return decimals
    return _MOST_DECIMALS
