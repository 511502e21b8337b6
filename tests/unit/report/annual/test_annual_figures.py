"""Figures of the chapters, tested by what is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdnn_analysis import evaluate, figures
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.indicators.frame import Row, to_frame
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.figures.annual.bars import Bar, draw_bars
from gdnn_analysis.report.figures.annual.grid import Mark, draw_grid
from tests.worlds import obligation, province, submission, unit


def words(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_a_grid_draws_one_cell_per_mark_and_leaves_blanks():
    figure = draw_grid(["Một", "Hai"], ["x", "y"], [[Mark("a"), None], [Mark(), Mark("b")]])

    assert len(figure.axes[0].patches) == 3
    assert words(figure) == ["a", "b"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["Một", "Hai"]


def test_bars_keep_their_length_text_and_the_mark_of_the_year_before():
    figure = draw_bars([Bar("Một", 4.0, "4,0", 3.0), Bar("Hai", None, "không có")], axis="%")
    axes = figure.axes[0]

    assert [patch.get_width() for patch in axes.patches] == [4.0]
    assert [list(line.get_xdata()) for line in axes.lines] == [[3.0]]
    assert words(figure) == ["4,0", "không có"]


def test_numbers_stand_in_a_column_where_the_year_before_is_marked():
    bars = [
        Bar("Xa", 0.0, "0", 80.0, "; năm 2022: 80"),
        Bar("Gần", 5.0, "5", 2.0, "; năm 2022: 2"),
        Bar("Mới", 7.0, "7", None, "; năm 2022: "),
    ]
    (axes,) = draw_bars(bars, axis="%").axes

    assert words(axes.figure) == ["0; năm 2022: 80", "5; năm 2022: 2", "7"]
    assert [text.xy[0] for text in axes.texts] == [80.0, 80.0, 80.0]
    assert axes.get_xlim()[1] > 100
    assert max(axes.get_xticks()) <= 80


@pytest.fixture(scope="module")
def filed() -> Evaluation:
    owed = [
        obligation("SO", "events"),
        obligation("TRUONG1", "events"),
        obligation("TRUONG2", "events"),
        obligation("SO", "media"),
    ]
    sent = [submission("SO", "events"), submission("TRUONG1", "events", nil_confirmed=True)]
    return _of_2023(obligations=owed, submissions=sent)


def _of_2023(**tables) -> Evaluation:
    return evaluate(load_rows({**province(), **tables}), "2023", created="2026-06-30")


def test_filing_tells_data_nothing_to_report_and_silence_apart(filed):
    figure = figures.filing_grid(filed)

    assert sorted(words(figure)) == ["0", "N", "chưa", "chưa"]
    assert "phải nộp 4 lượt, đã nộp 2" in figure.block.alt
    assert [cell.text for cell in figure.block.data.rows[0].cells] == ["Đơn vị SO", "0/1", "1/1"]


def test_too_many_units_are_shown_by_group():
    schools = [unit(f"T{number}") for number in range(40)]
    owed = [obligation(row["unit_id"], "events") for row in schools]
    sent = [submission("T0", "events"), submission("T1", "events", nil_confirmed=True)]
    figure = figures.filing_grid(
        _of_2023(units=schools, channels=[], obligations=owed, submissions=sent)
    )

    assert words(figure) == ["2/40\nkps 1"]


def test_the_annex_grid_frames_the_year_and_leaves_later_years_open():
    figure = figures.annex_grid(evaluate(load_rows({}), "2023", created="2026-06-30"))
    frame = figure.axes[0].patches[-1]

    assert (frame.get_x(), frame.get_fill()) == (2, False)
    rows = figure.block.data.rows
    assert len(rows) == 11
    assert all(
        [cell.text for cell in row.cells[1:]] == ["Không có dữ liệu"] * 3 + ["Chưa đến kỳ"] * 2
        for row in rows
    )


def _score(code: str, value: float | None) -> Row:
    return Row("O15", value, breakdown="criterion", category=code, unit="điểm (0–1)")


def test_the_ecosystem_grid_prints_scores_and_never_a_mean(reported):
    ev = reported(Row("O15", 0.6, unit="điểm (0–1)"), _score("K1", 0.75), _score("K2", 0.0))

    figure = figures.ecosystem_grid(ev)

    assert sorted(words(figure)) == ["0", "0,75"]
    assert "K1 0,75; K2 0; K3 không chấm" in figure.block.alt
    assert "0,6" not in figure.block.alt


def test_the_school_map_hatches_districts_without_data():
    row = Row("A04", 7.0, breakdown="area", category="H1", unit="trường")
    results = to_frame([row], period="2023", window="nd09")
    figure = figures.school_map(replace(_of_2023(schools=[]), results=results))

    tiles = {text.get_text(): text for text in figure.axes[0].texts}
    assert "7 trường" in tiles
    assert "không có số liệu" in tiles
    assert [bool(patch.get_hatch()) for patch in figure.axes[0].patches] == [False, True]


def test_fund_bars_are_in_millions(reported):
    fund = {"breakdown": "fund_source", "category": "dn"}
    ev = reported(
        Row("I01", 1e7, unit="đồng"),
        Row("I01", 2.5e6, unit="đồng", **fund),
        Row("I03", 40.0, unit="%", **fund),
        Row("I01", 0.0, unit="đồng", breakdown="fund_source", category="oda"),
    )

    figure = figures.fund_structure(ev)

    assert [patch.get_width() for patch in figure.axes[0].patches] == [2.5]
    assert words(figure) == ["2,5 (25,0%)"]  # not the share of what was spent (I03)


def _delay(kind: str, days: float | None, n: float, *flags: str) -> Row:
    unknown = frozenset(flags)
    return Row("O04", days, breakdown="doc_type", category=kind, n=n, unit="ngày", flags=unknown)


def test_a_delay_nobody_knows_is_not_a_late_document(reported):
    figure = figures.policy_delay(
        reported(_delay("tt", 9, 2), _delay("nd", None, 2, "F-THIEU"), _delay("luat", None, 3))
    )
    assert words(figure) == [
        "9 ngày (n = 2)",
        "không có số liệu (n = 2)",
        "chưa quá nửa có sản phẩm trong 12 tháng (n = 3)",
    ]


def test_one_document_is_no_figure(reported):
    assert figures.policy_delay(reported(_delay("tt", 1, 1), _delay("nd", None, 1))) is None


def test_no_number_of_works_stands_on_the_target_or_this_side_of_it():
    works = [
        row
        for reading, value in zip("ABC", (80.0, 120.0, 170.0), strict=True)
        for row in (
            Row("O01", value=value, variant=f"{reading}/S1/tat_ca", unit="sản phẩm"),
            Row("O01", value=value - 20, variant=f"{reading}/S1/da_doi_chieu", unit="sản phẩm"),
        )
    ]
    ev = _of_2023()
    ev = replace(ev, results=to_frame(works, period="2023", window="nd09"))
    vars(ev)["account"] = replace(ev.account, annual_target=180.0)

    (axes,) = figures.target_by_reading(ev).axes
    numbers = [text for text in axes.texts if "đã đối chiếu" in text.get_text()]

    assert next(text.get_text() for text in numbers) == "170 (đã đối chiếu 150)"
    assert min(text.xy[0] for text in numbers) >= 180
    assert max(axes.get_xticks()) <= 200
