"""Workbooks: typed cells, hidden rows, formulas, errors, protection, wrong names (RL-07, RL-10).

``files/`` holds small workbooks of the old formats, saved by LibreOffice from fictional rows.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from gdnn_analysis.ingest.reading import workbook as workbook_module
from tests.unit.ingest.world import event_row, issues_of, media_row, only_issue

FILES = Path(__file__).parent / "files"
Fill = Callable[[xlsxwriter.Workbook], None]


@pytest.fixture
def book_of(folder, read_folder):
    """Return a function that writes a workbook, lets it be filled, and loads the folder."""

    def read(fill: Fill, name: str = "nộp.xlsx"):
        book = xlsxwriter.Workbook(str(folder / name))
        fill(book)
        book.close()
        return read_folder()

    return read


def write_rows(sheet, rows, *, top: int = 0) -> None:
    sheet.write_row(top, 0, list(rows[0]))
    for at, row in enumerate(rows, start=top + 1):
        for place, value in enumerate(row.values()):
            if value != "":
                sheet.write(at, place, value)


def test_sheets_belong_to_tables_by_name_or_title(book_of):
    def fill(book):
        write_rows(book.add_worksheet("media"), [media_row()])
        write_rows(book.add_worksheet("Sự kiện"), [event_row()])

    data = book_of(fill)
    assert (len(data["media"]), len(data["events"])) == (1, 1)
    assert data["events"]["_sheet"].tolist() == ["Sự kiện"]
    assert issues_of(data).empty


def test_dates_numbers_and_truth_values_are_used_as_they_are(book_of):
    def fill(book):
        sheet = book.add_worksheet("media")
        rows = [media_row(published_at="", air_minutes=1.234, is_digital=True, item_id=7)]
        write_rows(sheet, rows)
        day = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        place = list(rows[0]).index("published_at")
        sheet.write_datetime(1, place, datetime(2023, 5, 20, 8, 30), day)

    row = book_of(fill)["media"].iloc[0]
    assert row["published_at"] == pd.Timestamp("2023-05-20 08:30")
    assert row["air_minutes"] == 1.234
    assert row["is_digital"]
    assert row["item_id"] == "7"


@pytest.mark.parametrize("name", ["Hướng dẫn", "Danh mục ITEM"])
def test_guide_sheets_of_the_forms_are_no_unknown_sheets(book_of, name):
    def fill(book):
        write_rows(book.add_worksheet("media"), [media_row()])
        book.add_worksheet(name).write(0, 0, "Cách điền")

    assert issues_of(book_of(fill)).empty


def test_an_unknown_sheet_is_kept_aside_and_named(book_of):
    def fill(book):
        write_rows(book.add_worksheet("media"), [media_row()])
        book.add_worksheet("Sheet2").write(0, 0, "gì đó")

    issue = only_issue(book_of(fill))
    assert (issue["severity"], issue["sheet"], issue["rule"]) == ("canh_bao", "Sheet2", "DQ-22")


def test_the_only_sheet_of_a_workbook_named_after_a_table_is_that_table(book_of):
    data = book_of(
        lambda book: write_rows(book.add_worksheet("Sheet1"), [media_row()]), "media.xlsx"
    )
    assert len(data["media"]) == 1


def test_hidden_rows_are_read_and_told(book_of):
    def fill(book):
        sheet = book.add_worksheet("media")
        write_rows(sheet, [media_row(f"M{n}") for n in range(4)])
        for line in (1, 2):
            sheet.set_row(line, None, None, {"hidden": True})

    data = book_of(fill)
    assert len(data["media"]) == 4
    issue = only_issue(data)
    assert (issue["severity"], issue["row"]) == ("thong_tin", 2)
    assert "2–3" in issue["message"]


def test_a_hidden_sheet_is_read_and_told(book_of):
    def fill(book):
        write_rows(book.add_worksheet("media"), [media_row()])
        sheet = book.add_worksheet("events")
        write_rows(sheet, [event_row()])
        sheet.hide()

    data = book_of(fill)
    assert len(data["events"]) == 1
    issue = only_issue(data)
    assert (issue["severity"], issue["sheet"]) == ("thong_tin", "events")


def test_a_formula_that_was_never_computed_is_an_error(folder, read_folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "media"
    row = media_row("M1", air_minutes="=1+1")
    sheet.append(list(row))
    sheet.append(list(row.values()))
    book.save(folder / "nộp.xlsx")
    data = read_folder()
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["column"]) == ("DQ-20", "loi", "air_minutes")
    assert "công thức" in issue["message"]
    assert data["media"].empty


def test_the_stored_result_of_a_formula_is_its_value(book_of):
    def fill(book):
        sheet = book.add_worksheet("media")
        write_rows(sheet, [media_row(air_minutes=0, note="")])
        sheet.write_formula(1, len(media_row()), "=2*3", None, 6)
        sheet.write_formula(1, len(media_row()) + 1, '=" "', None, " ")

    data = book_of(fill)
    assert data["media"]["air_minutes"].tolist() == [6]
    assert issues_of(data).empty


def test_an_excel_error_is_no_blank(book_of):
    def fill(book):
        sheet = book.add_worksheet("media")
        write_rows(sheet, [media_row(air_minutes=0)])
        sheet.write_formula(1, len(media_row()), "=1/0", None, "#DIV/0!")

    issue = only_issue(book_of(fill))
    assert (issue["rule"], issue["severity"], issue["row"]) == ("DQ-20", "loi", 2)


def test_a_cell_merged_into_the_one_above_has_no_value_of_its_own(book_of):
    def fill(book):
        sheet = book.add_worksheet("media")
        write_rows(sheet, [media_row("M1"), media_row("M2")])
        sheet.merge_range(1, 1, 2, 1, "TRUONG-A")

    data = book_of(fill)
    assert data["media"]["report_id"].tolist() == ["M1"]
    issue = only_issue(data)
    assert (issue["rule"], issue["column"], issue["row"]) == ("DQ-20", "reporting_unit_id", 3)
    assert "gộp" in issue["remedy"]


def test_a_header_of_two_rows_with_merged_cells_is_read(book_of):
    def fill(book):
        sheet = book.add_worksheet("event_groups")
        sheet.merge_range("A1:E1", "NGƯỜI DỰ SỰ KIỆN")
        for place, title in enumerate(("event_id", "audience_code", "sex")):
            sheet.merge_range(2, place, 3, place, title)
        sheet.merge_range(2, 3, 2, 4, "Số người")
        sheet.write_row(3, 3, ["attendances", "uniques"])
        sheet.write_row(4, 0, ["(1)", "(2)", "(3)", "(4)", "(5)"])
        sheet.write_row(5, 0, ["E1", "A1a", "nam", 7, 5])
        write_rows(book.add_worksheet("events"), [event_row()])

    data = book_of(fill)
    assert data["event_groups"][["attendances", "uniques", "_row"]].values.tolist() == [[7, 5, 6]]
    assert issues_of(data)["severity"].tolist() == ["thong_tin"]


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_old_formats_are_read_like_xlsx(folder, read_folder, suffix):
    (folder / f"nộp.{suffix}").write_bytes((FILES / f"media.{suffix}").read_bytes())
    data = read_folder()
    assert data["media"]["report_id"].tolist() == ["M1", "M2", "M4"]
    assert data["media"]["_row"].tolist() == [4, 5, 8]
    assert data["media"]["air_minutes"].tolist() == [12, 12.5, 6]
    assert data["media"]["published_at"].tolist()[1] == pd.Timestamp("2023-05-21 08:30")
    hidden = only_issue(data, severity="thong_tin")
    assert hidden["row"] == 5
    error = only_issue(data, severity="loi")
    assert (error["row"], error["column"], error["rule"]) == (7, "air_minutes", "DQ-20")


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_workbook_with_a_password_is_named_with_its_remedy(folder, read_folder, suffix):
    (folder / f"media.{suffix}").write_bytes((FILES / f"protected.{suffix}").read_bytes())
    issue = only_issue(read_folder())
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "loi")
    assert "mật khẩu" in issue["message"]


def test_a_damaged_workbook_is_an_error_and_the_rest_is_read(book_of, folder):
    good = io.BytesIO()
    book = openpyxl.Workbook()
    book.save(good)
    (folder / "hỏng.xlsx").write_bytes(good.getvalue()[:2000])
    data = book_of(lambda book: write_rows(book.add_worksheet("media"), [media_row()]))
    assert only_issue(data, severity="loi")["file"] == "hỏng.xlsx"
    assert len(data["media"]) == 1


def test_an_archive_that_is_no_workbook_is_an_error(folder, read_folder):
    import zipfile

    with zipfile.ZipFile(folder / "media.xlsx", "w") as archive:
        archive.writestr("x.txt", "x")
    assert "ZIP" in only_issue(read_folder())["message"]


def test_an_xls_named_xlsx_is_read_by_its_content(folder, read_folder):
    (folder / "nộp.xlsx").write_bytes((FILES / "media.xls").read_bytes())
    assert len(read_folder()["media"]) == 3


def test_a_web_page_named_xls_is_named_for_what_it_is(folder, read_folder):
    (folder / "media.xls").write_text("<html><table><tr><td>1</td></tr></table></html>")
    found = issues_of(read_folder(), severity="loi")
    assert found["message"].str.contains("HTML").tolist() == [True]


def test_a_sheet_with_a_stray_cell_at_its_end_is_refused_not_swallowed(book_of, monkeypatch):
    monkeypatch.setattr(workbook_module, "LARGEST_GRID", 1000)

    def fill(book):
        sheet = book.add_worksheet("media")
        write_rows(sheet, [media_row()])
        sheet.write(500, 50, "x")

    issue = only_issue(book_of(fill))
    assert (issue["severity"], issue["sheet"]) == ("loi", "media")


def test_an_empty_sheet_of_a_table_is_told(book_of):
    def fill(book):
        book.add_worksheet("events")
        write_rows(book.add_worksheet("media"), [media_row()])

    issue = only_issue(book_of(fill))
    assert (issue["severity"], issue["table"]) == ("canh_bao", "events")
