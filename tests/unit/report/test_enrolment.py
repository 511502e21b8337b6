"""Enrolment is told beside national points and never credited to communication."""

from __future__ import annotations

import pytest

from gdnn_analysis import evaluate, figures, narrative, tables
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.blocks import Paragraph, Table
from gdnn_analysis.vietnamese.claims import lint_claims

WENT = {"TC_CD": 26, "SC": 4, "GDTX_NGHE": 20, "GDTX": 10, "THPT": 135, "KHONG_RO": 5}


def _streaming(years):
    graduates, destinations = [], []
    for year, more in years.items():
        place = {
            "school_year": f"{year - 1}-{year}",
            "level": "THCS",
            "area_id": "HD",
            "school_id": "TONG",
            "sex": "tong",
            "data_status": "so_bo" if year == max(years) else "chinh_thuc",
        }
        graduates.append({**place, "graduates": 200, "source": "Sở GDĐT"})
        for name, count in WENT.items():
            moved = more if name == "TC_CD" else -more if name == "THPT" else 0
            destinations.append({**place, "destination": name, "count": count + moved})
    return {"graduates": graduates, "destinations": destinations}


@pytest.fixture(scope="module")
def streamed():
    return evaluate(
        load_rows(_streaming({2018: 0, 2022: 4, 2023: 6})), "2023", created="2026-06-30"
    )


def _texts(table: Table) -> dict[str, list[str]]:
    return {
        row.cells[0].text: [cell.text for cell in row.cells[1:]]
        for row in table.rows
        if row.kind == "data"
    }


def test_the_narrow_reading_stands_beside_the_national_point(streamed):
    lines = _texts(tables.enrolment_context(streamed))

    narrow = lines["Tốt nghiệp THCS vào học GDNN, cách tính hẹp, % (P01)"]
    assert narrow[:3] == ["27,0", "28,0", "28,0–30,5"]
    assert narrow[3].startswith("≥ 40 đến 2025 (QĐ 522/QĐ-TTg)")
    assert narrow[4] == "thấp hơn 12,0 điểm %; mốc chung, không so riêng"
    strict = lines["Tốt nghiệp THCS vào học GDNN, cách tính chặt, % (P01)"]
    assert strict == ["17,0", "18,0", "18,0–20,5", "–", "–"]


def test_years_without_data_are_dashes_never_zero(streamed):
    table = tables.enrolment_series(streamed)

    assert [column.title for column in table.columns[1:]] == [str(y) for y in range(2018, 2024)]
    narrow = _texts(table)["Tốt nghiệp THCS vào học GDNN, cách tính hẹp, % (P01)"]
    assert narrow == ["25,0", "–", "–", "–", "27,0", "28,0"]


def test_provisional_figures_are_in_italics(streamed):
    row = next(row for row in tables.enrolment_series(streamed).rows if row.kind == "data")

    assert [cell.italic for cell in row.cells[1:]] == [False] * 5 + [True]


def test_the_trend_shows_the_break_lines_and_its_numbers(streamed):
    figure = figures.enrolment_trend(streamed)

    dashed = [line for line in figure.axes[0].lines if len(set(line.get_xdata())) == 1]
    assert [round(float(line.get_xdata()[0]), 1) for line in dashed] == [
        2021.3,
        2024.5,
        2024.8,
        2025.1,
    ]
    assert "25,0% (năm học 2017–2018) và 28,0% (năm học 2022–2023)" in figure.block.alt


def test_without_data_a_sentence_says_so():
    bare = evaluate(load_rows({}), "2023", created="2026-06-30")

    assert tables.enrolment_context(bare) is None
    assert tables.enrolment_series(bare) is None
    assert isinstance(figures.enrolment_trend(bare), Paragraph)
    assert "không có số liệu năm 2023 (P01)" in narrative.enrolment_sentences(bare)[0].text


def test_the_box_names_rivals_and_credits_nothing():
    events = [
        {
            "context_id": "BC-1",
            "title_vi": "Thay đổi chỉ tiêu lớp 10",
            "from_on": "2022-06-01",
            "kind": "tuyen_sinh",
            "affects": "P01",
            "source": "Báo",
        },
        {
            "context_id": "BC-2",
            "title_vi": "Sự kiện sau kỳ",
            "from_on": "2024-06-01",
            "kind": "khac",
            "affects": "P01",
            "source": "Báo",
        },
    ]
    ev = evaluate(load_rows({"context_events": events}), "2023", created="2026-06-30")

    box = narrative.not_credited(ev)

    assert box.lines[-1] == "Các yếu tố khác từ năm 2021 đến hết kỳ: Thay đổi chỉ tiêu lớp 10."
    assert not [claim for line in box.lines for claim in lint_claims(line, 0)]
