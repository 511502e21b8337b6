"""Recall of the plan's messages in surveys (T05).

Point estimates only: intervals come with the survey package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.cells import year_flags
from gdnn_analysis.indicators.coverage import verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import with_roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say

CONSTRUCT: Final = "nho_thong_diep"
DECOY: Final = "nho_gia"
"""End of the ``trend_id`` of the made-up message among the questions."""
VOLUNTARY: Final = "phi_xac_suat"
UNWEIGHTED: Final = (VOLUNTARY, "tong_dieu_tra")
"""Designs that need no weights: everybody counts once where the wave has none."""
INTERVIEWED: Final = ("hoan_thanh", "mot_phan")
UNKNOWN: Final = "khong_xac_dinh"

Places: TypeAlias = "np.ndarray[Any, np.dtype[np.intp]]"
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"


def compute_t05(inputs: Inputs) -> Output:
    """Return how many recall the messages, less those who "recall" a made-up one (RL-38, R12).

    Recall of a message is 100 × Σ w·1[recalled] / Σ w over those who answered: "don't know" is
    not recalled, a refusal and a blank are no answer. Net recall is the mean over the messages
    minus recall of the decoy. A wave belongs to the year its fieldwork ends in. Respondents
    without a weight are left out, except where a voluntary sample or a full count has none.

    Parameters
    ----------
    inputs
        Needs ``survey_waves``, ``survey_questions`` (construct ``nho_thong_diep``, one choice)
        and ``survey_responses``, whose columns are the questions.

    Returns
    -------
    Output
        Headline: net recall of the year's only probability wave; empty when there are several,
        for different populations have no mean. ``wave``, ``wave_sex``, ``wave_area`` (former
        district): net recall, with the smallest number of answers to one question as ``n``; a
        difference of two shares, so without parts. ``message`` (category ``wave:question``):
        recall of each message and of the decoy with its weighted parts. Below 30 answers no
        percentage. Waves of volunteers carry F-PXS. A wave without a decoy has no net recall.
    """
    waves = _waves(inputs)
    people = _people(inputs, waves)
    answers = _answers(inputs, people, _questions(inputs, waves))
    base = Row("T05", unit="%", flags=year_flags(inputs))
    marks = {wave.id: base.flags | _marks(wave.design) for wave in waves}
    result = [
        *_net_rows(inputs, base, answers, marks),
        *_messages(inputs, base, answers, marks),
    ]
    return Output(
        [_headline(inputs, base, waves, result), *result],
        lambda: trace_each("T05", "survey_responses", people.with_roles()),
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"T05": compute_t05}
PERSONS: Persons = {"T05": {ANY_VARIANT: "n"}}


class _Wave(NamedTuple):
    id: str
    design: str
    version: str
    ended: pd.Timestamp


class _Item(NamedTuple):
    """One question in the order of the table: messages first, then the decoy."""

    is_decoy: bool
    question: str


@dataclass(frozen=True)
class _People:
    """Everybody approached in the waves of the year, in the order of the table.

    Attributes
    ----------
    places
        Where they stand in ``survey_responses``.
    statuses
        Their rows' fields that say whether they count, by record.
    waves, wave
        Ids and versions of the waves, and which of them each belongs to.
    weight
        The weight everybody counts with.
    groups
        Per breakdown the sorted categories, and which of them each belongs to.
    """

    places: Places
    statuses: pd.DataFrame
    waves: tuple[_Wave, ...]
    wave: Places
    weight: Numbers
    groups: Mapping[str, tuple[list[str], Places]]

    @property
    def _absent(self) -> pd.Series[Any]:
        status = self.statuses["status"]
        return status.notna() & ~status.isin(INTERVIEWED)

    @property
    def _weightless(self) -> pd.Series[Any]:
        return pd.Series(~(self.weight > 0), index=self.statuses.index)

    @property
    def counted(self) -> Mask:
        """Which of them count."""
        left_out = (self._absent | self._weightless).to_numpy(dtype=bool)
        if "record_status" in self.statuses:
            left_out = left_out | self.statuses["record_status"].eq("huy").to_numpy(dtype=bool)
        return ~left_out

    def with_roles(self) -> pd.DataFrame:
        """Return role and reason of everybody."""
        absent = say("không phỏng vấn được", "not interviewed")
        no_weight = say("không có quyền số", "no weight")
        return with_roles(self.statuses, [(self._absent, absent), (self._weightless, no_weight)])


@dataclass(frozen=True)
class _Answers:
    """Sums by wave, group and question of the answered questions, for every breakdown.

    Attributes
    ----------
    cells
        Breakdown → wave, group, question, Σ w·1[recalled], Σ w, answers; in that order.
    """

    cells: Mapping[str, list[tuple[str, str, _Item, float, float, int]]]


def _all_waves(data: Dataset) -> tuple[_Wave, ...]:
    """Return all waves whose fieldwork has an end, ordered by id."""
    rows = data["survey_waves"][["wave_id", "design", "questionnaire_version", "fieldwork_to"]]
    found = (_Wave(*fields) for fields in rows.itertuples(index=False, name=None))
    return tuple(sorted((wave for wave in found if pd.notna(wave.ended)), key=lambda w: w.id))


def _waves(inputs: Inputs) -> tuple[_Wave, ...]:
    """Return the waves of the year, ordered by id."""
    start, end = pd.Timestamp(inputs.interval.start), pd.Timestamp(inputs.interval.end)
    return tuple(w for w in inputs.once_per_run(_all_waves) if start <= w.ended < end)


def _questions(
    inputs: Inputs, waves: tuple[_Wave, ...]
) -> dict[tuple[str, _Item], dict[str, float]]:
    """Return what each answer means: version and question → answer code → recalled (0, 1).

    Refusals have no entry, nor has a question that does not list its choices.
    """
    versions = {wave.version for wave in waves}
    meanings = inputs.once_per_run(_meanings)
    return {key: codes for key, codes in meanings.items() if key[0] in versions}


def _meanings(data: Dataset) -> dict[tuple[str, _Item], dict[str, float]]:
    """Return what the answers of all versions mean (see :func:`_questions`)."""
    rows = data["survey_questions"]
    rows = rows[rows["construct"].eq(CONSTRUCT) & rows["answer_type"].eq("mot")]
    return {
        (str(version), _Item(str(trend).endswith(DECOY), str(question))): {
            code: float(code in positive)
            for code in (choice.split(":")[0].strip() for choice in choices)
            if code not in refusals
        }
        for version, question, trend, choices, positive, refusals in zip(
            rows["questionnaire_version"],
            rows["question_id"],
            rows["trend_id"],
            rows["choices"],
            rows["positive_codes"],
            rows["refusal_codes"],
            strict=True,
        )
    }


def _places_of_waves(data: Dataset) -> dict[str, Places]:
    """Return where the people of each wave stand: the table may be long, and is read once."""
    numbers, names = pd.factorize(data["survey_responses"]["wave_id"].to_numpy(dtype=object))
    order = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[order], np.arange(len(names) + 1))
    return {
        str(name): order[first:last]
        for name, first, last in zip(names, bounds[:-1], bounds[1:], strict=True)
    }


def _people(inputs: Inputs, waves: tuple[_Wave, ...]) -> _People:
    """Return everybody approached in the waves, with weights and groups."""
    by_wave = inputs.once_per_run(_places_of_waves)
    found = [by_wave.get(wave.id, np.empty(0, dtype=np.intp)) for wave in waves]
    places = np.concatenate([*found, np.empty(0, dtype=np.intp)])
    wave = np.repeat(np.arange(len(waves)), [len(part) for part in found])
    order = np.argsort(places)
    places, wave = places[order], wave[order]
    table = inputs.data["survey_responses"]
    fields = [name for name in ("status", "record_status") if name in table]
    weight = table["weight"].to_numpy(dtype="float64", na_value=np.nan)[places]
    weighted = np.bincount(wave[~np.isnan(weight)], minlength=len(waves)) > 0
    alike = ~weighted & np.array([w.design in UNWEIGHTED for w in waves], dtype=bool)
    return _People(
        places=places,
        statuses=table[fields].take(places),
        waves=waves,
        wave=wave,
        weight=np.where(alike[wave], 1.0, weight),
        groups={
            "wave": ([""], np.zeros(len(places), dtype=np.intp)),
            "wave_sex": _sexes(table, places),
            "wave_area": _districts(inputs, table, places, waves, wave),
        },
    )


def _sexes(table: pd.DataFrame, places: Places) -> tuple[list[str], Places]:
    numbers, names = _numbered(table["sex"], places)
    return _sorted([*names, UNKNOWN], np.where(numbers < 0, len(names), numbers))


def _districts(
    inputs: Inputs, table: pd.DataFrame, places: Places, waves: tuple[_Wave, ...], wave: Places
) -> tuple[list[str], Places]:
    """Return the former district of everybody, looked up once per area and wave."""
    areas, names = _numbered(table["area_id"], places)
    pairs, own = np.unique(areas * max(len(waves), 1) + wave, return_inverse=True)
    area, asked = np.divmod(pairs, max(len(waves), 1))
    texts = np.array([*names, np.nan], dtype=object)
    days = pd.Series([waves[number].ended for number in asked], dtype="datetime64[s]")
    found = inputs.records.areas.former_district(pd.Series(texts[area], dtype="str"), days)
    return _sorted(found.tolist(), own)


def _numbered(column: pd.Series[Any], places: Places) -> tuple[Places, list[str]]:
    """Return codes as numbers (-1 is a blank) and what they stand for."""
    texts = column.astype("str").to_numpy(dtype=object)[places]
    numbers, names = pd.factorize(texts)
    return numbers, [str(name) for name in names]


def _sorted(names: list[str], numbers: Places) -> tuple[list[str], Places]:
    """Return the different names in order, and the numbers that now stand for them."""
    ordered = sorted(set(names))
    rank = {name: place for place, name in enumerate(ordered)}
    return ordered, np.array([rank[name] for name in names], dtype=np.intp)[numbers]


def _answers(
    inputs: Inputs, people: _People, questions: dict[tuple[str, _Item], dict[str, float]]
) -> _Answers:
    """Add up answers by wave, group and question; all keys are whole numbers while counting."""
    table = inputs.data["survey_responses"]
    items = sorted({item for _, item in questions if item.question in table})
    kept = np.flatnonzero(people.counted)
    rows, recalled, asked = [], [], []
    for number, item in enumerate(items):
        codes, names = _numbered(table[item.question], people.places[kept])
        meaning = np.full((len(people.waves), len(names) + 1), np.nan)
        for place, wave in enumerate(people.waves):
            known = questions.get((wave.version, item), {})
            meaning[place, :-1] = [known.get(name, np.nan) for name in names]
        means = meaning[people.wave[kept], codes]
        answered = np.flatnonzero(~np.isnan(means))
        rows.append(kept[answered])
        recalled.append(means[answered])
        asked.append(np.full(len(answered), number))
    if not rows or not sum(map(len, rows)):
        return _Answers({breakdown: [] for breakdown in people.groups})
    who, item_of = np.concatenate(rows), np.concatenate(asked)
    weight = people.weight[who]
    sums = pd.DataFrame({"hit": weight * np.concatenate(recalled), "w": weight, "n": 1})
    cells = {}
    for breakdown, (names, numbers) in people.groups.items():
        key = (people.wave[who] * len(names) + numbers[who]) * len(items) + item_of
        found = sums.groupby(key).sum()
        cells[breakdown] = [
            (
                people.waves[place // len(items) // len(names)].id,
                names[place // len(items) % len(names)],
                items[place % len(items)],
                hit,
                w,
                int(n),
            )
            for place, hit, w, n in found.itertuples(name=None)
        ]
    return _Answers(cells)


def _net(
    cells: list[tuple[str, str, _Item, float, float, int]],
) -> Iterator[tuple[str, str, float | None, float]]:
    """Yield wave, group, net recall and the smallest number of answers to one question.

    Net recall is missing where the group lacks answers to a question of its wave, or the decoy.
    """
    asked: dict[str, set[str]] = {}
    found: dict[tuple[str, str], list[tuple[bool, float, int]]] = {}
    for wave, code, item, hit, w, n in cells:
        asked.setdefault(wave, set()).add(item.question)
        found.setdefault((wave, code), []).append((item.is_decoy, 100 * hit / w, n))
    for (wave, code), shares in found.items():
        decoys = [share for is_decoy, share, _ in shares if is_decoy]
        messages = [share for is_decoy, share, _ in shares if not is_decoy]
        complete = len(shares) == len(asked[wave]) and len(decoys) == 1 and messages
        net = sum(messages) / len(messages) - decoys[0] if complete else None
        yield wave, code, net, float(min(n for *_, n in shares))


def _net_rows(
    inputs: Inputs, base: Row, answers: _Answers, marks: Mapping[str, frozenset[str]]
) -> Iterator[Row]:
    for breakdown, cells in answers.cells.items():
        for wave, group, net, n in _net(cells):
            category = wave if breakdown == "wave" else f"{wave}:{group}"
            value, flags = _shown(inputs, marks[wave], net, n)
            yield Row(
                base.code,
                value=value,
                breakdown=breakdown,
                category=category,
                n=n,
                unit=base.unit,
                flags=flags,
            )


def _messages(
    inputs: Inputs, base: Row, answers: _Answers, marks: Mapping[str, frozenset[str]]
) -> Iterator[Row]:
    for wave, _, item, hit, w, n in answers.cells["wave"]:
        value, flags = _shown(inputs, marks[wave], 100 * hit / w, float(n))
        yield Row(
            base.code,
            value=value,
            breakdown="message",
            category=f"{wave}:{item.question}",
            numerator=float(hit),
            denominator=float(w),
            n=float(n),
            unit=base.unit,
            flags=flags,
        )


def _shown(
    inputs: Inputs, flags: frozenset[str], value: float | None, n: float
) -> tuple[float | None, frozenset[str]]:
    """Return value and flags, or no value where too few people answered (R11)."""
    if n < inputs.settings.smallest_sample:
        return None, flags | {"F-MAUNHO"}
    return value, flags


def _marks(design: str) -> frozenset[str]:
    return frozenset({"F-PXS"} if design == VOLUNTARY else ())


def _headline(inputs: Inputs, base: Row, waves: tuple[_Wave, ...], rows: list[Row]) -> Row:
    """Return the figure of the only probability wave of the year, else an empty row."""
    sampled = {wave.id for wave in waves if wave.design != VOLUNTARY}
    own = [row for row in rows if row.breakdown == "wave" and row.category in sampled]
    why = {"F-PXS"} if waves and not sampled else frozenset[str]()
    if len(sampled) > 1:
        why = {"F-CACHHIEU"}  # which population is meant decides
    head = replace(own[0], breakdown="", category="") if len(sampled) == len(own) == 1 else base
    verdict = verdict_of(inputs, "T05", head.value, share=None, checked=head.value)
    return replace(head, verdict=verdict, flags=head.flags | why)
