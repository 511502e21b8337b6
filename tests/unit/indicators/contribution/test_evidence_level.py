"""P06: the ladder of section 3.6, and what the data must show before a test runs."""

from __future__ import annotations

import pytest

from gdnn_analysis.indicators.contribution import Check, Finding, contribution_tests
from gdnn_analysis.indicators.contribution.exposure import school_visits, visits_per_100_pupils
from gdnn_analysis.indicators.contribution.measured import rivals
from gdnn_analysis.indicators.contribution.outcomes import (
    district_shares,
    lower_streams,
    school_shares,
)
from gdnn_analysis.indicators.evidence_level import compute_p06, level_of
from tests.worlds import area, event, inputs_of, load, parts, province, roles, row, unit


def finding(method: str, *, estimate: float = 1, p: float = 0.01, robust: bool = True) -> Finding:
    return Finding(
        method,
        ran=True,
        reason="",
        n=60,
        estimate=estimate,
        p_value=p,
        checks=(Check("x", robust, ""),),
    )


SUPPORT = finding("lieu_dap_ung")
COMPARED = finding("khac_biet_kep")


@pytest.mark.parametrize(
    ("level", "measured", "tests", "reached", "rivals"),
    [
        (0, 5, (SUPPORT, COMPARED), False, True),
        (1, 1, (SUPPORT, COMPARED), True, True),
        (2, 2, (), True, True),
        (2, 2, (finding("lieu_dap_ung", p=0.05),), True, True),
        (2, 2, (finding("lieu_dap_ung", robust=False),), True, True),
        (2, 2, (finding("lieu_dap_ung", estimate=-1),), True, True),
        (2, 2, (finding("tuong_quan_hang"),), True, True),
        (3, 2, (SUPPORT,), True, False),
        (3, 2, (SUPPORT, COMPARED), True, False),
        (2, 2, (COMPARED,), True, False),
        (4, 2, (COMPARED,), True, True),
        (4, 2, (finding("chuoi_gian_doan"),), True, True),
        (3, 2, (SUPPORT, finding("khac_biet_kep", robust=False)), True, True),
        (2, 2, (SUPPORT, finding("khac_biet_kep", estimate=-1)), True, True),
    ],
)
def test_ladder(level, measured, tests, reached, rivals):
    assert level_of(measured, tests, reached=reached, rivals_listed=rivals) == level


def graduates(school: str, year: int, area_id: str, count: int = 100, **cells) -> dict:
    return {
        "school_year": f"{year - 1}-{year}",
        "level": "THCS",
        "area_id": area_id,
        "school_id": school,
        "sex": "tong",
        "graduates": count,
        "source": "giả định",
        "data_status": "chinh_thuc",
        **cells,
    }


def went(school: str, year: int, area_id: str, count: int, to: str = "TC_CD", **cells) -> dict:
    return {
        "school_year": f"{year - 1}-{year}",
        "level": "THCS",
        "area_id": area_id,
        "school_id": school,
        "sex": "tong",
        "destination": to,
        "count": count,
        **cells,
    }


def lead(month: str, count: int = 40, unit_id: str = "TRUONG1", number: int = 0) -> dict:
    return {
        "lead_id": f"{unit_id}.{month}.{number}",
        "month": month,
        "unit_id": unit_id,
        "kind": "dk_tu_van",
        "count": count,
    }


CONTEXT = {
    "context_id": "B1",
    "title_vi": "Chính sách học phí",
    "from_on": "2022-06-01",
    "kind": "chinh_sach",
    "affects": ["P01"],
    "source": "giả định",
}


def visited_from(
    first: dict[int, int | None], *, years: range, gain: int, context: list[dict] | None = None
) -> dict:
    """Return a province of 40 schools; `first` gives the year of the first visit by school.

    A visited school has `gain` more entrants of 100 from then on; all gain one a year.
    """
    districts = [area(f"D{n}", "huyen", "TINH", official_code=f"{n}") for n in range(12)]
    tables: dict = {
        **province(),
        "areas": [area("TINH", "tinh", official_code="30"), *districts],
        "context_events": context or [],
        "leads": [lead("2023-03")],
    }
    for name in ("schools", "graduates", "destinations", "events", "event_schools"):
        tables[name] = []
    for number, start in first.items():
        school, place = f"S{number:02d}", f"D{number % 12}"
        tables["schools"].append(
            {
                "school_id": school,
                "name_vi": school,
                "school_level": "THCS",
                "area_id": place,
                "valid_from": "2015-01-01",
            }
        )
        for year in years:
            treated = start is not None and year >= start
            count = 20 + number % 5 + (year - 2021) + (number + year) % 3 + gain * treated
            tables["graduates"].append(graduates(school, year, place))
            tables["destinations"].append(went(school, year, place, count))
        if start is not None:
            day = f"{start}-03-{1 + number % 28:02d}"
            tables["events"].append(event(f"E{number}", start_on=day, area_id=place))
            tables["event_schools"].append(
                {"event_id": f"E{number}", "school_id": school, "grade": 9}
            )
    return tables


