"""Annex row III.x: the communication space (2021–2023) and ecosystem (2024–2025).

Scored by checklist: K criteria make the space, H criteria the ecosystem (O15). With several
assessors a criterion's score is their mean; criteria nobody answered are left out.
"""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.indicators.annex_evidence import evidence
from gdnn_analysis.indicators.annex_sources import AnnexSources
from gdnn_analysis.indicators.ecosystem import SPACE, criterion_scores
from gdnn_analysis.plan.constants import ECOSYSTEM_FROM

REACHED = 0.5
FULL = 1.0


def space_evidence(sources: AnnexSources, _act_id: str) -> pd.DataFrame:
    """Return the scores of the year as evidence, with what :func:`space_is_enough` needs.

    Returns
    -------
    DataFrame
        Evidence columns and ``criterion_id``, ``space`` (a K criterion), ``score``, ``before``
        (mean of the year before, missing when it was not scored) and ``year``. A score without
        evidence is self-declared (RL-30); only K criteria at 0.5 or more show a part of the row.
    """
    year = sources.inputs.year
    scores = sources.inputs.data["ecosystem_scores"].dropna(subset=["score"])
    phases = sources.inputs.data["ecosystem_criteria"].set_index("criterion_id")["phase"]
    before = criterion_scores(sources.inputs.data, year - 1)["score"]
    now = scores[scores["year"].eq(year)]
    mean = now["criterion_id"].map(criterion_scores(sources.inputs.data, year)["score"])
    now = now.assign(
        unit_id=pd.Series(index=now.index, dtype="str"),
        on=pd.Series(index=now.index, dtype="datetime64[s]"),
        verified=now["evidence_id"].notna(),
        space=now["criterion_id"].map(phases).eq(SPACE),
    )
    found = evidence(
        "ecosystem_scores",
        now,
        partly=now["space"] & mean.ge(REACHED),
        aspect=now["criterion_id"],
    )
    return found.assign(
        space=now["space"],
        score=now["score"],
        before=now["criterion_id"].map(before).astype("float64"),
        year=year,
    )


def space_is_enough(found: pd.DataFrame) -> bool:
    """Say whether the scores meet the row's condition for their phase.

    Until 2023: K at least 0.5, and a K criterion above its score of the year before (or K full).
    From 2024: K at least 0.5 and an H criterion at 0.5 or more. A first scoring cannot show an
    improvement.
    """
    if found.empty:
        return False
    criteria = found.groupby("aspect").agg(
        score=("score", "mean"), before=("before", "first"), space=("space", "first")
    )
    space, system = criteria[criteria["space"]], criteria[~criteria["space"]]
    level = space["score"].mean()
    if pd.isna(level) or level < REACHED:
        return False
    if found["year"].iloc[0] >= ECOSYSTEM_FROM:
        return bool(system["score"].ge(REACHED).any())
    return bool(level >= FULL or space["score"].gt(space["before"]).any())
