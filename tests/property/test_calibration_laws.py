"""Laws of weighting that hold for any sample whose totals can be met."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdnn_analysis.survey.calibration import (
    adjust_replicates,
    calibrate_factors,
    poststratify_factors,
    rake_factors,
)
from gdnn_analysis.survey.margins import Problem, joint_problem, margins_problem, totals_problem
from gdnn_analysis.survey.weighting import (
    effective_size,
    nonresponse_factors,
    trim_weights,
    weight_effect,
)

LOW, HIGH = 0.4, 2.5
METHODS = [("linear", None), ("linear", (LOW, HIGH)), ("raking", None), ("logit", (LOW, HIGH))]
PATIENT = 20_000
"""Rounds of proportional fitting: sparse samples settle slowly."""

law = settings(deadline=None, derandomize=True, max_examples=40)
each_method = pytest.mark.parametrize(("method", "bounds"), METHODS)


class World(NamedTuple):
    """A sample, its weights, and factors that meet the totals: what is asked for can be done."""

    frame: pd.DataFrame
    weights: np.ndarray
    truth: np.ndarray

    def counts(self, *columns: str) -> pd.Series:
        """Return the population by the crossed columns."""
        return (self.truth * self.weights * self.frame.assign(one=1)["one"]).groupby(
            [self.frame[name] for name in columns]
        ).sum()  # fmt: skip

    def margins(self, *columns: str) -> Problem:
        return margins_problem(self.frame, {name: self.counts(name) for name in columns})

    def totals(self) -> Problem:
        """Return a problem with redundant columns: two margins, their size and a number."""
        whole = self.truth * self.weights
        return totals_problem(
            self.frame,
            {
                "(n)": whole.sum(),
                "area": self.counts("area"),
                "sex": self.counts("sex"),
                "score": float(whole @ self.frame["score"]),
            },
        )


@st.composite
def worlds(draw) -> World:
    person = st.tuples(
        st.integers(0, 3),
        st.sampled_from(["nam", "nữ"]),
        st.integers(-100, 100),
        st.floats(0.5, 50),
        st.floats(0.5, 2),
    )
    people = draw(st.lists(person, min_size=4, max_size=30))
    frame = pd.DataFrame(people, columns=["area", "sex", "score", "weight", "truth"])
    return World(
        frame[["area", "sex", "score"]], frame["weight"].to_numpy(), frame["truth"].to_numpy()
    )


def weights_after(world: World, method: str, bounds: tuple[float, float] | None) -> np.ndarray:
    choices = {"method": method, "bounds": bounds, "tol": 1e-11}
    return world.weights * calibrate_factors(world.totals(), world.weights, **choices).factors


def near(values, rel: float = 1e-6):
    """Return an expectation up to `rel` of the largest value."""
    values = np.asarray(values)
    return pytest.approx(values, rel=rel, abs=rel * float(np.abs(values).max()))


class TestTotalsAreMet:
    @each_method
    @law
    @given(world=worlds())
    def test_by_calibration(self, world, method, bounds):
        problem = world.totals()
        result = calibrate_factors(problem, world.weights, method=method, bounds=bounds)
        assert (world.weights * result.factors) @ problem.x == near(problem.totals, 1e-8)
        assert result.largest_error <= 1e-8

    @law
    @given(world=worlds())
    def test_by_raking(self, world):
        problem = world.margins("area", "sex")
        factors = rake_factors(problem, world.weights, max_iter=PATIENT).factors
        assert (world.weights * factors) @ problem.x == pytest.approx(problem.totals, rel=1e-8)

    @law
    @given(world=worlds())
    def test_by_poststratification(self, world):
        problem = joint_problem(world.frame, world.counts("area", "sex"))
        factors = poststratify_factors(problem, world.weights).factors
        assert (world.weights * factors) @ problem.x == pytest.approx(problem.totals, rel=1e-12)

    @law
    @given(world=worlds())
    def test_crossed_counts_meet_their_margins(self, world):
        problem = joint_problem(world.frame, world.counts("area", "sex"))
        after = world.weights * poststratify_factors(problem, world.weights).factors
        assert rake_factors(world.margins("area", "sex"), after).factors == pytest.approx(1)


class TestNearest:
    """No factors that meet the totals are nearer to 1: here the ones the totals were made with."""

    @law
    @given(world=worlds())
    def test_linear_in_squares(self, world):
        factors = weights_after(world, "linear", None) / world.weights
        found, other = (world.weights @ (g - 1) ** 2 for g in (factors, world.truth))
        assert found <= other * (1 + 1e-9) + 1e-9

    @law
    @given(world=worlds())
    def test_raking_in_information(self, world):
        factors = weights_after(world, "raking", None) / world.weights
        found, other = (world.weights @ (g * np.log(g) - g + 1) for g in (factors, world.truth))
        assert found <= other * (1 + 1e-9) + 1e-9


class TestFactorsStayWithinBounds:
    @pytest.mark.parametrize("method", ["linear", "logit"])
    @law
    @given(world=worlds())
    def test_where_bounds_are_given(self, world, method):
        factors = weights_after(world, method, (LOW, HIGH)) / world.weights
        assert factors.min() >= LOW * (1 - 1e-12)
        assert factors.max() <= HIGH * (1 + 1e-12)

    @law
    @given(world=worlds())
    def test_raking_is_always_above_0(self, world):
        assert (weights_after(world, "raking", None) > 0).all()


class TestAgain:
    @each_method
    @law
    @given(world=worlds())
    def test_calibrating_twice_changes_nothing(self, world, method, bounds):
        once = weights_after(world, method, bounds)
        assume((once > 0).all())
        again = calibrate_factors(world.totals(), once, method=method, bounds=bounds)
        assert again.factors == pytest.approx(1, abs=1e-6)

    @law
    @given(world=worlds())
    def test_raking_twice_changes_nothing(self, world):
        problem = world.margins("area", "sex")
        once = world.weights * rake_factors(problem, world.weights, max_iter=PATIENT).factors
        assert rake_factors(problem, once).factors == pytest.approx(1, rel=1e-8)


class TestOrder:
    @law
    @given(world=worlds())
    def test_of_margins_does_not_matter(self, world):
        one, other = (
            rake_factors(problem, world.weights, tol=1e-12, max_iter=PATIENT).factors
            for problem in (world.margins("area", "sex"), world.margins("sex", "area"))
        )
        assert one == near(other)

    @each_method
    @law
    @given(world=worlds(), data=st.data())
    def test_of_rows_does_not_matter(self, world, method, bounds, data):
        order = np.array(data.draw(st.permutations(range(len(world.frame)))))
        mixed = World(world.frame.iloc[order], world.weights[order], world.truth[order])
        expected = weights_after(world, method, bounds)[order]
        assert weights_after(mixed, method, bounds) == near(expected)


class TestAgreement:
    @law
    @given(world=worlds())
    def test_poststratification_is_raking_and_calibration_to_one_margin(self, world):
        problem = world.margins("area")
        expected = poststratify_factors(problem, world.weights).factors
        assert rake_factors(problem, world.weights).factors == pytest.approx(expected)
        for method, bounds in METHODS:
            result = calibrate_factors(problem, world.weights, method=method, bounds=bounds)
            assert result.factors == pytest.approx(expected, rel=1e-7)

    @law
    @given(world=worlds())
    def test_proportional_fitting_and_newton_find_the_same_raking(self, world):
        problem = world.margins("area", "sex")
        fitted = rake_factors(problem, world.weights, tol=1e-12, max_iter=PATIENT)
        newton = calibrate_factors(problem, world.weights, method="raking", tol=1e-12)
        assert newton.factors == near(fitted.factors)

    @law
    @given(world=worlds())
    def test_rows_of_weight_0_are_as_good_as_absent(self, world):
        absent = pd.DataFrame({"area": [0, 9], "sex": ["nam", None], "score": [5, 7]})
        frame = pd.concat([world.frame, absent])
        weights = np.append(world.weights, [0.0, 0.0])
        given_margins = {name: world.counts(name) for name in ("area", "sex")}
        longer = margins_problem(frame, given_margins, rows=weights)
        factors = rake_factors(longer, weights, max_iter=PATIENT).factors
        alone = rake_factors(world.margins("area", "sex"), world.weights, max_iter=PATIENT).factors
        assert factors[:-2] == pytest.approx(alone)
        assert factors[-2:].tolist() == [1, 1]

    @law
    @given(world=worlds())
    def test_replicates_are_calibrated_one_by_one(self, world):
        adjust = partial(calibrate_factors, world.totals(), method="raking")
        replicates = np.column_stack(
            [world.weights, world.weights * 2, world.weights * world.truth]
        )
        adjusted = adjust_replicates(replicates, adjust)
        assert adjusted[:, 0].tolist() == (world.weights * adjust(world.weights).factors).tolist()
        assert adjusted[:, 2] == near(replicates[:, 2], 1e-7)


class TestScale:
    @each_method
    @law
    @given(world=worlds(), times=st.floats(0.01, 1000))
    def test_a_population_and_weights_n_times_as_large_have_the_same_factors(
        self, world, method, bounds, times
    ):
        larger = World(world.frame, world.weights * times, world.truth)
        assert weights_after(larger, method, bounds) == near(
            weights_after(world, method, bounds) * times
        )

    @law
    @given(world=worlds(), times=st.floats(0.01, 1000))
    def test_raked_weights_do_not_depend_on_the_size_of_the_weights_before(self, world, times):
        problem = world.margins("area", "sex")
        one, other = (
            weights * rake_factors(problem, weights, tol=1e-12, max_iter=PATIENT).factors
            for weights in (world.weights, world.weights * times)
        )
        assert one == near(other)


some_weights = st.lists(st.floats(0.1, 1000), min_size=2, max_size=30).map(np.array)


class TestTrimming:
    @law
    @given(weights=some_weights, share=st.floats(0, 1), strict=st.booleans())
    def test_keeps_the_sum(self, weights, share, strict):
        upper = weights.mean() + share * (weights.max() - weights.mean())
        assume(strict or (weights <= upper).any())
        assert trim_weights(weights, upper, strict=strict).sum() == pytest.approx(weights.sum())

    @law
    @given(weights=some_weights, above=st.floats(0, 1), below=st.floats(0, 1))
    def test_strict_keeps_both_limits(self, weights, above, below):
        mean = weights.mean()
        upper = mean + above * (weights.max() - mean)
        lower = mean - below * (mean - weights.min())
        trimmed = trim_weights(weights, upper, lower=lower, strict=True)
        assert trimmed.sum() == pytest.approx(weights.sum())
        assert trimmed.max() <= upper * (1 + 1e-9)
        assert trimmed.min() >= lower * (1 - 1e-9)

    @law
    @given(weights=some_weights, share=st.floats(0, 1))
    def test_keeps_the_order_and_lessens_the_effect(self, weights, share):
        upper = weights.mean() + share * (weights.max() - weights.mean())
        trimmed = trim_weights(weights, upper, strict=True)[np.argsort(weights)]
        assert (np.diff(trimmed) >= -1e-9 * upper).all()
        assert weight_effect(trimmed) <= weight_effect(weights) * (1 + 1e-9)

    @law
    @given(weights=some_weights)
    def test_within_the_limits_nothing_changes(self, weights):
        trimmed = trim_weights(weights, weights.max(), lower=weights.min())
        assert trimmed.tolist() == weights.tolist()


class TestNonresponse:
    @law
    @given(world=worlds(), data=st.data())
    def test_keeps_the_sum_of_every_class(self, world, data):
        size = len(world.frame)
        answered = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)))
        answered |= ~world.frame["area"].duplicated().to_numpy()
        factors = nonresponse_factors(world.frame, world.weights, answered, "area")
        before, after = (
            pd.Series(weights).groupby(world.frame["area"]).sum()
            for weights in (world.weights, world.weights * factors)
        )
        assert after.to_numpy() == pytest.approx(before.to_numpy())
        assert (factors[~answered] == 0).all()
        assert (factors[answered] >= 1 - 1e-12).all()


class TestEffect:
    @law
    @given(weights=some_weights, times=st.floats(0.01, 100))
    def test_is_at_least_1_and_knows_no_unit(self, weights, times):
        assert weight_effect(weights) >= 1 - 1e-12
        assert weight_effect(weights * times) == pytest.approx(weight_effect(weights))
        assert effective_size(weights) * weight_effect(weights) == pytest.approx(len(weights))
