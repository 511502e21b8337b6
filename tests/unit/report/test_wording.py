"""Figures as officials write them."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.report.annex_words import annex_row_name
from gdnn_analysis.report.narrative import verdict_legend
from gdnn_analysis.report.tables.annual.common import parts_text
from gdnn_analysis.report.wording import (
    figure_text,
    level_name,
    plain_number,
    unit_text,
    years_met,
)


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "shown"),
    [
        (4_524_867_000, "đồng", 0, "4.524,9"),
        (8_342_566, "đồng/sản phẩm", 0, "8.342,6"),
        (3.125, "‰", 1, "3,1"),
        (52.43, "%", 1, "52,4%"),
        (29638, "lượt", 0, "29.638"),
        (1.5, "ngày", 0, "1,5"),
        (38, "ngày", 0, "38"),
    ],
)
def test_money_is_in_millions_unit_costs_in_thousands(value, unit, decimals, shown):
    assert plain_number(value, unit, decimals) == shown


def test_units_say_how_money_is_written():
    assert unit_text("đồng") == "triệu đồng"
    assert unit_text("đồng/lượt") == "nghìn đồng/lượt"
    assert unit_text("lượt") == "lượt"


def row(code: str, value: float, unit: str, flags: str, denominator: float = float("nan")):
    cells = {"code": code, "value": value, "unit": unit, "flags": flags}
    return pd.Series({**cells, "denominator": denominator})


def test_only_counts_are_lower_bounds():
    """Missing data can raise a count; a mean, a cost or a share may go either way (R01)."""
    assert figure_text(row("A03", 240, "sự kiện", "F-THIEU")) == "ít nhất 240"
    assert figure_text(row("O04", 148, "ngày", "F-THIEU")) == "148"
    assert figure_text(row("E01", 8342566, "đồng/sản phẩm", "F-THIEU", 136)) == "8.342,6"
    assert figure_text(row("O05", 3.125, "‰", "F-THIEU", 320), 1) == "3,1"
    assert figure_text(row("O15", 0.82, "điểm (0–1)", "F-THIEU"), 2) == "0,82"


@pytest.mark.parametrize(
    ("filed", "shown"), [(1 / 20, "không có số liệu"), (None, "không có số liệu"), (1.0, "0,0%")]
)
def test_nobody_of_a_fixed_list_is_said_only_when_most_have_told(filed, shown):
    """Bảng 5: no department "took part" when two of 37 units have filed (R01)."""
    flags = "F-THIEU" if filed != 1.0 else ""
    share = row("A06", 0, "%", flags, 5)
    share["numerator"], share["completeness"] = 0, filed

    assert figure_text(share, 1) == shown
    assert parts_text(share) == ("0/5" if filed == 1.0 else "–")


def test_all_groups_of_the_plan_are_no_lower_bound():
    assert figure_text(row("A08", 7, "nhóm", "F-THIEU")) == "ít nhất 7"
    assert figure_text(row("A08", 8, "nhóm", "F-THIEU")) == "8"
    assert figure_text(row("A08", 8, "đơn vị", "F-THIEU")) == "ít nhất 8"


def test_a_count_of_0_while_data_are_missing_is_not_at_least_0():
    nothing = row("O12", 0, "điểm", "F-THIEU")
    nothing["completeness"] = 38 / 40

    assert figure_text(nothing) == "chưa ghi nhận"
    assert figure_text(nothing, plain=True) == "0"
    assert figure_text(nothing.replace("O12", "O09")) == "chưa có bản ghi đã đối chiếu"
    assert figure_text(row("O12", 0, "điểm", "")) == "0"


def test_medians_beside_counts_are_no_lower_bounds():
    """T01 and O06 have both: a maximum can only rise, a median or a list of the rare may not."""
    few = row("O06", 1, "chủ đề", "F-THIEU")
    few["variant"] = "duoi_2"
    most = row("T01", 43719, "tài khoản", "F-THIEU")
    most["variant"] = "cao_nhat"

    assert figure_text(few) == "1"
    assert figure_text(row("T01", 36610, "tài khoản", "F-THIEU")) == "36.610"
    assert figure_text(most) == "ít nhất 43.719"


@pytest.mark.parametrize(
    ("flags", "parts", "shown"),
    [
        ("F-THIEU", (None, None, None), "không có số liệu"),
        ("F-THIEU;F-AN", (None, None, None), "ẩn để bảo mật"),
        ("F-MAUNHO", (None, None, None), "không có số liệu"),
        ("F-MAUNHO", (None, 3, 3), "không có số liệu"),
        ("F-MAUNHO", (1, 3, 3), "1/3 (mẫu nhỏ)"),
        ("F-MAUNHO", (361.4, 804.2, 12), "mẫu nhỏ, chỉ nêu số đếm"),
        ("F-THIEU;F-MAUSO", (None, None, None), "chưa có mẫu số"),
        ("F-THIEU;F-MAUSO", (None, 4, 4), "không có số liệu"),
        ("F-CACHHIEU", (None, None, None), "nêu theo từng loại"),
    ],
)
def test_an_empty_figure_says_why(flags, parts, shown):
    names = ("numerator", "denominator", "n")
    cells = dict(zip(names, parts, strict=True)) | {"code": "T05", "value": None, "flags": flags}
    assert figure_text(pd.Series(cells, dtype=object)) == shown


@pytest.mark.parametrize(
    ("met", "due", "verdict", "text"),
    [
        (2, 5, "chua_dat", "2/5"),
        (2, 5, "chua_ket_luan", "2/5"),
        (0, 5, "chua_dat", "0/5"),
        (0, 5, "chua_ket_luan", None),
        (0, 5, "khong_du_lieu", None),
        (None, None, "khong_du_lieu", None),
    ],
)
def test_no_year_known_is_not_told_as_no_year_met(met, due, verdict, text):
    row = pd.Series({"numerator": met, "denominator": due, "verdict": verdict})
    assert years_met(row) == text


def test_the_legend_explains_the_verdicts_drawn_and_no_others(reported):
    ev = reported(
        Row("O01", 200.0, verdict="dat"), Row("A01", 5.0), Row("I01", None, verdict="khong_du_lieu")
    )
    assert verdict_legend(ev).lines == ("✔ Đạt", "– Không có dữ liệu")
    assert verdict_legend(reported(Row("A01", 5.0))) is None


def test_a_list_of_the_plan_is_covered_at_least_so_far_and_its_parts_are_shares_of_works():
    covered = row("O06", 3 / 13 * 100, "%", "F-THIEU", 13)
    assert figure_text(covered, 1) == "ít nhất 23,1%"
    covered["breakdown"] = "theme"
    assert figure_text(covered, 1) == "23,1%"


def test_a_row_the_annex_does_not_number_has_no_number():
    assert annex_row_name("PL-IV", "Xây dựng pa-nô") == "PL-IV: Xây dựng pa-nô"
    assert annex_row_name("PL-III.x", "Xây dựng không gian") == (
        "(dòng không đánh số) Xây dựng không gian"
    )


def test_leaders_get_no_terms_of_art():
    assert [level_name(code) for code in "OTC"] == ["Đầu ra", "Tiếp nhận", "Kết quả"]
