"""Enquiries, calls, visits and registrations about vocational education (T06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import count_cells, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import counted, with_roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.period import month_year

SEASON: Final = ("03", "04", "05", "06", "07", "08")
"""Months of the admission season; years are compared over the same months (catalogue T06)."""
UNKNOWN: Final = "khong_xac_dinh"

_FIELDS: Final = ["month", "kind", "channel_id", "unit_id", "count", "uniques", "record_status"]
_BREAKDOWNS: Final = {"kind": "kind", "channel": "channel_id", "unit": "unit_id"}


def compute_t06(inputs: Inputs) -> Output:
    """Add up the contacts (*lượt*) of the months of the year (rules R01, R09; RL-37).

    Contacts may be added, persons may not: somebody who asks in two months, or at two schools, is
    one person. So persons have no total. What is certain is that at least as many persons asked
    as stand on the largest single row (one unit, kind, channel and month).

    Parameters
    ----------
    inputs
        Needs ``leads``.

    Returns
    -------
    Output
        Headline and breakdowns ``kind``, ``channel``, ``unit``, which add up to it. Variant
        ``mua_tuyen_sinh``: contacts of March to August. ``nguoi_it_nhat``: the lower bound of
        persons, empty where nobody recorded persons.
    """
    rows = _leads(inputs)
    used = counted(rows)
    coverage = coverage_of(inputs, "leads")
    value = coverage.count(used["count"].sum(), known=len(used) > 0)
    head = count_row(inputs, "T06", value, unit="lượt", coverage=coverage)
    season = used[used["month"].str[-2:].isin(SEASON)]
    in_season = coverage.count(season["count"].sum(), known=len(season) > 0)
    result = [head]
    for breakdown, column in _BREAKDOWNS.items():
        parts = used["count"].groupby(used[column].fillna(UNKNOWN)).sum()
        result += count_cells(head, breakdown, parts)
    result += [
        replace(head, variant="mua_tuyen_sinh", value=in_season, verdict=""),
        _persons(head, used),
    ]
    return Output(result, lambda: trace_each("T06", "leads", rows))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"T06": compute_t06}
PERSONS: Persons = {"T06": {ANY_VARIANT: "value"}}
AGGREGATIONS = {"T06": {"nguoi_it_nhat": "khong_gop"}}
"""Bounds of persons are not added over years (rule R09)."""
LABELS: Labels = {
    "T06": {
        "mua_tuyen_sinh": (
            "lượt trong mùa tuyển sinh (tháng 3–8)",
            "contacts in the admission season (March–August)",
        ),
        "nguoi_it_nhat": (
            "số người (cận dưới: nhóm đông nhất trong một tháng, không cộng)",
            "persons (lower bound: largest group of one month, not added up)",
        ),
    }
}


def _leads(inputs: Inputs) -> pd.DataFrame:
    """Return the rows whose month belongs to the year, with role and reason."""
    rows = inputs.data["leads"][_FIELDS]
    months = rows["month"].drop_duplicates()
    own = months[month_year(months, inputs.settings.window).eq(inputs.year).fillna(value=False)]
    rows = rows[rows["month"].isin(own)]
    return with_roles(rows.astype({"count": "float64", "uniques": "float64"}), [])


def _persons(head: Row, used: pd.DataFrame) -> Row:
    most = used["uniques"].max()
    return replace(
        head,
        variant="nguoi_it_nhat",
        value=None if pd.isna(most) else float(most),
        unit="người",
        verdict="",
        flags=head.flags | {LOWER_BOUND},
    )
