"""One wave as a sample: who counts, with which weight, in which stratum and cluster.

Weights are used as given. Where population margins are given for the wave and the weights miss
them, they are raked to them (section 3.5); what cannot be done is said in a note, never silently
left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.left_out import with_roles
from gdnn_analysis.indicators.surveys.measures import MEASURES, asked, yes
from gdnn_analysis.indicators.surveys.questions import Questionnaire, questionnaires
from gdnn_analysis.indicators.surveys.waves import CLUSTERED, UNWEIGHTED, Wave
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.areas import AreaHistory
from gdnn_analysis.survey import Design, DesignError, SurveyError

INTERVIEWED: Final = ("hoan_thanh", "mot_phan")
UNKNOWN: Final = "khong_xac_dinh"
CLOSE: Final = 0.005
"""Weights whose sums are this near to all margins already meet them: only roundings differ."""
TREND: Final = "trend:"
ITEM: Final = "item:"
"""Prefixes of the columns that hold 1 or 0 for a comparable question, and for any question."""

GIVEN: Final = "cho_san"
RAKED: Final = "hieu_chinh"
ALIKE: Final = "bang_nhau"


@dataclass(frozen=True)
class WaveSample:
    """The people of one wave.

    Attributes
    ----------
    wave, paper
        The wave and its questionnaire.
    rows
        Everybody approached, with ``role`` and ``reason``; indexed like ``survey_responses``.
    people
        Those who count: ``weight, stratum, psu_id, fpc, wave_sex, wave_area``, the measures
        ``C01`` to ``C05``, ``trend:…`` and ``item:…`` (1, 0 or missing) and all answers.
    design
        Their design; ``None`` when nobody counts.
    weighting
        ``cho_san``, ``hieu_chinh`` or ``bang_nhau``.
    margins_gap
        Largest relative gap between weights and margins before raking, %; missing without margins.
    notes
        What was left out or could not be used, in sentences.
    """

    wave: Wave
    paper: Questionnaire
    rows: pd.DataFrame
    people: pd.DataFrame
    design: Design | None
    weighting: str
    margins_gap: float | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Samples:
    """The samples of all waves of a dataset, each made when first asked for."""

    data: Dataset
    _known: dict[str, WaveSample] = field(default_factory=dict, init=False, repr=False)

    def of(self, wave: Wave, areas: AreaHistory) -> WaveSample:
        """Return the sample of a wave."""
        if wave.id not in self._known:
            self._known[wave.id] = self._make(wave, areas)
        return self._known[wave.id]

    @cached_property
    def _papers(self) -> dict[str, Questionnaire]:
        return questionnaires(self.data)

    @cached_property
    def _places(self) -> dict[str, np.ndarray[Any, np.dtype[np.intp]]]:
        found = self.data["survey_responses"].groupby("wave_id", sort=False).indices
        return {str(name): np.asarray(places, dtype=np.intp) for name, places in found.items()}

    def _make(self, wave: Wave, areas: AreaHistory) -> WaveSample:
        table = self.data["survey_responses"]
        rows = table.iloc[self._places.get(wave.id, np.empty(0, dtype=np.intp))]
        paper = self._papers.get(wave.version, Questionnaire())
        notes = [*paper.faults]
        weights, weighting = _weights(rows, wave)
        rows = with_roles(rows.assign(weight=weights), _reasons(rows, weights, wave))
        people = rows[rows["role"].eq("tinh")].reset_index(drop=True)
        people = _measured(_grouped(people, wave, areas), wave, paper)
        design = _design(people, wave, notes)
        margins = self.data["survey_margins"]
        margins = margins[margins["wave_id"].eq(wave.id).fillna(value=False)]
        gap: float | None = None
        if design is not None and wave.estimated and len(margins):
            design, gap, weighting = _raked(design, margins, weighting, notes)
        return WaveSample(wave, paper, rows, people, design, weighting, gap, tuple(notes))


def trace_people(code: str, samples: Sequence[WaveSample]) -> pd.DataFrame:
    """Return what became of everybody approached in some waves, as a trace of a code."""
    none = pd.DataFrame({"role": pd.Series(dtype="str"), "reason": pd.Series(dtype="str")})
    rows = [sample.rows[["role", "reason"]] for sample in samples]
    return trace_each(code, "survey_responses", pd.concat(rows) if rows else none)


def _weights(rows: pd.DataFrame, wave: Wave) -> tuple[pd.Series[Any], str]:
    given = rows["weight"].astype("float64")
    if wave.design in UNWEIGHTED and not given.notna().any():
        return pd.Series(1.0, index=rows.index), ALIKE
    return given, GIVEN


def _reasons(
    rows: pd.DataFrame, weights: pd.Series[Any], wave: Wave
) -> list[tuple[pd.Series[Any], str]]:
    status = rows["status"]
    reasons = [
        (
            status.notna() & ~status.isin(INTERVIEWED),
            say("không phỏng vấn được", "not interviewed"),
        ),
        (~(weights > 0), say("không có quyền số", "no weight")),
    ]
    if wave.design == CLUSTERED:
        reasons += [
            (rows[name].isna(), text)
            for name, text in (
                ("stratum", say("thiếu tầng của mẫu", "no stratum")),
                ("psu_id", say("thiếu cụm của mẫu", "no cluster")),
            )
            if rows[name].notna().any()
        ]
    return reasons


def _grouped(people: pd.DataFrame, wave: Wave, areas: AreaHistory) -> pd.DataFrame:
    ends = pd.Series(pd.Timestamp(wave.last), index=people.index, dtype="datetime64[s]")
    sex = people["sex"].astype("str").fillna(UNKNOWN)
    district = areas.former_district(people["area_id"].astype("str"), ends)
    return people.assign(wave_sex=sex, wave_area=district.astype("str").fillna(UNKNOWN))


def _measured(people: pd.DataFrame, wave: Wave, paper: Questionnaire) -> pd.DataFrame:
    """Return the people with what the indicators count as columns."""
    columns: dict[str, pd.Series[Any]] = {}
    trends = Counter(item.trend for item in paper.items)
    for code, measure in MEASURES.items():
        found = measure(people, paper)
        if found is not None:
            columns[code] = found
    for item in asked(people, paper.items):
        if item.is_yes_or_no:
            columns[ITEM + item.id] = answered = yes(people, item)
            if item.trend and trends[item.trend] == 1:  # of two nobody knows which one is meant
                columns[TREND + item.trend] = answered
    return pd.concat([people, pd.DataFrame(columns, index=people.index)], axis=1)


def _design(people: pd.DataFrame, wave: Wave, notes: list[str]) -> Design | None:
    """Return the design of the people; what cannot be used of it is noted."""
    if not len(people):
        return None
    clustered = wave.design == CLUSTERED and people["psu_id"].notna().all()
    options: dict[str, Any] = {"weights": "weight", "lonely": "adjust"}
    if wave.design == CLUSTERED and people["stratum"].notna().all():
        options["strata"] = "stratum"
    if clustered:
        options["clusters"] = "psu_id"
    elif wave.design == CLUSTERED and "strata" not in options:
        notes.append(
            say(
                "Đợt {wave}: cột cụm (psu_id) để trống nên khoảng tin cậy tính như mẫu không có "
                "cụm, thường hẹp hơn thực tế.",
                "Wave {wave}: no clusters (psu_id) are given, so intervals are those of a sample "
                "without clusters, usually too narrow.",
                wave=wave.id,
            )
        )
    counts = people["fpc"].notna()
    if wave.estimated and counts.all():
        options["fpc"] = "fpc"
    elif wave.estimated and counts.any():
        notes.append(
            say(
                "Đợt {wave}: cột fpc để trống ở {blank}/{people} phiếu nên không dùng; khoảng tin "
                "cậy rộng hơn một chút.",
                "Wave {wave}: fpc is blank in {blank} of {people} interviews and is not used; "
                "intervals are a little wider.",
                wave=wave.id,
                blank=int((~counts).sum()),
                people=len(people),
            )
        )
    told: dict[str, None] = {}
    try:
        for dropped in _attempts(options):
            try:
                return Design(people, **dropped)
            except DesignError as error:
                told |= dict.fromkeys(f"{wave.id}: {fault}" for fault in error.faults)
        return None
    finally:
        notes.extend(told)


def _attempts(options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the full design, then ever simpler ones when data contradict it."""
    yield options
    without = {name: value for name, value in options.items() if name != "fpc"}
    nested = "strata" in options and "clusters" in options
    if nested:
        yield options | {"nest": True}
    if "fpc" in options:
        yield without
    if nested:
        yield without | {"nest": True}
    yield {"weights": "weight"}


