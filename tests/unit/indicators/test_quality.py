"""Q01, Q02, Q03: R05, R17, RL-28."""

from __future__ import annotations

from datetime import date

from gdnn_analysis.indicators.quality import compute_q01, compute_q02, compute_q03
from tests.worlds import (
    event,
    inputs_of,
    load,
    media,
    obligation,
    parts,
    province,
    roles,
    row,
    submission,
)

OWED = [
    obligation("SO", "media"),
    obligation("SO", "events"),
    obligation("TRUONG1", "media"),
    obligation("TRUONG1", "media", 2022),
]
SENT = [
    submission("SO", "media"),
    submission("SO", "events", nil_confirmed=True, submitted_on="2024-01-05T08:00:00"),
    submission("TRUONG1", "media", status="tra_lai"),
]


def run(compute, *, today: date = date(2026, 6, 30), **tables):
    data = load({**province(), **tables})
    return compute(inputs_of(data, today=today))


def test_filing_counts_data_and_nil_over_what_was_due():
    found = run(compute_q01, obligations=OWED, submissions=SENT)
    headline = row(found)
    assert (headline.numerator, headline.denominator) == (2, 3)
    assert abs(headline.value - 200 / 3) < 1e-9
    assert abs(headline.completeness - 2 / 3) < 1e-9
    assert headline.verdict == "khong_chi_tieu"


def test_filing_by_table_and_actor_group():
    found = run(compute_q01, obligations=OWED, submissions=SENT)
    assert parts(found, "table") == {"media": 50, "events": 100}
    assert parts(found, "actor_group") == {"SLDTBXH": 100, "CSGDNN": 0}


def test_late_files_are_filed_but_not_in_time():
    found = run(compute_q02, obligations=OWED, submissions=SENT)
    assert (row(found).numerator, row(found).denominator) == (1, 3)
    assert parts(found, "table") == {"media": 50, "events": 0}


def test_what_is_not_due_yet_is_left_out():
    found = run(compute_q01, obligations=OWED, submissions=SENT, today=date(2023, 12, 1))
    assert row(found).value is None
    assert {role for role, _ in roles(found, "obligations").values()} == {"loai"}


def test_without_obligations_nobody_knows_what_is_owed():
    found = row(run(compute_q01, submissions=SENT))
    assert found.value is None
    assert found.flags == {"F-MAUSO"}


def test_every_obligation_of_the_year_is_traced_once():
    found = run(compute_q01, obligations=OWED, submissions=SENT)
    assert set(roles(found, "obligations")) == {0, 1, 2}
    assert roles(found, "obligations")[2][1] != ""


def deployment(deployment_id: str, **cells) -> dict:
    return {
        "deployment_id": deployment_id,
        "product_id": "P",
        "area_id": "H1",
        "place_type": "cong_vien",
        "place_desc": "Công viên",
        "quantity": 1,
        "from_on": "2023-05-01",
        "reporting_unit_id": "SO",
        "verification": "da_doi_chieu",
        **cells,
    }


PRODUCT = {
    "product_id": "P",
    "name_vi": "Pa-nô",
    "product_type": "pa_no",
    "unit_id": "SO",
    "completed_on": "2023-04-01",
}


def test_verification_counts_works_events_and_deployments_in_force():
    found = run(
        compute_q03,
        media=[
            media("R1", "BAO"),
            media("R2", "BAO", "TRUONG1", url="https://vi-du.vn/R1", verification="tu_khai"),
            media("R3", "TV", verification="bac", published_at="2023-06-01T08:00:00"),
        ],
        events=[event("E1"), event("E2", verification="tu_khai"), event("E3", record_status="huy")],
        products=[PRODUCT],
        deployments=[deployment("D1"), deployment("D2", from_on="2022-05-01")],
    )
    assert parts(found, "table") == {"media": 50, "events": 50, "deployments": 100}
    assert (row(found).numerator, row(found).denominator) == (3, 5)
    assert roles(found, "media")[1][0] == "gop"


def test_a_work_counts_in_the_year_of_its_first_placement():
    again = {"title_vi": "Nghề hàn mở lối", "url": None}
    found = run(
        compute_q03,
        media=[
            media("R1", "BAO", published_at="2022-11-20T08:00:00", **again),
            media("R2", "TRANG_SO", kind="dang_lai", published_at="2023-02-01T08:00:00", **again),
        ],
    )
    assert row(found).denominator == 0
    assert row(found).value is None


def test_a_work_whose_date_is_too_imprecise_is_left_out_and_flagged():
    found = run(
        compute_q03,
        media=[
            media("R1", "BAO"),
            media("R2", "TV", published_at="2022-12-01T00:00:00", date_precision="thang"),
        ],
    )
    assert row(found).denominator == 1
    assert "F-NGOAIKY" in row(found).flags
    assert roles(found, "media")[1][0] == "loai"
