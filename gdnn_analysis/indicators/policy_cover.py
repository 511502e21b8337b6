"""Which policies were to be communicated, and which placements explain them (O03, O04; RL-33)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.coded_works import code_pairs
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import published
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.period import span_of
from gdnn_analysis.records.media import MediaRecords
from gdnn_analysis.records.units import PLAN_ISSUER_GROUP, UnitHistory

EXPLAINED: Final = ("toan_van", "mot_phan")
"""Depths that explain a policy; naming or quoting it does not."""
MONTHS: Final = 12
"""How long after its issue a policy is to be explained."""
TO_THE_DAY: Final = ("phut", "ngay")
TOOLS: Final = ("bao_chi", "trang_so", "khac")

_FIELDS: Final = [
    "placement_id",
    "record",
    "channel_id",
    "is_mass_media",
    "kind",
    "verification",
    "policy_depth",
    "published_at",
    "date_precision",
]
_POLICY_FIELDS: Final = [
    "policy_id",
    "doc_type",
    "issued_on",
    "must_communicate",
    "relevance",
    "approved",
]
_RELEVANT: Final = ("1", "2")


@dataclass(frozen=True)
class PolicyCover:
    """The policies of one year and the placements that name them.

    Attributes
    ----------
    issued
        All policies issued in the year, by record of table ``policies``, with ``listed``: to be
        communicated, and about vocational education (relevance 1 or 2).
    approved
        Whether every policy of the year that must be communicated is approved (RL-33, G15).
    named
        One row per placement and listed policy it names: fields of the placement, ``policy_id``,
        ``issued_on``, ``start`` (first day it may be of), ``to_the_day``, ``tool`` (of ``TOOLS``)
        and ``reason``: why it does not explain the policy in time, empty when it does.
    """

    issued: pd.DataFrame
    approved: bool
    named: pd.DataFrame

    @cached_property
    def listed(self) -> pd.DataFrame:
        """The policies to be communicated, with ``limit``, the last day that counts."""
        return self.issued[self.issued["listed"]]

    @cached_property
    def explaining(self) -> pd.DataFrame:
        """The placements that explain a listed policy in time."""
        return self.named[self.named["reason"].eq("")]

    def policy_roles(self) -> pd.DataFrame:
        """Return role and reason of every policy issued in the year, by record."""
        listed = self.issued["listed"]
        note = say("không thuộc danh mục phải tuyên truyền", "not on the list to be communicated")
        return pd.DataFrame(
            {
                "role": pd.Series("loai", index=listed.index).mask(listed, "tinh"),
                "reason": pd.Series(note, index=listed.index, dtype="str").mask(listed, ""),
            }
        )


def policy_cover(inputs: Inputs) -> PolicyCover:
    """Return the policies of the year; call it through ``inputs.once(policy_cover)``."""
    policies, records = inputs.once_per_run(_policies), inputs.records
    of_year = inputs.in_window(policies.rows["issued_on"]).to_numpy()
    issued = policies.rows[of_year]
    must = issued["must"].to_numpy()
    named = placements_naming_policies(records.media, records.units, policies)
    wanted = of_year & policies.rows["listed"].to_numpy()
    return PolicyCover(
        issued,
        bool(issued["is_approved"].to_numpy()[must].all()),
        named.take(np.flatnonzero(wanted[named["policy"].to_numpy()])),
    )


@dataclass(frozen=True, eq=False)
class Policies:
    """All policies, and the state portals with their owners; compared by identity.

    Attributes
    ----------
    rows
        Policies by record, with ``must`` (to be communicated), ``is_approved``, ``listed`` and
        ``limit``, the last day that counts.
    portals
        Owner of each state portal that has one.
    """

    rows: pd.DataFrame
    portals: Mapping[str, str]


def _policies(data: Dataset) -> Policies:
    rows = data["policies"][_POLICY_FIELDS]
    must = rows["must_communicate"].eq(True).fillna(value=False).astype(bool)
    rows = rows.assign(
        must=must,
        is_approved=rows["approved"].eq(True).fillna(value=False).astype(bool),
        listed=must & rows["relevance"].isin(_RELEVANT),
        limit=rows["issued_on"] + pd.DateOffset(months=MONTHS),
    )
    channels = data["channels"][["channel_id", "channel_type", "owner_unit_id"]]
    own = channels[channels["channel_type"].eq("cong_ttdt") & channels["owner_unit_id"].notna()]
    return Policies(rows, dict(zip(own["channel_id"], own["owner_unit_id"], strict=True)))


@lru_cache(maxsize=4)
def placements_naming_policies(
    media: MediaRecords, units: UnitHistory, policies: Policies
) -> pd.DataFrame:
    """Return one row per placement and policy it names, shared by all years of a run.

    Parameters
    ----------
    media, units
        Matched media records; units over time.
    policies
        All policies, listed or not.

    Returns
    -------
    DataFrame
        As ``named`` of :class:`PolicyCover`, with ``policy``: the place of the policy.
    """
    placements = media.placements
    pairs = code_pairs(placements["policy_ids"])[["item", "code"]]
    rows = placements[_FIELDS].loc[pairs["item"]].reset_index(drop=True)
    start, end = span_of(rows["published_at"], rows["date_precision"])
    rows = rows.assign(
        policy_id=pairs["code"],
        start=start,
        end=end,
        to_the_day=rows["date_precision"].fillna("ngay").isin(TO_THE_DAY),
        accepted=published(rows),
        tool=_tools(rows, units, policies.portals),
    )
    known = policies.rows[["policy_id", "issued_on", "limit"]]
    rows = rows.merge(known.assign(policy=np.arange(len(known))), on="policy_id")
    return rows.assign(reason=_reasons(rows))


def _tools(rows: pd.DataFrame, units: UnitHistory, portals: Mapping[str, str]) -> pd.Series[Any]:
    """Return mass media, the site of the department that leads the plan, or any other tool.

    The department's site is a state portal whose owner carries the plan on the day: the issuing
    department or its successor (G16).
    """
    portal = rows.loc[rows["channel_id"].isin(list(portals)), ["channel_id", "published_at"]]
    owner = portal["channel_id"].map(portals).astype("str")
    groups = units.lead_group(owner, portal["published_at"])
    own = rows.index.isin(groups.index[groups.eq(PLAN_ISSUER_GROUP)])
    mass = rows["is_mass_media"].astype(bool).to_numpy()
    return pd.Series(np.select([mass, own], TOOLS[:2], TOOLS[2]), index=rows.index, dtype="str")


def _reasons(rows: pd.DataFrame) -> pd.Series[Any]:
    """Return why a placement does not explain its policy in time; the first that fits."""
    last = rows["end"] - pd.Timedelta(days=1)
    choices = [
        (
            ~rows["accepted"],
            "chưa kiểm chứng, bị bác hoặc chỉ là chia sẻ",
            "not accepted, or shared",
        ),
        (~rows["policy_depth"].isin(EXPLAINED), "chỉ trích dẫn, nhắc tên", "only named or quoted"),
        (last.lt(rows["issued_on"]), "đăng trước ngày ban hành", "before the policy was issued"),
        (
            rows["start"].gt(rows["limit"]),
            "đăng sau 12 tháng kể từ ngày ban hành",
            "more than 12 months after the issue",
        ),
        (
            rows["start"].lt(rows["issued_on"]) | last.gt(rows["limit"]),
            "ngày không đủ chính xác để so với ngày ban hành",
            "date not precise enough to compare with the issue",
        ),
    ]
    masks = [mask.to_numpy(dtype=bool) for mask, _, _ in choices]
    texts = [say(vi, en) for _, vi, en in choices]
    return pd.Series(np.select(masks, texts, ""), index=rows.index, dtype="str")
