"""Every binding row of the reference table, at its own tolerance."""

import math

import pandas as pd
import pytest

from gdnn_analysis.survey import CalibrationError, Design, DesignError, LonelyClusterError
from tests.reference.answers import answer
from tests.reference.cases import DATA, design, designs, expected, frame

BINDING = ("acceptance", "must_raise")
NOT_BINDING = {
    "R_convention": "deliberate choices of R that this package does not share: the pass of "
    "unweighted margins after rake(), n with missing rows in beta limits, average within svyby, "
    "rank of re-raked jackknife weights",
    "degenerate_R": "R gives noise, NaN or a wrong limit at 0 %, 100 % or without variance",
    "numerically_unstable": "quantiles exactly on a step of the distribution function",
    "undefined_in_R": "R's upper limit of a quantile is beyond the largest value",
    "informative": "R itself fails",
}
ROWS = expected()
TESTS = list(ROWS[ROWS["use"].isin(BINDING)].groupby(["test_id", "options"], sort=False))


def number(text: str) -> float:
    return {"NA": math.nan, "NaN": math.nan}.get(text) or float(text)


def test_every_row_binds_or_says_why_not():
    assert set(ROWS["use"]) == {*BINDING, *NOT_BINDING}
    assert len(ROWS) == 8208
    assert ROWS["use"].isin(BINDING).sum() == 7558


@pytest.mark.parametrize(("test", "rows"), TESTS, ids=["/".join(key) for key, _ in TESTS])
def test_value(test, rows):
    if (rows["use"] == "must_raise").all():
        stratum = "“2”" if rows["design_id"].iloc[0] == "lonely8" else "“C1”"
        with pytest.raises(LonelyClusterError, match=stratum):
            answer(rows.iloc[0])
        return
    got = answer(rows.iloc[0])
    wrong = [
        f"{row.term} {row.quantity}: {got.get((row.term, row.quantity))} instead of {row.value}"
        for row in rows.itertuples()
        if not _close(got.get((row.term, row.quantity), math.nan), row)
    ]
    assert wrong == []


def _close(got: float, row) -> bool:
    value = number(row.value)
    return abs(got - value) <= float(row.rtol) * abs(value) + float(row.atol)


WEIGHTS = pd.read_csv(DATA / "calibrated_weights.csv.gz")


@pytest.mark.parametrize("name", WEIGHTS["design_id"].unique())
def test_calibrated_weights(name):
    wanted = WEIGHTS.loc[WEIGHTS["design_id"].eq(name), "weight"].to_numpy()
    assert design(name).weights.to_numpy() == pytest.approx(wanted, rel=1e-7)


BUILT = designs()[designs()["kind"].eq("taylor") | designs()["degf"].ne("")].index


@pytest.mark.parametrize("name", BUILT)
def test_design_has_its_size(name):
    own, row = design(name, "adjust"), designs().loc[name]
    assert own.degf == int(row["degf"])
    assert len(own.frame) == int(row["n"])
    assert own.weights.sum() == pytest.approx(float(row["sum_weights"]), rel=1e-9)


REFUSED = {
    "B1": (DesignError, "pw"),
    "B2": (DesignError, "dnum"),
    "B3": (DesignError, "fpc"),
    "B4": (DesignError, "fpc"),
    "B5": (DesignError, "dnum"),
    "B6": (CalibrationError, "stype=M"),
    "B7": (CalibrationError, "stype=X"),
    "B8": (CalibrationError, "7122"),
}


@pytest.mark.parametrize("case", pd.read_csv(DATA / "bad_designs.csv")["case_id"])
def test_bad_design_is_refused_by_name(case):
    data = pd.read_csv(DATA / "bad_designs.csv").set_index("case_id").loc[case, "dataset"]
    kind, named = REFUSED[case]
    with pytest.raises(kind, match=named):
        _build(case, frame(data))


def _build(case: str, data: pd.DataFrame) -> None:
    with_strata = {"strata": "stype"} if case == "B2" else {}
    with_fpc = {"fpc": "fpc"} if case in ("B3", "B4") else {}
    own = Design(data, weights="pw", clusters="dnum", **with_strata, **with_fpc)
    if case == "B6":
        own.poststratify({"stype": {"E": 4421, "H": 755}})
    elif case == "B7":
        own.poststratify({"stype": {"E": 4421, "H": 755, "M": 1018, "X": 50}})
    elif case == "B8":
        own.rake({"stype": {"E": 4421, "H": 755, "M": 1018}, "sch_wide": {"No": 2000, "Yes": 5122}})


@pytest.mark.parametrize("base", ["clus1", "strat", "clus2", "clus1_nofpc"])
def test_raking_has_the_variance_of_weighted_residuals(base):
    """R's rake() removes unweighted margins; the right variance is that of calibrate(raking)."""
    raked, calibrated = (design(f"{base}_{kind}").mean("api00") for kind in ("rake", "calrake"))
    assert raked["se"].to_numpy() == pytest.approx(calibrated["se"].to_numpy(), rel=1e-7)
