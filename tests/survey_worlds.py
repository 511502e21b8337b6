"""Small fictional surveys for tests: waves, questions and interviews with neutral values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gdnn_analysis.indicators.surveys.samples import Samples, WaveSample
from gdnn_analysis.indicators.surveys.waves import Wave, all_waves
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.records.areas import AreaHistory
from tests.worlds import area

Rows = list[dict[str, Any]]
AREAS: Rows = [
    area("TINH", "tinh", official_code="30"),
    area("H1", "huyen", "TINH", official_code="288"),
    area("H2", "huyen", "TINH", official_code="290"),
    area("X1", "xa", "H1"),
]
SCALE = "1:Rất không đồng ý;2:Không đồng ý;3:Phân vân;4:Đồng ý;5:Rất đồng ý"


def wave(wave_id: str = "HS9-2023", **cells: Any) -> dict[str, Any]:
    """Return a wave of March of the year its name ends with, of the population it starts with."""
    population, _, year = wave_id.partition("-")
    return {
        "wave_id": wave_id,
        "population": population.lower(),
        "fieldwork_from": f"{year[:4]}-03-06",
        "fieldwork_to": f"{year[:4]}-03-24",
        "mode": "giay_tai_lop",
        "design": "xs_don_gian",
        "questionnaire_version": "V1",
        **cells,
    }


def question(
    question_id: str = "NB1", construct: str = "nhan_biet", **cells: Any
) -> dict[str, Any]:
    """Return a question with yes (1), no (2), don't know (8) and refused (9)."""
    return {
        "question_id": question_id,
        "questionnaire_version": "V1",
        "construct": construct,
        "text_vi": f"Câu {question_id}?",
        "answer_type": "mot",
        "choices": "1:Có;2:Không;8:Không biết;9:Không trả lời",
        "positive_codes": "1",
        "dk_codes": "8",
        "refusal_codes": "9",
        **cells,
    }


def scale(question_id: str, *, reverse: bool = False, **cells: Any) -> dict[str, Any]:
    """Return an item of the attitude scale."""
    return question(
        question_id,
        "thai_do",
        answer_type="thang5",
        choices=SCALE,
        positive_codes="1;2" if reverse else "4;5",
        reverse=reverse,
        **cells,
    )


def people(count: int, name: str, wave_id: str = "HS9-2023", **cells: Any) -> Rows:
    """Return interviews with the same answers; ``{n}`` in a cell counts from 1."""
    row = {"wave_id": wave_id, "status": "hoan_thanh", "weight": 1, **cells}
    return [
        {"resp_id": f"{wave_id}/{name}{number}", **{k: _counted(v, number) for k, v in row.items()}}
        for number in range(1, count + 1)
    ]


def _counted(value: Any, number: int) -> Any:
    return value.format(n=number) if isinstance(value, str) else value


def clusters(
    counts: Iterable[tuple[int, int]], name: str, wave_id: str = "HS9-2023", **cells: Any
) -> Rows:
    """Return clusters of interviews, of which so many say yes to NB1 and so many no."""
    rows: Rows = []
    for number, (yes, no) in enumerate(counts, start=1):
        own = {"psu_id": f"{name}{number}", **cells}
        rows += people(yes, f"{name}{number}c", wave_id, **own, NB1="1")
        rows += people(no, f"{name}{number}k", wave_id, **own, NB1="2")
    return rows


def surveys(
    waves: Rows, questions: Rows, responses: Rows, *, shipped: bool = False, **tables: Rows
) -> Dataset:
    """Return a dataset of surveys; a row with an error is a mistake.

    ``shipped`` brings the definitions of the plan, which ``evaluate`` needs.
    """
    given = {"survey_waves": waves, "survey_questions": questions, "survey_responses": responses}
    rows = {"areas": AREAS, **given, **tables}
    data = load_rows(rows, today=date(2026, 6, 30), shipped=shipped)
    errors = data.issues[data.issues["severity"].eq("loi")]
    assert errors.empty, errors[["table", "row", "column", "message"]].to_string()
    return data


def wave_of(data: Dataset, wave_id: str = "HS9-2023") -> Wave:
    """Return one wave as the package reads it."""
    (found,) = [one for one in all_waves(data) if one.id == wave_id]
    return found


def sample_of(data: Dataset, wave_id: str = "HS9-2023") -> WaveSample:
    """Return the sample of one wave."""
    return Samples(data).of(wave_of(data, wave_id), AreaHistory(data))
