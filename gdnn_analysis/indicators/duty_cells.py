"""Cells of section VII of the plan: duty × unit × year, and what reports say about each (A02)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.obliged_units import ObligedUnits, obliged_units
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force

DONE: Final = "thuc_hien"
NOT_APPLICABLE: Final = "khong_ap_dung"
KNOWN: Final = (DONE, "mot_phan", "khong")
"""Statuses that say something, best first: of two owners of a cell the better one speaks."""

_RANKS: Final = {status: rank for rank, status in enumerate((*KNOWN, NOT_APPLICABLE))}
_CELL: Final = ["duty_id", "place"]
_REPORT: Final = ["duty_id", "unit_id", "verified_status", "self_status"]


@dataclass(frozen=True)
class DutyCells:
    """Cells of one year.

    Attributes
    ----------
    duties
        Duties due: ``duty_id``, ``group``.
    cells
        ``duty_id``, ``group``, ``place`` (the unit, predecessor and successor together) and the
        best ``verified_status`` and ``self_status`` its owners reported; missing when nobody did.
    reports
        Reports of the year in force with ``role`` and ``reason``.
    """

    duties: pd.DataFrame
    cells: pd.DataFrame
    reports: pd.DataFrame


def duty_cells(inputs: Inputs) -> DutyCells:
    """Return the cells of the year; a year that is not over has none."""
    units = inputs.once(obliged_units)
    duties = _duties_of_year(inputs)
    cells = _cells(duties, units)
    reports = inputs.data["duty_reports"]
    reports = in_force(reports[reports["year"].eq(inputs.year).fillna(value=False)])[_REPORT]
    reports = reports.assign(place=_places(reports, inputs, units))
    reports = reports.assign(reason=_why_not(reports, duties, cells))
    verified = _best(reports, "verified_status")
    for column, best in (
        ("verified_status", verified),
        ("self_status", _best(reports, "self_status")),
    ):
        cells = cells.merge(best[[*_CELL, column]], on=_CELL, how="left")
    return DutyCells(duties, cells, _roles(reports, verified.index))


def _duties_of_year(inputs: Inputs) -> pd.DataFrame:
    """Return the duties that apply on at least one day of the year, once the year is over."""
    rows = inputs.data["duties"]
    begun = rows["applies_from"].le(pd.Timestamp(inputs.year, 12, 31))
    ended = rows["applies_to"].lt(pd.Timestamp(inputs.year, 1, 1))
    chosen = rows.loc[
        begun & ~ended & inputs.finished, ["duty_id", "actor_group", "applies_from", "applies_to"]
    ]
    return chosen.rename(columns={"actor_group": "group"})


def _cells(duties: pd.DataFrame, units: ObligedUnits) -> pd.DataFrame:
    """Return duty × unit where both existed on the same day."""
    pairs = duties.merge(units.places, on="group")
    late = pairs["since"].gt(pairs["applies_to"])
    early = pairs["until"].lt(pairs["applies_from"])
    return pairs.loc[~late & ~early, ["duty_id", "group", "place"]].drop_duplicates(_CELL)


def _places(reports: pd.DataFrame, inputs: Inputs, units: ObligedUnits) -> pd.Series:
    """Return the place each report speaks for; missing when its unit is none of the duty's."""
    groups = reports["duty_id"].map(inputs.data["duties"].set_index("duty_id")["actor_group"])
    found = map(units.owners.get, zip(groups, reports["unit_id"], strict=True))
    return pd.Series(list(found), index=reports.index, dtype="str")


def _why_not(reports: pd.DataFrame, duties: pd.DataFrame, cells: pd.DataFrame) -> pd.Series:
    """Return why a report belongs to no cell, empty when it belongs to one."""
    in_cell = pd.MultiIndex.from_frame(reports[_CELL]).isin(pd.MultiIndex.from_frame(cells[_CELL]))
    foreign = say(
        "đơn vị không thuộc nhóm chủ thể của nhiệm vụ hoặc không hoạt động trong năm",
        "the unit is not of the duty's group, or did not exist in the year",
    )
    early = say("nhiệm vụ chưa đến kỳ hoặc không áp dụng trong năm", "duty not due in the year")
    due = reports["duty_id"].isin(duties["duty_id"])
    return pd.Series("", index=reports.index, dtype="str").mask(~in_cell, foreign).mask(~due, early)


def _best(reports: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return one report per cell, the one with the best status; a blank says nothing."""
    rank = reports[column].map(_RANKS).where(reports["reason"].eq(""))
    ordered = reports.assign(rank=rank).dropna(subset=["rank"]).sort_values(["rank", "unit_id"])
    return ordered.drop_duplicates(_CELL)


def _roles(reports: pd.DataFrame, used_records: pd.Index) -> pd.DataFrame:
    """Return role and reason of every report of the year."""
    used = pd.Series(reports.index.isin(used_records), index=reports.index)
    status, placed = reports["verified_status"], reports["reason"].eq("")
    silent = placed & ~status.isin(list(_RANKS))
    merged = placed & ~silent & ~used
    reason = reports["reason"]
    for chosen, vi, en in (
        (silent, "chưa có kết quả kiểm chứng: ô không có dữ liệu", "not verified: no data"),
        (merged, "cùng ô với đơn vị tiền nhiệm hoặc kế thừa", "same cell as another carrier"),
        (used & status.eq("mot_phan"), "thực hiện một phần: chỉ nằm ở mẫu số", "done in part"),
        (used & status.eq("khong"), "không thực hiện: chỉ nằm ở mẫu số", "not done"),
        (used & status.eq(NOT_APPLICABLE), "không áp dụng: bỏ khỏi mẫu số", "does not apply"),
    ):
        reason = reason.mask(chosen, say(vi, en))
    role = pd.Series("loai", index=reports.index).mask(merged, "gop").mask(used, "tinh")
    return pd.DataFrame({"role": role, "reason": reason})
