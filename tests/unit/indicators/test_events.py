"""A03 and T03: R01, R03, R04, R06, R09, RL-15, RL-32, golden cases G09, G12, G17, G22."""

from __future__ import annotations

import pytest

from gdnn_analysis.indicators.events import compute_a03, compute_t03
from tests.worlds import (
    area,
    attendance,
    event,
    inputs_of,
    load,
    merger,
    obligation,
    parts,
    province,
    roles,
    row,
    submission,
)


def a03(events: list[dict], *, year: int = 2023, choices: dict | None = None, **tables):
    data = load({**province(), "events": events, **tables})
    return compute_a03(inputs_of(data, year, **(choices or {})))


def t03(events: list[dict], groups: list[dict], **tables):
    data = load({**province(), "events": events, "event_groups": groups, **tables})
    return compute_t03(inputs_of(data))


ALL_FILED = {
    "obligations": [obligation("SO", "events"), obligation("TRUONG1", "events")],
    "submissions": [submission("SO", "events"), submission("TRUONG1", "events")],
}
NIL = {
    "obligations": ALL_FILED["obligations"],
    "submissions": [submission(unit, "events", nil_confirmed=True) for unit in ("SO", "TRUONG1")],
}


@pytest.mark.parametrize(
    ("verification", "count"), [("da_doi_chieu", 2), ("tu_khai", 2), ("chua", 1), ("bac", 1)]
)
def test_declared_events_count_and_rejected_or_unchecked_ones_do_not(verification, count):
    assert row(a03([event("E", verification=verification), event("F")])).value == count


def test_claims_nobody_has_looked_at_make_no_zero():
    pending = [event("E", verification="chua")]
    assert row(a03(pending)).value is None
    assert row(t03(pending, [attendance("E", 9)])).value is None
    assert row(a03(pending, **ALL_FILED)).value == 0
    assert row(a03([event("E", verification="bac")])).value == 0


def test_declared_events_are_flagged():
    assert "F-TUKHAI" in row(a03([event("E", verification="tu_khai")])).flags
    assert "F-TUKHAI" not in row(a03([event("E")])).flags


@pytest.mark.parametrize(
    ("status", "word"), [("hoan", "hoãn"), ("huy", "huỷ"), ("du_kien", "dự kiến")]
)
def test_an_event_not_held_is_listed_and_not_counted(status, word):
    found = a03([event("E", status=status)])
    assert row(found).value == 0
    ((role, reason),) = roles(found, "events").values()
    assert role == "loai"
    assert word in reason


def test_a_cancelled_row_is_no_event():
    assert row(a03([event("E", record_status="huy"), event("F")])).value == 1


@pytest.mark.parametrize(
    ("start", "window", "count"),
    [
        ("2022-12-14", "nd09", 0),
        ("2022-12-15", "nd09", 1),
        ("2023-12-14", "nd09", 1),
        ("2023-12-15", "nd09", 0),
        ("2022-12-31", "calendar", 0),
        ("2023-12-31", "calendar", 1),
    ],
)
def test_an_event_belongs_to_the_window_of_its_first_day(start, window, count):
    found = a03(
        [event("E", start_on=start), event("GIUA_NAM", status="huy")], choices={"window": window}
    )
    assert row(found).value == count


def test_several_days_are_one_event():
    assert row(a03([event("E", start_on="2023-04-01", end_on="2023-04-05")])).value == 1


def test_one_event_reported_by_two_units_counts_once_and_credits_both():
    same = {"name_vi": "Ngày hội tư vấn"}
    found = a03(
        [
            event("E2", "TRUONG1", name_vi="Ngày  hội TƯ VẤN", verification="tu_khai"),
            event("E1", "SO", **same),
        ]
    )
    assert row(found).value == 1
    assert parts(found, "lead_unit") == {"SO": 1, "TRUONG1": 1}
    assert roles(found, "events") == {
        1: ("tinh", ""),
        0: ("gop", "cùng tên, ngày, địa bàn với sự kiện E1"),
    }


@pytest.mark.parametrize(
    "other", [{"start_on": "2023-04-10"}, {"area_id": "H2"}, {"name_vi": "Ngày hội khác"}]
)
def test_another_day_area_or_name_is_another_event(other):
    first = event("E1", name_vi="Ngày hội")
    assert row(a03([first, {**first, "event_id": "E2", **other}])).value == 2


def test_a_report_that_does_not_count_hides_no_other():
    first = event("E1", name_vi="Ngày hội", verification="bac")
    assert row(a03([first, event("E2", name_vi="Ngày hội")])).value == 1


def test_types_and_former_districts_add_up_to_the_total():
    found = a03(
        [
            event("E1", event_type="giao_luu"),
            event("E2", area_id="H2"),
            event("E3", area_id="TINH"),
        ]
    )
    assert parts(found, "event_type") == {"giao_luu": 1, "tu_van_ts": 2}
    assert parts(found, "area") == {"H1": 1, "H2": 1, "khong_xac_dinh": 1}


def test_an_event_in_a_commune_of_two_districts_has_no_district():
    registry = province()
    areas = [*registry["areas"], area("a", parent="H1"), area("c", parent="H2"), area("moi")]
    found = a03(
        [event("E", area_id="moi", start_on="2025-08-15")],
        year=2025,
        areas=areas,
        area_succession=[merger("a", "moi"), merger("c", "moi")],
    )
    assert parts(found, "area")["khong_xac_dinh"] == 1


