"""Difference in differences: a sum by hand, planted effects, pre-trends, conditions of 3.6."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.indicators.contribution import difference_in_differences

CALL = {"unit": "school", "time": "year", "first_treated": "first", "outcome": "share"}


def panel(
    cohorts: dict[float, int],
    *,
    effect: float = 0,
    drift: float = 0,
    periods: int = 6,
    seed: int = 1,
    noise: float = 1,
) -> pd.DataFrame:
    """Return schools by first visit (NaN: never); `drift` makes treated ones rise anyway."""
    chance = np.random.default_rng(seed)
    years = np.arange(2020, 2020 + periods)
    common = chance.normal(0, 1, periods)
    parts = []
    for first, count in cohorts.items():
        for number in range(count):
            treated = years >= first  # never for NaN
            trend = drift * np.arange(periods) * (first == first)
            share = 20 + chance.normal(0, 3) + common + effect * treated + trend
            parts.append(
                pd.DataFrame(
                    {
                        "school": f"{first}-{number:03d}",
                        "year": years,
                        "first": first,
                        "share": share + chance.normal(0, noise, periods),
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


NEVER = float("nan")


def test_two_by_two_by_hand():
    """Treated rise from 20 to 27, the others from 20 to 22: 7 − 2 = 5."""
    rows = []
    for number in range(20):
        treated = number < 10
        rows += [
            {"school": number, "year": 2020, "share": 20.0},
            {"school": number, "year": 2021, "share": 20.0},
            {"school": number, "year": 2022, "share": 27.0 if treated else 22.0},
        ]
        for row in rows[-3:]:
            row["first"] = 2022 if treated else NEVER
    found = difference_in_differences(pd.DataFrame(rows), **CALL)
    assert found.ran
    assert found.estimate == pytest.approx(5)
    assert found.details["e-1"] == pytest.approx(0)
    assert found.details["e0"] == pytest.approx(5)
    assert found.supports


def test_cohorts_are_averaged_by_size_against_schools_not_visited_yet():
    """30 schools gain 2 from 2022 on, 10 gain 6 from 2025 on (6 periods, 2020–2025).

    Cohort 2022 has four years after the start, cohort 2025 one: (30·4·2 + 10·1·6)/(30·4 + 10)
    = 300/130.
    """
    early = panel({2022: 30}, effect=2, noise=0)
    late = panel({2025: 10}, effect=6, noise=0)
    never = panel({NEVER: 15}, noise=0)
    found = difference_in_differences(pd.concat([early, late, never]), **CALL)
    assert found.estimate == pytest.approx(300 / 130)


def test_never_treated_are_not_needed_while_others_are_not_treated_yet():
    found = difference_in_differences(panel({2022: 15, 2025: 15}, effect=3, noise=0.3), **CALL)
    assert found.ran
    assert found.estimate == pytest.approx(3, abs=0.5)


def test_planted_effect_lies_in_the_interval():
    cohorts = {2022: 20, 2023: 20, NEVER: 30}
    found = [
        difference_in_differences(panel(cohorts, effect=2, seed=s), **CALL, bootstraps=200)
        for s in range(40)
    ]
    assert sum(one.ci_low <= 2 <= one.ci_high for one in found) >= 34
    assert sum(one.supports for one in found) >= 30


def test_no_effect_is_seldom_called_one():
    cohorts = {2022: 20, 2023: 20, NEVER: 30}
    found = [
        difference_in_differences(panel(cohorts, seed=s), **CALL, bootstraps=200) for s in range(40)
    ]
    assert sum(one.supports for one in found) <= 4


def test_arms_that_drifted_apart_before_fail_the_check():
    found = difference_in_differences(panel({2023: 20, NEVER: 20}, effect=2, drift=1.5), **CALL)
    assert found.ran
    assert found.significant
    assert found.details["xu_huong_truoc_p"] < 0.1
    assert not found.supports


def test_same_seed_same_interval():
    data = panel({2022: 15, NEVER: 15}, effect=1)
    first, second = (difference_in_differences(data, **CALL) for _ in range(2))
    shuffled = difference_in_differences(data.sample(frac=1, random_state=2), **CALL)
    assert (first.ci_low, first.p_value) == (second.ci_low, second.p_value)
    assert shuffled.ci_low == pytest.approx(first.ci_low)
    assert difference_in_differences(data, **CALL, seed=1).ci_low != first.ci_low


@pytest.mark.parametrize(
    "cohorts",
    [
        {2022: 9, NEVER: 30},  # too few visited
        {2022: 30, NEVER: 9},  # too few to compare with
        {2021: 30, NEVER: 30},  # one period before
        {2020: 30, NEVER: 30},  # visited from the beginning
        {2022: 40},  # nobody left to compare with
        {NEVER: 40},  # nobody visited
    ],
)
def test_without_enough_schools_or_periods_it_does_not_run(cohorts):
    found = difference_in_differences(panel(cohorts, effect=5), **CALL)
    assert not found.ran
    assert found.estimate is None
    assert found.flags == {"F-MAUNHO"}
    assert "10" in found.reason


def test_first_treated_between_periods_counts_from_the_next_one():
    data = panel({2023: 15, NEVER: 15}, effect=4, noise=0)
    gap = data[data["year"].ne(2023)]  # measured 2020, 2021, 2022, 2024, 2025
    found = difference_in_differences(gap, **CALL)
    assert found.estimate == pytest.approx(4)


def test_schools_with_a_missing_year_are_left_out():
    data = panel({2022: 11, NEVER: 12}, effect=4)
    data.loc[data["school"].eq("2022-000") & data["year"].eq(2021), "share"] = np.nan
    assert difference_in_differences(data, **CALL).n == 22
    data = data[~(data["school"].eq("2022-001") & data["year"].eq(2023))]
    assert not difference_in_differences(data, **CALL).ran


def test_an_empty_panel_says_so():
    empty = pd.DataFrame({name: pd.Series(dtype="float64") for name in ("year", "first", "share")})
    found = difference_in_differences(empty.assign(school=pd.Series(dtype="str")), **CALL)
    assert not found.ran
