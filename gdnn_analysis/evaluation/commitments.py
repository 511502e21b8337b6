"""What the plan commits to without a row in its annex (AMB-12): statements and duties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.result import Evaluation

STATEMENTS: Final = {
    "V.1": ("O14", "", "", ""),
    "VI.2": ("O09", "", "form", "F2"),
    "VI.5": ("O09", "", "form", "F5"),
    "VI.10": ("O09", "", "form", "F10"),
}
"""Place in the plan → the figure that follows it up: code, variant, breakdown, category."""
DUTIES: Final = ("VII.2.4-3", "VII.2.6", "VII.2.7", "VII.2.8", "VII.4")
"""Beginnings of the duties that no annex row schedules: base-level radio, other departments,
districts and communes, owner bodies, enterprises."""


@dataclass(frozen=True)
class Commitment:
    """One commitment: where it stands, its words, what measures it, and the figure of the year."""

    ref: str
    text: str
    measure: str
    row: pd.Series | None


def unscheduled(ev: Evaluation) -> list[Commitment]:
    """Return the commitments without an annex row, in the plan's order."""
    return [*_from_statements(ev), *_from_duties(ev)]


def _from_statements(ev: Evaluation) -> Iterator[Commitment]:
    statements = ev.data["statements"].drop_duplicates("ref").set_index("ref")["text_vi"]
    for ref, (code, variant, breakdown, category) in STATEMENTS.items():
        if ref in statements.index:
            row = ev.row(code, variant=variant, breakdown=breakdown, category=category)
            measure = f"{code}, {category}" if category else code
            yield Commitment(ref, str(statements[ref]), measure, row)


def _from_duties(ev: Evaluation) -> Iterator[Commitment]:
    for _, duty in ev.data["duties"].iterrows():
        name = str(duty["duty_id"])
        if name.startswith(DUTIES):
            row = ev.row("A02", breakdown="duty", category=name)
            yield Commitment(name, str(duty["text_vi"]), "A02", row)
