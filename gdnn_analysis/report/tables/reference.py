"""Annexes that print reference tables as they are: definitions, questions, changes of units."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of, without_paths
from gdnn_analysis.report.wording import label
from gdnn_analysis.vietnamese.dates import format_date


def definitions(ev: Evaluation) -> Table:
    """Phụ lục B: the reference sheet of each indicator, one row each."""
    rows = tuple(
        Row(
            cells(
                str(code),
                f"{words(item['name_vi'])}. {words(item['definition_vi'])}",
                str(item["formula"]),
                _text(item["limitations_vi"]),
            )
        )
        for code, item in ev.definitions.iterrows()
    )
    return Table(
        key="dinh-nghia",
        caption="Định nghĩa, cách tính và hạn chế của các chỉ số",
        unit="",
        source=source_of(ev, "indicators"),
        columns=(
            Column("Mã", width=0.7),
            Column("Tên và định nghĩa", width=4.2),
            Column("Cách tính", width=3),
            Column("Hạn chế", width=2.8),
        ),
        rows=rows,
        long=True,
    )


def questionnaire(ev: Evaluation) -> Table | None:
    """Phụ lục C: questions asked, by version; a repeated question is printed once a version."""
    questions = ev.data["survey_questions"]
    rows: list[Row] = []
    for version, part in questions.groupby("questionnaire_version", sort=True):
        rows.append(Row(cells(tell("Bảng hỏi {version}", version=version)), kind="group"))
        rows += [
            Row(
                cells(
                    str(item["question_id"]),
                    label("CONSTRUCT", str(item["construct"])),
                    str(item["text_vi"]),
                    _choices(item["choices"]),
                )
            )
            for _, item in part.iterrows()
        ]
    return or_nothing(
        Table(
            key="bang-hoi",
            caption="Câu hỏi của các đợt khảo sát theo phiên bản bảng hỏi",
            unit="",
            source=source_of(ev, "survey_questions"),
            columns=(
                Column("Mã", width=0.8),
                Column("Nội dung đo", width=1.5),
                Column("Câu hỏi", width=4),
                Column("Phương án trả lời", width=3.4),
            ),
            rows=tuple(rows),
            long=True,
        )
    )


def unit_changes(ev: Evaluation) -> Table | None:
    """Units that took over others' functions, with day and legal basis (R08)."""

    def row(item: pd.Series) -> Row:
        return Row(
            cells(
                ev.names.unit(str(item["from_unit_id"])),
                ev.names.unit(str(item["to_unit_id"])),
                label("SUCCESSION", str(item["kind"])),
                format_date(item["effective_on"]),
            )
        )

    return or_nothing(
        Table(
            key="ke-thua-don-vi",
            caption="Đơn vị kế thừa",
            unit="",
            source=source_of(ev, "unit_succession"),
            columns=(
                Column("Đơn vị cũ", width=3),
                Column("Đơn vị kế thừa", width=3),
                Column("Hình thức", width=1.6),
                Column("Từ ngày", width=1.1),
            ),
            rows=_by_basis(ev.data["unit_succession"], "legal_basis", "Căn cứ: {basis}", row),
            notes=("Bản ghi của đơn vị kế thừa được tính cho nhóm chủ thể ban đầu.",),
            long=True,
        )
    )


def area_changes(ev: Evaluation) -> Table | None:
    """Areas and what became of them; a shared one is never divided without a stated method."""

    def row(item: pd.Series) -> Row:
        return Row(
            cells(
                ev.names.area(str(item["from_area_id"])),
                ev.names.area(str(item["to_area_id"])),
                format_date(item["effective_on"]),
            )
        )

    return or_nothing(
        Table(
            key="quy-doi-dia-ban",
            caption="Quy đổi địa bàn trước và sau sắp xếp đơn vị hành chính",
            unit="",
            source=source_of(ev, "area_succession"),
            columns=(
                Column("Địa bàn cũ", width=3),
                Column("Địa bàn mới", width=3),
                Column("Từ ngày", width=1.1),
            ),
            rows=_by_basis(ev.data["area_succession"], "source", "Nguồn: {basis}", row),
            long=True,
        )
    )


def _by_basis(
    table: pd.DataFrame, column: str, title: str, row: Callable[[pd.Series], Row]
) -> tuple[Row, ...]:
    """Return the rows of a table below what they rest on, which is said once."""
    rows: list[Row] = []
    bases = [without_paths(_text(basis)) for basis in table[column]]
    for basis, part in table.groupby(np.array(bases, dtype=object), sort=False):
        rows.append(Row(cells(tell(title, basis=basis)), kind="group"))
        rows += [row(item) for _, item in part.iterrows()]
    return tuple(rows)


def _text(value: object) -> str:
    return value if isinstance(value, str) else "–"


def _choices(choices: object) -> str:
    """Return the answers to choose from, "1. Có; 2. Không"; a code in words is for machines only."""
    if not isinstance(choices, tuple):
        return "–"
    parts = (str(choice).partition(":") for choice in choices)
    return "; ".join(
        code if not name else f"{code}. {name}" if code.isdigit() else name
        for code, _, name in parts
    )