def test_a_district_without_events_is_zero_only_when_everybody_filed():
    assert parts(a03([event("E")]), "area") == {"H1": 1, "H2": None}
    assert parts(a03([event("E")], **ALL_FILED), "area") == {"H1": 1, "H2": 0}


def test_nil_is_zero_and_silence_is_no_data():
    assert row(a03([], **NIL)).value == 0
    silent = row(a03([], obligations=NIL["obligations"]))
    assert silent.value is None
    assert silent.flags == {"F-THIEU"}


def test_nil_without_a_list_of_obligations_is_zero_but_not_complete():
    found = row(a03([], submissions=NIL["submissions"]))
    assert found.value == 0
    assert found.completeness is None
    assert found.flags == {"F-THIEU"}


def test_a_count_with_silent_units_is_a_lower_bound():
    filed = {**ALL_FILED, "submissions": ALL_FILED["submissions"][:1]}
    found = row(a03([event("E")], **filed))
    assert (found.value, found.completeness, found.flags) == (1, 0.5, {"F-THIEU"})
    complete = row(a03([event("E")], **ALL_FILED))
    assert (complete.completeness, complete.flags) == (1, set())


def test_the_plan_sets_no_number_of_events():
    assert row(a03([event("E")])).verdict == "khong_chi_tieu"


def test_2021_is_flagged():
    assert "F-2021" in row(a03([event("E", start_on="2021-10-01")], year=2021)).flags
    assert "F-2021" not in row(a03([event("E")])).flags


def test_a_festival_measured_at_one_site_and_estimated_at_the_others():
    same = {"name_vi": "Ngày hội GDNN", "start_on": "2023-04-09"}
    found = t03(
        [event("E1", **same), event("E2", count_method="uoc_dem", **same)],
        [attendance("E1", 600), attendance("E2", 2800)],
    )
    assert row(found).value == 600
    assert row(found, variant="do_duoc").value == 600
    assert row(found, variant="uoc").value == 2800
    assert "F-UOC" in row(found).flags
    assert "F-UOC" not in row(found, variant="do_duoc").flags


@pytest.mark.parametrize("method", ["ds_ky", "dem_ve", "nen_tang"])
def test_lists_tickets_and_platforms_are_measurements(method):
    found = t03([event("E", count_method=method)], [attendance("E", 40)])
    assert row(found).value == 40
    assert row(found, variant="uoc").value is None


@pytest.mark.parametrize("method", ["giay_moi", "khong", None])
def test_invitations_and_uncounted_events_never_count(method):
    found = t03([event("E", count_method=method)], [attendance("E", 40)])
    assert row(found).value is None
    assert row(found, variant="uoc").value is None
    ((role, reason),) = roles(found, "event_groups").values()
    assert (role, bool(reason)) == ("loai", True)


def test_one_event_reported_twice_gives_its_attendances_once():
    same = {"name_vi": "Ngày hội"}
    found = t03(
        [event("E1", verification="tu_khai", **same), event("E2", "TRUONG1", **same)],
        [attendance("E1", 500), attendance("E2", 480)],
    )
    assert row(found).value == 480
    assert roles(found, "event_groups")[0] == ("gop", "đã dùng số của bản ghi E2")


def test_a_total_row_is_not_added_to_its_parts():
    found = t03(
        [event("E")],
        [
            attendance("E", 10, sex="nam"),
            attendance("E", 20, sex="nu"),
            attendance("E", 30, sex="tong"),
            attendance("E", 5, sex="tong", audience_code="A6a"),
        ],
    )
    assert row(found).value == 35


def test_audiences_types_and_areas_add_up_per_variant():
    found = t03(
        [event("E1"), event("E2", area_id="H2", event_type="giao_luu")],
        [attendance("E1", 30), attendance("E1", 5, audience_code="A6a"), attendance("E2", 7)],
    )
    assert parts(found, "audience", variant="do_duoc") == {"A1a": 37, "A6a": 5}
    assert parts(found, "event_type", variant="do_duoc") == {"giao_luu": 7, "tu_van_ts": 35}
    assert parts(found, "area", variant="do_duoc") == {"H1": 35, "H2": 7}


def test_an_event_without_a_figure_makes_the_sum_a_lower_bound():
    known = t03([event("E1")], [attendance("E1", 30)], **ALL_FILED)
    assert row(known).flags == set()
    part = t03([event("E1"), event("E2", name_vi="Khác")], [attendance("E1", 30)], **ALL_FILED)
    assert row(part).flags == {"F-THIEU"}
    blank = t03([event("E1")], [attendance("E1", None)], **ALL_FILED)
    assert row(blank).value is None


def test_no_measurement_is_zero_only_when_attendances_were_filed():
    invited = [event("E", count_method="giay_moi")]
    filed = [submission("SO", "event_groups")]
    found = row(t03(invited, [attendance("E", 40)], submissions=filed))
    assert (found.value, found.flags) == (0, {"F-THIEU"})
    assert row(t03(invited, [attendance("E", 40)], **ALL_FILED)).value is None


def test_without_events_attendances_are_zero_only_when_that_was_filed():
    assert row(t03([], [], **NIL)).value == 0
    assert row(t03([], [], **NIL), variant="uoc").value == 0
    assert row(t03([], [])).value is None


def test_attendances_at_events_not_held_do_not_count():
    found = t03([event("E", status="hoan")], [attendance("E", 50)])
    assert row(found).value == 0
    assert roles(found, "event_groups") == {}
