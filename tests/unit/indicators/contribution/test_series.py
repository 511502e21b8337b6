"""Interrupted time series: against statsmodels, planted jumps, and the conditions of 3.6."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from statsmodels.stats.stattools import durbin_watson

from gdnn_analysis.indicators.contribution import interrupted_time_series

START = "2022-01"


def monthly(
    before: int, after: int, *, level: float = 0, slope: float = 0, seed: int = 1, noise: float = 4
) -> pd.Series:
    """Return a series with a season, that jumps by `level` and turns by `slope` at the start."""
    months = pd.period_range(end=pd.Period(START, "M") - 1, periods=before, freq="M").append(
        pd.period_range(START, periods=after, freq="M")
    )
    chance = np.random.default_rng(seed)
    time = np.arange(before + after)
    since = np.clip(time - before, 0, None)
    wave = 20 * np.sin(2 * np.pi * months.month.to_numpy() / 12)
    values = 200 + 0.5 * time + wave + level * (time >= before) + slope * since
    return pd.Series(values + chance.normal(0, noise, len(time)), index=months.astype("str"))


@pytest.mark.parametrize(("seed", "wider"), [(1, "newey_west"), (2, "thuong"), (11, "newey_west")])
def test_interval_is_the_wider_of_newey_west_and_ordinary_ones(seed, wider):
    series = monthly(36, 36, level=30, slope=1, seed=seed)
    found = interrupted_time_series(series, START)
    time = np.arange(72)
    frame = pd.DataFrame(
        {
            "y": series.to_numpy(),
            "t": time,
            "after": (time >= 36).astype(float),
            "since": np.clip(time - 36, 0, None),
            "month": pd.PeriodIndex(series.index, freq="M").month,
        }
    )
    model = smf.ols("y ~ t + after + since + C(month)", frame)
    steady = model.fit(cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": True}, use_t=True)
    plain = model.fit()
    reference = {"newey_west": steady, "thuong": plain}[wider]
    assert reference.bse["after"] == max(steady.bse["after"], plain.bse["after"])
    low, high = reference.conf_int().loc["after"]
    assert found.settings["do_tre"] == 3
    assert found.settings["mua_vu"] == "thang"
    assert found.estimate == pytest.approx(reference.params["after"])
    assert (found.ci_low, found.ci_high) == (pytest.approx(low), pytest.approx(high))
    assert found.p_value == pytest.approx(reference.pvalues["after"])
    assert found.details["doi_do_doc"] == pytest.approx(reference.params["since"])
    assert found.details["durbin_watson"] == pytest.approx(durbin_watson(reference.resid))


def test_a_noiseless_jump_is_recovered_exactly():
    found = interrupted_time_series(monthly(24, 24, level=50, slope=2, noise=0), START)
    assert found.estimate == pytest.approx(50)
    assert found.details["doi_do_doc"] == pytest.approx(2)


def test_planted_jump_lies_in_the_interval():
    found = [interrupted_time_series(monthly(36, 36, level=30, seed=s), START) for s in range(40)]
    assert sum(one.ci_low <= 30 <= one.ci_high for one in found) >= 34
    assert all(one.estimate > 0 for one in found)


def test_no_jump_is_seldom_called_one():
    found = [interrupted_time_series(monthly(20, 40, seed=seed), START) for seed in range(40)]
    assert sum(one.supports or one.contradicts for one in found) <= 5


def test_short_series_use_one_yearly_wave():
    found = interrupted_time_series(monthly(12, 12, level=40, noise=1), START)
    assert found.ran
    assert found.settings["mua_vu"] == "dieu_hoa"
    assert found.estimate == pytest.approx(40, abs=5)


@pytest.mark.parametrize(("before", "after"), [(11, 40), (40, 11), (9, 51), (0, 30)])
def test_fewer_than_twelve_months_on_a_side_do_not_run(before, after):
    found = interrupted_time_series(monthly(before, after, level=50), START)
    assert not found.ran
    assert found.estimate is None
    assert str(before) in found.reason
    assert str(after) in found.reason
    assert found.flags == {"F-MAUNHO"}


def test_a_missing_month_is_not_zero():
    series = monthly(24, 24)
    gap = interrupted_time_series(series.drop(series.index[5]), START)
    blank = interrupted_time_series(series.where(series.index != series.index[5]), START)
    for found in (gap, blank):
        assert not found.ran
        assert "1" in found.reason


def test_a_changed_definition_does_not_run():
    series = monthly(24, 24)
    versions = pd.Series(["v1"] * 30 + ["v2"] * 18, index=series.index)
    assert not interrupted_time_series(series, START, definitions=versions).ran
    assert interrupted_time_series(series, START, definitions=versions.map(lambda _: "v1")).ran


def test_autocorrelated_residuals_fail_the_check():
    chance = np.random.default_rng(3)
    series = monthly(60, 60, level=60, noise=0)
    drift = np.zeros(120)
    for month in range(1, 120):
        drift[month] = 0.95 * drift[month - 1] + chance.normal(0, 5)
    found = interrupted_time_series(series + drift, START)
    assert found.details["durbin_watson"] < 1.5
    assert not found.robust
    assert not found.supports


def test_an_empty_series_says_so():
    found = interrupted_time_series(
        pd.Series(dtype="float64", index=pd.Index([], dtype="str")), START
    )
    assert not found.ran
    assert found.n == 0
