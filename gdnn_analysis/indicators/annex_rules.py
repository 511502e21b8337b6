"""Minimum evidence for each row of the plan's annex (method, section 3.3; RL-30).

A rule collects evidence and says when evidence is enough. Evidence marked ``done`` meets the row's
condition record by record; other evidence only shows that something was done ("một phần"). A link
made by hand says that a record belongs to a row; the row's condition still applies to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gdnn_analysis.indicators.annex_evidence import Evidence, one_of
from gdnn_analysis.indicators.annex_sources import AnnexSources
from gdnn_analysis.indicators.annex_space import TABLE as SPACE_TABLE
from gdnn_analysis.indicators.annex_space import space_is_enough
from gdnn_analysis.indicators.media_eligibility import ONLINE_CHANNELS

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

Found = Sequence[Evidence]
Collect = Callable[[AnnexSources, str], Found]
Enough = Callable[[Found], bool]


def _some(found: Found) -> bool:
    return any(part.checked.any() for part in found)


def _two_aspects(found: Found) -> bool:
    own = [part.aspect[part.checked] for part in found if part.aspect is not None]
    return len({aspect for part in own for aspect in part.tolist()}) >= 2


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
        Whether checked ``done`` evidence is enough, apart from which lead group it comes from.
    """

    collect: Collect
    own: tuple[str, ...]
    nil: tuple[str, ...] = ()
    enough: Enough = _some


def nothing(_sources: AnnexSources, _act_id: str) -> Found:
    """Return no evidence: the rule of an annex row this programme does not know."""
    return ()


def _station(sources: AnnexSources, act_id: str) -> Found:
    """Broadcast by the provincial station, with air date."""
    marks = sources.log("media").marks
    aired = one_of(marks["channel"], ("truyen_hinh", "phat_thanh"))
    provincial = aired & (marks["owner"] == "BAODAI")
    return (sources.evidence("media", provincial | sources.linked(act_id, "media")),)


def _press(sources: AnnexSources, act_id: str) -> Found:
    """Item published in the press (reading A); its link or scan is what verification checked."""
    marks = sources.log("media").marks
    printed = one_of(marks["channel"], ("bao_in", "bao_dt")) & marks["mass_media"]
    return (sources.evidence("media", printed | sources.linked(act_id, "media")),)


def _internet(sources: AnnexSources, act_id: str) -> Found:
    """On the department's site and on a school's channel: both sides."""
    marks = sources.log("media").marks
    channel, owner = marks["channel"], marks["owner"]
    site = (channel == "cong_ttdt") & (owner == "SLDTBXH")
    school = one_of(channel, ONLINE_CHANNELS) & (owner == "CSGDNN")
    school |= channel == "web_csgdnn"
    own = site | school
    linked = sources.linked(act_id, "media")
    return (sources.evidence("media", own | linked, done=own, aspect=school),)


def _events(sources: AnnexSources, _act_id: str) -> Found:
    """Event held with a stated message and aimed at streaming."""
    return (sources.evidence("events", done=sources.log("events").marks["aimed"]),)


def _space(sources: AnnexSources, _act_id: str) -> Found:
    """Scores of the checklist; only K criteria at 0.5 or more show a part of the row."""
    return (sources.evidence(SPACE_TABLE, partly=sources.log(SPACE_TABLE).marks["reached"]),)


def _public_space(sources: AnnexSources, act_id: str) -> Found:
    """Installed or distributed in a public place; a finished product alone is a part."""
    public = one_of(sources.log("deployments").marks["place_type"], PUBLIC_PLACES)
    public |= sources.linked(act_id, "deployments")
    made = one_of(sources.log("products").marks["product_type"], PROMOTION)
    made |= sources.linked(act_id, "products")
    return (
        sources.evidence("deployments", done=public),
        sources.evidence("products", made, done=False),
    )


def _integrated(sources: AnnexSources, act_id: str) -> Found:
    """Integrated event with a media item about it; both checked to be verified."""
    log = sources.log("events")
    own = log.marks["integrated"] | sources.linked(act_id, "events")
    checked = log.verified & log.marks["reported_firmly"]
    return (sources.evidence("events", own, done=log.marks["reported"], verified=checked),)


def _exchange(sources: AnnexSources, act_id: str) -> Found:
    """Exchange with a named lower or upper secondary school."""
    marks = sources.log("events").marks
    own = marks["exchange"] | sources.linked(act_id, "events")
    return (sources.evidence("events", own, done=marks["schools"]),)


def _guidance(sources: AnnexSources, _act_id: str) -> Found:
    """Teaching, or work on curriculum or material; a workshop visit is a part."""
    kinds = sources.log("guidance").marks["kind"]
    work = one_of(kinds, ("giang_day", "chuong_trinh", "tai_lieu"))
    return (sources.evidence("guidance", done=work),)


def _training(sources: AnnexSources, _act_id: str) -> Found:
    """Course with a participant from an owner body or from the department."""
    meant = sources.log("trainings").named(sources.logs.trained)
    return (sources.evidence("trainings", done=meant),)


def _briefings(sources: AnnexSources, _act_id: str) -> Found:
    """Information given to the press in at least two quarters."""
    months = sources.log("press_briefings").on.astype("datetime64[M]").astype(np.int64)
    return (sources.evidence("press_briefings", aspect=months // 3),)


RULES: Final[Mapping[str, AnnexRule]] = {
    "PL-I.1": AnnexRule(_station, ("media",), ("media",)),
    "PL-I.2": AnnexRule(_press, ("media",), ("media",)),
    "PL-II": AnnexRule(_internet, ("media",), ("media",), _two_aspects),
    "PL-III": AnnexRule(_events, ("events",), ("events",)),
    "PL-III.x": AnnexRule(_space, ("ecosystem_scores",), (), space_is_enough),
    "PL-IV": AnnexRule(_public_space, ("deployments", "products"), ("deployments", "products")),
    "PL-V.x": AnnexRule(_integrated, ("events",), ("events",)),
    "PL-VI": AnnexRule(_exchange, ("events",), ("events",)),
    "PL-VII": AnnexRule(_guidance, ("guidance",), ("guidance",)),
    "PL-VIII.x1": AnnexRule(_training, ("trainings",), ("trainings",)),
    "PL-VIII.x2": AnnexRule(_briefings, ("press_briefings",), ("press_briefings",), _two_aspects),
}
UNKNOWN_ROW: Final = AnnexRule(nothing, ())
