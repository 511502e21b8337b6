"""Many rows of a sheet with one fault: one warning that names them all."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.ingest.checks.plausible.condense import MOST_RANGES, ONE_BY_ONE, line_list
from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import media_row


def uncoded(count):
    rows = [media_row(f"M{at}", title_vi=f"Tin {at}", theme_codes="") for at in range(count)]
    return warned("DQ-15", {"media": rows})


def test_a_few_rows_are_told_one_by_one():
    assert uncoded(ONE_BY_ONE)["row"].tolist() == list(range(2, ONE_BY_ONE + 2))


def test_many_rows_are_told_once_with_their_number_and_lines():
    (issue,) = uncoded(ONE_BY_ONE + 1).to_dict("records")
    assert (issue["row"], issue["severity"]) == (2, "canh_bao")
    assert issue["message"].startswith(f"{ONE_BY_ONE + 1} dòng của trang này")
    assert f"(dòng 2–{ONE_BY_ONE + 2})" in issue["message"]


def test_other_rules_and_columns_of_the_sheet_are_told_on_their_own():
    rows = [media_row(f"M{at}", theme_codes="") for at in range(ONE_BY_ONE)]
    rows.append(media_row("X", audience_codes=""))
    assert len(warned("DQ-15", {"media": rows})) == ONE_BY_ONE + 1
    rows.append(media_row("Y", theme_codes=""))
    found = warned("DQ-15", {"media": rows})
    assert sorted(found["column"]) == ["audience_codes", "theme_codes"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [([2], "2"), ([2, 3, 4], "2–4"), ([2, 4, 5, 9], "2, 4–5, 9")],
)
def test_lines_are_given_as_ranges(lines, text):
    assert line_list(lines) == text


def test_a_very_long_list_says_how_many_are_left():
    text = line_list(list(range(0, 2 * (MOST_RANGES + 7), 2)))
    assert text.endswith("và 7 dòng nữa")
    assert text.count(",") == MOST_RANGES


def test_the_line_list_takes_plain_numbers():
    assert line_list(pd.Series([5, 6], dtype="int64").tolist()) == "5–6"
