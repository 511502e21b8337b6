"""CSV and TSV files: delimiters, encodings, quotes, and line numbers (RL-08)."""

from __future__ import annotations

import pytest

from tests.unit.ingest.world import issues_of, media_row, only_issue

HEADER = ",".join(media_row())
ROW = ",".join(media_row().values())


@pytest.fixture
def media_of(folder, read_folder):
    def read(content: str | bytes, name: str = "media.csv"):
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(raw)
        return read_folder()

    return read


def row(report_id: str, delimiter: str = ",") -> str:
    return delimiter.join(media_row(report_id).values())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(media_of, delimiter):
    text = f"{HEADER}\n{ROW}\n".replace(",", delimiter)
    assert len(media_of(text)["media"]) == 1


def test_the_delimiter_an_office_program_declares_is_used_and_its_line_not_counted(media_of):
    data = media_of(f"sep=;\n{HEADER}\n{ROW}\n".replace(",", ";"))
    assert data["media"]["_row"].tolist() == [2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read_without_a_word(media_of, encoding):
    data = media_of(f"{HEADER}\r\n{ROW}\r\n".encode(encoding))
    assert data["media"]["title_vi"].tolist() == [media_row()["title_vi"]]
    assert issues_of(data).empty


def test_a_file_in_an_old_encoding_is_read_with_a_warning_that_names_it(media_of):
    from gdnn_analysis.vietnamese.code_tables import BYTE_TABLES

    signs = {letter: byte for byte, letter in BYTE_TABLES["TCVN3"].items()}
    title = "trường cao đẳng tuyển sinh lớp trung cấp"
    raw = bytes(signs.get(sign, ord(sign)) for sign in title)
    content = f"{HEADER}\n{ROW}\n".encode("ascii", "ignore").replace(b"Ngy hi t vn tuyn sinh", raw)
    data = media_of(content)
    assert data["media"]["title_vi"].tolist() == [title]
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "canh_bao")
    assert "TCVN3" in issue["message"]


def test_bytes_that_are_no_text_are_an_error(media_of):
    data = media_of(bytes(range(256)) * 4)
    assert only_issue(data)["severity"] == "loi"
    assert not data.has("media")


@pytest.mark.parametrize("markup", ["<html><table><tr><td>", '<?xml version="1.0"?><Workbook>'])
def test_a_web_page_is_named_for_what_it_is(media_of, markup):
    issue = only_issue(media_of(markup))
    assert "HTML" in issue["message"]
    assert "Excel" in issue["remedy"]


def test_line_numbers_count_blank_lines_and_cells_of_several_lines_as_one(media_of):
    note = '"dòng một\ndòng hai"'
    text = f"{HEADER},note\n\n{row('M1')},{note}\n\n\n{row('M2')},\n"
    data = media_of(text)
    assert data["media"]["_row"].tolist() == [3, 6]
    assert data["media"]["note"].tolist()[0] == "dòng một\ndòng hai"


def test_title_lines_above_the_header_are_passed(media_of):
    data = media_of(f"BẢNG TỔNG HỢP\nNăm 2023,\n\n{HEADER}\n{ROW}\n")
    assert data["media"]["_row"].tolist() == [5]
    assert issues_of(data).empty


@pytest.mark.parametrize("extra", [",x", ",x,y,z"])
def test_a_row_with_too_many_cells_costs_only_itself(media_of, extra):
    data = media_of(f"{HEADER}\n{row('M1')}\n{row('M2')}{extra}\n{row('M3')}\n")
    assert data["media"]["report_id"].tolist() == ["M1", "M3"]
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["row"]) == ("DQ-20", "loi", 3)
    assert data.counts.set_index("table").loc["media"].tolist() == [3, 2, 1]


def test_empty_cells_beyond_the_header_are_harmless(media_of):
    assert issues_of(media_of(f"{HEADER}\n{ROW},,,\n")).empty


def test_a_quote_that_is_never_closed_costs_only_its_row(media_of):
    broken = row("M2").replace("Ngày", '"Ngày')
    data = media_of(f"{HEADER}\n{row('M1')}\n{broken}\n{row('M3')}\n{row('M4')}\n")
    assert data["media"]["report_id"].tolist() == ["M1", "M3", "M4"]
    assert data["media"]["_row"].tolist() == [2, 4, 5]
    issue = only_issue(data)
    assert (issue["severity"], issue["row"]) == ("loi", 3)
    assert "nháy" in issue["message"]


def test_two_stray_quotes_do_not_swallow_the_rows_between_them(media_of):
    rows = [row(f"M{n}") for n in range(9)]
    rows[2] = rows[2].replace("Ngày", '"Ngày')
    rows[6] = rows[6].replace("sinh", 'sinh"')
    data = media_of("\n".join([HEADER, *rows]) + "\n")
    expected = [f"M{n}" for n in range(9) if n != 2]
    assert data["media"]["report_id"].tolist() == expected


def test_a_quotation_inside_a_cell_is_part_of_the_text(media_of):
    changed = ROW.replace("Ngày hội", 'Màn hình 55 in" và')
    data = media_of(f"{HEADER}\n{changed}\n")
    assert '55 in"' in data["media"]["title_vi"].iloc[0]


def test_long_prose_in_one_cell_is_no_swallowed_row(media_of):
    prose = "\n".join(f"câu {n}, có dấu phẩy, và nữa" for n in range(40))
    data = media_of(f'{HEADER},note\n{ROW},"{prose}"\n')
    assert data["media"]["note"].tolist() == [prose]


