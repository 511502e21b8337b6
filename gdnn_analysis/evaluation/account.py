"""What a report says about its own data: who filed, what is missing, what is open.

Everything here is counted once, next to the figures, so that presenters only print.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.frame import SOURCE_COLUMNS
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import Period
from gdnn_analysis.records.filing import Filing

OPEN_STATUSES: Final = ("mot_phan", "khong", "khong_du_lieu")
LOG_GROUPS: Final = ("logs", "surveys", "budget", "enrolment")
"""Groups of tables that units send; plan, registry and operations are kept by the department."""


@dataclass(frozen=True)
class Account:
    """Counts about the data behind one evaluation.

    Attributes
    ----------
    filing
        Per table: ``due, accepted, on_time, nil, silent`` obligations; last row, index ``""``,
        is the sum. Empty when there are no obligations.
    units_filed, units_due
        Units that filed every table they owed, and units that owed any.
    tables_missing
        Tables nobody sent → codes of the indicators that need them.
    annex_open
        Annex rows of the year without verified evidence from all leads → their status.
    annex_evidence
        Annex row → table → number of source rows that are its evidence.
    unverified
        Works counted under C/S1 that are only self-declared.
    annual_target
        The plan's yearly target (table ``targets``); missing when the table does not hold it.
    policy_list_approved
        Whether every policy that must be communicated is approved (RL-33).
    """

    filing: pd.DataFrame
    units_filed: int
    units_due: int
    tables_missing: Mapping[str, tuple[str, ...]]
    annex_open: Mapping[str, str]
    annex_evidence: Mapping[str, Mapping[str, int]]
    unverified: int
    annual_target: float | None
    policy_list_approved: bool


def take_account(
    data: Dataset, filing: Filing, period: Period, results: pd.DataFrame, sources: pd.DataFrame
) -> Account:
    """Return the account of one evaluation.

    Parameters
    ----------
    data, filing
        Dataset and filing status.
    period
        The period reported.
    results, sources
        Result table and trace of the period.
    """
    owed = filing.cells[filing.cells["year"].isin(list(period.years))]
    by_unit = owed.groupby("unit_id")["accepted"].all()
    return Account(
        filing=filing_account(owed),
        units_filed=int(by_unit.sum()),
        units_due=len(by_unit),
        tables_missing=_tables_missing(data),
        annex_open=_annex_open(results),
        annex_evidence=_annex_evidence(sources),
        unverified=_unverified(results),
        annual_target=_annual_target(data["targets"], period),
        policy_list_approved=_policies_approved(data["policies"], period),
    )


def filing_account(owed: pd.DataFrame) -> pd.DataFrame:
    """Return obligations counted by table, and their sum in the last row."""
    marks = pd.DataFrame(
        {
            "table_name": owed["table_name"],
            "due": 1,
            "accepted": owed["accepted"].astype("int64"),
            "on_time": owed["on_time"].fillna(value=False).astype("int64"),
            "nil": owed["nil"].astype("int64"),
            "silent": (~owed["accepted"]).astype("int64"),
        }
    )
    counts = marks.groupby("table_name").sum()
    if counts.empty:
        return counts
    order = [name for name in contract().tables if name in counts.index]
    total = counts.sum().rename("").to_frame().T
    return pd.concat([counts.loc[order], total])


def _tables_missing(data: Dataset) -> dict[str, tuple[str, ...]]:
    needs: dict[str, list[str]] = {}
    definitions = data["indicators"].sort_values(["code", "version"])
    for code, sources in zip(definitions["code"], definitions["sources"], strict=True):
        for table in sources:
            needs.setdefault(str(table).split(".")[0], []).append(str(code))
    return {
        name: tuple(dict.fromkeys(needs.get(name, ())))
        for name, table in contract().tables.items()
        if table.group in LOG_GROUPS and not data.has(name) and name in needs
    }


def _annex_open(results: pd.DataFrame) -> dict[str, str]:
    rows = results[results["code"].eq("A01") & results["breakdown"].eq("activity")]
    rows = rows[rows["verdict"].isin(OPEN_STATUSES)]
    return dict(zip(rows["category"].astype(str), rows["verdict"].astype(str), strict=True))


def _annex_evidence(sources: pd.DataFrame) -> dict[str, dict[str, int]]:
    """Count evidence by annex row; the trace of A01 names the row first in its reason."""
    rows = sources[sources["code"].eq("A01") & sources["role"].eq("tinh")][list(SOURCE_COLUMNS)]
    if rows.empty:
        return {}
    act = rows["reason"].str.extract(r"^(PL-[A-Z]+(?:\.\w+)?)")[0]
    counted = rows.assign(act=act).drop_duplicates(["act", "table", "record"])
    found: dict[str, dict[str, int]] = {}
    for (name, table), group in counted.groupby(["act", "table"], sort=True):
        found.setdefault(str(name), {})[str(table)] = len(group)
    return found


def _unverified(results: pd.DataFrame) -> int:
    rows = results[results["code"].eq("O01") & results["breakdown"].eq("")].set_index("variant")
    both = [name for name in ("C/S1/tat_ca", "C/S1/da_doi_chieu") if name in rows.index]
    if len(both) < 2 or rows.loc[both, "value"].isna().any():
        return 0
    everything, checked = rows.loc[both, "value"].to_list()
    return int(everything - checked)


def _annual_target(targets: pd.DataFrame, period: Period) -> float | None:
    own = targets[targets["code"].eq("O01") & targets["is_reference_only"].eq(False)]
    found = own[own["period"].eq(str(period.last))]["value"]
    return float(found.iloc[0]) if len(found) else None


def _policies_approved(policies: pd.DataFrame, period: Period) -> bool:
    """Say whether every policy of the period that must be communicated is approved (RL-33)."""
    due = policies[policies["must_communicate"].eq(True).fillna(value=False)]
    due = due[due["issued_on"].dt.year.isin(list(period.years))]
    return bool(len(due)) and bool(due["approved"].eq(True).all())
