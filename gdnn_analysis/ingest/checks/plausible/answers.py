"""DQ-18: survey answers given without reading, and samples without weights.

The third half of the rule, interviews faster than a third of the median, cannot be checked: the
contract has no column for the length of an interview.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found, looked_up, shown
from gdnn_analysis.ingest.problems import cell_problems, no_cell_problems
from gdnn_analysis.language import say

SCALE: Final = "thang5"
LEVELS: Final = {str(level): float(level) for level in range(1, 6)}
FEWEST_ITEMS: Final = 5
PROBABILITY: Final = ("xs_phan_tang_cum", "xs_don_gian")
"""Designs of chance: without weights nothing can be estimated for the population."""
INTERVIEWS: Final = ("hoan_thanh", "mot_phan")


def answers(tables: Accepted) -> Found:
    """Yield straight-lined interviews, and the waves whose interviews lack weights."""
    if not len(tables.everything("survey_responses")):
        return
    questions = tables.rows(
        "survey_questions", "question_id", "questionnaire_version", "answer_type", "reverse"
    )
    scales = questions[questions["answer_type"].eq(SCALE)]
    scales = scales[scales["question_id"].isin(tables.questions())]
    asked = scales["question_id"].unique()
    rows = tables.rows("survey_responses", "wave_id", "status", "weight", *asked)
    rows = rows[rows["status"].isna() | rows["status"].isin(INTERVIEWS)]
    waves = tables.rows("survey_waves", "wave_id", "design", "questionnaire_version")
    waves = waves.drop_duplicates("wave_id").set_index("wave_id")
    version = looked_up(rows["wave_id"], waves["questionnaire_version"])
    for found in _straight_lined(rows[asked], version, scales):
        yield "survey_responses", found
    sampled = rows[looked_up(rows["wave_id"], waves["design"]).isin(PROBABILITY)]
    yield "survey_responses", _unweighted(sampled)


def _straight_lined(
    texts: pd.DataFrame, version: pd.Series, scales: pd.DataFrame
) -> Iterator[pd.DataFrame]:
    levels = texts.apply(lambda column: column.map(LEVELS)).astype("float64")
    for name, items in scales.groupby("questionnaire_version", sort=True):
        is_reverse = items["reverse"].eq(True).fillna(False).to_numpy(dtype=bool)
        if len(items) >= FEWEST_ITEMS and is_reverse.any():
            yield _same_answer(levels.loc[version.eq(name), items["question_id"]], is_reverse)


def _same_answer(block: pd.DataFrame, is_reverse: np.ndarray) -> pd.DataFrame:
    """Return the rows with one answer to all items, some of which mean the opposite.

    Blanks, don't know and refusals are no answers; five answers are needed, one of them to a
    reversed item.
    """
    levels = block.to_numpy()
    given = ~np.isnan(levels)
    lowest = np.where(given, levels, np.inf).min(axis=1, initial=np.inf)
    highest = np.where(given, levels, -np.inf).max(axis=1, initial=-np.inf)
    enough = (given.sum(axis=1) >= FEWEST_ITEMS) & given[:, is_reverse].any(axis=1)
    straight = enough & (lowest == highest)
    if not straight.any():
        return no_cell_problems()
    found = pd.DataFrame({"level": lowest, "items": given.sum(axis=1)}, index=block.index)
    found = found[straight]
    return cell_problems(
        found.index,
        column=str(block.columns[0]),
        rule="DQ-18",
        severity="canh_bao",
        values=shown(found["level"]) + " × " + shown(found["items"]),
        message=lambda value: say(
            "Mọi câu thang 5 mức đều trả lời như nhau, kể cả câu đảo chiều ({value} câu).",
            "All five-point items got one answer, the reversed ones too ({value} items).",
            value=value,
        ),
        remedy=say(
            "Đối chiếu với phiếu; nếu đúng thì giữ, và nêu tỷ lệ phiếu như vậy trong phụ lục "
            "phương pháp.",
            "Compare with the sheet; if right keep it, and give the share of such sheets in the "
            "method annex.",
        ),
    )


def _unweighted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one warning per wave with interviews without a weight, at the first of them."""
    blank = rows["weight"].isna() | rows["weight"].lt(0)
    missing = rows[blank]
    if not len(missing):
        return no_cell_problems()
    first = missing.drop_duplicates("wave_id")
    counts = missing.groupby("wave_id").size()
    sizes = rows.groupby("wave_id").size()
    waves = first["wave_id"]
    return cell_problems(
        first.index,
        column="weight",
        rule="DQ-18",
        severity="canh_bao",
        values=waves + ": " + waves.map(counts).astype(str) + "/" + waves.map(sizes).astype(str),
        message=lambda value: say(
            "Đợt khảo sát chọn mẫu xác suất có phiếu thiếu quyền số ({value} phiếu).",
            "Interviews of a probability sample lack a weight ({value} interviews).",
            value=value,
        ),
        remedy=say(
            "Bổ sung quyền số cho các phiếu; không có quyền số thì không suy rộng được.",
            "Add the weights; without them nothing can be said of the population.",
        ),
    )
