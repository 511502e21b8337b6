"""Which attendance figures may be added: one report per event, measured or estimated (R04, R09)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force

VARIANT_OF: Final[Mapping[str, str]] = {
    "ds_ky": "do_duoc",
    "dem_ve": "do_duoc",
    "nen_tang": "do_duoc",
    "uoc_dem": "uoc",
}
"""Ways of counting (code list COUNT) that may be added; invitations and "khong" never count."""

_EVENT_COLUMNS: Final = ["object_id", "count_method", "event_type", "district", "verified"]


def attendance_rows(data: Dataset, reports: pd.DataFrame) -> pd.DataFrame:
    """Return the attendance rows of the events in `reports` with what becomes of each.

    Parameters
    ----------
    data
        Dataset with ``event_groups``.
    reports
        Event rows that count, from ``event_reports``, with ``district``.

    Returns
    -------
    DataFrame
        Rows of ``event_groups`` with the columns of their event, ``variant`` (``do_duoc`` or
        ``uoc``), ``role`` (``tinh`` counted, ``gop`` another report's figure is used, ``loai``
        left out) and ``reason``.
    """
    groups = in_force(data["event_groups"]).rename_axis("record").reset_index()
    rows = groups.merge(reports[["event_id", *_EVENT_COLUMNS]], on="event_id").set_index("record")
    rows = rows.assign(variant=rows["count_method"].map(VARIANT_OF).astype("str"))
    rows = rows.assign(reason=_reasons(rows))
    usable = rows[rows["reason"].eq("")].sort_values(
        ["verified", "event_id"], ascending=[False, True]
    )
    chosen = usable.groupby(["object_id", "variant"])["event_id"].transform("first")
    merged = chosen.reindex(rows.index).ne(rows["event_id"]) & rows["reason"].eq("")
    note = say("đã dùng số của bản ghi ", "the figure used is that of record ")
    return rows.assign(
        role=pd.Series("tinh", index=rows.index)
        .mask(rows["reason"].ne(""), "loai")
        .mask(merged, "gop"),
        reason=rows["reason"].mask(merged, note + chosen.reindex(rows.index)),
    )


def _reasons(rows: pd.DataFrame) -> pd.Series:
    """Return why an attendance row is not added, empty when it is."""
    parts = rows[rows["sex"].isin(["nam", "nu"]) & rows["attendances"].notna()]
    key = ["event_id", "audience_code"]
    with_parts = pd.MultiIndex.from_frame(rows[key]).isin(pd.MultiIndex.from_frame(parts[key]))
    method = rows["count_method"]
    reasons = pd.Series("", index=rows.index, dtype="str")
    for chosen, vi, en in (
        (method.isna(), "không ghi cách đếm", "way of counting not given"),
        (method.eq("khong"), "sự kiện không đếm người dự", "nobody counted"),
        (method.eq("giay_moi"), "theo giấy mời, không phải số thực tế", "invitations, not people"),
        (rows["attendances"].isna(), "để trống số lượt", "number of attendances left blank"),
        (
            rows["sex"].eq("tong") & with_parts,
            "dòng tổng, đã tính theo nam và nữ",
            "total row, its parts are counted",
        ),
    ):
        reasons = reasons.mask(chosen, say(vi, en))
    return reasons
