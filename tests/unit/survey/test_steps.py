"""What adjustments of the weights leave of a figure's variance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import Design
from gdnn_analysis.survey.steps import Step
from gdnn_analysis.survey.variables import as_numbers, resolve

RNG = np.random.default_rng(11)
ROWS = 90
PUPILS = pd.DataFrame(
    {
        "stratum": np.repeat(list("ABC"), ROWS // 3),
        "school": np.repeat(np.arange(18), ROWS // 18),
        "sex": RNG.choice(["F", "M"], ROWS),
        "grade": RNG.choice([8, 9], ROWS),
        "age": RNG.normal(15, 1, ROWS).round(2),
        "score": RNG.normal(5, 2, ROWS),
        "kind": RNG.choice(["x", "y", "z", None], ROWS),
        "weight": RNG.uniform(1, 9, ROWS),
    }
)
DESIGN = Design(PUPILS, weights="weight", strata="stratum", clusters="school")
SEX = {"F": 200.0, "M": 260.0}


def by_row(design: Design, y: str, inside: np.ndarray) -> float:
    """Return the standard error of a mean from residuals row by row, step after step."""
    sample = design.sample
    values = np.where(inside, as_numbers(resolve(PUPILS, y)), 0.0)
    weights = sample.weights * inside
    rows = np.where(inside, (values - weights @ values / weights.sum()) / weights.sum(), 0.0)
    for step in reversed(sample.steps):
        if step.auxiliaries is not None:
            root = np.sqrt(step.before)[:, None]
            slope = np.linalg.lstsq(root * step.auxiliaries, root[:, 0] * rows, rcond=1e-9)[0]
            rows = rows - step.auxiliaries @ slope
        rows = rows * step.factor
    sums = pd.Series(rows * sample.base).groupby(PUPILS["school"]).sum()
    strata = PUPILS.groupby("school")["stratum"].first()
    return float(np.sqrt((sums.groupby(strata).var() * sums.groupby(strata).size()).sum()))


ADJUSTED = {
    "margins": DESIGN.rake({"sex": SEX, "grade": {8: 250.0, 9: 210.0}}),
    "numbers": DESIGN.calibrate({"(n)": 460, "age": 6930}),
    "numbers and categories": DESIGN.calibrate({"sex": SEX, "age": 6930}),
    "twice": DESIGN.poststratify({"grade": {8: 250, 9: 210}}).calibrate({"sex": SEX, "age": 6930}),
    "trimmed between": DESIGN.poststratify({"sex": SEX}).trim(12.0).rake({"sex": SEX}),
    "then trimmed": DESIGN.calibrate({"(n)": 460, "age": 6930}).trim(12.0),
}


class TestStandardErrors:
    @pytest.mark.parametrize("name", list(ADJUSTED))
    def test_are_those_of_residuals_row_by_row(self, name):
        design = ADJUSTED[name]
        found = design.mean("score", by="grade")["se"]
        for grade, se in zip((8, 9), found, strict=True):
            inside = (PUPILS["grade"] == grade).to_numpy()
            assert se == pytest.approx(by_row(design, "score", inside), rel=1e-9)

    @pytest.mark.parametrize("name", list(ADJUSTED))
    def test_of_a_domain_do_not_hang_on_the_other_domains(self, name):
        design = ADJUSTED[name]
        together = design.mean("kind", by="sex")["se"].to_numpy().reshape(2, 3)
        for sex, errors in zip("FM", together, strict=True):
            alone = design.mean("kind", where=f"sex == '{sex}'")["se"]
            assert errors == pytest.approx(alone.to_numpy(), rel=1e-9)


class TestPatterns:
    def test_are_the_different_rows(self):
        rows = np.array([[1.0, 0], [0, 1], [1, 0], [1, 1]])
        pattern, different = Step(np.ones(4), np.ones(4), rows).patterns
        assert len(different) == 3
        assert different[pattern].tolist() == rows.tolist()

    def test_rows_that_blend_alike_by_chance_stay_apart(self):
        one = np.array([np.cos(2.0), -np.cos(1.0)])  # blends to 0, as a row of zeros
        rows = np.array([one, [0.0, 0.0]])
        pattern, different = Step(np.ones(2), np.ones(2), rows).patterns
        assert different[pattern].tolist() == rows.tolist()
