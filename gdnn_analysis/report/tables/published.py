"""Rates as published by others."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.tables.common import cells, or_nothing
from gdnn_analysis.vietnamese.numbers import format_number


def published_rates(ev: Evaluation) -> Table | None:
    """Published rates, printed as published with their source, apart from computed figures."""
    found = ev.published_rates
    rows = tuple(
        Row(
            cells(
                f"{rate['definition_vi']} ({rate['code']})",
                str(rate["period"]),
                f"{format_number(float(rate['value']), 2)}%",
                str(rate["source"]),
            )
        )
        for _, rate in found.sort_values(["code", "period", "source"]).iterrows()
    )
    table = Table(
        key="ty-le-da-cong-bo",
        caption="Tỷ lệ đã công bố (in nguyên như nguồn, không phải số do phần mềm tính)",
        unit="",
        source="Nguồn ghi trong bảng.",
        columns=(
            Column("Chỉ tiêu theo định nghĩa của nguồn", width=4),
            Column("Kỳ", "center"),
            Column("Giá trị công bố", "right", 1.2),
            Column("Nguồn", width=2.6),
        ),
        rows=rows,
    )
    return or_nothing(table)
