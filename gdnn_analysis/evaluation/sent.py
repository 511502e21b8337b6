"""The report that was sent before, set against the evaluation at hand (R07)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from gdnn_analysis.evaluation.moved import CHANGES, Moved, Standing, compare
from gdnn_analysis.evaluation.trace import trace_of

if TYPE_CHECKING:
    from gdnn_analysis.evaluation.result import Evaluation

ORIGIN: Final = ("table", "change", "unit", "rows")


@dataclass(frozen=True)
class Difference:
    """Something other than data in which two runs differ.

    Attributes
    ----------
    what
        ``parameter``, ``software`` or ``notebook``.
    name, before, after
        Which one, and its values; a part that one run did not have is empty there.
    """

    what: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Sent:
    """An issued report, and what moved since.

    Attributes
    ----------
    about
        ``number`` of the package, ``run_id``, ``created``, ``issued``, ``document_number`` and
        ``document_date`` of the report that was sent.
    moved
        Figures and rows that differ.
    differences
        Parameters, software and notebook that differ.
    revisions
        Approved reasons by indicator code (table ``revisions``), codes of list REV.
    """

    about: Mapping[str, Any]
    moved: Moved
    differences: tuple[Difference, ...] = ()
    revisions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def origins(self, code: str) -> pd.DataFrame:
        """Return the number of rows that moved a code, by table, kind of change and unit."""
        return origins(self.moved.rows[self.moved.rows["code"].eq(code)])


def compare_sent(
    ev: Evaluation,
    about: Mapping[str, Any],
    standing: Standing,
    differences: Sequence[Difference] = (),
) -> Sent:
    """Return what moved between an issued report and an evaluation of the same period."""
    now = Standing(ev.results, trace_of(ev) if standing.trace is not None else None)
    return Sent(about, compare(standing, now), tuple(differences), _revisions(ev))


def origins(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the number of moving rows by table, kind of change and unit (columns ``ORIGIN``)."""
    counted = rows.groupby(["table", "change", "unit"]).size().rename("rows").reset_index()
    order = counted["change"].map(CHANGES.index)
    ordered = counted.assign(_order=order).sort_values(["table", "_order", "unit"])
    return ordered[list(ORIGIN)].reset_index(drop=True)


def corrected(ev: Evaluation) -> pd.DataFrame:
    """Return the written changes of figures of the period, with their indicator ``code``."""
    rows = ev.data["revisions"].sort_values(["changed_on", "rev_id"])
    figures = rows[rows["field"].eq("value")]
    keys = figures["row_key"].astype(str).str.extract(r"^([^|]*)\|?(.*)$")
    years = [str(year) for year in ev.period.years]
    named = figures["report_id"].astype(str).str.contains("|".join(years))
    own = keys[1].isin(years) | (keys[1].eq("") & named)
    return figures.assign(code=keys[0])[own]


def _revisions(ev: Evaluation) -> dict[str, tuple[str, ...]]:
    """Return the reasons written down for revised figures of the period."""
    reasons = corrected(ev).groupby("code", sort=False)["reason"]
    return {str(code): tuple(dict.fromkeys(map(str, part))) for code, part in reasons}
