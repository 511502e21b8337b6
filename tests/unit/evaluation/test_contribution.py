"""An evaluation carries the registered tests of contribution, those of its last year."""

from __future__ import annotations

from gdnn_analysis import evaluate
from gdnn_analysis.ingest import load_rows


def test_every_registered_test_says_why_it_did_not_run_without_data():
    findings = evaluate(load_rows({}), "2023", created="2026-06-30").contribution

    assert [(found.method, found.outcome) for found in findings] == [
        ("tuong_quan_hang", "P01"),
        ("lieu_dap_ung", "P01"),
        ("khac_biet_kep", "P01"),
        ("lieu_dap_ung", "P02"),
        ("chuoi_gian_doan", "T06"),
    ]
    assert not any(found.ran for found in findings)
    assert all(found.reason.startswith("Không chạy:") for found in findings)


def test_a_period_has_the_tests_of_its_last_year():
    span = evaluate(load_rows({}), "2021-2022", created="2026-06-30")

    assert span.contribution is span.years[2022].contribution
