"""Rules between rows of two tables: Σ destinations ≤ graduates, spending ≤ 110 % (DQ-07)."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from gdnn_analysis.ingest.checks.totals import TOTAL_SEX
from gdnn_analysis.ingest.problems import cell_problems, no_cell_problems
from gdnn_analysis.language import say

GRADUATES_KEY: Final = ("school_year", "level", "area_id", "school_id")
OVERSPENT: Final = 1.1
"""Spending may exceed the allocation by a tenth before it looks like an error."""


def destination_problems(rows: pd.DataFrame, graduates: pd.DataFrame) -> pd.DataFrame:
    """Return an error for destination rows that add up to more than the graduates (DQ-07).

    Compared sex by sex, and for both sexes together where the graduates of both are known.
    """
    if not len(rows) or not len(graduates):
        return no_cell_problems()
    key = list(GRADUATES_KEY)
    too_many = pd.Series(False, index=rows.index)
    sums = pd.Series(0.0, index=rows.index)
    for names, whole in ((key, _complete(graduates)), ([*key, "sex"], graduates)):
        there = whole.groupby(names)["graduates"].sum().astype("float64")
        went = rows.groupby(names)["count"].transform("sum").astype("float64")
        limit = there.reindex(pd.MultiIndex.from_frame(rows[names])).to_numpy()
        over = pd.Series(went.to_numpy() > limit, index=rows.index)
        sums = sums.mask(over & ~too_many, went)
        too_many |= over
    return cell_problems(
        rows.index[too_many],
        column="count",
        rule="DQ-07",
        values=sums.map("{:.0f}".format),
        message=lambda value: say(
            "Tổng các hướng đi ({value}) lớn hơn số tốt nghiệp ở biểu graduates.",
            "The destinations add up to {value}, more than the graduates.",
            value=value,
        ),
        remedy=say(
            "Kiểm tra lại hai biểu; một học sinh chỉ có một hướng đi.",
            "Check both tables; a pupil has one destination.",
        ),
    )


def _complete(graduates: pd.DataFrame) -> pd.DataFrame:
    """Return the graduates of groups that have a total or both sexes."""
    has = {
        sex: graduates["sex"].eq(sex).groupby([graduates[name] for name in GRADUATES_KEY])
        for sex in (TOTAL_SEX, "nam", "nu")
    }
    known = {sex: groups.transform("any").astype(bool) for sex, groups in has.items()}
    return graduates[known[TOTAL_SEX] | (known["nam"] & known["nu"])]


def spending_problems(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a warning for budget lines that spent over 110 % of their allocation (DQ-07).

    Money rows stay in the figures: leaving them out would hide spending. In-kind amounts and
    cancelled rows are not compared; a line without any allocation cannot be checked.
    """
    in_kind = rows["is_in_kind"].fillna(False).astype(bool)
    rows = rows[rows["record_status"].ne("huy").fillna(True).astype(bool) & ~in_kind]
    if not len(rows):
        return no_cell_problems()
    weight = rows["kind"].map({"giao": 1, "dieu_chinh": 1, "chuyen_tiep": -1, "huy_du_toan": -1})
    granted = (rows["amount_vnd"] * weight.fillna(0)).groupby(rows["line_id"]).sum()
    spent = rows[rows["kind"].eq("chi")].groupby("line_id")["amount_vnd"].sum()
    allocated = rows.loc[rows["kind"].eq("giao"), "line_id"].unique()
    both = spent.index.intersection(pd.Index(allocated))
    over = both[(spent[both] > granted[both] * OVERSPENT).to_numpy(dtype=bool)]
    spending = rows[rows["kind"].eq("chi") & rows["line_id"].isin(over)]
    last = spending.sort_values(["txn_on", "txn_id"]).drop_duplicates("line_id", keep="last")
    return cell_problems(
        last.index.sort_values(),
        column="amount_vnd",
        rule="DQ-07",
        severity="canh_bao",
        values=_compared(last, spent, granted),
        message=lambda value: say(
            "Dòng kinh phí đã chi vượt 110% số được giao ({value} đồng).",
            "The budget line spent over 110 % of its allocation ({value} VND).",
            value=value,
        ),
        remedy=say(
            "Bổ sung quyết định giao hoặc điều chỉnh, hoặc sửa số chi.",
            "Add the missing allocation or adjustment, or correct the spending.",
        ),
    )


def _compared(rows: pd.DataFrame, spent: pd.Series[Any], granted: pd.Series[Any]) -> pd.Series[Any]:
    pairs = [f"{int(spent[line])} > {int(granted[line])}" for line in rows["line_id"]]
    return pd.Series(pairs, index=rows.index, dtype="object")
