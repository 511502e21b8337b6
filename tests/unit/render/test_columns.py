"""Tables are fitted to the page before it is set."""

from __future__ import annotations

import pytest

from gdnn_analysis.fonts import text_width
from gdnn_analysis.render.columns import LANDSCAPE, PADDING, PORTRAIT, fit_table, soften
from gdnn_analysis.report.blocks import Cell, Column, Row, Table

from .conftest import long_table, summary_table, wide_table


def table(columns: tuple[Column, ...], *rows: tuple[str, ...]) -> Table:
    body = tuple(Row(tuple(map(Cell, row))) for row in rows)
    return Table("k", "Tên", "", "nguồn", columns, body)


def test_widths_fill_the_page() -> None:
    for example in (summary_table(), long_table()):
        assert sum(fit_table(example).widths) == pytest.approx(PORTRAIT)
    assert sum(fit_table(wide_table()).widths) == pytest.approx(LANDSCAPE)


def test_no_column_is_narrower_than_its_longest_word() -> None:
    words = ("Sở", "LaoĐộngThươngBinh", "1.234.567")
    columns = (Column("A", width=50), Column("B", width=1), Column("C", width=1))
    fit = fit_table(table(columns, (" ".join(["chữ"] * 200), words[1], words[2])))
    for word, width in zip(words, fit.widths, strict=True):
        assert width >= text_width(word, fit.size) + PADDING - 0.01


def test_width_goes_where_it_saves_lines() -> None:
    told = "Kế hoạch không đặt chỉ tiêu"
    columns = (Column("Chỉ số", width=6), Column("Giá trị", width=2), Column("Kết luận", width=2))
    fit = fit_table(table(columns, *[("Tỷ lệ nộp số liệu đúng hạn", "100,0%", told)] * 5))
    assert fit.widths[2] >= text_width(told, fit.size) + PADDING - 0.01
    assert sum(fit.widths) == pytest.approx(PORTRAIT)


def test_headers_and_lower_cells_are_not_squeezed_for_little() -> None:
    duty = "Phối hợp tổ chức đăng, phát tin, bài, ảnh, phóng sự; xây dựng chuyên trang, chuyên mục"
    columns = (
        Column("Nhiệm vụ", width=4.6),
        Column("Tính chất", width=1.3),
        Column("Chỉ số theo dõi", width=1),
    )
    fit = fit_table(table(columns, *[(duty, "Đề nghị phối hợp", "A01")] * 20))
    assert fit.widths[2] >= text_width("theo dõi", fit.size, bold=True) + PADDING - 0.01


def test_signs_are_measured_as_the_symbol_font_draws_them() -> None:
    assert text_width("○", 11) == text_width("✔", 11) == 11


def test_only_a_low_table_stays_on_one_page() -> None:
    columns = (Column("A"), Column("B"))
    assert fit_table(table(columns, *[("a", "b")] * 4)).short
    assert not fit_table(table(columns, *[("a", "b")] * 20)).short


def test_a_table_too_wide_for_an_upright_page_is_turned() -> None:
    assert fit_table(wide_table()).landscape
    assert not fit_table(summary_table()).landscape


def test_a_long_crowded_table_is_turned_where_that_helps() -> None:
    text = " ".join(["nội dung dài"] * 12)
    columns = tuple(Column(f"Cột {place}") for place in range(6))
    crowded = table(columns, *[(text,) * 6] * 12)
    assert fit_table(crowded).landscape
    short = table(columns, *[(text,) * 6] * 3)
    assert not fit_table(short).landscape


def test_smaller_letters_are_tried_before_turning() -> None:
    columns = tuple(Column(f"{place}") for place in range(7))
    word = "0" * 11
    fit = fit_table(table(columns, (word,) * 7))
    assert (fit.size, fit.landscape) == (10.0, False)


def test_a_table_that_fits_no_page_breaks_its_words() -> None:
    columns = tuple(Column(f"{place}") for place in range(20))
    fit = fit_table(table(columns, ("Không-có-dấu-cách-nào-cả",) * 20))
    assert fit.landscape
    assert fit.limit < 20


def test_a_row_higher_than_half_a_page_may_run_over() -> None:
    columns = (Column("A"), Column("B"))
    fit = fit_table(table(columns, ("ngắn", "ngắn"), ("ngắn", " ".join(["chữ"] * 3000))))
    assert fit.tall == (False, True)


def test_long_words_get_invisible_places_to_break() -> None:
    address = "https://haiduong.gov.vn/tin-tuc/giao-duc-nghe-nghiep-2023.html"
    softened = soften(address, 20)
    assert softened.replace("\u200b", "") == address
    assert max(map(len, softened.split("\u200b"))) <= 20
    assert soften("Trường Cao đẳng nghề", 20) == "Trường Cao đẳng nghề"


def test_columns_of_years_are_equally_wide() -> None:
    years = ("2021", "2022", "2023", "2024", "2025")
    columns = (Column("Hoạt động", width=3), *(Column(year, "center", 1.4) for year in years))
    long = "Mở chuyên trang, chuyên mục, phóng sự, thông tin quảng bá trên Đài Phát thanh"
    fit = fit_table(table(columns, *[(long, "Thực hiện một phần", *["Đã thực hiện"] * 4)] * 5))
    assert len({round(width, 6) for width in fit.widths[1:]}) == 1
    assert sum(fit.widths) == pytest.approx(PORTRAIT)
