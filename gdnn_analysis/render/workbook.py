"""``annex.xlsx``: figures, counted records, issues and method as tables one can filter.

Text is written as text: nothing a unit sent can become a formula or a link. The same tables give
the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC
from typing import TYPE_CHECKING, Final

import pandas as pd

from gdnn_analysis.language import tell, words
from gdnn_analysis.render.document import Document, in_its_language
from gdnn_analysis.render.sheets import DEFINITIONS, SHEETS, Sheet, SheetColumn, printed
from gdnn_analysis.render.store import Store
from gdnn_analysis.render.wording import worded
from gdnn_analysis.render.workbook_cells import Formats, make_formats, write_table

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS: Final = 1_000_000


@in_its_language
def render_workbook(document: Document, store: Store, *, run_id: str) -> bytes:
    """Return the annex workbook.

    Parameters
    ----------
    document
        The report, for its title, marks and time stamp.
    store
        The tables behind it.
    run_id
        Printed on every sheet, the same in all media.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(out, options) as book:
        _describe(book, document)
        formats = make_formats(book)
        for sheet in SHEETS:
            frame = worded(sheet, store)
            if len(frame) or sheet.always:
                _write_sheet((book, formats), sheet, frame, lines=_head_lines(document, run_id))
    return out.getvalue()


def _describe(book: Workbook, document: Document) -> None:
    metadata = document.metadata
    book.set_properties(
        {
            "title": metadata.full_title,
            "author": metadata.issuer,
            "comments": " – ".join(metadata.marks),
            # Stored as UTC without saying so; Excel shows it in the reader's time.
            "created": metadata.created_at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    book.set_calc_mode("auto")


def _head_lines(document: Document, run_id: str) -> list[str]:
    metadata = document.metadata
    lines = [
        tell(
            "{title}; kỳ số liệu {window}.",
            title=metadata.full_title,
            window=metadata.window_label,
        )
    ]
    lines.append(
        tell(
            "Mã lần chạy: {run_id}; lập lúc {created}.",
            run_id=run_id,
            created=f"{metadata.created_at:%H:%M %d/%m/%Y}",
        )
    )
    if metadata.marks:
        lines.append(" – ".join(metadata.marks))
    return lines


def _write_sheet(
    target: tuple[Workbook, Formats], sheet: Sheet, frame: pd.DataFrame, *, lines: list[str]
) -> None:
    book, formats = target
    columns, values = printed(sheet, frame)
    page = book.add_worksheet(words(sheet.name))
    page.write_string(0, 0, words(sheet.title), formats["title"])
    notes = [*lines, *_cut_note(values)]
    for place, line in enumerate(notes, start=1):
        page.write_string(place, 0, line, formats["line"])
    top = len(notes) + 2
    shown = values.head(MOST_ROWS)
    write_table(formats, page, columns, shown, top=top)
    _set_page(page, columns, top=top, sheet=sheet)


def _cut_note(values: pd.DataFrame) -> list[str]:
    if len(values) <= MOST_ROWS:
        return []
    return [
        tell(
            "Trang tính chỉ in {most} dòng đầu trên {count} dòng (giới hạn của Excel).",
            most=MOST_ROWS,
            count=len(values),
        )
    ]


def _set_page(page: Worksheet, columns: Sequence[SheetColumn], *, top: int, sheet: Sheet) -> None:
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
    page.freeze_panes(top + 1, 2 if sheet is not DEFINITIONS else 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer(f"&L&A&R{words('Trang')} &P/&N")
