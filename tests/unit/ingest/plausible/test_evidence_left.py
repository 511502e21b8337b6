"""DQ-06: an address or stored evidence."""

from __future__ import annotations

import pytest

from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import media_row

CAPTURE = {
    "evidence_id": "MC-1",
    "kind": "url",
    "location": "https://bao.example/1",
    "sha256": "a" * 64,
    "captured_on": "2023-05-21",
    "has_personal_data": "không",
}


def of_media(**changes):
    return warned("DQ-06", {"media": [media_row(**changes)], "evidence": [CAPTURE]})


@pytest.mark.parametrize(
    "url", ["", "chưa có", "bản in", "ftp://kho.example/1", "toasoan@bao.example"]
)
def test_a_row_without_usable_address_and_evidence_is_told(url):
    (issue,) = of_media(url=url).to_dict("records")
    assert (issue["severity"], issue["table"], issue["column"]) == ("canh_bao", "media", "url")
    assert "không có liên kết dùng được" in issue["message"]


@pytest.mark.parametrize(
    "url",
    [
        "https://bao.example/tin/1.html",
        "http://bao.example",
        "www.bao.example/tin?id=1",
        "HTTPS://Bao.Example:8080/a",
    ],
)
def test_an_address_is_enough(url):
    assert of_media(url=url).empty


def test_stored_evidence_is_enough():
    assert of_media(url="", evidence_id="MC-1").empty


def test_a_cancelled_row_needs_no_proof():
    assert of_media(url="", record_status="huy").empty


@pytest.mark.parametrize("blank", ["sha256", "captured_on"])
def test_a_link_kept_as_evidence_needs_a_capture(blank):
    found = warned("DQ-06", {"evidence": [CAPTURE | {blank: ""}]})
    assert found["column"].tolist() == [blank]


def test_a_link_without_hash_and_day_is_told_once():
    found = warned("DQ-06", {"evidence": [CAPTURE | {"sha256": "", "captured_on": ""}]})
    assert found["column"].tolist() == ["sha256"]
    assert "mã băm và ngày chụp" in found["message"].iloc[0]


def test_a_scan_needs_no_capture():
    scan = CAPTURE | {"kind": "ban_scan", "sha256": "", "captured_on": ""}
    assert warned("DQ-06", {"evidence": [scan]}).empty


def test_without_the_tables_nothing_is_told():
    assert warned("DQ-06", {}).empty