STAGGERED = {
    number: (2023 if number < 12 else 2024 if number < 24 else None) for number in range(40)
}


def test_first_visits_at_different_times_can_carry_level_4():
    world = visited_from(STAGGERED, years=range(2019, 2026), gain=5, context=[CONTEXT])
    inputs = inputs_of(load(world), 2025)
    found = {(test.outcome, test.method): test for test in contribution_tests(inputs)}
    compared = found["P01", "khac_biet_kep"]
    assert compared.ran
    assert compared.estimate == pytest.approx(5, abs=0.6)
    assert compared.ci_low < 5 < compared.ci_high
    assert not found["P01", "lieu_dap_ung"].ran  # 40 schools
    output = compute_p06(inputs)
    assert row(output).value == 4
    assert row(output).flags == frozenset()


@pytest.mark.parametrize(
    ("cells", "listed"),
    [
        ({}, 1),
        ({"affects": ["P03", "P01"]}, 1),
        ({"affects": None}, 1),  # concerns all outcomes
        ({"affects": ["P03"]}, 0),
        ({"from_on": "2026-01-01"}, 0),
    ],
)
def test_rivals_are_those_that_had_begun_and_concern_the_outcome(cells, listed):
    tables = {**province(), "context_events": [{**CONTEXT, **cells}]}
    assert len(rivals(inputs_of(load(tables), 2025), "P01")) == listed


def test_visits_that_change_nothing_stay_at_level_2():
    world = visited_from(STAGGERED, years=range(2019, 2026), gain=0, context=[CONTEXT])
    assert row(compute_p06(inputs_of(load(world), 2025))).value == 2


def monthly_leads(first: str, before: int, after: int, jump: int) -> list[dict]:
    import numpy as np
    import pandas as pd

    months = pd.period_range(first, periods=before + after, freq="M")
    chance = np.random.default_rng(4)
    return [
        lead(str(month), 100 + jump * (place >= before) + int(chance.integers(-6, 7)))
        for place, month in enumerate(months)
    ]


def test_enquiries_long_before_and_after_the_plan_can_carry_level_4():
    context = [{**CONTEXT, "affects": ["T06"]}]
    long = monthly_leads("2020-01", 20, 40, jump=60)
    inputs = inputs_of(load({**province(), "leads": long, "context_events": context}), 2025)
    (series,) = [test for test in contribution_tests(inputs) if test.outcome == "T06"]
    assert series.ran
    assert series.n == 60
    assert series.estimate == pytest.approx(60, abs=10)
    assert parts(compute_p06(inputs), "indicator")["T06"] == 4


def test_nine_months_before_the_plan_are_too_few():
    short = monthly_leads("2020-12", 9, 50, jump=60)
    inputs = inputs_of(load({**province(), "leads": short}), 2024)
    (series,) = [test for test in contribution_tests(inputs) if test.outcome == "T06"]
    assert not series.ran
    assert "9 tháng trước" in series.reason
    assert parts(compute_p06(inputs), "indicator")["T06"] == 2


def test_units_that_began_to_log_after_the_plan_do_not_make_a_jump():
    long = monthly_leads("2020-01", 20, 40, jump=0)
    late = [{**one, "lead_id": "N" + one["lead_id"], "unit_id": "TRUONG2"} for one in long[20:]]
    inputs = inputs_of(load({**province(), "leads": [*long, *late]}), 2024)
    (series,) = [test for test in contribution_tests(inputs) if test.outcome == "T06"]
    assert abs(series.estimate) < 15
    assert not series.supports


def visits_of(events: list[dict], schools: list[tuple[str, str]], year: int = 2024):
    rows = [{"event_id": e, "school_id": s, "grade": 9} for e, s in schools]
    school = {
        "school_id": "S1",
        "name_vi": "S1",
        "school_level": "THCS",
        "area_id": "H1",
        "valid_from": "2015-01-01",
    }
    tables = {**province(), "schools": [school], "events": events, "event_schools": rows}
    return school_visits(inputs_of(load(tables), year))


def test_two_reports_of_one_day_are_one_visit():
    events = [event("E1", start_on="2023-03-01"), event("E2", "TRUONG1", start_on="2023-03-01")]
    assert len(visits_of(events, [("E1", "S1"), ("E2", "S1")])) == 1


@pytest.mark.parametrize(
    "cells",
    [
        {"verification": "tu_khai"},
        {"verification": "bac"},
        {"status": "hoan"},
        {"start_on": "2021-09-12"},  # before the plan
        {"start_on": "2025-03-01"},  # after the report year
        {"record_status": "huy"},
    ],
)
def test_only_verified_visits_since_the_plan_count(cells):
    assert len(visits_of([event("E1", start_on="2023-03-01")], [("E1", "S1")])) == 1
    assert visits_of([event("E1", **{"start_on": "2023-03-01", **cells})], [("E1", "S1")]).empty


@pytest.mark.parametrize(("day", "year"), [("2023-07-31", 2023), ("2023-08-01", 2024)])
def test_a_school_year_begins_in_august(day, year):
    assert visits_of([event("E1", start_on=day)], [("E1", "S1")])["year"].tolist() == [year]


