"""DQ-09, second half: a unit whose figures are nearly all whole hundreds estimates, not counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found, looked_up
from gdnn_analysis.ingest.problems import cell_problems, no_cell_problems
from gdnn_analysis.language import say

ROUND: Final = 100
FEWEST: Final = 10
SHARE: Final = 0.8
COLUMNS: Final = (
    ("leads", "unit_id", "count"),
    ("broadcasts", "station_unit_id", "spots"),
    ("broadcasts", "station_unit_id", "minutes"),
    ("channel_metrics", "channel_id", "value"),
    ("enrolments", "vet_unit_id", "count"),
)
"""Table, whose figures, figure. Money and print runs are round by nature."""
COUNTED: Final = ("ds_ky", "dem_ve", "nen_tang")
"""Ways of counting an attendance; an estimate is round, and says so itself."""


def round_numbers(tables: Accepted) -> Found:
    """Yield one warning per unit and column, at the first of its figures."""
    for table, unit, column in COLUMNS:
        rows = tables.rows(table, unit, column)
        yield table, _told(tables, table, rows[unit], rows[column])
    for units, figures in _attendances(tables):
        yield "event_groups", _told(tables, "event_groups", units, figures)


def _attendances(tables: Accepted) -> Iterator[tuple[pd.Series, pd.Series]]:
    events = tables.rows("events", "event_id", "lead_unit_id", "count_method")
    counted = events[events["count_method"].isin(COUNTED)]
    groups = tables.rows("event_groups", "event_id", "attendances")
    if len(counted) and len(groups):
        lead = counted.drop_duplicates("event_id").set_index("event_id")["lead_unit_id"]
        yield looked_up(groups["event_id"], lead), groups["attendances"]


def _told(tables: Accepted, table: str, units: pd.Series, figures: pd.Series) -> pd.DataFrame:
    numbers = figures.to_numpy(dtype="float64", na_value=np.nan)
    large = (numbers >= ROUND) & units.notna().to_numpy()
    is_whole = large & (numbers % ROUND == 0)
    if is_whole.sum() < SHARE * FEWEST:
        return no_cell_problems()
    units = units[large].astype("str")
    whole = pd.Series(is_whole[large], index=units.index)
    sizes = whole.groupby(units, sort=False).agg(["size", "sum"])
    odd = sizes[sizes["size"].ge(FEWEST) & sizes["sum"].ge(SHARE * sizes["size"])]
    first = units[units.isin(odd.index)].drop_duplicates()
    found = odd.reindex(first).set_axis(first.index)
    title = tables.title(table, str(figures.name))
    return cell_problems(
        first.index,
        column=str(figures.name),
        rule="DQ-09",
        severity="canh_bao",
        values=first + ": " + found["sum"].astype(str) + "/" + found["size"].astype(str),
        message=lambda value: say(
            "“{title}” hầu hết là số tròn trăm ({value} số từ 100 trở lên): có vẻ là ước lượng.",
            "“{title}” is nearly always a whole hundred ({value} figures from 100 up): estimated?",
            title=title,
            value=value,
        ),
        remedy=say(
            "Nhập số đếm được; nếu là số ước thì ghi rõ cách đếm là ước đếm.",
            "Enter what was counted; where it is an estimate, say so.",
        ),
    )
