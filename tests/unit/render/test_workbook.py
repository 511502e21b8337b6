"""The annex workbook and results.csv: real tables, safe text, missing stays missing."""

from __future__ import annotations

import csv
import io
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from gdnn_analysis.indicators.frame import RESULT_COLUMNS, Row, to_frame
from gdnn_analysis.render.document import read_document
from gdnn_analysis.render.errors import StoreError
from gdnn_analysis.render.results_csv import results_csv
from gdnn_analysis.render.sheets import SHEETS
from gdnn_analysis.render.store import Store, read_store
from gdnn_analysis.render.workbook import render_workbook

from .conftest import as_notebook

FORMULA = '=cmd|" /C calc"!A0'


@pytest.fixture
def store() -> Store:
    rows = [
        Row("O01", 171.0, unit="sản phẩm", completeness=0.9, verdict="gan_dat",
            flags=frozenset({"F-THIEU", "F-TRUNG"})),
        Row("O03", 92.51, unit="%", numerator=37.0, denominator=40.0),
        Row("I01", None, unit="đồng", verdict="khong_du_lieu"),
        Row("A01", 0.5, breakdown="activity", category="PL-I.1", verdict="mot_phan"),
    ]  # fmt: skip
    tables = {
        "results": to_frame(rows, period="2023", window="nd09"),
        "definitions": pd.DataFrame(
            {
                "code": ["O01", "O03"],
                "name_vi": ["Số sản phẩm", "Tỷ lệ chính sách"],
                "definition_vi": "Định nghĩa",
                "formula": FORMULA,
                "unit_vi": "x",
                "aggregation": "tong",
                "limitations_vi": None,
            }
        ),
        "items": pd.DataFrame(
            {
                "work_id": ["W1", "W2"],
                "title_vi": [FORMULA, "+84 912 345 678"],
                "item_type": ["tin", "loại lạ"],
                "published_at": pd.to_datetime(["2023-01-05 07:30", None]),
                "channel_id": ["BAO-HD", "PTTH"],
                "author_unit_id": ["@lệnh", "-1"],
                "a": [True, False],
                "verification": ["da_doi_chieu", "tu_khai"],
                "url": ["https://baohaiduong.vn/a", None],
            }
        ),
        "review": pd.DataFrame(columns=["report_id_a", "report_id_b", "similarity", "reason"]),
        "events": pd.DataFrame(
            columns=[
                "event_id", "name_vi", "event_type", "start_on", "end_on", "area_id",
                "lead_unit_id", "status", "verification",
            ]
        ),
        "issues": pd.DataFrame(
            {
                "severity": ["loi"], "rule": "DQ-01", "table": "media", "file": "a.csv",
                "sheet": "", "row": pd.array([7], dtype="Int64"), "column": "c", "value": "007",
                "message": "m" * 40_000, "remedy": "r",
            }
        ),
    }  # fmt: skip
    return Store(tables, ())


def book(store: Store, **metadata) -> openpyxl.Workbook:
    document = read_document(as_notebook([], **metadata))
    return openpyxl.load_workbook(io.BytesIO(render_workbook(document, store, run_id="3f9a21c4")))