def _raked(
    design: Design, margins: pd.DataFrame, weighting: str, notes: list[str]
) -> tuple[Design, float | None, str]:
    """Return the design raked to the margins its weights miss."""
    wanted = {
        str(variable): dict(zip(rows["category"], rows["pop_count"].astype("float64"), strict=True))
        for variable, rows in margins.groupby("variable", sort=True)
    }
    usable = {name: counts for name, counts in wanted.items() if name in design.frame.columns}
    for name in wanted.keys() - usable.keys():
        notes.append(
            say(
                "Biên tổng thể “{name}” không có cột tương ứng trong bảng trả lời nên không dùng.",
                "Margin “{name}” has no column among the answers and is not used.",
                name=name,
            )
        )
    if not usable:
        return design, None, weighting
    gap = max(_gap(design, name, counts) for name, counts in usable.items())
    if gap <= CLOSE:
        return design, 100 * gap, weighting
    try:
        return design.rake(usable), 100 * gap, RAKED
    except SurveyError as error:
        notes.append(
            say(
                "Không hiệu chỉnh được quyền số theo biên tổng thể, dùng quyền số cho sẵn: {why}",
                "Weights could not be raked to the margins and are used as given: {why}",
                why=" ".join(error.faults),
            )
        )
        return design, 100 * gap, weighting


def _gap(design: Design, name: str, counts: dict[str, float]) -> float:
    """Return the largest relative gap between weights and one margin."""
    reached = design.weights.groupby(design.frame[name].astype("str")).sum()
    gaps = [
        abs(float(reached.get(level, 0.0)) - count) / count
        for level, count in counts.items()
        if count > 0
    ]
    return max(gaps, default=0.0)
