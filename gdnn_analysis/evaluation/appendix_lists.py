"""Lists behind the annexes: events counted, schools visited, evidence used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.earlier import inputs_of
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.indicators.school_register import school_register

PUBLIC: Final = "cong_khai"


def events_counted(ev: Evaluation) -> pd.DataFrame:
    """Return the rows of ``events`` that A03 counts, by first day."""
    rows = ev.data["events"].loc[_counted(ev, "A03", "events")]
    return rows.sort_values(["start_on", "event_id"])


def schools_visited(ev: Evaluation) -> pd.DataFrame:
    """Return the schools that A04 counts, by former district and name.

    Returns
    -------
    DataFrame
        Index ``school_id``; ``name``, ``school_level``, ``district``, ``events`` and ``guidance``:
        events at the school, and records of career guidance.
    """
    visits = ev.data["event_schools"].loc[_counted(ev, "A04", "event_schools")]
    guidance = ev.data["guidance"].loc[_counted(ev, "A04", "guidance")]
    counts = pd.DataFrame(
        {
            "events": visits.groupby("school_id")["event_id"].nunique(),
            "guidance": guidance.groupby("school_id")["guidance_id"].nunique(),
        }
    )
    counts = counts.fillna(0).astype("int64").rename_axis("school_id")
    register = inputs_of(ev, ev.period.last).once(school_register)
    names = ev.data["schools"].drop_duplicates("school_id").set_index("school_id")["name_vi"]
    about = register[["school_level", "district"]].assign(name=names)
    return counts.join(about).sort_values(["district", "school_level", "name"])


def evidence_used(ev: Evaluation) -> pd.DataFrame:
    """Return the evidence named by rows that made the period's figures, those of quality aside.

    Returns
    -------
    DataFrame
        ``evidence_id``, ``kind`` and ``access``, both missing where the register of evidence does
        not hold the id; sorted by all three.
    """
    ids = sorted({name for part in _named(ev) for name in part})
    register = ev.data["evidence"].drop_duplicates("evidence_id").set_index("evidence_id")
    found = register.reindex(ids)[["kind", "access"]].rename_axis("evidence_id").reset_index()
    return found.sort_values(["kind", "access", "evidence_id"], na_position="last")


def _named(ev: Evaluation) -> Iterator[set[str]]:
    counted = ev.sources[ev.sources["role"].eq("tinh") & ~ev.sources["code"].str.startswith("Q")]
    for name, table in contract().tables.items():
        if name != "evidence" and any(field.name == "evidence_id" for field in table.fields):
            records = counted.loc[counted["table"].eq(name), "record"].unique()
            yield set(ev.data[name].loc[records, "evidence_id"].dropna().astype(str))


def _counted(ev: Evaluation, code: str, table: str) -> pd.Index:
    rows = ev.sources[ev.sources["code"].eq(code) & ev.sources["table"].eq(table)]
    records: list[int] = rows.loc[rows["role"].eq("tinh"), "record"].drop_duplicates().tolist()
    return pd.Index(records)