def table(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    sheet = book[name]
    (made,) = sheet.tables.values()
    header, *rows = [[cell.value for cell in row] for row in sheet[made.ref]]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_sheets_have_their_vietnamese_names(store: Store) -> None:
    assert book(store).sheetnames == [
        "Kết quả",
        "Sản phẩm được tính",
        "Danh sách rà soát trùng",
        "Vấn đề số liệu",
        "Phương pháp",
    ]  # no sheet of events without events


def test_names_fit_excel() -> None:
    for sheet in SHEETS:
        assert len(sheet.name) <= 31
        assert not set(sheet.name) & set(r":\/?*[]")


def test_results_carry_names_labels_and_numbers(store: Store) -> None:
    first, second, third, fourth = table(book(store), "Kết quả")
    assert first["Chỉ số"] == "Số sản phẩm"
    assert first["Giá trị"] == 171
    assert first["Kết luận"] == "Gần đạt"
    assert first["Ghi chú"] == "Thiếu đơn vị nộp – giá trị là cận dưới; Còn bản ghi nghi trùng"
    assert (second["Tử số"], second["Mẫu số"]) == (37, 40)
    assert third["Giá trị"] is None  # missing, never 0
    assert third["Kết luận"] == "Không có dữ liệu"
    assert fourth["Kết luận"] == "Thực hiện một phần"
    assert (fourth["Phân tổ"], fourth["Nhóm"]) == ("hoạt động trong Phụ lục", "PL-I.1")
    assert (
        table(book(store), "Vấn đề số liệu")[0]["Bảng"] == "Nhật ký tin, bài, phóng sự, ấn phẩm số"
    )


def test_numbers_are_formatted_by_their_unit(store: Store) -> None:
    sheet = book(store)["Kết quả"]
    formats = {
        row[0].value: row[8].number_format
        for row in sheet.iter_rows()
        if row[0].value in ("O01", "O03")
    }
    assert formats == {"O01": "#,##0", "O03": "#,##0.0"}


def test_no_text_becomes_a_formula_or_a_link(store: Store) -> None:
    made = book(store)
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert all(cell.hyperlink is None for cell in cells)
    first, second = table(made, "Sản phẩm được tính")
    assert first["Tiêu đề"] == FORMULA
    assert second["Tiêu đề"] == "+84 912 345 678"
    (issue,) = table(made, "Vấn đề số liệu")
    assert issue["Giá trị"] == "007"


def test_items_show_labels_dates_and_marks(store: Store) -> None:
    first, second = table(book(store), "Sản phẩm được tính")
    assert first["Thể loại"] == "Tin"
    assert second["Thể loại"] == "loại lạ"
    assert first["Ngày đăng, phát đầu tiên"] == datetime(2023, 1, 5, 7, 30)
    assert second["Ngày đăng, phát đầu tiên"] is None
    assert (first["Cách hiểu A"], second["Cách hiểu A"]) == ("Có", "Không")


def test_headers_stay_in_sight_and_can_be_filtered(store: Store) -> None:
    for sheet in book(store):
        (made,) = sheet.tables.values()
        top = int(made.ref.split(":")[0].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        assert sheet.freeze_panes.endswith(str(top + 1))
        assert made.autoFilter is not None
        assert sheet.print_title_rows == f"${top}:${top}"


def test_an_empty_list_says_so(store: Store) -> None:
    (row,) = table(book(store), "Danh sách rà soát trùng")
    assert row["Dòng 1"] == "Không có dòng nào."


def test_text_longer_than_excel_takes_is_visibly_cut(store: Store) -> None:
    (issue,) = table(book(store), "Vấn đề số liệu")
    assert len(issue["Nội dung"]) < 32_767
    assert issue["Nội dung"].endswith("[…]")


def test_every_sheet_says_whose_figures_these_are(store: Store) -> None:
    for sheet in book(store, kind="minh_hoa", public=False):
        head = " ".join(str(sheet.cell(row, 1).value) for row in range(1, 6))
        assert "SỐ LIỆU MINH HỌA – Lưu hành nội bộ" in head
        assert "3f9a21c4" in head


def test_the_time_stamp_is_the_runs(store: Store) -> None:
    assert book(store).properties.created == datetime(2024, 1, 5, 1)  # UTC


def test_a_table_without_a_needed_column_is_an_error_naming_it(store: Store) -> None:
    lacking = {**store.tables, "items": store["items"].drop(columns="title_vi")}
    with pytest.raises(StoreError, match="title_vi"):
        book(Store(lacking, ()))


def test_a_store_without_a_file_is_an_error_naming_it(tmp_path) -> None:
    with pytest.raises(StoreError, match=r"results\.parquet"):
        read_store(tmp_path)


def test_csv_has_mark_fixed_columns_and_shortest_numbers(store: Store) -> None:
    raw = results_csv(store["results"])
    assert raw.startswith(b"\xef\xbb\xbfcode,period,window,")
    assert b"\r" not in raw
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    assert tuple(rows[0]) == RESULT_COLUMNS
    assert [row["value"] for row in rows] == ["171", "92.51", "", "0.5"]
    assert rows[0]["flags"] == "F-THIEU;F-TRUNG"


def test_csv_numbers_read_back_as_they_were() -> None:
    values = [0.1 + 0.2, 1 / 3, 1e21, -5.0, 123456789012.0]
    rows = [Row("O01", value) for value in values]
    raw = results_csv(to_frame(rows, period="2023", window="nd09")).decode("utf-8-sig")
    assert [float(row["value"]) for row in csv.DictReader(io.StringIO(raw))] == values


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_csv_text_cannot_become_a_formula(store: Store, text: str) -> None:
    results = store["results"].assign(category=text)
    raw = results_csv(results).decode("utf-8-sig")
    assert {row["category"] for row in csv.DictReader(io.StringIO(raw))} == {f"'{text}"}


def test_rows_are_high_enough_for_wrapped_text(store: Store) -> None:
    sheet = book(store)["Vấn đề số liệu"]
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert heights[-1] == 399.75  # the longest text a row can show
    assert heights[-2] == 31.5  # two lines of header
    assert set(heights[:-2]) == {None}
