"""Annotated copies of the sources (``check --annotate``)."""

from __future__ import annotations

import openpyxl
import pytest
import xlsxwriter

from gdnn_analysis.ingest import DataPathError
from gdnn_analysis.ingest.annotate import FILLS, SUMMARY_SHEET, annotate
from tests.unit.ingest.test_workbook import FILES, write_rows
from tests.unit.ingest.world import media_row, read_media, write_csv


def colour(cell) -> str:
    return cell.fill.start_color.rgb


def test_a_bad_cell_of_a_workbook_is_coloured_and_commented(folder, read_folder, tmp_path):
    with xlsxwriter.Workbook(str(folder / "nộp.xlsx")) as book:
        sheet = book.add_worksheet("media")
        sheet.write(0, 0, "Nhật ký")
        write_rows(sheet, [media_row("M1"), media_row("M2", item_type="xyz")], top=2)
    before = (folder / "nộp.xlsx").read_bytes()
    written = annotate(read_folder(), tmp_path / "bản đánh dấu")
    assert written == [tmp_path / "bản đánh dấu" / "nộp.xlsx"]
    copy = openpyxl.load_workbook(written[0])
    cell = copy["media"]["D5"]
    assert cell.value == "xyz"
    assert colour(cell) == FILLS["loi"].start_color.rgb
    assert "DQ-02" in cell.comment.text
    assert copy["media"]["D4"].comment is None
    assert copy[SUMMARY_SHEET]["B2"].value == "DQ-02"
    assert (folder / "nộp.xlsx").read_bytes() == before


def test_a_csv_becomes_a_workbook_whose_texts_are_texts(folder, read_folder, tmp_path):
    write_csv(folder / "logs" / "media.csv", [media_row("M1", title_vi="=1+1", item_type="xyz")])
    written = annotate(read_folder(), tmp_path / "ra")
    assert written == [tmp_path / "ra" / "logs" / "media.csv.xlsx"]
    sheet = openpyxl.load_workbook(written[0])["media"]
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")
    assert colour(sheet["C2"]) == FILLS["canh_bao"].start_color.rgb
    assert colour(sheet["D2"]) == FILLS["loi"].start_color.rgb


def test_texts_in_the_list_of_issues_are_texts(folder, read_folder, tmp_path):
    write_csv(folder / "media.csv", [media_row("M1", item_type="=cmd|' /C calc'!A0")])
    (written,) = annotate(read_folder(), tmp_path / "ra")
    values = openpyxl.load_workbook(written)[SUMMARY_SHEET]["F2"]
    assert values.value.startswith("=cmd")
    assert values.data_type == "s"


def test_old_formats_become_xlsx_copies(folder, read_folder, tmp_path):
    (folder / "nộp.xls").write_bytes((FILES / "media.xls").read_bytes())
    (written,) = annotate(read_folder(), tmp_path / "ra")
    copy = openpyxl.load_workbook(written)
    assert colour(copy.worksheets[1]["I7"]) == FILLS["loi"].start_color.rgb


def test_a_comment_on_a_merged_cell_goes_to_the_cell_that_shows(folder, read_folder, tmp_path):
    with xlsxwriter.Workbook(str(folder / "nộp.xlsx")) as book:
        sheet = book.add_worksheet("media")
        write_rows(sheet, [media_row("M1"), media_row("M2")])
        sheet.merge_range(1, 1, 2, 1, "TRUONG-A")
    (written,) = annotate(read_folder(), tmp_path / "ra")
    assert "gộp" in openpyxl.load_workbook(written)["media"]["B2"].comment.text


def test_sound_files_get_no_copy(folder, read_folder, tmp_path):
    write_csv(folder / "media.csv", [media_row()])
    assert annotate(read_folder(), tmp_path / "ra") == []
    assert not (tmp_path / "ra").exists()


def test_unreadable_files_get_no_copy_and_stop_nothing(folder, read_folder, tmp_path):
    (folder / "media.xlsx").write_bytes((FILES / "protected.xlsx").read_bytes())
    write_csv(folder / "media.csv", [media_row("M1", item_type="xyz")])
    assert [path.name for path in annotate(read_folder(), tmp_path / "ra")] == ["media.csv.xlsx"]


@pytest.mark.parametrize("inside", [".", "ra", "a/../b"])
def test_copies_are_never_written_into_the_data(folder, read_folder, inside):
    write_csv(folder / "media.csv", [media_row("M1", item_type="xyz")])
    with pytest.raises(DataPathError, match="Chọn một thư mục khác"):
        annotate(read_folder(), folder / inside)


def test_a_place_that_cannot_be_written_is_named(folder, read_folder, tmp_path):
    write_csv(folder / "media.csv", [media_row("M1", item_type="xyz")])
    (tmp_path / "ra").write_text("một tệp")
    with pytest.raises(DataPathError, match="ra"):
        annotate(read_folder(), tmp_path / "ra")


def test_rows_in_memory_have_no_sources(tmp_path):
    assert annotate(read_media(media_row(item_type="xyz")), tmp_path / "ra") == []


def test_issues_of_whole_rows_mark_their_first_cell(folder, read_folder, tmp_path):
    header, row = ",".join(media_row()), ",".join(media_row().values())
    (folder / "media.csv").write_text(f"{header}\n{row},thừa\n", encoding="utf-8")
    (written,) = annotate(read_folder(), tmp_path / "ra")
    assert openpyxl.load_workbook(written)["media"]["A2"].comment is not None
