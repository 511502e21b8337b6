"""The six OECD-DAC criteria: conditions counted from the figures, and the rating they give.

A rating is never added up with others. The rule (proposal): of the conditions that can be judged,
all met is good, two thirds is fair, one third is middling, fewer is weak; when more than half
cannot be judged there is no ground for a rating. Caps lower what a rating can be, each with its
reason: an unjudged condition, a missing survey, the lowest data-quality score, the evidence level.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from gdnn_analysis.evaluation.dac_conditions import (
    Condition,
    coherence,
    effectiveness,
    efficiency,
    impact,
    relevance,
    sustainability,
)
from gdnn_analysis.evaluation.ladder import FIRST_OUTCOME, levels_of
from gdnn_analysis.evaluation.result import Evaluation

Rating = Literal["tot", "kha", "trung_binh", "yeu", "khong_du"]
ORDER: Final[tuple[Rating, ...]] = ("yeu", "trung_binh", "kha", "tot")
"""From weak to good."""
FULL_MONEY: Final = 80.0
"""Percent of budget tables that must be filed before efficiency is rated (outline 5.2 VI)."""
LOWEST_LEVEL: Final = 3
"""Level of evidence below which there is no ground to rate impact."""
FULL_SCORE: Final = 3.0
FAIR_SCORE: Final = 2.0
BUDGET_TABLES: Final = ("budget_lines", "budget_transactions")


@dataclass(frozen=True)
class Cap:
    """Why a rating can be no better than ``most``."""

    reason: str
    most: Rating
    value: float | None = None


@dataclass(frozen=True)
class Criterion:
    """One criterion with its rating and what it rests on."""

    name: str
    rating: Rating
    conditions: tuple[Condition, ...]
    caps: tuple[Cap, ...]


def criteria_of(ev: Evaluation) -> tuple[Criterion, ...]:
    """Return the six criteria in the order of the outline."""
    return ev.once(_criteria)


def _criteria(ev: Evaluation) -> tuple[Criterion, ...]:
    level = levels_of(ev).get(FIRST_OUTCOME)
    survey = () if ev.surveys.held else (Cap("khao_sat", "kha"),)
    graded = (Cap("muc_bang_chung", _of_level(level), None if level is None else float(level)),)
    return (
        _criterion("phu_hop", _judged(ev, relevance(ev)), survey),
        _criterion("gan_ket", _judged(ev, coherence(ev)), ()),
        _criterion("hieu_qua", _judged(ev, effectiveness(ev)), _quality(ev)),
        _criterion("hieu_suat", _judged(ev, efficiency(ev)), _money(ev)),
        _criterion("tac_dong", _judged(ev, impact(ev)), graded),
        _criterion("ben_vung", _judged(ev, sustainability(ev)), ()),
    )


def _judged(ev: Evaluation, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Return the conditions; public sources never show that one does not hold, nor by how much."""
    if not ev.is_public:
        return conditions
    return tuple(
        one if one.met else replace(one, met=None, value=None, base=None) for one in conditions
    )


def rate(conditions: tuple[Condition, ...], caps: tuple[Cap, ...]) -> Rating:
    """Return the rating of some conditions under some caps."""
    judged = [condition.met for condition in conditions if condition.met is not None]
    unjudged = len(conditions) - len(judged)
    if not judged or unjudged * 2 > len(conditions) or any(c.most == "khong_du" for c in caps):
        return "khong_du"
    share = sum(judged) / len(judged)
    places = [_place(share), *(ORDER.index(cap.most) for cap in caps)]
    if unjudged:
        places.append(ORDER.index("kha"))
    return ORDER[min(places)]


def _criterion(name: str, conditions: tuple[Condition, ...], caps: tuple[Cap, ...]) -> Criterion:
    return Criterion(name, rate(conditions, caps), conditions, caps)


def _place(share: float) -> int:
    return 3 if share == 1 else 2 if share >= 2 / 3 else 1 if share >= 1 / 3 else 0


def _of_level(level: int | None) -> Rating:
    if level is None or level < LOWEST_LEVEL:
        return "khong_du"
    return "kha" if level == LOWEST_LEVEL else "tot"


def _quality(ev: Evaluation) -> tuple[Cap, ...]:
    """Return the cap of the lowest data-quality score of the target's indicator (Q06)."""
    score = ev.value("Q06", variant="thap_nhat", breakdown="indicator", category="O01")
    if score is None:
        return (Cap("chua_cham_dqa", "kha"),)
    if score >= FULL_SCORE:
        return ()
    return (Cap("dqa", "kha" if score >= FAIR_SCORE else "trung_binh", score),)


def _money(ev: Evaluation) -> tuple[Cap, ...]:
    """Return that efficiency is not rated unless the budget tables are filed (Q01)."""
    shares = [
        share
        for table in BUDGET_TABLES
        if (share := ev.value("Q01", breakdown="table", category=table)) is not None
    ]
    if not shares:
        return (Cap("khong_biet_q01", "khong_du"),)
    return () if min(shares) >= FULL_MONEY else (Cap("q01", "khong_du", min(shares)),)
