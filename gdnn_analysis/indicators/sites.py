"""Products put up or handed out, and the sites they make (R04, G24): the rows behind O12 and O18.

Two units that report the same place name each other in ``same_site_as``; a chain of such names is
one site, called after its smallest deployment id, the same in every year. Only accepted rows may
join sites.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT
from gdnn_analysis.records.events import CLAIMED, unproven
from gdnn_analysis.records.media_partition import Partition
from gdnn_analysis.records.status import in_force

TABLE: Final = "deployments"
_FIELDS: Final = [
    "deployment_id",
    "product_id",
    "area_id",
    "place_type",
    "quantity",
    "from_on",
    "to_on",
    "reporting_unit_id",
    "verification",
    "same_site_as",
]
_DAY: Final = pd.Timedelta(days=1)


def live_deployments(inputs: Inputs) -> pd.DataFrame:
    """Return the deployments whose time touches the year; call it through ``inputs.once``.

    A blank ``to_on`` is "until further notice", and nothing counts beyond today.

    Returns
    -------
    DataFrame
        Rows in force with ``first`` and ``last`` day inside the year, ``product_type``,
        ``site_id``, ``district``, ``verified`` and ``reason`` (empty when the row counts).
    """
    rows = inputs.once_per_run(_deployments)
    start, end = pd.Timestamp(inputs.interval.start), pd.Timestamp(inputs.interval.last_day)
    touching = rows["from_on"].le(end) & (rows["to_on"].isna() | rows["to_on"].ge(start))
    rows = rows[touching]
    limit = min(end, pd.Timestamp(inputs.today))
    first = rows["from_on"].where(rows["from_on"].gt(start), start)
    last = rows["to_on"].where(rows["to_on"].lt(limit), limit)
    return rows.assign(
        first=first,
        last=last,
        district=inputs.records.areas.former_district(rows["area_id"], first),
        reason=_reasons(rows, first, last),
    )


def _deployments(data: Dataset) -> pd.DataFrame:
    """Return the deployments in force of all years with what does not depend on the year."""
    rows = in_force(data[TABLE])[_FIELDS]
    sites = site_ids(rows[rows["verification"].isin(CLAIMED)])
    products = data["products"].drop_duplicates("product_id").set_index("product_id")
    kinds = rows["product_id"].map(products["product_type"]).astype("str")
    return rows.assign(
        product_type=kinds.fillna(UNKNOWN_DISTRICT),
        site_id=rows["deployment_id"].map(sites).fillna(rows["deployment_id"]).astype("str"),
        verified=rows["verification"].eq("da_doi_chieu"),
    )


def site_ids(rows: pd.DataFrame) -> pd.Series[Any]:
    """Return the site of each deployment, by ``deployment_id``."""
    named = rows[rows["same_site_as"].notna()]
    ids = pd.Index(sorted({*rows["deployment_id"], *named["same_site_as"]}), dtype="str")
    partition = Partition(len(ids))
    pairs = (ids.get_indexer(named[name]) for name in ("deployment_id", "same_site_as"))
    for one, other in zip(*pairs, strict=True):
        partition.join(int(one), int(other))
    return pd.Series(ids[partition.roots()], index=ids)


def one_per_site(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per site: the best verified, then the smallest deployment id."""
    ordered = rows.sort_values(["verified", "deployment_id"], ascending=[False, True])
    return ordered.drop_duplicates("site_id").sort_values("site_id")


def site_days(rows: pd.DataFrame) -> float:
    """Return days × quantity; a day that several reports of one site claim counts once."""
    ordered = rows.sort_values(
        ["site_id", "first", "verified", "deployment_id"], ascending=[True, True, False, True]
    )
    reached = ordered.groupby("site_id")["last"].cummax().groupby(ordered["site_id"]).shift()
    begin = ordered["first"].where(reached.isna() | ordered["first"].gt(reached), reached + _DAY)
    days = ((ordered["last"] - begin).dt.days + 1).clip(lower=0)
    return float((days * ordered["quantity"].astype("float64")).sum())


def _reasons(rows: pd.DataFrame, first: pd.Series[Any], last: pd.Series[Any]) -> pd.Series[Any]:
    reversed_dates = say("ngày kết thúc trước ngày bắt đầu", "ends before it begins")
    to_come = say("chưa đến ngày lắp đặt, phát hành", "not placed yet")
    nothing = say("số lượng bằng 0", "quantity is 0")
    reason = rows["verification"].map(unproven()).astype("str").fillna("")
    for mask, text in (
        (rows["to_on"].lt(rows["from_on"]), reversed_dates),
        (last.lt(first), to_come),
        (rows["quantity"].lt(1).fillna(value=False).astype(bool), nothing),
    ):
        reason = reason.mask(reason.eq("") & mask, text)
    return reason
