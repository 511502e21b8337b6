"""Groups of actors that take part (A08) and enterprises among them (O19); R01, R08, R09."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row
from gdnn_analysis.indicators.coverage import Coverage, coverage_of
from gdnn_analysis.indicators.frame import Cell, Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.units_of_year import fact, units_of_year
from gdnn_analysis.indicators.verified_roles import REPORTER, plan_roles, roles_of, trace_roles

PLAN_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "nhom_1": ("TCGDNN",),
    "nhom_2": ("SLDTBXH", "SGDDT", "SVHTTDL", "STC", "STTTT", "SNKHAC"),
    "nhom_3": ("UBNDH",),
    "nhom_4": ("CTXH", "DOANTN"),
    "nhom_5": ("CSGDNN",),
    "nhom_6": ("BAOCHI", "BAODAI"),
    "nhom_7": ("TUVAN",),
    "nhom_8": ("DN",),
}
"""The eight groups of KH 3066, section II.2 (statement ST-023), in its order, as codes of ACTOR.

Statement ST-023 names the same fifteen codes. Commune committees, owner bodies, the provincial
committee, general schools and international bodies are not among them.
"""
UNITS: Final = "don_vi"
ACTIVITIES: Final = "hoat_dong"
ENTERPRISE: Final = "DN"

_GROUP_OF: Final = {actor: group for group, actors in PLAN_GROUPS.items() for actor in actors}


def compute_a08(inputs: Inputs) -> Output:
    """Count the groups of section II.2 with a verified role in the year.

    A role is lead or partner of a verified event held, author or reporting unit of a verified
    work counted by O01 in reading C, or a duty confirmed as done at least in part. A record counts
    for the unit's own group; where that is none of the eight, for the group whose work the unit
    took over (communes for districts from 7/2025).

    Parameters
    ----------
    inputs
        Needs ``units``, ``events``, ``media`` and ``duty_reports``.

    Returns
    -------
    Output
        Headline: groups, of 8. Variants: ``don_vi``, 100 × active units over units of the eight
        groups that existed in the year; ``nhom_1`` to ``nhom_8``, active units of each group with
        the same parts. Breakdowns ``actor_group`` and ``admin_level``: active units, with parts.
        A group nobody is known of is empty, and 0 only when all that is owed was filed (R01). The
        registry is no complete list of press bodies, consultants and enterprises.
    """
    roles = inputs.once(roles_of)
    groups = _plan_actor(inputs, inputs.once(_role_groups), roles["unit_id"], roles["on"])
    counted = groups.isin(_GROUP_OF)
    proven = counted & roles["reason"].eq("")
    active = set(zip(roles["unit_id"][proven], groups[proven], strict=True))
    every = _units_of_groups(inputs) | active
    coverage = coverage_of(inputs, "events", "media", "duty_reports")
    there, all_groups = ([_GROUP_OF[actor] for _, actor in pairs] for pairs in (active, every))
    found = coverage.count(len(set(there)), known=len(active) > 0)
    row = count_row(inputs, "A08", found, unit="nhóm", coverage=coverage)
    head = replace(row, numerator=found, denominator=float(len(PLAN_GROUPS)))
    part = replace(row, unit="đơn vị", verdict="")
    by_group = _parts(coverage, there, all_groups, categories=PLAN_GROUPS)
    units, all_units = ({unit for unit, _ in pairs} for pairs in (active, every))
    actors, all_actors = ([actor for _, actor in pairs] for pairs in (active, every))
    # A unit that counted for two groups is one unit of its level.
    levels, all_levels = (_levels(inputs, ids) for ids in (units, all_units))
    rows = [
        head,
        as_ratio(
            replace(part, variant=UNITS, unit="%"),
            coverage.count(len(units), known=len(units) > 0),
            float(len(all_units)),
        ),
        *(replace(part, variant=group, **cell) for group, cell in by_group),
        *_by(part, "actor_group", coverage, actors, all_actors),
        *_by(part, "admin_level", coverage, levels, all_levels),
    ]
    return Output(rows, lambda: trace_roles("A08", roles[counted]))


def compute_o19(inputs: Inputs) -> Output:
    """Count the enterprises with a verified role, work or plan in the year (R09).

    Parameters
    ----------
    inputs
        Needs ``units``, ``events``, ``media``, ``unit_plans`` and ``duty_reports``.

    Returns
    -------
    Output
        Headline: different units of group DN that led or joined a verified event, made a verified
        work, have a plan with evidence, or a duty confirmed as done at least in part. Variant
        ``hoat_dong``: verified events with an enterprise. Breakdowns ``ownership`` and ``area``
        (former district of the seat). There is no list of all enterprises, hence no rate. Over
        several years every enterprise and every event counts once.
    """
    roles = _enterprise_roles(inputs)
    counted = roles[roles["reason"].eq("")]
    ids = pd.Series(sorted(set(counted["unit_id"])), dtype="str")
    events = frozenset(counted.loc[counted["table"].eq("events"), "object_id"])
    rows, members = [], dict[Cell, frozenset[str]]()
    for variant, found, tables, unit in (
        ("", frozenset(ids), ("events", "media", "unit_plans", "duty_reports"), "doanh nghiệp"),
        (ACTIVITIES, events, ("events",), "hoạt động"),
    ):
        coverage = coverage_of(inputs, *tables)
        value = coverage.count(len(found), known=len(found) > 0)
        row = count_row(inputs, "O19", value, unit=unit, coverage=coverage)
        rows.append(replace(row, variant=variant, verdict="" if variant else row.verdict))
        if value is not None:
            members[variant, "", ""] = found
    for breakdown, name in (("ownership", "ownership"), ("area", "district")):
        categories = fact(inputs, name, ids)
        rows += count_cells(rows[0], breakdown, categories.value_counts())
        for category, part in ids.groupby(categories):
            members["", breakdown, str(category)] = frozenset(part)
    return Output(rows, lambda: trace_roles("O19", roles), members)


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A08": compute_a08, "O19": compute_o19}
LABELS: Labels = {
    "A08": {
        UNITS: ("đơn vị có hoạt động trên tổng số đơn vị", "active units of all units"),
        "nhom_1": ("Tổng cục Giáo dục nghề nghiệp", "Directorate of Vocational Education"),
        "nhom_2": ("các sở, ban, ngành của tỉnh", "provincial departments"),
        "nhom_3": ("UBND các huyện, thị xã, thành phố", "district people's committees"),
        "nhom_4": ("tổ chức chính trị – xã hội", "socio-political organisations"),
        "nhom_5": ("cơ sở giáo dục nghề nghiệp", "vocational education institutions"),
        "nhom_6": (
            "cơ quan thông tấn, báo chí Trung ương và địa phương",
            "central and local press",
        ),
        "nhom_7": (
            "công ty tổ chức sự kiện, tư vấn, xây dựng nội dung truyền thông",
            "companies for events, consulting and content",
        ),
        "nhom_8": ("doanh nghiệp", "enterprises"),
    },
    "O19": {ACTIVITIES: ("hoạt động có doanh nghiệp tham gia", "activities with an enterprise")},
}


def _enterprise_roles(inputs: Inputs) -> pd.DataFrame:
    roles, plans = inputs.once(roles_of), plan_roles(inputs)
    own = inputs.once(_role_groups).eq(ENTERPRISE) & roles["part"].ne(REPORTER)
    plans = plans[inputs.records.units.group(plans["unit_id"], plans["on"]).eq(ENTERPRISE)]
    return pd.concat([roles[own], plans], ignore_index=True)


def _role_groups(inputs: Inputs) -> pd.Series:
    """Return the unit's own group on the day of each role of the year."""
    roles = inputs.once(roles_of)
    return inputs.records.units.group(roles["unit_id"], roles["on"])


