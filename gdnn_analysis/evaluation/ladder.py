"""The ladder of evidence: which level each outcome has, and which level a text may claim (P06)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.result import Evaluation

FIRST_OUTCOME: Final = "P01"
"""The outcome the headline of P06 speaks of."""
NO_EFFECT: Final = frozenset("IAOEQ")
"""Letters of codes that say what was done, spent or recorded: level 0 whatever else is known."""
STANDS_FOR: Final[Mapping[str, tuple[str, ...]]] = {
    "C": ("C01", "C03", "C04"),
    "P": ("P01", "P02", "P03"),
}
"""Graded outcomes that speak for an ungraded code of the same letter (C02, C05–C09; P04, P05)."""


def levels_of(ev: Evaluation) -> dict[str, int | None]:
    """Return the level of evidence of every graded outcome, in the order of the result table.

    Missing where nothing is in the logs: there is nothing to grade then.
    """
    rows = ev.rows("P06", breakdown="indicator")
    return {
        str(row["category"]): None if pd.isna(row["value"]) else int(row["value"])
        for _, row in rows.iterrows()
    }


def reached(ev: Evaluation, level: int) -> tuple[str, ...]:
    """Return the outcomes whose evidence has at least `level`."""
    return tuple(code for code, own in levels_of(ev).items() if own is not None and own >= level)


def level_of_codes(ev: Evaluation, codes: Collection[str]) -> int:
    """Return the level a text may claim that rests on some indicators: the lowest of theirs.

    Activities and outputs beside an outcome do not lower it; a text without any outcome is at 0,
    one on people reached at 1 at most.
    """
    levels = levels_of(ev)
    found = [_level(code, levels) for code in codes if code[:1] not in NO_EFFECT]
    return min(found, default=0)


def _level(code: str, levels: Mapping[str, int | None]) -> int:
    if code in levels:
        return levels[code] or 0
    if code.startswith("T"):
        return min(1, max((level or 0 for level in levels.values()), default=0))
    return min((levels.get(one) or 0 for one in STANDS_FOR.get(code[:1], ())), default=0)
