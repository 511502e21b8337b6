"""Accounts of surveys written by hand: every number in them is a fact of the test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from gdnn_analysis.indicators.surveys.account import (
    CHANGE_COLUMNS,
    ITEM_COLUMNS,
    REFUSED_COLUMNS,
    SAMPLE_COLUMNS,
    SCALE_COLUMNS,
    SurveyAccount,
)

Table = Sequence[dict[str, Any]]
WAVES = (
    ("HS9-2022", "hs9", "2022-03-07", "2022-03-25", "giay_tai_lop", "xs_phan_tang_cum", "HS9-1"),
    ("HS9-2025", "hs9", "2025-03-10", "2025-03-28", "giay_tai_lop", "xs_phan_tang_cum", "HS9-1"),
    ("DN-2025", "dn", "2025-10-06", "2025-10-24", "dien_thoai", "xs_don_gian", "DN-1"),
    ("GV-2025", "gv", "2025-05-05", "2025-05-16", "truc_tuyen", "phi_xac_suat", "GV-1"),
)
QUESTIONS = (
    ("NB2", "HS9-1", "nhan_biet", "Hãy nêu một cơ sở GDNN.", "hs9_nb2"),
    ("TD1", "HS9-1", "thai_do", "Học nghề có việc làm sớm.", "hs9_td1"),
    ("TD2", "HS9-1", "thai_do", "Học nghề chỉ dành cho người học kém.", "hs9_td2"),
    ("YD1", "HS9-1", "y_dinh", "Sau lớp 9 em định chọn gì?", "hs9_yd1"),
    ("YD1", "DN-1", "y_dinh", "Doanh nghiệp định tuyển người tốt nghiệp GDNN?", "dn_yd1"),
)


def sample(wave: tuple[str, ...], **cells: Any) -> dict[str, Any]:
    wave_id, population, first, last, mode, design, version = wave
    return {
        "wave_id": wave_id,
        "population": population,
        "design": design,
        "mode": mode,
        "fieldwork_from": pd.Timestamp(first),
        "fieldwork_to": pd.Timestamp(last),
        "questionnaire_version": version,
        "n_invited": 1036,
        "n_completed": 854,
        "n_partial": 47,
        "n_other": 0,
        "n_used": 901,
        "response_rate": 86.97,
        "strata": 6,
        "clusters": 30,
        "degf": 24,
        "weight_effect": 1.0062,
        "largest_weight": 1.2,
        "weighting": "cho_san",
        "margins_gap": None,
        "probability": design != "phi_xac_suat",
        "straight_lined": 0,
        "notes": (),
        **cells,
    }


def answers(
    wave_id: str,
    question: str,
    text: str,
    shares: Sequence[float | None],
    *,
    reverse: bool = False,
    unknown: float | None = None,
    n: int = 901,
) -> list[dict[str, Any]]:
    """Return the rows of one attitude item: five levels, and don't know where it was offered."""
    base = {
        "wave_id": wave_id,
        "population": "hs9",
        "construct": "thai_do",
        "question_id": question,
        "text_vi": text,
        "reverse": reverse,
        "n": n,
    }
    rows = [
        {**base, "code": str(place), "place": place, "value": value, "kind": "muc"}
        for place, value in enumerate(shares, start=1)
    ]
    if unknown is not None:
        rows.append({**base, "code": "8", "place": None, "value": unknown, "kind": "khong_biet"})
    return rows


def change(question: str, text: str, shares: tuple[float, float], **cells: Any) -> dict[str, Any]:
    before, after = shares
    return {
        "wave_from": "HS9-2022",
        "wave_to": "HS9-2025",
        "population": "hs9",
        "trend_id": f"hs9_{question.lower()}",
        "construct": "y_dinh",
        "question_id": question,
        "text_vi": text,
        "core": True,
        "value_from": before,
        "n_from": 895,
        "value_to": after,
        "n_to": 901,
        "change": after - before,
        "ci_low": after - before - 5,
        "ci_high": after - before + 5,
        "p_value": 0.0123,
        "p_holm": 0.0246,
        "detectable": 6.84,
        "overlap": "cum",
        "finding": "tang",
        **cells,
    }


def scale(wave_id: str, **cells: Any) -> dict[str, Any]:
    return {
        "wave_id": wave_id,
        "population": "hs9",
        "items": 5,
        "n": 901,
        "alpha": 0.8238,
        "alpha_low": 0.8049,
        "alpha_high": 0.8414,
        "omega": 0.824,
        "index": 54.79,
        "index_low": 52.69,
        "index_high": 56.89,
        "usable": True,
        **cells,
    }


def _frame(rows: Table, columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=list(columns))


def account(
    *,
    samples: Table = (),
    items: Table = (),
    scales: Table = (),
    changes: Table = (),
    not_compared: Table = (),
) -> SurveyAccount:
    return SurveyAccount(
        _frame(samples, SAMPLE_COLUMNS),
        _frame(items, ITEM_COLUMNS),
        _frame(scales, SCALE_COLUMNS),
        _frame(changes, CHANGE_COLUMNS),
        _frame(not_compared, REFUSED_COLUMNS),
    )
