"""Replicate weights made from a design: by hand, against linearisation, refused where they fail.

Wolter (2007), Introduction to Variance Estimation, chapters 3 (balanced half-samples), 4
(jackknife) and 5 (bootstrap).
"""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import Design, DesignError

# One stratum of three schools with totals 1, 2, 6 (two pupils each).
THREE = pd.DataFrame(
    {
        "school": list("aabbcc"),
        "score": [1.0, 0.0, 2.0, 0.0, 3.0, 3.0],
        "weight": 1.0,
        "count": 12,
    }
)
# Two strata of two schools.
PAIRS = pd.DataFrame(
    {
        "stratum": list("AAAABBBBB"),
        "school": list("aabbcccdd"),
        "score": [1.0, 4.0, 2.0, 7.0, 3.0, 3.0, 5.0, 8.0, 1.0],
        "weight": [2.0, 2.0, 3.0, 1.0, 1.0, 4.0, 2.0, 2.0, 5.0],
        "count": [6, 6, 6, 6, 5, 5, 5, 5, 5],
        "sex": ["F", "M", "F", "M", "F", "M", "F", "M", "M"],
    }
)


def three(**choices) -> Design:
    return Design(THREE, weights="weight", clusters="school", **choices)


def pairs(frame: pd.DataFrame = PAIRS, **choices) -> Design:
    return Design(frame, weights="weight", strata="stratum", clusters="school", **choices)


def fault_of(design: Design, kind: str, **choices) -> str:
    with pytest.raises(DesignError) as caught:
        design.as_replicates(kind, **choices)
    (fault,) = caught.value.faults
    return fault


class TestJackknife:
    def test_one_leaves_out_a_cluster_at_a_time(self):
        made = three().as_replicates("JK1")
        expected = [[0, 1.5, 1.5]] * 2 + [[1.5, 0, 1.5]] * 2 + [[1.5, 1.5, 0]] * 2
        assert made.replicate_weights.to_numpy().tolist() == expected
        assert made.scale == pytest.approx(2 / 3)
        assert made.rscales.tolist() == [1, 1, 1]
        assert made.degf == 2

    def test_one_by_hand(self):
        # totals of replicates 12, 10.5, 4.5 around 9: 2/3 · (9 + 2.25 + 20.25) = 21
        found = three().as_replicates("JK1").total("score")
        assert found["se"].item() == pytest.approx(sqrt(21), rel=1e-14)

    def test_one_carries_the_finite_population(self):
        found = three(fpc="count").as_replicates("JK1").total("score")
        assert found["se"].item() == pytest.approx(sqrt(21 * (1 - 3 / 12)), rel=1e-14)

    def test_n_leaves_out_a_cluster_and_raises_those_of_its_stratum(self):
        made = pairs().as_replicates("JKn")
        factors = made.replicate_weights.to_numpy() / PAIRS[["weight"]].to_numpy()
        by_school = factors[[0, 2, 4, 7]]
        assert by_school.tolist() == [[0, 2, 1, 1], [2, 0, 1, 1], [1, 1, 0, 2], [1, 1, 2, 0]]
        assert made.scale == 1
        assert made.rscales.tolist() == [0.5] * 4
        assert made.degf == 2

    @pytest.mark.parametrize("fpc", [None, "count"])
    @pytest.mark.parametrize("by", [None, "sex"])
    def test_n_of_totals_is_linearisation(self, fpc, by):
        taylor = pairs(fpc=fpc)
        found, expected = (
            one.total("score", by=by) for one in (taylor.as_replicates("JKn"), taylor)
        )
        assert found["se"].tolist() == pytest.approx(expected["se"].tolist(), rel=1e-12)
        assert found.covariance.to_numpy() == pytest.approx(expected.covariance.to_numpy())

    def test_n_gives_nothing_to_a_stratum_that_was_counted_completely(self):
        frame = PAIRS.assign(count=[2] * 4 + [5] * 5)
        taylor = pairs(frame, fpc="count")
        found = taylor.as_replicates("JKn").mean("score", by="stratum")
        assert found["se"].iloc[0] == pytest.approx(0, abs=1e-14)
        assert found["se"].iloc[1] > 0

    def test_of_a_full_count_has_no_error_and_no_warning(self):
        frame = PAIRS.assign(count=2)
        found = pairs(frame, fpc="count").as_replicates("JKn").mean("score")
        assert found["se"].item() == 0

    def test_mse_takes_deviations_from_the_full_estimate(self):
        mean = three().as_replicates("JK1").mean("score", where="score > 0")
        mse = three().as_replicates("JK1", mse=True).mean("score", where="score > 0")
        # means of scores above 0: full 9/4; replicates 8/3, 7/3, 3/2 around 13/6 or 9/4
        thetas = np.array([8 / 3, 7 / 3, 3 / 2])
        expected = [sqrt(2 / 3 * ((thetas - c) ** 2).sum()) for c in (13 / 6, 9 / 4)]
        assert [mean["se"].item(), mse["se"].item()] == pytest.approx(expected, rel=1e-13)


