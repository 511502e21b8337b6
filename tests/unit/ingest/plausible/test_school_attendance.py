"""DQ-13: pupils at an event and pupils of the school."""

from __future__ import annotations

import pytest

from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import event_row, issues_of, read

SCHOOL = {
    "school_id": "S1",
    "name_vi": "Trường THCS Một",
    "school_level": "THCS",
    "area_id": "AREA-1",
    "valid_from": "2018-01-01",
}


def enrolled(*rows):
    keys = ("school_year", "sex", "pupils")
    return [{"school_id": "S1", "grade": 9} | dict(zip(keys, row, strict=True)) for row in rows]


BOTH = enrolled(("2022-2023", "nam", 60), ("2022-2023", "nu", 40))


def attended(pupils, day="2023-05-20", pupils_of=BOTH, grade=9):
    row = {"event_id": "E1", "school_id": "S1", "grade": grade, "pupils": pupils}
    return warned(
        "DQ-13",
        {
            "schools": [SCHOOL],
            "school_pupils": pupils_of,
            "events": [event_row(start_on=day)],
            "event_schools": [row],
        },
    )


def test_more_than_a_twentieth_above_the_grade_is_told():
    (issue,) = attended(106).to_dict("records")
    assert (issue["row"], issue["column"], issue["value"]) == (2, "pupils", "106 > 100")


def test_a_twentieth_above_is_fine():
    assert attended(105).empty


def test_another_grade_or_school_year_says_nothing():
    assert attended(500, grade=8).empty
    assert attended(500, day="2023-10-20").empty


def test_a_total_beside_its_parts_is_not_added_and_alone_it_is_used():
    beside = [*BOTH, *enrolled(("2022-2023", "tong", 100))]
    row = {"event_id": "E1", "school_id": "S1", "grade": 9, "pupils": 106}
    tables = {
        "schools": [SCHOOL],
        "school_pupils": enrolled(("2022-2023", "tong", 100)),
        "events": [event_row()],
        "event_schools": [row],
    }
    assert len(warned("DQ-13", tables)) == 1
    assert len(issues_of(read(tables | {"school_pupils": beside}), rule="DQ-13")) == 1


@pytest.mark.parametrize(
    ("day", "count"), [("2023-05-31", 1), ("2023-06-15", 0), ("2023-09-05", 0)]
)
def test_in_summer_the_larger_of_both_years_is_the_limit(day, count):
    both_years = [*BOTH, *enrolled(("2023-2024", "nam", 80), ("2023-2024", "nu", 70))]
    assert len(attended(140, day=day, pupils_of=both_years)) == count


def test_a_blank_figure_breaks_no_rule():
    assert attended("").empty


def test_without_the_tables_nothing_is_told():
    assert warned("DQ-13", {}).empty
    assert attended(500, pupils_of=[]).empty
    row = {"event_id": "E1", "school_id": "S1", "grade": 9, "pupils": 500}
    alone = {"schools": [SCHOOL], "school_pupils": BOTH, "event_schools": [row]}
    assert issues_of(read(alone), rule="DQ-13").empty
