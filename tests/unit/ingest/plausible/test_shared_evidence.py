"""DQ-11: one photograph for different events."""

from __future__ import annotations

import pytest

from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import event_row


def photo(evidence_id, sha256, kind="anh_ht"):
    return {
        "evidence_id": evidence_id,
        "kind": kind,
        "location": f"anh/{evidence_id}.jpg",
        "sha256": sha256,
        "captured_on": "2023-05-20",
        "has_personal_data": "không",
    }


def shared(first, second, *, kind="anh_ht", hashes=("a" * 64, "a" * 64), one=False):
    evidence = [photo("MC-1", hashes[0], kind), photo("MC-2", hashes[1], kind)]
    events = [
        event_row("E1", evidence_id="MC-1", **first),
        event_row("E2", evidence_id="MC-1" if one else "MC-2", **second),
    ]
    return warned("DQ-11", {"events": events, "evidence": evidence})


@pytest.mark.parametrize(
    "change",
    [{"name_vi": "Giao lưu hướng nghiệp"}, {"start_on": "2023-06-01"}, {"area_id": "AREA-2"}],
)
def test_the_later_of_two_different_events_is_told(change):
    (issue,) = shared({}, change).to_dict("records")
    assert (issue["row"], issue["column"], issue["value"]) == (3, "evidence_id", "MC-2 = E1")


def test_the_same_evidence_row_is_the_same_photograph():
    found = shared({}, {"start_on": "2023-06-01"}, one=True, hashes=("", ""))
    assert found["value"].tolist() == ["MC-1 = E1"]


def test_one_event_reported_twice_may_share_its_photograph():
    assert shared({"name_vi": "Ngày hội  việc làm"}, {"name_vi": "Ngày hội việc làm"}).empty


def test_other_hashes_are_other_photographs():
    assert shared({}, {"start_on": "2023-06-01"}, hashes=("a" * 64, "b" * 64)).empty
    assert shared({}, {"start_on": "2023-06-01"}, hashes=("", "")).empty


@pytest.mark.parametrize("kind", ["ban_scan", "url", "xuat_so_lieu"])
def test_a_document_may_tell_of_several_events(kind):
    assert shared({}, {"start_on": "2023-06-01"}, kind=kind).empty


def test_without_the_tables_nothing_is_told():
    assert warned("DQ-11", {}).empty
    assert warned("DQ-11", {"events": [event_row()]}).empty
