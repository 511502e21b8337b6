"""Core indicators and the target of 180 works, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.tables.common import cells, source_of, verdict_of
from gdnn_analysis.report.tables.lines import DASH, Line, Titles, row_of
from gdnn_analysis.report.tables.summary import LEADER_ROWS, SHORT
from gdnn_analysis.report.tables.years.common import years_table
from gdnn_analysis.report.wording import (
    DIGITAL,
    READINGS,
    VERDICT_SIGNS,
    figure_text,
    label,
    small,
    unchecked_words,
    verdict_cell,
    years_met,
)

OPEN: Final = "phu_thuoc_cach_hieu"
NAMES: Final[Mapping[str, str]] = {"I01": "Kinh phí được giao, triệu đồng"}
"""Names that say their unit: the leaders' table has a column for the period instead."""


def core_by_year(ev: Evaluation) -> Table | None:
    """Bảng TT-1: five years of the core indicators."""
    lines = [
        Line(f"{words(NAMES.get(code, SHORT[code]))} ({code})", code, variant)
        for code, variant in LEADER_ROWS
        if code != "O01"
    ]
    titles = Titles(
        "chi-so-loi-nam", tell("Các chỉ số lõi theo năm, {span}", span=_span(ev)), "Chỉ số"
    )
    return years_table(ev, titles, lines, with_unit=False, widths=(4.5, 0.0, 1.3, 2.6))


def works_by_year(ev: Evaluation) -> Table | None:
    """Works of a district or unit by reading and year: no target, so no verdict and no years met."""
    lines = [
        Line(
            tell("Cách hiểu {reading}: {meaning}", reading=reading, meaning=meaning),
            "O01",
            f"{reading}/S1/tat_ca",
        )
        for reading, meaning in READINGS.items()
    ]
    titles = Titles(
        "san-pham-nam",
        tell(
            "Số sản phẩm theo năm và cách hiểu (bộ lọc S1, cả {unchecked}), {span}",
            unchecked=unchecked_words(ev),
            span=_span(ev),
        ),
        "Cách hiểu",
        ("media", "channels"),
        "sản phẩm",
    )
    return years_table(ev, titles, lines, with_unit=False, whole=False)


def _span(ev: Evaluation) -> str:
    return f"{ev.period.first}–{ev.period.last}"


def target_by_year(ev: Evaluation) -> Table:
    """Works by reading, filter and year with the sign of each verdict, and the years that met it.

    The years are counted, works are not added against 900 (RL-29).
    """
    rows: list[Row] = []
    for reading, meaning in READINGS.items():
        rows.append(
            Row(
                cells(tell("Cách hiểu {reading}: {meaning}", reading=reading, meaning=meaning)),
                kind="group",
            )
        )
        rows += [_target_row(ev, f"{reading}/{digital}", digital) for digital in DIGITAL]
    return Table(
        key="chi-tieu-180-nam",
        caption=tell(
            "Số sản phẩm theo năm, cách hiểu và bộ lọc (cả {unchecked}), {span}",
            unchecked=unchecked_words(ev),
            span=_span(ev),
        ),
        unit="sản phẩm",
        source=source_of(ev, "media", "channels"),
        columns=(
            Column("Bộ lọc", width=2.6),
            *(Column(str(year), "right") for year in ev.years),
            Column("Số năm đạt", "right", 1.2),
            Column("Kết luận", width=1.8),
        ),
        rows=tuple(rows),
        notes=_target_notes(ev),
    )


def _target_row(ev: Evaluation, stem: str, digital: str) -> Row:
    line = Line("", "O01", f"{stem}/tat_ca")
    whole = row_of(ev, line)
    verdict = str(whole["verdict"]) if whole is not None else ""
    return Row(
        (
            Cell(f"{digital}: {words(DIGITAL[digital])}"),
            *(_year_cell(year, line) for year in ev.years.values()),
            Cell(years_met(whole) or DASH),
            verdict_cell(verdict),
        )
    )


def _year_cell(year: Evaluation, line: Line) -> Cell:
    row = row_of(year, line)
    verdict = str(row["verdict"]) if row is not None else ""
    text = figure_text(row, plain=True)
    return Cell(text, tone=verdict, symbol=VERDICT_SIGNS.get(verdict, ""))


def _target_notes(ev: Evaluation) -> tuple[str, ...]:
    signs = "; ".join(
        f"{sign} {small(label('VERDICT', code))}"
        for code, sign in VERDICT_SIGNS.items()
        if code in _verdicts(ev) - {OPEN}
    )
    return (
        tell("Ký hiệu trước số: {signs}.", signs=signs),
        *_two_bases(ev),
        "Chỉ tiêu là của từng năm: đếm số năm đạt, không cộng sản phẩm của các năm. Năm 2021 là "
        "năm ban hành Kế hoạch, kết luận có điều kiện.",
        "Năm chỉ “đạt” khi số đã đối chiếu đạt chỉ tiêu; năm chưa kết luận không được tính là đạt.",
    )


def _two_bases(ev: Evaluation) -> Iterator[str]:
    """Yield what “±” means where the reading is given: 2021 has two bases (rule R02)."""
    first = ev.years.get(PLAN_START.year)
    stems = [f"{reading}/{digital}" for reading in READINGS for digital in DIGITAL]
    counts = [
        tell(
            "{stem}: {whole} và {since}",
            stem=stem.replace("/", ", "),
            whole=figure_text(first.row("O01", variant=f"{stem}/tat_ca"), plain=True),
            since=figure_text(first.row("O01", variant=f"{stem}/tat_ca/tu_13_9"), plain=True),
        )
        for stem in stems
        if first is not None and verdict_of(first, "O01", f"{stem}/tat_ca") == OPEN
    ]
    if first is not None and counts:
        yield tell(
            "± năm 2021: kết luận phụ thuộc cơ sở tính. Số sản phẩm cả kỳ và từ ngày 13/9/2021: "
            "{counts}; mức quy đổi theo số ngày còn lại của kỳ ({reference}) chỉ là tham chiếu kỹ "
            "thuật.",
            counts="; ".join(counts),
            reference=first.reference_2021,
        )


def _verdicts(ev: Evaluation) -> set[str]:
    return {
        str(verdict)
        for year in ev.years.values()
        for verdict in year.rows("O01", breakdown="")["verdict"]
    }
