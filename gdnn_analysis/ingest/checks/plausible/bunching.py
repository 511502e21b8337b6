"""DQ-10: many items dated on the last day of the period look dated for the report."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found, shown
from gdnn_analysis.ingest.problems import cell_problems
from gdnn_analysis.language import say
from gdnn_analysis.period import window_year

LAST_DAYS: Final = {"nd09": (12, 14), "calendar": (12, 31)}
"""Last day of the year by window (rule R03): month, day."""
FEWEST: Final = 10
SHARE: Final = 0.3
COARSE: Final = ("thang", "nam")
"""Precisions that name no day: such a date cannot be the last day."""


def bunching(tables: Accepted) -> Found:
    """Yield one warning per unit and year, at the first item of the last day."""
    rows = tables.rows("media", "reporting_unit_id", "published_at", "date_precision")
    rows = rows[rows["published_at"].notna() & ~rows["date_precision"].isin(COARSE)]
    days = rows["published_at"]
    for window, (month, day) in LAST_DAYS.items():
        is_last = days.dt.month.eq(month) & days.dt.day.eq(day)
        if is_last.sum() >= FEWEST:
            yield "media", _told(rows, is_last, window_year(days, window))


def _told(rows: pd.DataFrame, is_last: pd.Series[bool], years: pd.Series[Any]) -> pd.DataFrame:
    by = is_last.groupby([rows["reporting_unit_id"], years])
    late, size = by.transform("sum"), by.transform("size")
    many = is_last & late.ge(FEWEST) & late.gt(SHARE * size)
    key = pd.DataFrame({"unit": rows["reporting_unit_id"], "year": years})[many]
    first = key.drop_duplicates().index
    return cell_problems(
        first,
        column="published_at",
        rule="DQ-10",
        severity="canh_bao",
        values=shown(late[first]) + "/" + shown(size[first]),
        message=lambda value: say(
            "{value} dòng trong năm của đơn vị cùng ghi ngày cuối kỳ.",
            "{value} rows of the unit's year are dated on the last day of the period.",
            value=value,
        ),
        remedy=say(
            "Ghi ngày đăng, phát thật; nếu chỉ biết tháng hoặc năm thì ghi độ chính xác ngày.",
            "Give the true day of publication; if only the month is known, set the precision.",
        ),
    )
