"""How often a survey outcome was measured: one question, one population, and the right one."""

from __future__ import annotations

import pytest

from gdnn_analysis.indicators.contribution.measured import comparable_waves, times_measured
from tests.worlds import inputs_of, load


def wave(name: str, population: str, day: str, version: str = "P1") -> dict:
    return {
        "wave_id": name,
        "population": population,
        "fieldwork_from": day,
        "fieldwork_to": day,
        "mode": "truc_tiep",
        "design": "xs_phan_tang_cum",
        "questionnaire_version": version,
    }


def question(construct: str, trend: str, version: str = "P1") -> dict:
    return {
        "question_id": f"{construct}-{version}",
        "questionnaire_version": version,
        "construct": construct,
        "text_vi": "Có hay không?",
        "answer_type": "mot",
        "choices": "1:Có;2:Không",
        "positive_codes": "1",
        "trend_id": trend,
    }


def answer(name: str) -> dict:
    return {
        "wave_id": name,
        "resp_id": name,
        "question_id": "y_dinh-P1",
        "answer": "1",
    }


def measured(*waves: dict, construct: str = "y_dinh"):
    names = [one["wave_id"] for one in waves]
    data = load(
        {
            "survey_waves": list(waves),
            "survey_questions": [question(construct, "t1")],
            "survey_responses": [answer(name) for name in names],
        }
    )
    return inputs_of(data, 2024)


@pytest.mark.parametrize(
    ("populations", "times"),
    [
        (("hs9", "hs9"), 2),
        (("dn", "dn"), 0),  # what enterprises intend is C05
        (("hs9", "dn"), 1),
        (("hs9", "ph9"), 1),  # pupils and parents are no series
    ],
)
def test_intention_is_measured_with_pupils_or_parents_twice_the_same(populations, times):
    inputs = measured(
        *(
            wave(f"D{place}", people, f"202{place}-10-01")
            for place, people in enumerate(populations, 2)
        )
    )
    assert times_measured(inputs)["C04"] == times


def test_awareness_of_enterprises_is_awareness():
    inputs = measured(
        wave("D2", "dn", "2022-10-01"), wave("D3", "dn", "2023-10-01"), construct="nhan_biet"
    )
    assert comparable_waves(inputs)["C01"] == ("D2", "D3")
