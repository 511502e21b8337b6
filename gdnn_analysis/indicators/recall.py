"""Recall of the plan's messages in surveys (T05).

Point estimates only: intervals come with the survey package.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import year_flags
from gdnn_analysis.indicators.coverage import verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import counted, with_roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

CONSTRUCT: Final = "nho_thong_diep"
DECOY: Final = "nho_gia"
"""End of the ``trend_id`` of the made-up message among the questions."""
VOLUNTARY: Final = "phi_xac_suat"
UNWEIGHTED: Final = (VOLUNTARY, "tong_dieu_tra")
"""Designs that need no weights: everybody counts once where the wave has none."""
INTERVIEWED: Final = ("hoan_thanh", "mot_phan")
UNKNOWN: Final = "khong_xac_dinh"

_GROUPS: Final = {"wave": "whole", "wave_sex": "sex", "wave_area": "district"}


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
    answers = _answers(people, _questions(inputs, waves))
    base = Row("T05", unit="%", flags=year_flags(inputs))
    marks = {
        str(wave): base.flags | _marks(str(design)) for wave, design in waves["design"].items()
    }
    result = [
        *_net_rows(inputs, base, answers, marks),
        *_messages(inputs, base, answers, marks),
    ]
    return Output(
        [_headline(inputs, base, waves, result), *result],
        lambda: trace_each("T05", "survey_responses", people),
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"T05": compute_t05}
PERSONS: Persons = {"T05": {ANY_VARIANT: "n"}}


def _waves(inputs: Inputs) -> pd.DataFrame:
    """Return the waves of the year by id, ordered."""
    waves = inputs.data["survey_waves"]
    return waves[inputs.in_window(waves["fieldwork_to"])].set_index("wave_id").sort_index()


def _questions(inputs: Inputs, waves: pd.DataFrame) -> pd.DataFrame:
    """Return what each answer means: version, question, is_decoy, answer code, recalled (0, 1).

    Refusals have no row, nor has a question that does not list its choices.
    """
    rows = inputs.data["survey_questions"]
    rows = rows[rows["questionnaire_version"].isin(waves["questionnaire_version"])]
    rows = rows[rows["construct"].eq(CONSTRUCT) & rows["answer_type"].eq("mot")]
    meanings = [
        (version, question, str(trend).endswith(DECOY), code, float(code in positive))
        for version, question, trend, choices, positive, refusals in zip(
            rows["questionnaire_version"],
            rows["question_id"],
            rows["trend_id"],
            rows["choices"],
            rows["positive_codes"],
            rows["refusal_codes"],
            strict=True,
        )
        for code in (choice.split(":")[0].strip() for choice in choices)
        if code not in refusals
    ]
    columns = ["questionnaire_version", "question", "is_decoy", "answer", "recalled"]
    return pd.DataFrame(meanings, columns=columns)


def _people(inputs: Inputs, waves: pd.DataFrame) -> pd.DataFrame:
    """Return everybody approached in the waves, with ``w``, groups, role and reason."""
    rows = inputs.data["survey_responses"].rename_axis("record")
    rows = rows[rows["wave_id"].isin(waves.index)]
    fields = ["design", "questionnaire_version", "fieldwork_to"]
    rows = rows.join(waves[fields], on="wave_id")
    has_weights = rows["weight"].notna().groupby(rows["wave_id"]).transform("any")
    alike = ~has_weights.astype(bool) & rows["design"].isin(UNWEIGHTED)
    areas = inputs.records.areas.former_district(rows["area_id"], rows["fieldwork_to"])
    rows = rows.assign(
        w=rows["weight"].mask(alike, 1.0),
        whole="",
        sex=rows["sex"].fillna(UNKNOWN),
        district=areas,
    )
    absent = rows["status"].notna() & ~rows["status"].isin(INTERVIEWED)
    no_weight = say("không có quyền số", "no weight")
    return with_roles(
        rows,
        [
            (absent, say("không phỏng vấn được", "not interviewed")),
            (~rows["w"].gt(0), no_weight),
        ],
    )


def _answers(people: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    """Return one row per respondent and answered question, with ``w`` and ``hit`` = w·recalled."""
    asked = [name for name in questions["question"].drop_duplicates() if name in people.columns]
    fields = ["wave_id", "questionnaire_version", "w", *_GROUPS.values()]
    long = counted(people)[[*fields, *asked]].melt(fields, asked, "question", "answer")
    key = ["questionnaire_version", "question", "answer"]
    found = long.astype({"question": "str", "answer": "str"}).merge(questions, on=key)
    return found.assign(hit=found["w"] * found["recalled"])


def _recall(answers: pd.DataFrame, group: str) -> pd.DataFrame:
    """Return ``hit``, ``w``, ``n`` and ``share`` (percent) by wave, group and question."""
    groups = answers.groupby(["wave_id", group, "is_decoy", "question"])
    sums = groups[["hit", "w"]].sum().assign(n=groups.size())
    return sums.assign(share=100 * sums["hit"] / sums["w"]).reset_index()


def _net(answers: pd.DataFrame, group: str) -> Iterator[tuple[str, str, float | None, float]]:
    """Yield wave, group, net recall and the smallest number of answers to one question.

    Net recall is missing where the group lacks answers to a question of its wave, or the decoy.
    """
    shares = _recall(answers, group)
    asked = shares.groupby("wave_id")["question"].nunique().to_dict()
    columns = ["wave_id", group, "is_decoy", "share", "n"]
    found: dict[tuple[str, str], list[tuple[bool, float, float]]] = {}
    for wave, code, is_decoy, share, n in shares[columns].itertuples(index=False, name=None):
        found.setdefault((wave, code), []).append((is_decoy, share, n))
    for (wave, code), cells in found.items():
        decoys = [share for is_decoy, share, _ in cells if is_decoy]
        messages = [share for is_decoy, share, _ in cells if not is_decoy]
        complete = len(cells) == asked[wave] and len(decoys) == 1 and messages
        net = sum(messages) / len(messages) - decoys[0] if complete else None
        yield wave, code, net, float(min(n for *_, n in cells))


def _net_rows(
    inputs: Inputs, base: Row, answers: pd.DataFrame, marks: Mapping[str, frozenset[str]]
) -> Iterator[Row]:
    for breakdown, column in _GROUPS.items():
        for wave, group, net, n in _net(answers, column):
            category = wave if breakdown == "wave" else f"{wave}:{group}"
            row = replace(base, breakdown=breakdown, category=category, flags=marks[wave])
            yield _shown(inputs, row, net, n)


def _messages(
    inputs: Inputs, base: Row, answers: pd.DataFrame, marks: Mapping[str, frozenset[str]]
) -> Iterator[Row]:
    shares = _recall(answers, "whole")
    columns = ["wave_id", "question", "hit", "w", "n", "share"]
    for wave, question, hit, w, n, share in shares[columns].itertuples(index=False, name=None):
        row = replace(
            base,
            breakdown="message",
            category=f"{wave}:{question}",
            numerator=float(hit),
            denominator=float(w),
            flags=marks[wave],
        )
        yield _shown(inputs, row, float(share), float(n))


def _shown(inputs: Inputs, row: Row, value: float | None, n: float) -> Row:
    """Return the row with its value, or without it where too few people answered (R11)."""
    if n < inputs.settings.smallest_sample:
        return replace(row, n=n, flags=row.flags | {"F-MAUNHO"})
    return replace(row, value=value, n=n)


def _marks(design: str) -> frozenset[str]:
    return frozenset({"F-PXS"} if design == VOLUNTARY else ())


def _headline(inputs: Inputs, base: Row, waves: pd.DataFrame, rows: list[Row]) -> Row:
    """Return the figure of the only probability wave of the year, else an empty row."""
    sampled = waves.index[waves["design"].ne(VOLUNTARY)]
    own = [row for row in rows if row.breakdown == "wave" and row.category in sampled]
    why = {"F-PXS"} if len(waves) and sampled.empty else frozenset[str]()
    if len(sampled) > 1:
        why = {"F-CACHHIEU"}  # which population is meant decides
    head = replace(own[0], breakdown="", category="") if len(sampled) == len(own) == 1 else base
    verdict = verdict_of(inputs, "T05", head.value, share=None, checked=head.value)
    return replace(head, verdict=verdict, flags=head.flags | why)
