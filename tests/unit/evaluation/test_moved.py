"""Figures that moved, and the rows that moved them, told apart as R07 asks."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.evaluation.moved import Standing, compare, moved_figures
from gdnn_analysis.evaluation.sent import origins
from gdnn_analysis.evaluation.trace import Trace
from gdnn_analysis.indicators.frame import Row, to_frame


def results(*rows: Row) -> pd.DataFrame:
    return to_frame(rows, period="2022", window="nd09")


def trace(held: dict[str, str], roles: dict[str, str]) -> Trace:
    """Return a trace of O01 over media: content by key, and role by key."""
    keys = list(held)
    rows = pd.DataFrame(
        {
            "table": "media",
            "key": keys,
            "file": "media.csv",
            "sheet": "",
            "row": range(2, 2 + len(keys)),
            "unit": "SO",
            "content": [held[key] for key in keys],
        }
    )
    figures = pd.DataFrame(
        {
            "code": "O01",
            "place": [keys.index(key) for key in roles],
            "role": list(roles.values()),
            "reason": "",
        }
    )
    return Trace(rows, figures)


ONE, TWO = results(Row("O01", 181.0, verdict="dat")), results(Row("O01", 176.0, verdict="gan_dat"))


def changes(before: Trace, after: Trace) -> dict[str, str]:
    moved = compare(Standing(ONE, before), Standing(TWO, after))
    return dict(zip(moved.rows["key"], moved.rows["change"], strict=True))


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        ((None, None), ("a", "tinh"), "moi"),
        ((None, None), ("a", "gop"), "moi"),
        (("a", "tinh"), (None, None), "rut"),
        (("a", "tinh"), ("a", "gop"), "gop"),
        (("a", "tinh"), ("b", "gop"), "gop"),
        (("a", "gop"), ("a", "tinh"), "tach"),
        (("a", "tinh"), ("b", "tinh"), "doi"),
        (("a", "loai"), ("b", "tinh"), "doi"),
        (("a", "tinh"), ("b", "loai"), "doi"),
        (("a", None), ("b", "tinh"), "doi"),
        (("a", "tinh"), ("b", None), "doi"),
        (("a", "tinh"), ("a", "loai"), "loai"),
        (("a", "tinh"), ("a", None), "loai"),
        (("a", "loai"), ("a", "tinh"), "tinh"),
        (("a", "tinh"), ("a", "tinh"), None),
        (("a", "loai"), ("b", "loai"), None),
        ((None, None), ("a", "loai"), None),
    ],
)
def test_what_happened_to_a_row(before, after, change):
    sides = []
    for content, role in (before, after):
        held = {"R0": "z"} | ({"R1": content} if content else {})
        sides.append(trace(held, {"R0": "tinh"} | ({"R1": role} if role else {})))
    assert changes(*sides) == ({"R1": change} if change else {})


def test_figures_carry_both_values_and_the_verdicts():
    moved = moved_figures(ONE, TWO)
    assert len(moved) == 1
    figure = moved.iloc[0]
    assert (figure["before"], figure["after"], figure["difference"]) == (181, 176, -5)
    assert (figure["verdict_before"], figure["verdict_after"]) == ("dat", "gan_dat")


def test_a_missing_figure_is_missing_and_never_0():
    before = results(Row("O01", None, verdict="khong_du_lieu"), Row("A03", 2.0))
    after = results(Row("O01", 0.0, verdict="khong_du_lieu"), Row("T03", 5.0))
    moved = moved_figures(before, after).set_index("code")
    assert pd.isna(moved.at["O01", "before"])
    assert moved.at["O01", "after"] == 0
    assert pd.isna(moved.at["O01", "difference"])
    assert pd.isna(moved.at["A03", "after"])
    assert pd.isna(moved.at["T03", "before"])


def test_equal_and_doubly_missing_figures_did_not_move():
    same = results(Row("O01", 0.1 + 0.2), Row("A03", None))
    again = results(Row("O01", 0.3), Row("A03", None))
    assert moved_figures(same, again).empty


def test_another_window_is_the_same_figure():
    calendar = to_frame([Row("O01", 181.0, verdict="dat")], period="2022", window="calendar")
    assert moved_figures(ONE, calendar).empty


def test_only_rows_of_moved_indicators_are_told():
    held = trace({"R1": "a"}, {"R1": "tinh"})
    moved = compare(Standing(ONE, held), Standing(ONE, trace({"R1": "b"}, {"R1": "tinh"})))
    assert moved.rows.empty
    assert moved.tables == ("media",)
    assert moved.traced


def test_without_a_trace_figures_are_compared_and_rows_not_known():
    moved = compare(Standing(ONE), Standing(TWO, trace({}, {})))
    assert len(moved.figures) == 1
    assert moved.rows.empty
    assert not moved.traced


def test_table_digests_do_not_depend_on_the_order_of_rows():
    one = trace({"R1": "a", "R2": "b"}, {})
    other = trace({"R2": "b", "R1": "a"}, {})
    assert one.tables() == other.tables()
    assert one.tables() != trace({"R1": "b", "R2": "a"}, {}).tables()


def test_moving_rows_are_counted_by_table_change_and_unit():
    before = trace({"R1": "a"}, {"R1": "tinh"})
    after = trace({"R2": "a", "R3": "c"}, {"R2": "tinh", "R3": "tinh"})
    moved = compare(Standing(ONE, before), Standing(TWO, after))
    counted = origins(moved.rows)
    assert counted.to_dict("records") == [
        {"table": "media", "change": "moi", "unit": "SO", "rows": 2},
        {"table": "media", "change": "rut", "unit": "SO", "rows": 1},
    ]
    assert moved.count("O01") == {"moi": 2, "rut": 1}
