"""A trace knows every row by what it holds, and which part it has in which figure."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis import evaluate
from gdnn_analysis.evaluation.trace import Trace, trace_of
from gdnn_analysis.ingest import load_rows
from tests.worlds import attendance, event, media, province


def traced(**tables) -> Trace:
    world = province() | tables
    return trace_of(evaluate(load_rows(world), "2023", created="2026-06-30"))


def content(trace: Trace, key: str) -> str:
    (found,) = trace.rows.loc[trace.rows["key"].eq(key), "content"]
    return str(found)


BASE = {"media": [media("R1", "TV"), media("R2", "BAO", title_vi="Khác hẳn")]}


@pytest.fixture(scope="module")
def base() -> Trace:
    return traced(**BASE)


def test_every_row_is_there_with_its_place_and_unit(base):
    row = base.rows[base.rows["key"].eq("R2")].iloc[0]
    assert (row["table"], row["file"], row["row"], row["unit"]) == ("media", "media.csv", 3, "SO")


def test_figures_point_at_their_rows(base):
    counted = base.figures[base.figures["code"].eq("O01") & base.figures["role"].eq("tinh")]
    assert sorted(base.rows["key"].iloc[counted["place"]]) == ["R1", "R2"]
    assert not base.figures.duplicated(["code", "place"]).any()


def test_what_a_row_holds_moves_its_content_and_nothing_else_does(base):
    other = traced(
        media=[media("R2", "BAO", title_vi="Khác hẳn", tone="trung_tinh"), BASE["media"][0]]
    )
    assert content(other, "R1") == content(base, "R1")
    assert content(other, "R2") != content(base, "R2")


def test_notes_and_personal_data_are_no_content(base):
    noted = traced(media=[media("R1", "TV", note="gọi 0912345678"), BASE["media"][1]])
    assert content(noted, "R1") == content(base, "R1")
    one, other = (
        traced(media=[media("R1", "TV", title_vi=f"Tuyển sinh, gọi {phone}")])
        for phone in ("0912345678", "0987654321")
    )
    assert content(one, "R1") == content(other, "R1")


def test_a_column_nobody_used_before_changes_only_the_rows_that_use_it(base):
    other = traced(media=[BASE["media"][0], media("R2", "BAO", title_vi="Khác hẳn", air_minutes=3)])
    assert content(other, "R1") == content(base, "R1")
    assert content(other, "R2") != content(base, "R2")


def test_rows_without_a_unit_have_that_of_the_row_they_belong_to():
    trace = traced(events=[event("E1", "TRUONG1")], event_groups=[attendance("E1", 5)])
    units = trace.rows[trace.rows["table"].eq("event_groups")]["unit"].tolist()
    assert units == ["TRUONG1"]


def test_nothing_sent_is_an_empty_trace():
    trace = trace_of(evaluate(load_rows({}, shipped=True), "2023", created="2026-06-30"))
    assert set(trace.rows["table"]).isdisjoint({"media", "events"})
    assert pd.api.types.is_integer_dtype(trace.figures["place"]) or trace.figures.empty
