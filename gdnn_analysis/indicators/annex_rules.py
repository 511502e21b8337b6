"""Minimum evidence for each row of the plan's annex (method, section 3.3; RL-30).

A rule collects evidence and says when evidence is enough. Evidence marked ``done`` meets the row's
condition record by record; other evidence only shows that something was done ("một phần"). A link
made by hand says that a record belongs to a row; the row's condition still applies to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.annex_evidence import evidence, join_evidence
from gdnn_analysis.indicators.annex_sources import AnnexSources
from gdnn_analysis.indicators.annex_space import space_evidence, space_is_enough
from gdnn_analysis.records.status import in_force

ONLINE_CHANNELS: Final = (
    "web_csgdnn",
    "web_khac",
    "facebook",
    "zalo",
    "youtube",
    "tiktok",
    "ung_dung",
    "mxh_khac",
)
PUBLIC_PLACES: Final = (
    "cong_vien",
    "van_hoa_dl",
    "dong_nguoi",
    "nga_tu",
    "quoc_lo",
    "pt_gtcc",
    "ben",
)
"""Places of V.5 of the plan: parks, sights, crowded places, crossings, roads, public transport."""
PROMOTION: Final = (
    "pa_no",
    "man_hinh",
    "de_can",
    "sticker",
    "huy_hieu",
    "bieu_tuong",
    "gian_hang",
    "bang_ron",
    "khac",
)
"""Products the row on public promotion names; leaflets, handbooks and apps are other rows."""

Collect = Callable[[AnnexSources, str], pd.DataFrame]
Enough = Callable[[pd.DataFrame], bool]


def _some(found: pd.DataFrame) -> bool:
    return len(found) > 0


def _two_aspects(found: pd.DataFrame) -> bool:
    return found["aspect"].nunique() >= 2


@dataclass(frozen=True)
class AnnexRule:
    """What one annex row asks for.

    Attributes
    ----------
    collect
        Evidence of the year, from the tables `own`.
    own
        Tables the rule reads; records linked from other tables show a part only.
    nil
        Logs on which all lead units must have confirmed "không phát sinh" for the row to be
        "không thực hiện" (RL-30); empty: it can never be.
    enough
        Whether ``done`` evidence is enough, apart from which lead group it comes from.
    """

    collect: Collect
    own: tuple[str, ...]
    nil: tuple[str, ...] = ()
    enough: Enough = _some


def nothing(_sources: AnnexSources, _act_id: str) -> pd.DataFrame:
    """Return no evidence: the rule of an annex row this programme does not know."""
    blank = pd.DataFrame(columns=["unit_id", "on", "verified"], index=pd.Index([], dtype="int64"))
    return evidence("", blank)


def _station(sources: AnnexSources, act_id: str) -> pd.DataFrame:
    """Broadcast by the provincial station, with air date."""
    rows = sources.media
    aired = rows["channel_type"].isin(["truyen_hinh", "phat_thanh"])
    provincial = aired & rows["owner_group"].eq("BAODAI")
    return evidence("media", rows[provincial | rows["key"].isin(sources.linked(act_id, "media"))])


def _press(sources: AnnexSources, act_id: str) -> pd.DataFrame:
    """Item published in the press (reading A); its link or scan is what verification checked."""
    rows = sources.media
    printed = rows["channel_type"].isin(["bao_in", "bao_dt"]) & rows["is_mass_media"].eq(True)
    chosen = printed.astype(bool) | rows["key"].isin(sources.linked(act_id, "media"))
    return evidence("media", rows[chosen])


def _internet(sources: AnnexSources, act_id: str) -> pd.DataFrame:
    """On the department's site and on a school's channel: both sides."""
    rows = sources.media
    site = rows["channel_type"].eq("cong_ttdt") & rows["owner_group"].eq("SLDTBXH")
    online = rows["channel_type"].isin(ONLINE_CHANNELS)
    school = (online & rows["owner_group"].eq("CSGDNN")) | rows["channel_type"].eq("web_csgdnn")
    rows = rows.assign(side=pd.Series("", index=rows.index).mask(site, "so").mask(school, "co_so"))
    rows = rows[site | school | rows["key"].isin(sources.linked(act_id, "media"))]
    return evidence("media", rows, done=rows["side"].ne(""), aspect=rows["side"])


def _events(sources: AnnexSources, _act_id: str) -> pd.DataFrame:
    """Event held with a stated message and aimed at streaming."""
    rows = sources.events
    aimed = rows["has_message"].fillna(value=False) & rows["streaming_purpose"].fillna(value=False)
    return evidence("events", rows, done=aimed)


def _public_space(sources: AnnexSources, act_id: str) -> pd.DataFrame:
    """Installed or distributed in a public place; a finished product alone is a part."""
    placed, made = sources.log("deployments"), sources.log("products")
    public = placed["place_type"].isin(PUBLIC_PLACES)
    public |= placed["key"].isin(sources.linked(act_id, "deployments"))
    linked = made["key"].isin(sources.linked(act_id, "products"))
    made = made[made["product_type"].isin(PROMOTION) | linked]
    return join_evidence(
        evidence("deployments", placed, done=public), evidence("products", made, done=False)
    )


def _integrated(sources: AnnexSources, act_id: str) -> pd.DataFrame:
    """Integrated event with a media item about it; both checked to be verified."""
    rows = sources.events
    own = rows["is_integrated"].fillna(value=False).astype(bool)
    rows = rows[own | rows["key"].isin(sources.linked(act_id, "events"))]
    checked = rows["verified"] & rows["reported_firmly"]
    return evidence("events", rows, done=rows["reported"], verified=checked)


def _exchange(sources: AnnexSources, act_id: str) -> pd.DataFrame:
    """Exchange with a named lower or upper secondary school."""
    rows = sources.events
    own = rows["event_type"].eq("giao_luu")
    rows = rows[own | rows["key"].isin(sources.linked(act_id, "events"))]
    return evidence("events", rows, done=rows["schools"])


def _guidance(sources: AnnexSources, _act_id: str) -> pd.DataFrame:
    """Teaching, or work on curriculum or material; a workshop visit is a part."""
    rows = sources.guidance
    return evidence(
        "guidance", rows, done=rows["kind"].isin(["giang_day", "chuong_trinh", "tai_lieu"])
    )


def _training(sources: AnnexSources, _act_id: str) -> pd.DataFrame:
    """Course with a participant from an owner body or from the department."""
    rows = sources.log("trainings")
    groups = in_force(sources.inputs.data["training_groups"])
    sent = groups[groups["n_enrolled"].fillna(0).gt(0)]
    sent = sent.merge(rows[["course_id", "on"]], on="course_id")
    of_group = sources.inputs.records.units.lead_group(sent["unit_id"], sent["on"])
    meant = sent.loc[of_group.isin(["CQCQ", "SLDTBXH"]), "course_id"]
    return evidence("trainings", rows, done=rows["course_id"].isin(meant))


def _briefings(sources: AnnexSources, _act_id: str) -> pd.DataFrame:
    """Information given to the press in at least two quarters."""
    rows = sources.log("press_briefings")
    quarter = rows["on"].dt.to_period("Q").astype("str")
    return evidence("press_briefings", rows, aspect=quarter)


RULES: Final[Mapping[str, AnnexRule]] = {
    "PL-I.1": AnnexRule(_station, ("media",), ("media",)),
    "PL-I.2": AnnexRule(_press, ("media",), ("media",)),
    "PL-II": AnnexRule(_internet, ("media",), ("media",), _two_aspects),
    "PL-III": AnnexRule(_events, ("events",), ("events",)),
    "PL-III.x": AnnexRule(space_evidence, ("ecosystem_scores",), (), space_is_enough),
    "PL-IV": AnnexRule(_public_space, ("deployments", "products"), ("deployments", "products")),
    "PL-V.x": AnnexRule(_integrated, ("events",), ("events",)),
    "PL-VI": AnnexRule(_exchange, ("events",), ("events",)),
    "PL-VII": AnnexRule(_guidance, ("guidance",), ("guidance",)),
    "PL-VIII.x1": AnnexRule(_training, ("trainings",), ("trainings",)),
    "PL-VIII.x2": AnnexRule(_briefings, ("press_briefings",), ("press_briefings",), _two_aspects),
}
UNKNOWN_ROW: Final = AnnexRule(nothing, ())
