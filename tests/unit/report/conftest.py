"""Evaluations whose surveys are written by hand (tests/survey_accounts.py)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gdnn_analysis import evaluate
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.indicators.frame import Row, to_frame
from gdnn_analysis.ingest import load_rows
from tests.survey_accounts import QUESTIONS, WAVES, Table, account


@pytest.fixture(scope="session")
def bare() -> Evaluation:
    """An evaluation of 2025 whose only data are waves and questions."""
    waves = [
        dict(
            zip(
                (
                    "wave_id",
                    "population",
                    "fieldwork_from",
                    "fieldwork_to",
                    "mode",
                    "design",
                    "questionnaire_version",
                ),
                wave,
                strict=True,
            )
        )
        for wave in WAVES
    ]
    questions = [
        {
            "question_id": question,
            "questionnaire_version": version,
            "construct": construct,
            "text_vi": text,
            "answer_type": "mot",
            "choices": "1:Có;2:Không",
            "positive_codes": "1",
            "trend_id": trend,
        }
        for question, version, construct, text, trend in QUESTIONS
    ]
    data = load_rows({"survey_waves": waves, "survey_questions": questions})
    return evaluate(data, "2025", created="2026-06-30")


Reported = Callable[..., Evaluation]


@pytest.fixture
def reported(bare: Evaluation) -> Reported:
    """Return a function that gives the evaluation surveys and result rows written by hand."""

    def build(*rows: Row, **parts: Table) -> Evaluation:
        results = to_frame(rows, period="2025", window="nd09")
        ev = replace(bare, results=results)
        vars(ev)["surveys"] = account(**parts)
        return ev

    return build
