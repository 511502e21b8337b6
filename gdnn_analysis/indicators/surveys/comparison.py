"""Which waves may be compared, and what changed between them (C06, R12, R13).

Only the same question, asked of the same population, the same way, in the same season, of samples
drawn by chance and weighted by the same method. Everything else is refused with its reason.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, NamedTuple

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.surveys.questions import Item
from gdnn_analysis.indicators.surveys.samples import TREND, Samples, WaveSample
from gdnn_analysis.indicators.surveys.waves import Wave, all_waves, waves_of
from gdnn_analysis.language import say
from gdnn_analysis.survey import holm, minimum_detectable
from gdnn_analysis.survey.share_intervals import Limits, share_limits
from gdnn_analysis.survey.waves import Overlap, WavePair

SEASON: Final = 31
"""Days of the year by which the starts of two waves may differ (same season)."""
LEVEL: Final = 0.95
Finding = Literal["tang", "giam", "chua_phat_hien"]


@dataclass(frozen=True)
class Change:
    """What changed in one question between two waves; shares 0-100, changes in points.

    Attributes
    ----------
    before, after
        The waves.
    item
        The question, as asked in the later wave.
    shares, lows, highs, answers
        Of both waves: share, limits of its Korn-Graubard interval, respondents.
    value, se, low, high, df, p
        Difference, its standard error and t interval, degrees of freedom, two-sided p.
    p_holm
        For core questions: p over the family of the pair of waves.
    detectable
        Smallest change the samples could have shown with a power of 80 %.
    overlap
        ``clusters`` when clusters were visited again.
    enough
        Whether both waves have enough answers for a figure (R11).
    """

    before: Wave
    after: Wave
    item: Item
    shares: tuple[float, float]
    lows: tuple[float, float]
    highs: tuple[float, float]
    answers: tuple[int, int]
    value: float
    se: float
    low: float
    high: float
    df: float
    p: float
    detectable: float
    overlap: Overlap
    p_holm: float | None = None
    enough: bool = True

    @property
    def finding(self) -> Finding:
        """Whether a change was found; a core question must hold after Holm's correction."""
        excluded = self.enough and (self.low > 0 or self.high < 0)
        if not excluded or (self.p_holm is not None and not self.p_holm < 1 - LEVEL):
            return "chua_phat_hien"
        return "tang" if self.value > 0 else "giam"


@dataclass(frozen=True)
class Refusal:
    """A question that must not be compared, and why."""

    before: Wave
    after: Wave
    trend: str
    reason: str


@dataclass(frozen=True)
class Comparisons:
    """All comparisons of the waves of one year with earlier ones."""

    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]
    samples: tuple[WaveSample, ...]


def comparisons(inputs: Inputs) -> Comparisons:
    """Return what the waves of the report year show against the waves they name (C06)."""
    known = {wave.id: wave for wave in inputs.once_per_run(all_waves)}
    samples = inputs.once_per_run(Samples)
    changes: list[Change] = []
    refusals: list[Refusal] = []
    used: dict[str, WaveSample] = {}
    for after in waves_of(inputs):
        for name in after.comparable_with:
            before = known.get(name)
            if before is None or before.last >= after.last:
                continue
            pair = tuple(samples.of(wave, inputs.records.areas) for wave in (before, after))
            reason = _not_comparable(pair[0], pair[1])
            if reason:
                refusals.append(Refusal(before, after, "", reason))
                continue
            used |= {sample.wave.id: sample for sample in pair}
            fewest = inputs.settings.smallest_sample
            found = [
                replace(one, enough=min(one.answers) >= fewest)
                for one in _changes(pair[0], pair[1])
            ]
            changes += _corrected(found)
            refusals += _unshared(pair[0], pair[1])
    return Comparisons(tuple(changes), tuple(refusals), tuple(used.values()))


def _not_comparable(before: WaveSample, after: WaveSample) -> str:
    """Return why two waves must not be compared at all, empty when they may (R12)."""
    one, two = before.wave, after.wave
    checks = (
        (one.population != two.population, say("khác đối tượng", "different population")),
        (one.mode != two.mode, say("khác cách phỏng vấn", "different mode of interview")),
        (
            not (one.estimated and two.estimated),
            say("không phải cả hai đợt là mẫu xác suất", "not both samples were drawn by chance"),
        ),
        (
            one.weight_method != two.weight_method,
            say("khác cách tính quyền số", "different weighting"),
        ),
        (_apart(one, two) > SEASON, say("khác thời điểm trong năm", "different season")),
        (
            before.design is None or after.design is None,
            say("một đợt không có phiếu dùng được", "a wave without usable interviews"),
        ),
    )
    return "; ".join(text for wrong, text in checks if wrong)


def _apart(one: Wave, two: Wave) -> int:
    """Return how many days of the year the starts differ, around the turn of the year too."""
    gap = abs(one.first.timetuple().tm_yday - two.first.timetuple().tm_yday)
    return min(gap, 365 - gap)


