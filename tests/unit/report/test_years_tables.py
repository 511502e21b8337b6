"""Tables of the end-of-period report: every cell is the figure of its year, nothing is made up."""

from __future__ import annotations

import itertools
from pathlib import Path

import pandas as pd
import pytest

import gdnn_analysis as gdnn
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.blocks import Table
from gdnn_analysis.report.tables import years
from gdnn_analysis.report.tables.years.common import NOT_JOINED
from gdnn_analysis.report.wording import label
from gdnn_analysis.vietnamese.numbers import format_number

DEMO = Path(__file__).parents[3] / "data" / "demo"
CREATED = "2026-06-30T08:00:00+07:00"
YEARS = ("2021", "2022", "2023", "2024", "2025")


@pytest.fixture(scope="module")
def ev() -> Evaluation:
    return gdnn.evaluate(gdnn.load(DEMO), "2021-2025", created=CREATED)


@pytest.fixture(scope="module")
def nothing() -> Evaluation:
    return gdnn.evaluate(load_rows({}), "2021-2025", created=CREATED)


def of_year(table: Table, year: str) -> dict[str, str]:
    place = [column.title for column in table.columns].index(year)
    return {row.cells[0].text: row.cells[place].text for row in table.rows if row.kind == "data"}


def results_of(ev: Evaluation, year: str, code: str, variant: str, breakdown: str) -> dict:
    rows = ev.years[int(year)].results
    chosen = rows[
        rows["code"].eq(code) & rows["variant"].eq(variant) & rows["breakdown"].eq(breakdown)
    ]
    return dict(zip(chosen["category"], chosen["value"], strict=True))


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("build", "code", "variant", "breakdown", "codes"),
    [
        (years.types_by_year, "O01", "C/S1/tat_ca", "item_type", "ITEM"),
        (years.forms_by_year, "O09", "", "form", "FORM"),
    ],
)
def test_a_cell_is_the_figure_of_its_year(ev, year, build, code, variant, breakdown, codes):
    printed = of_year(build(ev), year)
    for category, value in results_of(ev, year, code, variant, breakdown).items():
        expected = "–" if pd.isna(value) else format_number(value)
        assert printed[label(codes, category)] == expected, category


def test_years_that_met_the_target_are_counted_not_added(ev):
    table = years.target_by_year(ev)
    met = {row.cells[0].text: row.cells[6].text for row in table.rows[:3] if row.kind == "data"}
    for digital in ("S1", "S2"):
        verdicts = [
            ev.years[int(year)].row("O01", variant=f"A/{digital}/tat_ca")["verdict"]
            for year in YEARS
        ]
        text = next(text for name, text in met.items() if name.startswith(digital))
        assert text == f"{verdicts.count('dat')}/5"


def test_a_count_of_a_year_carries_the_sign_of_its_verdict(ev):
    table = years.target_by_year(ev)
    row = next(row for row in table.rows if row.kind == "data")
    tones = [cell.tone for cell in row.cells[1:6]]
    assert tones == [
        ev.years[int(year)].row("O01", variant="A/S1/tat_ca")["verdict"] for year in YEARS
    ]
    assert all(cell.symbol for cell in row.cells[1:6])


def test_the_annex_matrix_has_fifty_five_cells_that_agree_with_a01(ev):
    table = years.annex_by_year(ev)
    cells = [cell for row in table.rows if row.kind == "data" for cell in row.cells[1:]]
    assert len(cells) == 55
    done = sum(cell.tone == "status-thuc_hien" for cell in cells)
    assert done == ev.row("A01")["numerator"]


def test_what_is_not_joined_over_the_years_says_so(ev):
    table = years.channels_by_year(ev)
    whole = {row.cells[0].text: row.cells[-1].text for row in table.rows}
    assert whole["Tỷ lệ tương tác theo kênh (T02)"] == NOT_JOINED
    assert any(NOT_JOINED in note for note in table.notes)


def test_money_is_in_million_dong_and_the_total_is_that_of_the_results(ev):
    table = years.funds_by_year(ev)
    assert table.unit == "triệu đồng"
    total = of_year(table, "2023")["Tổng số"]
    assert total == format_number(ev.years[2023].value("I01") / 1e6, 1)


@pytest.mark.parametrize("name", years.__all__)
def test_no_table_prints_two_titles_of_groups_in_a_row(ev, nothing, name):
    for evaluation in (ev, nothing):
        table = getattr(years, name)(evaluation)
        kinds = [row.kind for row in table.rows] if isinstance(table, Table) else []
        assert ("group", "group") not in set(itertools.pairwise(kinds))
        assert kinds[-1:] != ["group"]


@pytest.mark.parametrize("name", years.__all__)
def test_without_data_no_figure_is_0(nothing, name):
    table = getattr(years, name)(nothing)
    if table is None:
        return
    places = [n for n, column in enumerate(table.columns) if column.title in YEARS]
    texts = {row.cells[n].text for row in table.rows if row.kind == "data" for n in places}
    assert not any(text[:1].isdigit() and set(text) <= set("0,%") for text in texts), texts


def test_sentences_name_what_is_missing(nothing):
    assert "Không có số liệu kinh phí" in gdnn.narrative.money_years(nothing).text
    assert "Không có số liệu về sự kiện" in gdnn.narrative.events_years(nothing).text
    assert "Chưa có danh mục" in gdnn.narrative.policies_years(nothing).text
    assert "cách hiểu A: chưa đủ căn cứ kết luận" in gdnn.narrative.target_years(nothing).text


def test_sentences_carry_the_figures_of_the_period(ev):
    row = ev.row("A01")
    text = gdnn.narrative.annex_years(ev).text
    assert f"Trong {row['denominator']:.0f} ô" in text
    assert f"{row['numerator']:.0f} ô đã thực hiện" in text
    assert "2/5 năm" in gdnn.narrative.target_years(ev).text
    money = format_number(ev.value("I01") / 1e6, 1)
    assert money in gdnn.narrative.money_years(ev).text


def test_the_figure_draws_a_bar_for_each_year_and_reading(ev):
    figure = gdnn.figures.target_over_years(ev)
    (axes,) = figure.axes
    heights = [[bar.get_height() for bar in bars] for bars in axes.containers]
    for reading, drawn in zip("ABC", heights, strict=True):
        assert drawn == [
            ev.years[int(year)].value("O01", variant=f"{reading}/S1/tat_ca") for year in YEARS
        ]
    assert "2023: cách hiểu A" in figure.block.alt
