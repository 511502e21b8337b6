"""Total rows entered together with their parts (DQ-19, RL-15): checked, told, not added."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.language import say

TOTAL_SEX: Final = "tong"
TOTAL_SCHOOL: Final = "TONG"
FIGURES: Final[dict[str, tuple[str, ...]]] = {
    "school_pupils": ("pupils",),
    "event_groups": ("attendances", "uniques"),
    "training_groups": ("n_enrolled", "n_completed", "n_paired", "n_asked_3m", "n_applied_3m"),
    "graduates": ("graduates",),
    "destinations": ("count",),
    "enrolments": ("count",),
    "outcomes": ("graduates", "surveyed", "employed"),
}
"""Figures that add up over the sexes, by table."""
BY_SCHOOL: Final = ("graduates", "destinations")
"""Tables in which ``school_id`` TONG stands for all schools of the area."""


def total_rows(
    rows: pd.DataFrame, accepted: pd.Series[bool], table: Table
) -> tuple[pd.Index[Any], pd.DataFrame]:
    """Return the records of total rows that stand beside their parts, and their warnings.

    Parameters
    ----------
    rows
        Typed rows by record.
    accepted
        Which of them are without error; others are neither totals nor parts.
    table
        The contract's table.
    """
    if table.name not in FIGURES:
        return rows.index[:0], join_problems([])
    live = rows[accepted & _in_force(rows)]
    key = [name for name in table.primary_key if name != "sex"]
    totals, problems = _beside_parts(live, table, key, "sex", TOTAL_SEX)
    if table.name in BY_SCHOOL:
        left = live.drop(index=totals)
        wider = [name for name in key if name != "school_id"]
        more, found = _beside_parts(left, table, wider, "school_id", TOTAL_SCHOOL)
        totals, problems = totals.union(more), join_problems([problems, found])
    return totals, problems


def _beside_parts(
    rows: pd.DataFrame, table: Table, key: list[str], field: str, total: str
) -> tuple[pd.Index[Any], pd.DataFrame]:
    """Return the rows whose `field` is `total` and whose key has other rows too."""
    is_total = rows[field].eq(total)
    if not is_total.any() or is_total.all():
        return rows.index[:0], join_problems([])
    figures = list(FIGURES[table.name])
    sums = [
        part[figures].astype("float64").groupby([part[name] for name in key]).sum(min_count=1)
        for part in (rows[is_total], rows[~is_total])
    ]
    shared = sums[0].index.intersection(sums[1].index)
    if not len(shared):
        return rows.index[:0], join_problems([])
    keys = pd.MultiIndex.from_frame(rows[key]) if len(key) > 1 else pd.Index(rows[key[0]])
    beside = is_total & keys.isin(shared)
    whole, parts = sums[0].reindex(shared), sums[1].reindex(shared)
    differs = (whole.ne(parts) & whole.notna() & parts.notna()).any(axis=1)
    wrong = beside & keys.isin(shared[differs.to_numpy(dtype=bool)])
    figure = _first_difference(whole, parts)
    shown = pd.Series(figure.reindex(keys).to_numpy(), index=rows.index, dtype="object")
    problems = [
        _told(rows.index[beside & ~wrong], field, None, table),
        _told(rows.index[wrong], field, shown, table),
    ]
    return rows.index[beside], join_problems(problems)


def _first_difference(whole: pd.DataFrame, parts: pd.DataFrame) -> pd.Series[Any]:
    """Return ``total ≠ sum`` of the first figure that differs, by key."""
    text = pd.Series("", index=whole.index, dtype="object")
    for name in reversed(whole.columns):
        differs = whole[name].ne(parts[name]) & whole[name].notna() & parts[name].notna()
        pairs = whole[name].map("{:g}".format) + " ≠ " + parts[name].map("{:g}".format)
        text = text.mask(differs, pairs)
    return text


def _told(
    records: pd.Index[Any], field: str, shown: pd.Series[Any] | None, table: Table
) -> pd.DataFrame:
    title = table[field].title
    if shown is None:
        message = say(
            "Dòng tổng đứng cạnh các dòng chi tiết và khớp với tổng của chúng; không cộng thêm.",
            "A total row beside its parts, equal to their sum; it is not added.",
        )
    else:
        message = say(
            "Dòng tổng không khớp tổng các dòng chi tiết theo “{title}”; chỉ cộng các dòng chi tiết.",
            "A total row differs from the sum of its parts by “{title}”; only the parts are added.",
            title=title,
        )
    return cell_problems(
        records,
        column=field,
        rule="DQ-19",
        severity="canh_bao",
        values=shown,
        message=message,
        remedy=say(
            "Chỉ giữ các dòng chi tiết; chỉ dùng dòng tổng khi không tách được.",
            "Keep the detailed rows only; use a total row only when there are no parts.",
        ),
    )


def _in_force(rows: pd.DataFrame) -> pd.Series[bool]:
    if "record_status" not in rows.columns:
        return pd.Series(True, index=rows.index)
    return rows["record_status"].ne("huy").fillna(True).astype(bool)
