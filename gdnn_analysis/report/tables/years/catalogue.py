"""Annex of the end-of-period report: every indicator with a column for each year."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Table
from gdnn_analysis.report.tables.lines import Line, Titles
from gdnn_analysis.report.tables.years.common import years_table
from gdnn_analysis.report.wording import level_name


def all_by_year(ev: Evaluation) -> Table | None:
    """Phụ lục A: headline of every indicator by year.

    O01 stands in its own table; O15 has no mean while the criteria are not decided (D5).
    """
    lines: list[Line | str] = []
    level = ""
    for code, definition in ev.definitions.iterrows():
        if not ev.covers(str(code)):
            continue
        if definition["level"] != level:
            level = str(definition["level"])
            lines.append(level_name(level))
        if code not in ("O01", "O15"):
            lines.append(Line(f"{code}. {words(definition['name_vi'])}", str(code)))
    titles = Titles(
        "chi-so-cac-nam",
        tell(
            "Toàn bộ chỉ số theo năm, giai đoạn {first}–{last}",
            first=ev.period.first,
            last=ev.period.last,
        ),
        "Chỉ số",
    )
    notes = (
        "Chỉ tiêu 180 sản phẩm (O01): {bang:chi-tieu-180-nam}."
        if ev.scope is None
        else "Số sản phẩm (O01) nêu ở phần sản phẩm được đăng tải.",
        *(("Không gian, hệ sinh thái (O15): nêu theo từng tiêu chí.",) if ev.covers("O15") else ()),
    )
    return years_table(ev, titles, lines, notes=notes)
