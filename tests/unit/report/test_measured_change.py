"""What reports say of outcomes counted every year: a direction only where it is sure."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdnn_analysis import evaluate
from gdnn_analysis.indicators.frame import Row, to_frame
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.narrative.measured_change import change_of_counts


@pytest.fixture(scope="module")
def bare():
    return evaluate(load_rows({}), "2022", created="2026-06-30")


def _told(bare, code, *rows):
    years = (
        replace(bare, results=to_frame([row], period=year, window="nd09"))
        for row, year in zip(rows, ("2021", "2022"), strict=True)
    )
    first, ev = years
    vars(ev)["previous"] = first
    return change_of_counts(ev, code)


def _share(value, high):
    return Row("P01", value=value, unit="%", variant="hep", ci_low=value, ci_high=high)


def _entrants(value, *flags):
    return Row("P03", value=value, unit="người", variant="tong", flags=flags)


def test_ranges_that_overlap_have_no_direction(bare):
    text = _told(bare, "P01", _share(25.5164, 33.5), _share(30.1577, 33.5))

    assert "25,5% (đến 33,5% khi tính cả số không rõ hướng đi) năm 2021" in text
    assert "hai khoảng chồng nhau nên chưa kết luận tăng hay giảm" in text


def test_the_difference_of_ranges_apart_says_that_it_is_not_of_the_rounded_figures(bare):
    text = _told(bare, "P01", _share(25.5164, 26.0), _share(30.1577, 31.0))

    assert ", tăng 4,6 điểm % (tính từ số chưa làm tròn) (P01;" in text


def test_at_least_so_many_does_not_rise(bare):
    text = _told(bare, "P03", _entrants(6484, "F-THIEU"), _entrants(7036))

    assert "ít nhất 6.484 người năm 2021 và 7.036 người năm 2022" in text
    assert "chưa kết luận tăng hay giảm" in text


def test_complete_counts_fall_by_so_many(bare):
    assert ", giảm 100 người (P03;" in _told(bare, "P03", _entrants(500), _entrants(400))
