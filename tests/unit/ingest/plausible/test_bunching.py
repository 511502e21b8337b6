"""DQ-10: bunching on the last day of the period."""

from __future__ import annotations

from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import media_row


def on(day, count, start=0, **changes):
    return [
        media_row(f"M{at}", published_at=day, title_vi=f"Tin số {at}", **changes)
        for at in range(start, start + count)
    ]


def bunched(*rows):
    return warned("DQ-10", {"media": [row for part in rows for row in part]})


def test_more_than_three_in_ten_on_the_last_day_are_told_once():
    found = bunched(on("2023-05-20", 22), on("2023-12-31", 10, 22))
    (issue,) = found.to_dict("records")
    assert (issue["row"], issue["column"], issue["value"]) == (24, "published_at", "10/32")


def test_the_last_day_of_the_fiscal_window_counts_in_its_own_year():
    rows = on("2022-12-20", 22), on("2023-12-14", 10, 22)
    assert bunched(*rows)["value"].tolist() == ["10/32"]
    assert bunched(on("2023-12-20", 22), on("2023-12-14", 10, 22))["value"].tolist() == ["10/10"]


def test_three_in_ten_or_nine_rows_are_not_enough():
    assert bunched(on("2023-05-20", 28), on("2023-12-31", 12, 28)).empty
    assert bunched(on("2023-12-31", 9)).empty


def test_units_and_years_are_told_apart():
    assert bunched(on("2022-12-31", 5), on("2023-12-31", 5, 5)).empty
    other = on("2023-12-31", 5, 5, reporting_unit_id="DAI-B")
    assert bunched(on("2023-12-31", 5), other).empty


def test_a_date_known_to_the_year_is_no_last_day():
    assert bunched(on("2023-12-31", 12, date_precision="nam")).empty


def test_without_the_table_nothing_is_told():
    assert warned("DQ-10", {}).empty
