"""Five years as one figure (rule R20, RL-29): each indicator by its declared ``aggregation``.

Counts of separate years are not merged blindly: only indicators whose definition says ``tong`` are
added; rates are ratios of sums; "số năm đạt" counts years, never items against 900.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from gdnn_analysis.indicators.frame import Row

Figure = Mapping[str, Any]
"""One row of the result table."""
Yearly = Sequence[Figure]

_SUMS: Final = ("tong", "tong_khu_trung")
ONE_YEAR: Final = "mot_nam"
"""Of a cell that belongs to one year by its nature, such as a survey wave: it stays what it was."""


FINALITY: Final = ("uoc_tinh", "so_bo", "chinh_thuc", "hieu_chinh")
"""Codes of list DATA_STATUS from the least final on (rule R16)."""


def _least_final(rows: Yearly) -> str:
    """Return the status of a figure made of several: it is as provisional as its worst part."""
    found = {str(row["data_status"]) for row in rows}
    return next((status for status in FINALITY if status in found), "")


def _known(rows: Yearly, column: str) -> list[float]:
    return [float(row[column]) for row in rows if _is_known(row[column])]


def _is_known(value: float | None) -> bool:
    return value is not None and value == value  # quicker than pandas.notna, for many cells


def _sum(rows: Yearly, column: str) -> float | None:
    """Return the sum over all years, or nothing when any year is missing (missing is not zero)."""
    values = _known(rows, column)
    return sum(values) if len(values) == len(rows) and values else None


def _total(rows: Yearly) -> dict[str, float | None]:
    known = _known(rows, "value")
    return {"value": sum(known) if known else None, "numerator": sum(known) if known else None}


def _pooled(rows: Yearly) -> dict[str, float | None]:
    top, bottom = _sum(rows, "numerator"), _sum(rows, "denominator")
    if top is None or bottom is None or bottom == 0:
        return {"value": None, "numerator": top, "denominator": bottom}
    return {"value": _factor(rows) * top / bottom, "numerator": top, "denominator": bottom}


def _factor(rows: Yearly) -> float:
    """Return what the yearly figures multiply their ratio by (100 for percent, 1000 for ‰, 1)."""
    for row in rows:
        value, top, bottom = (float(row[name]) for name in ("value", "numerator", "denominator"))
        if not math.isnan(value) and top != 0:
            return value * bottom / top
    return {"%": 100.0, "‰": 1000.0}.get(str(rows[0]["unit"])[:1], 1.0)


def _mean(rows: Yearly) -> dict[str, float | None]:
    known = _known(rows, "value")
    return {"value": sum(known) / len(known) if known else None, "n": float(len(known))}


def _last(rows: Yearly) -> dict[str, float | None]:
    last = rows[-1]
    return {
        name: float(last[name]) if _is_known(last[name]) else None
        for name in ("value", "numerator", "denominator", "ci_low", "ci_high", "n")
    }


def _years_met(rows: Yearly) -> dict[str, float | None]:
    if not any(row["verdict"] for row in rows):
        return {}  # figures that are never judged, such as the checked part of a count
    due = [row for row in rows if row["verdict"] != "chua_den_ky"]
    met = sum(row["verdict"] == "dat" for row in due)
    return {
        "value": float(met) if due else None,
        "numerator": float(met) if due else None,
        "denominator": float(len(due)),
    }


METHODS = {
    "tong": _total,
    "ty_le_gop": _pooled,
    "binh_quan": _mean,
    "nam_cuoi": _last,
    "so_nam_dat": _years_met,
    ONE_YEAR: _last,
}


def method_of(declared: str, rows: Yearly) -> str:
    """Return how a cell is aggregated: a ratio beside a count is pooled, never added (rule R20)."""
    ratio = any(_is_known(row["denominator"]) for row in rows)
    return "ty_le_gop" if declared in _SUMS and ratio else declared


def aggregate(
    code: str, method: str, rows: Yearly, *, members: Sequence[frozenset[str]] = ()
) -> Row:
    """Return one figure for the years of `rows` (headlines, or one breakdown cell per year).

    Parameters
    ----------
    code
        Indicator code.
    method
        Code of list AGG; ``khong_gop`` gives an empty value.
    rows
        One result row per year, earliest first.
    members
        What was counted each year, for ``tong_khu_trung``: a thing met in several years counts
        once. Without it that method gives an empty value.

    Returns
    -------
    Row
        Completeness is that of the worst year; a total over years with a missing year carries
        flag F-THIEU, because it is a lower bound (rule R01).
    """
    first = rows[0]
    figures: Mapping[str, float | None] = METHODS[method](rows) if method in METHODS else {}
    if method == "tong_khu_trung" and members and _known(rows, "value"):
        figures = {"value": float(len(frozenset[str]().union(*members)))}
    complete = [row["completeness"] for row in rows]
    flags = {flag for row in rows for flag in str(row["flags"]).split(";") if flag}
    if len(_known(rows, "value")) < len(rows) and method in (*_SUMS, "binh_quan"):
        flags.add("F-THIEU")
    return Row(
        code=code,
        variant=str(first["variant"]),
        breakdown=str(first["breakdown"]),
        category=str(first["category"]),
        area_id=str(first["area_id"]),
        window=str(first["window"]),
        data_status=_least_final(rows),
        unit="năm" if method == "so_nam_dat" else str(first["unit"]),
        completeness=min(complete) if all(map(_is_known, complete)) else None,
        flags=frozenset(flags),
        value=figures.get("value"),
        numerator=figures.get("numerator"),
        denominator=figures.get("denominator"),
        ci_low=figures.get("ci_low"),
        ci_high=figures.get("ci_high"),
        n=figures.get("n"),
    )


def verdict_over_years(verdicts: Sequence[str]) -> str:
    """Return the verdict on a yearly target over several years.

    The target is "mỗi năm" (rule R20): it is met only if every year met it, missed as soon as one
    year surely missed it, and otherwise as open as its most open year.
    """
    due = [verdict for verdict in verdicts if verdict != "chua_den_ky"]
    if not due:
        return "chua_den_ky"
    if all(verdict == "dat" for verdict in due):
        return "dat"
    for verdict in ("chua_dat", "gan_dat"):
        if verdict in due:
            return "chua_dat"
    for verdict in ("phu_thuoc_cach_hieu", "chua_ket_luan"):
        if verdict in due:
            return verdict
    return "khong_du_lieu"
