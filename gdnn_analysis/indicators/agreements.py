"""Agreements between enterprises and vocational schools (C08)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import count_cells, count_row
from gdnn_analysis.indicators.coverage import coverage_of
from gdnn_analysis.indicators.frame import Labels, Output
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import with_roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

ALIVE: Final = "con_hieu_luc"
UNKNOWN: Final = "khong_xac_dinh"

_SAME: Final = ["vet_unit_id", "enterprise_unit_id", "signed_on"]


def compute_c08(inputs: Inputs) -> Output:
    """Count the agreements signed in the year (rules R01, R04).

    Rows with the same school, enterprise and day of signing are one agreement, whoever reports
    it: its contents are those of all its rows, and it runs until the latest end they give.

    Parameters
    ----------
    inputs
        Needs ``agreements``.

    Returns
    -------
    Output
        Headline; ``unit`` (the school) adds up to it. ``scope`` need not: an agreement counts
        under each of its contents (rule R18, any code). Variant ``con_hieu_luc``: agreements of
        any year in force on 31 December, empty as long as that day has not come; one without an
        end runs on.
    """
    rows = _agreements(inputs)
    single = rows[rows["agreement_id"].eq(rows["object_id"]) & rows["reason"].eq("")]
    signed = single[single["is_new"]]
    alive = int(single["is_alive"].sum())
    coverage = coverage_of(inputs, "agreements")
    value = coverage.count(len(signed), known=len(signed) > 0)
    head = count_row(inputs, "C08", value, unit="thoả thuận", coverage=coverage)
    over = inputs.today >= _last_day(inputs).date()
    in_force = coverage.count(alive, known=alive > 0) if over else None
    scopes = rows[rows["object_id"].isin(signed["agreement_id"])].explode("scope_codes")
    scopes = scopes.assign(scope_codes=scopes["scope_codes"].fillna(UNKNOWN))
    every = scopes.drop_duplicates(["object_id", "scope_codes"])
    result = [
        head,
        *count_cells(head, "scope", _without_doubt(every).groupby("scope_codes").size()),
        *count_cells(head, "unit", signed.groupby("vet_unit_id").size()),
        replace(head, variant=ALIVE, value=in_force, verdict=""),
    ]
    return Output(result, lambda: trace_each("C08", "agreements", _roles(rows)))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"C08": compute_c08}
AGGREGATIONS = {"C08": {"con_hieu_luc": "nam_cuoi"}}
"""What is alive at the end of the period, not the sum of what was alive each year."""
LABELS: Labels = {
    "C08": {ALIVE: ("còn hiệu lực ngày 31/12", "in force on 31 December")},
}


def _last_day(inputs: Inputs) -> pd.Timestamp:
    return pd.Timestamp(inputs.year, 12, 31)


def _agreements(inputs: Inputs) -> pd.DataFrame:
    """Return all rows with the agreement they are about, and whether it is new or in force."""
    rows = with_roles(inputs.data["agreements"], [])
    valid = rows[rows["reason"].eq("")].sort_values("agreement_id").groupby(_SAME)
    day = _last_day(inputs)
    until = valid["valid_to"].transform("max").reindex(rows.index)
    runs_on = until.isna() | until.ge(day)
    return rows.assign(
        object_id=valid["agreement_id"].transform("first").reindex(rows.index).astype("str"),
        is_new=inputs.in_window(rows["signed_on"]),
        is_alive=rows["signed_on"].le(day) & runs_on,
    )


def _without_doubt(every: pd.DataFrame) -> pd.DataFrame:
    """Drop "unknown" where another row of the agreement names its contents."""
    named = every.loc[every["scope_codes"].ne(UNKNOWN), "object_id"]
    return every[every["scope_codes"].ne(UNKNOWN) | ~every["object_id"].isin(named)]


def _roles(rows: pd.DataFrame) -> pd.DataFrame:
    """Return role and reason of every row of the year, and of older agreements in force."""
    shown = rows[rows["is_new"] | (rows["is_alive"] & rows["reason"].eq(""))]
    merged = shown["reason"].eq("") & shown["agreement_id"].ne(shown["object_id"])
    older = shown["reason"].eq("") & ~shown["is_new"] & ~merged
    into = say("cùng cơ sở, doanh nghiệp, ngày ký với ", "same school, enterprise and day as ")
    note = say(
        "ký ngoài kỳ: chỉ tính vào số còn hiệu lực ngày 31/12",
        "signed outside the window: counted only as in force on 31 December",
    )
    return shown.assign(
        role=shown["role"].mask(merged, "gop"),
        reason=shown["reason"].mask(merged, into + shown["object_id"]).mask(older, note),
    )
