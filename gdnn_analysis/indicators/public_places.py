"""Promotion in public places (O12) and publications issued (O13)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.annex_rules import PUBLIC_PLACES
from gdnn_analysis.indicators.cancelled import trace_cancelled
from gdnn_analysis.indicators.cells import count_cells, count_row
from gdnn_analysis.indicators.coverage import Coverage, coverage_of
from gdnn_analysis.indicators.frame import Cell, Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.publications import compute_o13
from gdnn_analysis.indicators.sites import TABLE, live_deployments, one_per_site, site_days
from gdnn_analysis.indicators.territory import every_district
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.records.units import PUBLIC_SOURCES

CODE: Final = "O12"
BOOTH: Final = "gian_hang"

_SPEAKING: Final[Mapping[str, str]] = {
    "product_type": "product_type",
    "place_type": "place_type",
    "area": "district",
}
"""Breakdowns by what the row that speaks for the site says: they add up to the headline."""


def compute_o12(inputs: Inputs) -> Output:
    """Count the public places with promotion in the year, each site once (rules R03, R04, R17).

    Public places are those of the plan's section V.5, as in annex row IV. Booths and stalls count
    (golden case G24) and are also told apart.

    Parameters
    ----------
    inputs
        Needs ``deployments`` and ``products``; any day inside the year is enough.

    Returns
    -------
    Output
        Headline; ``diem_ngay``: days × quantity inside the year, up to today; ``gian_hang``: of
        the sites, those of booths and stalls. Breakdowns ``product_type``, ``place_type``, ``area``; ``unit`` gives
        every reporting unit credit for its sites (R04), so units may add up to more. Members are
        the sites: one standing for several years counts once over the years.
    """
    rows = _classified(inputs)
    coverage = coverage_of(inputs, TABLE)
    used = rows[rows["reason"].eq("")]
    booths = used[used["product_type"].eq(BOOTH)]
    sites = one_per_site(used)
    head = count_row(
        inputs,
        CODE,
        coverage.count(len(sites), known=len(sites) > 0),
        unit="điểm",
        coverage=coverage,
        checked=float(sites["verified"].sum()),
        flags=_declared(sites),
    )
    others = [
        replace(
            head,
            variant="diem_ngay",
            value=None if head.value is None else site_days(used),
            unit="điểm-ngày",
            verdict="",
        ),
        _booths(head, booths),
    ]
    cells = list(_cells(inputs, head, used, sites, coverage))
    shown = [head, others[1], *cells]
    return Output(
        [head, *others, *cells],
        lambda: _traces(inputs, rows, sites),
        _of_known(shown, _members(used, sites, booths)),
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O12": compute_o12, "O13": compute_o13}
AGGREGATIONS = {"O12": {"diem_ngay": "tong"}}
"""Days of different years may be added; sites may not."""
LABELS: Labels = {
    "O12": {
        "diem_ngay": ("số điểm-ngày trong kỳ", "site-days in the period"),
        "gian_hang": ("trong đó gian hàng, quầy hàng", "of which booths and stalls"),
    },
    "O13": {
        "ban": ("số bản in", "copies printed"),
        "phat_ra": ("số bản đã phát ra, ở ấn phẩm có ghi", "copies handed out, where logged"),
    },
}


def _classified(inputs: Inputs) -> pd.DataFrame:
    """Return the live deployments with the reasons that are O12's own."""
    rows = inputs.once(live_deployments)
    private = say("không phải không gian công cộng", "not a public place")
    reason = rows["reason"]
    return rows.assign(
        reason=reason.mask(reason.eq("") & ~rows["place_type"].isin(PUBLIC_PLACES), private)
    )


def _declared(sites: pd.DataFrame) -> frozenset[str]:
    return frozenset({"F-TUKHAI"} if (~sites["verified"]).any() else ())


def _booths(head: Row, booths: pd.DataFrame) -> Row:
    sites = one_per_site(booths)
    return replace(
        head,
        variant=BOOTH,
        value=None if head.value is None else float(len(sites)),
        verdict="",
        flags=(head.flags - {"F-TUKHAI"}) | _declared(sites),
    )


def _cells(
    inputs: Inputs, head: Row, used: pd.DataFrame, sites: pd.DataFrame, coverage: Coverage
) -> Iterator[Row]:
    for breakdown, column in _SPEAKING.items():
        counts = sites[column].value_counts()
        if breakdown == "area":
            counts = every_district(inputs, counts, coverage)
        yield from count_cells(head, breakdown, counts)
    units = used[used["reporting_unit_id"].ne(PUBLIC_SOURCES)]
    yield from count_cells(head, "unit", units.groupby("reporting_unit_id")["site_id"].nunique())


def _members(
    used: pd.DataFrame, sites: pd.DataFrame, booths: pd.DataFrame
) -> dict[Cell, frozenset[str]]:
    members: dict[Cell, frozenset[str]] = {
        ("", "", ""): frozenset(sites["site_id"]),
        (BOOTH, "", ""): frozenset(booths["site_id"]),
    }
    columns = [*((name, sites[column], sites) for name, column in _SPEAKING.items())]
    columns.append(("unit", used["reporting_unit_id"], used))
    for breakdown, categories, rows in columns:
        for category, ids in rows["site_id"].groupby(categories):
            members["", breakdown, str(category)] = frozenset(ids)
    return members


def _of_known(
    rows: Iterable[Row], members: Mapping[Cell, frozenset[str]]
) -> dict[Cell, frozenset[str]]:
    """Return the members of rows that have a figure: a missing one is not a set of none (R01)."""
    cells = [(row.variant, row.breakdown, row.category) for row in rows if row.value is not None]
    return {cell: members.get(cell, frozenset()) for cell in cells}


def _traces(inputs: Inputs, rows: pd.DataFrame, sites: pd.DataFrame) -> pd.DataFrame:
    counted = rows.index.isin(sites.index)
    merged = rows["reason"].eq("") & ~counted
    speaker = rows["site_id"].map(sites.set_index("site_id")["deployment_id"]).astype("str")
    note = say("cùng một điểm với dòng ", "same site as row ")
    role = pd.Series("loai", index=rows.index).mask(counted, "tinh").mask(merged, "gop")
    traced = pd.DataFrame({"role": role, "reason": rows["reason"].mask(merged, note + speaker)})
    return join_traces(
        [trace_each(CODE, TABLE, traced), trace_cancelled(CODE, TABLE, _begun(inputs))]
    )


def _begun(inputs: Inputs) -> pd.DataFrame:
    rows = inputs.data[TABLE]
    return rows[inputs.in_window(rows["from_on"])]
