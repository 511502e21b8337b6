"""Hình 9 and 10: the K/H grid without a mean, and where the money comes from."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan
from typing import Final

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.ecosystem_years import ecosystem_scores
from gdnn_analysis.evaluation.fund_shares import fund_shares
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.annual.bars import Bar, draw_bars
from gdnn_analysis.report.figures.annual.grid import Mark, draw_grid
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, svg_of
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import figure_text, label, span_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

SHADES: Final = (
    (0.75, "#1b4f8a", "white"),
    (0.5, "#8fb0d3", "#111111"),
    (0.01, "#dde7f2", "#111111"),
)
GRID_LEGEND: Final = (
    "0: chưa có; 0,5: có một phần; 1: đạt; số khác là trung bình của những người chấm. Gạch chéo: "
    "không chấm. Khung đậm: năm báo cáo. Không tính trung bình các tiêu chí (D5)."
)


def ecosystem_grid(ev: Evaluation) -> ReportFigure | None:
    """Hình 9: scores of the space and ecosystem criteria by year (O15); nothing without scores."""
    scores = ecosystem_scores(ev)
    if not scores.notna().to_numpy().any():
        return None
    criteria = ev.data["ecosystem_criteria"]
    names = dict(zip(criteria["criterion_id"], criteria["statement_vi"], strict=True))
    rows = [f"{code}. {words(names[code])}" for code in scores.index]
    years = [int(year) for year in scores.columns]
    values = scores.to_numpy().tolist()
    with matplotlib.rc_context(STYLE):
        figure = draw_grid(
            rows,
            [str(year) for year in years],
            [[_mark(value) for value in line] for line in values],
            name_letters=62,
            size=9,
            legend=GRID_LEGEND,
            emphasised=years.index(ev.period.last),
        )
        figure.block = Figure(
            key="khong-gian-he-sinh-thai",
            caption=tell(
                "Điểm từng tiêu chí không gian (K) và hệ sinh thái (H) truyền thông, đến "
                "năm {last}",
                last=ev.period.last,
            ),
            alt=tell(
                "Lưới điểm {count} tiêu chí; {span_text}: ",
                count=len(rows),
                span_text=span_text(ev.period),
            )
            + "; ".join(
                f"{code} {words(_score(line[-1]))}"
                for code, line in zip(scores.index, values, strict=True)
            )
            + ".",
            source=source_of(ev, "ecosystem_scores", "ecosystem_criteria"),
            svg=svg_of(figure),
            data=_grid_data(ev, rows, years, values),
        )
    return figure


def _score(value: float) -> str:
    if isnan(value):
        return "không chấm"
    return format_number(value) if value in (0, 1) else format_number(value, 2).rstrip("0")


def _mark(value: float) -> Mark:
    if isnan(value):
        return Mark(hatch="////")
    fill, ink = next(
        ((fill, ink) for least, fill, ink in SHADES if value >= least), ("white", "#111111")
    )
    return Mark(_score(value), fill, ink)


def _grid_data(
    ev: Evaluation, rows: list[str], years: list[int], values: list[list[float]]
) -> Table:
    return Table(
        key="khong-gian-he-sinh-thai-so-lieu",
        caption="Điểm từng tiêu chí theo năm",
        unit="điểm (0–1)",
        source=source_of(ev, "ecosystem_scores"),
        columns=(Column("Tiêu chí", width=4), *(Column(str(year), "right") for year in years)),
        rows=tuple(
            Row((Cell(name), *(Cell(_score(v)) for v in line)))
            for name, line in zip(rows, values, strict=True)
        ),
    )


def fund_structure(ev: Evaluation) -> ReportFigure | None:
    """Hình 10: money allocated by source, with its share in all that was allocated (I01)."""
    rows = ev.rows("I01", breakdown="fund_source")
    rows = rows[rows["value"].gt(0)]
    if rows.empty:
        return None
    shares = fund_shares(ev)
    bars = [
        Bar(label("FUND", str(row["category"])), float(row["value"]) / 1e6, _fund_text(row, shares))
        for _, row in rows.iterrows()
    ]
    with matplotlib.rc_context(STYLE):
        figure = draw_bars(
            bars,
            axis="Được giao, triệu đồng (trong ngoặc: tỷ trọng trong tổng được giao)",
            name_letters=34,
        )
        figure.block = Figure(
            key="co-cau-nguon",
            caption=tell(
                "Cơ cấu nguồn kinh phí truyền thông GDNN {span_text}",
                span_text=span_text(ev.period),
            ),
            alt=words("Thanh ngang kinh phí được giao theo nguồn, triệu đồng: ")
            + "; ".join(f"{words(bar.name)} {bar.text}" for bar in bars)
            + ".",
            source=source_of(ev, "budget_lines", "budget_transactions"),
            svg=svg_of(figure),
            data=Table(
                key="co-cau-nguon-so-lieu",
                caption="Kinh phí được giao và tỷ trọng trong tổng được giao theo nguồn",
                unit="triệu đồng (% tổng được giao)",
                source=source_of(ev, "budget_lines", "budget_transactions"),
                columns=(Column("Nguồn", width=3), Column("Được giao", "right", 2)),
                rows=tuple(Row((Cell(bar.name), Cell(bar.text))) for bar in bars),
            ),
        )
    return figure


def _fund_text(row: pd.Series, shares: Mapping[str, float]) -> str:
    share = shares.get(str(row["category"]))
    part = "" if share is None else f" ({format_percent(share, 1)})"
    return f"{figure_text(row, plain=True)}{part}"
