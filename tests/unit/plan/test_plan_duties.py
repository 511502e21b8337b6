from __future__ import annotations

import pytest

#: Section VII as issued: each lettered item and each part of 2.3 and 2.4, with its addressee.
SECTION_VII = {
    **dict.fromkeys(("VII.1.a", "VII.1.b", "VII.1.c", "VII.1.d"), "SLDTBXH"),
    "VII.2.1": "SGDDT",
    "VII.2.2": "SVHTTDL",
    **dict.fromkeys(("VII.2.3-1", "VII.2.3-2"), "STC"),
    **dict.fromkeys(("VII.2.4-1", "VII.2.4-2", "VII.2.4-3"), "STTTT"),
    "VII.2.5": "BAODAI",
    **dict.fromkeys(("VII.2.6.a", "VII.2.6.b"), "SNKHAC"),
    **dict.fromkeys(("VII.2.7.a", "VII.2.7.b"), "UBNDH"),
    **dict.fromkeys(("VII.2.8.a", "VII.2.8.b", "VII.2.8.c"), "CQCQ"),
    **dict.fromkeys(("VII.3.a", "VII.3.b", "VII.3.c", "VII.3.d", "VII.3.đ", "VII.3.e"), "CSGDNN"),
    **dict.fromkeys(("VII.4.a", "VII.4.b", "VII.4.c"), "DN"),
}
#: Groups that carry out what section VII asks another body to direct (statements ST-092, 096, 099).
SHARED = {
    "VII.2.4-3.UBNDH": "UBNDH",
    "VII.2.4-3.UBNDX": "UBNDX",
    "VII.2.7.a.UBNDX": "UBNDX",
    "VII.2.8.b.CSGDNN": "CSGDNN",
}


def test_every_item_of_section_vii_is_a_duty_of_its_addressee(rows) -> None:
    found = {row["duty_id"]: row["actor_group"] for row in rows("duties")}
    assert found == {**SECTION_VII, **SHARED}


def test_a_shared_duty_is_named_after_the_duty_and_the_group(rows) -> None:
    for row in rows("duties"):
        if row["duty_id"] in SHARED:
            origin, group = row["duty_id"].rsplit(".", 1)
            assert origin in SECTION_VII
            assert group == row["actor_group"]


def test_duties_are_shared_as_the_statements_say(rows) -> None:
    actors = {
        row["ref"].replace(" (", "-").rstrip(")"): set(row["actor_groups"].split(";"))
        for row in rows("statements")
        if row["ref"].startswith("VII.") and row["ref"] != "VII.2 – dẫn"
    }
    groups: dict[str, set[str]] = {}
    for row in rows("duties"):
        origin = row["duty_id"].removesuffix("." + row["actor_group"])
        groups.setdefault(origin, set()).add(row["actor_group"])
    assert groups == actors


def test_the_plan_binds_only_its_issuer(rows) -> None:
    own = [row["duty_id"] for row in rows("duties") if row["force"] == "tu_thuc_hien"]
    assert own == ["VII.1.a", "VII.1.b", "VII.1.c", "VII.1.d"]


@pytest.mark.parametrize("duty", ["VII.2.3-1", "VII.2.4-1"])
def test_where_the_plan_says_chu_tri_the_body_is_asked_to_lead(rows, duty: str) -> None:
    (row,) = [row for row in rows("duties") if row["duty_id"] == duty]
    assert row["text_vi"].startswith("Chủ trì")
    assert row["force"] == "de_nghi_chu_tri"


def test_asked_bodies_lead_in_section_2_only_where_the_plan_says_so(rows) -> None:
    leading = {
        row["actor_group"]
        for row in rows("duties")
        if row["duty_id"].startswith("VII.2") and row["force"] == "de_nghi_chu_tri"
    }
    assert leading == {"STC", "STTTT"}


def test_duties_start_with_the_plan_and_end_with_it_or_with_the_district_level(rows) -> None:
    for row in rows("duties"):
        ends = "2025-06-30" if row["actor_group"] == "UBNDH" else "2025-12-31"
        assert (row["applies_from"], row["applies_to"]) == ("2021-09-13", ends)


def test_evidence_rules_are_marked_as_proposals(rows) -> None:
    unmarked = [
        row["duty_id"]
        for row in rows("duties")
        if not row["evidence_rule"].startswith("(đề xuất) ") or row["evidence_rule"][-1] != "."
    ]
    assert unmarked == []
