"""Traces and odd inputs of T01, T02, T04-T07, C07, C08; the figures are in tests/spec."""

from __future__ import annotations

import pytest

from gdnn_analysis.indicators.agreements import compute_c08
from gdnn_analysis.indicators.engagement import compute_t02
from gdnn_analysis.indicators.enquiries import compute_t06
from gdnn_analysis.indicators.entrants import compute_c07
from gdnn_analysis.indicators.feedback import compute_t04
from gdnn_analysis.indicators.reach import compute_t01
from gdnn_analysis.indicators.recall import compute_t05
from gdnn_analysis.indicators.tone import compute_t07
from tests.worlds import (
    attendance,
    channel,
    event,
    inputs_of,
    load,
    media,
    parts,
    province,
    roles,
    row,
    unit,
)

EVERY = [
    compute_t01,
    compute_t02,
    compute_t04,
    compute_t05,
    compute_t06,
    compute_t07,
    compute_c07,
    compute_c08,
]


def world(**tables):
    return load({**province(), "channels": [channel("FB", "facebook")], **tables})


def metric(start: str, value: float | None, **cells):
    return {
        "channel_id": "FB",
        "period_type": "thang",
        "period_start": start,
        "metric": "tiep_can",
        "value": value,
        "def_version": "fb1",
        "source": "xuat_nen_tang",
        **cells,
    }


def post(report: str, name: str, value: float | None, **cells):
    return {
        "report_id": report,
        "as_of": "2023-12-31",
        "metric": name,
        "value": value,
        "def_version": "fb1",
        "source": "xuat_nen_tang",
        **cells,
    }


@pytest.mark.parametrize("compute", EVERY)
def test_no_rows_at_all_are_no_figure_and_no_zero(compute):
    output = compute(inputs_of(world()))
    head = output.rows[0]
    assert (head.variant, head.breakdown, head.category, head.value) == ("", "", "", None)
    assert head.verdict == "khong_chi_tieu"
    assert all(one.value is None for one in output.rows)
    assert output.sources.empty


def test_every_figure_of_reach_says_what_became_of_it():
    data = world(
        channel_metrics=[
            metric("2023-03-01", 100, def_version="fb1"),
            metric("2023-04-01", 200, def_version="fb2"),
            metric("2023-05-01", None, def_version="fb2"),
            metric("2023-05-06", 50, period_type="ngay"),
            metric("2023-05-01", 50, metric="hien_thi", is_paid=True),
            metric("2023-06-01", 50, record_status="huy"),
            metric("2024-06-01", 50),
            metric("2023-06-01", 50, metric="nguoi_theo_doi"),
        ]
    )
    output = compute_t01(inputs_of(data))
    found = roles(output, "channel_metrics")
    assert [found[record][0] for record in sorted(found)] == ["loai", "tinh", *["loai"] * 4]
    assert "định nghĩa sau" in found[0][1]
    assert row(output, variant="trung_vi", breakdown="channel", category="FB").value == 200


def test_a_month_written_with_another_day_stays_that_month():
    output = compute_t01(inputs_of(world(channel_metrics=[metric("2022-12-28", 7)])))
    assert row(output).value == 7
    assert (
        compute_t01(inputs_of(world(channel_metrics=[metric("2023-12-02", 7)]))).rows[0].value
        is None
    )


def test_of_two_definitions_from_the_same_month_the_longer_lived_counts():
    rows = [
        metric("2023-03-01", 1, def_version="z9"),
        metric("2023-03-01", 2, def_version="a1"),
        metric("2023-04-01", 4, def_version="a1"),
    ]
    for order in (rows, rows[::-1]):
        output = compute_t01(inputs_of(world(channel_metrics=order)))
        assert row(output, variant="cao_nhat").value == 4


def test_a_rejected_or_vague_post_does_not_count_and_says_so():
    data = world(
        media=[
            media("B1", "FB", published_at="2023-03-01T08:00"),
            media("B2", "FB", published_at="2023-04-01T08:00", verification="bac"),
            media("B3", "FB", published_at="2023-12-01T08:00", date_precision="thang"),
        ],
        placement_metrics=[
            post(report, name, value)
            for report in ("B1", "B2", "B3")
            for name, value in (("tiep_can", 100), ("tuong_tac", 10))
        ],
    )
    output = compute_t02(inputs_of(data))
    found = roles(output, "placement_metrics")
    assert [found[record][0] for record in range(6)] == ["tinh"] * 2 + ["loai"] * 4
    assert row(output).numerator == 10


def test_a_figure_without_its_counterpart_is_left_out():
    data = world(
        media=[media("B1", "FB"), media("B2", "FB", title_vi="Khác hẳn", url="https://x.vn/b2")],
        placement_metrics=[
            post("B1", "tiep_can", 100),
            post("B1", "tuong_tac", 10),
            post("B2", "tuong_tac", 90),
        ],
    )
    output = compute_t02(inputs_of(data))
    assert roles(output, "placement_metrics")[2][0] == "loai"
    assert row(output).value == 10


def test_feedback_of_a_second_report_is_merged_and_of_a_postponed_event_left_out():
    same = {"name_vi": "Ngày hội", "start_on": "2023-04-01", "area_id": "H1"}
    data = world(
        events=[
            event("E1", **same),
            event("E2", lead="TRUONG1", **same),
            event("E3", status="hoan"),
        ],
        event_groups=[attendance("E1", 60)],
        event_feedback=[
            {
                "event_id": name,
                "question_id": "huu_ich",
                "audience_code": "A1a",
                "n_valid": 40,
                "n_positive": 20,
            }
            for name in ("E1", "E2", "E3")
        ],
    )
    found = roles(compute_t04(inputs_of(data)), "event_feedback")
    assert [found[record][0] for record in range(3)] == ["tinh", "gop", "loai"]


def test_agreements_name_what_they_were_merged_into():
    shared = {"vet_unit_id": "TRUONG1", "enterprise_unit_id": "DN"}
    data = load(
        {
            **province(),
            "units": [*province()["units"], {**unit("DN", "DN"), "unit_type": "dn"}],
            "agreements": [
                {"agreement_id": "T2", "signed_on": "2023-03-01", **shared},
                {"agreement_id": "T1", "signed_on": "2023-03-01", **shared},
                {"agreement_id": "T0", "signed_on": "2022-03-01", **shared},
                {
                    "agreement_id": "T9",
                    "signed_on": "2020-03-01",
                    "valid_to": "2021-01-01",
                    **shared,
                },
            ],
        }
    )
    output = compute_c08(inputs_of(data))
    found = roles(output, "agreements")
    assert {record: role for record, (role, _) in found.items()} == {0: "gop", 1: "tinh", 2: "tinh"}
    assert found[0][1].endswith("T1")
    assert row(output, variant="con_hieu_luc").value == 2
    assert parts(output, "unit") == {"TRUONG1": 1}