def _units_of_groups(inputs: Inputs) -> set[tuple[str, str]]:
    """Return the units of the eight groups that existed in the year, with the group (R08)."""
    facts = inputs.once(units_of_year)
    facts = facts[["actor_group", "day"]][facts["in_year"]].reset_index()
    groups = _plan_actor(inputs, facts["actor_group"], facts["unit_id"], facts["day"])
    pairs = zip(facts["unit_id"], groups, strict=True)
    return {(unit, actor) for unit, actor in pairs if actor in _GROUP_OF}


def _plan_actor(inputs: Inputs, own: pd.Series, unit_ids: pd.Series, on: pd.Series) -> pd.Series:
    """Return the ACTOR code each record counts for: the own group first, then the inherited one."""
    heirs = unit_ids.isin(inputs.data["unit_succession"]["to_unit_id"])
    other = ~own.isin(_GROUP_OF) & heirs
    if not other.any():
        return own
    inherited = inputs.records.units.lead_group(unit_ids[other], on[other])
    return own.mask(other, inherited.reindex(own.index))


def _levels(inputs: Inputs, units: Iterable[str]) -> list[str]:
    return fact(inputs, "admin_level", pd.Series(list(units), dtype="str")).tolist()


def _by(
    part: Row, breakdown: str, coverage: Coverage, active: Sequence[str], every: Sequence[str]
) -> Iterator[Row]:
    for category, cell in _parts(coverage, active, every, categories=sorted(set(every))):
        yield replace(part, breakdown=breakdown, category=category, **cell)


def _parts(
    coverage: Coverage,
    active: Iterable[str],
    every: Iterable[str],
    *,
    categories: Iterable[str],
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield active of all units per category; nobody active is 0 only when everybody filed."""
    found, sizes = Counter(active), Counter(every)
    for category in categories:
        count = float(found[category])
        value = count if count or coverage.share == 1 else None
        size = float(sizes[category])
        yield category, {"value": value, "numerator": value, "denominator": size}
