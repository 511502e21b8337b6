"""Streaming after lower (P01) and upper secondary school (P02): context, no merit of the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.official_figures import filing_flags, least_final, status_flags
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.school_leavers import (
    Group,
    Leavers,
    leavers_of,
)
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

STRICT: Final = ("TC_CD", "SC")
READINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "chat": STRICT,
    "hep": (*STRICT, "GDTX_NGHE"),
    "rong": (*STRICT, "GDTX_NGHE", "GDTX"),
}
"""Destinations that count as vocational education under each reading of P01 (code list DEST)."""
MAIN: Final = "hep"
UNKNOWN_SHARE: Final = 0.05
"""Above this share of unknown destinations the figure is an estimate (F-UOC)."""
FIRST_MERGED_YEAR: Final = 2025
UNKNOWN: Final = "khong_ro"


def compute_p01(inputs: Inputs) -> Output:
    """Return the share of lower-secondary graduates who went on to vocational education (RL-36).

    The school year (Y-1)–Y is report year Y (RL-31). Who studies culture only at a centre (GDTX)
    is part of the wide reading alone (G26).

    Parameters
    ----------
    inputs
        Needs ``graduates`` and ``destinations``.

    Returns
    -------
    Output
        Headline: the narrow reading (QĐ 522). Variants ``chat``, ``hep``, ``rong`` and
        ``khong_ro`` (unknown destinations); breakdowns ``area`` (former districts) and ``sex``.
        Graduates without any destination are unknown too (F-THIEU); with unknown ones ``ci_low``
        and ``ci_high`` are the share if none and if all of them had gone.
    """
    leavers = leavers_of(inputs, "THCS")
    head = _head(inputs, "P01", leavers)
    head = replace(head, flags=head.flags | _merged(inputs))
    rows: list[Row] = []
    for variant, went in {**READINGS, UNKNOWN: ()}.items():
        cells = list(_all_cells(inputs, replace(head, variant=variant), leavers, went))
        if variant == MAIN:
            rows = [*(replace(cell, variant="") for cell in cells), *rows]
        rows += cells
    return Output(_judged(inputs, rows), lambda: leavers.trace("P01"))


def compute_p02(inputs: Inputs) -> Output:
    """Return the share of upper-secondary graduates who went on to vocational education (RL-36).

    Narrow: entrants of colleges in autumn of year Y (``enrolments``: level cd, entry thpt, not
    from another province) over the graduates of school year (Y-1)–Y. Among them may be graduates
    of earlier years. Wide: destinations TC_CD and SC over graduates.

    Parameters
    ----------
    inputs
        Needs ``graduates``, ``destinations`` and ``enrolments``.

    Returns
    -------
    Output
        Headline: the narrow reading. Variants ``hep`` (by ``sex``; enrolments name no district),
        ``rong`` and ``khong_ro`` (by ``area`` and ``sex``). Bounds as for P01.
    """
    leavers = leavers_of(inputs, "THPT")
    entrants, coverage = _college_entrants(inputs), coverage_of(inputs, "enrolments")
    counted = entrants[entrants["role"].eq("tinh")]
    total = coverage.count(float(counted["count"].sum()), known=bool(len(counted)))
    by_sex = {str(sex): float(n) for sex, n in counted.groupby("sex")["count"].sum().items()}
    head = _head(inputs, "P02", leavers, counted["data_status"])
    flags, whole = head.flags | filing_flags(coverage), leavers.whole
    own = replace(head, completeness=coverage.share, flags=flags)
    rows = [_with_bounds(own, total, whole) if whole else replace(own, numerator=total)]
    for sex, group in leavers.by_sex.items():
        row = replace(own, breakdown="sex", category=sex)
        rows.append(_with_bounds(row, by_sex.get(sex), group))
    rows += [replace(row, variant=MAIN) for row in rows]
    for variant, went in {"rong": STRICT, UNKNOWN: ()}.items():
        rows += _all_cells(inputs, replace(head, variant=variant), leavers, went)
    return Output(
        _judged(inputs, rows),
        lambda: join_traces([leavers.trace("P02"), trace_each("P02", "enrolments", entrants)]),
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"P01": compute_p01, "P02": compute_p02}
PERSONS: Persons = {code: {ANY_VARIANT: "numerator"} for code in COMPUTED}
_UNKNOWN_LABEL: Final = ("không rõ hướng đi", "destination unknown")
LABELS: Labels = {
    "P01": {
        "chat": ("cách tính chặt: vào sơ cấp, trung cấp, cao đẳng", "strict: VET programmes"),
        "hep": (
            "cách tính hẹp: thêm học viên TT GDNN–GDTX vừa học văn hoá vừa học nghề",
            "narrow: with pupils of centres who also learn a trade",
        ),
        "rong": (
            "cách tính rộng: thêm học viên chỉ học văn hoá GDTX",
            "wide: with pupils of centres who study culture only",
        ),
        UNKNOWN: _UNKNOWN_LABEL,
    },
    "P02": {
        "hep": ("cách tính hẹp: vào cao đẳng", "narrow: college entrants"),
        "rong": ("cách tính rộng: vào cao đẳng, trung cấp, sơ cấp", "wide: all VET levels"),
        UNKNOWN: _UNKNOWN_LABEL,
    },
}


def _head(inputs: Inputs, code: str, leavers: Leavers, *other: pd.Series[str]) -> Row:
    """Return the empty headline: completeness, status and the flags of every figure."""
    coverage = coverage_of(inputs, "graduates", "destinations")
    used = (
        rows["data_status"][rows["role"].to_numpy() == "tinh"]
        for rows in (leavers.graduates, leavers.destinations)
    )
    status = least_final(*used, *other)
    return Row(
        code,
        unit="%",
        window="school_year",
        completeness=coverage.share,
        data_status=status,
        flags=year_flags(inputs)
        | filing_flags(coverage)
        | status_flags(status)
        | ({LOWER_BOUND} if leavers.unmatched else frozenset()),
    )


def _merged(inputs: Inputs) -> frozenset[str]:
    """Return F-2025 from the year in which districts and the province were merged (R08)."""
    return frozenset({"F-2025"} if inputs.year >= FIRST_MERGED_YEAR else ())


def _all_cells(inputs: Inputs, head: Row, leavers: Leavers, went: tuple[str, ...]) -> Iterator[Row]:
    """Yield the share of the destinations `went` (none: unknown), whole, by area and by sex."""
    area = replace(head, breakdown="area", flags=head.flags | _merged(inputs))
    yield _share_gone(head, leavers.whole, went) if leavers.whole else head
    for row, groups in (
        (area, leavers.by_district),
        (replace(head, breakdown="sex"), leavers.by_sex),
    ):
        for category, group in groups.items():
            yield _share_gone(replace(row, category=category), group, went)


def _share_gone(row: Row, group: Group, went: tuple[str, ...]) -> Row:
    """Return the share that went there, or the share unknown; who has no destination is missing."""
    if group.unrecorded != 0:  # also when no destination is recorded at all
        row = replace(row, flags=row.flags | {LOWER_BOUND})
    if not went:
        return as_ratio(row, group.unknown, group.graduates)
    return _with_bounds(row, group.gone(went), group)


def _with_bounds(row: Row, top: float | None, group: Group) -> Row:
    """Return the share of `top` with the shares if none and if all of the unknown were in it."""
    row, unknown = as_ratio(row, top, group.graduates), group.unknown
    if not unknown or row.value is None:
        return row
    margin = unknown / group.graduates
    estimated = {"F-UOC"} if margin > UNKNOWN_SHARE else frozenset[str]()
    high = row.value + 100 * margin
    return replace(row, ci_low=row.value, ci_high=high, flags=row.flags | estimated)


def _judged(inputs: Inputs, rows: list[Row]) -> list[Row]:
    """Return the rows with the verdict of the headline."""
    head = rows[0]
    verdict = verdict_of(inputs, head.code, head.value, share=head.completeness, checked=head.value)
    return [replace(head, verdict=verdict), *rows[1:]]


def _college_entrants(inputs: Inputs) -> pd.DataFrame:
    """Return the college entrants of the year with role and reason."""
    rows = inputs.data["enrolments"]
    chosen = rows["year"].eq(inputs.year) & rows["level"].eq("cd")
    rows = rows.loc[chosen, ["sex", "entry", "origin", "count", "data_status"]]
    status = roles(
        rows.index,
        (rows["origin"].eq("ngoai_tinh"), say("người ngoài tỉnh", "from another province")),
        (
            rows["entry"].ne("thpt"),
            say("đầu vào không phải tốt nghiệp THPT", "entry is not upper secondary"),
        ),
    )
    return rows.assign(**status)
