"""The account of the surveys of a year: samples, answers, scales, changes, refusals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.surveys.account import (
    CHANGE_COLUMNS,
    ITEM_COLUMNS,
    REFUSED_COLUMNS,
    SAMPLE_COLUMNS,
    SCALE_COLUMNS,
    SurveyAccount,
)
from gdnn_analysis.indicators.surveys.comparison import Change, Comparisons, comparisons
from gdnn_analysis.indicators.surveys.measures import attitude_index, scale_items
from gdnn_analysis.indicators.surveys.questions import Item
from gdnn_analysis.indicators.surveys.samples import Samples, WaveSample
from gdnn_analysis.indicators.surveys.scales import attitude_scale, is_one_scale
from gdnn_analysis.indicators.surveys.waves import waves_of
from gdnn_analysis.survey import SurveyError
from gdnn_analysis.survey.answers import codes
from gdnn_analysis.survey.response_quality import straight_lined

OVERLAPS: Final = {"clusters": "cum", "none": "doc_lap"}
LEVEL: Final = "muc"
DONT_KNOW: Final = "khong_biet"


def survey_account(inputs: Inputs) -> SurveyAccount:
    """Return the account of the surveys whose fieldwork ended in the year."""
    made = inputs.once_per_run(Samples)
    samples = [made.of(wave, inputs.records.areas) for wave in waves_of(inputs)]
    found = inputs.once(comparisons)
    return SurveyAccount(
        samples=_table(map(_sample, samples), SAMPLE_COLUMNS),
        items=_table((row for one in samples for row in _items(one)), ITEM_COLUMNS),
        scales=_table((row for one in samples for row in _scale(one)), SCALE_COLUMNS),
        changes=_table(map(_change, found.changes), CHANGE_COLUMNS),
        not_compared=_table(_refusals(found), REFUSED_COLUMNS),
    )


def join_accounts(parts: Sequence[SurveyAccount]) -> SurveyAccount:
    """Return the accounts of several years as one."""
    names = ("samples", "items", "scales", "changes", "not_compared")
    tables = [[getattr(part, name) for part in parts] for name in names]
    return SurveyAccount(*(_below(found) for found in tables))


def _below(tables: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else tables[0]


def _table(rows: Any, columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns))


def _sample(sample: WaveSample) -> dict[str, Any]:
    wave, status = sample.wave, sample.rows["status"]
    interviewed = int(status.isin(("hoan_thanh", "mot_phan")).sum() + status.isna().sum())
    partial = int(status.eq("mot_phan").sum())
    structure = None if sample.design is None else sample.design.sample.structure
    weights = None if sample.design is None else sample.design.weights
    return {
        "wave_id": wave.id,
        "population": wave.population,
        "design": wave.design,
        "mode": wave.mode,
        "fieldwork_from": wave.first,
        "fieldwork_to": wave.last,
        "questionnaire_version": wave.version,
        "n_invited": wave.invited,
        "n_completed": interviewed - partial,
        "n_partial": partial,
        "n_other": len(sample.rows) - interviewed,
        "n_used": len(sample.people),
        "response_rate": 100 * interviewed / wave.invited if wave.invited else None,
        "strata": len(structure.first.names) if structure and wave.estimated else None,
        "clusters": len(structure.first.stratum) if structure and wave.estimated else None,
        "degf": sample.design.degf if sample.design is not None and wave.estimated else None,
        "weight_effect": None if sample.design is None else sample.design.kish_deff,
        "largest_weight": None if weights is None else float(weights.max() / weights.median()),
        "weighting": sample.weighting,
        "margins_gap": sample.margins_gap,
        "probability": wave.by_chance,
        "straight_lined": _straight(sample),
        "notes": sample.notes,
    }


def _straight(sample: WaveSample) -> int | None:
    """Return how many gave one answer to the whole scale; missing where that cannot be told."""
    questions = [item.question for item in scale_items(sample.people, sample.paper)]
    try:
        found = straight_lined(sample.people, questions)
    except SurveyError:
        return None
    return int(found.fillna(value=False).sum())


def _items(sample: WaveSample) -> Iterator[dict[str, Any]]:
    """Yield the shares of all answers to the items of the attitude scale."""
    if sample.design is None:
        return
    for item in scale_items(sample.people, sample.paper):
        answers = codes(sample.people[item.id])
        known = [*item.question.levels, *item.question.dont_know]
        given = answers.where(answers.isin(known))
        if not given.notna().any():
            continue
        values = given.astype(pd.CategoricalDtype(known)).rename("answer")
        found = sample.design.proportion(values, interval="beta")
        for code, line in zip(known, found.to_dict("records"), strict=True):
            yield _answer(sample, item, code, line)


def _answer(sample: WaveSample, item: Item, code: str, line: Mapping[Any, Any]) -> dict[str, Any]:
    on_scale = code in item.question.levels
    estimated = sample.wave.estimated
    return {
        "wave_id": sample.wave.id,
        "population": sample.wave.population,
        "construct": item.construct,
        "question_id": item.id,
        "text_vi": item.text,
        "reverse": item.question.reverse,
        "code": code,
        "label": item.labels.get(code, code),
        "place": int(code) if on_scale else None,
        "value": 100 * line["estimate"],
        "ci_low": 100 * line["ci_low"] if estimated else None,
        "ci_high": 100 * line["ci_high"] if estimated else None,
        "n": line["n"],
        "kind": LEVEL if on_scale else DONT_KNOW,
    }


def _scale(sample: WaveSample) -> Iterator[dict[str, Any]]:
    index = attitude_index(sample.people, sample.paper)
    if index is None or sample.design is None:
        return
    scale = attitude_scale(sample)
    mean = sample.design.mean(index.rename("index")).iloc[0]
    yield {
        "wave_id": sample.wave.id,
        "population": sample.wave.population,
        "items": scale.items,
        "n": scale.n,
        "alpha": scale.alpha,
        "alpha_low": scale.alpha_low,
        "alpha_high": scale.alpha_high,
        "omega": scale.omega,
        "index": mean["estimate"],
        "index_low": mean["ci_low"] if sample.wave.estimated else None,
        "index_high": mean["ci_high"] if sample.wave.estimated else None,
        "usable": is_one_scale(sample),
    }


def _change(one: Change) -> dict[str, Any]:
    return {
        "wave_from": one.before.id,
        "wave_to": one.after.id,
        "population": one.after.population,
        "trend_id": one.item.trend,
        "construct": one.item.construct,
        "question_id": one.item.id,
        "text_vi": one.item.text,
        "core": one.item.core,
        "value_from": one.shares[0],
        "low_from": one.lows[0],
        "high_from": one.highs[0],
        "n_from": one.answers[0],
        "value_to": one.shares[1],
        "low_to": one.lows[1],
        "high_to": one.highs[1],
        "n_to": one.answers[1],
        "change": one.value,
        "se": one.se,
        "ci_low": one.low,
        "ci_high": one.high,
        "df": one.df,
        "p_value": one.p,
        "p_holm": one.p_holm,
        "detectable": one.detectable,
        "overlap": OVERLAPS[one.overlap],
        "finding": one.finding,
    }


def _refusals(found: Comparisons) -> Iterator[dict[str, str]]:
    for one in found.refusals:
        yield {
            "wave_from": one.before.id,
            "wave_to": one.after.id,
            "trend_id": one.trend,
            "reason": one.reason,
        }