class TestHalfSamples:
    @pytest.mark.parametrize(("kind", "rho"), [("BRR", None), ("Fay", 0.3), ("Fay", 0.0)])
    @pytest.mark.parametrize("by", [None, "sex"])
    def test_of_totals_are_linearisation(self, kind, rho, by):
        found = pairs().as_replicates(kind, rho=rho).total("score", by=by)
        expected = pairs().total("score", by=by)
        assert found["se"].tolist() == pytest.approx(expected["se"].tolist(), rel=1e-12)
        assert found.covariance.to_numpy() == pytest.approx(expected.covariance.to_numpy())

    @pytest.mark.parametrize("strata", [1, 2, 3, 4, 7, 8, 20])
    def test_are_balanced_for_any_number_of_strata(self, strata):
        frame = pd.DataFrame(
            {
                "stratum": np.repeat(np.arange(strata), 2),
                "school": np.arange(2 * strata),
                "weight": 1.0,
            }
        )
        made = pairs(frame).as_replicates("BRR")
        signs = made.replicate_weights.to_numpy()[::2] - 1
        assert set(np.unique(signs)) == {-1, 1}
        replicates = signs.shape[1]
        # every pair of strata is independent over the replicates, and every half balanced
        assert (signs @ signs.T == replicates * np.eye(strata)).all()
        assert (signs.sum(axis=1) == 0).all()
        assert made.scale == pytest.approx(1 / replicates)

    def test_take_one_cluster_of_each_stratum_with_double_weight(self):
        made = pairs().as_replicates("BRR")
        factors = (made.replicate_weights.to_numpy() / PAIRS[["weight"]].to_numpy())[[0, 2, 4, 7]]
        assert set(np.unique(factors)) == {0, 2}
        assert (factors[0] + factors[1] == 2).all()
        assert (factors[2] + factors[3] == 2).all()

    def test_of_fay_are_softened(self):
        made = pairs().as_replicates("Fay", rho=0.3)
        factors = made.replicate_weights.to_numpy() / PAIRS[["weight"]].to_numpy()
        assert np.unique(factors.round(12)).tolist() == [0.3, 1.7]
        assert made.scale == pytest.approx(1 / (factors.shape[1] * 0.7**2))

    def test_need_two_clusters_in_every_stratum(self):
        frame = PAIRS.assign(school=list("aabeccdfd"))
        fault = fault_of(pairs(frame), "BRR")
        assert "A (3), B (3)" in fault
        assert "JKn" in fault

    @pytest.mark.parametrize("rho", [None, 1, 1.5, -0.1])
    def test_of_fay_need_rho(self, rho):
        assert str(rho) in fault_of(pairs(), "Fay", rho=rho)


class TestBootstrap:
    def test_the_same_seed_gives_the_same_weights(self):
        one, again, other = (
            pairs().as_replicates("bootstrap", seed=seed, n=20).replicate_weights
            for seed in (3, 3, 4)
        )
        pd.testing.assert_frame_equal(one, again)
        assert not one.equals(other)

    def test_clusters_are_drawn_one_fewer_than_there_are(self):
        made = three().as_replicates("bootstrap", seed=1, n=50)
        factors = made.replicate_weights.to_numpy()[[0, 2, 4]]
        # two draws of three schools: 0, 1 or 2 hits times 3/2
        assert set(np.unique(factors)) == {0, 1.5, 3}
        assert (factors.sum(axis=0) == 3).all()
        assert made.scale == pytest.approx(1 / 49)

    def test_the_finite_population_draws_weights_together(self):
        wide, narrow = (
            design.as_replicates("bootstrap", seed=1, n=50).replicate_weights.to_numpy()
            for design in (three(), three(fpc="count"))
        )
        assert narrow - 1 == pytest.approx((wide - 1) * sqrt(1 - 3 / 12))

    @pytest.mark.parametrize("fpc", [None, "count"])
    def test_many_replicates_come_near_linearisation(self, fpc):
        taylor = pairs(fpc=fpc)
        found = taylor.as_replicates("bootstrap", seed=11, n=4000).total("score")
        assert found["se"].item() == pytest.approx(taylor.total("score")["se"].item(), rel=0.05)

    def test_is_1000_replicates_unless_said(self):
        assert pairs().as_replicates("bootstrap", seed=1).replicate_weights.shape == (9, 1000)

    def test_without_a_seed_is_refused(self):
        assert "seed" in fault_of(pairs(), "bootstrap")

    def test_seed_0_is_a_seed(self):
        pairs().as_replicates("bootstrap", seed=0, n=5)

    @pytest.mark.parametrize("n", [1, 0, -5])
    def test_fewer_than_two_replicates_are_refused(self, n):
        assert f"{n}" in fault_of(pairs(), "bootstrap", seed=1, n=n)


