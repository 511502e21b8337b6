"""Works by main theme and year: shares, or counts where few works are coded."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Column, Paragraph, Row, Table
from gdnn_analysis.report.tables.annual.contents import theme_name
from gdnn_analysis.report.tables.common import cells, if_any, source_of
from gdnn_analysis.report.tables.lines import DASH, DASH_MEANING, Line, Titles, row_of
from gdnn_analysis.report.tables.years.common import lines_of, years_table
from gdnn_analysis.report.wording import OTHER_CATEGORIES
from gdnn_analysis.vietnamese.numbers import format_number

KEY = "chu-de-nam"
NONE = "Không có số liệu về chủ đề của sản phẩm (O06)."


def themes_by_year(ev: Evaluation) -> Table | Paragraph:
    """Hình 4: works by main theme and year (O06), shares unless a year has too few (rule R11)."""
    themes = {code: theme_name(code) for code in contract().code_lists["THEME"].labels}
    names = {**themes, **OTHER_CATEGORIES}
    lines = lines_of(ev, "O06", "theme", names, variant="chinh")
    bases = _bases(ev)
    if bases and min(bases.values()) < ev.settings.smallest_sample:
        return if_any(_counts(ev, lines, bases), NONE)
    titles = Titles(
        KEY, "Tỷ trọng sản phẩm theo chủ đề chính và năm (O06)", "Chủ đề", ("media",), "%"
    )
    return years_table(ev, titles, lines, with_unit=False, whole=False) or Paragraph(NONE)


def _bases(ev: Evaluation) -> dict[int, float]:
    """Return the works with a main theme of each year that has some."""
    rows = {year: part.row("O06", variant="so_hieu_dung") for year, part in ev.years.items()}
    return {
        year: float(row["n"])
        for year, row in rows.items()
        if row is not None and pd.notna(row["n"])
    }


def _counts(ev: Evaluation, lines: list[Line], bases: dict[int, float]) -> Table:
    coded = "; ".join(f"{year}: {format_number(base)}" for year, base in bases.items())
    return Table(
        key=KEY,
        caption="Số sản phẩm theo chủ đề chính và năm (O06)",
        unit="sản phẩm",
        source=source_of(ev, "media"),
        columns=(
            Column("Chủ đề", width=4.5),
            *(Column(str(year), "right", 1.3) for year in ev.years),
        ),
        rows=tuple(
            Row(cells(line.name, *(_count(part, line) for part in ev.years.values())))
            for line in lines
        ),
        notes=(
            tell(
                "Số sản phẩm đã mã hoá chủ đề: {coded}. Có năm dưới {least} sản phẩm nên in số đếm, "
                "không in phần trăm (quy tắc R11).",
                coded=coded,
                least=ev.settings.smallest_sample,
            ),
            DASH_MEANING,
        ),
    )


def _count(year: Evaluation, line: Line) -> str:
    """Return the works of a theme; of public sources none found is not none made."""
    row = row_of(year, line)
    if row is None or pd.isna(row["numerator"]) or (row["numerator"] == 0 and year.is_public):
        return DASH
    return format_number(row["numerator"])
