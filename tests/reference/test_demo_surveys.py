"""C01, C04 and C06 of the fictional province against R's survey package (RL-38)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from gdnn_analysis import evaluate, load
from gdnn_analysis.evaluation import Evaluation
from tests.reference.cases import DATA

DEMO = Path(__file__).parents[2] / "data" / "demo"
ROWS = pd.read_csv(DATA / "demo_surveys.csv")
CHANGES = ROWS[ROWS["code"].eq("C06")]
SHARES = ROWS[ROWS["code"].ne("C06")]


@pytest.fixture(scope="module")
def surveys() -> Evaluation:
    return evaluate(
        load(DEMO), "2021-2025", created="2026-06-30", codes={"C01", "C04", "C06"}, public=False
    )


def names(rows: pd.DataFrame) -> list[str]:
    return (rows["code"] + " " + rows["category"]).tolist()


def test_the_table_holds_every_probability_wave_and_core_question(surveys):
    """What R was not asked is not checked: the table must keep up with the fictional data."""
    samples, changes = surveys.surveys.samples, surveys.surveys.changes
    waves = SHARES.loc[SHARES["code"].eq("C01") & SHARES["breakdown"].eq("wave"), "category"]
    assert set(waves) == set(samples.loc[samples["probability"].eq(True), "wave_id"])
    core = changes[changes["core"].astype(bool)]
    told = core["wave_from"] + ">" + core["wave_to"] + ":" + core["trend_id"]
    assert sorted(CHANGES["category"]) == sorted(told)


@pytest.mark.parametrize("expected", ROWS.to_dict("records"), ids=names(ROWS))
def test_figures_are_those_of_r(surveys, expected):
    found = surveys.row(
        expected["code"], breakdown=expected["breakdown"], category=expected["category"]
    )
    for name in ("value", "ci_low", "ci_high"):
        assert found[name] == pytest.approx(expected[name], rel=1e-6, abs=1e-6), name
    assert found["n"] == expected["n"]


@pytest.mark.parametrize(
    "expected",
    SHARES[SHARES["breakdown"].eq("wave")].to_dict("records"),
    ids=names(SHARES[SHARES["breakdown"].eq("wave")]),
)
def test_degrees_of_freedom_are_clusters_less_strata(surveys, expected):
    samples = surveys.surveys.samples.set_index("wave_id")
    assert samples.loc[expected["category"], "degf"] == expected["df"]


@pytest.mark.parametrize("expected", CHANGES.to_dict("records"), ids=names(CHANGES))
def test_what_stands_behind_a_change_is_that_of_r(surveys, expected):
    changes = surveys.surveys.changes
    told = changes["wave_from"] + ">" + changes["wave_to"] + ":" + changes["trend_id"]
    (found,) = changes[told.eq(expected["category"])].to_dict("records")
    for name in ("se", "df", "p_value", "p_holm"):
        assert found[name] == pytest.approx(expected[name], rel=1e-6, abs=1e-12), name
