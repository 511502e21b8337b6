"""Tables of the end-of-period report: every cell is the figure of its year, nothing is made up."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pandas as pd
import pytest

import gdnn_analysis as gdnn
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.blocks import Table
from gdnn_analysis.report.tables import years
from gdnn_analysis.report.tables.common import without_paths
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


def test_the_open_verdict_of_2021_is_explained_by_its_two_bases(ev):
    notes = years.target_by_year(ev).notes
    first = ev.years[2021]
    whole = format_number(first.value("O01", variant="A/S1/tat_ca"))
    since = format_number(first.value("O01", variant="A/S1/tat_ca/tu_13_9"))
    assert not any("cách hiểu chỉ tiêu" in note for note in notes)
    assert any(
        note.startswith("± năm 2021") and f"A, S1: {whole} và {since};" in note for note in notes
    )
    later = gdnn.evaluate(ev.data, "2022-2023", created=CREATED)
    assert not any("±" in note for note in years.target_by_year(later).notes)


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


def test_shares_of_the_same_schools_are_not_joined(ev):
    whole = {row.cells[0].text: row.cells[-1].text for row in years.events_by_year(ev).rows}
    for kind in ("THCS", "THPT"):
        assert whole[f"Tỷ lệ trường {kind} được tiếp cận (A04)"] == NOT_JOINED


def test_shares_have_one_decimal_in_the_annex_as_in_the_text(ev):
    p01 = next(row for row in years.all_by_year(ev).rows if row.cells[0].text.startswith("P01."))
    assert all(re.fullmatch(r"\d+,\d%( \(2025\))?", cell.text) for cell in p01.cells[2:])


def test_every_theme_has_its_place_in_the_plan_before_its_name(ev):
    names = [row.cells[0].text for row in years.themes_by_year(ev).rows]
    assert len(names) == 13
    assert all(re.match(r"\d\.\w ", name) for name in names)


def test_the_chain_names_who_was_asked_and_when(ev):
    alt = gdnn.figures.results_chain(ev).block.alt
    assert "Nhận biết (học sinh lớp 9, 3/2025) (C01)" in alt


def test_places_that_are_only_declared_are_not_shown_as_none(ev):
    assert of_year(years.forms_by_year(ev), "2025")[label("FORM", "F8")] == "0"
    declared = format_number(ev.years[2025].value("O12"))
    assert years.forms_by_year(ev).notes[0] == (
        f"Nơi công cộng năm 2025: có {declared} điểm chưa đối chiếu minh chứng (O12)."
    )


def test_a_cost_of_attendances_says_of_how_much_of_the_money(ev):
    names = [row.cells[0].text for row in years.money_by_year(ev).rows]
    place = names.index("Phần chi cho sự kiện đã đưa vào phép tính (E02)")
    assert names[place - 1].endswith("(E02)")


def test_the_figure_of_the_last_year_is_called_that_and_no_lower_bound_of_the_period(ev):
    table = years.team_by_year(ev)
    row = next(row for row in table.rows if row.cells[0].text.endswith("(I06)"))
    assert row.cells[-1].text == f"{of_year(table, '2025')[row.cells[0].text]} (2025)"
    assert any("số của riêng năm đó" in note for note in table.notes)
    assert not any("định nghĩa chỉ số" in note for note in table.notes)


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
    if not isinstance(table, Table):
        return
    places = [n for n, column in enumerate(table.columns) if column.title in YEARS]
    texts = {row.cells[n].text for row in table.rows if row.kind == "data" for n in places}
    assert not any(text[:1].isdigit() and set(text) <= set("0,%") for text in texts), texts


def test_sentences_name_what_is_missing(nothing):
    assert "Không có số liệu kinh phí" in gdnn.narrative.money_years(nothing).text
    assert "Không có số liệu về sự kiện" in gdnn.narrative.events_years(nothing).text
    assert "Chưa có danh mục" in gdnn.narrative.policies_years(nothing).text
    assert "chưa đủ căn cứ kết luận theo cả ba" in gdnn.narrative.target_years(nothing).text
    assert "không tính tỷ lệ thực hiện" in gdnn.narrative.duties_years(nothing).text
    assert "để so sánh giữa các đợt" in gdnn.narrative.survey_changes(nothing)[0].text


@pytest.mark.parametrize(
    "name", ["team_by_year", "channels_by_year", "places_by_year", "themes_by_year"]
)
def test_a_chapter_with_a_heading_of_its_own_says_that_it_has_no_data(nothing, name):
    """A heading must not stand above nothing, nor above a table of dashes."""
    assert getattr(years, name)(nothing).text.startswith("Không có số liệu")


@pytest.fixture(scope="module")
def public() -> Evaluation:
    return gdnn.evaluate(gdnn.load(DEMO.parent / "public_record"), "2021-2025", created=CREATED)


def texts_of(blocks) -> list[str]:
    return [getattr(block, "text", "") for block in blocks]


def test_public_sources_are_not_said_to_show_that_nothing_was_held_or_met(public):
    said = [
        gdnn.narrative.survey_overview(public).text,
        *texts_of(gdnn.narrative.evaluation_method(public)),
        *texts_of(gdnn.narrative.limits(public)),
        *texts_of(gdnn.narrative.limitations(public)),
        *texts_of(gdnn.narrative.period_results(public)),
        *texts_of(gdnn.narrative.summary_answers(public)),
    ]
    tables = (
        gdnn.tables.completeness_by_year(public),
        gdnn.tables.dac_criteria(public),
        gdnn.tables.evidence_levels(public),
        gdnn.tables.decisions_table(public),
    )
    said += [cell.text for table in tables for row in table.rows for cell in row.cells]

    assert any("nguồn công khai không có số liệu khảo sát" in text.lower() for text in said)
    for text in said:
        assert "hông tổ chức" not in text
        assert "chưa đạt" not in text.lower()
        assert "0,0%" not in text
        assert "không có số liệu (T03)" not in text


def test_a_lower_bound_of_0_from_hardly_any_data_is_no_figure(public, ev):
    """R01: "at least 0" of the 11 activities says nothing; results keep the row and its flag."""
    table = years.core_by_year(public)
    a01 = next(row for row in table.rows if "(A01)" in row.cells[0].text)
    assert {cell.text for cell in a01.cells[1:]} == {"–"}
    trainings = years.team_by_year(ev)
    assert of_year(trainings, "2025")["Tập huấn nghiệp vụ truyền thông (A06)"] == "–"


def test_a_figure_of_years_is_not_said_to_be_missing_for_the_period(ev):
    table = gdnn.tables.plan_answers(ev)
    answers = " ".join(row.cells[-1].text for row in table.rows)
    assert "T01: nêu theo từng năm" in answers
    assert "T02: không có số liệu" not in answers
    tone = next(row for row in years.all_by_year(ev).rows if "T07." in row.cells[0].text)
    assert tone.cells[-1].text == NOT_JOINED


def test_long_reasons_are_signs_in_narrow_columns(ev, public):
    table = years.all_by_year(ev)
    aware = next(row for row in table.rows if "C01." in row.cells[0].text)
    assert {cell.text for cell in aware.cells[2:]} == {"–", "*"}  # 2024: enterprises alone
    assert any(note.startswith("“*”") for note in table.notes)
    policies = next(row for row in years.core_by_year(public).rows if "O03" in row.cells[0].text)
    assert {cell.text for cell in policies.cells[1:]} == {"–"}


def test_the_answers_of_the_summary_stand_under_a_heading(ev):
    heading, *answers = gdnn.narrative.summary_answers(ev)
    assert heading.text == "Trả lời các câu hỏi đánh giá"
    assert len(answers) == 6


def test_recommendations_of_analysts_stand_under_a_heading(ev):
    blocks = list(gdnn.narrative.proposals(ev))
    place = next(n for n, block in enumerate(blocks) if "[Cán bộ tổng hợp" in block.text)
    assert blocks[place - 1].text == "Kiến nghị chung"
    assert all(block.level == 3 for block in blocks if hasattr(block, "level"))


def test_texts_name_tables_and_late_days_in_words(ev):
    """No names of files or columns in what a leader reads; a day long past says so."""
    tables = (gdnn.tables.dac_criteria(ev), gdnn.tables.causes(ev), gdnn.tables.next_year_tasks(ev))
    said = [table.source for table in tables]
    said += [cell.text for table in tables for row in table.rows for cell in row.cells]
    said += [note for table in tables for note in table.notes]
    assert not [text for text in said if re.search(r"[a-z]_[a-z]|\(channels\)", text)]
    assert "30/6/2022, đã quá hạn" in said
    assert "14/12/2026" in said


def test_sources_name_sites_not_addresses():
    text = "Báo Hải Dương 06/6/2022 (HD004): https://baohaiduong.vn/en/a-b.html ; ngày công bố"
    assert without_paths(text) == "Báo Hải Dương 06/6/2022 (HD004): baohaiduong.vn; ngày công bố"
    assert without_paths("https://www.a.vn/x ; https://a.vn/y?z=1 ; b") == "a.vn; b"


def test_answers_to_choose_from_are_words(ev):
    rows = gdnn.tables.questionnaire(ev).rows
    choices = [row.cells[3].text for row in rows if row.kind == "data"]
    assert "1. Có; 2. Không; 8. Không nhớ; 9. Không trả lời" in choices
    assert not [text for text in choices if re.search(r"[a-z]_|\d:", text)]


def test_revised_figures_are_written_as_figures(ev):
    cells = [cell.text for row in gdnn.tables.revisions_list(ev).rows for cell in row.cells]
    assert "7.428" in cells


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


@pytest.mark.parametrize(
    ("build", "name", "column"),
    [
        (gdnn.tables.area_changes, "area_succession", "source"),
        (gdnn.tables.unit_changes, "unit_succession", "legal_basis"),
    ],
)
def test_what_changes_rest_on_is_said_once(public, build, name, column):
    rows = build(public).rows
    bases = public.data[name][column]
    titles = [row.cells[0].text for row in rows if row.kind == "group"]
    assert len(titles) == len(set(titles)) <= bases.nunique(dropna=False) < len(bases)
    assert not any("https://" in title for title in titles)
    assert len(rows) == len(titles) + len(bases)
