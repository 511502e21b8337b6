"""New entrants of vocational education against the plan (P03), share of women among them (P04).

Courses under three months (d3t) are never added to the others: they would decide every total
(rule R16, RL-36, G29).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.enrolment_plans import SHORT, completion_rows, plans_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.official_figures import least_final, status_flags
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

SEXES: Final = ("nam", "nu")
_BREAKDOWNS: Final = {"level": "level", "unit": "vet_unit_id"}
_COLUMNS: Final = ("vet_unit_id", "level", "sex", "origin", "count", "data_status")


def compute_p03(inputs: Inputs) -> Output:
    """Count the new entrants of the year and compare them with the plan (R08, R16; RL-36).

    Parameters
    ----------
    inputs
        Needs ``enrolments`` and ``enrolment_plans``.

    Returns
    -------
    Output
        Headline and ``tong``: persons without d3t. Variants ``trong_tinh`` (from the province) and
        ``ke_hoach``: percent of the plan, level by level that of the province where there is one,
        else those of the units; entrants without such a plan stand in neither sum. Breakdowns
        ``level`` (d3t apart, in no total) and ``unit`` (without d3t). A year without a plan has
        no completion (F-MAUSO).
    """
    entrants, coverage = _entrants(inputs), coverage_of(inputs, "enrolments")
    near = entrants[entrants["origin"].eq("trong_tinh")]
    known = bool(entrants["main"].any())
    status = least_final(entrants["data_status"])
    value = coverage.count(_people(entrants), known=known)
    head = count_row(
        inputs, "P03", value, unit="người", coverage=coverage, flags=status_flags(status)
    )
    head = replace(head, data_status=status)
    plain = replace(head, variant="tong", verdict="")
    unsure = {LOWER_BOUND} if entrants["origin"].eq("khong_ro").any() else frozenset()
    own = replace(
        plain,
        variant="trong_tinh",
        value=coverage.count(_people(near), known=known),
        flags=head.flags | unsure,
    )
    rows = [head, *_counts(head, entrants), plain, *_counts(plain, entrants)]
    rows += [own, *_counts(own, near)]
    plans = plans_of(inputs)
    done = replace(plain, variant="ke_hoach", unit="%", value=None)
    rows += completion_rows(done, entrants, plans, head.value)
    note = say("đào tạo dưới 3 tháng: in riêng, không cộng", "under three months: shown apart")
    return Output(
        rows,
        lambda: join_traces(
            [
                trace_each(
                    "P03",
                    "enrolments",
                    pd.DataFrame(roles(entrants.index, (~entrants["main"], note))),
                ),
                trace_each("P03", "enrolment_plans", plans),
            ]
        ),
    )


def compute_p04(inputs: Inputs) -> Output:
    """Return the share of women among new entrants whose sex is recorded (R01, R13).

    Parameters
    ----------
    inputs
        Needs ``enrolments``; entrants as for P03, without d3t.

    Returns
    -------
    Output
        Headline in percent with ``n`` = men and women; variant ``khong_ro_gioi``: persons left out
        because nobody recorded their sex (F-THIEU). Breakdowns ``level`` (d3t apart) and ``unit``.
    """
    entrants, coverage = _entrants(inputs), coverage_of(inputs, "enrolments")
    main = entrants[entrants["main"]]
    status = least_final(main["data_status"])
    head = Row(
        "P04",
        unit="%",
        completeness=coverage.share,
        data_status=status,
        flags=coverage.flags | year_flags(inputs) | status_flags(status),
    )
    row = _female(head, _by_sex(main.assign(all=""), "all").get("", {}))
    verdict = verdict_of(inputs, "P04", row.value, share=coverage.share, checked=row.value)
    left = main.loc[~main["sex"].isin(SEXES), "figure"]
    rows = [
        replace(row, verdict=verdict),
        replace(
            head,
            variant="khong_ro_gioi",
            unit="người",
            value=float(left.sum()) if len(main) else None,
        ),
    ]
    for breakdown, part in (("level", entrants), ("unit", main)):
        for category, sexes in _by_sex(part, _BREAKDOWNS[breakdown]).items():
            row = _female(head, sexes)
            rows.append(replace(row, breakdown=breakdown, category=category))
    note = say("không rõ giới tính hoặc là đào tạo dưới 3 tháng", "sex unknown, or under 3 months")
    unused = ~entrants["main"] | ~entrants["sex"].isin(SEXES)
    return Output(
        rows,
        lambda: trace_each(
            "P04", "enrolments", pd.DataFrame(roles(entrants.index, (unused, note)))
        ),
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"P03": compute_p03, "P04": compute_p04}
PERSONS: Persons = {
    "P03": {ANY_VARIANT: "value", "ke_hoach": "numerator"},
    "P04": {ANY_VARIANT: "numerator", "khong_ro_gioi": "value"},
}
LABELS: Labels = {
    "P03": {
        "tong": ("tổng số, không gồm đào tạo dưới 3 tháng", "total without courses under 3 months"),
        "trong_tinh": ("người trong tỉnh", "from the province"),
        "ke_hoach": ("so với kế hoạch giao", "against the plan"),
    },
    "P04": {"khong_ro_gioi": ("số người không rõ giới tính", "persons of unknown sex")},
}


def _entrants(inputs: Inputs) -> pd.DataFrame:
    """Return the entrants of the year with ``figure`` and ``main`` (not d3t)."""
    rows = inputs.data["enrolments"]
    rows = rows.loc[rows["year"].eq(inputs.year), list(_COLUMNS)]
    return rows.assign(figure=rows["count"].astype("float64"), main=rows["level"].ne(SHORT))


def _people(entrants: pd.DataFrame) -> float:
    return float(entrants.loc[entrants["main"], "figure"].sum())


def _counts(head: Row, entrants: pd.DataFrame) -> Iterator[Row]:
    """Yield the entrants by level, d3t too, and by unit without it."""
    for breakdown, rows in (("level", entrants), ("unit", entrants[entrants["main"]])):
        yield from count_cells(
            head, breakdown, rows.groupby(_BREAKDOWNS[breakdown])["figure"].sum()
        )


def _by_sex(entrants: pd.DataFrame, column: str) -> dict[str, dict[str, float]]:
    """Return the entrants by category of `column` and sex."""
    sums = entrants.groupby([column, "sex"], as_index=False)["figure"].sum()
    found: dict[str, dict[str, float]] = {}
    for category, sex, people in zip(sums[column], sums["sex"], sums["figure"], strict=True):
        found.setdefault(category, {})[sex] = float(people)
    return found


def _female(head: Row, sexes: Mapping[str, float]) -> Row:
    """Return the share of women; whose sex is not recorded is in no part of it."""
    men, women = (sexes.get(sex, 0.0) for sex in SEXES)
    left = sum(people for sex, people in sexes.items() if sex not in SEXES)
    row = replace(head, flags=head.flags | {LOWER_BOUND}) if left else head
    if not men + women:
        return row
    return replace(as_ratio(row, women, men + women), n=men + women)
