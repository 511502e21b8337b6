"""Reports of the public record: what nobody filed is neither a 0, a failure nor a declaration."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gdnn_analysis import figures, narrative, tables
from gdnn_analysis.evaluation import Evaluation, evaluate
from gdnn_analysis.ingest import load
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.report.blocks import Paragraph, Table

DATA = Path(__file__).parents[3] / "data" / "public_record"


@cache
def record() -> Dataset:
    return load(DATA)


@cache
def report(period: str) -> Evaluation:
    return evaluate(record(), period, created="2026-06-30")


def test_a_year_without_data_has_no_curve_along_0():
    assert isinstance(figures.cumulative_items(report("2021")), Paragraph)
    assert len(figures.cumulative_items(report("2024")).axes[0].lines) == 4  # and the target


def test_what_cannot_be_judged_has_no_figure_behind_it():
    reasons = " ".join(row.cells[2].text for row in tables.dac_criteria(report("2021-2025")).rows)
    assert "chưa kết luận được (A09)" in reasons
    assert "chưa kết luận được, " not in reasons


def test_without_anything_checked_no_activity_is_said_to_be_done_or_not_done():
    text = narrative.annex_sentence(report("2024")).text
    assert text.startswith("Chưa hoạt động nào có minh chứng đã đối chiếu trong nguồn hiện có")
    assert "0/11" not in text


def printed(table: Table) -> str:
    return "\n".join(cell.text for row in table.rows for cell in row.cells)


def test_an_activity_in_the_press_is_neither_done_in_part_nor_a_failure_of_its_leads():
    ev = report("2024")

    assert "Có dấu hiệu thực hiện" in printed(tables.annex_matrix(ev))
    assert "Thực hiện một phần" not in printed(tables.annex_matrix(ev))
    assert "có dấu hiệu thực hiện 2" in figures.annex_grid(ev).block.alt
    assert "Phụ lục" not in printed(tables.causes(ev))
    assert "Trong nguồn công khai chưa thấy văn bản quyết định" in printed(tables.causes(ev))
    assert "Chưa có văn bản" not in printed(tables.causes(ev))
    assert "Có dấu hiệu thực hiện" in printed(tables.annex_by_year(report("2021-2025")))


def test_nothing_is_said_to_be_declared_where_nobody_declared():
    ev, years = report("2024"), report("2021-2025")
    shown = [
        narrative.target_sentence(ev),
        *narrative.decisions(ev),
        *narrative.method(ev),
        *narrative.evaluation_method(years),
        figures.target_by_reading(ev).block,
        figures.target_over_years(years).block,
        tables.target_readings(ev),
        tables.items_by_type(ev),
        tables.counted_works(ev),
        tables.events_list(ev),
        tables.target_by_year(years),
        tables.types_by_year(years),
        tables.next_year_tasks(ev),
    ]
    assert "tự khai" not in str(shown).lower()


def test_works_nobody_checked_are_told_one_way():
    ev = report("2024")
    bars = figures.target_by_reading(ev)

    assert "ít nhất 9 (chưa đối chiếu)" in [text.get_text() for text in bars.axes[0].texts]
    assert "cách hiểu C ít nhất 9 (chưa đối chiếu)" in bars.block.alt
    assert {row.cells[1].text for row in tables.target_readings(ev).rows[1::3]} == {
        "chưa đối chiếu"
    }


def test_a_figure_nobody_has_is_not_explained_by_a_sample_or_a_table_that_is_not_there():
    told = {
        row.cells[0].text[:3]: row.cells[3].text
        for row in tables.all_results(report("2021")).rows
        if row.kind == "data"
    }
    assert {told[code] for code in ("O01", "O04", "O05", "T07", "E04")} == {"không có số liệu"}


def test_no_product_is_the_reason_that_no_delay_is_known():
    assert "Chưa tìm được sản phẩm giải thích" in narrative.delay_sentence(report("2022")).text
    assert "trung vị 112 ngày" in narrative.delay_sentence(report("2023")).text


def test_an_owner_nobody_wrote_down_is_not_a_channel_without_one():
    channels = tables.owners_of_channels(report("2021-2025"))
    signs = {row.cells[-1].text: row.cells[-1].symbol for row in channels.rows[1:]}
    assert signs["chưa có số liệu về chủ sở hữu"] == "–"
    assert "✘" not in signs.values()


def test_nobody_is_said_to_have_reported_or_to_owe_a_report():
    texts = [text.text for text in narrative.target_details(report("2024"))]
    assert any("trùng" in text for text in texts)
    assert not any("đơn vị báo cáo" in text for text in texts)
    assert tables.silent_units(report("2024")) is None


def test_next_years_tasks_name_the_bodies_of_the_year_reported():
    assert "UBND tỉnh" in printed(tables.next_year_tasks(report("2024")))
    assert "UBND thành phố" in printed(tables.next_year_tasks(report("2025")))


def test_a_handful_of_coded_works_is_counted_not_put_into_percent():
    ev = report("2024")
    figure = figures.themes(ev)

    assert "%" not in str(figure.block.data) + figure.block.alt
    assert "1.đ 4" in figure.block.alt
    assert "1.b –" in figure.block.alt
    sentence = narrative.contents_sentence(ev).text
    assert "tính trên 5 sản phẩm đã mã hoá chủ đề chính trong 9 sản phẩm" in sentence
    assert "đều nhau" not in sentence
    by_year = tables.themes_by_year(report("2021-2025"))
    assert "%" not in printed(by_year)
    assert "2022: 2; 2023: 3; 2024: 5; 2025: 1" in by_year.notes[0]


def test_works_nobody_checked_are_those_of_all_years_and_other_counts_name_their_year():
    tasks = printed(tables.next_year_tasks(report("2021-2025")))

    assert "của 19 sản phẩm tìm được ở nguồn công khai (Q03), số liệu giai đoạn 2021–2025" in tasks
    assert "hoạt động Phụ lục được giao chủ trì (A01), số liệu năm 2025" in tasks
    assert "Thực hiện hoặc" not in tasks


def test_a_year_without_data_is_no_gap_among_bars_that_are_lower_bounds():
    (axes,) = figures.target_over_years(report("2021-2025")).axes

    assert [text.xy[0] for text in axes.texts if "không có" in text.get_text()] == [0]
    assert axes.get_ylabel() == "Sản phẩm (ít nhất)"
