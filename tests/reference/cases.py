"""The reference table: its data, designs and rows, as this package's objects."""

from functools import cache
from pathlib import Path

import pandas as pd

from gdnn_analysis.survey import Design

DATA = Path(__file__).parent / "data"
LONELY = {
    "fail": "error",
    "remove": "certainty",
    "certainty": "certainty",
    "adjust": "adjust",
    "average": "average",
}
GIVEN = {"clus1_boot": "apiclus1", "strat_boot": "apistrat", "scd_brr": "scd", "scd_fay": "scd"}
REPLICATES = {
    "clus1_jk1": ("clus1", "JK1", False),
    "clus1_jk1_nofpc": ("clus1_nofpc", "JK1", False),
    "clus1_jk1_mse": ("clus1_nofpc", "JK1", True),
    "strat_jkn": ("strat", "JKn", False),
    "nhanes_jkn": ("nhanes", "JKn", False),
    "clus2_jk1": ("clus2_wr", "JK1", False),
}
COUNTS = {"stypeH": 755, "stypeM": 1018}
SIZE = 6194


@cache
def expected() -> pd.DataFrame:
    return pd.read_csv(DATA / "expected.csv.gz", dtype=str, keep_default_na=False)


@cache
def designs() -> pd.DataFrame:
    return pd.read_csv(DATA / "designs.csv", dtype=str, keep_default_na=False).set_index(
        "design_id"
    )


@cache
def frame(name: str) -> pd.DataFrame:
    table = pd.read_csv(DATA / f"{name}.csv.gz")
    return table.astype({"wave": "str"}) if "wave" in table else table  # a factor in R


def counts(name: str, *keys: str) -> pd.Series:
    table = frame(f"margins_{name}")
    return table.set_index(list(keys))["Freq"]


@cache
def design(name: str, lonely: str = "fail", domain_lonely: bool = False) -> Design:
    """Return a design of the reference table."""
    if name in GIVEN:
        return _given(name)
    if name in REPLICATES:
        parent, kind, mse = REPLICATES[name]
        return design(parent).as_replicates(kind, mse=mse)
    row = designs().loc[name]
    if row["kind"] == "taylor":
        return _taylor(row, lonely, domain_lonely)
    parent = row["built_by"].partition(";")[0].removeprefix("D=")
    return ADJUSTMENTS[name.rpartition("_")[2]](design(parent))


def _taylor(row: pd.Series, lonely: str, domain_lonely: bool) -> Design:
    def columns(text: str) -> list[str]:
        return [] if text in ("", "1") else text.split(" + ")

    return Design(
        frame(row["dataset"]),
        weights=row["weights"] or None,
        clusters=columns(row["ids"]),
        strata=columns(row["strata"]),
        fpc=columns(row["fpc"]),
        nest=row["nest"] == "TRUE",
        lonely=LONELY[lonely],
        domain_lonely=domain_lonely,
    )


def _given(name: str) -> Design:
    weights = frame(f"{name}_repweights").add_prefix("given_")
    both = pd.concat([frame(GIVEN[name]), weights], axis=1)
    kind = {"scd_brr": "BRR", "scd_fay": "Fay"}.get(name, "bootstrap")
    replicates = [column for column in weights.columns if column != "given_w"]
    rho = 0.3 if kind == "Fay" else None
    return Design.replicated(both, weights="given_w", replicates=replicates, kind=kind, rho=rho)


def _rake(base: Design) -> Design:
    margins = {"stype": counts("stype", "stype"), "sch_wide": counts("sch_wide", "sch_wide")}
    return base.rake({name: found.to_dict() for name, found in margins.items()}, tol=1e-12)


def _calibrate(base: Design, **options) -> Design:
    totals = {
        "stype": {"E": SIZE - sum(COUNTS.values()), "H": 755, "M": 1018},
        "sch_wide": {"No": SIZE - 5122, "Yes": 5122},
    }
    return base.calibrate(totals, tol=1e-12, max_iter=500, **options)


def _greg(base: Design) -> Design:
    totals = {"stype": {"E": SIZE - sum(COUNTS.values()), "H": 755, "M": 1018}, "api99": 3914069}
    return base.calibrate(totals, tol=1e-12)


ADJUSTMENTS = {
    "psj": lambda base: base.poststratify(counts("joint", "stype", "sch_wide")),
    "ps": lambda base: base.poststratify({"stype": counts("stype", "stype").to_dict()}),
    "calrake": lambda base: _calibrate(base, method="raking"),
    "callogit": lambda base: _calibrate(base, method="logit", bounds=(0.4, 2.5)),
    "greg": _greg,
    "rake": _rake,
}
