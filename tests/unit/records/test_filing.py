"""Obligations and submissions: RL-28, R01, R08, golden case G09."""

from __future__ import annotations

from datetime import date

import pytest

from gdnn_analysis.records.filing import Filing, resolve_filing
from tests.worlds import load, obligation, submission, unit

UNITS = [unit("A"), unit("B"), unit("DONG", valid_to="2025-02-28")]


def filing(*, owed: list[dict], sent: list[dict]) -> Filing:
    return resolve_filing(load({"units": UNITS, "obligations": owed, "submissions": sent}))


@pytest.mark.parametrize("status", ["da_nop", "duyet", "khoa"])
def test_a_submission_that_was_taken_meets_the_obligation(status):
    found = filing(owed=[obligation("A", "media")], sent=[submission("A", "media", status=status)])
    assert found.filing_units("media", 2023) == ("A",)
    assert found.silent_units("media", 2023) == ()


@pytest.mark.parametrize("status", ["nhap", "tra_lai"])
def test_a_draft_or_returned_file_is_not_filed(status):
    found = filing(owed=[obligation("A", "media")], sent=[submission("A", "media", status=status)])
    assert found.filing_units("media", 2023) == ()
    assert found.silent_units("media", 2023) == ("A",)
    assert not found.any_submission("media", 2023)


def test_a_unit_that_ticks_nil_is_not_a_silent_unit():
    found = filing(
        owed=[obligation("A", "events"), obligation("B", "events")],
        sent=[submission("A", "events", nil_confirmed=True)],
    )
    assert found.nil_units("events", 2023) == ("A",)
    assert found.silent_units("events", 2023) == ("B",)


def test_nil_needs_every_submission_to_say_so():
    found = filing(
        owed=[obligation("A", "events")],
        sent=[
            submission("A", "events", nil_confirmed=True),
            submission("A", "events", "2023-Q4", nil_confirmed=False),
        ],
    )
    assert found.filing_units("events", 2023) == ("A",)
    assert found.nil_units("events", 2023) == ()


def test_one_quarter_does_not_fill_the_year_and_four_do():
    quarters = [submission("A", "media", f"2023-Q{number}") for number in (1, 2, 3, 4)]
    owed = [obligation("A", "media", period_type="quy")]
    assert filing(owed=owed, sent=quarters[:3]).completeness("media", 2023) == 0
    assert filing(owed=owed, sent=quarters).completeness("media", 2023) == 1


def test_months_and_a_quarter_together_fill_the_year():
    sent = [submission("A", "media", f"2023-{month:02d}") for month in range(1, 10)]
    owed = [obligation("A", "media", period_type="thang")]
    found = filing(owed=owed, sent=[*sent, submission("A", "media", "2023-Q4")])
    assert found.completeness("media", 2023) == 1


def test_a_unit_closed_in_february_owes_only_its_months():
    owed = [obligation("DONG", "media", 2025)]
    assert (
        filing(owed=owed, sent=[submission("DONG", "media", "2025-Q1")]).completeness("media", 2025)
        == 1
    )
    assert (
        filing(owed=owed, sent=[submission("DONG", "media", "2025-02")]).completeness("media", 2025)
        == 0
    )


@pytest.mark.parametrize(
    ("submitted", "on_time"), [("2023-12-20T23:59:00", True), ("2023-12-21T00:00:00", False)]
)
def test_the_deadline_includes_its_whole_day(submitted, on_time):
    found = filing(
        owed=[obligation("A", "media")], sent=[submission("A", "media", submitted_on=submitted)]
    )
    assert bool(found.cells["on_time"].iloc[0]) is on_time


def test_punctuality_of_what_was_never_filed_is_missing():
    found = filing(owed=[obligation("A", "media")], sent=[])
    assert found.cells["on_time"].isna().all()


def test_completeness_counts_obligations_not_units():
    found = filing(
        owed=[obligation("A", "media"), obligation("B", "media"), obligation("A", "events")],
        sent=[submission("A", "media")],
    )
    assert found.completeness("media", 2023) == 0.5


def test_without_obligations_there_is_no_completeness():
    found = filing(owed=[], sent=[submission("A", "media")])
    assert found.completeness("media", 2023) is None
    assert found.any_submission("media", 2023)


def test_an_obligation_not_yet_due_is_left_out_on_request():
    found = filing(owed=[obligation("A", "media")], sent=[])
    assert found.completeness("media", 2023, today=date(2023, 12, 19)) is None
    assert found.completeness("media", 2023, today=date(2023, 12, 20)) == 0


def test_the_order_of_rows_does_not_matter():
    owed = [obligation("A", "media"), obligation("B", "media"), obligation("B", "events")]
    sent = [submission("B", "media"), submission("B", "media", "2023-Q1", nil_confirmed=True)]
    forward = filing(owed=owed, sent=sent).cells.reset_index(drop=True)
    backward = filing(owed=owed[::-1], sent=sent[::-1]).cells.reset_index(drop=True)
    assert forward.equals(backward)


def test_cells_keep_the_record_number_of_their_obligation():
    data = load(
        {"units": UNITS, "obligations": [obligation("B", "media"), obligation("A", "media")]}
    )
    cells = resolve_filing(data).cells
    assert (data["obligations"]["unit_id"].reindex(cells.index) == cells["unit_id"]).all()
    assert cells["unit_id"].tolist() == ["A", "B"]
