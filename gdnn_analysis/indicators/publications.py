"""Printed publications issued in a year and their copies (O13)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cancelled import trace_cancelled
from gdnn_analysis.indicators.cells import count_cells, count_row, sum_row
from gdnn_analysis.indicators.coverage import coverage_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.sites import one_per_site, site_ids
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT
from gdnn_analysis.records.events import CLAIMED
from gdnn_analysis.records.status import in_force
from gdnn_analysis.records.units import PUBLIC_SOURCES

CODE: Final = "O13"
TABLE: Final = "products"
PRINTED: Final = ("to_roi", "cam_nang", "tai_lieu")


def compute_o13(inputs: Inputs) -> Output:
    """Count the printed titles completed in the year (rules R04, R05; G25).

    Parameters
    ----------
    inputs
        Needs ``products`` (leaflets, handbooks, material) and ``deployments``. The digital copy
        of a title is an item of O01 and is not counted again here.

    Returns
    -------
    Output
        Headline: titles; breakdowns ``product_type`` and ``unit``. ``ban``: the print run of
        these titles, where it is blank the copies handed out. ``phat_ra``: copies handed out where
        that is logged (accepted rows of ``deployments``, a place two units report once). A title
        without either makes the copies a lower bound (F-THIEU). A title without evidence is self-declared (RL-30).
    """
    done = in_force(inputs.data[TABLE])
    done = done[done["product_type"].isin(PRINTED) & inputs.in_window(done["completed_on"])]
    reports = _hand_outs(inputs, done)
    handed = one_per_site(reports)
    coverage = coverage_of(inputs, TABLE)
    verified = done["evidence_id"].notna()
    head = count_row(
        inputs,
        CODE,
        coverage.count(len(done), known=len(done) > 0),
        unit="đầu ấn phẩm",
        coverage=coverage,
        checked=float(verified.sum()),
        flags=() if verified.all() else ("F-TUKHAI",),
    )
    unit = done["unit_id"].mask(done["unit_id"].eq(PUBLIC_SOURCES), UNKNOWN_DISTRICT)
    rows = [
        head,
        *_copies(head, done, handed),
        *count_cells(head, "product_type", done["product_type"].value_counts()),
        *count_cells(head, "unit", unit.value_counts()),
    ]
    return Output(rows, lambda: _traces(inputs, done, reports, handed))


def _hand_outs(inputs: Inputs, done: pd.DataFrame) -> pd.DataFrame:
    """Return the accepted hand-outs of these titles; ``site_id`` is the title and the place."""
    rows = in_force(inputs.data["deployments"])
    rows = rows[rows["product_id"].isin(done["product_id"]) & rows["verification"].isin(CLAIMED)]
    rows = rows[rows["place_type"].ne("truc_tuyen")]
    sites = rows["deployment_id"].map(site_ids(rows)).astype("str")
    return rows.assign(
        site_id=rows["product_id"] + " " + sites,
        verified=rows["verification"].eq("da_doi_chieu"),
    )


def _copies(head: Row, done: pd.DataFrame, handed: pd.DataFrame) -> list[Row]:
    """Return the copies printed and handed out; none known is missing, not 0 (rule R01)."""
    given = handed.groupby("product_id")["quantity"].sum().astype("float64")
    out = done["product_id"].map(given).astype("float64")
    printed = done["print_run"].astype("float64").fillna(out)
    return [sum_row(head, "ban", "bản", printed), sum_row(head, "phat_ra", "bản", out)]


def _traces(
    inputs: Inputs, done: pd.DataFrame, reports: pd.DataFrame, handed: pd.DataFrame
) -> pd.DataFrame:
    every = inputs.data[TABLE]
    year = every[every["product_type"].isin(PRINTED) & inputs.in_window(every["completed_on"])]
    again = reports[~reports.index.isin(handed.index)]
    same = say("trùng nơi phát với dòng khác", "same place as another row")
    return join_traces(
        [
            trace_each(CODE, TABLE, done.assign(role="tinh", reason="")),
            trace_cancelled(CODE, TABLE, year),
            trace_each(CODE, "deployments", handed.assign(role="tinh", reason="")),
            trace_each(CODE, "deployments", again.assign(role="gop", reason=same)),
        ]
    )
