"""Survey designs that are wrong or at their limits: the documented figure, or an error by name.

The cases are ``misuse/*.yml``, written so that an official can read them. ``bang`` is the table of
respondents; a case may change rows of it (``sua``: row counted from 1, column, value), add columns
(``them``), leave rows out (``bo_dong``), and says how the sample is declared (``khai``), adjusted
(``hieu_chinh``) and asked (``hoi``: the method of a design and what it is given). It expects either
``bao_loi``, words of which all must be in the message (and ``so_loi``, how many faults are told), or
``ket_qua``, figures row by row, where ``trong`` is a missing one, and ``kiem_dinh``, those of a test.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from gdnn_analysis.survey import Design, SurveyError

FOLDER = Path(__file__).parent / "misuse"
SPECIAL = {"vo_han": np.inf, "trong": np.nan}


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.yml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        for case in content["ca"]:
            whole = {**content.get("chung", {}), **case}
            found.append(pytest.param(whole, id=f"{path.stem}: {case['ten']}"))
    return found


def table_of(case: dict[str, Any]) -> pd.DataFrame:
    frame = pd.DataFrame(case["bang"])
    for row, values in case.get("sua", {}).items():
        for column, value in values.items():
            kept = frame[column].tolist()
            kept[row - 1] = SPECIAL.get(value, value) if isinstance(value, str) else value
            frame[column] = kept
    for column, values in case.get("them", {}).items():
        frame[column] = values
    for column, levels in case.get("nhom", {}).items():
        frame[column] = pd.Categorical(frame[column], levels)
    return frame.drop(index=[row - 1 for row in case.get("bo_dong", [])]).reset_index(drop=True)


def found_by(case: dict[str, Any]) -> Any:
    """Declare the sample, adjust it and ask; return what the last of these gives."""
    found: Any = Design(table_of(case), **case["khai"])
    for step in case.get("hieu_chinh", []):
        ((method, given),) = step.items()
        found = getattr(found, method)(**given)
    if "hoi" in case:
        ((method, given),) = case["hoi"].items()
        found = getattr(found, method)(**given)
    return found


def differences(found: Any, case: dict[str, Any]) -> list[str]:
    """Return what came out otherwise than expected, in words."""
    tested = [
        f"{name}: cần {wanted}, có {getattr(found, name)}"
        for name, wanted in case.get("kiem_dinh", {}).items()
        if not _same(getattr(found, name), wanted)
    ]
    if "ket_qua" not in case:
        return tested
    return tested + _other_rows(getattr(found, "cells", found), case["ket_qua"])


def _other_rows(found: pd.DataFrame, expected: list[dict[str, Any]]) -> list[str]:
    if len(found) != len(expected):
        return [f"cần {len(expected)} dòng, có {len(found)}"]
    return [
        f"dòng {number + 1}, {column}: cần {wanted}, có {found.iloc[number][column]}"
        for number, row in enumerate(expected)
        for column, wanted in row.items()
        if not _same(found.iloc[number][column], wanted)
    ]


def _same(value: Any, wanted: Any) -> bool:
    if wanted == "trong":
        return bool(pd.isna(value))
    if isinstance(wanted, str):
        return str(value) == wanted
    return not pd.isna(value) and abs(float(value) - wanted) <= 1e-6 * max(1.0, abs(wanted))


@pytest.mark.parametrize("case", cases())
def test_gives_the_documented_figure_or_an_error_that_names_the_place(case):
    if "bao_loi" not in case:
        assert differences(found_by(case), case) == []
        return
    with pytest.raises(SurveyError) as caught:
        found_by(case)
    text = str(caught.value)
    assert [words for words in case["bao_loi"] if str(words) not in text] == [], text
    assert len(caught.value.faults) == case.get("so_loi", 1), text


def test_every_case_expects_something():
    for case in cases():
        (content,) = case.values
        figures = "ket_qua" in content or "kiem_dinh" in content
        assert ("bao_loi" in content) != figures, case.id
