"""Annex row III.x: the communication space (2021–2023) and ecosystem (2024–2025).

Scored by checklist: K criteria make the space, H criteria the ecosystem (O15). With several
assessors a criterion's score is their mean; criteria nobody answered are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.annex_evidence import (
    ONE_DAY,
    AnnexLog,
    Evidence,
    day_inside,
    texts,
)
from gdnn_analysis.indicators.ecosystem import SPACE
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.plan.constants import ECOSYSTEM_FROM

TABLE: Final = "ecosystem_scores"
REACHED = 0.5
FULL = 1.0

Means = Mapping[tuple[int, str], float]


def space_log(data: Dataset) -> AnnexLog:
    """Return the scores of all years; a score has no day, only its year.

    Returns
    -------
    AnnexLog
        Without unit and group. Marks: ``criterion``; ``space`` (a K criterion); ``reached`` (a K
        criterion whose mean of the year is at least 0.5: only these show a part of the row);
        ``year``; ``checked`` (mean of the year's scores with evidence) and ``before`` (mean of the
        year before), missing where there is none. A score without evidence is self-declared
        (RL-30).
    """
    columns = ["criterion_id", "year", "score", "evidence_id"]
    rows = data[TABLE][columns].dropna(subset=["score", "year"])
    phases = data["ecosystem_criteria"].set_index("criterion_id")["phase"]
    proven = rows["evidence_id"].notna()
    criteria, years = texts(rows["criterion_id"]), rows["year"].to_numpy(dtype="int64")
    mean, checked = _means(rows), _means(rows[proven])
    cells = list(zip(years.tolist(), criteria, strict=True))
    own = np.array([mean.get(cell, np.nan) for cell in cells], dtype="float64")
    space = rows["criterion_id"].map(phases).eq(SPACE).to_numpy(dtype=bool)
    missing = np.full(len(rows), np.nan, dtype=object)
    day = day_inside(years)
    return AnnexLog(
        table=TABLE,
        record=rows.index.to_numpy(dtype="int64"),
        key=criteria,
        unit_id=missing,
        group=missing,
        on=np.full(len(rows), "NaT", dtype="datetime64[s]"),
        start=day,
        end=day + ONE_DAY,
        verified=proven.to_numpy(dtype=bool),
        marks={
            "criterion": criteria,
            "space": space,
            "reached": space & (own >= REACHED),
            "year": years,
            "checked": np.array([checked.get(cell, np.nan) for cell in cells], dtype="float64"),
            "before": np.array(
                [mean.get((year - 1, criterion), np.nan) for year, criterion in cells],
                dtype="float64",
            ),
        },
    )


def space_is_enough(parts: Sequence[Evidence]) -> bool:
    """Say whether the checked scores meet the row's condition for their phase.

    Until 2023: K at least 0.5, and a K criterion above its score of the year before (or K full).
    From 2024: K at least 0.5 and an H criterion at 0.5 or more. A first scoring cannot show an
    improvement.
    """
    found = next((part for part in parts if part.table == TABLE and part.checked.any()), None)
    if found is None:
        return False
    # All scores of a criterion carry the same marks: one each, in the order of the criteria.
    _, first = np.unique(found.marks["criterion"][found.checked].astype(str), return_index=True)
    marks = {name: values[found.checked][first] for name, values in found.marks.items()}
    score, space = marks["checked"], marks["space"]
    if not space.any() or score[space].mean() < REACHED:
        return False
    if marks["year"][0] >= ECOSYSTEM_FROM:
        return bool((score[~space] >= REACHED).any())
    better = score[space] > marks["before"][space]
    return bool(score[space].mean() >= FULL or better.any())


def _means(rows: pd.DataFrame) -> Means:
    """Return the mean score by year and criterion."""
    means = rows.groupby([rows["year"].astype("int64"), "criterion_id"])["score"].mean()
    return dict(zip(means.index, means, strict=True))
