"""DQ-12: units in force at the time of the row."""

from __future__ import annotations

import pytest

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.checks.plausible.unit_validity import DATED
from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import issues_of, media_row, read, registry

SCHOOL = registry()["units"][0]
STATION = registry()["units"][1]


def units(*spans):
    rows = [SCHOOL | {"valid_from": start, "valid_to": end} for start, end in spans]
    return {"units": [*rows, STATION]}


def told(spans, table, rows, **more):
    return warned("DQ-12", units(*spans) | {table: rows} | more)


def published(spans, *days):
    rows = [media_row(f"M{at}", published_at=day) for at, day in enumerate(days)]
    return told(spans, "media", rows)["row"].tolist()


def test_all_declared_columns_are_of_the_contract():
    tables = contract().tables
    for dated in DATED:
        assert dated.unit in tables[dated.table]
        link, table = dated.through or ("", dated.table)
        assert dated.when in tables[table]
        assert not link or (link in tables[dated.table] and link in tables[table])


def test_a_day_before_the_founding_and_after_the_end_is_told():
    days = ("2020-12-31", "2021-01-01", "2023-06-30T23:59:00", "2023-07-01")
    assert published([("2021-01-01", "2023-06-30")], *days) == [2, 5]


def test_the_issue_names_the_unit_and_the_day():
    row = media_row(published_at="2023-07-01")
    (issue,) = told([("2021-01-01", "2023-06-30")], "media", [row]).to_dict("records")
    assert (issue["column"], issue["value"]) == ("reporting_unit_id", "TRUONG-A (01/07/2023)")


def test_a_renamed_unit_is_in_force_under_each_of_its_rows_but_not_between():
    spans = [("2019-01-01", "2020-12-31"), ("2022-01-01", "")]
    assert published(spans, "2020-12-31", "2021-06-01", "2022-01-01", "2024-01-01") == [3]


def test_a_month_or_year_is_fine_when_the_unit_was_in_force_on_any_of_its_days():
    def lead(month):
        return {
            "lead_id": month,
            "month": month,
            "unit_id": "TRUONG-A",
            "kind": "hoi_dap",
            "count": 3,
        }

    span = [("2021-03-15", "2023-06-01")]
    months = ["2021-02", "2021-03", "2023-06", "2023-07"]
    found = told(span, "leads", [lead(month) for month in months])
    assert found["value"].tolist() == ["TRUONG-A (2021-02)", "TRUONG-A (2023-07)"]
    plans = [{"unit_id": "TRUONG-A", "year": year} for year in (2020, 2021, 2023, 2024)]
    assert told(span, "unit_plans", plans)["row"].tolist() == [2, 5]


@pytest.mark.parametrize(("founded", "count"), [("2023-08-31", 0), ("2023-09-01", 1)])
def test_a_school_year_ends_in_august(founded, count):
    row = {
        "guidance_id": "H1",
        "vet_unit_id": "TRUONG-A",
        "school_year": "2022-2023",
        "kind": "giang_day",
    }
    assert len(told([(founded, "")], "guidance", [row])) == count


def test_a_training_group_is_dated_by_its_course():
    course = {
        "course_id": "TH",
        "title_vi": "Viết tin",
        "start_on": "2023-05-10",
        "lead_unit_id": "DAI-B",
    }
    group = {"course_id": "TH", "unit_id": "TRUONG-A", "sex": "nam", "n_enrolled": 5}
    tables = {"trainings": [course]}
    assert len(told([("2023-05-11", "")], "training_groups", [group], **tables)) == 1
    assert told([("2023-05-10", "")], "training_groups", [group], **tables).empty


def test_a_year_that_is_none_is_left_to_other_rules():
    row = {
        "collaborator_id": "CTV-1",
        "year": 20233,
        "unit_id": "TRUONG-A",
        "sex": "nu",
        "from_on": "2023-01-01",
    }
    assert told([("2021-01-01", "")], "collaborators", [row]).empty


def test_without_the_tables_nothing_is_told():
    assert warned("DQ-12", {}).empty
    group = {"course_id": "TH", "unit_id": "TRUONG-A", "sex": "nam", "n_enrolled": 5}
    data = read(registry() | {"training_groups": [group]})
    assert issues_of(data, rule="DQ-12").empty
