"""A report of 2023 does not know that districts, departments and ministries changed in 2025."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gdnn_analysis import evaluate, tables
from gdnn_analysis.indicators.frame import Row, to_frame
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.open_words import group_name
from gdnn_analysis.report.organisation import actor_name, districts_word


@pytest.mark.parametrize(
    ("year", "committees", "department", "press", "districts"),
    [
        (
            "2023",
            "UBND huyện, thị xã, thành phố",
            "Sở Lao động – TB&XH",
            "Cơ quan thông tấn, báo chí (TW và địa phương)",
            "huyện, thị xã, thành phố",
        ),
        (
            "2025",
            "UBND huyện, thị xã, thành phố (đến 30/6/2025)",
            "Sở Lao động – TB&XH (và đơn vị kế thừa)",
            "Cơ quan thông tấn, báo chí (TW và địa phương)",
            "huyện cũ",
        ),
    ],
)
def test_names_are_those_of_the_period(year, committees, department, press, districts):
    ev = evaluate(load_rows({}), year, created="2026-06-30")

    assert actor_name(ev, "UBNDH") == committees
    assert actor_name(ev, "SLDTBXH") == department
    assert actor_name(ev, "BAOCHI") == press
    assert districts_word(ev) == districts


def test_a_level_that_ended_keeps_its_heirs():
    ev = evaluate(load_rows({}), "2025", created="2026-06-30")

    assert group_name("UBNDH", ev.interval.last_day).startswith("Đơn vị kế thừa")


def test_events_by_district_explain_former_districts_only_where_there_are_any():
    row = Row("A03", 3.0, breakdown="area", category="H01", unit="sự kiện")
    held = to_frame([row], period="2023", window="nd09")
    empty = [evaluate(load_rows({}), year, created="2026-06-30") for year in ("2023", "2025")]
    before, after = (tables.events_by_area(replace(ev, results=held)) for ev in empty)

    assert "huyện cũ" not in " ".join((before.caption, *before.notes))
    assert any("01/7/2025" in note for note in after.notes)
