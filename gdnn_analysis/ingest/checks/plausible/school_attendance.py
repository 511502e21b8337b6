"""DQ-13: more pupils of a grade at an event than the school has in that grade."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found, looked_up, shown
from gdnn_analysis.ingest.problems import cell_problems, no_cell_problems
from gdnn_analysis.language import say

TOLERANCE: Final = 1.05
"""Pupils who joined after the count."""
_KEY: Final = ["school_id", "grade"]


def school_attendance(tables: Accepted) -> Found:
    """Yield the rows of events with more pupils than enrolled."""
    rows = tables.rows("event_schools", "event_id", "school_id", "grade", "pupils")
    enrolled = _enrolled(tables)
    if not len(rows) or not len(enrolled):
        yield "event_schools", no_cell_problems()
        return
    came = rows.groupby(["event_id", *_KEY])["pupils"].transform("sum").astype("float64")
    limit = _limit(rows, tables, enrolled)
    over = came.gt(TOLERANCE * limit) & rows["pupils"].notna()
    yield "event_schools", _told(shown(came[over]) + " > " + shown(limit[over]))


def _enrolled(tables: Accepted) -> pd.Series:
    """Return pupils by school, grade and first year of the school year.

    A total that stands beside its parts is left out by DQ-19, so everything adds up.
    """
    rows = tables.rows("school_pupils", *_KEY, "school_year", "pupils").dropna()
    rows = rows.assign(year=rows["school_year"].str[:4].astype("int64"))
    sums = rows.groupby([*_KEY, "year"])["pupils"].sum()
    return sums.astype("float64")


def _limit(rows: pd.DataFrame, tables: Accepted, enrolled: pd.Series) -> pd.Series:
    """Return the pupils enrolled in the school year of the event; in summer, of either year.

    A school year runs from September to May. In June, July and August a grade may be meant as of
    the year that ended or of the one to come, so the larger figure is the limit.
    """
    start = tables.rows("events", "event_id", "start_on").drop_duplicates("event_id")
    day = looked_up(rows["event_id"], start.set_index("event_id")["start_on"])
    year, month = day.dt.year, day.dt.month
    limits = [_looked_up(rows, year.where(month.ge(first), year - 1), enrolled) for first in (6, 9)]
    return pd.concat(limits, axis=1).max(axis=1)


def _looked_up(rows: pd.DataFrame, years: pd.Series, enrolled: pd.Series) -> pd.Series:
    keys = rows[_KEY].assign(year=years.fillna(0).astype("int64"))
    found = enrolled.reindex(pd.MultiIndex.from_frame(keys))
    return pd.Series(found.to_numpy(), index=rows.index)


def _told(values: pd.Series) -> pd.DataFrame:
    return cell_problems(
        values.index,
        column="pupils",
        rule="DQ-13",
        severity="canh_bao",
        values=values,
        message=lambda value: say(
            "Số học sinh dự nhiều hơn số học sinh của khối lớp đó ở trường ({value}).",
            "More pupils took part than the school has in that grade ({value}).",
            value=value,
        ),
        remedy=say(
            "Kiểm tra số người dự, khối lớp và biểu school_pupils của năm học.",
            "Check the attendance, the grade and the table school_pupils of the school year.",
        ),
    )