def test_rows_that_are_one_quoted_cell_each_are_opened_again(media_of):
    doubled = "\n".join('"' + line.replace('"', '""') + '"' for line in (HEADER, ROW))
    data = media_of(doubled)
    assert len(data["media"]) == 1
    assert only_issue(data)["severity"] == "canh_bao"


def test_a_csv_named_xlsx_is_read_by_its_content_with_a_warning(media_of):
    data = media_of(f"{HEADER}\n{ROW}\n", "media.xlsx")
    assert len(data["media"]) == 1
    assert only_issue(data)["severity"] == "canh_bao"


def test_a_file_without_a_last_line_end_is_complete(media_of):
    assert len(media_of(f"{HEADER}\n{ROW}")["media"]) == 1


def test_an_unknown_column_is_kept_aside_and_named(media_of):
    data = media_of(f"{HEADER},luot_xem\n{ROW},5\n")
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["column"]) == ("DQ-22", "canh_bao", "luot_xem")
    assert "luot_xem" not in data["media"]
    assert len(data["media"]) == 1


def test_a_running_number_is_no_unknown_column(media_of):
    assert issues_of(media_of(f"STT,{HEADER}\n1,{ROW}\n")).empty


def test_a_column_given_twice_is_used_once_and_told(media_of):
    data = media_of(f"{HEADER},title_vi\n{ROW},Khác\n")
    assert data["media"]["title_vi"].tolist() == [media_row()["title_vi"]]
    assert only_issue(data)["column"] == "title_vi"


def test_a_column_without_a_header_is_told_when_it_holds_something(media_of):
    data = media_of(f"{HEADER},,note\n{ROW},lạc,ghi chú\n")
    assert "không có tiêu đề" in only_issue(data)["message"]
    assert data["media"]["note"].tolist() == ["ghi chú"]


def test_vietnamese_titles_name_the_columns(media_of):
    from gdnn_analysis.contract import contract

    table = contract().tables["media"]
    titles = ",".join(f'"{table[name].title}"' for name in media_row())
    data = media_of(f"{titles}\n{ROW}\n")
    assert len(data["media"]) == 1
    assert issues_of(data).empty


@pytest.mark.parametrize(
    "header", ["Mã dòng báo cáo *", "MÃ DÒNG BÁO CÁO", " Mã  dòng báo cáo (*)"]
)
def test_marks_of_required_columns_case_and_blanks_do_not_matter(media_of, header):
    assert len(media_of(f"{HEADER.replace('report_id', header)}\n{ROW}\n")["media"]) == 1


def test_total_rows_are_left_out_with_a_warning(media_of):
    data = media_of(f"STT,{HEADER}\n1,{ROW}\nTổng cộng,,,,,,,,\n,Cộng:,,,,,,,5\n")
    found = issues_of(data)
    assert found["rule"].tolist() == ["DQ-19", "DQ-19"]
    assert found["severity"].tolist() == ["canh_bao", "canh_bao"]
    assert data.counts.set_index("table").loc["media"].tolist() == [3, 1, 2]


def test_group_headings_and_notes_are_left_out_with_a_warning(media_of):
    data = media_of(f"STT,{HEADER}\n,I. Khối sở ngành,,,,,,,\n1,{ROW}\nGhi chú: số liệu tạm tính\n")
    found = issues_of(data)
    assert found["severity"].tolist() == ["canh_bao", "canh_bao"]
    assert found["row"].tolist() == [2, 4]
    assert len(data["media"]) == 1


def test_a_lone_id_is_a_row_with_its_cells_missing(media_of):
    data = media_of(f"{HEADER}\nM5,,,,,,,\n")
    assert set(issues_of(data)["rule"]) == {"DQ-01"}


def test_the_row_of_column_numbers_is_passed(media_of):
    numbers = ",".join(f"({n})" for n in range(1, len(media_row()) + 1))
    data = media_of(f"{HEADER}\n{numbers}\n{ROW}\n")
    assert data["media"]["_row"].tolist() == [3]
    assert only_issue(data)["severity"] == "thong_tin"
    assert data.counts.set_index("table").loc["media"].tolist() == [1, 1, 0]


def test_the_row_of_column_numbers_may_begin_with_letters_and_hold_sums(media_of):
    numbers = ",".join(["A", "B", "1", "2", "3", "4", "5", "6=4+5"])
    data = media_of(f"{HEADER}\n{numbers}\n{ROW}\n")
    assert data["media"]["_row"].tolist() == [3]


def test_a_row_that_only_begins_like_column_numbers_is_a_record(media_of):
    data = media_of(f"{HEADER}\n{ROW.replace('M1', '1')}\n")
    assert data["media"]["report_id"].tolist() == ["1"]


def test_numbered_but_empty_rows_of_a_form_are_blank(media_of):
    data = media_of(f"STT,{HEADER}\n1,{ROW}\n2,,,,,,,,\n3.,,,,,,,,\n")
    assert issues_of(data).empty
    assert data.counts.set_index("table").loc["media"].tolist() == [1, 1, 0]


def test_signatures_below_the_table_are_no_records(media_of):
    data = media_of(f"{HEADER}\n{ROW}\n,Người lập biểu,,,,Thủ trưởng đơn vị,,\n")
    assert only_issue(data)["severity"] == "canh_bao"
    assert len(data["media"]) == 1


def test_a_record_that_holds_the_name_of_a_column_is_no_second_header(media_of):
    data = media_of(f"{HEADER},note\n{ROW.replace('goc', '')},Tiêu đề\n{row('M2')},\n")
    assert data["media"]["report_id"].tolist() == ["M2"]
    assert only_issue(data)["column"] == "kind"
