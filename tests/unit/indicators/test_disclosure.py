"""Small cells: R11, RL-11, golden case G19."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.indicators.disclosure import suppress
from gdnn_analysis.indicators.events import PERSONS
from gdnn_analysis.indicators.frame import Row, to_frame
from gdnn_analysis.indicators.inputs import Settings


def table(cells: dict[str, float | None], *, code: str = "T03", total: float | None = None):
    values = [count for count in cells.values() if count is not None]
    head = Row(code, value=sum(values) if total is None else total, variant="do_duoc")
    rows = [
        Row(code, value=count, n=count, variant="do_duoc", breakdown="audience", category=name)
        for name, count in cells.items()
    ]
    return to_frame([head, *rows], period="2023", window="nd09")


def shown(results: pd.DataFrame, settings: Settings | None = None) -> dict[str, float | None]:
    after = suppress(results, settings or Settings(), persons=PERSONS)
    after = after[after["breakdown"].ne("")]
    return {
        category: None if pd.isna(value) else value
        for category, value in zip(after["category"], after["value"], strict=True)
    }


def test_a_cell_of_one_to_four_persons_is_hidden_with_its_complement():
    assert shown(table({"A": 3, "B": 40, "C": 17})) == {"A": None, "B": 40, "C": None}


def test_five_persons_are_shown():
    assert shown(table({"A": 5, "B": 40})) == {"A": 5, "B": 40}


def test_zero_is_shown():
    assert shown(table({"A": 0, "B": 40})) == {"A": 0, "B": 40}


def test_two_small_cells_that_make_a_small_sum_need_a_third():
    assert shown(table({"A": 1, "B": 2, "C": 50, "D": 60})) == {
        "A": None,
        "B": None,
        "C": None,
        "D": 60,
    }


def test_two_small_cells_that_make_a_large_sum_protect_each_other():
    assert shown(table({"A": 4, "B": 3, "C": 50})) == {"A": None, "B": None, "C": 50}


def test_the_smallest_complement_is_taken_and_ties_go_by_category():
    assert shown(table({"C": 20, "B": 20, "A": 2})) == {"C": 20, "B": None, "A": None}


def test_hidden_rows_have_no_figure_at_all_and_say_so():
    after = suppress(table({"A": 3, "B": 40, "C": 17}), Settings(), persons=PERSONS)
    hidden = after[after["category"].isin(["A", "C"])]
    figures = ["value", "numerator", "denominator", "n", "ci_low", "ci_high"]
    assert hidden[figures].isna().all(axis=None)
    assert hidden["flags"].eq("F-AN").all()
    assert after.loc[~after["category"].isin(["A", "C"]), "flags"].eq("").all()


def test_a_small_total_is_hidden_too():
    after = suppress(table({"A": 3}), Settings(), persons=PERSONS)
    assert after["value"].isna().all()


def test_counts_of_other_things_stay():
    assert shown(table({"A": 3, "B": 40}, code="A03")) == {"A": 3, "B": 40}


def test_groups_are_protected_one_by_one():
    rows = [
        Row("T03", value=value, variant=variant, breakdown="area", category=category)
        for variant, category, value in [
            ("do_duoc", "H1", 2),
            ("do_duoc", "H2", 30),
            ("uoc", "H1", 20),
            ("uoc", "H2", 30),
        ]
    ]
    after = suppress(to_frame(rows, period="2023", window="nd09"), Settings(), persons=PERSONS)
    assert after["value"].isna().tolist() == [True, True, False, False]


def test_internal_reports_show_everything():
    results = table({"A": 3, "B": 40})
    assert shown(results, Settings(public=False)) == {"A": 3, "B": 40}


def test_the_threshold_is_a_setting():
    assert shown(table({"A": 7, "B": 40}), Settings(smallest_cell=10)) == {"A": None, "B": None}


def test_missing_cells_stay_missing_without_a_flag():
    after = suppress(table({"A": None, "B": 40}), Settings(), persons=PERSONS)
    assert after["flags"].eq("").all()
