"""Checked records of the year behind each form of communication VI.1 to VI.10 (RL-34)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.annex_rules import ONLINE_CHANNELS, PUBLIC_PLACES
from gdnn_analysis.indicators.coded_works import code_pairs
from gdnn_analysis.indicators.held import held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import CHECKED, placed, published
from gdnn_analysis.language import say
from gdnn_analysis.period import school_year_for, span_of
from gdnn_analysis.records.status import in_force

YOUTH_UNION: Final = "DOANTN"
_MADE_WITH_IT: Final = ("infographic", "clip", "podcast")
_PRINTED: Final = ("to_roi", "cam_nang", "tai_lieu")


@dataclass(frozen=True)
class Log:
    """The rows of one table that are of the year.

    Attributes
    ----------
    table
        Its name.
    rows
        Rows in force, by record, with ``key`` (what is counted: rows with one key are one record)
        and ``reason``: why a row proves nothing, empty when it is checked.
    uses
        Form → which of the rows are of that form.
    """

    table: str
    rows: pd.DataFrame
    uses: Mapping[str, pd.Series[Any]]

    def counts(self) -> dict[str, int]:
        """Return how many checked records each form has in this table."""
        proven = self.rows["reason"].eq("")
        return {
            form: int(self.rows.loc[proven & used, "key"].nunique())
            for form, used in self.uses.items()
        }

    def roles(self) -> pd.DataFrame:
        """Return role and reason of every row, by record."""
        used = pd.concat(list(self.uses.values()), axis=1).any(axis=1)
        other = say("không thuộc hình thức nào cần đếm ở bảng này", "of no form counted here")
        reason = self.rows["reason"].mask(self.rows["reason"].eq("") & ~used, other)
        role = pd.Series("tinh", index=reason.index).mask(reason.ne(""), "loai")
        return pd.DataFrame({"role": role, "reason": reason})


def placement_log(inputs: Inputs) -> Log:
    """Return the placements surely of the year: F1 mass media, F3 registered online channels.

    F2: items of the kinds made with IT, in the year of their first placement (R05).
    """
    media = inputs.records.media
    start, end = span_of(media.placements["published_at"], media.placements["date_precision"])
    inside, _ = placed(start, end, inputs.interval)
    rows = media.placements[inside]
    works = media.works.set_index("work_id").loc[rows["work_id"], ["item_type", "is_digital"]]
    work = works.set_axis(rows.index)
    made = work["item_type"].isin(_MADE_WITH_IT) & work["is_digital"].astype(bool)
    before = start.lt(pd.Timestamp(inputs.interval.start)) & published(media.placements)
    earlier = media.placements.loc[before & ~inside, "work_id"]
    online = rows["is_registered"].astype(bool) & rows["channel_type"].isin(ONLINE_CHANNELS)
    return Log(
        "media",
        rows.assign(key=rows["placement_id"], reason=_unchecked(rows, published(rows))),
        {
            "F1": rows["is_mass_media"].astype(bool),
            "F2": made & ~rows["work_id"].isin(earlier),
            "F3": online,
        },
    )


def product_log(inputs: Inputs) -> Log:
    """Return the products completed in the year: F2 applications, F4 publications."""
    rows = in_force(inputs.data["products"])
    rows = rows[inputs.in_window(rows["completed_on"])]
    return Log(
        "products",
        rows.assign(key=rows["product_id"], reason=_unproven(rows)),
        {
            "F2": rows["product_type"].eq("ung_dung"),
            "F4": rows["product_type"].isin(_PRINTED),
        },
    )


def event_log(inputs: Inputs) -> Log:
    """Return the events of the year: F5, F6 (with the youth union), F7, F9."""
    rows = inputs.once(held_events).inside
    kind = rows["event_type"]
    declared = say("mới tự khai, chưa đối chiếu", "declared, not checked")
    reason = rows["reason"].mask(rows["reason"].eq("") & ~rows["verified"], declared)
    integrated = rows["is_integrated"].eq(True).fillna(value=False).astype(bool)
    return Log(
        "events",
        rows.assign(key=rows["object_id"], reason=reason),
        {
            "F5": kind.isin(["hoi_nghi", "hoi_thao", "cuoc_thi", "ton_vinh"]),
            "F6": kind.eq("doan_tn") | _with_youth_union(inputs, rows),
            "F7": kind.isin(["tu_van_ts", "giao_luu"]),
            "F9": kind.eq("hoi_cho_vl") | integrated,
        },
    )


def deployment_log(inputs: Inputs) -> Log:
    """Return the deployments begun in the year: F8 public places and transport.

    Two reports of one site (``same_site_as``) are one record.
    """
    rows = in_force(inputs.data["deployments"])
    rows = rows[inputs.in_window(rows["from_on"])]
    site = rows["same_site_as"].fillna(rows["deployment_id"])
    return Log(
        "deployments",
        rows.assign(key=site, reason=_unchecked(rows, rows["verification"].ne("bac"))),
        {"F8": rows["place_type"].isin(PUBLIC_PLACES)},
    )


def guidance_log(inputs: Inputs) -> Log:
    """Return the guidance records of the school year that ends in the year: F10 (RL-31)."""
    rows = in_force(inputs.data["guidance"])
    rows = rows[rows["school_year"].eq(school_year_for(inputs.year))]
    return Log(
        "guidance",
        rows.assign(key=rows["guidance_id"], reason=_unproven(rows)),
        {"F10": pd.Series(True, index=rows.index)},
    )


LOGS: Final[tuple[Callable[[Inputs], Log], ...]] = (
    placement_log,
    product_log,
    event_log,
    deployment_log,
    guidance_log,
)


def _with_youth_union(inputs: Inputs, rows: pd.DataFrame) -> pd.Series[Any]:
    """Say which events had a unit of the youth union as a partner on their day."""
    units = inputs.data["units"]
    youth = units.loc[units["actor_group"].eq(YOUTH_UNION), "unit_id"]
    partners = code_pairs(rows["partner_unit_ids"])
    partners = partners[partners["code"].isin(youth)]
    days = rows["start_on"].reindex(partners["item"]).set_axis(partners.index)
    groups = inputs.records.units.group(partners["code"], days)
    return pd.Series(
        rows.index.isin(partners.loc[groups.eq(YOUTH_UNION), "item"]), index=rows.index
    )


def _unchecked(rows: pd.DataFrame, acceptable: pd.Series[Any]) -> pd.Series[Any]:
    """Return why rows with ``verification`` prove nothing."""
    declared = say("mới tự khai hoặc chưa kiểm chứng", "declared or not verified yet")
    refused = say("bị bác hoặc chỉ là chia sẻ", "rejected, or only shared")
    checked = rows["verification"].eq(CHECKED)
    reason = pd.Series("", index=rows.index, dtype="str").mask(~checked, declared)
    return reason.mask(
        ~acceptable.astype(bool) & (checked | rows["verification"].eq("bac")), refused
    )


def _unproven(rows: pd.DataFrame) -> pd.Series[Any]:
    """Return why rows of a log without ``verification`` prove nothing: no evidence (RL-30)."""
    missing = say("không có minh chứng", "no evidence")
    return pd.Series("", index=rows.index, dtype="str").mask(rows["evidence_id"].isna(), missing)