def streams(graduate_rows: list[dict], destination_rows: list[dict], year: int = 2025):
    tables = {**province(), "graduates": graduate_rows, "destinations": destination_rows}
    inputs = inputs_of(load(tables), year)
    return inputs, lower_streams(inputs)


def test_a_total_beside_boys_and_girls_is_not_added():
    _, found = streams(
        [
            graduates("S1", 2023, "H1", 100),
            graduates("S1", 2023, "H1", 45, sex="nam"),
            graduates("S1", 2023, "H1", 55, sex="nu"),
        ],
        [
            went("S1", 2023, "H1", 20),
            went("S1", 2023, "H1", 12, sex="nam"),
            went("S1", 2023, "H1", 8, sex="nu"),
            went("S1", 2023, "H1", 5, "SC"),
        ],
    )
    shares = school_shares(found, "THCS")
    assert shares["graduates"].tolist() == [100]
    assert shares["share"].tolist() == [25]


def test_a_school_whose_pupils_nobody_traced_is_missing_and_one_without_entrants_is_zero():
    _, found = streams(
        [graduates("S1", 2023, "H1"), graduates("S2", 2023, "H1")],
        [went("S2", 2023, "H1", 100, "THPT")],
    )
    shares = school_shares(found, "THCS")
    assert shares["school_id"].tolist() == ["S2"]
    assert shares["share"].tolist() == [0]


def test_a_total_of_the_district_is_not_added_to_its_schools():
    inputs, found = streams(
        [graduates("TONG", 2023, "H1", 200), graduates("S1", 2023, "H1", 100)],
        [went("TONG", 2023, "H1", 50), went("S1", 2023, "H1", 20)],
    )
    shares = district_shares(inputs, found, "THCS")
    assert shares["graduates"].tolist() == [100]
    assert shares["share"].tolist() == [20]


def test_years_after_the_report_year_are_not_known_yet():
    _, found = streams(
        [graduates("S1", 2023, "H1"), graduates("S1", 2024, "H1")],
        [went("S1", 2023, "H1", 20), went("S1", 2024, "H1", 20)],
        year=2023,
    )
    assert found.years == (2023,)


def test_district_exposure_is_per_hundred_pupils_and_zero_only_where_pupils_are_known():
    school = {"name_vi": "S", "school_level": "THCS", "valid_from": "2015-01-01"}
    tables = {
        **province(),
        "schools": [
            {**school, "school_id": "S1", "area_id": "H1"},
            {**school, "school_id": "S2", "area_id": "H2"},
        ],
        "school_pupils": [
            {"school_id": s, "school_year": "2022-2023", "grade": 9, "sex": "tong", "pupils": 50}
            for s in ("S1", "S2")
        ],
        "events": [event("E1", start_on="2023-03-01")],
        "event_schools": [{"event_id": "E1", "school_id": "S1", "grade": 9}],
    }
    inputs = inputs_of(load(tables), 2023)
    assert visits_per_100_pupils(inputs, "THCS", 2022, 2023).to_dict() == {"H1": 2, "H2": 0}
    assert visits_per_100_pupils(inputs, "THCS", 2023, 2024).empty


def test_the_trace_names_what_the_levels_rest_on():
    world = visited_from(STAGGERED, years=range(2019, 2026), gain=5, context=[CONTEXT])
    output = compute_p06(inputs_of(load(world), 2025))
    assert len(roles(output, "event_schools")) == 24
    assert len(roles(output, "graduates")) == 40 * 7
    assert [role for role, _ in roles(output, "context_events").values()] == ["tinh"]
    assert set(output.sources["role"]) == {"tinh"}


def test_an_empty_world_is_not_graded():
    output = compute_p06(inputs_of(load({"units": [unit("SO", "SLDTBXH")]})))
    assert row(output).value is None
    assert row(output).verdict == "khong_chi_tieu"


@pytest.mark.parametrize(("day", "level"), [("2023-11-01", 1), ("2023-12-01", 0)])
def test_reach_of_december_belongs_to_the_next_year(day, level):
    """RL-37: a month belongs to the year of its 15th day; that of 2023-12 is 2024."""
    metric = {
        "channel_id": "FB_TRUONG1",
        "period_type": "thang",
        "period_start": day,
        "metric": "tiep_can",
        "value": 900,
        "is_paid": False,
        "def_version": "v1",
        "source": "xuat_nen_tang",
    }
    held = event("E1", start_on="2023-03-01", count_method="khong")
    tables = {**province(), "events": [held], "channel_metrics": [metric]}
    output = compute_p06(inputs_of(load(tables), 2023))
    assert row(output).value == level
    assert len(roles(output, "channel_metrics")) == level


def test_earlier_totals_that_enter_nothing_are_not_traced():
    tables = {
        **province(),
        "graduates": [graduates("TONG", year, "H1") for year in (2018, 2022)],
        "destinations": [went("TONG", year, "H1", 20) for year in (2018, 2022)],
    }
    output = compute_p06(inputs_of(load(tables), 2023))
    assert len(roles(output, "graduates")) == len(roles(output, "destinations")) == 1
