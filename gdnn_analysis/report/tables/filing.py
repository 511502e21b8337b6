"""Who filed and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Column, Paragraph, Row, Table
from gdnn_analysis.report.tables.common import cells, if_any, or_nothing, source_of
from gdnn_analysis.report.wording import span_text
from gdnn_analysis.vietnamese.numbers import format_number


def filing_status(ev: Evaluation) -> Table | None:
    """Bảng 1: per table, units due, accepted, on time, nothing to report, not filed."""
    account = ev.account.filing
    rows = tuple(
        Row(
            cells(
                ev.names.table(str(name)) if name else "Tổng số",
                *(format_number(int(line[part])) for part in ("due", "accepted", "on_time")),
                *(format_number(int(line[part])) for part in ("nil", "silent")),
            ),
            kind="total" if name == "" else "data",
        )
        for name, line in account.iterrows()
    )
    table = Table(
        key="tinh-hinh-nop",
        caption="Tình hình nộp số liệu của các đơn vị",
        unit="lượt đơn vị",
        source=source_of(ev, "obligations", "submissions"),
        columns=(
            Column("Bảng số liệu", width=4.2),
            Column("Phải nộp", "right"),
            Column("Đã nộp", "right"),
            Column("Đúng hạn", "right"),
            Column("Không phát sinh", "right", 1.2),
            Column("Chưa nộp", "right"),
        ),
        rows=rows,
        notes=(
            "“Không phát sinh” là đơn vị đã xác nhận không có số liệu trong kỳ, khác với chưa nộp.",
        ),
    )
    return or_nothing(table)


def missing_tables(ev: Evaluation) -> Table | None:
    """What nobody sent, and which indicators cannot be computed for want of it."""
    rows = tuple(
        Row(cells(ev.names.table(name), ", ".join(codes)))
        for name, codes in ev.account.tables_missing.items()
    )
    table = Table(
        key="bang-thieu",
        caption="Bảng số liệu chưa có và chỉ số bị ảnh hưởng",
        unit="",
        source="Đối chiếu hợp đồng số liệu với thư mục số liệu.",
        columns=(Column("Bảng số liệu chưa có", width=3), Column("Chỉ số cần bảng này", width=3)),
        rows=rows,
        long=True,
    )
    return or_nothing(table)


def silent_units(ev: Evaluation) -> Table | Paragraph | None:
    """Units with the tables they had to file and did not; nothing where nobody had to file."""
    if ev.is_public:
        return None
    owed = ev.records.filing.cells
    owed = owed[owed["year"].isin(list(ev.period.years))]
    if owed.empty:
        return Paragraph("Không có danh mục đơn vị phải nộp số liệu.")
    silent = owed[~owed["accepted"]].groupby("unit_id")["table_name"].unique()
    found = sorted((ev.names.unit(str(unit)), _titles(ev, names)) for unit, names in silent.items())
    rows = tuple(
        Row(cells(str(place), unit, tables)) for place, (unit, tables) in enumerate(found, start=1)
    )
    table = Table(
        key="chua-nop",
        caption=tell("Đơn vị và bảng số liệu chưa nộp {span_text}", span_text=span_text(ev.period)),
        unit="",
        source=source_of(ev, "obligations", "submissions"),
        columns=(
            Column(words("TT"), "right", 0.3),
            Column("Đơn vị", width=3),
            Column("Bảng số liệu chưa nộp", width=4),
        ),
        rows=rows,
        long=True,
    )
    return if_any(table, "Mọi đơn vị đều đã nộp các bảng số liệu phải nộp.")


def _titles(ev: Evaluation, names: Iterable[str]) -> str:
    order = [name for name in contract().tables if name in set(names)]
    return "; ".join(ev.names.table(name) for name in order)
