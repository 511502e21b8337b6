"""What the figures of a period leave open, by the group that can close it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from gdnn_analysis.evaluation.annex_years import planned_years
from gdnn_analysis.evaluation.earlier import inputs_of, last_year
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.evaluation.target_missed import target_missed
from gdnn_analysis.indicators.activities import groups_with_evidence

UNKNOWN_SHARE: Final = 5.0
"""Percent of graduates of unknown destination above which P01 is an estimate."""
LEAD: Final = "SLDTBXH"
PROVINCE: Final = "UBNDT"
EDUCATION: Final = "SGDDT"

Kind = Literal[
    "chi_tieu",
    "cach_hieu",
    "danh_muc_van_ban",
    "nghia_vu",
    "chua_nop",
    "tu_khai",
    "nghi_trung",
    "phu_luc",
    "khong_ro_huong_di",
    "khao_sat",
    "ke_hoach_nam",
]


@dataclass(frozen=True)
class OpenItem:
    """One thing left open.

    Attributes
    ----------
    kind
        What it is.
    group
        Actor group (list ACTOR) that can close it.
    code
        Indicator that shows it.
    count, base
        How many, of how many; missing where it is a yes or no.
    """

    kind: Kind
    group: str
    code: str
    count: float | None = None
    base: float | None = None


def open_items(ev: Evaluation) -> tuple[OpenItem, ...]:
    """Return what is open at the end of the period, from the figures of its last year.

    Works nobody checked are those of all its years: none of them is checked by time passing.
    """
    return ev.once(_open_items)


def unverified(ev: Evaluation) -> int:
    """Return the works of all years of the period that nobody checked."""
    return sum(year.account.unverified for year in (ev.years or {0: ev}).values())


def _open_items(ev: Evaluation) -> tuple[OpenItem, ...]:
    return tuple(_open(last_year(ev), unverified(ev)))


def _open(ev: Evaluation, unchecked: int) -> Iterator[OpenItem]:
    if ev.scope is None:
        yield from _of_the_province(ev)
    yield from _not_filed(ev)
    if unchecked:
        yield OpenItem("tu_khai", LEAD, "Q03", unchecked)
    if len(ev.review):
        yield OpenItem("nghi_trung", LEAD, "Q04", len(ev.review))
    if ev.scope is None:
        yield from _annex(ev)
        yield from _streams_and_surveys(ev)
    yield from _without_plan(ev)


def _of_the_province(ev: Evaluation) -> Iterator[OpenItem]:
    missed, target = target_missed(ev), ev.account.annual_target
    planned = ev.period.last < max(planned_years(ev), default=0)
    if missed is not None and missed.by_all and target and planned:
        yield OpenItem("chi_tieu", LEAD, "O01", max(missed.counts.values()), target)
    if not (ev.settings.reading and ev.settings.digital):
        yield OpenItem("cach_hieu", PROVINCE, "O01")
    if not ev.account.policy_list_approved:
        yield OpenItem("danh_muc_van_ban", PROVINCE, "O03")
    if ev.account.units_due == 0:
        yield OpenItem("nghia_vu", PROVINCE, "Q01")


def _streams_and_surveys(ev: Evaluation) -> Iterator[OpenItem]:
    unknown = ev.value("P01", variant="khong_ro")
    if unknown is not None and unknown > UNKNOWN_SHARE:
        yield OpenItem("khong_ro_huong_di", EDUCATION, "P01", unknown)
    if not ev.surveys.held:
        yield OpenItem("khao_sat", LEAD, "C01")


def _not_filed(ev: Evaluation) -> Iterator[OpenItem]:
    """Yield the groups with units that still owe a table of the year."""
    cells = ev.records.filing.cells
    owed = cells[cells["year"].eq(ev.period.last).fillna(value=False)]
    accepted = owed.groupby("unit_id")["accepted"].all()
    if accepted.empty:
        return
    units = pd.Series(accepted.index, index=accepted.index, dtype="str")
    groups = ev.records.units.group(units)
    for group, filed in accepted.groupby(groups.to_numpy()):
        if not filed.all():
            yield OpenItem("chua_nop", str(group), "Q01", float((~filed).sum()), float(len(filed)))


def _annex(ev: Evaluation) -> Iterator[OpenItem]:
    """Yield the lead groups that lack checked evidence of an open row of the annex."""
    leads = ev.data["activities"].set_index("act_id")["lead_groups"]
    proven = groups_with_evidence(inputs_of(ev, ev.period.last))
    groups: list[str] = []
    for act in ev.account.annex_open:
        without = [group for group in leads[act] if group not in proven.get(act, ())]
        groups += map(str, without or leads[act])
    for group in dict.fromkeys(groups):
        yield OpenItem("phu_luc", group, "A01", float(groups.count(group)))


def _without_plan(ev: Evaluation) -> Iterator[OpenItem]:
    """Yield the groups with units that have, or report, no communication plan of the year (I04)."""
    for _, row in ev.rows("I04", breakdown="actor_group").iterrows():
        known = pd.notna(row["numerator"]) and pd.notna(row["denominator"])
        if known and row["numerator"] < row["denominator"]:
            base = float(row["denominator"])
            missing = base - float(row["numerator"])
            yield OpenItem("ke_hoach_nam", str(row["category"]), "I04", missing, base)
