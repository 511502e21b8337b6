"""What each OECD-DAC criterion asks of the figures (outline 5.2, part VI; proposal)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.agenda import annex_cells_open
from gdnn_analysis.evaluation.channel_owners import OWNED, own_channels
from gdnn_analysis.evaluation.context import TRANSFERRED
from gdnn_analysis.evaluation.earlier import last_year
from gdnn_analysis.evaluation.ladder import FIRST_OUTCOME, levels_of
from gdnn_analysis.evaluation.result import Evaluation

ACTORS: Final = 8
"""Groups of actors the plan wants to take part (II.2, indicator A08)."""
EVERYTHING: Final = 100.0
UNSETTLED: Final = ("phu_thuoc_cach_hieu", "chua_ket_luan", "khong_du_lieu", "chua_den_ky", "")
"""Verdicts that settle nothing."""


@dataclass(frozen=True)
class Condition:
    """One condition of a criterion.

    Attributes
    ----------
    name
        What it asks.
    code
        Indicator or table it rests on.
    met
        Whether it holds; missing when the data do not tell.
    value, base, unit
        The figure behind it.
    """

    name: str
    code: str
    met: bool | None
    value: float | None = None
    base: float | None = None
    unit: str = ""


def relevance(ev: Evaluation) -> tuple[Condition, ...]:
    """Contents and audiences covered, need known, adjusted in 2025."""
    sources = ev.value("C07")
    return (
        _whole(ev, "chu_de", "O06"),
        _whole(ev, "doi_tuong", "O07", variant="uu_tien"),
        Condition("nhu_cau", "C07", ev.surveys.held or sources is not None, sources, unit="%"),
        _adjusted(ev),
    )


def coherence(ev: Evaluation) -> tuple[Condition, ...]:
    """Actors that took part, duties of every group, integrated events, nothing left out."""
    duties = ev.rows("A02", breakdown="actor_group")
    known = duties[duties["value"].notna()]
    active = float(known["value"].gt(0).sum())
    every = None if known.empty else _settled(ev, "A02", met=active == len(duties))
    left, annex = annex_cells_open(ev), ev.value("A01")
    none_left = None if left is None or annex is None else _settled(ev, "A01", met=left == 0)
    return (
        _at_least(ev, "chu_the", "A08", ACTORS),
        Condition("nhiem_vu", "A02", every, active, float(len(duties))),
        _at_least(ev, "long_ghep", "A09", 1),
        Condition("khoang_trong", "A01", none_left, None if left is None else float(left)),
    )


def effectiveness(ev: Evaluation) -> tuple[Condition, ...]:
    """Each goal of the plan by itself: target, policies, annex, space, awareness."""
    target = ev.row("O01")
    verdict = "" if target is None else str(target["verdict"])
    space = ev.value("O15")
    return (
        Condition("chi_tieu", "O01", None if verdict in UNSETTLED else verdict == "dat"),
        _whole(ev, "chinh_sach", "O03"),
        _whole(ev, "phu_luc", "A01"),
        Condition("khong_gian", "O15", None if space is None else space >= 1, space),
        _awareness(ev),
    )


def efficiency(ev: Evaluation) -> tuple[Condition, ...]:
    """Money spent as planned, and unit costs that can be compared."""
    spent, near = ev.value("I02"), EVERYTHING * ev.settings.near_share
    costs = [ev.value(code) for code in ("E01", "E02", "E03")]
    first, last = (_year_value(ev, year, "E01") for year in (ev.period.first, ev.period.last))
    falling = None if first is None or last is None or first == last else last <= first
    known = float(sum(cost is not None for cost in costs))
    return (
        Condition("giai_ngan", "I02", None if spent is None else spent >= near, spent, near, "%"),
        Condition("chi_phi", "E01–E03", known == len(costs) if known else None, known, len(costs)),
        Condition("xu_the_chi_phi", "E01", falling),
    )


def impact(ev: Evaluation) -> tuple[Condition, ...]:
    """Outcomes with enough evidence, unintended reactions known, groups told apart."""
    levels = levels_of(ev)
    level = levels.get(FIRST_OUTCOME)
    replies = last_year(ev).value("T07")
    groups = last_year(ev).rows("P01", breakdown="sex")
    return (
        Condition(
            "muc_bang_chung",
            "P06",
            None if level is None else level >= 3,
            None if level is None else float(level),
        ),
        Condition("phan_hoi", "T07", True if replies is not None else None, replies, unit="%"),
        Condition("phan_to", "P01", True if groups["value"].notna().any() else None),
    )


def sustainability(ev: Evaluation) -> tuple[Condition, ...]:
    """Channels, people, money and plans that go on after the period."""
    last = last_year(ev)
    channels = own_channels(ev)
    owned = float(channels["state"].eq(OWNED).sum())
    people, lines = last.value("I06"), last.value("I05")
    ecosystem = last.value("O15", variant="H")
    return (
        Condition(
            "kenh_co_chu",
            "channels",
            None if channels.empty else owned == len(channels),
            owned,
            float(len(channels)),
        ),
        Condition("he_sinh_thai", "O15", None if ecosystem is None else ecosystem >= 1, ecosystem),
        Condition("doi_ngu", "I06", None if people is None else people > 0, people),
        Condition("dong_kinh_phi", "I05", None if lines is None else lines > 0, lines, unit="%"),
        _next_plans(ev),
    )


def _settled(ev: Evaluation, code: str, *, met: bool, variant: str = "") -> bool | None:
    """Return whether a condition holds; missing when units that did not file could change that."""
    row = ev.row(code, variant=variant)
    if met or row is None or "F-THIEU" not in str(row["flags"]):
        return met
    complete = pd.notna(row["completeness"]) and row["completeness"] >= ev.settings.complete_share
    return met if complete else None


def _at_least(ev: Evaluation, name: str, code: str, least: int) -> Condition:
    """Return whether a count reaches what is asked."""
    value = ev.value(code)
    met = None if value is None else _settled(ev, code, met=value >= least)
    return Condition(name, code, met, value, float(least) if least > 1 else None)


def _whole(ev: Evaluation, name: str, code: str, *, variant: str = "") -> Condition:
    """Return whether a share is complete."""
    row = ev.row(code, variant=variant)
    if row is None or pd.isna(row["value"]):
        return Condition(name, code, None)
    return Condition(
        name,
        code,
        _settled(ev, code, met=bool(row["value"] >= EVERYTHING), variant=variant),
        None if pd.isna(row["numerator"]) else float(row["numerator"]),
        None if pd.isna(row["denominator"]) else float(row["denominator"]),
    )


def _adjusted(ev: Evaluation) -> Condition:
    """Return whether yearly plans were signed after the reorganisation; not asked before it."""
    since = pd.Timestamp(TRANSFERRED.day)
    plans = ev.data["unit_plans"]
    own = plans[plans["year"].isin(list(ev.period.years)) & plans["has_plan"].eq(True)]
    if ev.interval.last_day < TRANSFERRED.day or own["signed_on"].isna().all():
        return Condition("dieu_chinh", "I04", None)
    signed = float(own["signed_on"].ge(since).sum())
    return Condition("dieu_chinh", "I04", signed > 0, signed)


def _awareness(ev: Evaluation) -> Condition:
    """Return whether core questions rose and none fell between comparable waves (C06)."""
    changes = ev.surveys.changes
    core = changes[changes["core"].eq(True) & changes["finding"].notna()]
    if core.empty:
        return Condition("nhan_thuc", "C06", None)
    risen, fallen = (core["finding"].eq(name) for name in ("tang", "giam"))
    met = bool(risen.any() and not fallen.any())
    return Condition("nhan_thuc", "C06", met, float(risen.sum()), float(len(core)))


def _year_value(ev: Evaluation, year: int, code: str) -> float | None:
    return ev.years[year].value(code) if year in ev.years else None


def _next_plans(ev: Evaluation) -> Condition:
    """Return whether units have a communication plan for the year after the period."""
    plans = ev.data["unit_plans"]
    later = plans[plans["year"].eq(ev.period.last + 1)]
    if later.empty:
        return Condition("ke_hoach_sau", "unit_plans", None)
    ready = float(later["has_plan"].eq(True).sum())
    return Condition("ke_hoach_sau", "unit_plans", ready > 0, ready, float(len(later)))