def _changes(before: WaveSample, after: WaveSample) -> Iterator[Change]:
    assert before.design is not None
    assert after.design is not None
    pair = WavePair(before.design, after.design, _overlap(before, after))
    earlier = {item.trend for item in _comparable(before)}
    items = [item for item in _comparable(after) if item.trend in earlier]
    found = pair.changes([TREND + item.trend for item in items], level=LEVEL)
    if not items:
        return
    limits = [
        share_limits(
            *(found[f"{name}_{side}"].to_numpy() for name in ("estimate", "se", "n", "df")),
            method="beta",
            level=LEVEL,
        )
        for side in ("from", "to")
    ]
    for place, line in enumerate(found.to_dict("records")):
        ends = tuple(_End.of(limit, place) for limit in limits)
        yield _change((before.wave, after.wave), items[place], line, (ends[0], ends[1]), pair)


class _End(NamedTuple):
    """Limits of one share, and the effective sample behind it."""

    low: float
    high: float
    n_eff: float

    @classmethod
    def of(cls, limits: Limits, place: int) -> _End:
        return cls(*(float(values[place]) for values in limits))


def _comparable(sample: WaveSample) -> Iterator[Item]:
    for item in sample.paper.items:
        if item.trend and TREND + item.trend in sample.people:
            yield item


def _overlap(before: WaveSample, after: WaveSample) -> Overlap:
    """Return whether clusters were visited again: their names recur in the same stratum."""
    if before.design is None or after.design is None:
        return "none"
    labels = [sample.sample.structure for sample in (before.design, after.design)]
    if any(found is None or not len(found.labels) for found in labels):
        return "none"
    one, two = (found.labels for found in labels if found is not None)
    shared = one.merge(two, on="cluster", suffixes=("_from", "_to"))
    moved = shared["stratum_from"].ne(shared["stratum_to"]).any()
    return "clusters" if len(shared) and not moved else "none"


def _change(
    waves: tuple[Wave, Wave],
    item: Item,
    line: Mapping[Hashable, Any],
    ends: tuple[_End, _End],
    pair: WavePair,
) -> Change:
    return Change(
        before=waves[0],
        after=waves[1],
        item=item,
        shares=(100 * line["estimate_from"], 100 * line["estimate_to"]),
        lows=(100 * ends[0].low, 100 * ends[1].low),
        highs=(100 * ends[0].high, 100 * ends[1].high),
        answers=(int(line["n_from"]), int(line["n_to"])),
        value=100 * line["estimate"],
        se=100 * line["se"],
        low=100 * line["ci_low"],
        high=100 * line["ci_high"],
        df=line["df"],
        p=line["p_value"],
        detectable=_detectable(line, [end.n_eff for end in ends]),
        overlap=pair.overlap,
    )


def _detectable(line: Mapping[Hashable, Any], effective: list[float]) -> float:
    """Return the smallest change that could have been shown, in points; missing when unknown.

    From the effective samples, so the design effect is 1. Where clusters were visited again the
    waves go together, and the variance of the pooled clusters takes the place of each wave's own.
    """
    share, shared = float(line["estimate_from"]), float(line["covariance"])
    apart = float(line["se"]) ** 2 + 2 * shared
    own = float(line["se_from"]) ** 2 + float(line["se_to"]) ** 2
    known = 0 < share < 1 and own > 0 and apart > 0 and np.isfinite([*effective, apart]).all()
    if not known:
        return float("nan")
    first, second = (size * own / apart for size in effective)
    together = float(np.clip(2 * shared / apart, 0.0, 0.99))
    return 100 * minimum_detectable(first, share, 1.0, n2=second, overlap_correlation=together)


def _corrected(changes: list[Change]) -> list[Change]:
    """Return the changes with Holm's p for the core questions of the pair."""
    core = [place for place, one in enumerate(changes) if one.item.core]
    adjusted = holm(pd.Series([changes[place].p for place in core], dtype="float64"))
    found = list(changes)
    for place, p in zip(core, adjusted, strict=True):
        found[place] = replace(found[place], p_holm=float(p))
    return found


def _unshared(before: WaveSample, after: WaveSample) -> Iterator[Refusal]:
    """Yield questions about the same thing whose wording or key changed."""
    earlier = {item.trend for item in _comparable(before)}
    same = {item.id: item.trend for item in _comparable(before)}
    for item in _comparable(after):
        old = same.get(item.id)
        if item.trend not in earlier and old is not None:
            reason = say(
                "câu {id} có mã chuỗi khác ({old} → {new}): câu chữ hoặc đáp án đã đổi",
                "question {id} has another trend ({old} → {new}): wording or key changed",
                id=item.id,
                old=old,
                new=item.trend,
            )
            yield Refusal(before.wave, after.wave, item.trend, reason)
