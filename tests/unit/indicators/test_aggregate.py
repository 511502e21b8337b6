"""Five years as one figure (rule R20, RL-29)."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.indicators.aggregate import aggregate, verdict_over_years
from gdnn_analysis.indicators.frame import Row, to_frame


def yearly(*rows: Row) -> list[pd.Series]:
    frames = [to_frame([row], period=str(2021 + n), window="nd09") for n, row in enumerate(rows)]
    return [frame.iloc[0] for frame in frames]


def test_counts_are_added():
    rows = yearly(Row("A03", 10), Row("A03", 12))
    assert aggregate("A03", "tong", rows).value == 22


def test_a_total_over_a_missing_year_is_a_lower_bound():
    row = aggregate("A03", "tong", yearly(Row("A03", 10), Row("A03", None)))
    assert row.value == 10
    assert "F-THIEU" in row.flags


def test_a_total_over_missing_years_only_is_missing():
    assert aggregate("A03", "tong", yearly(Row("A03"), Row("A03"))).value is None


def test_rates_are_ratios_of_sums_not_means_of_rates():
    rows = yearly(
        Row("I02", 50, numerator=1, denominator=2), Row("I02", 100, numerator=8, denominator=8)
    )
    assert aggregate("I02", "ty_le_gop", rows).value == pytest.approx(90)


def test_a_rate_over_a_missing_year_is_missing():
    rows = yearly(Row("I02", 50, numerator=1, denominator=2), Row("I02"))
    assert aggregate("I02", "ty_le_gop", rows).value is None


def test_years_met_are_counted_against_years_due():
    rows = yearly(
        Row("O01", 190, verdict="dat"),
        Row("O01", 170, verdict="gan_dat"),
        Row("O01", 3, verdict="chua_den_ky"),
    )
    row = aggregate("O01", "so_nam_dat", rows)
    assert (row.value, row.denominator, row.unit) == (1, 2, "năm")


def test_figures_that_are_never_judged_have_no_years_met():
    rows = yearly(Row("O01", 190), Row("O01", 170))
    assert aggregate("O01", "so_nam_dat", rows).value is None


def test_the_last_year_stands_for_the_period_where_declared():
    assert aggregate("O14", "nam_cuoi", yearly(Row("O14", 3), Row("O14", 5))).value == 5


def test_what_must_not_be_aggregated_stays_empty():
    assert aggregate("T01", "khong_gop", yearly(Row("T01", 3), Row("T01", 5))).value is None


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["dat", "dat"], "dat"),
        (["dat", "chua_den_ky"], "dat"),
        (["dat", "chua_ket_luan"], "chua_ket_luan"),
        (["phu_thuoc_cach_hieu", "chua_ket_luan"], "phu_thuoc_cach_hieu"),
        (["dat", "gan_dat", "phu_thuoc_cach_hieu"], "chua_dat"),
        (["khong_du_lieu"], "khong_du_lieu"),
        (["chua_den_ky"], "chua_den_ky"),
    ],
)
def test_the_target_is_each_year(verdicts, expected):
    assert verdict_over_years(verdicts) == expected