class TestAfterwards:
    def test_weights_and_estimates_stay(self):
        for kind in ("JKn", "BRR"):
            made = pairs().as_replicates(kind)
            assert made.weights.tolist() == PAIRS["weight"].tolist()
            assert made.mean("score")["estimate"].item() == pairs().mean("score")["estimate"].item()

    def test_each_replicate_is_calibrated(self):
        # schools a and c left out of two strata leave both sexes
        made = pairs().as_replicates("JKn").poststratify({"sex": {"F": 20, "M": 30}})
        boys = made.replicate_weights[(PAIRS["sex"] == "M").to_numpy()].sum()
        assert boys.tolist() == pytest.approx([30] * 4)
        assert made.replicate_weights.sum().tolist() == pytest.approx([50] * 4)
        found = made.total("score > -9", by="sex")
        assert found["se"].tolist() == pytest.approx([0, 0], abs=1e-10)

    def test_degrees_of_freedom_are_those_of_the_sample_drawn(self):
        made = pairs().as_replicates("JKn")
        assert made.poststratify({"sex": {"F": 20, "M": 30}}).degf == made.degf == 2

    def test_degrees_of_freedom_of_a_domain_are_those_of_its_clusters(self):
        made = pairs().as_replicates("JKn")
        assert made.mean("score", where="stratum == 'A'")["df"].item() == 1
        assert made.mean("score", where="school == 'a'")["df"].item() == 0

    def test_a_domain_that_a_replicate_empties_has_no_error(self):
        row = pairs().as_replicates("JKn").mean("score", where="school == 'a'").iloc[0]
        assert row["estimate"] == 2.5
        assert np.isnan([row["se"], row["ci_low"]]).all()
        assert row["flag"] == "suppress"

    def test_an_empty_domain_is_missing(self):
        row = pairs().as_replicates("JKn").proportion("score > 3", where="score > 99").iloc[0]
        assert row[["estimate", "se", "ci_low", "ci_high"]].isna().all()
        assert row["flag"] == "empty"

    def test_trimming_and_nonresponse_multiply_all_replicates(self):
        made = pairs().as_replicates("JKn").trim(3.5)
        factors = made.weights.to_numpy() / PAIRS["weight"].to_numpy()
        before = pairs().as_replicates("JKn").replicate_weights.to_numpy()
        assert made.replicate_weights.to_numpy() == pytest.approx(before * factors[:, None])


class TestRefusals:
    def test_an_unknown_kind(self):
        fault = fault_of(pairs(), "SDR")
        assert "“SDR”" in fault
        assert "JK1, JKn, BRR, Fay, bootstrap" in fault

    def test_one_for_strata(self):
        assert "2 tầng" in fault_of(pairs(), "JK1")

    @pytest.mark.parametrize("kind", ["JKn", "bootstrap"])
    @pytest.mark.parametrize("lonely", ["error", "certainty"])
    def test_strata_with_a_single_cluster(self, kind, lonely):
        design = pairs(PAIRS[PAIRS["school"] != "b"], lonely=lonely)
        assert ": A." in fault_of(design, kind, seed=1)

    def test_after_calibration(self):
        raked = pairs().rake({"sex": {"F": 20, "M": 30}})
        assert "trước khi hiệu chỉnh" in fault_of(raked, "JKn")

    def test_of_replicates(self):
        given = Design.replicated(
            PAIRS.assign(r1=PAIRS["weight"], r2=1.0),
            weights="weight",
            replicates=["r1", "r2"],
            kind="JK1",
        )
        assert "tầng, cụm" in fault_of(given, "JKn")

    def test_all_faults_at_once(self):
        design = pairs(PAIRS[PAIRS["school"] != "b"])
        with pytest.raises(DesignError) as caught:
            design.as_replicates("Fay", rho=2)
        assert len(caught.value.faults) == 3
