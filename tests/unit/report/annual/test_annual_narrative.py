"""Sentences of the chapters: missing is said, nothing is credited, counts have their codes."""

from __future__ import annotations

import pytest

from gdnn_analysis import evaluate, narrative, tables
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.narrative import annual
from gdnn_analysis.vietnamese.claims import lint_claims

SHORT = frozenset({"F-THIEU"})


@pytest.fixture(scope="module")
def nothing():
    return evaluate(load_rows({}), "2024", created="2026-06-30")


@pytest.mark.parametrize("name", sorted(set(annual.__all__) - {"gaps_sentence"}))
def test_without_data_every_chapter_says_so(nothing, name):
    text = getattr(narrative, name)(nothing).text

    assert any(
        words in text for words in ("Không có", "không có", "Chưa ", "chưa có", "chưa được duyệt")
    ) or text.startswith("Không tính được")
    assert not lint_claims(text, level=0)


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        ("dat", "mọi cách hiểu cho cùng một kết luận. Kết luận: đạt."),
        ("phu_thuoc_cach_hieu", "nên không kết luận chung theo một cách hiểu. Kết luận: phụ thuộc"),
    ],
)
def test_a_verdict_all_readings_share_is_not_said_to_be_withheld(reported, verdict, told):
    ev = reported(Row("O01", 320.0, unit="sản phẩm", verdict=verdict))

    assert told in narrative.target_sentence(ev).text


def test_placements_on_one_work_say_how_many_works_had_one(reported):
    """165 works were placed in the year, 150 are counted as its works: 1,29 is not 213/150."""
    factor = Row("O02", 213 / 165, variant="he_so", numerator=213, denominator=165)
    placements = Row("O02", 213.0, variant="luot", unit="lượt")
    text = narrative.target_details(reported(factor, placements))[0].text

    assert "213 (O02), của 165 sản phẩm có lượt trong kỳ; bình quân 1,29 lượt" in text


def test_airtime_says_which_way_it_went(reported):
    minutes = Row("O10", 1000.0, unit="phút")

    def told(change: float) -> str:
        row = Row("O10", change, variant="tang_cuong", unit="%")
        return narrative.airtime_sentence(reported(minutes, row)).text

    assert "tăng 2,5% so với năm trước" in told(2.5)
    assert "giảm 2,5% so với năm trước" in told(-2.5)
    assert "không đổi so với năm trước" in told(0.01)


def test_unit_costs_are_in_thousands_and_the_plan_set_no_amount(reported):
    text = narrative.costs_sentence(reported(Row("E02", 90_690.0, unit="đồng/lượt"))).text

    assert text == (
        "Chi phí bình quân một lượt người dự đo được (E02): 90,7 nghìn đồng. KH 3066 không đặt mức "
        "kinh phí."
    )


def test_duties_without_data_are_not_duties_undone(reported):
    """67 of 409 cells are proven, and only 186 have data: the share is a lower bound."""
    row = Row("A02", 67 / 4.09, unit="%", numerator=67, denominator=409, n=186, flags=SHORT)

    text = narrative.duties_sentence(reported(row)).text

    assert "67/409 ô có minh chứng đã đối chiếu, bằng ít nhất 16,4%; 186/409 ô có số liệu" in text


def test_a_unit_cost_says_of_how_many_works_it_is(reported):
    cost = Row("E01", 15_854_500.0, unit="đồng/sản phẩm", numerator=887_852_000.0, denominator=56)
    works = Row("O01", 150.0, variant="C/S1/tat_ca", unit="sản phẩm")

    assert (
        "15.854,5 nghìn đồng (887,9 triệu đồng cho 56/150 sản phẩm, của các đơn vị có số liệu kinh "
        "phí)" in narrative.costs_sentence(reported(cost, works)).text
    )


def test_an_unapproved_list_gives_no_share(reported):
    policy = Row("O03", 0.0, breakdown="policy", category="VB-1", unit="văn bản")
    text = narrative.policies_sentence(reported(Row("O03", unit="%"), policy)).text

    assert "1 văn bản phải truyền thông nhưng chưa được duyệt" in text


def test_a_count_of_0_in_incomplete_data_is_nothing_recorded_yet(reported):
    def told(*flags: str) -> str:
        row = Row("O12", 0.0, unit="điểm", flags=frozenset(flags))
        return narrative.places_sentence(reported(row)).text

    assert told() == "Theo số liệu hiện có: 0 điểm quảng bá ở không gian công cộng (O12)."
    assert told("F-THIEU").startswith("Theo số liệu hiện có: chưa ghi nhận điểm quảng bá")


def test_schools_of_both_levels_are_said_to_count_twice(reported):
    """163 schools are not 127 and 39 (RL-32)."""
    levels = {"THCS": (127, 220), "THPT": (39, 46)}
    rows = [
        Row("A04", 1.0, variant=level, unit="%", numerator=reached, denominator=all_)
        for level, (reached, all_) in levels.items()
    ]
    ev = reported(Row("A04", 163.0, unit="trường"), *rows)

    assert (
        "(THCS 127/220 trường; THPT 39/46 trường; trường liên cấp tính ở cả hai cấp)"
        in narrative.schools_sentence(ev).text
    )
    assert any("liên cấp" in note for note in tables.school_work(ev).notes)
