"""One table on its way through the checks: its rows, and why some of them are left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as attribute
from functools import cache
from typing import Final

import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.checks.keys import key_text
from gdnn_analysis.ingest.problems import located
from gdnn_analysis.ingest.values.cells import no_reasons
from gdnn_analysis.ingest.values.typed import empty_rows

LEFT_OUT_COLUMNS: Final = ("_file", "_sheet", "_row", "key", "rules")
PLACES: Final = ("_file", "_sheet", "_row")
"""Columns that say where a row stands."""


@dataclass
class Checked:
    """One table after validation.

    Attributes
    ----------
    rows
        All rows that are data, typed, by record; accepted or not.
    reasons
        Reason-coded cells.
    broken
        Rules for which rows are left out: ``record, rule``, one row per reason.
    issues
        Located issues.
    aside
        Rows set aside while reading (totals, notes, broken rows), with ``_aside``.
    """

    table: Table
    rows: pd.DataFrame
    reasons: pd.DataFrame
    broken: pd.DataFrame
    issues: list[pd.DataFrame] = attribute(default_factory=list)
    aside: pd.DataFrame = attribute(default_factory=pd.DataFrame)

    def copy(self) -> Checked:
        """Return a copy that can be checked further without touching this one."""
        return replace(
            self,
            rows=self.rows.copy(),
            reasons=self.reasons.copy(),
            broken=self.broken.copy(),
            issues=list(self.issues),
            aside=self.aside.copy(),
        )

    @property
    def used(self) -> pd.DataFrame:
        """The accepted rows."""
        return self.rows[self.accepted] if len(self.broken) else self.rows

    @property
    def accepted(self) -> pd.Series[bool]:
        """Which rows are used."""
        if not len(self.broken):
            return pd.Series(True, index=self.rows.index)
        left_out = set(self.broken["record"])
        return pd.Series(~self.rows.index.isin(left_out), index=self.rows.index)

    def add(self, problems: pd.DataFrame) -> None:
        """Take in more problems: errors leave their rows out."""
        if not len(problems):
            return
        errors = problems.loc[problems["severity"].eq("loi"), ["record", "rule"]]
        self.leave_out(errors)
        told = problems[problems["told"].astype(bool)]
        if len(told):
            self.issues.append(located(told, self.rows, table=self.table.name))

    def leave_out(self, records: pd.DataFrame) -> None:
        """Leave rows out for a rule."""
        if len(records):
            self.broken = pd.concat([self.broken, records], ignore_index=True).drop_duplicates()

    def left_out(self) -> pd.DataFrame:
        """Return the rows left out with their key and the rules broken."""
        if not len(self.broken) and not len(self.aside):
            return _none_left_out()
        rules = self.broken.groupby("record")["rule"].agg(
            lambda found: ";".join(sorted(set(found)))
        )
        rows = self.rows.loc[rules.index.to_numpy(dtype="int64")]
        out = rows[list(PLACES)].assign(
            key=key_text(rows, self.table).to_numpy(), rules=rules.to_numpy()
        )
        if len(self.aside):
            more = self.aside[list(PLACES)].assign(key="", rules=self.aside["_aside"])
            out = pd.concat([out, more])
        out = out.astype({"_file": "str", "_sheet": "str", "key": "str", "rules": "str"})
        out.index.name = "record"
        return out[list(LEFT_OUT_COLUMNS)].sort_index()


def not_sent(table: Table) -> Checked:
    """Return the entry of a table nobody sent: no rows."""
    return Checked(table, empty_rows(table), no_reasons(), no_records())


@cache
def _none_left_out() -> pd.DataFrame:
    types = {"_file": "str", "_sheet": "str", "_row": "int64", "key": "str", "rules": "str"}
    return pd.DataFrame(
        {name: pd.Series(dtype=types[name]) for name in LEFT_OUT_COLUMNS},
        index=pd.Index([], dtype="int64", name="record"),
    )


@cache
def no_records() -> pd.DataFrame:
    """Return the empty frame of rows left out."""
    return pd.DataFrame({"record": pd.Series(dtype="int64"), "rule": pd.Series(dtype="object")})
