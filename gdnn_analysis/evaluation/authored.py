"""What analysts wrote themselves, and whether the evidence carries it (rule R15)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from gdnn_analysis.evaluation.ladder import level_of_codes
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.vietnamese.claims import LEVELS, Claim, lint_claims


@dataclass(frozen=True)
class Authored:
    """One text of table ``narratives``.

    Attributes
    ----------
    period, section, kind, text, codes, author
        As the analyst gave them.
    level
        Level the text was held to: that of its indicators, and no more than its author claims.
    approved
        Whether somebody approved it; a blank is not an approval.
    claims
        What it claims beyond the evidence.
    """

    period: str
    section: str
    kind: str
    text: str
    codes: tuple[str, ...]
    author: str
    level: int
    approved: bool
    claims: tuple[Claim, ...]

    @property
    def refused(self) -> bool:
        """Whether it must not be printed: it claims more than the evidence carries."""
        return any(claim.severity == "loi" for claim in self.claims)

    @property
    def printable(self) -> bool:
        """Whether a report may print it."""
        return self.approved and not self.refused


def authored(ev: Evaluation) -> tuple[Authored, ...]:
    """Return the texts written for the period, in the order of the report."""
    return ev.once(_authored)


def _authored(ev: Evaluation) -> tuple[Authored, ...]:
    rows = ev.data["narratives"]
    own = rows[rows["period"].eq(str(ev.period))].sort_values(["section", "seq"])
    return tuple(_text(ev, row) for _, row in own.iterrows())


def _text(ev: Evaluation, row: pd.Series) -> Authored:
    codes = tuple(str(code) for code in row["evidence_codes"])
    computed = level_of_codes(ev, codes)
    stated = row["evidence_level"]
    level = computed if pd.isna(stated) else min(computed, max(int(stated), LEVELS[0]))
    text = str(row["text_vi"])
    return Authored(
        period=str(row["period"]),
        section=str(row["section"]),
        kind=str(row["kind"]),
        text=text,
        codes=codes,
        author=str(row["author_role"]),
        level=level,
        approved=bool(pd.notna(row["approved"]) and row["approved"]),
        claims=lint_claims(text, level),
    )
