"""Dose–response: against statsmodels' formulas, a sum by hand, planted effects, and 3.6."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from scipy import stats

from gdnn_analysis.indicators.contribution import dose_response

CALL = {
    "outcome": "change",
    "exposure": "visits",
    "covariates": ("baseline", "graduates", "urban_rural"),
    "cluster": "district",
}


def schools(
    effect: float, *, n: int = 120, clusters: int = 12, seed: int = 1, noise: float = 2.0
) -> pd.DataFrame:
    """Return schools whose share rises by `effect` points per visit."""
    chance = np.random.default_rng(seed)
    district = np.arange(n) % clusters
    frame = pd.DataFrame(
        {
            "visits": chance.poisson(3, n),
            "baseline": chance.normal(23, 4, n),
            "graduates": chance.integers(50, 160, n),
            "urban_rural": np.where(chance.random(n) < 0.3, "tt", "nt"),
            "district": [f"H{place:02d}" for place in district],
        }
    )
    common = chance.normal(0, 0.5, clusters)[district]
    return frame.assign(
        change=effect * frame["visits"]
        - 0.2 * (frame["baseline"] - 23)
        + common
        + chance.normal(0, noise, n)
    )


def test_estimate_error_and_interval_are_statsmodels_cluster_robust():
    frame = schools(0.5)
    found = dose_response(frame, **CALL)
    reference = smf.ols("change ~ visits + baseline + graduates + urban_rural", frame).fit(
        cov_type="cluster", cov_kwds={"groups": frame["district"]}, use_t=True
    )
    low, high = reference.conf_int().loc["visits"]
    assert found.estimate == pytest.approx(reference.params["visits"])
    assert found.p_value == pytest.approx(reference.pvalues["visits"])
    assert (found.ci_low, found.ci_high) == (pytest.approx(low), pytest.approx(high))


def test_interval_uses_t_with_clusters_minus_one_by_hand():
    """Sandwich by hand: G/(G−1)·(n−1)/(n−k) · (X'X)⁻¹ Σ(X'u)(X'u)' (X'X)⁻¹, t with 11 df."""
    frame = schools(0.5)
    found = dose_response(frame, **{**CALL, "covariates": ()})
    x = np.column_stack([np.ones(len(frame)), frame["visits"]])
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ frame["change"].to_numpy()
    scores = pd.DataFrame(x * (frame["change"].to_numpy() - x @ beta)[:, None])
    sums = scores.groupby(frame["district"]).sum().to_numpy()
    n, groups = len(frame), 12
    cov = groups / (groups - 1) * (n - 1) / (n - 2) * bread @ (sums.T @ sums) @ bread
    half = stats.t.ppf(0.975, groups - 1) * np.sqrt(cov[1, 1])
    assert found.estimate == pytest.approx(beta[1])
    assert found.ci_high - found.estimate == pytest.approx(half)


def test_slope_of_a_small_sum_by_hand():
    """Each visit adds exactly 2 points and the noise cancels: slope 2."""
    frame = pd.DataFrame(
        {
            "visits": [0, 1, 2, 0, 1, 2],
            "change": [0.0, 2, 4, 1, 3, 5],
            "district": list("aaabbb"),
        }
    )
    found = dose_response(
        frame, outcome="change", exposure="visits", covariates=(), cluster="district", minimum=6
    )
    assert found.estimate == pytest.approx(2)


def test_planted_effect_lies_in_the_interval_about_as_often_as_promised():
    found = [dose_response(schools(0.5, seed=seed), **CALL) for seed in range(60)]
    covered = sum(one.ci_low <= 0.5 <= one.ci_high for one in found)
    assert covered >= 52  # 95 % of 60 is 57


def test_no_effect_is_seldom_called_one():
    found = [dose_response(schools(0, seed=seed), **CALL) for seed in range(60)]
    assert sum(one.supports for one in found) <= 5


def test_a_clear_effect_supports_and_a_reversed_one_contradicts():
    up, down = (dose_response(schools(effect, noise=1), **CALL) for effect in (0.8, -0.8))
    assert up.supports
    assert not up.contradicts
    assert down.contradicts
    assert not down.supports


def test_fifty_nine_schools_are_too_few():
    found = dose_response(schools(0.5, n=59), **CALL)
    assert not found.ran
    assert found.n == 59
    assert "60" in found.reason
    assert found.flags == {"F-MAUNHO"}
    assert dose_response(schools(0.5, n=60), **CALL).ran


def test_schools_without_figures_do_not_count():
    frame = schools(0.5, n=62)
    frame.loc[:2, "change"] = np.nan
    assert dose_response(frame, **CALL).n == 59
    unknown = schools(0.5, n=62)
    unknown["district"] = unknown["district"].where(unknown.index > 2)
    assert dose_response(unknown, **CALL).n == 59


def test_blank_text_covariate_is_a_category_of_its_own():
    frame = schools(0.5)
    frame["urban_rural"] = frame["urban_rural"].where(frame.index % 5 > 0)
    assert dose_response(frame, **CALL).n == len(frame)


def test_few_clusters_are_named_and_carry_no_claim():
    found = dose_response(schools(0.8, clusters=6, noise=1), **CALL)
    assert found.ran
    assert found.significant
    assert not found.supports
    (check,) = (check for check in found.checks if check.name == "so_cum")
    assert not check.passed
    assert "6" in check.text


def test_one_district_that_carries_everything_is_not_robust():
    frame = schools(0, noise=1)
    only = frame["district"].eq("H00")
    frame.loc[only, "visits"] += 10
    frame.loc[only, "change"] += 15
    frame["change"] -= 0.3 * frame["visits"] * ~only
    found = dose_response(frame, **CALL)
    assert found.details["bo_mot_thap"] < 0 < found.estimate
    assert not found.robust


def test_an_effect_that_covariates_turn_round_is_not_robust():
    frame = schools(0.5, noise=0.5)
    frame["baseline"] = 23 + 3 * frame["visits"] + frame["baseline"] / 50
    frame["change"] = 2 * frame["visits"] - 1.0 * frame["baseline"] + frame["change"] / 10
    found = dose_response(frame, **CALL)
    assert found.details["khong_kiem_soat"] < 0 < found.estimate
    assert not found.robust


@pytest.mark.parametrize(
    "spoil",
    [
        lambda frame: frame.assign(visits=3),
        lambda frame: frame.assign(baseline=frame["visits"] * 2.0 + 1),
    ],
)
def test_no_variation_of_its_own_no_coefficient(spoil):
    found = dose_response(spoil(schools(0.5)), **CALL)
    assert not found.ran
    assert not found.flags


def test_one_district_is_no_cluster():
    found = dose_response(schools(0.5, clusters=1), **CALL)
    assert not found.ran


def test_a_covariate_that_never_varies_does_no_harm():
    same = schools(0.5).assign(urban_rural="nt")
    assert dose_response(same, **CALL).ran
