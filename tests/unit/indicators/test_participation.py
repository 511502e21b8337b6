"""A08 and O19: the eight groups, roles by day, and the trace of each record (R01, R08)."""

from __future__ import annotations

import csv

from gdnn_analysis.indicators.participation import LABELS, PLAN_GROUPS, compute_a08, compute_o19
from gdnn_analysis.plan import shipped_plan
from tests.worlds import (
    event,
    inputs_of,
    load,
    media,
    parts,
    province,
    roles,
    row,
    succession,
    unit,
)

ENTERPRISES = [unit("DN1", "DN", unit_type="dn"), unit("DN2", "DN", unit_type="dn")]


def inputs(year: int = 2023, units=(), **tables):
    registry = province()
    registry["units"] = [*registry["units"], *ENTERPRISES, *units]
    return inputs_of(load({**registry, **tables}), year)


def test_the_eight_groups_hold_the_actors_of_statement_23_each_once():
    with (shipped_plan() / "statements.csv").open(encoding="utf-8", newline="") as file:
        actors = {line["stmt_id"]: line["actor_groups"].split(";") for line in csv.DictReader(file)}
    held = [actor for group in PLAN_GROUPS.values() for actor in group]
    assert len(PLAN_GROUPS) == 8
    assert sorted(held) == sorted(actors["ST-023"])
    assert set(PLAN_GROUPS) < set(LABELS["A08"])


def test_the_groups_add_up_to_the_actors_and_to_the_share_of_units():
    found = compute_a08(inputs(events=[event("E1", partner_unit_ids="TRUONG1;DAI;BAO;DN1")]))
    groups = {name: row(found, variant=name) for name in PLAN_GROUPS}
    share = row(found, variant="don_vi")
    assert row(found).value == 4
    assert share.numerator == sum(cell.value or 0 for cell in groups.values()) == 5
    assert share.denominator == sum(cell.denominator or 0 for cell in groups.values()) == 7
    assert sum(value or 0 for value in parts(found, "actor_group").values()) == 5


def test_an_heir_counts_for_the_predecessor_only_from_the_day_it_took_over():
    units = [
        unit("HUYEN", "UBNDH", unit_type="ubnd", valid_to="2025-06-30"),
        unit("XA", "UBNDX", unit_type="ubnd"),
    ]
    heirs = [succession("HUYEN", "XA", "2025-07-01")]

    def districts(day: str) -> float | None:
        log = [event("E1", "XA", start_on=day)]
        found = compute_a08(inputs(2025, units, unit_succession=heirs, events=log))
        return row(found, variant="nhom_3").value

    assert districts("2025-06-30") is None
    assert districts("2025-07-01") == 1


def test_a_department_that_took_over_keeps_its_own_group():
    """The department of education counts once, for itself, though it leads the plan now."""
    units = [unit("GD", "SGDDT")]
    heirs = [succession("SO", "GD", "2025-03-01", "ql_gdnn")]
    log = [event("E1", "GD", start_on="2025-05-09")]
    found = compute_a08(inputs(2025, units, unit_succession=heirs, events=log))
    assert parts(found, "actor_group")["SGDDT"] == 1
    assert row(found, variant="nhom_2").value == 1


def test_trace_holds_every_record_that_names_a_group_and_says_why_not():
    log = [
        event("E1"),
        event("E2", verification="tu_khai"),
        event("E3", status="hoan"),
        event("E4", "CHUQUAN"),
    ]
    found = compute_a08(inputs(events=log))
    assert roles(found, "events") == {
        0: ("tinh", ""),
        1: ("loai", "tự khai, chưa đối chiếu"),
        2: ("loai", "đã hoãn, không tổ chức"),
    }


def test_a_record_counts_when_one_of_its_two_roles_does():
    """A work written by a school and reported by the department is one source row."""
    rows = [media("R1", "TV", "SO", author_unit_id="TRUONG1")]
    found = compute_a08(inputs(media=rows))
    assert roles(found, "media") == {0: ("tinh", "")}
    assert row(found).value == 2


def test_enterprises_trace_only_what_names_one():
    log = [event("E1", partner_unit_ids="DN1"), event("E2"), event("E3", "DN2", status="huy")]
    plans = [{"unit_id": "DN2", "year": 2023, "has_plan": True}]
    found = compute_o19(inputs(events=log, unit_plans=plans))
    assert row(found).value == 1
    assert roles(found, "events") == {0: ("tinh", ""), 2: ("loai", "đã huỷ, không tổ chức")}
    assert roles(found, "unit_plans") == {0: ("loai", "kế hoạch chưa có minh chứng")}
    assert found.members["", "", ""] == {"DN1"}
    assert found.members["hoat_dong", "", ""] == {"E1"}


def test_nothing_filed_has_no_members_so_that_years_do_not_add_up_to_zero():
    assert compute_o19(inputs()).members == {}
