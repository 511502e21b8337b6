"""Checked records of the year behind each form of communication VI.1 to VI.10 (RL-34)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.indicators.annex_rules import PUBLIC_PLACES
from gdnn_analysis.indicators.coded_works import code_pairs
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import (
    CHECKED,
    ONLINE_CHANNELS,
    Days,
    inside_and_touching,
    placement_spans,
    published,
)
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.period import school_year_for
from gdnn_analysis.records.events import event_reports
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.media_keys import Bools
from gdnn_analysis.records.status import in_force

Texts = npt.NDArray[np.object_]

YOUTH_UNION: Final = "DOANTN"
_MADE_WITH_IT: Final = ("infographic", "clip", "podcast")
_PLACEMENT_FIELDS: Final = [
    "placement_id",
    "work_id",
    "channel_type",
    "is_mass_media",
    "is_registered",
    "kind",
    "verification",
]
_PRINTED: Final = ("to_roi", "cam_nang", "tai_lieu")


@dataclass(frozen=True, eq=False)
class Log:
    """The rows of one table, of all years or of one; all arrays in one order.

    Attributes
    ----------
    table
        Its name.
    records
        Record numbers of the rows in force.
    keys
        What is counted: rows with one key are one record.
    reasons
        Why a row proves nothing, empty when it is checked.
    uses
        Form → which of the rows are of that form.
    """

    table: str
    records: pd.Index
    keys: Texts
    reasons: Texts
    uses: Mapping[str, Bools]

    def of(self, chosen: Bools) -> Log:
        """Return the chosen rows."""
        return Log(
            self.table,
            self.records[chosen],
            self.keys[chosen],
            self.reasons[chosen],
            {form: used[chosen] for form, used in self.uses.items()},
        )

    def using(self, form: str, used: Bools) -> Log:
        """Return the log with the rows of one more form."""
        return replace(self, uses={**self.uses, form: used})

    def counts(self) -> dict[str, int]:
        """Return how many checked records each form has in this table."""
        proven = np.equal(self.reasons, "").astype(bool)
        return {form: len(set(self.keys[proven & used])) for form, used in self.uses.items()}

    def waiting(self) -> dict[str, int]:
        """Return how many records each form has that lack nothing but a check or evidence."""
        lacking = pd.Series(self.reasons, dtype="object").isin([*_waiting()]).to_numpy()
        return {form: len(set(self.keys[lacking & used])) for form, used in self.uses.items()}

    def roles(self) -> pd.DataFrame:
        """Return role and reason of every row, by record."""
        used = np.any(list(self.uses.values()), axis=0)
        other = say("không thuộc hình thức nào cần đếm ở bảng này", "of no form counted here")
        reason = np.where(np.equal(self.reasons, "") & ~used, other, self.reasons)
        role = np.where(np.equal(reason, ""), "tinh", "loai")
        return pd.DataFrame({"role": role, "reason": reason}, index=self.records)


def placement_log(inputs: Inputs) -> Log:
    """Return the placements surely of the year: F1 mass media, F3 registered online channels.

    F2: items of the kinds made with IT, in the year of their first placement (R05).
    """
    media = inputs.records.media
    every = _placements(media)
    start, end = placement_spans(media)
    inside, _ = inside_and_touching(start.to_numpy(), end.to_numpy(), inputs.interval)
    earlier = _first_days(media) < np.datetime64(inputs.interval.start, "s")
    return every.using("F2", every.uses["F2"] & ~earlier).of(inside)


@lru_cache(maxsize=2)
def _placements(media: MediaRecords) -> Log:
    """Return all placements, with F2 whatever was published before."""
    rows = media.placements[_PLACEMENT_FIELDS]
    works = media.works[["work_id", "item_type", "is_digital"]].set_index("work_id")
    work = works.loc[rows["work_id"]].set_axis(rows.index)
    made = work["item_type"].isin(_MADE_WITH_IT) & work["is_digital"].astype(bool)
    online = rows["is_registered"].astype(bool) & rows["channel_type"].isin(ONLINE_CHANNELS)
    return _log(
        "media",
        rows["placement_id"],
        _unchecked(rows, published(rows)),
        {"F1": rows["is_mass_media"], "F2": made, "F3": online},
    )


@lru_cache(maxsize=2)
def _first_days(media: MediaRecords) -> Days:
    """Return for each placement the first day any of its work was published, if it ever was."""
    work = media.placements["work_id"]
    starts = placement_spans(media)[0].where(published(media.placements))
    return starts.groupby(work).transform("min").to_numpy()


def product_log(inputs: Inputs) -> Log:
    """Return the products completed in the year: F2 applications, F4 publications."""
    log, days = inputs.once_per_run(_products)
    return log.of(inputs.in_window(days).to_numpy())


def _products(data: Dataset) -> tuple[Log, pd.Series[Any]]:
    fields = ["product_id", "product_type", "completed_on", "evidence_id", "record_status"]
    rows = in_force(data["products"][fields])
    kind = rows["product_type"]
    uses = {"F2": kind.eq("ung_dung"), "F4": kind.isin(_PRINTED)}
    return _log("products", rows["product_id"], _unproven(rows), uses), rows["completed_on"]


def event_log(inputs: Inputs) -> Log:
    """Return the events of the year: F5, F6 (with the youth union), F7, F9."""
    fields = ["object_id", "event_type", "is_integrated", "reason", "verified", "start_on"]
    rows = inputs.once_per_run(event_reports)[fields]
    rows = rows[inputs.in_window(rows["start_on"])]
    kind = rows["event_type"]
    _, declared, _ = _waiting()
    reason = rows["reason"].mask(rows["reason"].eq("") & ~rows["verified"], declared)
    integrated = rows["is_integrated"].eq(True).fillna(value=False).astype(bool)
    uses = {
        "F5": kind.isin(["hoi_nghi", "hoi_thao", "cuoc_thi", "ton_vinh"]),
        "F6": kind.eq("doan_tn") | rows.index.isin(_with_youth_union(inputs)),
        "F7": kind.isin(["tu_van_ts", "giao_luu"]),
        "F9": kind.eq("hoi_cho_vl") | integrated,
    }
    return _log("events", rows["object_id"], reason, uses)


def deployment_log(inputs: Inputs) -> Log:
    """Return the deployments begun in the year: F8 public places and transport.

    Two reports of one site (``same_site_as``) are one record.
    """
    log, days = inputs.once_per_run(_deployments)
    return log.of(inputs.in_window(days).to_numpy())


def _deployments(data: Dataset) -> tuple[Log, pd.Series[Any]]:
    fields = ["deployment_id", "same_site_as", "place_type", "verification", "from_on"]
    rows = in_force(data["deployments"][[*fields, "record_status"]])
    site = rows["same_site_as"].fillna(rows["deployment_id"])
    reason = _unchecked(rows, rows["verification"].ne("bac"))
    uses = {"F8": rows["place_type"].isin(PUBLIC_PLACES)}
    return _log("deployments", site, reason, uses), rows["from_on"]


def guidance_log(inputs: Inputs) -> Log:
    """Return the guidance records of the school year that ends in the year: F10 (RL-31)."""
    log, school_years = inputs.once_per_run(_guidance)
    return log.of(school_years.eq(school_year_for(inputs.year)).to_numpy(dtype=bool))


def _guidance(data: Dataset) -> tuple[Log, pd.Series[Any]]:
    fields = ["guidance_id", "school_year", "evidence_id", "record_status"]
    rows = in_force(data["guidance"][fields])
    uses = {"F10": pd.Series(True, index=rows.index)}
    return _log("guidance", rows["guidance_id"], _unproven(rows), uses), rows["school_year"]


def _log(
    table: str, keys: pd.Series[Any], reasons: pd.Series[Any], uses: Mapping[str, pd.Series[Any]]
) -> Log:
    return Log(
        table,
        keys.index,
        keys.to_numpy(dtype=object),
        reasons.to_numpy(dtype=object),
        {form: used.to_numpy(dtype=bool) for form, used in uses.items()},
    )


LOGS: Final[tuple[Callable[[Inputs], Log], ...]] = (
    placement_log,
    product_log,
    event_log,
    deployment_log,
    guidance_log,
)


def _with_youth_union(inputs: Inputs) -> pd.Series[Any]:
    """Return the events that had a unit of the youth union as a partner on their day."""
    partners = inputs.once_per_run(_youth_partners)
    partners = partners[inputs.in_window(partners["start_on"])]
    groups = inputs.records.units.group(partners["code"], partners["start_on"])
    found: pd.Series[Any] = partners.loc[groups.eq(YOUTH_UNION), "item"]
    return found


def _youth_partners(data: Dataset) -> pd.DataFrame:
    """Return each event with each partner that was ever a unit of the youth union."""
    units, events = data["units"][["actor_group", "unit_id"]], in_force(data["events"])
    partners = code_pairs(events["partner_unit_ids"])
    partners = partners[
        partners["code"].isin(units.loc[units["actor_group"].eq(YOUTH_UNION), "unit_id"])
    ]
    days = events["start_on"].reindex(partners["item"]).set_axis(partners.index)
    return partners[["item", "code"]].assign(start_on=days)


def _unchecked(rows: pd.DataFrame, acceptable: pd.Series[Any]) -> pd.Series[Any]:
    """Return why rows with ``verification`` prove nothing."""
    declared, _, _ = _waiting()
    refused = say("bị bác hoặc chỉ là chia sẻ", "rejected, or only shared")
    checked = rows["verification"].eq(CHECKED)
    reason = pd.Series("", index=rows.index, dtype="str").mask(~checked, declared)
    return reason.mask(
        ~acceptable.astype(bool) & (checked | rows["verification"].eq("bac")), refused
    )


def _unproven(rows: pd.DataFrame) -> pd.Series[Any]:
    """Return why rows of a log without ``verification`` prove nothing: no evidence (RL-30)."""
    _, _, missing = _waiting()
    return pd.Series("", index=rows.index, dtype="str").mask(rows["evidence_id"].isna(), missing)


def _waiting() -> tuple[str, str, str]:
    """Return the reasons of placements and places, of events, of rows without ``verification``."""
    return (
        say("mới tự khai hoặc chưa kiểm chứng", "declared or not verified yet"),
        say("mới tự khai, chưa đối chiếu", "declared, not checked"),
        say("không có minh chứng", "no evidence"),
    )
